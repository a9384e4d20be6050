//! `receipt`: on the screen or into a file; `check-receipt`: what a paper is worth.

use std::io::{self, IsTerminal, Write};

use comptoir_core::code::Code;
use comptoir_core::printer::{Columns, Printer, Target};
use comptoir_core::receipt::Authenticity;
use comptoir_engine::Refusal;
use comptoir_ledger::Print;
use comptoir_receipt::{escpos, json, pdf, png, text};
use comptoir_till::{next_paper, write_whole};
use comptoir_words::Label;
use jiff::Timestamp;
use serde_json::json;

use super::{Desk, found};
use crate::args::{Format, Receipt};
use crate::exit::Exit;

pub(super) fn run(desk: &Desk<'_>, asked: &Receipt) -> Result<Exit, Refusal> {
    let reader = desk.reader()?.ok_or(Code::PaymentUnknown)?;
    let payment = found(&reader, &asked.payment)?;
    let id = payment.order.payment_id;
    let linked = reader.receipt_of(id)?.ok_or_else(|| Refusal::from(Code::NoReceipt).about(&payment))?;
    let duplicate = next_paper(&reader.prints(id)?, Timestamp::now());
    let (columns, words) = (Columns::from(asked.columns), desk.screen.words);
    // A program that reads JSON reads the receipt as JSON too, unless it asks for bytes.
    let drawn = match asked.format {
        Format::Escpos => escpos(&linked, &unnamed(columns), duplicate, words),
        Format::Pdf => pdf(&linked, asked.paper.into(), duplicate, words).map_err(|_| Code::Unexpected)?,
        Format::Png => png(&linked, duplicate, words).map_err(|_| Code::Unexpected)?,
        Format::Text if !desk.screen.json => text(&linked, columns, duplicate, words).into_bytes(),
        Format::Text | Format::Json => format!("{}\n", json(&linked)).into_bytes(),
    };
    let Some(file) = &asked.out else {
        if asked.format.is_text() {
            desk.screen.say(String::from_utf8_lossy(&drawn).trim_end_matches('\n'));
        } else if io::stdout().is_terminal() {
            // They are not for a terminal, which would obey some of them.
            return Err(Refusal::from(Code::Usage).with("detail", "--out FILE"));
        } else {
            io::stdout().write_all(&drawn).map_err(|_| Code::Unexpected)?;
        }
        return Ok(Exit::Done);
    };
    let path = file.display().to_string();
    write_whole(file, &drawn)?;
    desk.screen.either(&json!({"kind": "file", "path": path}), || {
        desk.screen.say_label(Label::FileWritten, &[("path", &path)]);
    });
    Ok(Exit::Done)
}

/// The printer of bytes that go into a file: it cuts, and has no drawer.
fn unnamed(columns: Columns) -> Printer {
    let target = Target::Device(String::new());
    Printer { name: String::new(), target, columns, cuts: true, drawer: false, automatic: false }
}

pub(super) fn check(desk: &Desk<'_>, code: &str) -> Result<Exit, Refusal> {
    let reader = desk.reader()?.ok_or(Code::PaymentUnknown)?;
    let checked = reader.checked(code)?.ok_or(Code::ReceiptCodeInvalid)?;
    let receipt = checked.found.as_ref().map(|found| &found.receipt);
    let copy = checked.stamp.as_ref().map(|stamp| stamp.copy);
    let papers = Print::papers(&checked.prints);
    let object = json!({
        "kind": "receipt_check",
        "authenticity": checked.authenticity.code(),
        "copy": copy,
        "receipt_number": receipt.map(|receipt| receipt.number.as_str()),
        "issued_at": receipt.map(|receipt| receipt.issued_at.to_string()),
        "amount_minor": receipt.map(|receipt| receipt.amount.minor()),
        "currency": receipt.map(|receipt| receipt.amount.currency().code()),
        "environment": receipt.map(|receipt| receipt.environment.code()),
        "payment_id": receipt.map(|receipt| receipt.payment_id.to_string()),
        "reference": receipt.map(|receipt| receipt.reference.as_str()),
        "papers": papers,
        "prints": checked.prints.iter().map(super::printing::listed).collect::<Vec<_>>(),
    });
    desk.screen.either(&object, || {
        let (label, number) = match checked.authenticity {
            Authenticity::Genuine => (Label::ReceiptGenuine, String::new()),
            Authenticity::Duplicate => (Label::ReceiptDuplicate, copy.unwrap_or_default().to_string()),
            Authenticity::Altered => (Label::ReceiptAltered, String::new()),
            Authenticity::Unknown => (Label::ReceiptNotKnown, String::new()),
        };
        desk.screen.say_label(label, &[("number", &number)]);
        if let Some(receipt) = receipt {
            let mark = desk.screen.mark(receipt.environment.code());
            let issued_at = desk.screen.time(&receipt.issued_at.to_string(), &receipt.shop.zone);
            desk.screen.say(format!("{}  {}  {issued_at}{mark}", receipt.number, desk.screen.words.amount(receipt.amount)));
            desk.screen.say_label(Label::ReceiptPapers, &[("count", &papers.to_string())]);
        }
    });
    Ok(match checked.authenticity {
        Authenticity::Genuine | Authenticity::Duplicate => Exit::Done,
        Authenticity::Altered | Authenticity::Unknown => Exit::Failed,
    })
}
