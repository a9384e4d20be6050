/** Every payment that this window knows of: whole views, of which the newest wins. */
import { SvelteMap } from 'svelte/reactivity';
import type { PaymentView } from '../bindings';
import type { Host } from '../host/host';
import { isWatched } from './states';

/** `next` is not older than `shown`. A question to the gateway changes when it was asked, not when it changed. */
export function isNewer(next: PaymentView, shown: PaymentView): boolean {
  const change = Date.parse(next.updated_at) - Date.parse(shown.updated_at);
  if (change !== 0) return change > 0;
  return Date.parse(next.asked_at ?? '') >= Date.parse(shown.asked_at ?? '') || shown.asked_at === null;
}

/** `told`: the till said it by itself, nobody asked. */
export type Change = { before: PaymentView | null; now: PaymentView; told: boolean };

export class Payments {
  #host: Host;
  #views = new SvelteMap<string, PaymentView>();
  #listeners = new Set<(change: Change) => void>();

  constructor(host: Host, first: PaymentView[]) {
    this.#host = host;
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

  /** Takes a view; false when an equal or newer one is shown already. */
  take(view: PaymentView, told = false): boolean {
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
    if (id !== undefined) this.take(await this.#host.payment(id));
    else for (const view of await this.#host.unsettled()) this.take(view);
  }

  /** The last ones of today, for the list beside the keypad. */
  async last(limit: number): Promise<void> {
    const filter = { open: false, from: null, to: null, query: null, limit };
    for (const view of await this.#host.payments(filter)) this.take(view);
  }

  /** Another ledger: training and the shop's own payments do not mix. */
  forget(first: PaymentView[]): void {
    this.#views.clear();
    for (const view of first) this.#views.set(view.payment_id, view);
  }
}
