//! Each call against its section of the document. A fresh gateway, a fixed clock, no socket.

use serde_json::{Value, json};

use super::{APIKEY, TOKEN};
use crate::{Does, Kind, PracticeGateway, Request, Which};

/// 2026-01-02T03:04:05.678Z
const NOW_MS: i64 = 1_767_323_045_678;

const CREATE: &str = "/pay/v01/redirect/checkout-invoice/create";
const CONFIRM: &str = "/pay/v01/redirect/checkout-invoice/confirm/";
const SITE: &str = "https://boutique.example/";

fn gateway() -> PracticeGateway {
    PracticeGateway::in_memory(Kind::Payplus)
}

fn payload() -> Value {
    json!({
        "commande": {
            "invoice": {
                "items": [
                    {"name": "Article 1", "description": "", "quantity": 2, "unit_price": 5_000, "total_price": 10_000},
                    {"name": "Article 2", "description": "", "quantity": 1, "unit_price": 2_500, "total_price": 2_500},
                ],
                "total_amount": 12_500,
                "devise": "xof",
                "description": "Description du contenu de la facture",
            },
            "store": {"name": "Boutique", "website_url": SITE},
            "actions": {"cancel_url": SITE, "return_url": SITE, "callback_url": SITE},
            "custom_data": {"reference": "CPT-1", "rubrique_2": "valeur_de_la_rubrique_2"},
        }
    })
}

fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    *body.pointer_mut(pointer).unwrap() = value;
    body
}

fn signed(request: Request) -> Request {
    request.with_header("Apikey", APIKEY).with_header("Authorization", &format!("Bearer {TOKEN}"))
}

fn answer(gateway: &PracticeGateway, request: &Request, now_ms: i64) -> Value {
    let response = gateway.respond(request, now_ms);
    assert_eq!((response.status, response.content_type), (200, "application/json"));
    serde_json::from_slice(&response.body).unwrap()
}

fn create(gateway: &PracticeGateway, body: &Value) -> Value {
    answer(gateway, &signed(Request::post_json(CREATE, body)).at("http://127.0.0.1:8801/payplus"), NOW_MS)
}

fn confirm(gateway: &PracticeGateway, token: &str, now_ms: i64) -> Value {
    answer(gateway, &signed(Request::get(CONFIRM, &format!("invoiceToken={token}"))), now_ms)
}

fn failure(number: &str) -> Value {
    let text = format!("Echec (Code{number})");
    json!({"response_code": "01", "token": "", "response_text": text, "description": "", "customdata": {}})
}

fn pays(gateway: &PracticeGateway, does: Does) {
    gateway.customer(Which::Identifier("CPT-1"), does, NOW_MS).map_err(|error| error.to_string()).unwrap();
}

#[test]
fn create_makes_an_invoice_and_its_page() {
    let gateway = gateway();
    let expected = json!({
        "response_code": "00",
        "token": "payplus-1000001",
        "response_text": "http://127.0.0.1:8801/payplus/checkout/payplus-1000001",
        "description": "",
        "customdata": payload()["commande"]["custom_data"],
    });
    assert_eq!(create(&gateway, &payload()), expected);
    let invoices = gateway.transactions();
    assert_eq!((invoices.len(), invoices[0].identifier(), invoices[0].amount_asked()), (1, "CPT-1", 12_500));
    assert_eq!(create(&gateway, &payload())["token"], "payplus-1000002", "nothing forbids the same payload twice");
    assert_eq!(gateway.transactions()[1].create_requests(), 2);
}

#[test]
fn an_invoice_waits_for_its_customer_to_open_the_page() {
    let gateway = gateway();
    let page = create(&gateway, &payload())["response_text"].as_str().unwrap().to_owned();
    let hour_ms = 3_600_000;
    assert_eq!(confirm(&gateway, "payplus-1000001", NOW_MS + hour_ms)["description"], "pending");
    assert_eq!(gateway.customer_scans(&page, NOW_MS + hour_ms).status, 200);
    assert_eq!(confirm(&gateway, "payplus-1000001", NOW_MS + hour_ms)["description"], "pending");
    assert_eq!(confirm(&gateway, "payplus-1000001", NOW_MS + hour_ms + 3_000)["description"], "completed");
}

#[test]
fn confirm_tells_the_documented_fields_and_those_of_real_answers() {
    let gateway = gateway();
    create(&gateway, &payload());
    let entry = |name: &str, value: &str| {
        let at = "2026-01-02 03:04:05";
        json!({"keyof_customdata": name, "valueof_customdata": value, "datecreation_customdata": at})
    };
    let mut expected = json!({
        "response_code": "00",
        "token": "payplus-1000001",
        "response_text": "",
        "description": "pending",
        "customdata": {"reference": "CPT-1", "rubrique_2": "valeur_de_la_rubrique_2"},
        "status": "pending",
        "custom_data": [entry("reference", "CPT-1"), entry("rubrique_2", "valeur_de_la_rubrique_2")],
        "montant": 12_500,
    });
    assert_eq!(confirm(&gateway, "payplus-1000001", NOW_MS), expected);
    pays(&gateway, Does::Pays { amount: Some(400) });
    for (name, value) in [
        ("description", json!("completed")),
        ("status", json!("completed")),
        ("montant", json!(400)),
        ("transaction_id", json!("ENTRAINEMENT-1000001")),
        ("operator_name", json!("ENTRAINEMENT")),
        ("date", json!("2026-01-02 03:04:05")),
    ] {
        expected[name] = value;
    }
    assert_eq!(confirm(&gateway, "payplus-1000001", NOW_MS), expected);
}

