/** What became of the money, in the owner's words. */
import type { Decision, PaymentView } from '../../bindings';
import { OwnerForm } from '../../state/owner-form.svelte';

export type SettleSpot = 'decision' | 'why' | 'reference' | 'pin';

/**
 * What the owner may say of a payment. Money that is proven to have come was not unpaid, and pays no sale that was settled otherwise;
 * money that nobody saw come cannot be given back.
 */
export function decisionsFor({ state, reason }: Pick<PaymentView, 'state' | 'reason'>): Decision[] {
  if (state === 'late_paid') return reason === 'paid_twice' ? ['refunded'] : ['paid', 'refunded'];
  return state === 'held' || state === 'unresolved' ? ['paid', 'unpaid', 'refunded'] : ['paid', 'unpaid'];
}

export class SettleForm extends OwnerForm<'decision'> {
  protected readonly right = 'settle';
  /** Nobody has decided yet. */
  decision = $state<Decision | null>(null);

  get missing(): SettleSpot | null {
    if (this.decision === null) return 'decision';
    if (this.why.trim() === '') return 'why';
    if (this.decision === 'paid' && this.reference.trim() === '') return 'reference';
    return this.needsPin && this.pin === '' ? 'pin' : null;
  }

  async settle(): Promise<boolean> {
    const { decision } = this;
    if (decision === null) return false;
    const [why, reference] = [this.why.trim(), this.reference.trim()];
    return this.note((pin) =>
      this.till.host.settlePayment(this.view.payment_id, {
        decision,
        why,
        operator_reference: reference === '' ? null : reference,
        pin,
      }),
    );
  }
}
