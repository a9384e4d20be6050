/** What the practice host's shop gave back. */
import type { AskedRefund, PaymentView, PrintLine, RefundView } from '../../bindings';
import type { Book } from './book';
import type { FakeClock } from './clock';
import type { Owner } from './owner';
import type { Printers } from './printers';
import { refusal } from './refusal';

export class Refunds {
  #all = new Map<string, RefundView[]>();
  #book: Book;
  #owner: Owner;
  #printers: Printers;
  #clock: FakeClock;

  constructor(book: Book, owner: Owner, printers: Printers, clock: FakeClock) {
    this.#book = book;
    this.#owner = owner;
    this.#printers = printers;
    this.#clock = clock;
  }

  of(id: string): RefundView[] {
    return (this.#all.get(id) ?? []).map((one) => ({ ...one, prints: this.#printers.of(one.refund_id) }));
  }

  /** The number of the refund of this name. */
  numbered(refundId: string | null): string | undefined {
    return [...this.#all.values()].flat().find((one) => one.refund_id === refundId)?.number;
  }

  /** The same name again notes nothing. */
  note(id: string, asked: AskedRefund): PaymentView {
    const view = this.#book.get(id);
    if (view.receipt_number === null) throw refusal('not_refundable');
    if (asked.by === 'operator' && (asked.operator_reference ?? '') === '') throw refusal('operator_reference_needed');
    if (asked.why.trim() === '') throw refusal('why_needed');
    const before = this.of(id);
    if (before.some((one) => one.refund_id === asked.refund_id)) return view;
    const left = view.amount_minor - view.refunded_minor;
    const amount = Number(asked.amount);
    if (amount > left) throw refusal('refund_too_large', { left: String(left) });
    this.#owner.demand(asked.pin);
    const count = [...this.#all.values()].flat().length;
    const noted: RefundView = {
      refund_id: asked.refund_id,
      number: `ADJ-1-2026-R${String(count + 1).padStart(6, '0')}`,
      refunded_at: new Date(this.#clock.now()).toISOString(),
      amount_minor: amount,
      currency: view.currency,
      by: asked.by,
      operator_reference: asked.operator_reference,
      why: asked.why,
      narrow: '',
      prints: [],
    };
    this.#all.set(id, [...before, noted]);
    return this.#book.refunded(id, view.refunded_minor + amount);
  }

  print(refundId: string, printer: string): PrintLine {
    return this.#printers.print(refundId, printer);
  }
}
