/** A refund being typed. */
import type { PaymentView, RefundedBy } from '../../bindings';
import { parts } from '../../format';
import { OwnerForm } from '../../state/owner-form.svelte';
import type { Till } from '../../state/till';

export type RefundSpot = 'amount' | 'by' | 'reference' | 'why' | 'pin';
const SPOTS = {
  refund_too_large: 'amount',
  amount_empty: 'amount',
  amount_unreadable: 'amount',
  amount_not_positive: 'amount',
  amount_decimals: 'amount',
  amount_too_large: 'amount',
} as const;

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
  const [whole = '', decimals = ''] = plain.split('.');
  const minor = Number(whole + decimals.padEnd(exponent, '0'));
  return minor > 0 ? minor : null;
}

export class RefundForm extends OwnerForm<'amount' | 'by'> {
  protected readonly right = 'refund';
  /** The same for each press: a second one notes nothing more. */
  #id: Promise<string>;
  amount = $state('');
  by = $state<RefundedBy | null>(null);

  constructor(till: Pick<Till, 'host' | 'payments' | 'session'>, view: PaymentView) {
    super(till, view, SPOTS);
    this.#id = till.host.newRefundId();
    this.#id.catch(() => undefined);
    this.amount = typed(leftOf(view), view.currency);
  }

  get minor(): number | null {
    return minorOf(this.amount, this.view.currency);
  }

  get isTooMuch(): boolean {
    return (this.minor ?? 0) > leftOf(this.view);
  }

  get missing(): RefundSpot | null {
    if (this.minor === null || this.isTooMuch) return 'amount';
    if (this.by === null) return 'by';
    if (this.by === 'operator' && this.reference.trim() === '') return 'reference';
    if (this.why.trim() === '') return 'why';
    return this.needsPin && this.pin === '' ? 'pin' : null;
  }

  async refund(): Promise<boolean> {
    const { by, minor } = this;
    if (by === null || minor === null) return false;
    const [why, reference] = [this.why.trim(), this.reference.trim()];
    return this.note(async (pin) =>
      this.till.host.refundPayment(this.view.payment_id, {
        refund_id: await this.#id,
        amount: typed(minor, this.view.currency),
        by,
        operator_reference: by === 'operator' ? reference : null,
        why,
        pin,
      }),
    );
  }
}
