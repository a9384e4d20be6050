//! The seal of a tax authority on a receipt. The program asks no authority: whoever did, says here what it answered.

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::people::Right;
use comptoir_core::receipt::LinkedReceipt;
use comptoir_core::seal::FiscalSeal;
use secrecy::SecretString;

use crate::Engine;
use crate::refusal::Refusal;

impl Engine {
    /// Notes what an authority says of a payment's receipt, in place of what it said before, as long as it has not sealed. The same seal
    /// again notes nothing, without a PIN. The PIN is demanded once nothing else is missing.
    ///
    /// # Errors
    /// `no_receipt`, `seal_invalid` with what is missing of it, `already_sealed`, `till_locked`, `right_needed`, or the PIN's; nothing was noted then.
    pub fn seal(&self, id: PaymentId, seal: FiscalSeal, pin: Option<&SecretString>) -> Result<LinkedReceipt, Refusal> {
        let payment = self.stored(id)?;
        let refused = |code: Code| Refusal::from(code).about(&payment);
        let seal = FiscalSeal { recorded_at: self.clock.now(), ..seal };
        let seal = seal.checked().map_err(|field| refused(Code::SealInvalid).with("field", field))?;
        let receipt = || -> Result<LinkedReceipt, Refusal> {
            let receipt = self.ledger().receipt_of(id)?;
            receipt.ok_or_else(|| refused(Code::NoReceipt))
        };
        let known = |linked: &LinkedReceipt| linked.seal.as_ref().is_some_and(|before| before.is(&seal));
        let sealed = |linked: &LinkedReceipt| linked.seal.as_ref().is_some_and(FiscalSeal::is_sealed);
        let before = receipt()?;
        if known(&before) {
            return Ok(before);
        }
        if sealed(&before) {
            return Err(refused(Code::AlreadySealed));
        }
        let by = self.authorize(Right::Settle, pin)?;
        // The same command given twice waits for one PIN after the other.
        let before = receipt()?;
        if !known(&before) {
            if sealed(&before) {
                return Err(refused(Code::AlreadySealed));
            }
            self.ledger().signed(by).seal(id, &seal)?;
            tracing::info!(reference = %payment.order.reference, status = seal.status.code(), "seal");
        }
        receipt()
    }
}
