//! « Demander un paiement - Méthode 2 »: the customer opens a page that the gateway makes from the link alone.
//!
//! There is no create call. The first opening registers the transaction, with whatever amount the link then carries: a
//! customer who edits it is really charged the other amount. Later openings show the first transaction, unchanged.

use serde_json::Value;
use url::Url;

use super::parameters::{Query, Refused, is_local_phone};
use crate::{
    customer::{Habits, Plan},
    html::{document, escaped, payment_page},
    http::Response,
    memory::Memory,
    transaction::{Asked, CUSTOMERS_OWN_PHONE, Network, Transaction, Which},
};

const GATEWAY: &str = "PayGateGlobal";

pub(super) fn open(memory: &mut Memory, habits: Habits, query: &str, now_ms: i64) -> Response {
    let (asked, back) = match Query::read(query).and_then(|query| read(&query)) {
        Ok(link) => link,
        Err(Refused::WrongKey) => return fault(401, "Jeton d'authentification invalide"),
        Err(Refused::Invalid) => return fault(400, "Paramètres invalides"),
    };
    let identifier = asked.identifier.clone();
    if memory.find(Which::Identifier(&identifier)).is_none() {
        let plan = Plan::by_amount(asked.amount, habits, now_ms);
        memory.register(asked, Some(plan), now_ms);
    }
    match memory.change(Which::Identifier(&identifier)) {
        Some(transaction) => {
            transaction.page_openings = transaction.page_openings.saturating_add(1);
            Response::html(200, page(transaction, back.as_ref(), now_ms))
        }
        None => fault(500, "Transaction introuvable"),
    }
}

fn read(query: &Query) -> Result<(Asked, Option<Url>), Refused> {
    // The page has its own words for the networks: « (ex: MOOV, TOGOCEL) ». Without one the customer chooses by hand.
    let network = match query.optional_text("network") {
        Some("MOOV") => Network::Flooz,
        None | Some("TOGOCEL") => Network::Tmoney,
        Some(_) => return Err(Refused::Invalid),
    };
    let phone = match query.optional_text("phone") {
        Some(phone) if !phone.bytes().all(|byte| byte.is_ascii_digit()) => {
            return Err(Refused::Invalid);
        }
        Some(phone) => phone.strip_prefix("228").unwrap_or(phone),
        None => CUSTOMERS_OWN_PHONE,
    };
    let phone = if is_local_phone(phone) { phone } else { CUSTOMERS_OWN_PHONE };
    let back = match query.optional_text("url").map(Url::parse) {
        None => None,
        Some(Ok(url)) if matches!(url.scheme(), "http" | "https") => Some(url),
        Some(_) => return Err(Refused::Invalid),
    };
    let asked = Asked {
        identifier: query.text("identifier")?.to_owned(),
        amount: query.number("amount")?,
        description: query.optional_text("description").map(str::to_owned),
        message: Value::Null,
        token: None,
        network: Some(network),
        phone: phone.to_owned(),
    };
    Ok((asked, back))
}

fn page(transaction: &Transaction, back: Option<&Url>, now_ms: i64) -> String {
    let back = back
        .map(|url| format!("<p><a rel=\"noreferrer\" href=\"{}\">Retour à la boutique</a></p>", escaped(url.as_str())))
        .unwrap_or_default();
    payment_page(GATEWAY, transaction, &back, now_ms)
}

fn fault(status: u16, message: &str) -> Response {
    Response::html(status, document(GATEWAY, &format!("<p>{}</p>", escaped(message))))
}
