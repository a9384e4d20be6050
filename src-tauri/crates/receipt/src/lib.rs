//! One receipt, drawn for each medium: [`text`] for a printer's columns or a terminal, [`json`] for other programs.
//!
//! A receipt is drawn from what was fixed when it was issued, and from nothing else: the same receipt gives the same paper for
//! ever.

mod json;
mod paper;
mod text;
mod wrap;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use json::json;
pub use text::{Columns, text};
