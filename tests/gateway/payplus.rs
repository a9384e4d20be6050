//! PayPlus Africa's words.

use serde_json::{Value, json};

use super::{Answer, Call, Customer, Manners, Request, Taken, Transaction, Truth};

/// How PayPlus Africa speaks.
pub const MANNERS: Manners =
    Manners { calls: &[("/checkout-invoice/create", Call::Pay), ("/checkout-invoice/confirm/", Call::Status)], asked, answer };

fn asked(request: &Request) -> Option<(String, u64)> {
    let commande = &request.json["commande"];
    let reference = commande["custom_data"]["reference"].as_str()?;
    Some((reference.to_owned(), commande["invoice"]["total_amount"].as_u64()?))
}

fn answer(truth: &mut Truth, request: &Request) -> Answer {
    match request.call {
        Call::Pay => create(truth, request),
        Call::Status => {
            let token = request.query.strip_prefix("invoiceToken=").and_then(|token| token.parse().ok());
            confirm(token.and_then(|token| truth.numbered(token)))
        }
        Call::StatusByNumber | Call::Balance | Call::Page | Call::Payout | Call::Other => Answer::web_page(404),
    }
}

/// « contient l'url de la page de validation de paiement »
fn create(truth: &mut Truth, request: &Request) -> Answer {
    match truth.take(asked(request)) {
        Taken::New(token) => Answer::json(json!({
            "response_code": "00",
            "token": token.to_string(),
            "response_text": format!("http://{}/checkout/{token}", request.host()),
            "description": "",
            "customdata": request.json["commande"]["custom_data"],
        })),
        Taken::Known | Taken::Invalid => failure("08"),
    }
}

/// « pending (transaction en attente de validation), completed (transaction validée), notcompleted (transaction annulée) »; the
/// fields besides were seen in production answers.
fn confirm(invoice: Option<&Transaction>) -> Answer {
    let Some(invoice) = invoice else { return failure("02") };
    let status = match invoice.customer {
        Customer::Pays | Customer::PaysAmount(_) => "completed",
        Customer::Waits => "pending",
        Customer::LetsExpire | Customer::Declines => "notcompleted",
        Customer::IsUnknown => return failure("02"),
    };
    let montant = invoice.charged().unwrap_or(invoice.amount);
    Answer::json(json!({
        "response_code": "00",
        "token": invoice.tx_reference.to_string(),
        "response_text": "",
        "description": status,
        "customdata": Value::Null,
        "status": status,
        "montant": montant,
        "operator_name": "MTN BENIN",
        "transaction_id": format!("OP{}", invoice.tx_reference),
        "date": "2026-11-26 14:05:09",
    }))
}

/// « si different de 00 alors echec »; the number was seen in production answers.
fn failure(number: &str) -> Answer {
    let text = format!("Echec (Code{number})");
    Answer::json(json!({"response_code": "01", "token": "", "response_text": text, "description": "", "customdata": []}))
}
