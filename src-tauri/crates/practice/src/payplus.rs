//! PayPlus Africa (Bénin), from its own document, « Intégration avec redirection ».
//!
//! | call | section of the document |
//! |---|---|
//! | `POST /pay/v01/redirect/checkout-invoice/create` | « Envoie de la requête » |
//! | `POST` or `GET /pay/v01/redirect/checkout-invoice/confirm/` | « Vérification du statut de la requête » |
//!
//! Both calls want both keys in their headers. The document confirms by POST, the gateway's own programs by GET; both are answered.
//! The document's payload is no JSON (a comma stands after the last article) and its total is not the sum of its articles: here a
//! payload must be JSON, and its articles add up.
//!
//! Where the document is silent, what integrators have published of real answers is followed:
//!
//! * a refused call is `response_code` « 01 » with « Echec (CodeNN) » in `response_text`: 00 a wrong key, 02 an amount or an
//!   unknown invoice, 08 a payload that cannot be understood;
//! * the status stands in `status` as well as in the documented `description`;
//! * a confirm answer carries `montant`, `transaction_id`, `operator_name`, `date`, and a list `custom_data` besides the
//!   documented `customdata`.
//!
//! Where both are silent this module chooses, and a till must not lean on the choice: refusals come with HTTP 200, and an invoice
//! that ran out is « notcompleted ».
//!
//! The document has no field for the shop's own name of a payment. It is looked for where a shop would keep it, in `reference` of
//! `custom_data`. Two payloads with the same one make two invoices, as nothing in the document forbids it.
//!
//! The notification at `callback_url` is not sent: a till has no public address.

mod confirm;
mod create;
#[cfg(test)]
mod tests;

use serde_json::json;

use crate::{
    customer::Habits,
    http::{Request, Response},
    memory::Memory,
};

const APIKEY: &str = "practice-apikey";
const TOKEN: &str = "practice-token";

/// The keys of the practice account.
pub(crate) const SECRETS: &[(&str, &str)] = &[("apikey", APIKEY), ("token", TOKEN)];

/// The open fields of the practice account.
pub(crate) const FIELDS: &[(&str, &str)] = &[("mode", "test")];

/// Answers one request by its path.
pub(crate) fn respond(memory: &mut Memory, _: Habits, request: &Request, now_ms: i64) -> Response {
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", create::PATH) => create::respond(memory, request, now_ms),
        ("GET" | "POST", confirm::PATH) => confirm::respond(memory, request, now_ms),
        (_, create::PATH | confirm::PATH) => Response::error(405, 405, "Méthode non autorisée"),
        _ => Response::error(404, 404, "Service inconnu"),
    }
}

/// « Headers »: « votre clé principale », and « le mot Bearer suivi d'un espace puis du token ».
fn has_both_keys(request: &Request) -> bool {
    let bearer = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    request.header("apikey") == Some(APIKEY) && bearer == Some(TOKEN)
}

/// « si different de 00 alors echec »
fn failure(number: &str) -> Response {
    let answer = json!({
        "response_code": "01",
        "token": "",
        "response_text": format!("Echec (Code{number})"),
        "description": "",
        "customdata": {},
    });
    Response::json(200, &answer)
}

const WRONG_KEY: &str = "00";
const NO_SUCH_AMOUNT: &str = "02";
const NO_SUCH_INVOICE: &str = "02";
const NOT_UNDERSTOOD: &str = "08";
