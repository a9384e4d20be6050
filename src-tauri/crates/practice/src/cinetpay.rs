//! CinetPay, the generation with a key and a site id, from its own document « API de paiement » and its page « Vérification ».
//!
//! | call | section |
//! |---|---|
//! | `POST /v2/payment` | « Initier un paiement » |
//! | `POST /v2/payment/check` | « Vérification » |
//!
//! Every error of the document's table that a request can bring about is played: 608 in both of its meanings, 609, 613, 624
//! for a locked number that is none, 403 for another content type, 1010 for a request over HTTP without a User-Agent, and the
//! page 400 for an address on localhost. A parameter that is in no table nor example is « une erreur sur la nomenclature »: 608.
//!
//! Where the document is silent this module chooses, and a till must not lean on the choice: errors with a code come with HTTP
//! 400; a payment that is not known is HTTP 404 with the code 404; a known `transaction_id` is 608; the account's one currency
//! is XOF; a page for cards only demands what the table of the customer demands.
//!
//! The notification is not sent: a till has no public address.

mod check;
mod parameters;
mod payment;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use crate::{
    customer::Habits,
    html::document,
    http::{Request, Response},
    memory::Memory,
};

const GATEWAY: &str = "CinetPay";
const APIKEY: &str = "practice-apikey";
const SITE_ID: &str = "100001";

/// The keys of the practice account.
pub(crate) const SECRETS: &[(&str, &str)] = &[("apikey", APIKEY), ("secret_key", "practice-secret-key")];

/// The open fields of the practice account.
pub(crate) const FIELDS: &[(&str, &str)] = &[("site_id", SITE_ID)];

/// Answers one request by its path; each path has one documented method.
pub(crate) fn respond(memory: &mut Memory, _: Habits, request: &Request, now_ms: i64) -> Response {
    let answered = match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/v2/payment") => payment::respond(memory, request, now_ms),
        ("POST", "/v2/payment/check") => check::respond(memory, request, now_ms),
        (_, "/v2/payment" | "/v2/payment/check") => Err(Refused::Page(405, "Méthode non autorisée")),
        _ => Err(Refused::Page(404, "Service inconnu")),
    };
    answered.unwrap_or_else(|refused| refused.response(now_ms))
}

/// A request that is answered by an error.
enum Refused {
    /// « Minimum required field »: the parameter is missing, of another type or value, or in no table.
    Parameter(String),
    /// « You cannot create a transaction in a different currency »: this one.
    Currency(String),
    /// « apikey fourni n'est pas correcte »
    Key,
    /// « site_id fourni n'est pas correcte »
    Site,
    /// « La valeur de lock_phone_number est à true mais la valeur du customer_phone_number est incorrect »
    LockedPhone,
    /// No payment has this name.
    Unknown,
    /// An HTTP error with a page, and no code.
    Page(u16, &'static str),
}

impl Refused {
    fn response(self, now_ms: i64) -> Response {
        let (status, code, message, description) = match self {
            Self::Parameter(name) => (400, "608", "MINIMUM_REQUIRED_FIELDS", format!("Minimum required field: {name}")),
            Self::Currency(currency) => (
                400,
                "608",
                "MINIMUM_REQUIRED_FIELDS",
                format!(
                    "You cannot create a transaction in a different currency than the one allowed to your account. \
                     Transaction currency :'{currency}' Account currency :'XOF'"
                ),
            ),
            Self::Key => (400, "609", "AUTH_NOT_FOUND", "The apikey is not correct".to_owned()),
            Self::Site => (400, "613", "ERROR_SITE_ID_NOTVALID", "The site_id is not correct".to_owned()),
            Self::LockedPhone => (
                400,
                "624",
                "An error occurred while processing the request",
                "The customer_phone_number to lock is not correct".to_owned(),
            ),
            Self::Unknown => (404, "404", "TRANSACTION_NOT_FOUND", "Transaction not found".to_owned()),
            Self::Page(status, text) => return Response::html(status, document(GATEWAY, &format!("<p>{text}</p>"))),
        };
        let error =
            json!({ "code": code, "message": message, "description": description, "api_response_id": response_id(now_ms) });
        Response::json(status, &error)
    }
}

/// « "api_response_id": "1632143554.8513" »
fn response_id(now_ms: i64) -> Value {
    json!(format!("{}.{:04}", now_ms / 1_000, now_ms % 1_000 * 10))
}
