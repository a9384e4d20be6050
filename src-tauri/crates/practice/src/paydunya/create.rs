//! « Paiement avec redirection »: an invoice is made, and the address of its page told. It is paid once its page is opened.

use serde_json::{Value, json};

use super::{
    invalid,
    parameters::{Asked, read},
};
use crate::{
    gateway::checkout,
    http::{Request, Response},
    memory::Memory,
    transaction::{self, CUSTOMERS_OWN_PHONE, Which},
};

/// What a token of tests begins with.
const TOKEN: &str = "test_";

pub(super) fn respond(memory: &mut Memory, request: &Request, now_ms: i64) -> Response {
    let Some(asked) = read::<Asked>(request).filter(Asked::is_sound) else {
        return invalid();
    };
    let Some(message) = read::<Value>(request) else {
        return invalid();
    };
    // The gateway has no name of the shop's for an invoice but what it keeps for it, and takes the same one twice.
    let identifier = asked.custom_data.get("reference").and_then(Value::as_str).unwrap_or_default().to_owned();
    let before = memory.find(Which::Identifier(&identifier)).map_or(0, |earlier| earlier.create_requests);
    let asked = transaction::Asked {
        identifier,
        amount: asked.invoice.total_amount,
        description: Some(asked.invoice.description).filter(|text| !text.is_empty()),
        message,
        token: Some(TOKEN),
        network: None,
        phone: CUSTOMERS_OWN_PHONE.to_owned(),
    };
    let transaction = memory.register(asked, None, now_ms);
    transaction.create_requests = before.saturating_add(1);
    let answer = json!({
        "response_code": "00",
        "response_text": checkout(&request.base_url, &transaction.token),
        "description": "Checkout Invoice Created",
        "token": transaction.token,
    });
    Response::json(200, &answer)
}
