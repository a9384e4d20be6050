//! PayGateGlobal (Togo: Flooz and T-Money), from its own *Guide d'Intégration*.
//!
//! | call | section of the guide |
//! |---|---|
//! | `POST /api/v1/pay` | « Demander un paiement - Méthode 1 » |
//! | `GET /v1/page` | « Demander un paiement - Méthode 2 » |
//! | `POST /api/v1/status` | « Vérifier l'état d'un Paiement » |
//! | `POST /api/v2/status` | the same section, « Méthode alternative » |
//! | `POST /api/v1/check-balance` | « Consulter votre Solde » |
//!
//! The same numbers mean different things on two calls. On `pay`: 0 registered, 2 wrong key, 4 invalid parameters,
//! 6 duplicate identifier. On both status calls: 0 paid, 2 in progress, 4 expired, 6 cancelled.
//!
//! Where the guide is silent, what integrators have published of real answers is followed:
//!
//! * `/api/v2/status` carries `identifier`, `amount` (a number) and `phone_number` (228 and eight digits) besides what
//!   the guide lists; `tx_reference` is a number and `datetime` is ISO 8601 in UTC with milliseconds.
//! * `/api/v1/status` carries no amount, as in the guide.
//! * An unknown transaction is answered by `error_code` 403 and an `error_message`, without any `status`.
//!
//! Where both are silent this module chooses, and a till must not lean on the choice: the unknown transaction comes
//! with HTTP 200; a wrong key on the status and balance calls, where the guide has no word for it and 2 would mean "in
//! progress", is HTTP 401 with `error_code` 401; a status or balance request that cannot be understood is HTTP 400 with
//! `error_code` 400.
//!
//! The confirmation message (« Recevoir une confirmation de paiement ») is not sent: a till has no public address.
//! The white list of IP addresses that guards the balance is not played: everything here is on loopback.

mod balance;
mod page;
mod parameters;
mod pay;
mod status;
#[cfg(test)]
mod tests;

use crate::{
    customer::Habits,
    http::{Request, Response},
    memory::Memory,
};

/// The one key the practice gateway knows. It opens nothing.
pub const PRACTICE_KEY: &str = "practice-key";

/// The keys of the practice account.
pub(crate) const SECRETS: &[(&str, &str)] = &[("auth_token", PRACTICE_KEY)];

/// The account's open fields in training: the page is on, so that the QR path is used from the first day.
pub(crate) const FIELDS: &[(&str, &str)] = &[("page", "on")];

/// Answers one request by its path; each path has one documented method.
pub(crate) fn respond(memory: &mut Memory, habits: Habits, request: &Request, now_ms: i64) -> Response {
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/api/v1/pay") => pay::respond(memory, habits, request, now_ms),
        ("GET", "/v1/page") => page::open(memory, habits, &request.query, now_ms),
        ("POST", "/api/v1/status") => status::by_tx_reference(memory, request, now_ms),
        ("POST", "/api/v2/status") => status::by_identifier(memory, request, now_ms),
        ("POST", "/api/v1/check-balance") => balance::respond(memory, request, now_ms),
        (_, "/api/v1/pay" | "/v1/page" | "/api/v1/status" | "/api/v2/status" | "/api/v1/check-balance") => {
            Response::error(405, 405, "Méthode non autorisée")
        }
        _ => Response::error(404, 404, "Service inconnu"),
    }
}

/// An error on a call whose answer has no word for it.
fn refuse(error: parameters::Refused) -> Response {
    match error {
        parameters::Refused::WrongKey => Response::error(401, 401, "Jeton d'authentification invalide"),
        parameters::Refused::Invalid => Response::error(400, 400, "Paramètres invalides"),
    }
}
