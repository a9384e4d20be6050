//! « Paramètres de réponse »: what the gateway would post to `notificationURL` once the customer has decided.

use jiff::Timestamp;
use serde_json::Value;
use url::{Url, form_urlencoded::Serializer};

use super::MERCHANT_ID;
use crate::transaction::{State, Transaction};

/// A notification, as whoever answers at its address would receive it. It has no `Debug`: a till's own secret stands in its query.
pub struct Notification {
    /// The query of `notificationURL`, exactly as the till wrote it.
    pub query: String,
    /// A form.
    pub body: String,
}

/// What the gateway would send of `transaction` at this moment; none before its customer has decided, and where no address was
/// given.
#[must_use]
pub fn notification(transaction: &Transaction, now_ms: i64) -> Option<Notification> {
    // « 0 = Réussi, -1 = Échoué »
    let (code, amount, at_ms) = match transaction.state(now_ms) {
        State::InProgress => return None,
        State::Paid { amount, at_ms } => ("0", amount, at_ms),
        State::Expired { at_ms } | State::Cancelled { at_ms } => ("-1", transaction.amount_asked(), at_ms),
    };
    let sent = |name: &str| transaction.message.get(name).and_then(Value::as_str);
    let url = Url::parse(sent("notificationURL")?).ok()?;
    let moment = Timestamp::from_millisecond(at_ms).ok()?.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let mut form = Serializer::new(String::new());
    form.append_pair("merchantId", MERCHANT_ID)
        .append_pair("referenceNumber", transaction.identifier())
        .append_pair("amount", &amount.to_string())
        .append_pair("transactiondt", &moment)
        .append_pair("customerId", "ENTRAINEMENT")
        .append_pair("returnContext", sent("returnContext").unwrap_or_default())
        // How the real one is made is not documented.
        .append_pair("hashcode", "ENTRAINEMENT")
        .append_pair("responsecode", code);
    Some(Notification { query: url.query().unwrap_or_default().to_owned(), body: form.finish() })
}
