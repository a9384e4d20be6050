//! `receipt`: on the screen or into a file.

use std::fs;

use comptoir_core::code::Code;
use comptoir_engine::Refusal;
use comptoir_receipt::Columns;
use comptoir_words::Label;
use serde_json::json;

use super::{Desk, found};
use crate::args::{Format, Receipt, Width};
use crate::exit::Exit;

pub(super) fn run(desk: &Desk<'_>, asked: &Receipt) -> Result<Exit, Refusal> {
    let reader = desk.reader()?.ok_or(Code::PaymentUnknown)?;
    let payment = found(&reader, &asked.payment)?;
    let linked = reader.receipt_of(payment.order.payment_id)?.ok_or_else(|| Refusal::from(Code::NoReceipt).about(&payment))?;
    let columns = match asked.columns {
        Width::Narrow => Columns::Narrow,
        Width::Middle => Columns::Middle,
        Width::Wide => Columns::Wide,
    };
    // A program that reads JSON reads the receipt as JSON too, however it asked.
    let drawn = match asked.format {
        Format::Text if !desk.screen.json => comptoir_receipt::text(&linked, columns, desk.screen.words),
        Format::Text | Format::Json => format!("{}\n", comptoir_receipt::json(&linked)),
    };
    let Some(file) = &asked.out else {
        desk.screen.say(drawn.trim_end_matches('\n'));
        return Ok(Exit::Done);
    };
    let path = file.display().to_string();
    fs::write(file, drawn).map_err(|_| Refusal::naming(Code::FileUnwritable, "path", &path))?;
    desk.screen.either(&json!({"kind": "file", "path": path}), || {
        desk.screen.say_label(Label::FileWritten, &[("path", &path)]);
    });
    Ok(Exit::Done)
}
