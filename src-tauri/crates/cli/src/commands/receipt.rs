//! `receipt`: on the screen or into a file; `check-receipt`: what a paper is worth.

use std::io::{self, IsTerminal, Write};

use comptoir_core::code::Code;
use comptoir_core::printer::{Columns, Printer, Target};
use comptoir_core::receipt::{Authenticity, Issued, Stamp};
use comptoir_engine::Refusal;
use comptoir_ledger::{Checked, Print, Reader};
use comptoir_receipt::{escpos, json, pdf, png, text};
use comptoir_till::{next_paper, write_whole};
use comptoir_words::Label;
use jiff::Timestamp;
use serde_json::json;

use super::refund::refund_of;
use super::{Desk, found};
use crate::args::{Format, Receipt};
use crate::exit::Exit;

pub(super) fn run(desk: &Desk<'_>, asked: &Receipt) -> Result<Exit, Refusal> {
    let reader = desk.reader()?.ok_or(Code::PaymentUnknown)?;
    let drawn = drawn(desk, asked, &reader, &issued(&reader, &asked.payment)?)?;
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

/// The refund of this id or number, or else the receipt of a payment.
fn issued(reader: &Reader, text: &str) -> Result<Issued, Refusal> {
    if let Some(refund) = refund_of(reader, text)? {
        return Ok(refund.into());
    }
    let payment = found(reader, text)?;
    let receipt = reader.receipt_of(payment.order.payment_id)?;
    Ok(receipt.ok_or_else(|| Refusal::from(Code::NoReceipt).about(&payment))?.into())
}

/// It as the next paper would be.
fn drawn(desk: &Desk<'_>, asked: &Receipt, reader: &Reader, issued: &Issued) -> Result<Vec<u8>, Refusal> {
    let duplicate = next_paper(&reader.prints(issued.payment_id(), issued.refund_id())?, Timestamp::now());
    let (columns, words) = (Columns::from(asked.columns), desk.screen.words);
    // A program that reads JSON reads the receipt as JSON too, unless it asks for bytes.
    Ok(match asked.format {
        Format::Escpos => escpos(issued, &unnamed(columns), duplicate, words),
        Format::Pdf => pdf(issued, asked.paper.into(), duplicate, words).map_err(|_| Code::Unexpected)?,
        Format::Png => png(issued, duplicate, words).map_err(|_| Code::Unexpected)?,
        Format::Text if !desk.screen.json => text(issued, columns, duplicate, words).into_bytes(),
        Format::Text | Format::Json => format!("{}\n", json(issued)).into_bytes(),
    })
}

/// The printer of bytes that go into a file: it cuts, and has no drawer.
fn unnamed(columns: Columns) -> Printer {
    let target = Target::Device(String::new());
    Printer { name: String::new(), target, columns, cuts: true, drawer: false, automatic: false }
}

pub(super) fn check(desk: &Desk<'_>, code: &str) -> Result<Exit, Refusal> {
    let reader = desk.reader()?.ok_or(Code::PaymentUnknown)?;
    let checked = reader.checked(code)?.ok_or(Code::ReceiptCodeInvalid)?;
    let found = checked.found.as_ref();
    let issued = found.map(Issued::stamp);
    let copy = checked.stamp.as_ref().map(|stamp| stamp.copy);
    let papers = Print::papers(&checked.prints);
    let object = json!({
        "kind": "receipt_check",
        "authenticity": checked.authenticity.code(),
        "copy": copy,
        "receipt_number": issued.as_ref().map(|issued| issued.number.as_str()),
        "issued_at": found.map(|found| found.issued().0.to_string()),
        "amount_minor": issued.as_ref().map(|issued| issued.amount.minor()),
        "currency": issued.as_ref().map(|issued| issued.amount.currency().code()),
        "environment": found.map(|found| found.environment().code()),
        "payment_id": found.map(|found| found.payment_id().to_string()),
        "reference": found.map(|found| found.reference().as_str()),
        "refund_id": found.and_then(Issued::refund_id).map(|id| id.to_string()),
        "refunded_minor": checked.refunded_minor,
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
        if let (Some(found), Some(issued)) = (found, &issued) {
            told(desk, &checked, found, issued);
            desk.screen.say_label(Label::ReceiptPapers, &[("count", &papers.to_string())]);
        }
    });
    Ok(match checked.authenticity {
        Authenticity::Genuine | Authenticity::Duplicate => Exit::Done,
        Authenticity::Altered | Authenticity::Unknown => Exit::Failed,
    })
}

/// What the ledger has in the paper's place, and how much of its sale was given back.
fn told(desk: &Desk<'_>, checked: &Checked, found: &Issued, issued: &Stamp) {
    let words = desk.screen.words;
    let mark = desk.screen.mark(found.environment().code());
    let (at, shop) = found.issued();
    let at = desk.screen.time(&at.to_string(), &shop.zone);
    let title = if found.refund_id().is_some() { words.label(Label::RefundTitle) } else { "" };
    desk.screen.say(format!("{title}  {}  {}  {at}{mark}", issued.number, words.amount(issued.amount)).trim_start());
    if checked.refunded_minor > 0 {
        let refunded = words.sum(checked.refunded_minor, issued.amount.currency());
        desk.screen.say_label(Label::ReceiptRefunded, &[("amount", &refunded)]);
    }
}
