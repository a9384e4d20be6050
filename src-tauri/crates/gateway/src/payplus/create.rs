//! « Envoie de la requête »: the invoice is made, and its page with it.

use std::borrow::Cow;

use comptoir_core::code::Reason;
use comptoir_core::money::Currency;
use comptoir_core::order::Order;
use comptoir_core::payment::Event;

use super::FACTS;
use super::failure::{self, Outcome};
use super::kept::echo;
use super::wire::{Actions, Commande, Create, CreateAnswer, CustomData, Invoice, Item, Store};
use crate::account::{Account, Back};
use crate::bill::Bill;
use crate::call::http_fault;
use crate::hidden::tells;
use crate::json::{self, Field};
use crate::page_address::judged;
use crate::transport::Reply;

pub(super) const PATH: &str = "/pay/v01/redirect/checkout-invoice/create";

/// The message that asks for `bill`; none where it is in another currency than the francs of « xof ».
pub(super) fn message(account: &Account, bill: &Bill<'_>) -> Option<Vec<u8>> {
    let (order, shop) = (bill.order, bill.shop);
    if order.amount.currency() != Currency::Xof {
        return None;
    }
    let invoice =
        Invoice { items: items(bill), total_amount: order.amount.minor(), devise: "xof", description: bill.description() };
    let store = Store { name: account.store_name(shop), website_url: shop.website.as_deref().unwrap_or(FACTS.home) };
    let actions = Actions {
        cancel_url: account.back(Back::Cancel, shop),
        return_url: account.back(Back::Return, shop),
        callback_url: account.back(Back::Notify, shop),
    };
    let custom_data = CustomData {
        reference: order.reference.as_str(),
        payment_id: order.payment_id.to_string(),
        amount: order.amount.minor().to_string(),
    };
    serde_json::to_vec(&Create { commande: Commande { invoice, store, actions, custom_data } }).ok()
}

/// The lines of the sale and its taxes where they add up to what is asked, else what is asked as one article.
fn items<'a>(bill: &'a Bill<'a>) -> Vec<Item<'a>> {
    let asked = bill.order.amount.minor();
    itemised(bill).filter(|items| sum(items) == Some(asked)).unwrap_or_else(|| vec![one(bill.description(), asked)])
}

fn itemised<'a>(bill: &'a Bill<'a>) -> Option<Vec<Item<'a>>> {
    let lines = bill.sale.lines.iter().map(|line| {
        Some(Item {
            name: Cow::Borrowed(line.name.as_str()),
            description: "",
            quantity: line.quantity,
            unit_price: line.unit_price_minor,
            total_price: line.total_minor()?,
        })
    });
    // The gateway has no word for a tax.
    let taxes = bill.sale.taxes.iter().map(|tax| Some(one(Cow::Borrowed(tax.name.as_str()), tax.amount_minor)));
    lines.chain(taxes).collect()
}

const fn one(name: Cow<'_, str>, amount: i64) -> Item<'_> {
    Item { name, description: "", quantity: 1, unit_price: amount, total_price: amount }
}

fn sum(items: &[Item<'_>]) -> Option<i64> {
    items.iter().try_fold(0_i64, |sum, item| sum.checked_add(item.total_price))
}

/// What became of the call.
pub(super) fn read(reply: &Reply, account: &Account, order: &Order, hidden: &[&str]) -> Result<Event, Reason> {
    http_fault(reply.status)?;
    let answer: CreateAnswer = json::object(&reply.body)?;
    match failure::outcome(answer.response_code.as_ref(), answer.response_text.as_ref())? {
        Outcome::Success => {}
        Outcome::Failure(number) => return Ok(Event::CreateRefused(failure::of_create(number))),
        Outcome::Contradiction(number) => return Err(failure::of_create(Some(number))),
    }
    let gateway_reference = answer.token.as_ref().and_then(|token| token_in(token, hidden)).ok_or(Reason::Unreadable)?;
    if let Some(difference) = echo([answer.customdata, answer.custom_data], order, hidden).difference {
        return Err(difference);
    }
    let Some(Field::Text(page)) = answer.response_text else { return Err(Reason::Unreadable) };
    let page = judged(&page, account, hidden).ok_or(Reason::PageRefused)?;
    Ok(Event::Created { gateway_reference, page_url: Some(page) })
}

/// The token of an invoice exactly as it is written, unless it is none. It is longer than other gateways' numbers: it may be a
/// signed one (JWT).
pub(super) fn token_in(field: &Field, hidden: &[&str]) -> Option<String> {
    const LONGEST: usize = 1_024;
    match field {
        Field::Whole(number) => Some(number.to_string()),
        Field::Text(text) => {
            let is_one = (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
            (is_one && !tells(text, hidden)).then(|| text.clone())
        }
        Field::Strange => None,
    }
}
