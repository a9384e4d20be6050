/** The day of the practice host, added up from its payments, and the closings that were made. */
import type { AskedClosing, ClosingView, DayPart, DayView, LeftView, PaymentView, PrintLine, SuccessView, TakingsView } from '../../bindings';
import { isWatched } from '../../state/states';
import type { Book } from './book';
import type { FakeClock } from './clock';
import type { Owner } from './owner';
import type { Printers } from './printers';
import { refusal } from './refusal';
import type { Scenario } from './scenario';

export class Days {
  #closings: ClosingView[] = [];
  #book: Book;
  #owner: Owner;
  #printers: Printers;
  #clock: FakeClock;

  constructor(scenario: Scenario, book: Book, owner: Owner, printers: Printers, clock: FakeClock) {
    this.#book = book;
    this.#owner = owner;
    this.#printers = printers;
    this.#clock = clock;
    for (let at = scenario.closings ?? 0; at > 0; at -= 1) this.#keep(`past-${at}`, at, [], [48_000 + 6_500 * at, at === 1 ? -500 : 0]);
  }

  day(): DayView {
    const now = new Date(this.#clock.now());
    const paid = this.#paid();
    const last = this.#closings[0];
    const old = this.#closings.map((one, at) => {
      const name = new Date(now.getTime() - (at + 1) * 86_400_000).toISOString().slice(0, 10);
      const sum = one.takings[0];
      return { name, currency: 'XOF', count: sum?.count ?? 0, amount_minor: sum?.amount_minor ?? 0 };
    });
    const date = now.toISOString().slice(0, 10);
    return {
      date,
      takings: takingsOf(paid),
      by_hour: shares(paid, (view) => view.created_at.slice(11, 13)),
      by_day: [...old.reverse(), ...shares(paid, () => date)],
      successes: this.#successes(paid),
      duplicates: 2,
      left: this.left(),
      apart: [],
      closed_at: last?.closed_at ?? null,
      closing_number: last?.number ?? null,
    };
  }

  left(): LeftView[] {
    return this.#book.all
      .filter((view) => isWatched(view.state))
      .map(({ payment_id, reference, state, amount_minor, currency }) => ({ payment_id, reference, state, amount_minor, currency }));
  }

  get all(): ClosingView[] {
    return this.#closings.map((one) => ({ ...one, prints: this.#printers.of(one.closing_id) }));
  }

  /** The same name again closes nothing. */
  close(asked: AskedClosing): ClosingView {
    const known = this.all.find((one) => one.closing_id === asked.closing_id);
    if (known) return known;
    const explained = asked.explained.map(([reference]) => reference);
    const missing = this.left().filter((one) => !explained.includes(one.reference));
    if (missing.length > 0) {
      throw refusal('explanation_needed', { count: String(missing.length), references: missing.map((one) => one.reference).join(', ') });
    }
    this.#owner.demand(asked.pin);
    const sum = this.#paid().reduce((all, view) => all + view.amount_minor, 0);
    const [float, counted] = asked.drawer ?? ['0', '0'];
    return this.#keep(asked.closing_id, 0, this.left(), [sum, Number(counted) - Number(float)]);
  }

  print(id: string, printer: string): PrintLine {
    return this.#printers.print(id, printer);
  }

  #paid(): PaymentView[] {
    return this.#book.all.filter((view) => view.receipt_number !== null);
  }

  #successes(paid: PaymentView[]): SuccessView[] {
    const ended = this.#book.all.filter((view) => !isWatched(view.state));
    const names = [null, ...new Set(ended.map((view) => view.gateway_name))];
    return names.map((gateway) => {
      const of = (views: PaymentView[]): number => views.filter((view) => gateway === null || view.gateway_name === gateway).length;
      return { gateway, ended: of(ended), paid: of(paid), median_ms: of(paid) === 0 ? null : 38_200 };
    });
  }

  #keep(id: string, ago: number, left: LeftView[], [sum, difference]: [number, number]): ClosingView {
    const number = `ADJ-1-2026-Z${String(this.#closings.length + 1).padStart(6, '0')}`;
    const count = Math.max(1, Math.round(sum / 6000));
    const closed_at = new Date(this.#clock.now() - ago * 86_400_000).toISOString();
    const closing: ClosingView = {
      closing_id: id,
      number,
      kind: 'day',
      closed_at,
      takings: sum === 0 ? [] : [{ ...EMPTY, count, amount_minor: sum, net_minor: sum }],
      left: left.length,
      compared: [{ account: null, currency: 'XOF', difference_minor: difference }],
      perpetual: [{ name: '', currency: 'XOF', count, amount_minor: sum }],
      code: '7F3AKQC2',
      narrow: paperOf(number, sum, left),
      prints: [],
    };
    this.#closings = [closing, ...this.#closings];
    return closing;
  }
}

const EMPTY: TakingsView = {
  currency: 'XOF',
  count: 0,
  amount_minor: 0,
  refunds: 0,
  refunded_minor: 0,
  net_minor: 0,
  by_gateway: [],
  by_network: [],
  by_account: [],
  by_hand: [],
  by_cashier: [],
  tendered: [],
};

function shares(views: PaymentView[], name: (view: PaymentView) => string): DayPart[] {
  const names = [...new Set(views.map(name))].sort();
  return names.map((one) => {
    const ours = views.filter((view) => name(view) === one);
    return { name: one, currency: 'XOF', count: ours.length, amount_minor: ours.reduce((sum, view) => sum + view.amount_minor, 0) };
  });
}

function takingsOf(paid: PaymentView[]): TakingsView[] {
  if (paid.length === 0) return [];
  const amount_minor = paid.reduce((sum, view) => sum + view.amount_minor, 0);
  const refunded_minor = paid.reduce((sum, view) => sum + view.refunded_minor, 0);
  return [
    {
      currency: 'XOF',
      count: paid.length,
      amount_minor,
      refunds: paid.filter((view) => view.refunded_minor > 0).length,
      refunded_minor,
      net_minor: amount_minor - refunded_minor,
      by_gateway: shares(paid, (view) => view.gateway_name),
      by_network: shares(paid, (view) => view.network_brand ?? '—'),
      by_account: shares(paid, (view) => view.account),
      by_hand: shares(paid.filter((view) => view.settled_by_hand), () => 'Payé'),
      by_cashier: [],
      tendered: [],
    },
  ];
}

function paperOf(number: string, sum: number, left: LeftView[]): string {
  const pair = (one: string, other: string): string => one + other.padStart(32 - one.length);
  const rows = left.flatMap((one) => [one.reference, pair('Sans fin', String(one.amount_minor))]);
  return [
    '         BOUTIQUE ADJOVI',
    '-'.repeat(32),
    '        CLÔTURE DE CAISSE',
    number,
    '='.repeat(32),
    pair('Encaissé', `${sum} F CFA`),
    '='.repeat(32),
    ...rows,
    '-'.repeat(32),
    pair('Total perpétuel', `${sum} F CFA`),
    pair('Code', '7F3A-KQC2'),
  ].join('\n');
}
