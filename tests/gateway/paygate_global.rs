//! PayGateGlobal's words.

use serde_json::{Value, json};

use super::{Answer, Call, Customer, Manners, Request, Taken, Transaction, Truth};

/// How PayGateGlobal speaks.
pub const MANNERS: Manners = Manners {
    calls: &[
        ("/api/v1/pay", Call::Pay),
        ("/api/v2/status", Call::Status),
        ("/api/v1/status", Call::StatusByNumber),
        ("/api/v1/check-balance", Call::Balance),
        ("/v1/page", Call::Page),
    ],
    asked,
    answer,
};

fn asked(request: &Request) -> Option<(String, u64)> {
    request.text("identifier").zip(request.number("amount"))
}

/// « 0 : enregistrée, 4 : paramètres invalides, 6 : doublons »; « 0 : réussi, 2 : en cours, 4 : expiré, 6 : annulé ».
fn answer(truth: &mut Truth, request: &Request) -> Answer {
    match request.call {
        Call::Pay => Answer::json(match truth.take(asked(request)) {
            Taken::New(tx_reference) => json!({ "tx_reference": tx_reference, "status": 0 }),
            Taken::Known => json!({ "status": 6 }),
            Taken::Invalid => json!({ "status": 4 }),
        }),
        Call::Status => {
            let wanted = request.text("identifier").unwrap_or_default();
            status(truth.find(&wanted), true)
        }
        Call::StatusByNumber => status(request.number("tx_reference").and_then(|number| truth.numbered(number)), false),
        Call::Balance => Answer::json(json!({ "flooz": 1_500, "tmoney": 250_000 })),
        Call::Page => Answer::web_page(200),
        Call::Payout | Call::Other => Answer::bytes(404, r#"{"error_code":404,"error_message":"Service inconnu"}"#),
    }
}

fn status(transaction: Option<&Transaction>, with_amount: bool) -> Answer {
    let Some(transaction) = transaction else { return Answer::unknown_transaction() };
    let word = match transaction.customer {
        Customer::Pays | Customer::PaysAmount(_) => 0,
        Customer::Waits => 2,
        Customer::LetsExpire => 4,
        Customer::Declines => 6,
        Customer::IsUnknown => return Answer::unknown_transaction(),
    };
    let mut body = json!({
        "tx_reference": transaction.tx_reference,
        "identifier": transaction.identifier,
        "payment_method": "T-Money",
        "datetime": "2026-11-26T14:05:09.000Z",
        "status": word,
    });
    if word == 0 {
        body["payment_reference"] = Value::from(format!("OP{}", transaction.tx_reference));
    }
    if with_amount {
        body["amount"] = Value::from(transaction.charged().unwrap_or(transaction.amount));
    }
    Answer::json(body)
}
