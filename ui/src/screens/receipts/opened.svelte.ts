/** The one payment that is opened: its view, its paper and its story, read again whenever it changed. */
import type { CommandError, Paper, PaymentView, RefundView, StoryLine } from '../../bindings';
import { asError } from '../../host';
import type { Host } from '../../host/host';
import { isNewer, type Payments } from '../../state/payments.svelte';

export type Doing = 'asking' | 'accepting' | null;

export class Opened {
  readonly id: string;
  view = $state.raw<PaymentView | null>(null);
  /** Null is a payment without a receipt; undefined is not read yet. */
  paper = $state.raw<Paper | null | undefined>(undefined);
  story = $state.raw<StoryLine[] | undefined>(undefined);
  /** What was given back of it, first to last. */
  refunds = $state.raw<RefundView[]>([]);
  doing = $state<Doing>(null);
  /** When the last question by hand was answered. */
  answeredAt = $state<number | null>(null);
  error = $state.raw<CommandError | null>(null);

  #host: Host;
  #payments: Payments;
  #read = 0;

  constructor(host: Host, payments: Payments, id: string, known: PaymentView | undefined) {
    this.#host = host;
    this.#payments = payments;
    this.id = id;
    this.view = known ?? payments.get(id) ?? null;
  }

  /** Reads it, and follows what is told of it; call it in an effect. */
  follow(): () => void {
    void this.read();
    return this.#payments.onChange(({ now }) => {
      if (now.payment_id !== this.id) return;
      if (!this.view || isNewer(now, this.view)) this.view = now;
      void this.read();
    });
  }

  async read(): Promise<void> {
    const mine = ++this.#read;
    try {
      const view = await this.#host.payment(this.id);
      const [paper, story, refunds] = await Promise.all([
        view.receipt_number === null ? null : this.#host.paper(this.id),
        this.#host.story(this.id),
        view.refunded_minor === 0 ? [] : this.#host.refunds(this.id),
      ]);
      if (mine !== this.#read) return;
      if (!this.view || isNewer(view, this.view)) this.view = view;
      this.paper = paper;
      this.story = story;
      this.refunds = refunds;
      if (this.doing === null) this.error = null;
    } catch (error) {
      if (mine === this.#read) this.error = asError(error);
    }
  }

  ask(now: () => number): Promise<void> {
    return this.#do('asking', async () => {
      this.#take(await this.#host.askPayment(this.id));
      this.answeredAt = now();
    });
  }

  accept(): Promise<void> {
    return this.#do('accepting', async () => this.#take(await this.#host.acceptPayment(this.id)));
  }

  async #do(what: Doing, act: () => Promise<void>): Promise<void> {
    if (this.doing !== null) return;
    this.doing = what;
    this.error = null;
    this.answeredAt = null;
    try {
      await act();
      await this.read();
    } catch (error) {
      this.error = asError(error);
    } finally {
      this.doing = null;
    }
  }

  #take(view: PaymentView): void {
    this.#payments.take(view);
    if (!this.view || isNewer(view, this.view)) this.view = view;
  }
}
