//! « État de paiement »: how an invoice stands.

use serde_json::{Value, json};
use sha2::{Digest, Sha512};

use super::{MASTER_KEY, refusal};
use crate::{
    http::{Request, Response},
    memory::Memory,
    transaction::{State, Transaction, Which},
};

pub(super) fn respond(memory: &Memory, request: &Request, token: &str, now_ms: i64) -> Response {
    match memory.find(Which::Token(token)) {
        Some(transaction) => Response::json(200, &answer(transaction, &request.base_url, now_ms)),
        None => refusal(404, "404", "Invoice Not Found"),
    }
}

fn answer(transaction: &Transaction, base_url: &str, now_ms: i64) -> Value {
    let (status, fail_reason, amount) = match transaction.state(now_ms) {
        State::InProgress => ("pending", "", transaction.amount_asked()),
        State::Paid { amount, .. } => ("completed", "", amount),
        State::Expired { .. } => ("expired", "", transaction.amount_asked()),
        State::Cancelled { .. } => ("cancelled", "Payment cancelled by customer", transaction.amount_asked()),
    };
    let sent = |path: &str| transaction.message.pointer(path).cloned().unwrap_or_else(|| json!([]));
    let mut custom_data = sent("/custom_data");
    if let Some(reference) = custom_data.get_mut("reference") {
        *reference = json!(transaction.identifier());
    }
    let mut answer = json!({
        "response_code": "00",
        "response_text": "Transaction Found",
        "hash": hash(),
        "invoice": {
            "token": transaction.token,
            "items": sent("/invoice/items"),
            "taxes": sent("/invoice/taxes"),
            "total_amount": amount,
            "total_amount_without_fees": amount,
            "description": transaction.description,
        },
        "custom_data": custom_data,
        "actions": sent("/actions"),
        "mode": "test",
        "status": status,
        "fail_reason": fail_reason,
    });
    if let (State::Paid { .. }, Some(fields)) = (transaction.state(now_ms), answer.as_object_mut()) {
        let customer = json!({
            "name": "Client d'entraînement",
            "phone": transaction.phone,
            "email": "client@example.com",
            "payment_method": "wave_senegal",
        });
        fields.insert("customer".to_owned(), customer);
        let token = &transaction.token;
        fields.insert("receipt_url".to_owned(), json!(format!("{base_url}/receipt/pdf/{token}.pdf")));
        // The operator's own reference exists only once there is a payment.
        let reference = format!("ENTRAINEMENT-{}", transaction.tx_reference());
        fields.insert("provider_reference".to_owned(), json!(reference));
    }
    answer
}

/// « Le hash renvoyé par PayDunya est le hash de votre MasterKey (clé principale). […] L'algorithme […] est du SHA-512. »
fn hash() -> String {
    Sha512::digest(MASTER_KEY).iter().map(|byte| format!("{byte:02x}")).collect()
}
