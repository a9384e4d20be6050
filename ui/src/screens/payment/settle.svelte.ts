/** The owner's decision being typed, and what the program says of it. */
import type { AskedSettlement, CommandError, Decision, PaymentView } from '../../bindings';
import { asError } from '../../host';
import type { Till } from '../../state/till';

export type SettleSpot = 'decision' | 'why' | 'reference' | 'pin';
const SPOTS: Record<string, SettleSpot> = {
  why_needed: 'why',
  operator_reference_needed: 'reference',
  pin_needed: 'pin',
  pin_wrong: 'pin',
};

/** What the owner may say of a payment. Money that came for a sale settled otherwise cannot pay it once more. */
export function decisionsFor({ state, reason }: Pick<PaymentView, 'state' | 'reason'>): Decision[] {
  return state === 'late_paid' && reason === 'paid_twice' ? ['unpaid', 'refunded'] : ['paid', 'unpaid', 'refunded'];
}

export class SettleForm {
  #till: Pick<Till, 'host' | 'payments'>;
  #view: PaymentView;
  /** Nobody has decided yet. */
  decision = $state<Decision | null>(null);
  why = $state('');
  reference = $state('');
  pin = $state('');
  busy = $state(false);
  error = $state.raw<CommandError | null>(null);

  constructor(till: Pick<Till, 'host' | 'payments'>, view: PaymentView) {
    this.#till = till;
    this.#view = view;
  }

  /** In training nobody needs one. */
  get needsPin(): boolean {
    return this.#view.environment !== 'training';
  }

  get missing(): SettleSpot | null {
    if (this.decision === null) return 'decision';
    if (this.why.trim() === '') return 'why';
    if (this.decision === 'paid' && this.reference.trim() === '') return 'reference';
    return this.needsPin && this.pin === '' ? 'pin' : null;
  }

  get wrong(): SettleSpot | null {
    return (this.error && SPOTS[this.error.code]) ?? null;
  }

  /** True once it stands in the journal. */
  async settle(): Promise<boolean> {
    const { decision } = this;
    if (this.busy || this.missing || decision === null) return false;
    this.busy = true;
    this.error = null;
    const { host, payments } = this.#till;
    const reference = this.reference.trim();
    const asked: AskedSettlement = {
      decision,
      why: this.why.trim(),
      operator_reference: reference === '' ? null : reference,
      pin: this.needsPin ? this.pin : null,
    };
    try {
      payments.take(await host.settlePayment(this.#view.payment_id, asked));
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
