/** The list of payments of the practice host: filtered, cut into stretches, and counted. */
import type { ListedPayment, PaymentFilter, PaymentOutline, PaymentView, PrintLine } from '../../bindings';
import { isWatched } from '../../state/states';
import type { Book } from './book';
import type { Printers } from './printers';

export class List {
  #book: Book;
  #printers: Printers;

  constructor(book: Book, printers: Printers) {
    this.#book = book;
    this.#printers = printers;
  }

  stretch(filter: PaymentFilter, before: number | null, limit: number): ListedPayment[] {
    return stretchOf(this.#filtered(filter), before, limit);
  }

  outline(filter: PaymentFilter, stretch: number): PaymentOutline {
    return outlineOf(this.#filtered(filter), stretch);
  }

  #filtered(filter: PaymentFilter): ListedPayment[] {
    return listed(this.#book.all, filter, (id) => this.#printers.of(id));
  }
}

/** The newest first, each at its place. */
export function listed(all: PaymentView[], filter: PaymentFilter, prints: (id: string) => PrintLine[]): ListedPayment[] {
  const oldest = [...all].reverse().map((payment, at) => ({ recorded_seq: at + 1, payment }));
  return oldest.reverse().filter(({ payment }) => lets(filter, payment, prints));
}

function lets(filter: PaymentFilter, view: PaymentView, prints: (id: string) => PrintLine[]): boolean {
  const day = view.created_at.slice(0, 10);
  const isOf = (list: readonly string[], value: string | null): boolean => list.length === 0 || list.includes(value ?? '');
  const isPrinted = (): boolean => prints(view.payment_id).some((line) => line.outcome !== 'failed');
  const words = plain(filter.query ?? '').replace(/(\d) (?=\d)/g, '$1').split(' ');
  const text = plain([view.receipt_number, view.amount_minor, view.payer, view.reference, view.operator_reference, view.note].join(' '));
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
