//! PayDunya, from its own document « HTTP/JSON ».
//!
//! | call | section of the document |
//! |---|---|
//! | `POST /checkout-invoice/create` | « Paiement avec redirection » |
//! | `GET /checkout-invoice/confirm/[invoice_token]` | « État de paiement » |
//! | `POST /direct-pay/credit-account` | « Paiement et redistribution » |
//!
//! Each is under `/sandbox-api/v1` for tests and under `/api/v1` for real money. The practice account has keys of tests only, so
//! that the live paths refuse them, as the real ones do.
//!
//! Where the document is silent, what integrators have published of real answers is followed:
//!
//! * Refused keys, and right keys on the other path, are `response_code` 1001, « Invalid Masterkey Specified ».
//! * An account without enough money is 4002. Here it is so for amounts that end in 05.
//! * Answers have `total_amount_without_fees`, `customer.payment_method` and `provider_reference`; an empty object is `[]`.
//! * An unknown path is a web page.
//!
//! Where both are silent this module chooses, and a till must not lean on the choice: an unknown invoice is HTTP 404 with
//! `response_code` 404; a request that cannot be understood is HTTP 400 with `response_code` 400; a request that ran out is
//! `expired`; whatever the document does not name is refused.
//!
//! The notification is not sent: a till has no public address.

mod confirm;
mod create;
mod credit;
mod parameters;
#[cfg(test)]
mod tests;

use serde_json::json;

use crate::{
    customer::Habits,
    html::document,
    http::{Request, Response},
    memory::Memory,
};

const MASTER_KEY: &str = "practice-master-key";

/// The keys of the practice account.
pub(crate) const SECRETS: &[(&str, &str)] =
    &[("master_key", MASTER_KEY), ("private_key", "test_private_of-practice"), ("token", "practice-token")];

/// The open fields of the practice account.
pub(crate) const FIELDS: &[(&str, &str)] = &[("mode", "test")];

const TEST: &str = "/sandbox-api/v1";
const LIVE: &str = "/api/v1";

/// Answers one request by its path; each path has one documented method.
pub(crate) fn respond(memory: &mut Memory, _: Habits, request: &Request, now_ms: i64) -> Response {
    let under = |api| request.path.strip_prefix(api).filter(|rest| rest.starts_with('/'));
    let (path, are_tests) = match (under(TEST), under(LIVE)) {
        (Some(path), _) => (path, true),
        (None, Some(path)) => (path, false),
        (None, None) => return page(404, "Page introuvable"),
    };
    let call = match (request.method.as_str(), path) {
        ("POST", "/checkout-invoice/create") => Call::Create,
        ("POST", "/direct-pay/credit-account") => Call::Credit,
        (method, path) => match path.strip_prefix("/checkout-invoice/confirm/") {
            Some(token) if method == "GET" => Call::Confirm(token),
            Some(_) => return page(405, "Méthode non autorisée"),
            None if ["/checkout-invoice/create", "/direct-pay/credit-account"].contains(&path) => {
                return page(405, "Méthode non autorisée");
            }
            None => return page(404, "Page introuvable"),
        },
    };
    if !(are_tests && parameters::has_our_keys(request)) {
        return refusal(200, "1001", "Invalid Masterkey Specified");
    }
    match call {
        Call::Create => create::respond(memory, request, now_ms),
        Call::Confirm(token) => confirm::respond(memory, request, token, now_ms),
        Call::Credit => credit::respond(request, now_ms),
    }
}

enum Call<'a> {
    Create,
    Confirm(&'a str),
    Credit,
}

/// An answer that is no success: « Tous les objets JSON retournés […] contiennent au minimum les nœuds response_code et
/// response_text. »
fn refusal(status: u16, code: &str, text: &str) -> Response {
    Response::json(status, &json!({ "response_code": code, "response_text": text }))
}

fn invalid() -> Response {
    refusal(400, "400", "Invalid parameters")
}

fn page(status: u16, text: &str) -> Response {
    Response::html(status, document("PayDunya", &format!("<p>{text}</p>")))
}
