//! The call against the tables of the document. A fresh gateway, a fixed clock, no socket.

use serde_json::{Value, json};
use url::form_urlencoded;

use super::notification;
use crate::{Does, Kind, PracticeGateway, Request, Which};

/// 2026-01-02T03:04:05.678Z
const NOW_MS: i64 = 1_767_323_045_678;

const CURL_INIT: &str = "/webservice/onlinepayment/init/curl-init.php";
const INITIALIZE: &str = "/webservice/onlinepayment/js/initialize/initialize.php";

fn gateway() -> PracticeGateway {
    PracticeGateway::in_memory(Kind::PaiementPro)
}

fn message() -> Value {
    json!({
        "merchantId": "PP-PRACTICE",
        "amount": 12_500,
        "description": "Pagne",
        "channel": "OMCIV2",
        "countryCurrencyCode": "952",
        "referenceNumber": "CPT-1",
        "customerEmail": "client@example.com",
        "customerFirstName": "Jean",
        "customerLastname": "Dupont",
        "customerPhoneNumber": "0102030405",
        "notificationURL": "https://relais.example/n?a=1&cle=secret",
        "returnURL": "https://boutique.example/retour",
        "returnContext": "{\"reference\":\"CPT-1\"}",
    })
}

fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

fn without(mut body: Value, name: &str) -> Value {
    body.as_object_mut().unwrap().remove(name);
    body
}

fn answer(gateway: &PracticeGateway, request: Request) -> Value {
    let response = gateway.respond(&request.at("http://127.0.0.1:8801/paiement-pro"), NOW_MS);
    assert_eq!((response.status, response.content_type), (200, "application/json"));
    serde_json::from_slice(&response.body).unwrap()
}

fn init(gateway: &PracticeGateway, body: &Value) -> Value {
    answer(gateway, Request::post_json(CURL_INIT, body))
}

fn refusal() -> Value {
    json!({"success": false, "message": "Echec de l'initialisation"})
}

/// What would be posted of the first payment: the query and the fields of the form.
fn told(gateway: &PracticeGateway, now_ms: i64) -> Option<(String, Vec<(String, String)>)> {
    let told = notification(&gateway.transactions()[0], now_ms)?;
    Some((told.query, form_urlencoded::parse(told.body.as_bytes()).into_owned().collect()))
}

#[test]
fn a_payment_is_registered_at_either_address_with_its_page() {
    for path in [CURL_INIT, INITIALIZE] {
        let gateway = gateway();
        let url = "http://127.0.0.1:8801/paiement-pro/checkout/paiement-pro-1000001?sessionid=1000001";
        let expected = json!({"success": true, "message": "Initialisation effectuée avec succès", "url": url});
        assert_eq!(answer(&gateway, Request::post_json(path, &message())), expected);
        let payments = gateway.transactions();
        assert_eq!((payments.len(), payments[0].identifier(), payments[0].amount_asked()), (1, "CPT-1", 12_500));
        assert_eq!(gateway.customer_scans(url, NOW_MS).status, 200);
        assert_eq!(gateway.transactions()[0].page_openings(), 1);
    }
}

#[test]
fn a_reference_is_used_once() {
    let gateway = gateway();
    init(&gateway, &message());
    let again = with(message(), "amount", json!(100));
    assert_eq!(init(&gateway, &again), json!({"success": false, "message": "Référence déjà utilisée"}));
    let payments = gateway.transactions();
    assert_eq!((payments.len(), payments[0].amount_asked(), payments[0].create_requests()), (1, 12_500, 2));
}

#[test]
fn what_is_not_mandatory_may_be_left_out_and_the_channel_may_be_empty() {
    for name in ["channel", "notificationURL", "returnURL", "returnContext"] {
        assert_eq!(init(&gateway(), &without(message(), name))["success"], true, "{name}");
    }
    assert_eq!(init(&gateway(), &with(message(), "channel", json!("")))["success"], true);
}

