//! From what a cashier or another program asks for to an order: every check of a payment stands here or in the constructors
//! that it calls, before anything is written.

use std::collections::BTreeMap;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Confidential, CustomerField, Line, Method, Tax};
use comptoir_core::phone::{PayerNumber, PhoneNumber};
use comptoir_core::text::cleaned;
use comptoir_gateway::{Account, Capabilities};
use serde::Serialize;

use crate::refusal::Refusal;

pub(crate) const LONGEST_NOTE: usize = 100;
const LONGEST_NAME: usize = 80;
const LONGEST_PARTICULAR: usize = 120;
const MOST_LINES: usize = 200;

/// A payment as it is asked for, in the words that were typed. It does not print: it holds the payer's number.
#[derive(Clone, Default)]
pub struct AskedPayment {
    /// A name for it, made by the asker so that a repeated request is harmless.
    pub payment_id: Option<PaymentId>,
    /// How much.
    pub amount: String,
    /// ISO 4217 code; XOF if none is given.
    pub currency: Option<String>,
    /// The account's name; the only account if none is given.
    pub account: Option<String>,
    /// How the customer is asked; a push if the account has it and none is given.
    pub method: Option<Method>,
    /// The payer's number.
    pub phone: Option<String>,
    /// The payer's network; guessed from the number if none is given.
    pub network: Option<String>,
    /// A line of the cashier's own.
    pub note: Option<String>,
    /// Particulars of the customer, by their names. What the gateway demands and is not given is taken from what is remembered.
    pub customer: Vec<(String, String)>,
    /// The customer's particulars are remembered for the next time.
    pub remember: bool,
    /// What is sold.
    pub lines: Vec<AskedLine>,
    /// The taxes on it.
    pub taxes: Vec<AskedTax>,
    /// An earlier payment of the same sale.
    pub retry_of: Option<PaymentId>,
    /// The customer may pay both, and whoever asks knows it.
    pub accept_double: bool,
}

/// One line of a sale as it was typed.
#[derive(Debug, Clone)]
pub struct AskedLine {
    /// What is sold.
    pub name: String,
    /// How many.
    pub quantity: String,
    /// Price of one.
    pub unit_price: String,
}

/// One tax of a sale as it was typed.
#[derive(Debug, Clone)]
pub struct AskedTax {
    /// What it is called.
    pub name: String,
    /// How much.
    pub amount: String,
}

/// What passed every check.
pub(crate) struct Checked {
    pub(crate) amount: Amount,
    pub(crate) method: Method,
    pub(crate) network: Option<Network>,
    pub(crate) note: Option<String>,
    pub(crate) lines: Vec<Line>,
    pub(crate) taxes: Vec<Tax>,
    pub(crate) confidential: Confidential,
}

/// What an equal order is recognised by, in one canonical text. It holds the whole number and is kept only as a fingerprint.
#[derive(Serialize)]
struct Canonical<'a> {
    account: &'a str,
    amount: Amount,
    method: Method,
    network: Option<Network>,
    phone: Option<&'a str>,
    note: Option<&'a str>,
    customer: &'a BTreeMap<CustomerField, String>,
    lines: &'a [Line],
    #[serde(skip_serializing_if = "<[Tax]>::is_empty")]
    taxes: &'a [Tax],
    retry_of: Option<PaymentId>,
}

impl Checked {
    /// `customer`: the particulars as they were typed; what was remembered besides can change.
    pub(crate) fn canonical(
        &self,
        account: &str,
        customer: &BTreeMap<CustomerField, String>,
        retry_of: Option<PaymentId>,
    ) -> Result<String, Refusal> {
        let canonical = Canonical {
            account,
            amount: self.amount,
            method: self.method,
            network: self.network,
            phone: self.confidential.payer.as_ref().map(PayerNumber::digits),
            note: self.note.as_deref(),
            customer,
            lines: &self.lines,
            taxes: &self.taxes,
            retry_of,
        };
        serde_json::to_string(&canonical).map_err(|_| Code::Unexpected.into())
    }
}

