//! « Vérification du statut de la requête »: how an invoice stands, by its token.

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::create::REFERENCE;
use super::{NO_SUCH_INVOICE, NOT_UNDERSTOOD, WRONG_KEY, failure, has_both_keys};
use crate::{
    http::{Request, Response},
    memory::Memory,
    transaction::{State, Transaction, Which},
};

/// The slash at its end is part of it.
pub(super) const PATH: &str = "/pay/v01/redirect/checkout-invoice/confirm/";

pub(super) fn respond(memory: &Memory, request: &Request, now_ms: i64) -> Response {
    if !has_both_keys(request) {
        return failure(WRONG_KEY);
    }
    // « Paramètres de l'url : invoiceToken », and no other.
    let parameters: Vec<_> = form_urlencoded::parse(request.query.as_bytes()).into_owned().collect();
    let [(name, token)] = parameters.as_slice() else { return failure(NOT_UNDERSTOOD) };
    if name != "invoiceToken" {
        return failure(NOT_UNDERSTOOD);
    }
    match memory.find(Which::Token(token)) {
        Some(invoice) => Response::json(200, &answer(invoice, now_ms)),
        None => failure(NO_SUCH_INVOICE),
    }
}

fn answer(invoice: &Transaction, now_ms: i64) -> Value {
    // « pending (transaction en attente de validation), completed (transaction validée), notcompleted (transaction annulée) »
    let (word, amount, at_ms) = match invoice.state(now_ms) {
        State::InProgress => ("pending", invoice.amount_asked(), invoice.created_ms),
        State::Paid { amount, at_ms } => ("completed", amount, at_ms),
        State::Expired { at_ms } | State::Cancelled { at_ms } => ("notcompleted", invoice.amount_asked(), at_ms),
    };
    let kept = kept(invoice);
    let mut answer = json!({
        "response_code": "00",
        "token": invoice.token,
        "response_text": "",
        "description": word,
        "customdata": kept,
        "status": word,
        "custom_data": kept.iter().map(|(name, value)| listed(name, value, invoice.created_ms)).collect::<Value>(),
        "montant": amount,
    });
    if let ("completed", Some(fields)) = (word, answer.as_object_mut()) {
        // The operator's own number exists only once there is a payment.
        fields.insert("transaction_id".to_owned(), json!(format!("ENTRAINEMENT-{}", invoice.tx_reference())));
        fields.insert("operator_name".to_owned(), json!("ENTRAINEMENT"));
        fields.insert("date".to_owned(), json!(moment(at_ms)));
    }
    answer
}

/// « les custom_data envoyées », the shop's own name of the payment as the invoice has it.
fn kept(invoice: &Transaction) -> Map<String, Value> {
    let mut kept = invoice.message.as_object().cloned().unwrap_or_default();
    if let Some(reference) = kept.get_mut(REFERENCE) {
        *reference = json!(invoice.identifier());
    }
    kept
}

fn listed(name: &str, value: &Value, created_ms: i64) -> Value {
    json!({"keyof_customdata": name, "valueof_customdata": value, "datecreation_customdata": moment(created_ms)})
}

/// The moment as real answers write it; nothing where no calendar holds it.
fn moment(at_ms: i64) -> Option<String> {
    Timestamp::from_millisecond(at_ms).ok().map(|moment| moment.strftime("%Y-%m-%d %H:%M:%S").to_string())
}
