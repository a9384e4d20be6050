//! Each call against its section of the document. A fresh gateway, a fixed clock, no socket.

use serde_json::{Value, json};

use super::SECRETS;
use crate::{Does, Kind, PracticeGateway, Request, Response, Which};

/// 2026-01-02T03:04:05.678Z
const NOW_MS: i64 = 1_767_323_045_678;

const CREATE: &str = "/sandbox-api/v1/checkout-invoice/create";
const CREDIT: &str = "/sandbox-api/v1/direct-pay/credit-account";
const BASE_URL: &str = "http://127.0.0.1:4000/paydunya";

fn gateway() -> PracticeGateway {
    PracticeGateway::in_memory(Kind::Paydunya)
}

fn with_keys(request: Request) -> Request {
    let [(_, master), (_, private), (_, token)] = SECRETS else { panic!() };
    request
        .with_header("PAYDUNYA-MASTER-KEY", master)
        .with_header("PAYDUNYA-PRIVATE-KEY", private)
        .with_header("PAYDUNYA-TOKEN", token)
        .at(BASE_URL)
}

fn invoice() -> Value {
    json!({
        "invoice": {
            "items": {
                "item_0": {"name": "Pagne", "quantity": 2, "unit_price": "5000", "total_price": "10000", "description": ""},
                "item_1": {"name": "Fil", "quantity": 1, "unit_price": "500", "total_price": "500", "description": ""},
            },
            "taxes": {"tax_0": {"name": "TVA", "amount": 2_000}},
            "total_amount": 12_500,
            "description": "Deux pagnes",
        },
        "store": {
            "name": "Chez Élodie",
            "tagline": "Le pagne vrai",
            "postal_address": "Lomé",
            "phone": "22 21 20 19",
            "logo_url": "https://boutique.example/logo.png",
            "website_url": "https://boutique.example",
        },
        "custom_data": {"reference": "CPT-1", "payment_id": "p", "amount": 12_500},
        "actions": {
            "cancel_url": "https://boutique.example/annule",
            "return_url": "https://boutique.example/merci",
            "callback_url": "https://boutique.example/ipn",
        },
    })
}

fn of_amount(amount: u64) -> Value {
    with(invoice(), "/invoice/total_amount", json!(amount))
}

fn with(mut body: Value, path: &str, value: Value) -> Value {
    let (parent, name) = path.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap()[name] = value;
    body
}

fn without(mut body: Value, path: &str) -> Value {
    let (parent, name) = path.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
    body
}

fn body(response: &Response) -> Value {
    assert_eq!(response.content_type, "application/json");
    serde_json::from_slice(&response.body).unwrap()
}

fn post(gateway: &PracticeGateway, path: &str, message: &Value) -> (u16, Value) {
    let response = gateway.respond(&with_keys(Request::post_json(path, message)), NOW_MS);
    (response.status, body(&response))
}

/// The token and the page of an invoice.
fn created(gateway: &PracticeGateway, message: &Value) -> (String, String) {
    let (status, answer) = post(gateway, CREATE, message);
    assert_eq!((status, &answer["response_code"]), (200, &json!("00")), "{answer}");
    (answer["token"].as_str().unwrap().to_owned(), answer["response_text"].as_str().unwrap().to_owned())
}

fn confirm(gateway: &PracticeGateway, token: &str, now_ms: i64) -> Value {
    let request = Request::get(&format!("/sandbox-api/v1/checkout-invoice/confirm/{token}"), "");
    let response = gateway.respond(&with_keys(request), now_ms);
    assert_eq!(response.status, 200);
    body(&response)
}

#[test]
fn an_invoice_is_made_as_the_document_says() {
    let gateway = gateway();
    let expected = json!({
        "response_code": "00",
        "response_text": format!("{BASE_URL}/checkout/test_1000001"),
        "description": "Checkout Invoice Created",
        "token": "test_1000001",
    });
    assert_eq!(post(&gateway, CREATE, &invoice()), (200, expected));
    let least = json!({"invoice": {"total_amount": 200}, "store": {"name": "Magasin le Choco"}});
    assert_eq!(created(&gateway, &least).0, "test_1000002");
}

#[test]
fn an_invoice_is_pending_until_its_page_is_opened_and_then_paid() {
    let gateway = gateway();
    let (token, page) = created(&gateway, &invoice());
    assert_eq!(confirm(&gateway, &token, NOW_MS + 3_600_000)["status"], "pending");
    let opened_ms = NOW_MS + 3_600_000;
    assert_eq!(gateway.customer_scans(&page, opened_ms).status, 200);
    let pending = confirm(&gateway, &token, opened_ms);
    assert_eq!(pending["status"], "pending");
    for name in ["customer", "receipt_url", "provider_reference"] {
        assert!(pending.get(name).is_none(), "{name}");
    }
    let paid = confirm(&gateway, &token, opened_ms + 3_000);
    assert_eq!(paid["hash"].as_str().unwrap().len(), 128);
    let sent = invoice();
    let expected = json!({
        "response_code": "00",
        "response_text": "Transaction Found",
        "hash": paid["hash"],
        "invoice": {
            "token": "test_1000001",
            "items": sent["invoice"]["items"],
            "taxes": sent["invoice"]["taxes"],
            "total_amount": 12_500,
            "total_amount_without_fees": 12_500,
            "description": "Deux pagnes",
        },
        "custom_data": sent["custom_data"],
        "actions": sent["actions"],
        "mode": "test",
        "status": "completed",
        "fail_reason": "",
        "customer": {
            "name": "Client d'entraînement",
            "phone": "90000000",
            "email": "client@example.com",
            "payment_method": "wave_senegal",
        },
        "receipt_url": format!("{BASE_URL}/receipt/pdf/test_1000001.pdf"),
        "provider_reference": "ENTRAINEMENT-1000001",
    });
    assert_eq!(paid, expected);
}

