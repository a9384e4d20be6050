/** The payments of the practice host, each with its story, and who hears of them. */
import type {
  AccountView,
  AskedPayment,
  AskedSettlement,
  Noticed,
  PaymentState,
  PaymentView,
  StoryLine,
  TenderedBy,
} from '../../bindings';
import { isWatched } from '../../state/states';
import type { FakeClock } from './clock';
import { refusal } from './refusal';
import { standingOf, viewOf } from './samples';

const REASONS: Partial<Record<PaymentState, string>> = {
  declined: 'refused',
  expired: 'lapsed',
  held: 'amount_differs',
  unresolved: 'no_final_word',
  late_paid: 'paid_after_end',
  create_unknown: 'cut',
  cancel_requested: 'cancelled_by_cashier',
  abandoned_unsent: 'never_sent',
  abandoned_orphan: 'page_lost',
};
const UNKNOWN: readonly PaymentState[] = ['sending', 'create_unknown', 'pending', 'cancel_requested', 'unresolved'];

export class Book {
  #clock: FakeClock;
  #payments = new Map<string, PaymentView>();
  #stories = new Map<string, StoryLine[]>();
  #asked = new Map<string, string>();
  #hear = new Set<(payment: PaymentView) => void>();

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** Newest first. */
  get all(): PaymentView[] {
    return [...this.#payments.values()].sort((a, b) => b.created_at.localeCompare(a.created_at));
  }

  get unsettled(): PaymentView[] {
    return this.all.filter((view) => isWatched(view.state));
  }

  story(id: string): StoryLine[] {
    return [...(this.#stories.get(id) ?? [])];
  }

  get(id: string): PaymentView {
    const view = this.#payments.get(id);
    if (!view) throw refusal('payment_unknown');
    return view;
  }

  empty(): void {
    this.#payments.clear();
  }

  onPayment(listener: (payment: PaymentView) => void): () => void {
    this.#hear.add(listener);
    return () => this.#hear.delete(listener);
  }

  /** What `work` changes is told to nobody. */
  deaf(work: () => void): void {
    const hear = this.#hear;
    this.#hear = new Set();
    work();
    this.#hear = hear;
  }

  tell(view: PaymentView): void {
    for (const listener of this.#hear) listener(view);
  }

  keep(view: PaymentView): void {
    this.#payments.set(view.payment_id, view);
    const story = this.#stories.get(view.payment_id) ?? [];
    const first = { at: view.created_at, state: 'recorded' } as StoryLine;
    const before = story.length === 0 && view.state !== 'recorded' ? [first] : story;
    const step = { at: view.updated_at, state: view.state, reason: view.reason } as StoryLine;
    this.#stories.set(view.payment_id, before.at(-1)?.state === view.state ? before : [...before, step]);
  }

  put(state: PaymentState, account: AccountView | undefined, more: Partial<PaymentView>): PaymentView {
    return this.#news(
      viewOf({
        created_at: this.#clock.iso(120_000),
        updated_at: this.#clock.iso(80_000),
        network: 'tg-tmoney',
        payer: '****4510',
        amount_minor: 8000,
        environment: account?.environment ?? 'live',
        account: account?.name ?? 'paygate',
        ...this.#dressed(state),
        ...(standingOf({ gateway: 'paygate-global', method: 'push', ...more, state }).can_be_asked ? {} : { next_ask_at: null }),
        ...more,
      }),
    );
  }

  move(id: string, state: PaymentState, more: Partial<PaymentView> = {}): PaymentView {
    const view = { ...this.get(id), ...this.#dressed(state) };
    if (!view.can_be_asked) view.next_ask_at = null;
    return this.#news({ ...view, ...standingOf({ ...view, ...more }), updated_at: this.#clock.iso(), ...more });
  }

  ask(id: string): PaymentView {
    if (!this.get(id).can_be_asked) return this.#news({ ...this.get(id), asked_at: this.#clock.iso(), trouble: 'not_askable' });
    return this.#news({ ...this.get(id), asked_at: this.#clock.iso(), next_ask_at: this.#clock.iso(-9000) });
  }

  /** The same id with the same wish starts nothing. */
  start(asked: AskedPayment, account: AccountView): PaymentView {
    const wish = JSON.stringify(asked);
    const known = this.#payments.get(asked.payment_id);
    if (known && this.#asked.get(asked.payment_id) === wish) return known;
    if (known) throw refusal('id_reused');
    if (Number(asked.amount) % account.multiple_of !== 0) throw refusal('amount_not_multiple', { multiple: String(account.multiple_of) });
    if (asked.phone === null && account.demands_phone) throw refusal('phone_missing');
    const bare = account.demands.find((field) => !asked.customer[field]);
    if (bare !== undefined) throw refusal('customer_needed', { field: bare });
    this.#asked.set(asked.payment_id, wish);
    const page = asked.method === 'page';
    const recorded = viewOf({
      payment_id: asked.payment_id,
      created_at: this.#clock.iso(),
      state: 'recorded',
      method: page ? 'page' : 'push',
      amount_minor: Number(asked.amount),
      network: asked.network,
      payer: asked.phone === null ? null : `****${asked.phone.slice(-4)}`,
      note: asked.note,
      gateway: account.gateway,
      account: account.name,
      environment: account.environment,
      ...(asked.retry_of ? { sale_id: this.get(asked.retry_of).sale_id } : {}),
    });
    this.#news(recorded);
    // A page that nobody makes can be paid once its code was asked for.
    if (page && !account.creates_page) return recorded;
    this.move(recorded.payment_id, 'sending');
    return this.move(recorded.payment_id, 'pending', { gateway_reference: '7193048266' });
  }

  /** The page is marked as shown, then its address may be drawn. */
  show(id: string): boolean {
    const view = this.get(id);
    if (view.method !== 'page') return false;
    if (view.state === 'recorded') this.move(id, 'pending');
    return this.get(id).state === 'pending';
  }

  settle(id: string, { decision, why, operator_reference }: AskedSettlement): PaymentView {
    if (!this.get(id).may_be_settled) throw refusal('not_settleable');
    if (why.trim() === '') throw refusal('why_needed');
    if (decision === 'paid' && operator_reference === null) throw refusal('operator_reference_needed');
    return this.move(id, `resolved_${decision}`, { reason: 'decided_by_owner', operator_reference });
  }

  /** Its sale was settled without a gateway: nobody waits for it any more. */
  tendered(id: string, tender_number: string, tendered_by: TenderedBy): PaymentView {
    const view = this.get(id);
    this.#payments.set(id, { ...view, tender_number, tendered_by });
    return view.state === 'pending' ? this.move(id, 'cancel_requested') : this.#news({ ...this.get(id) });
  }

  refunded(id: string, refunded_minor: number): PaymentView {
    return this.#news({ ...this.get(id), refunded_minor });
  }

  /** A message names a payment of the account. Where nobody can be asked it counts, with its secret `cle=` and the amount. */
  notice(account: string, text: string): Noticed {
    if (!text.includes('=') && !text.includes('{')) throw refusal('notification_unreadable');
    const named = this.all.find((view) => view.account === account && text.includes(view.reference));
    if (!named) throw refusal('notification_unmatched');
    const about = (payment: PaymentView, more: Partial<Noticed>): Noticed => ({
      payment,
      asked: false,
      judged: false,
      difference: null,
      ...more,
    });
    const { payment_id: id } = named;
    if (named.can_be_asked) return about(isWatched(named.state) ? this.ask(id) : named, { asked: isWatched(named.state) });
    const right = text.includes(`amount=${named.amount_minor}`);
    const difference = !text.includes('cle=') ? 'secret_differs' : right ? null : 'amount_differs';
    const state = difference === null ? 'paid' : 'held';
    return about(isWatched(named.state) ? this.move(id, state, { reason: difference }) : named, { judged: true, difference });
  }

  /** The practice gateways' rule: 05 refuses, 10 expires, 15 never answers, everybody else pays. */
  byAmount(view: PaymentView): void {
    const end = view.amount_minor % 100;
    // Who cannot be asked tells nothing.
    if (end === 15 || !view.can_be_asked) return;
    const state = end === 5 ? 'declined' : end === 10 ? 'expired' : 'paid';
    this.#clock.later(state === 'expired' ? 120_000 : 3000, () => {
      if (this.get(view.payment_id).state === 'pending') this.move(view.payment_id, state);
    });
  }

  #news(view: PaymentView): PaymentView {
    this.keep(view);
    this.tell(view);
    return view;
  }

  /** What goes with a state in every view of it. */
  #dressed(state: PaymentState): Partial<PaymentView> {
    const receipts = this.all.filter((view) => view.receipt_number !== null).length;
    const risky = state === 'held' || state === 'late_paid';
    const asked = isWatched(state) || state === 'expired' || state === 'declined';
    const numbered = state === 'paid' || state === 'resolved_paid';
    return {
      state,
      reason: REASONS[state] ?? null,
      money_at_risk: risky ? 'yes' : UNKNOWN.includes(state) ? 'unknown' : 'no',
      may_be_resent: state === 'create_unknown',
      next_ask_at: asked ? this.#clock.iso(-9000) : null,
      settled_by_hand: state.startsWith('resolved'),
      ...(numbered ? { receipt_number: `ADJ-1-2026-${String(483 + receipts).padStart(6, '0')}` } : {}),
    };
  }
}
