//! CinetPay's words.

use serde_json::{Value, json};

use super::{Answer, Call, Customer, Manners, Request, Taken, Transaction, Truth};

/// How CinetPay speaks.
pub const MANNERS: Manners = Manners { calls: &[("/v2/payment/check", Call::Status), ("/v2/payment", Call::Pay)], asked, answer };

fn asked(request: &Request) -> Option<(String, u64)> {
    request.text("transaction_id").zip(request.json["amount"].as_u64())
}

fn answer(truth: &mut Truth, request: &Request) -> Answer {
    match request.call {
        Call::Pay => create(truth, request),
        Call::Status => check(request.text("transaction_id").and_then(|wanted| truth.find(&wanted))),
        Call::StatusByNumber | Call::Balance | Call::Page | Call::Payout | Call::Other => Answer::web_page(404),
    }
}

/// « Initier un paiement ».
fn create(truth: &mut Truth, request: &Request) -> Answer {
    let host = request.headers.iter().find(|(name, _)| name == "host").map_or("", |(_, host)| host);
    match truth.take(asked(request)) {
        Taken::New(token) => Answer::json(json!({
            "code": "201",
            "message": "CREATED",
            "description": "Transaction created with success",
            "data": { "payment_token": token.to_string(), "payment_url": format!("http://{host}/payment/{token}") },
            "api_response_id": "1632143554.8513",
        })),
        Taken::Known | Taken::Invalid => {
            Answer::json(json!({ "code": "608", "message": "MINIMUM_REQUIRED_FIELDS", "description": "Minimum required field" }))
        }
    }
}

/// « Vérification », where every amount is a text.
fn check(transaction: Option<&Transaction>) -> Answer {
    let Some(transaction) = transaction else { return not_found() };
    let (code, message, status) = match transaction.customer {
        Customer::Pays | Customer::PaysAmount(_) => ("00", "SUCCES", "ACCEPTED"),
        Customer::Waits => ("662", "WAITING_CUSTOMER_PAYMENT", "PENDING"),
        Customer::LetsExpire => ("625", "ABONNEMENT_OR_TRANSACTIONS_EXPIRED", "REFUSED"),
        Customer::Declines => ("627", "TRANSACTION_CANCEL", "REFUSED"),
        Customer::IsUnknown => return not_found(),
    };
    Answer::json(json!({
        "code": code,
        "message": message,
        "data": {
            "amount": transaction.charged().unwrap_or(transaction.amount).to_string(),
            "currency": "XOF",
            "status": status,
            "payment_method": "OM",
            "description": "",
            "metadata": Value::Null,
            "operator_id": Value::Null,
            "payment_date": " ",
            "fund_availability_date": Value::Null,
        },
        "api_response_id": "1663323067.7677",
    }))
}

fn not_found() -> Answer {
    Answer::bytes(404, r#"{"code":"404","message":"TRANSACTION_NOT_FOUND"}"#)
}
