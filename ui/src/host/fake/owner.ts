/** The owner's PIN of the practice host. In training nobody needs one. */
import type { Right } from '../../bindings';
import { refusal } from './refusal';

export class Owner {
  training = false;
  /** Whether whoever has the till needs no PIN of the owner's for it. */
  spares: (right: Right) => boolean = () => false;
  #pin: string | null;

  constructor(pin: string | null) {
    this.#pin = pin;
  }

  get isSet(): boolean {
    return this.#pin !== null;
  }

  set(old: string | null, next: string): void {
    const steps = [...next].slice(1).map((digit, at) => Number(digit) - Number(next[at]));
    const plain = [-1, 0, 1].some((step) => steps.every((one) => one === step));
    if (!/^\d{4,12}$/.test(next) || plain) throw refusal('pin_invalid');
    if (this.isSet) this.demand(old);
    this.#pin = next;
  }

  demand(pin: string | null, right?: Right): void {
    if (this.training || (right && this.spares(right))) return;
    if (this.#pin === null) throw refusal('pin_unset');
    if (pin === null || pin === '') throw refusal('pin_needed');
    if (pin !== this.#pin) throw refusal('pin_wrong');
  }
}
