/** The practice host's people: who has the till, and what they may do. Every cashier's PIN is 4826 at first. */
import type { CashierChange, CashierView, OnDuty, Right, StartUp } from '../../bindings';
import type { Host } from '../host';
import type { Owner } from './owner';
import { refusal } from './refusal';
import type { Scenario } from './scenario';

/** The right that a call needs at a till of a shop with cashiers. */
const RIGHTS: Partial<Record<keyof Host, Right>> = {
  startPayment: 'sell',
  cancelPayment: 'sell',
  acceptPayment: 'sell',
  resendPayment: 'sell',
  exportPayments: 'export',
  addAccount: 'settings',
  removeAccount: 'settings',
  preferAccount: 'settings',
  setShop: 'settings',
  setPrinter: 'settings',
  removePrinter: 'settings',
};

export class People {
  #owner: Owner;
  #cashiers: CashierView[];
  #pins = new Map<string, string>();
  #duty: OnDuty | null = null;
  #leave: Right | null = null;

  constructor(scenario: Scenario, owner: Owner) {
    this.#owner = owner;
    owner.spares = (right) => this.#spares(right);
    this.#cashiers = [];
    for (const name of scenario.cashiers ?? []) this.#keep(name, ['sell', 'reprint'], '4826');
    if (scenario.duty === 'owner') this.#duty = { cashier_id: null, name: 'owner' };
    const found = this.#cashiers.find((one) => one.name === scenario.duty);
    if (found) this.#duty = found;
  }

  get told(): Pick<StartUp, 'cashiers' | 'on_duty'> {
    if (this.#owner.training) return { cashiers: [], on_duty: null };
    const duty = this.#duty && { cashier_id: this.#duty.cashier_id, name: this.#duty.name };
    return { cashiers: this.#cashiers.map((one) => ({ ...one })), on_duty: this.#staffed ? duty : null };
  }

  demand(method: keyof Host): void {
    const right = RIGHTS[method];
    if (right === undefined || this.#owner.training || !this.#staffed || this.#spares(right)) return;
    if (!this.#duty) throw refusal('till_locked');
    if (this.#leave === right) this.#leave = null;
    else throw refusal('right_needed', { cashier: this.#duty.name, right });
  }

  take(cashier: string | null, pin: string): void {
    if (cashier === null) {
      this.#owner.demand(pin);
      this.#duty = { cashier_id: null, name: 'owner' };
      return;
    }
    if (this.#pins.get(cashier) !== pin) throw refusal('pin_wrong');
    this.#duty = this.#get(cashier);
  }

  leave(): void {
    this.#duty = null;
  }

  allow(right: Right, pin: string): void {
    this.#owner.demand(pin);
    this.#leave = right;
  }

  add(name: string, rights: Right[], pin: string, ownerPin: string | null): void {
    if (this.#cashiers.some((one) => one.name.toLowerCase() === name.toLowerCase())) throw refusal('cashier_taken', { cashier: name });
    this.#demandOwner(ownerPin);
    this.#keep(name, rights, pin);
    this.#duty ??= { cashier_id: null, name: 'owner' };
  }

  change(cashier: string, change: CashierChange, ownerPin: string | null): void {
    this.#demandOwner(ownerPin);
    const found = this.#get(cashier);
    if ('pin' in change) this.#pins.set(cashier, change.pin);
    else Object.assign(found, change);
  }

  #keep(name: string, rights: Right[], pin: string): void {
    const cashier_id = `cashier-${this.#cashiers.length + 1}`;
    this.#cashiers.push({ cashier_id, name, rights, active: true });
    this.#pins.set(cashier_id, pin);
  }

  #get(id: string): CashierView {
    const found = this.#cashiers.find((one) => one.cashier_id === id);
    if (!found) throw refusal('cashier_unknown');
    return found;
  }

  get #staffed(): boolean {
    return this.#cashiers.some((one) => one.active);
  }

  #spares(right: Right): boolean {
    if (!this.#staffed || !this.#duty) return false;
    return this.#duty.cashier_id === null || this.#get(this.#duty.cashier_id).rights.includes(right);
  }

  #demandOwner(pin: string | null): void {
    if (!this.#staffed || this.#duty?.cashier_id !== null) this.#owner.demand(pin);
  }
}
