/** What was left open is asked once at the start, all at once and for ten seconds at most; then the keypad opens. */
import type { CommandError, PaymentView } from '../bindings';
import { asError } from '../host';
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
  /** The first question that was not carried out, until somebody has read it. */
  error = $state.raw<CommandError | null>(null);
  #said = false;
  #next: CommandError | null = null;

  /** `clock`: what is wrong with the computer's clock is said before anything else. */
  constructor(host: Host, payments: Payments, left: PaymentView[], clock: CommandError | null = null) {
    this.error = clock;
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
      try {
        this.#payments.take(await this.#host.askPayment(view.payment_id));
      } catch (thrown) {
        this.#say(asError(thrown));
      }
      this.done += 1;
    });
    const late = new Promise<void>((end) => setTimeout(end, AT_MOST_MS));
    void Promise.race([Promise.all(asks), late]).then(() => {
      if (!this.asking) return;
      this.asking = false;
      opens();
    });
  }

  /** Another ledger: what is left in this one is not said there. */
  forget(): void {
    this.goOn();
    this.#said = true;
    this.#next = null;
    this.error = null;
  }

  /** Somebody has read it: what came meanwhile is said now. */
  read(): void {
    this.error = this.#next;
    this.#next = null;
  }

  /** Once: a locked keychain stops every question alike. */
  #say(error: CommandError): void {
    if (this.#said) return;
    this.#said = true;
    if (this.error) this.#next = error;
    else this.error = error;
  }

  /** The cashier does not wait for it. */
  goOn(): void {
    this.asking = false;
  }
}