impl AskedPayment {
    /// Checks everything that needs no other payment.
    pub(crate) fn checked(&self, account: &Account, capabilities: &Capabilities) -> Result<Checked, Refusal> {
        let currency = match &self.currency {
            Some(code) => Currency::typed(code).ok_or_else(|| Refusal::naming(Code::CurrencyUnknown, "currency", code))?,
            None => Currency::Xof,
        };
        let amount = Amount::typed(&self.amount, currency)?;
        if !capabilities.currencies.contains(&currency) {
            return Err(Refusal::naming(Code::CurrencyUnavailable, "currency", currency.code()));
        }
        check_multiple(amount, capabilities)?;
        let method = method(self.method, capabilities)?;
        let phone = self.phone.as_deref().map(str::trim).filter(|phone| !phone.is_empty());
        if phone.is_none() && capabilities.demands_phone {
            return Err(Code::PhoneMissing.into());
        }
        let (payer, guess) = payer(phone, method, account)?;
        let network = self.network(method, guess, capabilities)?;
        let note = self.note.as_deref().and_then(|note| cleaned(note, LONGEST_NOTE));
        let (lines, taxes) = self.itemised(amount)?;
        let customer = self.checked_customer(capabilities)?;
        Ok(Checked { amount, method, network, note, lines, taxes, confidential: Confidential { payer, customer } })
    }

    fn network(&self, method: Method, guess: Option<Network>, capabilities: &Capabilities) -> Result<Option<Network>, Refusal> {
        let network = match &self.network {
            Some(code) => {
                let code = code.trim();
                Some(Network::from_code(code).ok_or_else(|| Refusal::naming(Code::NetworkUnknown, "network", code))?)
            }
            None => guess,
        };
        match (network, method) {
            (Some(network), _) if !capabilities.networks.contains(&network) => {
                Err(Refusal::naming(Code::NetworkUnavailable, "network", network.code()))
            }
            (None, Method::Push) => Err(Code::NetworkNeeded.into()),
            (Some(_) | None, Method::Push | Method::Page) => Ok(network),
        }
    }

    /// The lines and taxes, which add up to the whole amount where there are any.
    pub(crate) fn itemised(&self, amount: Amount) -> Result<(Vec<Line>, Vec<Tax>), Refusal> {
        if self.lines.len() + self.taxes.len() > MOST_LINES {
            return Err(Refusal::naming(Code::LineInvalid, "line", (MOST_LINES + 1).to_string()));
        }
        let currency = amount.currency();
        let lines = self.lines.iter().map(|line| line.checked(currency)).collect::<Result<Vec<Line>, Refusal>>()?;
        let taxes = self.taxes.iter().map(|tax| tax.checked(currency)).collect::<Result<Vec<Tax>, Refusal>>()?;
        let of_lines = lines.iter().try_fold(0i64, |sum, line| sum.checked_add(line.total_minor()?));
        let total = taxes.iter().try_fold(of_lines.unwrap_or(i64::MAX), |sum, tax| sum.checked_add(tax.amount_minor));
        if !(lines.is_empty() && taxes.is_empty()) && (lines.is_empty() || total != Some(amount.minor())) {
            return Err(Code::LinesDiffer.into());
        }
        Ok((lines, taxes))
    }

    /// The particulars of the customer, with all that the gateway demands.
    fn checked_customer(&self, capabilities: &Capabilities) -> Result<BTreeMap<CustomerField, String>, Refusal> {
        let customer = self.customer()?;
        match capabilities.demands.iter().find(|field| !customer.contains_key(field)) {
            Some(missing) => Err(Refusal::naming(Code::CustomerNeeded, "field", missing.code())),
            None => Ok(customer),
        }
    }

