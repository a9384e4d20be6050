/** Every payment that this window knows of: whole views, of which the newest wins. */
import { SvelteMap } from 'svelte/reactivity';
import type { CommandError, PaymentView } from '../bindings';
import type { Host } from '../host/host';
import { EVERYTHING } from './everything';
import { isWatched } from './states';

/** `next` is not older than `shown`. A question to the gateway changes when it was asked, not when it changed. */
export function isNewer(next: PaymentView, shown: PaymentView): boolean {
  const change = Date.parse(next.updated_at) - Date.parse(shown.updated_at);
  if (change !== 0) return change > 0;
  // A refund leaves the payment as it is, and so does what settles its sale otherwise.
  if (next.refunded_minor !== shown.refunded_minor) return next.refunded_minor > shown.refunded_minor;
  if (next.tender_number !== shown.tender_number) return next.tender_number !== null;
  // What is in hand changes neither; a clock that went back makes a later question look earlier.
  if ((next.unwritten === null) !== (shown.unwritten === null)) return true;
  return Date.parse(next.asked_at ?? '') >= Date.parse(shown.asked_at ?? '') || shown.asked_at === null;
}

/** `told`: the till said it by itself, nobody asked. */
export type Change = { before: PaymentView | null; now: PaymentView; told: boolean };

export class Payments {
  #host: Host;
  #views = new SvelteMap<string, PaymentView>();
  #listeners = new Set<(change: Change) => void>();

  /** Which ledger is shown: training, or the shop's own payments. The other one goes on and says so too. */
  #training: boolean;

  constructor(host: Host, first: PaymentView[], training: boolean) {
    this.#host = host;
    this.#training = training;
    for (const view of first) this.#views.set(view.payment_id, view);
  }

  get(id: string): PaymentView | undefined {
    return this.#views.get(id);
  }

  /** Newest first. */
  get all(): PaymentView[] {
    return [...this.#views.values()].sort((a, b) => b.created_at.localeCompare(a.created_at));
  }

  /** What still needs an answer or a person, newest first. */
  get open(): PaymentView[] {
    return this.all.filter((view) => isWatched(view.state));
  }

  /** What gateways have said that is not on the disk yet, newest first. */
  get unwritten(): { view: PaymentView; error: CommandError }[] {
    return this.all.flatMap((view) => (view.unwritten ? [{ view, error: view.unwritten }] : []));
  }

  /** Takes a view; false when a newer one is shown already, or when it is of the other ledger. */
  take(view: PaymentView, told = false): boolean {
    if ((view.environment === 'training') !== this.#training) return false;
    const before = this.#views.get(view.payment_id) ?? null;
    if (before && !isNewer(view, before)) return false;
    this.#views.set(view.payment_id, view);
    for (const listener of this.#listeners) listener({ before, now: view, told });
    return true;
  }

  /** Hears every change that was taken. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks again for one payment, or for all that are not settled. */
  async refresh(id?: string): Promise<void> {
    if (id !== undefined) {
      this.take(await this.#host.payment(id));
      return;
    }
    const answer = await this.#host.unsettled();
    for (const view of answer) this.take(view);
    // What is open here and not there has ended, and the message about it was lost.
    const there = new Set(answer.map((view) => view.payment_id));
    const gone = this.open.filter((view) => !there.has(view.payment_id));
    await Promise.all(gone.map((view) => this.refresh(view.payment_id).catch(() => {})));
  }

  /** The last ones of today, for the list beside the keypad. */
  async last(limit: number): Promise<void> {
    for (const { payment } of await this.#host.payments(EVERYTHING, null, limit)) this.take(payment);
  }

  /** Another ledger: training and the shop's own payments do not mix. */
  forget(first: PaymentView[], training: boolean): void {
    this.#training = training;
    this.#views.clear();
    for (const view of first) this.#views.set(view.payment_id, view);
  }
}
