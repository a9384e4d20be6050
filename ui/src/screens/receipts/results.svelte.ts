/**
 * The payments that the list shows: the answer to the last question, and only to that. It is read in stretches, those in sight
 * and no others, and an outline says how long it is.
 */
import type { CommandError, ListedPayment, PaymentFilter, PaymentOutline, PaymentView } from '../../bindings';
import { asError } from '../../host';
import type { Host } from '../../host/host';
import type { Clock } from '../../state/clock.svelte';
import { isNewer, type Payments } from '../../state/payments.svelte';
import { ALL, filterOf, STRETCH, TODAY, type Asked } from './filter';

const TYPING_MS = 180;
/** Stretches that are kept; others are read again when they come in sight. */
const KEPT = 40;
/** Rows beyond those in sight that are read too. */
const AHEAD = 25;

type Stretches = ReadonlyMap<number, ListedPayment[]>;

export class Results {
  asked = $state.raw<Asked>(TODAY);
  /** `reading` has nothing to show yet; a later question keeps the rows of the one before until it is answered. */
  phase = $state<'reading' | 'read' | 'failed'>('reading');
  error = $state.raw<CommandError | null>(null);
  /** The search that the rows answer. */
  answered = $state.raw<Asked>(TODAY);
  readingSince = $state(0);
  /** None until the whole list was looked through, which takes longer than its first rows. */
  outline = $state.raw<PaymentOutline | null>(null);
  #stretches = $state.raw<Stretches>(new Map());
  #filter: PaymentFilter | null = null;
  /** The rows in sight. */
  #sight = { first: 0, last: 0 };