    /// The particulars of the customer, as they are given.
    pub(crate) fn customer(&self) -> Result<BTreeMap<CustomerField, String>, Refusal> {
        let mut customer = BTreeMap::new();
        for (name, value) in &self.customer {
            let invalid = || Refusal::naming(Code::CustomerInvalid, "field", name);
            let field = CustomerField::ALL.into_iter().find(|field| field.code() == name).ok_or_else(invalid)?;
            let value = cleaned(value, LONGEST_PARTICULAR).ok_or_else(invalid)?;
            if field == CustomerField::Email && !value.contains('@') {
                return Err(invalid());
            }
            customer.insert(field, value);
        }
        Ok(customer)
    }
}

/// Rounding is a person's to do, never the program's.
pub(crate) fn check_multiple(amount: Amount, capabilities: &Capabilities) -> Result<(), Refusal> {
    if capabilities.multiple_of == 1 {
        return Ok(());
    }
    let unit = 10i64.pow(amount.currency().exponent());
    // Dollars come in ones, and never in parts of one.
    let multiple = if amount.currency() == Currency::Usd { 1 } else { capabilities.multiple_of };
    let step = multiple * unit;
    let rest = amount.minor() % step;
    if rest == 0 {
        return Ok(());
    }
    let below = amount.minor() - rest;
    let nearby = format!("{} / {}", below / unit, (below + step) / unit);
    Err(Refusal::from(Code::AmountNotMultiple).with("multiple", multiple.to_string()).with("nearby", nearby))
}

fn method(asked: Option<Method>, capabilities: &Capabilities) -> Result<Method, Refusal> {
    let has = |method: Method| match method {
        Method::Push => capabilities.push,
        Method::Page => capabilities.page,
    };
    let method = asked.unwrap_or(if capabilities.push { Method::Push } else { Method::Page });
    if has(method) { Ok(method) } else { Err(Refusal::naming(Code::MethodUnavailable, "method", method.code())) }
}

/// The payer's number, and the network that its prefix points to.
fn payer(phone: Option<&str>, method: Method, account: &Account) -> Result<(Option<PayerNumber>, Option<Network>), Refusal> {
    let country = account.country();
    match (phone, method) {
        (None, Method::Push) => Err(Code::PhoneMissing.into()),
        (None, Method::Page) => Ok((None, None)),
        (Some(text), Method::Push) => {
            let phone = PhoneNumber::typed(text, country)?;
            let guess = Network::guess(&phone);
            Ok((Some(phone.into()), guess))
        }
        (Some(text), Method::Page) => {
            let guess = PhoneNumber::typed(text, country).ok().and_then(|phone| Network::guess(&phone));
            Ok((Some(PayerNumber::as_typed(text)?), guess))
        }
    }
}

impl AskedLine {
    fn checked(&self, currency: Currency) -> Result<Line, Refusal> {
        let invalid = || Refusal::naming(Code::LineInvalid, "line", self.name.as_str());
        let name = cleaned(&self.name, LONGEST_NAME).ok_or_else(invalid)?;
        let quantity = self.quantity.trim();
        if quantity.is_empty() || !quantity.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(invalid());
        }
        let quantity: u32 = quantity.parse().map_err(|_| invalid())?;
        let unit_price_minor = Amount::typed(&self.unit_price, currency).map_err(|_| invalid())?.minor();
        if quantity == 0 { Err(invalid()) } else { Ok(Line { name, quantity, unit_price_minor }) }
    }
}

impl AskedTax {
    fn checked(&self, currency: Currency) -> Result<Tax, Refusal> {
        let invalid = || Refusal::naming(Code::TaxInvalid, "tax", self.name.as_str());
        let name = cleaned(&self.name, LONGEST_NAME).ok_or_else(invalid)?;
        let amount_minor = Amount::typed(&self.amount, currency).map_err(|_| invalid())?.minor();
        Ok(Tax { name, amount_minor })
    }
}
