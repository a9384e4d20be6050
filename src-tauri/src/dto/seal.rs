//! What a tax authority says of a receipt, as the screen tells it.

use comptoir_core::seal::{FiscalSeal, SealStatus as OfCore};
use serde::Serialize;

/// How far the authority is.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum SealStatus {
    Pending,
    Sealed,
    Failed,
}

/// A seal as it was noted. Its paper has the rest of it.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct SealView {
    pub(crate) authority: String,
    pub(crate) status: SealStatus,
    pub(crate) number: Option<String>,
    pub(crate) recorded_at: String,
}

impl From<FiscalSeal> for SealView {
    fn from(seal: FiscalSeal) -> Self {
        let status = match seal.status {
            OfCore::Pending => SealStatus::Pending,
            OfCore::Sealed => SealStatus::Sealed,
            OfCore::Failed => SealStatus::Failed,
        };
        Self { authority: seal.authority, status, number: seal.number, recorded_at: seal.recorded_at.to_string() }
    }
}
