/** A refund being typed, and what the program says of it. */
import type { AskedRefund, CommandError, PaymentView, RefundedBy } from '../../bindings';
import { parts } from '../../format';
import { asError } from '../../host';
import type { Till } from '../../state/till';

export type RefundSpot = 'amount' | 'by' | 'reference' | 'why' | 'pin';
const SPOTS: Record<string, RefundSpot> = {
  refund_too_large: 'amount',
  amount_empty: 'amount',
  amount_unreadable: 'amount',
  amount_not_positive: 'amount',
  amount_decimals: 'amount',
  amount_too_large: 'amount',
  operator_reference_needed: 'reference',
  why_needed: 'why',
  pin_needed: 'pin',
  pin_wrong: 'pin',
};

/** What can still be given back of a payment. */
export function leftOf(view: Pick<PaymentView, 'receipt_number' | 'amount_minor' | 'refunded_minor'>): number {
  return view.receipt_number === null ? 0 : view.amount_minor - view.refunded_minor;
}

/** An amount as it is typed: `12500`, or `12.50` where the currency has decimals. */
export function typed(minor: number, currency: string): string {
  const { groups, decimals } = parts(minor, currency);
  return groups.join('') + (decimals === null ? '' : `.${decimals}`);
}

/** The minor units of a typed amount, if it is one. */
export function minorOf(text: string, currency: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  const exponent = parts(0, currency).decimals?.length ?? 0;
  const shape = exponent === 0 ? /^\d{1,9}$/ : /^\d{1,9}(\.\d{1,2})?$/;
  if (!shape.test(plain)) return null;
  const minor = Math.round(Number(plain) * 10 ** exponent);
  return minor > 0 ? minor : null;
}

export class RefundForm {
  #till: Pick<Till, 'host' | 'payments'>;
  #view: PaymentView;
  /** The same for each press: a second one notes nothing more. */
  #id: Promise<string>;
  amount = $state('');
  by = $state<RefundedBy | null>(null);
  reference = $state('');
  why = $state('');
  pin = $state('');
  busy = $state(false);
  error = $state.raw<CommandError | null>(null);

  constructor(till: Pick<Till, 'host' | 'payments'>, view: PaymentView) {
    this.#till = till;
    this.#view = view;
    this.#id = till.host.newRefundId();
    this.#id.catch(() => undefined);
    this.amount = typed(leftOf(view), view.currency);
  }

  /** In training nobody needs one. */
  get needsPin(): boolean {
    return this.#view.environment !== 'training';
  }

  get minor(): number | null {
    return minorOf(this.amount, this.#view.currency);
  }

  get isTooMuch(): boolean {
    return (this.minor ?? 0) > leftOf(this.#view);
  }

  get missing(): RefundSpot | null {
    if (this.minor === null || this.isTooMuch) return 'amount';
    if (this.by === null) return 'by';
    if (this.by === 'operator' && this.reference.trim() === '') return 'reference';
    if (this.why.trim() === '') return 'why';
    return this.needsPin && this.pin === '' ? 'pin' : null;
  }

  get wrong(): RefundSpot | null {
    return (this.error && SPOTS[this.error.code]) ?? null;
  }

  /** True once it stands in the journal. */
  async note(): Promise<boolean> {
    const { by, minor } = this;
    if (this.busy || this.missing || by === null || minor === null) return false;
    this.busy = true;
    this.error = null;
    const { host, payments } = this.#till;
    try {
      const asked: AskedRefund = {
        refund_id: await this.#id,
        amount: typed(minor, this.#view.currency),
        by,
        operator_reference: by === 'operator' ? this.reference.trim() : null,
        why: this.why.trim(),
        pin: this.needsPin ? this.pin : null,
      };
      payments.take(await host.refundPayment(this.#view.payment_id, asked));
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
}