#[test]
fn the_amount_decides_the_status_in_time() {
    let gateway = gateway();
    let refused = "Payment cancelled by customer";
    for (amount, after_reaction, at_expiry, fail_reason) in [
        (1_000, "completed", "completed", ""),
        (1_005, "cancelled", "cancelled", refused),
        (1_010, "pending", "expired", ""),
        (1_015, "pending", "pending", ""),
    ] {
        let (token, page) = created(&gateway, &of_amount(amount));
        let _ = gateway.customer_scans(&page, NOW_MS);
        assert_eq!(confirm(&gateway, &token, NOW_MS + 3_000)["status"], after_reaction, "{amount}");
        let later = confirm(&gateway, &token, NOW_MS + 120_000);
        assert_eq!((&later["status"], &later["fail_reason"]), (&json!(at_expiry), &json!(fail_reason)), "{amount}");
    }
}

#[test]
fn another_amount_really_paid_is_told() {
    let gateway = gateway();
    let (token, _) = created(&gateway, &invoice());
    let does = Does::Pays { amount: Some(400) };
    gateway.customer(Which::Token(&token), does, NOW_MS).map_err(|error| error.to_string()).unwrap();
    let answer = confirm(&gateway, &token, NOW_MS);
    assert_eq!((&answer["status"], &answer["invoice"]["total_amount"]), (&json!("completed"), &json!(400)));
    assert_eq!(answer["custom_data"]["amount"], 12_500);
}

#[test]
fn what_was_not_sent_comes_back_as_an_empty_list() {
    let gateway = gateway();
    let least = json!({"invoice": {"total_amount": 200}, "store": {"name": "Magasin le Choco"}});
    let answer = confirm(&gateway, &created(&gateway, &least).0, NOW_MS);
    for path in ["/custom_data", "/actions", "/invoice/items", "/invoice/taxes"] {
        assert_eq!(answer.pointer(path), Some(&json!([])), "{path}");
    }
}

#[test]
fn the_same_reference_makes_another_invoice_and_both_are_counted() {
    let gateway = gateway();
    let (first, second) = (created(&gateway, &invoice()).0, created(&gateway, &invoice()).0);
    assert_ne!(first, second);
    let counts: Vec<_> =
        gateway.transactions().iter().map(|made| (made.identifier().to_owned(), made.create_requests())).collect();
    assert_eq!(counts, [("CPT-1".to_owned(), 1), ("CPT-1".to_owned(), 2)]);
}

#[test]
fn wrong_keys_and_keys_of_the_other_mode_are_told_the_same_and_make_nothing() {
    let gateway = gateway();
    let (token, _) = created(&gateway, &invoice());
    let credit = json!({"account_alias": "771111111", "amount": 4_500});
    let refused = json!({"response_code": "1001", "response_text": "Invalid Masterkey Specified"});
    let calls = |api: &str| {
        [
            Request::post_json(&format!("{api}/checkout-invoice/create"), &invoice()),
            Request::get(&format!("{api}/checkout-invoice/confirm/{token}"), ""),
            Request::post_json(&format!("{api}/direct-pay/credit-account"), &credit),
        ]
    };
    let check = |request: &Request| {
        let response = gateway.respond(request, NOW_MS);
        assert_eq!((response.status, body(&response)), (200, refused.clone()), "{}", request.path);
    };
    calls("/api/v1").into_iter().for_each(|request| check(&with_keys(request)));
    calls("/sandbox-api/v1").iter().for_each(check);
    for header in ["paydunya-master-key", "paydunya-private-key", "paydunya-token"] {
        for request in calls("/sandbox-api/v1") {
            let mut request = with_keys(request);
            for (_, value) in request.headers.iter_mut().filter(|(name, _)| name == header) {
                value.push(' ');
            }
            check(&request);
            request.headers.retain(|(name, _)| name != header);
            check(&request);
        }
    }
    assert_eq!(gateway.transactions().len(), 1);
}

