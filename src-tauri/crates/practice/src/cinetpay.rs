//! CinetPay, from its own document.

use crate::{
    customer::Habits,
    http::{Request, Response},
    memory::Memory,
};

/// The keys of the practice account.
pub(crate) const SECRETS: &[(&str, &str)] = &[("apikey", "practice-apikey"), ("secret_key", "practice-secret-key")];

/// The open fields of the practice account.
pub(crate) const FIELDS: &[(&str, &str)] = &[("site_id", "100001")];

/// Answers one request by its path; each path has one documented method.
pub(crate) fn respond(memory: &mut Memory, habits: Habits, request: &Request, now_ms: i64) -> Response {
    let _ = (memory, habits, request, now_ms);
    Response::error(404, 404, "Service inconnu")
}
