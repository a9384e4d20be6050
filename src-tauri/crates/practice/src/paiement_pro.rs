//! PaiementPro, also XPAYE (Côte d'Ivoire), from its own document, « WinDev integration ».
//!
//! | call | |
//! |---|---|
//! | `POST /webservice/onlinepayment/init/curl-init.php` | « WinDev code » of the document |
//! | `POST /webservice/onlinepayment/js/initialize/initialize.php` | the address that the gateway's script for browsers calls |
//!
//! Both take « Paramètres d'envoi » and answer as in « JSON response examples ». Where the example contradicts the table, the table
//! wins: `amount` is a number, and `returnContext` holds JSON. There is no call that tells how a payment stands.
//!
//! Where the document is silent this module chooses, and a till must not lean on the choice: every refusal comes with HTTP 200; a
//! reference that is known is « Référence déjà utilisée », as integrators were told; a phone number has 8 to 15 digits.
//!
//! A till has no public address, so that nothing is sent to `notificationURL`. [`notification`] makes what would be.

mod init;
mod notice;
#[cfg(test)]
mod tests;

pub use notice::{Notification, notification};

use crate::{
    customer::Habits,
    http::{Request, Response},
    memory::Memory,
};

const MERCHANT_ID: &str = "PP-PRACTICE";

/// The keys of the practice account.
pub(crate) const SECRETS: &[(&str, &str)] = &[];

/// The open fields of the practice account.
pub(crate) const FIELDS: &[(&str, &str)] = &[("merchant_id", MERCHANT_ID)];

/// Answers one request by its path.
pub(crate) fn respond(memory: &mut Memory, _: Habits, request: &Request, now_ms: i64) -> Response {
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", init::CURL_INIT | init::INITIALIZE) => init::respond(memory, request, now_ms),
        (_, init::CURL_INIT | init::INITIALIZE) => Response::error(405, 405, "Méthode non autorisée"),
        _ => Response::error(404, 404, "Service inconnu"),
    }
}