#[test]
fn an_invoice_that_is_refused_or_runs_out_is_not_completed() {
    for does in [Does::Refuses, Does::Expires] {
        let gateway = gateway();
        create(&gateway, &payload());
        pays(&gateway, does);
        let answer = confirm(&gateway, "payplus-1000001", NOW_MS);
        assert_eq!((&answer["description"], &answer["status"]), (&json!("notcompleted"), &json!("notcompleted")));
        assert!(answer.get("transaction_id").is_none());
    }
}

#[test]
fn confirm_is_answered_with_either_verb() {
    let gateway = gateway();
    create(&gateway, &payload());
    let mut request = signed(Request::get(CONFIRM, "invoiceToken=payplus-1000001"));
    let by_get = answer(&gateway, &request, NOW_MS);
    request.method = "POST".to_owned();
    assert_eq!((by_get["status"].as_str(), answer(&gateway, &request, NOW_MS)), (Some("pending"), by_get.clone()));
}

#[test]
fn both_keys_are_wanted_by_both_calls() {
    let gateway = gateway();
    create(&gateway, &payload());
    let calls = || [Request::post_json(CREATE, &payload()), Request::get(CONFIRM, "invoiceToken=payplus-1000001")];
    let bearer = format!("Bearer {TOKEN}");
    for (apikey, authorization) in [
        (None, Some(bearer.as_str())),
        (Some("another-key"), Some(&bearer)),
        (Some(APIKEY), None),
        (Some(APIKEY), Some(TOKEN)),
        (Some(APIKEY), Some("Bearer another-token")),
    ] {
        for request in calls() {
            let headers = [("Apikey", apikey), ("Authorization", authorization)];
            let given = headers.into_iter().filter_map(|(name, value)| Some((name, value?)));
            let request = given.fold(request, |request, (name, value)| request.with_header(name, value));
            assert_eq!(answer(&gateway, &request, NOW_MS), failure("00"), "{apikey:?} {authorization:?}");
        }
    }
    assert_eq!(gateway.transactions().len(), 1);
}

#[test]
fn create_refuses_every_payload_that_is_not_the_documented_one() {
    let gateway = gateway();
    let wrong = [
        ("/commande/invoice/items", json!([])),
        ("/commande/invoice/items", json!({})),
        ("/commande/invoice/items/0/name", json!("")),
        ("/commande/invoice/items/0/description", Value::Null),
        ("/commande/invoice/items/0/quantity", json!("2")),
        ("/commande/invoice/items/0/quantity", json!(1)),
        ("/commande/invoice/items/0/unit_price", json!(-5_000)),
        ("/commande/invoice/items/0/total_price", json!(10_000.0)),
        ("/commande/invoice/total_amount", json!(12_499)),
        ("/commande/invoice/total_amount", json!("12500")),
        ("/commande/invoice/devise", json!("XOF")),
        ("/commande/invoice/description", json!("")),
        ("/commande/store", json!({"name": "Boutique"})),
        ("/commande/store/name", json!("")),
        ("/commande/store/website_url", json!("")),
        ("/commande/actions", json!({"cancel_url": SITE, "return_url": SITE})),
        ("/commande/actions/callback_url", json!("javascript:alert(1)")),
        ("/commande/custom_data", json!([])),
        ("/commande/custom_data/reference", json!(7)),
        ("/commande", json!({})),
    ];
    for (pointer, value) in wrong {
        let body = with(payload(), pointer, value);
        assert_eq!(create(&gateway, &body), failure("08"), "{body}");
    }
    for pointer in ["", "/commande", "/commande/invoice", "/commande/invoice/items/1", "/commande/store", "/commande/actions"] {
        let mut body = payload();
        body.pointer_mut(pointer).unwrap()["en_trop"] = json!("x");
        assert_eq!(create(&gateway, &body), failure("08"), "{body}");
    }
    let free = with(with(payload(), "/commande/invoice/items", json!([])), "/commande/invoice/total_amount", json!(0));
    assert_eq!(create(&gateway, &free), failure("02"));
    let mut documented = signed(Request::post_json(CREATE, &Value::Null));
    documented.body = payload().to_string().replace("}],", "},],").into_bytes();
    assert_eq!(answer(&gateway, &documented, NOW_MS), failure("08"), "the comma after the last article is no JSON");
    let mut form = signed(Request::post_json(CREATE, &payload()));
    form.headers[0].1 = "application/x-www-form-urlencoded".to_owned();
    assert_eq!(answer(&gateway, &form, NOW_MS), failure("08"));
    assert!(gateway.transactions().is_empty());
}

#[test]
fn confirm_wants_the_token_of_an_invoice_and_nothing_else() {
    let gateway = gateway();
    create(&gateway, &payload());
    for (query, number) in [
        ("invoiceToken=comptoir", "02"),
        ("invoiceToken=", "02"),
        ("", "08"),
        ("token=payplus-1000001", "08"),
        ("invoiceToken=payplus-1000001&a=1", "08"),
    ] {
        assert_eq!(answer(&gateway, &signed(Request::get(CONFIRM, query)), NOW_MS), failure(number), "{query}");
    }
}

#[test]
fn every_other_path_or_verb_is_refused() {
    let gateway = gateway();
    let status = |request: Request| gateway.respond(&signed(request), NOW_MS).status;
    let verb = |verb: &str, path: &str| Request { method: verb.to_owned(), ..Request::get(path, "") };
    assert_eq!(status(verb("GET", CREATE)), 405);
    assert_eq!(status(verb("PUT", CONFIRM)), 405);
    assert_eq!(status(verb("GET", CONFIRM.trim_end_matches('/'))), 404);
    assert_eq!(status(verb("POST", "/pay/v01/straight/checkout-invoice/create")), 404);
}
