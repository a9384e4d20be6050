//! The control calls: a person or a test decides for a customer, and reads what was really paid.

#[cfg(test)]
mod tests;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    customer::{CustomerError, Does},
    faults::{Call, Fault},
    gateway::PracticeGateway,
    http::{Request, Response},
    transaction::{State, Transaction, Which},
};

/// The body of `POST …/customer`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    identifier: Option<String>,
    tx_reference: Option<u64>,
    token: Option<String>,
    does: Word,
    amount: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Pays,
    Refuses,
    Expires,
    NeverAnswers,
}

/// The body of `POST …/fault`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedFault {
    call: Call,
    does: Fault,
    #[serde(default = "once")]
    times: u32,
}

const fn once() -> u32 {
    1
}

/// Answers a control call. The path is what follows the control address.
pub(crate) fn respond(gateway: &PracticeGateway, request: &Request, now_ms: i64) -> Response {
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/customer") => decide(gateway, &request.body, now_ms),
        ("POST", "/fault") => go_wrong(gateway, &request.body),
        ("GET", "/transactions") => {
            let rows: Vec<Value> = gateway.transactions().iter().map(|transaction| row(transaction, now_ms)).collect();
            Response::json(200, &json!({ "transactions": rows }))
        }
        _ => refusal(404, "known calls: POST /customer, POST /fault, GET /transactions"),
    }
}

fn go_wrong(gateway: &PracticeGateway, body: &[u8]) -> Response {
    match serde_json::from_slice(body) {
        Ok(AskedFault { call, does, times }) => {
            gateway.goes_wrong(call, does, times);
            Response::json(200, &json!({ "times": times }))
        }
        Err(error) => refusal(400, &error.to_string()),
    }
}

fn decide(gateway: &PracticeGateway, body: &[u8], now_ms: i64) -> Response {
    let decision: Decision = match serde_json::from_slice(body) {
        Ok(decision) => decision,
        Err(error) => return refusal(400, &error.to_string()),
    };
    let which = match (&decision.identifier, decision.tx_reference, &decision.token) {
        (Some(identifier), None, None) => Which::Identifier(identifier),
        (None, Some(tx_reference), None) => Which::TxReference(tx_reference),
        (None, None, Some(token)) => Which::Token(token),
        _ => return refusal(400, "give one of identifier, tx_reference and token"),
    };
    let does = match (decision.does, decision.amount) {
        (Word::Pays, amount) => Does::Pays { amount },
        (Word::Refuses, None) => Does::Refuses,
        (Word::Expires, None) => Does::Expires,
        (Word::NeverAnswers, None) => Does::NeverAnswers,
        (Word::Refuses | Word::Expires | Word::NeverAnswers, Some(_)) => {
            return refusal(400, "an amount goes with pays only");
        }
    };
    match gateway.customer(which, does, now_ms) {
        Ok(transaction) => Response::json(200, &row(&transaction, now_ms)),
        Err(error) => {
            let status = match error {
                CustomerError::Unknown => 404,
                CustomerError::AlreadyPaid | CustomerError::AlreadyEnded => 409,
                CustomerError::ZeroAmount => 400,
                CustomerError::Memory(_) => 500,
            };
            refusal(status, &error.to_string())
        }
    }
}

fn row(transaction: &Transaction, now_ms: i64) -> Value {
    let (state, amount_paid) = match transaction.state(now_ms) {
        State::InProgress => ("in_progress", None),
        State::Paid { amount, .. } => ("paid", Some(amount)),
        State::Expired { .. } => ("expired", None),
        State::Cancelled { .. } => ("cancelled", None),
    };
    json!({
        "tx_reference": transaction.tx_reference(),
        "identifier": transaction.identifier(),
        "token": Some(transaction.token.as_str()).filter(|token| !token.is_empty()),
        "amount_asked": transaction.amount_asked(),
        "state": state,
        "amount_paid": amount_paid,
        "create_requests": transaction.create_requests(),
        "page_openings": transaction.page_openings(),
    })
}

fn refusal(status: u16, error: &str) -> Response {
    Response::json(status, &json!({ "error": error }))
}
