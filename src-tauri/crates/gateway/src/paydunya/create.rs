//! « Paiement avec redirection »: an invoice is made, and the customer is sent to its page.

use comptoir_core::code::Reason;
use comptoir_core::order::{Line, Tax};
use comptoir_core::payment::Event;
use comptoir_core::shop::Shop;

use super::francs;
use super::said::{Said, said};
use super::wire::{Actions, Create, CreateAnswer, CustomData, Invoice, Item, Numbered, Store, TaxLine, token};
use crate::account::{Account, Back, Keys};
use crate::bill::Bill;
use crate::json::{self, Field};
use crate::page_address::judged;
use crate::transport::Reply;

pub(super) const PATH: &str = "/checkout-invoice/create";

/// The call that asks for `bill`; none where the order cannot be told to the gateway.
pub(super) fn message<'a>(account: &'a Account, bill: &'a Bill<'a>) -> Option<Create<'a>> {
    let Bill { order, sale, shop, .. } = bill;
    let total_amount = francs(order.amount)?;
    Some(Create {
        invoice: Invoice {
            items: Numbered { name: "item", entries: sale.lines.iter().map(item).collect::<Option<_>>()? },
            taxes: Numbered { name: "tax", entries: sale.taxes.iter().map(tax).collect() },
            total_amount,
            description: bill.description(),
        },
        store: Store {
            name: account.store_name(shop),
            tagline: account.field("tagline"),
            postal_address: postal_address(shop),
            phone: shop.phone.as_deref(),
            logo_url: account.field("logo_url"),
            website_url: shop.website.as_deref(),
        },
        custom_data: CustomData {
            reference: order.reference.as_str(),
            payment_id: order.payment_id.to_string(),
            amount: total_amount,
        },
        actions: Actions {
            cancel_url: account.back(Back::Cancel, shop),
            return_url: account.back(Back::Return, shop),
            callback_url: account.back(Back::Notify, shop),
        },
    })
}

fn item(line: &Line) -> Option<Item<'_>> {
    Some(Item {
        name: &line.name,
        quantity: line.quantity,
        unit_price: line.unit_price_minor.to_string(),
        total_price: line.total_minor()?.to_string(),
        description: "",
    })
}

fn tax(tax: &Tax) -> TaxLine<'_> {
    TaxLine { name: &tax.name, amount: tax.amount_minor }
}

/// Street and town on one line, as far as they are known.
fn postal_address(shop: &Shop) -> Option<String> {
    let known: Vec<_> = [&shop.address, &shop.town].into_iter().flatten().map(String::as_str).collect();
    (!known.is_empty()).then(|| known.join(", "))
}

/// What became of the call.
pub(super) fn read(reply: &Reply, account: &Account, keys: &Keys) -> Result<Event, Reason> {
    match said(reply)? {
        Said::Done => {}
        Said::KeysRefused(reason) => return Ok(Event::CreateRefused(reason)),
        Said::NotFound | Said::BalanceShort | Said::Other => return Err(Reason::UnknownWord),
    }
    let answer: CreateAnswer = json::object(&reply.body)?;
    let gateway_reference = answer.token.as_ref().and_then(|field| token(field, keys)).ok_or(Reason::Unreadable)?;
    let address = match answer.response_text {
        Some(Field::Text(address)) => address,
        Some(Field::Whole(_) | Field::Strange) | None => return Err(Reason::Unreadable),
    };
    let page_url = judged(&address, account, &keys.hidden()).ok_or(Reason::PageRefused)?;
    Ok(Event::Created { gateway_reference, page_url: Some(page_url) })
}
