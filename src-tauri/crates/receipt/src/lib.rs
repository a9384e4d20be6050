//! One receipt, or one refund, drawn for each medium: [`text`] for a terminal or any printer, [`escpos`] for a receipt printer, [`pdf`] and [`png()`]
//! for a customer far away, [`message()`] for their phone, [`json`] for other programs.
//!
//! A receipt is drawn from what was fixed when it was issued, and from nothing else: the same receipt gives the same paper for
//! ever.

mod escpos;
mod font;
mod frame;
mod json;
mod message;
mod paper;
mod pdf;
mod png;
mod receipt;
mod refund;
mod sheet;
mod text;
mod wrap;

#[cfg(test)]
mod drawn_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use escpos::{escpos, test_page};
pub use frame::Duplicate;
pub use json::{json, shop_json};
pub use message::{message, subject};
pub use pdf::pdf;
pub use png::png;
pub use sheet::{NotDrawn, PageSize};
pub use text::text;
