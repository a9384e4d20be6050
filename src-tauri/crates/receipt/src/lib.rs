//! One receipt, or one refund, drawn for each medium: [`text`] for a terminal or any printer, [`escpos`] for a receipt printer, [`pdf`] and [`png()`]
//! for a customer far away, [`message()`] for their phone, [`json`] for other programs.
//!
//! A receipt is drawn from what was fixed when it was issued, and from nothing else: the same receipt gives the same paper for
//! ever.

mod closing;
mod escpos;
mod font;
mod frame;
mod json;
mod logo;
mod message;
mod paper;
mod pdf;
mod png;
mod receipt;
mod refund;
mod sheet;
mod tender;
mod test_page;
mod text;
mod wrap;

#[cfg(test)]
mod drawn_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use closing::{
    cashier_name, closing_escpos, closing_json, closing_message, closing_pdf, closing_png, closing_text, share_name, state_name,
    tender_name,
};
pub use escpos::escpos;
pub use frame::Duplicate;
pub use json::{json, seal_json, shop_json};
pub use logo::{LARGEST_FILE, NoLogo, logo};
pub use message::{message, subject};
pub use pdf::pdf;
pub use png::png;
pub use sheet::NotDrawn;
pub use test_page::{test_page, test_pdf};
pub use text::text;
