/** The sales that the practice host's shop settled without a gateway. */
import type { AskedTender, PrintLine, Tenders as TendersTold, TenderView } from '../../bindings';
import { mayStillBePaid } from '../../screens/tender/tender.svelte';
import type { Book } from './book';
import type { FakeClock } from './clock';
import type { Owner } from './owner';
import type { Printers } from './printers';
import { refusal } from './refusal';

export class Tenders {
  #all: TenderView[] = [];
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

  /** The same name again notes nothing. */
  note(asked: AskedTender): TenderView {
    const known = this.#all.find((one) => one.tender_id === asked.tender_id);
    if (known) return this.#whole(known);
    const view = asked.of === null ? null : this.#book.get(asked.of);
    if (asked.by === 'operator' && (asked.operator_reference ?? '') === '') throw refusal('operator_reference_needed');
    if (view && (view.tender_number !== null || view.receipt_number !== null)) throw refusal('sale_settled');
    if (mayStillBePaid(view) && !asked.accept_double) throw refusal('earlier_payment_alive');
    if (asked.by === 'operator') this.#owner.demand(asked.pin);
    const count = this.#all.filter((one) => one.by === asked.by).length;
    const letter = asked.by === 'cash' ? 'E' : 'M';
    const noted: TenderView = {
      tender_id: asked.tender_id,
      sale_id: view?.sale_id ?? `sale-${asked.tender_id}`,
      number: `ADJ-1-2026-${letter}${String(count + 1).padStart(6, '0')}`,
      tendered_at: new Date(this.#clock.now()).toISOString(),
      amount_minor: view?.amount_minor ?? Number(asked.amount),
      currency: view?.currency ?? 'XOF',
      by: asked.by,
      operator_reference: asked.operator_reference,
      note: asked.note ?? view?.note ?? null,
      environment: this.#owner.training ? 'training' : 'live',
      narrow: '',
      prints: [],
    };
    this.#all.unshift(noted);
    if (view) this.#book.tendered(view.payment_id, noted.number, noted.by);
    return noted;
  }

  get all(): TendersTold {
    const sums = (['cash', 'operator'] as const).flatMap((by) => {
      const of = this.#all.filter((one) => one.by === by);
      const amount_minor = of.reduce((sum, one) => sum + one.amount_minor, 0);
      return of.length === 0 ? [] : [{ currency: 'XOF', by, count: of.length, amount_minor }];
    });
    return { tenders: this.#all.map((one) => this.#whole(one)), sums };
  }

  print(id: string, printer: string): PrintLine {
    return this.#printers.print(id, printer);
  }

  #whole(one: TenderView): TenderView {
    return { ...one, prints: this.#printers.of(one.tender_id) };
  }
}
