/** The list of payments of the practice host: filtered, cut into stretches, and counted. */
import type { ListedPayment, PaymentFilter, PaymentOutline, PaymentView, PrintLine } from '../../bindings';
import { isWatched } from '../../state/states';
import type { Book } from './book';
import type { Printers } from './printers';
import type { Refunds } from './refunds';

export class List {
  #book: Book;
  #printers: Printers;
  #refunds: Refunds;

  constructor(book: Book, printers: Printers, refunds: Refunds) {
    this.#book = book;
    this.#printers = printers;
    this.#refunds = refunds;
  }

  stretch(filter: PaymentFilter, before: number | null, limit: number): ListedPayment[] {
    return stretchOf(this.#filtered(filter), before, limit);
  }

  outline(filter: PaymentFilter, stretch: number): PaymentOutline {
    return outlineOf(this.#filtered(filter), stretch);
  }

  #filtered(filter: PaymentFilter): ListedPayment[] {
    return listed(this.#book.all, filter, {
      prints: (id) => this.#printers.of(id),
      refunds: (id) => this.#refunds.of(id).map((one) => one.number),
    });
  }
}

/** What is known of a payment elsewhere: its papers, and the numbers of its refunds. */
type Beside = { prints: (id: string) => PrintLine[]; refunds: (id: string) => string[] };

/** The newest first, each at its place. */
export function listed(all: PaymentView[], filter: PaymentFilter, beside: Beside): ListedPayment[] {
  const oldest = [...all].reverse().map((payment, at) => ({ recorded_seq: at + 1, payment }));
  return oldest.reverse().filter(({ payment }) => lets(filter, payment, beside));
}

function lets(filter: PaymentFilter, view: PaymentView, { prints, refunds }: Beside): boolean {
  const day = view.created_at.slice(0, 10);
  const isOf = (list: readonly string[], value: string | null): boolean => list.length === 0 || list.includes(value ?? '');
  const isPrinted = (): boolean => prints(view.payment_id).some((line) => line.outcome !== 'failed');
  const words = plain(filter.query ?? '').replace(/(\d) (?=\d)/g, '$1').split(' ');
  const numbers = [view.receipt_number, ...refunds(view.payment_id), view.reference, view.operator_reference];
  const text = plain([...numbers, view.amount_minor, view.payer, view.note].join(' '));
  return (
    (!filter.open || isWatched(view.state)) &&
    (filter.from === null || day >= filter.from) &&
    (filter.to === null || day <= filter.to) &&
    isOf(filter.states, view.state) &&
    isOf(filter.networks, view.network) &&
    isOf(filter.gateways, view.gateway) &&
    isOf(filter.accounts, view.account) &&
    isOf(filter.environments, view.environment) &&
    (filter.printed === null || (view.receipt_number !== null && isPrinted() === filter.printed)) &&
    words.every((word) => text.includes(word))
  );
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}

export function stretchOf(rows: ListedPayment[], before: number | null, limit: number): ListedPayment[] {
  return rows.filter((row) => before === null || row.recorded_seq < before).slice(0, limit);
}

export function outlineOf(rows: ListedPayment[], stretch: number): PaymentOutline {
  const paid = rows.filter(({ payment }) => payment.state === 'paid' || payment.state === 'resolved_paid');
  const amount = paid.reduce((sum, { payment }) => sum + payment.amount_minor, 0);
  return {
    count: rows.length,
    paid: paid.length === 0 ? [] : [{ currency: 'XOF', count: paid.length, amount_minor: amount }],
    starts: rows.filter((_, at) => at % stretch === 0).map((row) => row.recorded_seq),
  };
}
