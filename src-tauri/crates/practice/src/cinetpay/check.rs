//! « Vérification »: how a payment stands, by the shop's own name for it.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::parameters::Parameters;
use super::{Refused, response_id};
use crate::{
    http::{Request, Response},
    memory::Memory,
    transaction::{State, Transaction, Which},
};

pub(super) fn respond(memory: &Memory, request: &Request, now_ms: i64) -> Result<Response, Refused> {
    let parameters = Parameters::read(request, &[])?;
    let transaction = memory.find(Which::Identifier(parameters.text("transaction_id")?)).ok_or(Refused::Unknown)?;
    Ok(Response::json(200, &answer(transaction, now_ms)))
}

fn answer(transaction: &Transaction, now_ms: i64) -> Value {
    let state = transaction.state(now_ms);
    let (code, message, status) = match state {
        State::Paid { .. } => ("00", "SUCCES", "ACCEPTED"),
        State::InProgress => ("662", "WAITING_CUSTOMER_PAYMENT", "PENDING"),
        State::Expired { .. } => ("625", "ABONNEMENT_OR_TRANSACTIONS_EXPIRED", "REFUSED"),
        State::Cancelled { .. } => ("627", "TRANSACTION_CANCEL", "REFUSED"),
    };
    let (amount, paid_at) = match state {
        State::Paid { amount, at_ms } => (amount, date(at_ms)),
        State::InProgress | State::Expired { .. } | State::Cancelled { .. } => (transaction.amount, None),
    };
    let operator_id = paid_at.as_ref().map(|_| format!("ENTRAINEMENT-{}", transaction.tx_reference));
    json!({
        "code": code,
        "message": message,
        "data": {
            // « "amount": "100" »: a text.
            "amount": amount.to_string(),
            "currency": "XOF",
            "status": status,
            "payment_method": "OM",
            "description": transaction.description,
            "metadata": transaction.message.get("metadata"),
            "operator_id": operator_id,
            // « "payment_date": " " » where nothing was paid.
            "payment_date": paid_at.as_deref().unwrap_or(" "),
            "fund_availability_date": paid_at,
        },
        "api_response_id": response_id(now_ms),
    })
}

/// « 2022-09-15 22:57:15 », in the time of Abidjan, which is UTC. A moment that no calendar holds is left out.
fn date(at_ms: i64) -> Option<String> {
    Timestamp::from_millisecond(at_ms).ok().map(|moment| moment.strftime("%Y-%m-%d %H:%M:%S").to_string())
}
