/** Customers whose particulars the shop of the practice host remembers, by the end of their numbers. */
import type { AskedPayment } from '../../bindings';
import type { Scenario } from './scenario';

export class Customers {
  #known = new Map<string, Record<string, string>>();

  constructor(scenario: Scenario) {
    for (const [phone, customer] of Object.entries(scenario.customers ?? {})) this.#known.set(phone, customer);
  }

  recall(phone: string): Record<string, string> {
    return { ...this.#known.get(phone) };
  }

  remember({ phone, remember, customer }: AskedPayment): void {
    if (remember && phone !== null && Object.keys(customer).length > 0) this.#known.set(phone, { ...customer });
  }

  forget(phone: string): boolean {
    return this.#known.delete(phone);
  }
}
