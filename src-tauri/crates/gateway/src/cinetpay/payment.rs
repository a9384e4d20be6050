//! « Initier un paiement »: the page is made, and its address comes back.

use comptoir_core::code::Reason;
use comptoir_core::order::CustomerField;
use comptoir_core::payment::Event;
use comptoir_core::phone::PhoneNumber;
use comptoir_core::text::cleaned;

use super::amount::units;
use super::answer::{Answer, Complaint};
use super::wire::{Created, Customer, Initiate, InvoiceData};
use super::{CHANNELS, LANG, LOCK_PHONE, ON, SITE_ID};
use crate::account::{Account, Back};
use crate::bill::Bill;
use crate::hidden::tells;
use crate::json::Field;
use crate::page_address::judged;
use crate::transport::Reply;

pub(super) const PATH: &str = "/v2/payment";

/// The document's size of `customer_country` and of `customer_state`.
const LETTERS: usize = 2;

/// The document's size of `customer_zip_code`.
const ZIP: usize = 5;

/// Longest token of a page that is kept, in bytes; the documented one has 110.
const LONGEST_TOKEN: usize = 512;

/// The call that asks for `bill`, or why it cannot be made.
pub(super) fn message<'a>(apikey: &'a str, account: &'a Account, bill: &'a Bill<'a>) -> Result<Initiate<'a>, Reason> {
    let order = bill.order;
    let amount = units(order.amount).ok_or(Reason::AmountRefused)?;
    let phone = bill.payer().and_then(|digits| PhoneNumber::typed(digits, account.country()).ok());
    let customer = customer(bill, phone.as_ref());
    Ok(Initiate {
        apikey,
        site_id: account.field(SITE_ID).ok_or(Reason::NeverSent)?,
        transaction_id: order.reference.as_str(),
        amount,
        currency: order.amount.currency().code(),
        alternative_currency: "",
        description: plain(&bill.description()).unwrap_or_else(|| format!("Paiement {}", order.reference)),
        notify_url: account.back(Back::Notify, bill.shop),
        return_url: account.back(Back::Return, bill.shop),
        channels: account.field(CHANNELS).unwrap_or(if customer.can_pay_by_card() { "ALL" } else { "MOBILE_MONEY" }),
        lang: account.field(LANG),
        metadata: order.payment_id.to_string(),
        invoice_data: InvoiceData {
            shop: plain(account.store_name(bill.shop)),
            town: bill.shop.town.as_deref().and_then(plain),
            reference: order.reference.as_str(),
        },
        lock_phone_number: (account.field(LOCK_PHONE) == Some(ON) && phone.is_some()).then_some(true),
        customer,
    })
}

/// `text` without the signs that « description » must not have, nor the holes they leave.
fn plain(text: &str) -> Option<String> {
    cleaned(&text.replace(['#', '/', '$', '_', '&'], " "), usize::MAX)
}

/// What is known of the customer. A value that the document's size does not hold is left out rather than cut.
fn customer<'a>(bill: &'a Bill<'a>, phone: Option<&PhoneNumber>) -> Customer<'a> {
    let fitting = |field, most: usize| bill.customer(field).filter(|value| value.chars().count() <= most);
    // With its calling code, as both of the document's examples of a locked number have it.
    let dialled = phone.map(|phone| format!("+{}{}", phone.country().calling_code(), phone.national()));
    Customer {
        customer_name: bill.customer(CustomerField::LastName),
        customer_surname: bill.customer(CustomerField::FirstName),
        customer_phone_number: dialled.or_else(|| bill.payer().map(str::to_owned)),
        customer_email: bill.customer(CustomerField::Email),
        customer_address: bill.customer(CustomerField::Address),
        customer_city: bill.customer(CustomerField::City),
        customer_country: fitting(CustomerField::Country, LETTERS).map(str::to_uppercase),
        customer_state: fitting(CustomerField::State, LETTERS),
        customer_zip_code: fitting(CustomerField::Zip, ZIP),
    }
}

/// What became of the call.
pub(super) fn read(reply: &Reply, account: &Account, hidden: &[&str]) -> Result<Event, Reason> {
    let answer = Answer::of(reply)?;
    match answer.complaint() {
        Some(Complaint::Refusal(reason)) => return Ok(Event::CreateRefused(reason)),
        Some(Complaint::Doubt(reason)) => return Err(reason),
        None => {}
    }
    if answer.code()? != "201" {
        return Err(Reason::UnknownWord);
    }
    let created: Created = answer.data()?.ok_or(Reason::Unreadable)?;
    let gateway_reference = created.payment_token.as_ref().and_then(|token| token_of(token, hidden)).ok_or(Reason::Unreadable)?;
    let Some(Field::Text(address)) = created.payment_url else {
        return Err(Reason::Unreadable);
    };
    let page_url = judged(&address, account, hidden).ok_or(Reason::PageRefused)?;
    Ok(Event::Created { gateway_reference, page_url: Some(page_url) })
}

/// The page's token, which is longer than any other name of a payment.
fn token_of(field: &Field, hidden: &[&str]) -> Option<String> {
    let Field::Text(token) = field else { return None };
    let is_one = !token.is_empty() && token.len() <= LONGEST_TOKEN && token.chars().all(|c| c.is_ascii_graphic());
    (is_one && !tells(token, hidden)).then(|| token.clone())
}
