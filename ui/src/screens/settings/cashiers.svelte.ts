/** The shop's cashiers: a new one, or one being changed. Only the owner keeps anything here. */
import type { CashierChange, CashierView, CommandError, Right, StartUp } from '../../bindings';
import { asError } from '../../host';
import type { Till } from '../../state/till';

export const RIGHTS = ['sell', 'reprint', 'refund', 'settle', 'export', 'settings', 'payout'] as const satisfies Right[];
const USUAL: Right[] = ['sell', 'reprint'];
const SHORTEST = 4;

export type CashierSpot = 'name' | 'pin' | 'owner';

export class CashiersDesk {
  #till: Pick<Till, 'host' | 'session'>;
  /** Whoever is being changed; a new one has no id yet. */
  opened = $state.raw<CashierView | 'new' | null>(null);
  name = $state('');
  pin = $state('');
  rights = $state<Right[]>([]);
  /** The owner's, unless the owner has the till. */
  owner = $state('');
  saving = $state(false);
  error = $state.raw<CommandError | null>(null);

  constructor(till: Pick<Till, 'host' | 'session'>) {
    this.#till = till;
  }

  get needsOwner(): boolean {
    return !this.#till.session.isOwners;
  }

  open(cashier: CashierView | 'new'): void {
    this.opened = cashier;
    this.name = cashier === 'new' ? '' : cashier.name;
    this.rights = cashier === 'new' ? [...USUAL] : [...cashier.rights];
    this.pin = '';
    this.error = null;
  }

  close(): void {
    this.opened = null;
    this.pin = this.owner = '';
    this.error = null;
  }

  has(right: Right): boolean {
    return this.rights.includes(right);
  }

  turn(right: Right): void {
    this.rights = RIGHTS.filter((one) => (one === right) !== this.has(one));
  }

  get missing(): CashierSpot | null {
    if (this.name.trim() === '') return 'name';
    if (this.opened === 'new' ? this.pin.length < SHORTEST : this.pin !== '' && this.pin.length < SHORTEST) return 'pin';
    return this.needsOwner && this.owner === '' ? 'owner' : null;
  }

  /** The field that the refusal is about. */
  get wrong(): CashierSpot | null {
    switch (this.error?.code) {
      case 'cashier_taken':
      case 'cashier_name_invalid':
        return 'name';
      case 'pin_invalid':
        return 'pin';
      case 'pin_wrong':
      case 'pin_needed':
      case 'pin_later':
        return 'owner';
      default:
        return null;
    }
  }

  async save(): Promise<void> {
    const { opened } = this;
    if (opened === null || this.missing) return;
    const name = this.name.trim();
    if (opened === 'new') {
      if (await this.#keep((owner) => this.#till.host.addCashier(name, [...this.rights], this.pin, owner))) this.close();
      return;
    }
    const changes: CashierChange[] = [];
    if (name !== opened.name) changes.push({ name });
    if (this.rights.join() !== opened.rights.join()) changes.push({ rights: [...this.rights] });
    if (this.pin !== '') changes.push({ pin: this.pin });
    const { cashier_id } = opened;
    const all = async (owner: string | null): Promise<StartUp> => {
      let start = this.#till.session.start;
      for (const change of changes) start = await this.#till.host.changeCashier(cashier_id, change, owner);
      return start;
    };
    if (await this.#keep(all)) this.close();
  }

  async turnCashier(active: boolean): Promise<void> {
    const { opened } = this;
    if (opened === null || opened === 'new') return;
    const { cashier_id } = opened;
    if (await this.#keep((owner) => this.#till.host.changeCashier(cashier_id, { active }, owner))) this.close();
  }

  async #keep(act: (owner: string | null) => Promise<StartUp>): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    this.error = null;
    try {
      this.#till.session.take(await act(this.needsOwner ? this.owner : null));
      return true;
    } catch (thrown) {
      this.error = asError(thrown);
      return false;
    } finally {
      this.owner = '';
      this.saving = false;
    }
  }
}
