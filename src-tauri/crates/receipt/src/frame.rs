//! What a receipt, a refund and a tender have in common on paper: the shop above, the codes below, and the marks round it.

use comptoir_core::logo::Logo;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::{Environment, Line, Tax};
use comptoir_core::people::Person;
use comptoir_core::printer::Columns;
use comptoir_core::receipt::Stamp;
use comptoir_core::reference::MerchantReference;
use comptoir_core::seal::{FiscalSeal, SealStatus};
use comptoir_core::shop::Shop;
use comptoir_words::{Label, Words, filled};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::paper::{Alphabet, Look, Paper};

/// A paper after its original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The first is 1.
    pub number: u32,
    /// When it is made.
    pub at: Timestamp,
    /// Who has it made; none where the shop has no cashiers.
    pub cashier: Option<Person>,
}

pub(crate) struct Frame<'a> {
    pub(crate) paper: Paper,
    pub(crate) words: Words,
    shop: &'a Shop,
    environment: Environment,
    duplicate: Option<Duplicate>,
}

impl<'a> Frame<'a> {
    pub(crate) fn new(
        columns: Columns,
        alphabet: Alphabet,
        words: Words,
        shop: &'a Shop,
        environment: Environment,
        duplicate: Option<Duplicate>,
    ) -> Self {
        Self { paper: Paper::new(columns.count(), alphabet), words, shop, environment, duplicate }
    }

    /// Which paper it is, 0 the original.
    pub(crate) fn copy(&self) -> u32 {
        self.duplicate.as_ref().map_or(0, |duplicate| duplicate.number)
    }

    /// Says on paper that is worth nothing that it is worth nothing, and on a duplicate that it is one.
    pub(crate) fn mark(&mut self) {
        let worthless = worthless(self.environment);
        let words = self.words;
        let made = |duplicate: &Duplicate| {
            let date = dated(self.shop, duplicate.at, words);
            let by = |person| filled(words.label(Label::DuplicateBy), &[("name", called(person, words))]);
            let made = duplicate.cashier.as_ref().map_or(date.clone(), |person| format!("{date} {}", by(person)));
            (duplicate.number, made)
        };
        let duplicate = self.duplicate.as_ref().map(made);
        self.paper.looking(Look::Strong, |paper| {
            if let Some(label) = worthless {
                paper.banner(&words.label(label).to_uppercase());
            }
            if let Some((number, made)) = duplicate {
                paper.banner(&filled(words.label(Label::DuplicateMark), &[("number", &number.to_string())]).to_uppercase());
                paper.centred(&made);
            }
        });
    }

    pub(crate) fn shop(&mut self, logo: Option<&Logo>) {
        let shop = self.shop;
        if let Some(logo) = logo {
            self.paper.logo(logo);
        }
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

    pub(crate) fn heading(&mut self, title: Label, label: Label, number: &str, at: Timestamp, cashier: Option<&Person>) {
        self.paper.centred(self.words.label(title));
        let number = format!("{} {number}", self.words.label(label));
        let till = format!("{} {}", self.words.label(Label::Till), self.shop.till);
        self.paper.pair(&number, &till);
        let date = dated(self.shop, at, self.words);
        match cashier {
            Some(person) => {
                let cashier = filled(self.words.label(Label::CashierLine), &[("name", called(person, self.words))]);
                self.paper.pair(&date, &cashier);
            }
            None => self.paper.left(&date),
        }
    }

    /// What was sold, and the taxes on it.
    pub(crate) fn lines(&mut self, lines: &[Line], taxes: &[Tax], currency: Currency) {
        let words = self.words;
        let number = |minor| words.number(minor, currency);
        if !lines.is_empty() {
            self.paper.rule('-');
        }
        for line in lines {
            self.paper.left(&line.name);
            let sum = format!("{} x {}", line.quantity, number(line.unit_price_minor));
            self.paper.pair(&sum, &line.total_minor().map(number).unwrap_or_default());
        }
        for tax in taxes {
            self.paper.pair(&tax.name, &number(tax.amount_minor));
        }
    }

    /// The largest thing on the paper. Text has one size, so double rules set it apart besides.
    pub(crate) fn total(&mut self, label: Label, amount: Amount) {
        self.paper.rule('=');
        let (label, amount) = (self.words.label(label), self.words.amount(amount));
        self.paper.looking(Look::Tall, |paper| paper.pair(label, &amount));
        self.paper.rule('=');
    }

    pub(crate) fn known(&mut self, label: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.paper.pair(label, value);
        }
    }

    pub(crate) fn reference(&mut self, reference: &MerchantReference) {
        let reference = reference.as_str();
        let long = self.words.label(Label::OwnReference);
        let short = self.words.label(Label::OwnReferenceShort);
        self.paper.pair(if self.paper.fits(long, reference) { long } else { short }, reference);
    }

    pub(crate) fn chain(&mut self, code: &str, previous_code: &str, stamp: &Stamp) {
        self.paper.pair(self.words.label(Label::Code), &halved(code));
        self.paper.pair(self.words.label(Label::PreviousCode), &halved(previous_code));
        self.paper.code(stamp.to_string());
        self.paper.rule('-');
    }

    /// What the tax authority says of it: of what is not sealed only that.
    pub(crate) fn seal(&mut self, seal: &FiscalSeal) {
        let words = self.words;
        let label = match seal.status {
            SealStatus::Pending => Label::SealPending,
            SealStatus::Failed => Label::SealFailed,
            SealStatus::Sealed => Label::FiscalSeal,
        };
        self.paper.looking(Look::Strong, |paper| paper.pair(words.label(label), &seal.authority));
        if seal.is_sealed() {
            self.known(words.label(Label::SealNumber), seal.number.as_deref());
            self.known(words.label(Label::SealCode), seal.code.as_deref());
            self.known(words.label(Label::SealCounters), seal.counters.as_deref());
            let time = seal.time.map(|time| dated(self.shop, time, words));
            self.known(words.label(Label::SealTime), time.as_deref());
            if let Some(qr) = &seal.qr {
                self.paper.code(qr.clone());
            }
        }
        self.paper.rule('-');
    }

    /// Only a seal makes of a receipt an invoice.
    pub(crate) fn foot(&mut self, seal: Option<&FiscalSeal>) {
        if !seal.is_some_and(FiscalSeal::is_sealed) {
            self.paper.centred(self.words.label(Label::NotAnInvoice));
        }
        self.paper.centred(self.words.label(Label::Thanks));
    }
}

/// What somebody is called on paper.
pub(crate) fn called(person: &Person, words: Words) -> &str {
    match person {
        Person::Owner => words.label(Label::Owner),
        Person::Cashier { name, .. } => name,
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

/// The date in the shop's zone with its offset; in UTC, and saying so, when the shop's zone is not known.
pub(crate) fn dated(shop: &Shop, at: Timestamp, words: Words) -> String {
    let (zone, known) = match TimeZone::get(&shop.zone) {
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
