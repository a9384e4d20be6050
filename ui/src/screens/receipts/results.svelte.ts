/** The payments that the list shows: the answer to the last question, and only to that. */
import type { CommandError, PaymentView } from '../../bindings';
import { asError } from '../../host';
import type { Host } from '../../host/host';
import type { Clock } from '../../state/clock.svelte';
import { isNewer, type Payments } from '../../state/payments.svelte';
import { filterOf, LIMIT, type Asked, type Range } from './filter';

const TYPING_MS = 180;

export class Results {
  query = $state('');
  range = $state<Range>('today');
  open = $state(false);
  rows = $state.raw<PaymentView[]>([]);
  /** `reading` has nothing to show yet; a later question keeps the rows of the one before until it is answered. */
  phase = $state<'reading' | 'read' | 'failed'>('reading');
  error = $state.raw<CommandError | null>(null);
  /** The search that the rows answer. */
  answered = $state.raw<Asked>({ query: '', range: 'today', open: false });
  readingSince = $state(0);

  #host: Host;
  #payments: Payments;
  #clock: Clock;
  #zone: () => string;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, payments: Payments, clock: Clock, zone: () => string) {
    this.#host = host;
    this.#payments = payments;
    this.#clock = clock;
    this.#zone = zone;
  }

  get cut(): boolean {
    return this.rows.length >= LIMIT;
  }

  get filtered(): boolean {
    return this.query.trim() !== '' || this.open || this.range !== 'all';
  }

  /** Reads when the list opens, and again whenever a payment changes; call it in an effect. */
  follow(): () => void {
    void this.read();
    const unhear = this.#payments.onChange(({ now }) => {
      this.#replace(now);
      this.#soon();
    });
    return () => {
      unhear();
      clearTimeout(this.#timer);
      this.#asked += 1;
    };
  }

  type(query: string): void {
    this.query = query;
    this.#soon();
  }

  choose(change: Partial<Pick<Asked, 'range' | 'open'>>): void {
    this.range = change.range ?? this.range;
    this.open = change.open ?? this.open;
    void this.read();
  }

  clear(): void {
    this.query = '';
    this.open = false;
    this.range = 'all';
    void this.read();
  }

  async read(): Promise<void> {
    clearTimeout(this.#timer);
    const mine = ++this.#asked;
    const asked: Asked = { query: this.query.trim(), range: this.range, open: this.open };
    if (this.phase === 'failed') this.phase = 'reading';
    this.readingSince = this.#clock.read();
    try {
      const rows = await this.#host.payments(filterOf(asked, this.#zone(), this.#clock.read()));
      if (mine !== this.#asked) return;
      this.rows = rows;
      this.answered = asked;
      this.error = null;
      this.phase = 'read';
    } catch (error) {
      if (mine !== this.#asked) return;
      // The rows still answer this question; the next change asks again.
      const same = asked.query === this.answered.query && asked.range === this.answered.range && asked.open === this.answered.open;
      if (same && this.phase === 'read') return;
      this.error = asError(error);
      this.phase = 'failed';
    }
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(), TYPING_MS);
  }

  #replace(view: PaymentView): void {
    this.rows = this.rows.map((row) => (row.payment_id === view.payment_id && isNewer(view, row) ? view : row));
  }
}
