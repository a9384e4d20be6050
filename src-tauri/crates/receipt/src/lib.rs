//! One receipt, drawn for each medium: [`text`] for a terminal or any printer, [`escpos`] for a receipt printer, [`json`] for other
//! programs.
//!
//! A receipt is drawn from what was fixed when it was issued, and from nothing else: the same receipt gives the same paper for
//! ever.

mod escpos;
mod json;
mod paper;
mod text;
mod wrap;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use escpos::{escpos, test_page};
pub use json::json;
pub use text::{Duplicate, text};
