//! « Demander un paiement - Méthode 2 »: the customer opens a page that the gateway makes from the link alone.
//!
//! There is no create call. The first opening registers the transaction, with whatever amount the link then carries: a
//! customer who edits it is really charged the other amount. Later openings show the first transaction, unchanged.

use url::Url;

use super::parameters::{Query, Refused, is_local_phone};
use crate::{
    customer::{Habits, Plan},
    http::Response,
    memory::Memory,
    transaction::{Asked, CUSTOMERS_OWN_PHONE, Network, State, Transaction, Which},
};

pub(super) fn open(memory: &mut Memory, habits: Habits, query: &str, now_ms: i64) -> Response {
    let (asked, back) = match Query::read(query).and_then(|query| read(&query)) {
        Ok(link) => link,
        Err(Refused::WrongKey) => return fault(401, "Jeton d'authentification invalide"),
        Err(Refused::Invalid) => return fault(400, "Paramètres invalides"),
    };
    let identifier = asked.identifier.clone();
    if memory.find(Which::Identifier(&identifier)).is_none() {
        let plan = Plan::by_amount(asked.amount, habits, now_ms);
        memory.register(asked, plan, now_ms);
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
        network,
        phone: phone.to_owned(),
    };
    Ok((asked, back))
}

fn page(transaction: &Transaction, back: Option<&Url>, now_ms: i64) -> String {
    let (amount, state) = match transaction.state(now_ms) {
        State::InProgress => (transaction.amount, "En attente du client"),
        State::Paid { amount, .. } => (amount, "Payé"),
        State::Expired { .. } => (transaction.amount, "Expiré"),
        State::Cancelled { .. } => (transaction.amount, "Annulé"),
    };
    let description = transaction.description.as_deref().map(|text| format!("<p>{}</p>", escaped(text))).unwrap_or_default();
    let back = back
        .map(|url| format!("<p><a rel=\"noreferrer\" href=\"{}\">Retour à la boutique</a></p>", escaped(url.as_str())))
        .unwrap_or_default();
    document(&format!(
        "<h1>{} F CFA</h1>{description}<p>Commande {}</p><p>{state}</p>{back}",
        grouped(amount),
        escaped(&transaction.identifier),
    ))
}

fn fault(status: u16, message: &str) -> Response {
    Response::html(status, document(&format!("<p>{}</p>", escaped(message))))
}

/// A page that loads nothing, runs nothing and tells no other site where it came from: its address holds the key.
fn document(content: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"referrer\" content=\"no-referrer\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <title>ENTRAÎNEMENT — PayGateGlobal</title></head>\
         <body style=\"font-family:sans-serif;text-align:center;margin:2em\">\
         <p style=\"background:#b00020;color:#fff;padding:.6em\"><strong>ENTRAÎNEMENT — aucune valeur</strong></p>\
         {content}</body></html>\n"
    )
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Groups of three digits, parted by the narrow space that French uses.
fn grouped(amount: u64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}
