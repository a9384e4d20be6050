//! The words for forms and widths of a paper, and for its seal.

use clap::{Args, ValueEnum};
use comptoir_core::printer::{Columns, PageSize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Escpos,
    Pdf,
    Png,
}

impl Format {
    /// Whether it is for a person or a program to read, and not bytes for a printer or a file.
    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Json)
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Paper {
    #[value(name = "80mm")]
    Strip,
    A5,
    A4,
}

impl From<Paper> for PageSize {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::Strip => Self::Strip,
            Paper::A5 => Self::A5,
            Paper::A4 => Self::A4,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Width {
    #[value(name = "32")]
    Narrow,
    #[value(name = "42")]
    Middle,
    #[value(name = "48")]
    Wide,
}

impl From<Width> for Columns {
    fn from(width: Width) -> Self {
        match width {
            Width::Narrow => Self::Narrow,
            Width::Middle => Self::Middle,
            Width::Wide => Self::Wide,
        }
    }
}

/// What a tax authority says of a receipt, as it said it.
#[derive(Args)]
pub(crate) struct Seal {
    pub(crate) payment: String,
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) authority: String,
    #[arg(long, default_value = "sealed")]
    pub(crate) status: SaidStatus,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(crate) number: Option<String>,
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) code: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) qr: Option<String>,
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) counters: Option<String>,
    #[arg(long, value_name = "RFC 3339")]
    pub(crate) time: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SaidStatus {
    Pending,
    Sealed,
    Failed,
}
