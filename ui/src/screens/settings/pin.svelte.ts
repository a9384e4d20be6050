/** The owner's PIN being set or changed. It is never shown, and forgotten as soon as it is handed over. */
import type { CommandError } from '../../bindings';
import { asError } from '../../host';
import type { Till } from '../../state/till';

export type PinSpot = 'old' | 'next' | 'again';
const SHORTEST = 4;

export class PinForm {
  #till: Pick<Till, 'host' | 'session'>;
  old = $state('');
  next = $state('');
  again = $state('');
  saving = $state(false);
  done = $state(false);
  /** What is wrong with a field before anybody was asked: the two are not the same. */
  differs = $state(false);
  error = $state.raw<CommandError | null>(null);

  constructor(till: Pick<Till, 'host' | 'session'>) {
    this.#till = till;
  }

  get changes(): boolean {
    return this.#till.session.start.owner_pin;
  }

  /** What is still to be typed. */
  get missing(): PinSpot | null {
    if (this.changes && this.old === '') return 'old';
    if (this.next.length < SHORTEST) return 'next';
    return this.again === '' ? 'again' : null;
  }

  get wrong(): PinSpot | null {
    if (this.differs) return 'again';
    switch (this.error?.code) {
      case 'pin_wrong':
      case 'pin_needed':
        return 'old';
      case 'pin_invalid':
        return 'next';
      default:
        return null;
    }
  }

  async save(): Promise<void> {
    if (this.saving || this.missing) return;
    this.error = null;
    this.done = false;
    this.differs = this.next !== this.again;
    if (this.differs) {
      this.again = '';
      return;
    }
    this.saving = true;
    const { host, session } = this.#till;
    try {
      session.take(await host.setOwnerPin(this.changes ? this.old : null, this.next));
      this.done = true;
      this.old = this.next = this.again = '';
    } catch (thrown) {
      this.error = asError(thrown);
      this.old = '';
    } finally {
      this.saving = false;
    }
  }
}
