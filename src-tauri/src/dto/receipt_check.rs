//! What a paper is worth that is shown at the counter.

use comptoir_core::receipt::{Authenticity as OfCore, Issued};
use comptoir_ledger::Checked;
use serde::Serialize;

use super::tender::TenderedBy;
use super::{Environment, PrintLine};

/// What a paper is worth.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Authenticity {
    Genuine,
    Duplicate,
    Altered,
    Unknown,
}

impl From<OfCore> for Authenticity {
    fn from(authenticity: OfCore) -> Self {
        match authenticity {
            OfCore::Genuine => Self::Genuine,
            OfCore::Duplicate => Self::Duplicate,
            OfCore::Altered => Self::Altered,
            OfCore::Unknown => Self::Unknown,
        }
    }
}

/// What a paper says of itself.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct StampView {
    pub(crate) number: String,
    pub(crate) amount_minor: i64,
    pub(crate) currency: &'static str,
    /// 0 is the original.
    pub(crate) copy: u32,
}

/// What the till has under the number or the code of a paper: a receipt, or a refund's or a tender's.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct FoundPaper {
    /// None of a sale that was settled without a gateway.
    pub(crate) payment_id: Option<String>,
    /// It is of a refund.
    pub(crate) is_refund: bool,
    /// How its sale was settled, where it was without a gateway.
    pub(crate) tendered_by: Option<TenderedBy>,
    pub(crate) number: String,
    pub(crate) amount_minor: i64,
    pub(crate) currency: &'static str,
    pub(crate) issued_at: String,
    pub(crate) environment: Environment,
    /// What was given back of its payment.
    pub(crate) refunded_minor: i64,
    /// What was printed of it, first to last.
    pub(crate) prints: Vec<PrintLine>,
}

/// A paper beside what the till has.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ReceiptCheck {
    pub(crate) authenticity: Authenticity,
    /// None of a code alone.
    pub(crate) stamp: Option<StampView>,
    pub(crate) found: Option<FoundPaper>,
}

impl From<Checked> for ReceiptCheck {
    fn from(checked: Checked) -> Self {
        let Checked { authenticity, found, stamp, prints, refunded_minor } = checked;
        let stamp = stamp.map(|stamp| StampView {
            number: stamp.number,
            amount_minor: stamp.amount.minor(),
            currency: stamp.amount.currency().code(),
            copy: stamp.copy,
        });
        let found = found.map(|found| {
            let has = found.stamp();
            FoundPaper {
                payment_id: found.payment_id().map(|id| id.to_string()),
                is_refund: found.refund_id().is_some(),
                tendered_by: match &found {
                    Issued::Tender(linked) => Some((&linked.tender.how).into()),
                    Issued::Receipt(_) | Issued::Refund(_) => None,
                },
                number: has.number,
                amount_minor: has.amount.minor(),
                currency: has.amount.currency().code(),
                issued_at: found.issued().0.to_string(),
                environment: found.environment().into(),
                refunded_minor,
                prints: prints.into_iter().map(PrintLine::from).collect(),
            }
        });
        Self { authenticity: authenticity.into(), stamp, found }
    }
}
