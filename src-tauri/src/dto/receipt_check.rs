//! What a paper is worth that is shown at the counter.

use comptoir_core::receipt::Authenticity as OfCore;
use comptoir_ledger::Checked;
use serde::Serialize;

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

/// The receipt that the till has under the number or the code of a paper.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct FoundReceipt {
    pub(crate) payment_id: String,
    pub(crate) number: String,
    pub(crate) amount_minor: i64,
    pub(crate) currency: &'static str,
    pub(crate) issued_at: String,
    pub(crate) environment: Environment,
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
    pub(crate) found: Option<FoundReceipt>,
}

impl From<Checked> for ReceiptCheck {
    fn from(checked: Checked) -> Self {
        let Checked { authenticity, found, stamp, prints } = checked;
        let stamp = stamp.map(|stamp| StampView {
            number: stamp.number,
            amount_minor: stamp.amount.minor(),
            currency: stamp.amount.currency().code(),
            copy: stamp.copy,
        });
        let found = found.map(|linked| FoundReceipt {
            payment_id: linked.receipt.payment_id.to_string(),
            number: linked.receipt.number,
            amount_minor: linked.receipt.amount.minor(),
            currency: linked.receipt.amount.currency().code(),
            issued_at: linked.receipt.issued_at.to_string(),
            environment: linked.receipt.environment.into(),
            prints: prints.into_iter().map(PrintLine::from).collect(),
        });
        Self { authenticity: authenticity.into(), stamp, found }
    }
}
