//! An account, and a gateway that answers what it is told to.

use comptoir_core::evidence::{Question, Report, Verdict, judge};
use comptoir_core::order::{Environment, GatewayKind, Order};
use comptoir_core::payment::{Event, Payment};
use serde_json::{Value, json};
use sha2::{Digest, Sha512};

use crate::account::{Account, Keys};
use crate::gateway::Answer;
use crate::samples::{Spoken, reference};
use crate::transport::{Reply, TransportError};

pub(super) use crate::samples::{Papers, now, reply};

pub(super) const KIND: GatewayKind = GatewayKind::Paydunya;
pub(super) const MASTER_KEY: &str = "practice-master-key";
pub(super) const PRIVATE_KEY: &str = "practice-private-key";
pub(super) const TOKEN_KEY: &str = "practice-token";

/// The token of the payment that is asked about.
pub(super) const TOKEN: &str = "RHICF0HboN";

pub(super) fn keys() -> Keys {
    crate::samples::keys(KIND, &[("master_key", MASTER_KEY), ("private_key", PRIVATE_KEY), ("token", TOKEN_KEY)])
}

pub(super) fn headers() -> Vec<(&'static str, String)> {
    [("PAYDUNYA-MASTER-KEY", MASTER_KEY), ("PAYDUNYA-PRIVATE-KEY", PRIVATE_KEY), ("PAYDUNYA-TOKEN", TOKEN_KEY)]
        .map(|(name, key)| (name, key.to_owned()))
        .to_vec()
}

pub(super) fn account(mode: &str) -> Account {
    crate::samples::account(KIND, &[("mode", mode)])
}

/// 12 500 F asked for with a live account.
pub(super) fn order() -> Order {
    crate::samples::order(KIND)
}

/// The same with an account of tests.
pub(super) fn test_order() -> Order {
    Order { environment: Environment::Test, ..order() }
}

pub(super) fn papers() -> Papers {
    Papers::plain(KIND)
}

/// `order` as it is asked about by `token`.
pub(super) fn payment(order: Order, token: Option<&str>) -> Payment {
    crate::samples::payment(order, Question::ByGatewayReference, token)
}

/// The hash of our master key.
pub(super) fn our_hash() -> String {
    Sha512::digest(MASTER_KEY).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A whole answer about our payment, as production answers are.
pub(super) fn paid() -> Value {
    json!({
        "response_code": "00",
        "response_text": "Transaction Found",
        "hash": our_hash(),
        "invoice": {
            "token": TOKEN,
            "pal_is_on": 0,
            "items": {"item_0": {"name": "Pagne", "quantity": 2, "unit_price": "5000", "total_price": "10000", "description": ""}},
            "taxes": [],
            "total_amount": 12_500,
            "total_amount_without_fees": 12_500,
            "description": "Deux pagnes",
            "expire_date": "2026-09-02 10:00:00",
        },
        "custom_data": {
            "reference": reference().as_str(),
            "payment_id": order().payment_id.to_string(),
            "amount": 12_500,
        },
        "actions": {"cancel_url": "", "callback_url": "", "return_url": ""},
        "mode": "live",
        "status": "completed",
        "fail_reason": "",
        "customer": {"name": "Ama Mensah", "phone": "770000000", "email": "client@example.com", "payment_method": "wave_senegal"},
        "receipt_identifier": "R-1",
        "receipt_url": "https://paydunya.com/checkout/receipt/pdf/RHICF0HboN.pdf",
        "provider_reference": "TID7A",
    })
}

/// `body` with `value` at `path`.
pub(super) fn with(mut body: Value, path: &str, value: Value) -> Value {
    *body.pointer_mut(path).unwrap_or_else(|| panic!("no {path}")) = value;
    body
}

/// `body` without what is at `path`.
pub(super) fn without(mut body: Value, path: &str) -> Value {
    let (parent, name) = path.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
    body
}

pub(super) fn answering(status: u16, body: impl AsRef<[u8]>) -> Spoken {
    Spoken::to(account("live"), vec![Ok(reply(status, body))])
}

pub(super) fn failing(error: TransportError) -> Spoken {
    Spoken::to(account("live"), vec![Err(error)])
}

pub(super) fn asked(outcome: Result<Reply, TransportError>) -> Answer {
    Spoken::to(account("live"), vec![outcome]).ask(&keys(), &payment(order(), Some(TOKEN)))
}

pub(super) fn event(status: u16, body: impl AsRef<[u8]>) -> Event {
    asked(Ok(reply(status, body))).event
}

pub(super) fn report(body: &Value) -> Report {
    let event = event(200, body.to_string());
    let Event::Answered(report) = event else { panic!("{event:?}") };
    *report
}

/// What `body` comes to for our payment.
pub(super) fn verdict(body: &Value) -> Verdict {
    judge(&report(body), &order(), Some(TOKEN), true)
}
