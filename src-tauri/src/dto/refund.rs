//! Money of a sale that was given back, as the screen shows and asks for it.

use comptoir_core::code::Code;
use comptoir_core::ids::RefundId;
use comptoir_core::printer::Columns;
use comptoir_core::refund::{How as OfCore, LinkedRefund};
use comptoir_engine::Refusal;
use comptoir_ledger::Print;
use comptoir_words::Words;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::PrintLine;

/// How the money went back.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum RefundedBy {
    Cash,
    Operator,
}

/// A refund as it is typed. It comes from the window and never goes back.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct AskedRefund {
    pub(crate) refund_id: String,
    pub(crate) amount: String,
    pub(crate) by: RefundedBy,
    /// The operator's own number of the shop's transfer.
    pub(crate) operator_reference: Option<String>,
    pub(crate) why: String,
    #[cfg_attr(test, ts(type = "string | null"))]
    pub(crate) pin: Option<SecretString>,
}

impl AskedRefund {
    /// # Errors
    /// `payment_id_invalid`.
    pub(crate) fn read(self) -> Result<comptoir_engine::AskedRefund, Refusal> {
        let how = match self.by {
            RefundedBy::Cash => OfCore::Cash,
            RefundedBy::Operator => OfCore::Operator { reference: self.operator_reference.unwrap_or_default() },
        };
        let refund_id = Some(refund_id(&self.refund_id)?);
        Ok(comptoir_engine::AskedRefund { refund_id, amount: self.amount, how, why: self.why, pin: self.pin })
    }
}

/// # Errors
/// `payment_id_invalid`.
pub(crate) fn refund_id(text: &str) -> Result<RefundId, Refusal> {
    text.parse().map_err(|_| Code::PaymentIdInvalid.into())
}

/// A refund as it was noted, with its paper.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct RefundView {
    pub(crate) refund_id: String,
    pub(crate) number: String,
    pub(crate) refunded_at: String,
    pub(crate) amount_minor: i64,
    pub(crate) currency: &'static str,
    pub(crate) by: RefundedBy,
    pub(crate) operator_reference: Option<String>,
    pub(crate) why: String,
    /// Its paper on 32 columns.
    pub(crate) narrow: String,
    /// What was printed of it, first to last.
    pub(crate) prints: Vec<PrintLine>,
}

impl RefundView {
    pub(crate) fn of(linked: LinkedRefund, prints: Vec<Print>, words: Words) -> Self {
        let refund = linked.refund.clone();
        Self {
            refund_id: refund.refund_id.to_string(),
            number: refund.number,
            refunded_at: refund.refunded_at.to_string(),
            amount_minor: refund.amount.minor(),
            currency: refund.amount.currency().code(),
            by: if refund.how == OfCore::Cash { RefundedBy::Cash } else { RefundedBy::Operator },
            operator_reference: refund.how.operator_reference().map(str::to_owned),
            why: refund.why,
            narrow: comptoir_receipt::text(&linked.into(), Columns::Narrow, None, words),
            prints: prints.into_iter().map(PrintLine::from).collect(),
        }
    }
}
