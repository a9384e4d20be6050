//! Money of a sale that was given back. No gateway has a call for it: the shop gives it back, and the owner says so here.

use comptoir_core::code::Code;
use comptoir_core::ids::{PaymentId, RefundId};
use comptoir_core::money::Amount;
use comptoir_core::payment::Payment;
use comptoir_core::people::Right;
use comptoir_core::refund::{GivenBack, How, LinkedRefund};
use comptoir_core::text::cleaned;
use comptoir_ledger::Reader;
use secrecy::SecretString;

use crate::Engine;
use crate::drive::receipt_due;
use crate::hands::LONGEST_REFERENCE;
use crate::payouts::LONGEST_WHY;
use crate::refusal::Refusal;

/// A refund as it is asked for. It does not print: it holds the PIN.
#[derive(Clone)]
pub struct AskedRefund {
    /// A name for it, made by the asker so that a repeated request is harmless.
    pub refund_id: Option<RefundId>,
    /// How much, in the payment's currency.
    pub amount: String,
    /// How: a transfer needs the operator's own number of it.
    pub how: How,
    /// Why.
    pub why: String,
    /// The owner's PIN.
    pub pin: Option<SecretString>,
}

impl Engine {
    /// Notes that money of a payment was given back; the payment and its receipt stay as they are. The same name again notes nothing and
    /// tells what was noted, without a PIN. The PIN is demanded once nothing else is missing.
    ///
    /// # Errors
    /// `not_refundable` where there is no receipt, `refund_too_large`, `why_needed`, `operator_reference_needed`, `id_reused`, or the PIN's;
    /// nothing was noted then.
    pub fn refund(&self, id: PaymentId, asked: &AskedRefund) -> Result<LinkedRefund, Refusal> {
        let payment = self.stored(id)?;
        let refused = |code: Code| Refusal::from(code).about(&payment);
        if self.ledger().receipt_of(id)?.is_none() {
            return Err(refused(Code::NotRefundable));
        }
        let amount = Amount::typed(&asked.amount, payment.order.amount.currency())?;
        let how = match &asked.how {
            How::Cash => How::Cash,
            How::Operator { reference } => {
                let reference = cleaned(reference, LONGEST_REFERENCE);
                How::Operator { reference: reference.ok_or_else(|| refused(Code::OperatorReferenceNeeded))? }
            }
        };
        let why = cleaned(&asked.why, LONGEST_WHY).ok_or_else(|| refused(Code::WhyNeeded))?;
        let refund_id = asked.refund_id.unwrap_or_else(|| RefundId::minted(self.clock.now(), &self.random()));
        let given = GivenBack { refund_id, amount, how, why };
        // On a line of its own: the PIN takes its time, and the ledger.
        let known = known(&self.ledger(), &payment, &given)?;
        if let Some(known) = known {
            return Ok(known);
        }
        let by = self.authorize(Right::Refund, asked.pin.as_ref())?;
        let mut ledger = self.ledger();
        // The same key pressed twice waits for one PIN after the other.
        if let Some(known) = self::known(&ledger, &payment, &given)? {
            return Ok(known);
        }
        let due = receipt_due(&ledger, payment.order.environment, self.clock.now())?;
        let noted = ledger.signed(by).refund(id, given, &due)?;
        tracing::info!(reference = %payment.order.reference, refund = noted.refund.number, "refund");
        Ok(noted)
    }
}

/// The refund that has been noted under this name, if there is one; if there is none, whether there is enough left for it.
fn known(reader: &Reader, payment: &Payment, given: &GivenBack) -> Result<Option<LinkedRefund>, Refusal> {
    let id = payment.order.payment_id;
    if let Some(known) = reader.refund_of(given.refund_id)? {
        return if known.refund.is(id, given) { Ok(Some(known)) } else { Err(Code::IdReused.into()) };
    }
    let left = payment.order.amount.minor() - reader.refunded_minor(id)?;
    if given.amount.minor() <= left {
        return Ok(None);
    }
    let unit = 10i64.pow(given.amount.currency().exponent());
    let left = if left % unit == 0 { (left / unit).to_string() } else { format!("{}.{:02}", left / unit, left % unit) };
    Err(Refusal::from(Code::RefundTooLarge).about(payment).with("left", left))
}
