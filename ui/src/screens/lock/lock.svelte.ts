/** Somebody takes the till: who, then their PIN. It is forgotten as soon as it is handed over. */
import type { CommandError } from '../../bindings';
import { asError } from '../../host';
import type { Session } from '../../state/session.svelte';
import { nameOf } from '../../words';

export type Somebody = { id: string | null; name: string; digit: string };

/** The longest PIN, and the shortest. */
const LONGEST = 12;
const SHORTEST = 4;
const OWNER = { cashier_id: null, name: 'owner' };

export class LockDesk {
  #session: Pick<Session, 'cashiers' | 'takeTill'>;
  chosen = $state.raw<Somebody | null>(null);
  pin = $state('');
  taking = $state(false);
  error = $state.raw<CommandError | null>(null);

  constructor(session: Pick<Session, 'cashiers' | 'takeTill'>) {
    this.#session = session;
  }

  /** The cashiers by their digits, then the owner, who is 0; a tenth cashier has none. */
  get people(): Somebody[] {
    const cashiers = this.#session.cashiers.map((one, at) => ({ id: one.cashier_id, name: one.name, digit: at < 9 ? String(at + 1) : '' }));
    return [...cashiers, { id: OWNER.cashier_id, name: nameOf(OWNER), digit: '0' }];
  }

  get missing(): boolean {
    return this.pin.length < SHORTEST;
  }

  choose(somebody: Somebody): void {
    this.chosen = somebody;
    this.pin = '';
    this.error = null;
  }

  chooseDigit(digit: string): void {
    const found = this.people.find((one) => one.digit === digit);
    if (this.chosen === null && found) this.choose(found);
  }

  back(): void {
    this.chosen = null;
    this.pin = '';
    this.error = null;
  }

  type(digit: string): void {
    if (this.pin.length < LONGEST) this.pin += digit;
  }

  erase(): void {
    this.pin = this.pin.slice(0, -1);
  }

  async take(): Promise<void> {
    if (this.taking || this.chosen === null || this.missing) return;
    const { pin } = this;
    this.pin = '';
    this.taking = true;
    this.error = null;
    try {
      await this.#session.takeTill(this.chosen.id, pin);
    } catch (thrown) {
      this.error = asError(thrown);
    } finally {
      this.taking = false;
    }
  }
}
