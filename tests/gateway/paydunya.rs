//! PayDunya's words.

use serde_json::{Value, json};

use super::{Answer, Call, Customer, Manners, Request, Taken, Transaction, Truth};

/// How PayDunya speaks.
pub const MANNERS: Manners = Manners {
    calls: &[
        ("/checkout-invoice/create", Call::Pay),
        ("/checkout-invoice/confirm/", Call::Status),
        ("/direct-pay/credit-account", Call::Payout),
    ],
    asked,
    answer,
};

fn asked(request: &Request) -> Option<(String, u64)> {
    let reference = request.json["custom_data"]["reference"].as_str()?;
    Some((reference.to_owned(), request.json["invoice"]["total_amount"].as_u64()?))
}

fn answer(truth: &mut Truth, request: &Request) -> Answer {
    match request.call {
        Call::Pay => create(truth, request),
        Call::Status => {
            let token = request.path.rsplit('/').next().and_then(|token| token.parse().ok());
            confirm(token.and_then(|token| truth.numbered(token)), request)
        }
        Call::StatusByNumber | Call::Balance | Call::Page | Call::Payout | Call::Other => Answer::web_page(404),
    }
}

/// « Checkout Invoice Created ». A second invoice of the same purchase would be another one.
fn create(truth: &mut Truth, request: &Request) -> Answer {
    let host = request.headers.iter().find(|(name, _)| name == "host").map_or("", |(_, host)| host);
    Answer::json(match truth.take(asked(request)) {
        Taken::New(token) => json!({
            "response_code": "00",
            "response_text": format!("http://{host}/checkout/{token}"),
            "description": "Checkout Invoice Created",
            "token": token.to_string(),
        }),
        Taken::Known | Taken::Invalid => json!({ "response_code": "400", "response_text": "Invalid invoice" }),
    })
}

/// « pending (en attente), cancelled (annulé) ou completed (complété) »; `expired` was seen in production answers.
fn confirm(invoice: Option<&Transaction>, request: &Request) -> Answer {
    let Some(invoice) = invoice else { return no_invoice() };
    let status = match invoice.customer {
        Customer::Pays | Customer::PaysAmount(_) => "completed",
        Customer::Waits => "pending",
        Customer::LetsExpire => "expired",
        Customer::Declines => "cancelled",
        Customer::IsUnknown => return no_invoice(),
    };
    let total = invoice.charged().unwrap_or(invoice.amount);
    Answer::json(json!({
        "response_code": "00",
        "response_text": "Transaction Found",
        "invoice": { "token": invoice.tx_reference.to_string(), "items": [], "taxes": [], "total_amount": total },
        "custom_data": { "reference": invoice.identifier, "amount": invoice.amount },
        "mode": if request.path.contains("/sandbox-api/") { "test" } else { "live" },
        "status": status,
        "fail_reason": "",
        "customer": { "name": "", "phone": "", "email": "", "payment_method": "wave_senegal" },
        "receipt_url": Value::Null,
    }))
}

fn no_invoice() -> Answer {
    Answer::json(json!({ "response_code": "404", "response_text": "Invoice Not Found" }))
}
