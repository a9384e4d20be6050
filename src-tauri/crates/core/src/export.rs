//! The forms in which payments leave the ledger for other programs.

use serde::{Deserialize, Serialize};

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Text with semicolons, for any program.
    Csv,
    /// A spreadsheet with typed cells.
    Xlsx,
}

impl ExportFormat {
    /// The name other programs know it by, and how its files end.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}
