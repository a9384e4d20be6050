//! From what a cashier or another program asks for to an order: every check of a payment stands here or in the constructors
//! that it calls, before anything is written.

use std::collections::BTreeMap;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Confidential, CustomerField, Line, Method};
use comptoir_core::phone::{PayerNumber, PhoneNumber};
use comptoir_core::text::cleaned;
use comptoir_gateway::{Account, Capabilities};
use serde::Serialize;

use crate::refusal::Refusal;

const LONGEST_NOTE: usize = 100;
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
    /// Particulars of the customer, by their names.
    pub customer: Vec<(String, String)>,
    /// What is sold.
    pub lines: Vec<AskedLine>,
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

/// What passed every check.
pub(crate) struct Checked {
    pub(crate) amount: Amount,
    pub(crate) method: Method,
    pub(crate) network: Option<Network>,
    pub(crate) note: Option<String>,
    pub(crate) lines: Vec<Line>,
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
    retry_of: Option<PaymentId>,
}

impl Checked {
    pub(crate) fn canonical(&self, account: &str, retry_of: Option<PaymentId>) -> Result<String, Refusal> {
        let canonical = Canonical {
            account,
            amount: self.amount,
            method: self.method,
            network: self.network,
            phone: self.confidential.payer.as_ref().map(PayerNumber::digits),
            note: self.note.as_deref(),
            customer: &self.confidential.customer,
            lines: &self.lines,
            retry_of,
        };
        serde_json::to_string(&canonical).map_err(|_| Code::Unexpected.into())
    }
}

impl AskedPayment {
    /// Checks everything that needs no other payment.
    pub(crate) fn checked(&self, account: &Account, capabilities: &Capabilities) -> Result<Checked, Refusal> {
        let currency = match &self.currency {
            Some(code) => {
                Currency::from_code(code.trim()).ok_or_else(|| Refusal::naming(Code::CurrencyUnknown, "currency", code))?
            }
            None => Currency::Xof,
        };
        let amount = Amount::typed(&self.amount, currency)?;
        if !capabilities.currencies.contains(&currency) {
            return Err(Refusal::naming(Code::CurrencyUnavailable, "currency", currency.code()));
        }
        let method = method(self.method, capabilities)?;
        let phone = self.phone.as_deref().map(str::trim).filter(|phone| !phone.is_empty());
        let (payer, guess) = payer(phone, method, account)?;
        let network = self.network(method, guess, capabilities)?;
        let note = self.note.as_deref().and_then(|note| cleaned(note, LONGEST_NOTE));
        let lines = self.checked_lines(amount)?;
        let customer = self.checked_customer()?;
        Ok(Checked { amount, method, network, note, lines, confidential: Confidential { payer, customer } })
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

    fn checked_lines(&self, amount: Amount) -> Result<Vec<Line>, Refusal> {
        if self.lines.len() > MOST_LINES {
            return Err(Refusal::naming(Code::LineInvalid, "line", (MOST_LINES + 1).to_string()));
        }
        let lines = self.lines.iter().map(|line| line.checked(amount.currency())).collect::<Result<Vec<Line>, Refusal>>()?;
        let total = lines.iter().try_fold(0i64, |sum, line| sum.checked_add(line.total_minor()?));
        if !lines.is_empty() && total != Some(amount.minor()) {
            return Err(Code::LinesDiffer.into());
        }
        Ok(lines)
    }

    fn checked_customer(&self) -> Result<BTreeMap<CustomerField, String>, Refusal> {
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
    let country = account.kind.country();
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
