//! What stands on a receipt, and the receipt as text.

use comptoir_core::order::{Environment, Line};
use comptoir_core::printer::Columns;
use comptoir_core::receipt::{LinkedReceipt, Receipt, Stamp};
use comptoir_words::{Label, Words, filled};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::paper::{Alphabet, Look, Paper, Piece, lines};

/// A paper of a receipt after its original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duplicate {
    /// The first is 1.
    pub number: u32,
    /// When it is made.
    pub at: Timestamp,
}

/// The receipt in lines of at most `columns` characters. A line that nothing is known for is left out.
#[must_use]
pub fn text(linked: &LinkedReceipt, columns: Columns, duplicate: Option<Duplicate>, words: Words) -> String {
    lines(&drawn(linked, columns, duplicate, words, Alphabet::Unicode))
}

/// The receipt, piece by piece.
pub(crate) fn drawn(
    linked: &LinkedReceipt,
    columns: Columns,
    duplicate: Option<Duplicate>,
    words: Words,
    alphabet: Alphabet,
) -> Vec<Piece> {
    let mut draft = Draft { paper: Paper::new(columns.count(), alphabet), words, receipt: &linked.receipt, duplicate };
    draft.mark();
    draft.shop();
    draft.heading();
    draft.lines();
    draft.total();
    draft.mark();
    draft.payment();
    draft.chain(linked);
    draft.foot();
    draft.mark();
    draft.paper.into_pieces()
}

struct Draft<'a> {
    paper: Paper,
    words: Words,
    receipt: &'a Receipt,
    duplicate: Option<Duplicate>,
}

