//! An export, asked for and told.

use comptoir_core::export::ExportFormat as OfCore;
use comptoir_till::{Exported, Progress};
use serde::{Deserialize, Serialize};

/// The form of an export.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum ExportFormat {
    Xlsx,
    Csv,
}

impl From<ExportFormat> for OfCore {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Xlsx => Self::Xlsx,
            ExportFormat::Csv => Self::Csv,
        }
    }
}

/// How many payments were looked at, of all of those days.
#[derive(Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ExportProgress {
    pub(crate) done: u64,
    pub(crate) total: u64,
}

impl From<Progress> for ExportProgress {
    fn from(progress: Progress) -> Self {
        Self { done: progress.done, total: progress.total }
    }
}

/// An export that was written.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ExportedFile {
    pub(crate) path: String,
    /// How many payments it holds.
    pub(crate) count: u64,
}

impl From<Exported> for ExportedFile {
    fn from(exported: Exported) -> Self {
        Self { path: exported.path.display().to_string(), count: exported.count }
    }
}
