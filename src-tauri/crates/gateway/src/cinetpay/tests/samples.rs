//! An account and its keys, and the documented answers to the letter.

use comptoir_core::evidence::{Question, Report, Verdict, judge};
use comptoir_core::order::{GatewayKind, Order};
use comptoir_core::payment::{Event, Payment};
use serde_json::{Value, json};

use crate::account::{Account, Keys};
use crate::samples::{self, Papers, Spoken, order, reply};

pub(super) const APIKEY: &str = "practice-apikey";
pub(super) const SECRET_KEY: &str = "practice-secret-key";
pub(super) const SITE_ID: &str = "445160";

/// « Initier un paiement », the answer.
pub(super) const CREATED: &str = r#"{
"code": "201",
"message": "CREATED",
"description": "Transaction created with success",
"data": {
"payment_token": "5df64dd9c5447739327eb88e1e4ea0ac015555cc262ea308c91acbd4e5c8fb95f4bd0bd7cad877a452f877fa6f51fe74184d00a84ab7f9",
"payment_url": "https://checkout.cinetpay.com/payment/5df64dd9c5447739327eb88e1e4ea0ac015555cc262ea308c91acbd4e5c8fb95f4bd0bd7cad877a452f877fa6f51fe74184d00a84ab7f9"
},
"api_response_id": "1632143554.8513"
}"#;

/// « Initier un paiement », the error.
pub(super) const ERROR: &str = r#"{
"code": "ERROR_CODE",
"message": "ERROR_MESSAGE ",
"description": "ERROR_DESCRIPTION",
"api_response_id": "RESPONSE_ID_HERE"
}"#;

/// « Vérification », the payment that was accepted.
pub(super) const ACCEPTED: &str = r#"{
"code": "00",
"message": "SUCCES",
"data": {
"amount": "100",
"currency": "XOF",
"status": "ACCEPTED",
"payment_method": "OM",
"description": "Paiement abonnement",
"metadata": null,
"operator_id": "MP220915.2257.A76307",
"payment_date": "2022-09-15 22:57:15",
"fund_availability_date": "2022-09-17 00:00:00"
},
"api_response_id": "1663323067.7677"
}"#;

/// « Vérification », the payment that was refused.
pub(super) const REFUSED: &str = r#"{
"code": "627",
"message": "TRANSACTION_CANCEL",
"data": {
"amount": "100",
"currency": "XOF",
"status": "REFUSED",
"payment_method": "MOMO",
"description": "Test de paiement demo CinetPay",
"metadata": null,
"operator_id": null,
"payment_date": " ",
"fund_availability_date": "2022-09-08 00:00:00"
},
"api_response_id": "1663323224.8402"
}"#;

pub(super) fn account(fields: &[(&str, &str)]) -> Account {
    let fields: Vec<_> = [("site_id", SITE_ID)].into_iter().chain(fields.iter().copied()).collect();
    samples::account(GatewayKind::Cinetpay, &fields)
}

pub(super) fn keys() -> Keys {
    samples::keys(GatewayKind::Cinetpay, &[("apikey", APIKEY), ("secret_key", SECRET_KEY)])
}

pub(super) fn papers() -> Papers {
    Papers::plain(GatewayKind::Cinetpay)
}

/// A payment of 12 500 F that waits for its customer.
pub(super) fn payment() -> Payment {
    samples::payment(order(GatewayKind::Cinetpay), Question::ByReference, None)
}

pub(super) fn answering(status: u16, body: impl AsRef<[u8]>) -> Spoken {
    Spoken::to(account(&[]), vec![Ok(reply(status, body))])
}

/// What a create call comes to that is answered so.
pub(super) fn created(status: u16, body: impl AsRef<[u8]>) -> Event {
    answering(status, body).create(&keys(), &papers())
}

/// What a question comes to that is answered so.
pub(super) fn asked(status: u16, body: impl AsRef<[u8]>) -> Event {
    answering(status, body).ask(&keys(), &payment()).event
}

/// An answer about the payment of 12 500 F, with this code and status.
pub(super) fn told(code: &str, status: impl Into<Value>) -> Value {
    let status: Value = status.into();
    json!({
        "code": code,
        "message": "…",
        "data": {
            "amount": "12500",
            "currency": "XOF",
            "status": status,
            "payment_method": "OM",
            "description": "Deux pagnes",
            "metadata": payment().order.payment_id.to_string(),
            "operator_id": "MP220915.2257.A76307",
            "payment_date": "2022-09-15 22:57:15",
            "fund_availability_date": "2022-09-17 00:00:00",
        },
        "api_response_id": "1663323067.7677",
    })
}

/// The report of this answer.
pub(super) fn report(body: impl ToString) -> Report {
    let body = body.to_string();
    let event = asked(200, &body);
    let Event::Answered(report) = event else { panic!("{event:?} {body}") };
    *report
}

/// What this answer proves of `order`.
pub(super) fn verdict_on(order: &Order, body: &Value) -> Verdict {
    let payment = Payment { order: order.clone(), ..payment() };
    let answer = answering(200, body.to_string()).ask(&keys(), &payment);
    let Event::Answered(report) = answer.event else { panic!("{answer:?}") };
    judge(&report, order, Some("token"), true)
}

/// What this answer proves of the payment of 12 500 F.
pub(super) fn verdict(body: &Value) -> Verdict {
    verdict_on(&payment().order, body)
}
