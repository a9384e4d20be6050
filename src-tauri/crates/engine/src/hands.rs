//! What a person does to a payment.

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::payment::Event;

use crate::Engine;
use crate::accounts::fingerprint_of;
use crate::refusal::Refusal;

impl Engine {
    /// Stops waiting for a payment. No gateway cancels: it can still be paid, and is still watched.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be written.
    pub fn cancel(&self, id: PaymentId) -> Result<(), Refusal> {
        self.settle(id, &Event::Cancel)
    }

    /// Counts a late payment as this sale's: it gets its receipt.
    ///
    /// # Errors
    /// `not_acceptable` when it is not late, or its sale was settled otherwise.
    pub fn accept(&self, id: PaymentId) -> Result<(), Refusal> {
        self.settle(id, &Event::Accept)
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
        self.drive(id, Event::Resend, &keys).await
    }
}
