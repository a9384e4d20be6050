/**
 * Starts payments, one at a time. What was asked is remembered while the window lives, so that a refused customer can be asked
 * again: the ledger's own views hold no whole phone number.
 */
import type { AskedPayment, CommandError } from '../bindings';
import { asError } from '../host';
import type { Host } from '../host/host';
import type { Payments } from './payments.svelte';

export class Starter {
  #host: Host;
  #payments: Payments;
  #show: (paymentId: string) => void;
  #asked = new Map<string, AskedPayment>();
  /** Grows with each change of the ledger: what was started before shows nothing any more. */
  #ledger = 0;
  /** A request is on its way to the disk; a second press does nothing. */
  busy = $state(false);
  error = $state.raw<CommandError | null>(null);

  constructor(host: Host, payments: Payments, show: (paymentId: string) => void) {
    this.#host = host;
    this.#payments = payments;
    this.#show = show;
  }

  askedOf(paymentId: string): AskedPayment | undefined {
    return this.#asked.get(paymentId);
  }

  /** Another ledger: a request that is still on its way stays in its own. */
  forget(): void {
    this.#ledger += 1;
    this.busy = false;
    this.error = null;
  }

  /** True once the payment is recorded and shown; false with `error` when nothing was started. */
  async start(ask: () => Promise<AskedPayment>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    const ledger = this.#ledger;
    let shown = false;
    let stop = (): void => {};
    let asked: AskedPayment | null = null;
    const show = (id: string): void => {
      if (shown || ledger !== this.#ledger || !this.#payments.get(id)) return;
      shown = true;
      this.busy = false;
      this.#show(id);
    };
    try {
      asked = await ask();
      const { payment_id } = asked;
      this.#asked.set(payment_id, asked);
      // It is shown as soon as it is on disk, while it still is being sent.
      stop = this.#payments.onChange(({ now }) => {
        if (now.payment_id === payment_id) show(payment_id);
      });
      this.#payments.take(await this.#host.startPayment(asked));
      show(payment_id);
    } catch (thrown) {
      const known = asked === null ? null : await this.#host.payment(asked.payment_id).catch(() => null);
      if (known) {
        // It did start; what is known of it says more than the error.
        this.#payments.take(known);
        show(known.payment_id);
      } else if (!shown && ledger === this.#ledger) {
        this.error = asError(thrown);
      }
    } finally {
      stop();
      if (!shown && ledger === this.#ledger) this.busy = false;
    }
    return shown;
  }
}