#[test]
fn an_invoice_that_is_not_as_the_document_says_is_refused_and_makes_nothing() {
    let gateway = gateway();
    let mut wrong = vec![json!([]), json!(null), json!("x"), json!({})];
    for path in ["/invoice", "/store", "/invoice/total_amount", "/store/name"] {
        wrong.push(without(invoice(), path));
    }
    for field in ["name", "quantity", "unit_price", "total_price", "description"] {
        wrong.push(without(invoice(), &format!("/invoice/items/item_0/{field}")));
    }
    wrong.push(without(invoice(), "/invoice/items/item_0"));
    wrong.push(without(invoice(), "/invoice/taxes/tax_0/amount"));
    for (path, value) in [
        ("/invoice/total_amount", json!("12500")),
        ("/invoice/total_amount", json!(0)),
        ("/invoice/total_amount", json!(-1)),
        ("/invoice/total_amount", json!(12_500.5)),
        ("/invoice/description", json!(7)),
        ("/invoice/items", json!([])),
        ("/invoice/items/item_0/quantity", json!("2")),
        ("/invoice/items/item_0/quantity", json!(0)),
        ("/invoice/items/item_0/unit_price", json!(5_000)),
        ("/invoice/items/item_0/unit_price", json!("5 000")),
        ("/invoice/items/item_0/total_price", json!("")),
        ("/invoice/items/item_0/name", json!("")),
        ("/invoice/items/item_3", json!({"name": "a", "quantity": 1, "unit_price": "1", "total_price": "1", "description": ""})),
        ("/invoice/taxes/tax_0/amount", json!("2000")),
        ("/invoice/taxes/tax_0/name", json!("")),
        ("/store/name", json!("")),
        ("/store/tagline", json!(null)),
        ("/store/website_url", json!("boutique")),
        ("/store/logo_url", json!("javascript:alert(1)")),
        ("/store/town", json!("Lomé")),
        ("/custom_data", json!([])),
        ("/actions/callback_url", json!("ftp://boutique.example")),
        ("/actions/notify_url", json!("https://boutique.example")),
        ("/customer", json!({})),
    ] {
        wrong.push(with(invoice(), path, value));
    }
    let refused = json!({"response_code": "400", "response_text": "Invalid parameters"});
    for message in wrong {
        assert_eq!(post(&gateway, CREATE, &message), (400, refused.clone()), "{message}");
    }
    let mut form = with_keys(Request::post_json(CREATE, &invoice()));
    form.headers.retain(|(name, _)| name != "content-type");
    assert_eq!(gateway.respond(&form, NOW_MS).status, 400);
    let form = form.with_header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(gateway.respond(&form, NOW_MS).status, 400);
    assert!(gateway.transactions().is_empty());
}

#[test]
fn money_is_sent_as_the_document_says_and_refused_where_there_is_not_enough() {
    let gateway = gateway();
    let credit = json!({"account_alias": "771111111", "amount": 4_500});
    let expected = json!({
        "response_code": "00",
        "response_text": "Transaction completed successfully",
        "description": "Success! Amount of 4500 FCFA has been transfered to Sandbox Account ENTRAINEMENT",
        "transaction_id": "TEST1767323045678",
    });
    assert_eq!(post(&gateway, CREDIT, &credit), (200, expected));
    let short = json!({"response_code": "4002", "response_text": "Insufficient balance"});
    assert_eq!(post(&gateway, CREDIT, &with(credit.clone(), "/amount", json!(4_505))), (200, short));
    for (path, value) in [
        ("/amount", json!("4500")),
        ("/amount", json!(0)),
        ("/account_alias", json!("")),
        ("/account_alias", json!(771_111_111)),
        ("/currency", json!("XOF")),
    ] {
        assert_eq!(post(&gateway, CREDIT, &with(credit.clone(), path, value.clone())).0, 400, "{path} {value}");
    }
    assert_eq!(post(&gateway, CREDIT, &without(credit, "/amount")).0, 400);
}

#[test]
fn an_invoice_that_nobody_made_is_not_found() {
    for token in ["test_1000001", "comptoir", ""] {
        let request = Request::get(&format!("/sandbox-api/v1/checkout-invoice/confirm/{token}"), "");
        let response = gateway().respond(&with_keys(request), NOW_MS);
        let expected = json!({"response_code": "404", "response_text": "Invoice Not Found"});
        assert_eq!((response.status, body(&response)), (404, expected), "{token}");
    }
}

#[test]
fn only_documented_paths_and_methods_are_served_and_the_rest_is_a_web_page() {
    let status = |method: &str, path: &str| {
        let mut request = with_keys(Request::post_json(path, &invoice()));
        request.method = method.to_owned();
        let response = gateway().respond(&request, NOW_MS);
        assert_eq!(response.content_type, "text/html; charset=utf-8", "{path}");
        response.status
    };
    assert_eq!(status("GET", CREATE), 405);
    assert_eq!(status("GET", CREDIT), 405);
    assert_eq!(status("POST", "/sandbox-api/v1/checkout-invoice/confirm/test_1"), 405);
    for path in ["/", "/api/v1", "/checkout-invoice/create", "/sandbox-api/v2/checkout-invoice/create", "/api/v1/opr/create"] {
        assert_eq!(status("POST", path), 404, "{path}");
    }
    assert_eq!(status("POST", "/sandbox-api/v1/checkout-invoice/create/"), 404);
}
