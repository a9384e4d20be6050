/** A sale that is settled without a gateway: what is typed of it, and what the program says of it. */
import type { AskedLine, AskedTender, CommandError, PaymentView, TenderedBy, TenderView } from '../../bindings';
import { asError } from '../../host';
import type { Till } from '../../state/till';
import { isAsked } from '../../state/states';
import { errorWords } from '../../words';

/** What is settled: a sale that was typed, or the sale of a payment. */
export type Owed = { minor: number; currency: string; training: boolean; lines: AskedLine[]; note: string | null; of: PaymentView | null };
export type TenderSpot = 'reference' | 'pin' | 'agree';
const SPOTS: Record<string, TenderSpot> = {
  operator_reference_needed: 'reference',
  pin_needed: 'pin',
  pin_wrong: 'pin',
  earlier_payment_alive: 'agree',
};

/** Whether the customer can still pay what was asked of this sale. */
export function mayStillBePaid(view: PaymentView | null): boolean {
  return view !== null && (isAsked(view.state) || view.state === 'held' || view.state === 'unresolved');
}

export class TenderForm {
  #host: Till['host'];
  #owed: Owed;
  /** The same for each press: a second one notes nothing more. */
  #id: Promise<string>;
  by = $state<TenderedBy>('cash');
  reference = $state('');
  pin = $state('');
  /** Somebody has read that the customer may pay twice. */
  agreed = $state(false);
  busy = $state(false);
  error = $state.raw<CommandError | null>(null);
  /** As it was noted. */
  done = $state.raw<TenderView | null>(null);

  constructor(host: Till['host'], owed: Owed) {
    this.#host = host;
    this.#owed = owed;
    this.#id = host.newTenderId();
    this.#id.catch(() => undefined);
  }

  /** Cash needs nobody's leave; in training nothing does. */
  get needsPin(): boolean {
    return this.by === 'operator' && !this.#owed.training;
  }

  get mayPayTwice(): boolean {
    return mayStillBePaid(this.#owed.of) || this.error?.code === 'earlier_payment_alive';
  }

  get missing(): TenderSpot | null {
    if (this.by === 'operator' && this.reference.trim() === '') return 'reference';
    if (this.needsPin && this.pin === '') return 'pin';
    return this.mayPayTwice && !this.agreed ? 'agree' : null;
  }

  get wrong(): TenderSpot | null {
    return (this.error && SPOTS[this.error.code]) ?? null;
  }

  wordsAt(spot: TenderSpot): string | undefined {
    if (!this.error || this.wrong !== spot) return undefined;
    const words = errorWords(this.error);
    return `${words.what_happened} ${words.what_to_do}`;
  }

  /** True once it stands in the journal. */
  async note(): Promise<boolean> {
    if (this.busy || this.missing) return false;
    this.busy = true;
    try {
      const { of, minor, lines, note } = this.#owed;
      const asked: AskedTender = {
        tender_id: await this.#id,
        of: of?.payment_id ?? null,
        amount: of === null ? String(minor) : '',
        lines: of === null ? lines : [],
        by: this.by,
        operator_reference: this.by === 'operator' ? this.reference.trim() : null,
        note,
        accept_double: this.agreed,
        pin: this.needsPin ? this.pin : null,
      };
      this.done = await this.#host.tenderSale(asked);
      this.error = null;
      return true;
    } catch (thrown) {
      this.error = asError(thrown);
      return false;
    } finally {
      // It is typed anew each time.
      this.pin = '';
      this.busy = false;
    }
  }

  /** The same with the papers that were printed of it since. */
  printed(line: TenderView['prints'][number]): void {
    if (this.done) this.done = { ...this.done, prints: [...this.done.prints, line] };
  }
}

/** What is owed of the sale of a payment. */
export function owedOf(view: PaymentView): Owed {
  const { amount_minor: minor, currency, environment } = view;
  return { minor, currency, training: environment === 'training', lines: [], note: null, of: view };
}
