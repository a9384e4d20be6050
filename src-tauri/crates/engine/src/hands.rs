//! What a person does to a payment.

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::payment::{Decision, Event, Settlement};
use comptoir_core::people::Right;
use comptoir_core::text::cleaned;
use secrecy::SecretString;

use crate::Engine;
use crate::accounts::fingerprint_of;
use crate::payouts::LONGEST_WHY;
use crate::refusal::Refusal;

/// Longest number of an operator's, in characters.
pub(crate) const LONGEST_REFERENCE: usize = 64;

/// The owner's decision on a payment, as it is typed. It does not print: it holds the PIN.
#[derive(Clone)]
pub struct AskedSettlement {
    /// What became of the money.
    pub decision: Decision,
    /// Why the owner says so.
    pub why: String,
    /// The operator's own number of the payment or of the refund; a payment that is settled as paid needs it.
    pub operator_reference: Option<String>,
    /// The owner's PIN.
    pub pin: Option<SecretString>,
}

impl Engine {
    /// Settles a payment whose gateway does not say how it stands, or says too little. The PIN is demanded once nothing else is
    /// missing.
    ///
    /// # Errors
    /// `not_settleable`, `why_needed`, `operator_reference_needed`, `sale_settled`, or the PIN's; nothing has changed then.
    pub fn settle_by_hand(&self, id: PaymentId, asked: &AskedSettlement) -> Result<(), Refusal> {
        let payment = self.stored(id)?;
        let refused = |code: Code| Refusal::from(code).about(&payment);
        if !payment.may_be_decided(asked.decision) {
            return Err(refused(Code::NotSettleable));
        }
        let why = cleaned(&asked.why, LONGEST_WHY).ok_or_else(|| refused(Code::WhyNeeded))?;
        let operator_reference = asked.operator_reference.as_deref().and_then(|text| cleaned(text, LONGEST_REFERENCE));
        if asked.decision == Decision::Paid && operator_reference.is_none() {
            return Err(refused(Code::OperatorReferenceNeeded));
        }
        let by = self.authorize(Right::Settle, asked.pin.as_ref())?;
        self.decide(id, Settlement { decision: asked.decision, why, operator_reference }, by)
    }

    /// Stops waiting for a payment. No gateway cancels: it can still be paid, and is still watched.
    ///
    /// # Errors
    /// [`Refusal`] when whoever asks has no right to sell, or the ledger cannot be written.
    pub fn cancel(&self, id: PaymentId) -> Result<(), Refusal> {
        let by = self.authorize(Right::Sell, None)?;
        self.settle_by(id, &Event::Cancel, by)
    }

    /// Counts a late payment as this sale's: it gets its receipt.
    ///
    /// # Errors
    /// `not_acceptable` when it is not late, or its sale was settled otherwise.
    pub fn accept(&self, id: PaymentId) -> Result<(), Refusal> {
        let by = self.authorize(Right::Sell, None)?;
        self.settle_by(id, &Event::Accept, by)
    }

    /// Sends an unanswered request once more, where that cannot charge the customer twice.
    ///
    /// # Errors
    /// `resend_not_safe` where it could.
    pub async fn resend(&self, id: PaymentId) -> Result<(), Refusal> {
        let payment = self.stored(id)?;
        let keys = self.keys_by_name(&payment.order.account).await.map_err(|refusal| refusal.about(&payment))?;
        // Under another key it would be another merchant's request, which the gateway does not know for the same.
        if fingerprint_of(&keys) != payment.order.key_fingerprint {
            return Err(Refusal::from(Code::ResendNotSafe).about(&payment));
        }
        // A copy that was restored may not have the number any more that the request went to.
        if payment.may_be_resent() && self.ledger().confidential(id)?.is_none() {
            return Err(Refusal::from(Code::ResendNotSafe).about(&payment));
        }
        let by = self.authorize(Right::Sell, None)?;
        self.drive(id, Event::Resend, &keys, by).await
    }
}