impl Draft<'_> {
    /// Says on paper that is worth nothing that it is worth nothing, and on a duplicate that it is one.
    fn mark(&mut self) {
        let worthless = worthless(self.receipt.environment);
        let dated = |duplicate: Duplicate| (duplicate.number, dated(self.receipt, duplicate.at, self.words));
        let (words, duplicate) = (self.words, self.duplicate.map(dated));
        self.paper.looking(Look::Strong, |paper| {
            if let Some(label) = worthless {
                paper.banner(&words.label(label).to_uppercase());
            }
            if let Some((number, date)) = duplicate {
                paper.banner(&filled(words.label(Label::DuplicateMark), &[("number", &number.to_string())]).to_uppercase());
                paper.centred(&date);
            }
        });
    }

    fn shop(&mut self) {
        let shop = &self.receipt.shop;
        self.paper.looking(Look::Title, |paper| paper.centred(&shop.name.to_uppercase()));
        let place: Vec<&str> = [&shop.address, &shop.town].into_iter().flatten().map(String::as_str).collect();
        self.paper.centred(&place.join(", "));
        let phone = shop.phone.as_ref().map(|phone| format!("{} {phone}", self.words.label(Label::PhoneShort)));
        let tax_id = shop.tax_id.as_ref().map(|tax_id| format!("{} {tax_id}", self.words.label(Label::TaxId)));
        match (phone, tax_id) {
            (Some(phone), Some(tax_id)) if self.paper.fits(&format!("{phone} -"), &tax_id) => {
                self.paper.centred(&format!("{phone} - {tax_id}"));
            }
            (phone, tax_id) => {
                for particular in [phone, tax_id].into_iter().flatten() {
                    self.paper.centred(&particular);
                }
            }
        }
        self.paper.rule('-');
    }

    fn heading(&mut self) {
        let receipt = self.receipt;
        self.paper.centred(self.words.label(Label::ReceiptTitle));
        let number = format!("{} {}", self.words.label(Label::Receipt), receipt.number);
        let till = format!("{} {}", self.words.label(Label::Till), receipt.shop.till);
        self.paper.pair(&number, &till);
        self.paper.left(&dated(receipt, receipt.issued_at, self.words));
    }

    fn lines(&mut self) {
        if !self.receipt.lines.is_empty() {
            self.paper.rule('-');
        }
        for line in &self.receipt.lines {
            self.paper.left(&line.name);
            let (sum, total) = self.sum(line);
            self.paper.pair(&sum, &total);
        }
        for tax in &self.receipt.taxes {
            self.paper.pair(&tax.name, &self.words.number(tax.amount_minor, self.receipt.amount.currency()));
        }
    }

    fn sum(&self, line: &Line) -> (String, String) {
        let number = |minor| self.words.number(minor, self.receipt.amount.currency());
        let total = line.total_minor().map(number).unwrap_or_default();
        (format!("{} x {}", line.quantity, number(line.unit_price_minor)), total)
    }

    /// The largest thing on the paper. Text has one size, so double rules set it apart besides.
    fn total(&mut self) {
        self.paper.rule('=');
        let (label, amount) = (self.words.label(Label::Total), self.words.amount(self.receipt.amount));
        self.paper.looking(Look::Tall, |paper| paper.pair(label, &amount));
        self.paper.rule('=');
    }

    fn payment(&mut self) {
        let receipt = self.receipt;
        let gateway = receipt.gateway.name();
        let mark = self.words.label(paid_mark(receipt));
        self.paper.looking(Look::Strong, |paper| paper.pair(mark, receipt.network.map_or("", |network| network.brand())));
        self.known(self.words.label(Label::Payer), receipt.payer.as_deref());
        self.known(self.words.label(Label::OperatorReference), receipt.operator_reference.as_deref());
        let label = filled(self.words.label(Label::GatewayReference), &[("gateway", gateway)]);
        self.known(&label, receipt.gateway_reference.as_deref());
        self.paper.pair(self.words.label(Label::Account), &format!("{gateway} {}", receipt.key_fingerprint));
        let reference = receipt.reference.as_str();
        let long = self.words.label(Label::OwnReference);
        let short = self.words.label(Label::OwnReferenceShort);
        self.paper.pair(if self.paper.fits(long, reference) { long } else { short }, reference);
        self.known(self.words.label(Label::Note), receipt.note.as_deref());
        self.paper.rule('-');
    }

    fn known(&mut self, label: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.paper.pair(label, value);
        }
    }

    fn chain(&mut self, linked: &LinkedReceipt) {
        self.paper.pair(self.words.label(Label::Code), &halved(&linked.code));
        self.paper.pair(self.words.label(Label::PreviousCode), &halved(&linked.previous_code));
        self.paper.code(Stamp::of(linked, self.duplicate.map_or(0, |duplicate| duplicate.number)).to_string());
        self.paper.rule('-');
    }

    fn foot(&mut self) {
        self.paper.centred(self.words.label(Label::NotAnInvoice));
        self.paper.centred(self.words.label(Label::Thanks));
    }
}

/// What is said on paper that is worth nothing.
pub(crate) const fn worthless(environment: Environment) -> Option<Label> {
    match environment {
        Environment::Live => None,
        Environment::Test => Some(Label::TestMark),
        Environment::Training => Some(Label::TrainingMark),
    }
}

/// Who says that it was paid: the gateway, or the owner.
pub(crate) const fn paid_mark(receipt: &Receipt) -> Label {
    if receipt.settled_by_hand { Label::ByHandMark } else { Label::PaidMark }
}

/// The date in the shop's zone with its offset; in UTC, and saying so, when the shop's zone is not known.
pub(crate) fn dated(receipt: &Receipt, at: Timestamp, words: Words) -> String {
    let (zone, known) = match TimeZone::get(&receipt.shop.zone) {
        Ok(zone) => (zone, true),
        Err(_) => (TimeZone::UTC, false),
    };
    let at = at.to_zoned_datetime(zone);
    let offset = if known { at.strftime("%:z").to_string() } else { "UTC".to_owned() };
    format!("{} {offset}", words.date_time(&at))
}

/// A code of eight characters in two halves, easier to compare by eye.
pub(crate) fn halved(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((first, second)) if second.len() == 4 => format!("{first}-{second}"),
        _ => code.to_owned(),
    }
}
