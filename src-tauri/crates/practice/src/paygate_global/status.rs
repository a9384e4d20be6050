//! « Vérifier l'état d'un Paiement », by the gateway's number and, « Méthode alternative », by the shop's identifier.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{parameters::Parameters, refuse};
use crate::{
    http::{Request, Response},
    memory::Memory,
    transaction::{Network, State, Transaction, Which},
};

/// `/api/v1/status`: echoes the identifier, and carries no amount.
pub(super) fn by_tx_reference(memory: &Memory, request: &Request, now_ms: i64) -> Response {
    let tx_reference = match Parameters::read(request).and_then(|p| p.number("tx_reference")) {
        Ok(tx_reference) => tx_reference,
        Err(refused) => return refuse(refused),
    };
    match memory.find(Which::TxReference(tx_reference)) {
        Some(transaction) => answer(common(transaction, now_ms)),
        None => unknown(),
    }
}

/// `/api/v2/status`: carries the amount and the payer's number too, as real answers do.
pub(super) fn by_identifier(memory: &Memory, request: &Request, now_ms: i64) -> Response {
    let parameters = match Parameters::read(request) {
        Ok(parameters) => parameters,
        Err(refused) => return refuse(refused),
    };
    let identifier = match parameters.text("identifier") {
        Ok(identifier) => identifier,
        Err(refused) => return refuse(refused),
    };
    let Some(transaction) = memory.find(Which::Identifier(identifier)) else {
        return unknown();
    };
    let amount = match transaction.state(now_ms) {
        State::Paid { amount, .. } => amount,
        State::InProgress | State::Expired { .. } | State::Cancelled { .. } => transaction.amount,
    };
    let mut fields = common(transaction, now_ms);
    fields.insert("amount".to_owned(), json!(amount));
    fields.insert("phone_number".to_owned(), json!(format!("228{}", transaction.phone)));
    answer(fields)
}

fn common(transaction: &Transaction, now_ms: i64) -> Map<String, Value> {
    // « 0 : Paiement réussi avec succès 2 : En cours 4 : Expiré 6: Annulé »
    let (word, at_ms) = match transaction.state(now_ms) {
        State::Paid { at_ms, .. } => (0, at_ms),
        State::InProgress => (2, transaction.created_ms),
        State::Expired { at_ms } => (4, at_ms),
        State::Cancelled { at_ms } => (6, at_ms),
    };
    // « Méthode de paiement utilisée par le client. Valeurs possibles: FLOOZ, T-Money »
    let method = match transaction.network {
        Some(Network::Flooz) => "FLOOZ",
        Some(Network::Tmoney) | None => "T-Money",
    };
    let mut fields = Map::new();
    fields.insert("tx_reference".to_owned(), json!(transaction.tx_reference));
    fields.insert("identifier".to_owned(), json!(transaction.identifier));
    fields.insert("status".to_owned(), json!(word));
    fields.insert("payment_method".to_owned(), json!(method));
    // A moment that no calendar holds is left out rather than replaced by another.
    if let Ok(moment) = Timestamp::from_millisecond(at_ms) {
        fields.insert("datetime".to_owned(), json!(format!("{moment:.3}")));
    }
    if word == 0 {
        // The operator's own reference exists only once there is a payment.
        let reference = format!("ENTRAINEMENT-{}", transaction.tx_reference);
        fields.insert("payment_reference".to_owned(), json!(reference));
    }
    fields
}

fn answer(fields: Map<String, Value>) -> Response {
    Response::json(200, &Value::Object(fields))
}

fn unknown() -> Response {
    Response::error(200, 403, "Transaction inconnue")
}