  #host: Host;
  #payments: Payments;
  #clock: Clock;
  #zone: () => string;
  /** Hears of another list, and of rows that came before those in sight. */
  #onmoved: (rows: number | null) => void;
  #turn = 0;
  #wanted = new Set<number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, payments: Payments, clock: Clock, zone: () => string, onmoved: (rows: number | null) => void) {
    this.#host = host;
    this.#payments = payments;
    this.#clock = clock;
    this.#zone = zone;
    this.#onmoved = onmoved;
  }

  /** How many rows there are, as far as that is known. */
  get count(): number {
    return this.outline?.count ?? this.#stretches.get(0)?.length ?? 0;
  }

  /** The payment in a row, once it is read. */
  row(index: number): PaymentView | undefined {
    return this.#listed(index)?.payment;
  }

  /** The row of a payment, if it is read. */
  find(id: string): number {
    for (const [stretch, rows] of this.#stretches) {
      const at = rows.findIndex(({ payment }) => payment.payment_id === id);
      if (at !== -1) return stretch * STRETCH + at;
    }
    return -1;
  }

  /** What the list is asked for now. */
  get filter(): PaymentFilter {
    return filterOf(this.asked, this.#zone(), this.#clock.read());
  }

  /** Reads when the list opens, and again whenever a payment changes; call it in an effect. */
  follow(): () => void {
    void this.read();
    const unhear = this.#payments.onChange(({ now }) => {
      this.#replace(now);
      this.#soon(() => this.#again());
    });
    return () => {
      unhear();
      clearTimeout(this.#timer);
      this.#turn += 1;
    };
  }

  type(query: string): void {
    this.asked = { ...this.asked, query };
    this.#soon(() => this.read());
  }

  choose(change: Partial<Asked>): void {
    this.asked = { ...this.asked, ...change };
    void this.read();
  }

  clear(): void {
    this.choose(ALL);
  }

  async read(): Promise<void> {
    clearTimeout(this.#timer);
    const mine = ++this.#turn;
    const asked = { ...this.asked, query: this.asked.query.trim() };
    const filter = filterOf(asked, this.#zone(), this.#clock.read());
    if (this.phase === 'failed') this.phase = 'reading';
    this.readingSince = this.#clock.read();
    try {
      const first = await this.#host.payments(filter, null, STRETCH);
      if (mine !== this.#turn) return;
      this.#filter = filter;
      this.#stretches = new Map([[0, first]]);
      this.outline = null;
      this.#wanted.clear();
      this.answered = asked;
      this.error = null;
      this.phase = 'read';
      this.#onmoved(null);
      const outline = await this.#host.outline(filter, STRETCH);
      if (mine === this.#turn) this.outline = outline;
    } catch (error) {
      if (mine === this.#turn) this.#fail(error);
    }
  }

  /** These rows are in sight: what of them is not read yet is read. */
  see(first: number, last: number): void {
    this.#sight = { first, last };
    const ahead = { from: Math.max(0, first - AHEAD), to: Math.min(this.count - 1, last + AHEAD) };
    for (let stretch = Math.floor(ahead.from / STRETCH); stretch <= Math.floor(ahead.to / STRETCH); stretch += 1) {
      if (!this.#stretches.has(stretch) && !this.#wanted.has(stretch)) void this.#want(stretch);
    }
  }

  async #want(stretch: number): Promise<void> {
    const start = this.outline?.starts[stretch];
    if (start === undefined || !this.#filter) return;
    const mine = this.#turn;
    this.#wanted.add(stretch);
    try {
      const rows = await this.#host.payments(this.#filter, start + 1, STRETCH);
      if (mine === this.#turn) this.#keep(stretch, rows);
    } catch (error) {
      if (mine === this.#turn) this.#fail(error);
    } finally {
      if (mine === this.#turn) this.#wanted.delete(stretch);
    }
  }

  #keep(stretch: number, rows: ListedPayment[]): void {
    const kept = [...this.#stretches, [stretch, rows] as const];
    const here = Math.floor(this.#sight.first / STRETCH);
    // The nearest stay.
    kept.sort(([a], [b]) => Math.abs(a - here) - Math.abs(b - here));
    this.#stretches = new Map(kept.slice(0, KEPT));
  }

  /** The same question once more: what is in sight stays where it is. */
  async #again(): Promise<void> {
    if (this.phase !== 'read') return this.read();
    // A list that shows its beginning shows what is new there.
    const before = this.#sight.first === 0 ? undefined : this.#listed(this.#sight.first);
    const mine = ++this.#turn;
    const filter = filterOf(this.answered, this.#zone(), this.#clock.read());
    try {
      const outline = await this.#host.outline(filter, STRETCH);
      // The stretch in which the first row in sight is now, and the one after it.
      const stretch = before ? Math.max(0, outline.starts.filter((start) => start >= before.recorded_seq).length - 1) : 0;
      const starts = outline.starts.slice(stretch, stretch + 2);
      const read = await Promise.all(starts.map((start) => this.#host.payments(filter, start + 1, STRETCH)));
      if (mine !== this.#turn) return;
      const at = before ? (read[0] ?? []).findIndex((row) => row.recorded_seq <= before.recorded_seq) : 0;
      const moved = (at === -1 ? stretch + 1 : stretch) * STRETCH + Math.max(0, at) - this.#sight.first;
      this.#filter = filter;
      this.#wanted.clear();
      this.outline = outline;
      this.#stretches = new Map(read.map((rows, index) => [stretch + index, rows]));
      this.#onmoved(before ? moved : 0);
    } catch (error) {
      if (mine === this.#turn) this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    // The rows still answer this question; the next change asks again.
    const same = JSON.stringify({ ...this.asked, query: this.asked.query.trim() }) === JSON.stringify(this.answered);
    if (same && this.phase === 'read') return;
    this.error = asError(error);
    this.phase = 'failed';
  }

  #listed(index: number): ListedPayment | undefined {
    return this.#stretches.get(Math.floor(index / STRETCH))?.[index % STRETCH];
  }

  #soon(ask: () => Promise<void>): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void ask(), TYPING_MS);
  }

  #replace(view: PaymentView): void {
    const place = this.find(view.payment_id);
    const row = this.#listed(place);
    if (!row || !isNewer(view, row.payment)) return;
    const stretch = Math.floor(place / STRETCH);
    const rows = this.#stretches.get(stretch) ?? [];
    const changed = rows.map((one) => (one === row ? { ...row, payment: view } : one));
    this.#stretches = new Map([...this.#stretches, [stretch, changed]]);
  }
}