#[test]
fn every_message_that_is_not_the_documented_one_is_refused() {
    let gateway = gateway();
    for name in [
        "merchantId",
        "amount",
        "description",
        "countryCurrencyCode",
        "referenceNumber",
        "customerEmail",
        "customerFirstName",
        "customerLastname",
        "customerPhoneNumber",
    ] {
        assert_eq!(init(&gateway, &without(message(), name)), refusal(), "no {name}");
        assert_eq!(init(&gateway, &with(message(), name, json!(""))), refusal(), "an empty {name}");
        assert_eq!(init(&gateway, &with(message(), name, json!(["x"]))), refusal(), "{name} of another type");
    }
    for (name, value) in [
        ("merchantId", json!("PP-F324")),
        ("amount", json!("12500")),
        ("amount", json!(12_500.0)),
        ("amount", json!(0)),
        ("amount", json!(-1)),
        ("countryCurrencyCode", json!(952)),
        ("countryCurrencyCode", json!("XOF")),
        ("customerEmail", json!("client")),
        ("customerPhoneNumber", json!("+2250102030405")),
        ("customerPhoneNumber", json!("0102030")),
        ("customerPhoneNumber", json!("0102030405060708")),
        ("notificationURL", json!("relais.example")),
        ("returnURL", json!("file:///etc/passwd")),
        ("returnContext", json!("id:1")),
        ("returnContext", json!({"reference": "CPT-1"})),
        ("customerLastName", json!("Dupont")),
    ] {
        let body = with(message(), name, value);
        assert_eq!(init(&gateway, &body), refusal(), "{body}");
    }
    for body in ["[]", "", "{", "merchantId=PP-PRACTICE"] {
        let mut request = Request::post_json(CURL_INIT, &Value::Null);
        request.body = body.as_bytes().to_vec();
        assert_eq!(answer(&gateway, request), refusal(), "{body}");
    }
    let mut form = Request::post_json(CURL_INIT, &message());
    form.headers.clear();
    assert_eq!(answer(&gateway, form), refusal());
    assert!(gateway.transactions().is_empty());
}

#[test]
fn what_is_kept_of_a_message_tells_nothing_of_the_customer() {
    let gateway = gateway();
    init(&gateway, &message());
    let kept = serde_json::to_string(&gateway.transactions()).unwrap();
    for particular in ["client@example.com", "Jean", "Dupont", "0102030405"] {
        assert!(!kept.contains(particular), "{kept}");
    }
}

#[test]
fn nothing_is_told_before_the_customer_has_decided_nor_where_nobody_wants_to_know() {
    let gateway = gateway();
    init(&gateway, &message());
    assert_eq!(told(&gateway, NOW_MS), None);
    let deaf = self::gateway();
    init(&deaf, &without(message(), "notificationURL"));
    deaf.customer(Which::Identifier("CPT-1"), Does::Pays { amount: None }, NOW_MS).map_err(|error| error.to_string()).unwrap();
    assert_eq!(told(&deaf, NOW_MS), None);
}

#[test]
fn a_decision_is_told_at_the_address_that_was_given_with_the_documented_fields() {
    for (does, code, amount) in [
        (Does::Pays { amount: None }, "0", "12500"),
        (Does::Pays { amount: Some(400) }, "0", "400"),
        (Does::Refuses, "-1", "12500"),
        (Does::Expires, "-1", "12500"),
    ] {
        let gateway = gateway();
        init(&gateway, &message());
        gateway.customer(Which::Identifier("CPT-1"), does, NOW_MS).map_err(|error| error.to_string()).unwrap();
        let expected = [
            ("merchantId", "PP-PRACTICE"),
            ("referenceNumber", "CPT-1"),
            ("amount", amount),
            ("transactiondt", "2026-01-02 03:04:05"),
            ("customerId", "ENTRAINEMENT"),
            ("returnContext", "{\"reference\":\"CPT-1\"}"),
            ("hashcode", "ENTRAINEMENT"),
            ("responsecode", code),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(told(&gateway, NOW_MS), Some(("a=1&cle=secret".to_owned(), expected.to_vec())));
    }
}

#[test]
fn every_other_path_or_verb_is_refused() {
    let gateway = gateway();
    let status = |request: Request| gateway.respond(&request, NOW_MS).status;
    assert_eq!((status(Request::get(CURL_INIT, "")), status(Request::get(INITIALIZE, ""))), (405, 405));
    assert_eq!(status(Request::post_json("/webservice/onlinepayment/status.php", &message())), 404);
}
