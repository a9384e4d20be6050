/** What was left open is asked once at the start, all at once and for ten seconds at most; then the keypad opens. */
import type { PaymentView } from '../bindings';
import type { Host } from '../host/host';
import type { Payments } from './payments.svelte';

const AT_MOST_MS = 10_000;

export class Startup {
  #host: Host;
  #payments: Payments;
  #left: PaymentView[];
  readonly all: number;
  done = $state(0);
  asking = $state(false);

  constructor(host: Host, payments: Payments, left: PaymentView[]) {
    this.#host = host;
    this.#payments = payments;
    this.#left = left;
    this.all = left.length;
  }

  /** `opens` is called once, when all have answered or time is up, unless the cashier went on before. */
  ask(opens: () => void): void {
    if (this.all === 0 || this.asking) return;
    this.asking = true;
    const asks = this.#left.map(async (view) => {
      const answer = await this.#host.askPayment(view.payment_id).catch(() => null);
      if (answer) this.#payments.take(answer);
      this.done += 1;
    });
    const late = new Promise<void>((end) => setTimeout(end, AT_MOST_MS));
    void Promise.race([Promise.all(asks), late]).then(() => {
      if (!this.asking) return;
      this.asking = false;
      opens();
    });
  }

  /** The cashier does not wait for it. */
  goOn(): void {
    this.asking = false;
  }
}
