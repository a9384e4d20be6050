//! An account, and the messages of the document.

use comptoir_core::order::GatewayKind;
use serde_json::{Value, json};

use crate::account::{Account, Keys};
use crate::notification::{Notification, Notified};
use crate::samples;
pub(super) use crate::samples::{Papers, SECRET, Spoken, now, order, reference, reply};

pub(super) const KIND: GatewayKind = GatewayKind::PaiementPro;
pub(super) const MERCHANT: &str = "PP-F324";
pub(super) const PHONE: &str = "0102030405";
/// A page that takes money.
pub(super) const LIVE_PAGE: &str = "https://www.paiementpro.net/p?sessionid=1234567890";

/// The document's own page, which is one of its sandbox.
pub(super) const PAGE: &str = "https://sandbox.paiementpro.net/sandbox.php?sessionid=1234567890";

/// « Success response » of the document, as it stands there.
pub(super) const DOCUMENTED_SUCCESS: &str = r#"{
  "success": true,
  "message": "Initialisation effectuée avec succès",
  "url": "https://sandbox.paiementpro.net/sandbox.php?sessionid=1234567890"
}"#;

/// « Error response » of the document, as it stands there.
pub(super) const DOCUMENTED_ERROR: &str = r#"{
  "success": false,
  "message": "Echec de l'initialisation"
}"#;

/// An account with these fields besides its merchant's name.
pub(super) fn account(fields: &[(&str, &str)]) -> Account {
    samples::account(KIND, &[&[("merchant_id", MERCHANT)], fields].concat())
}

pub(super) fn papers() -> Papers {
    Papers::plain(KIND).with_customer(PHONE)
}

pub(super) fn answering(status: u16, body: impl AsRef<[u8]>) -> Spoken {
    Spoken::to(account(&[]), vec![Ok(reply(status, body))])
}

/// What we had it give back.
pub(super) fn context() -> Value {
    json!({"reference": reference().as_str(), "payment_id": "x", "currency": "XOF"})
}

/// A notification with all the documented fields and no other.
pub(super) fn paid() -> Value {
    json!({
        "merchantId": MERCHANT,
        "referenceNumber": reference().as_str(),
        "amount": 12_500,
        "transactiondt": "2026-09-01 10:00:00",
        "customerId": PHONE,
        "returnContext": context().to_string(),
        "hashcode": "d".repeat(128),
        "responsecode": "0",
    })
}

pub(super) fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

/// The query with our secret.
pub(super) fn query() -> String {
    format!("cle={SECRET}")
}

pub(super) fn notified(query: &str, body: impl AsRef<[u8]>) -> Option<Notified> {
    let notification = Notification { query: query.to_owned(), headers: Vec::new(), body: body.as_ref().to_vec() };
    answering(200, "").gateway.notified(&Keys::default(), &notification)
}
