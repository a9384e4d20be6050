//! The shop's logo as the screen draws it: black dots on white paper.

use comptoir_core::logo::{Logo as OfCore, Picture as PictureOfCore};
use serde::Serialize;

/// Dots of a picture, eight to a byte, in hexadecimal digits.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Picture {
    /// An eighth of its width.
    pub(crate) row_bytes: u16,
    pub(crate) rows: u16,
    pub(crate) dots: String,
}

impl From<PictureOfCore> for Picture {
    fn from(picture: PictureOfCore) -> Self {
        Self { row_bytes: picture.row_bytes(), rows: picture.rows(), dots: picture.hex() }
    }
}

/// The shop's logo for each width of paper.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Logo {
    /// For 32 columns.
    pub(crate) narrow: Picture,
    /// For more columns, and for sheets.
    pub(crate) wide: Picture,
}

impl From<OfCore> for Logo {
    fn from(OfCore { narrow, wide }: OfCore) -> Self {
        Self { narrow: narrow.into(), wide: wide.into() }
    }
}
