//! Each call against its section of the guide. A fresh gateway, a fixed clock, no socket.

use serde_json::{Value, json};

use super::PRACTICE_KEY;
use crate::{Does, Kind, PracticeGateway, Request, Response, Which};

/// 2026-01-02T03:04:05.678Z
const NOW_MS: i64 = 1_767_323_045_678;

fn order() -> Value {
    json!({
        "auth_token": PRACTICE_KEY,
        "phone_number": "90000001",
        "amount": 12_500,
        "description": "Pagne",
        "identifier": "CPT-1",
        "network": "TMONEY",
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

fn body(response: &Response) -> Value {
    assert_eq!(response.content_type, "application/json");
    serde_json::from_slice(&response.body).unwrap()
}

fn call(gateway: &PracticeGateway, path: &str, body_sent: &Value, now_ms: i64) -> Value {
    let response = gateway.respond(&Request::post_json(path, body_sent), now_ms);
    assert_eq!(response.status, 200);
    body(&response)
}

fn pay(gateway: &PracticeGateway, body: &Value) -> Value {
    call(gateway, "/api/v1/pay", body, NOW_MS)
}

fn v2(gateway: &PracticeGateway, identifier: &str, now_ms: i64) -> Value {
    let question = json!({ "auth_token": PRACTICE_KEY, "identifier": identifier });
    call(gateway, "/api/v2/status", &question, now_ms)
}

fn v1(gateway: &PracticeGateway, tx_reference: Value, now_ms: i64) -> Value {
    let question = json!({ "auth_token": PRACTICE_KEY, "tx_reference": tx_reference });
    call(gateway, "/api/v1/status", &question, now_ms)
}

fn open(gateway: &PracticeGateway, query: &str, now_ms: i64) -> (u16, String) {
    let response = gateway.respond(&Request::get("/v1/page", query), now_ms);
    assert_eq!(response.content_type, "text/html; charset=utf-8");
    (response.status, String::from_utf8(response.body).unwrap())
}

#[test]
fn pay_registers_and_numbers_transactions_in_order() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let first = pay(&gateway, &order());
    assert_eq!(first, json!({ "tx_reference": 1_000_001, "status": 0 }));
    let second = pay(&gateway, &with(order(), "identifier", json!("CPT-2")));
    assert_eq!(second, json!({ "tx_reference": 1_000_002, "status": 0 }));
}

#[test]
fn pay_takes_an_order_without_description_and_an_amount_in_digits() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let sent = with(without(order(), "description"), "amount", json!("12500"));
    assert_eq!(pay(&gateway, &sent)["status"], 0);
    assert_eq!(v2(&gateway, "CPT-1", NOW_MS)["amount"], 12_500);
}

#[test]
fn pay_answers_2_to_a_wrong_key_and_registers_nothing() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    for key in ["another-key", "practice-key "] {
        let sent = with(order(), "auth_token", json!(key));
        assert_eq!(pay(&gateway, &sent), json!({ "status": 2 }));
    }
    assert!(gateway.transactions().is_empty());
}

#[test]
fn pay_answers_4_to_every_invalid_parameter_and_registers_nothing() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    for name in ["auth_token", "phone_number", "amount", "identifier", "network"] {
        let sent = without(order(), name);
        assert_eq!(pay(&gateway, &sent), json!({ "status": 4 }), "no {name}");
    }
    let wrong = [
        ("auth_token", json!(1234)),
        ("phone_number", json!(90_000_001)),
        ("phone_number", json!("9000000")),
        ("phone_number", json!("22890000001")),
        ("phone_number", json!("20000001")),
        ("phone_number", json!("9000000a")),
        ("amount", json!(0)),
        ("amount", json!(-500)),
        ("amount", json!(12.5)),
        ("amount", json!("+500")),
        ("amount", json!("12 500")),
        ("amount", json!("")),
        ("amount", json!(true)),
        ("description", json!(7)),
        ("identifier", json!("")),
        ("identifier", json!(10)),
        ("network", json!("MOOV")),
        ("network", json!("T-Money")),
        ("network", json!("tmoney")),
    ];
    for (name, value) in wrong {
        let sent = with(order(), name, value);
        assert_eq!(pay(&gateway, &sent), json!({ "status": 4 }), "{sent}");
    }
    assert!(gateway.transactions().is_empty());
}

#[test]
fn pay_answers_4_to_a_body_that_is_not_a_json_object() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    for sent in ["[]", "", "{", "auth_token=practice-key"] {
        let mut request = Request::post_json("/api/v1/pay", &Value::Null);
        request.body = sent.as_bytes().to_vec();
        assert_eq!(body(&gateway.respond(&request, NOW_MS)), json!({ "status": 4 }), "{sent}");
    }
}

#[test]
fn pay_wants_the_json_content_type_with_or_without_a_charset() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let mut request = Request::post_json("/api/v1/pay", &order());
    for refused in [None, Some("application/x-www-form-urlencoded")] {
        request.headers = refused.map(|media_type| ("content-type".to_owned(), media_type.to_owned())).into_iter().collect();
        assert_eq!(body(&gateway.respond(&request, NOW_MS))["status"], 4);
    }
    request.headers = vec![("content-type".to_owned(), "Application/JSON; charset=utf-8".to_owned())];
    assert_eq!(body(&gateway.respond(&request, NOW_MS))["status"], 0);
}

#[test]
fn pay_answers_6_to_a_known_identifier_and_leaves_the_first_transaction_unchanged() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    pay(&gateway, &order());
    let again = with(order(), "amount", json!(99_905));
    assert_eq!(pay(&gateway, &again), json!({ "status": 6 }));
    let transactions = gateway.transactions();
    assert_eq!(transactions.len(), 1);
    assert_eq!(transactions[0].amount_asked(), 12_500);
    assert_eq!(transactions[0].create_requests(), 2);
    assert_eq!(v2(&gateway, "CPT-1", NOW_MS + 3_000)["status"], 0);
}

#[test]
fn v2_status_has_the_shape_seen_in_production() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    pay(&gateway, &order());
    assert_eq!(
        v2(&gateway, "CPT-1", NOW_MS + 60_000),
        json!({
            "tx_reference": 1_000_001,
            "identifier": "CPT-1",
            "amount": 12_500,
            "payment_reference": "ENTRAINEMENT-1000001",
            "payment_method": "T-Money",
            "datetime": "2026-01-02T03:04:08.678Z",
            "phone_number": "22890000001",
            "status": 0,
        })
    );
}

#[test]
fn a_payment_in_progress_has_no_payment_reference() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    pay(&gateway, &with(order(), "network", json!("FLOOZ")));
    let answer = v2(&gateway, "CPT-1", NOW_MS + 2_999);
    assert_eq!(answer["status"], 2);
    assert_eq!(answer["payment_method"], "FLOOZ");
    assert_eq!(answer["datetime"], "2026-01-02T03:04:05.678Z");
    assert!(answer.get("payment_reference").is_none());
}

#[test]
fn v1_status_echoes_the_identifier_and_carries_no_amount() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    pay(&gateway, &order());
    let expected = json!({
        "tx_reference": 1_000_001,
        "identifier": "CPT-1",
        "payment_reference": "ENTRAINEMENT-1000001",
        "payment_method": "T-Money",
        "datetime": "2026-01-02T03:04:08.678Z",
        "status": 0,
    });
    let later = NOW_MS + 60_000;
    assert_eq!(v1(&gateway, json!(1_000_001), later), expected);
    assert_eq!(v1(&gateway, json!("1000001"), later), expected);
}

#[test]
fn the_amount_decides_the_status_word_in_time() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let day_ms = 86_400_000;
    for (amount, at_once, after_reaction, at_expiry, next_day) in
        [(1_000, 2, 0, 0, 0), (1_005, 2, 6, 6, 6), (1_010, 2, 2, 4, 4), (1_015, 2, 2, 2, 2)]
    {
        let identifier = format!("CPT-{amount}");
        let sent = with(order(), "amount", json!(amount));
        pay(&gateway, &with(sent, "identifier", json!(identifier)));
        for (after_ms, word) in
            [(0, at_once), (3_000, after_reaction), (119_999, after_reaction), (120_000, at_expiry), (day_ms, next_day)]
        {
            let answer = v2(&gateway, &identifier, NOW_MS + after_ms);
            assert_eq!(answer["status"], word, "{amount} after {after_ms} ms");
        }
    }
}

#[test]
fn an_unknown_transaction_is_an_error_code_without_any_status() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    for answer in [v2(&gateway, "CPT-1", NOW_MS), v1(&gateway, json!(1_000_001), NOW_MS)] {
        assert_eq!(answer["error_code"], 403);
        assert!(answer["error_message"].is_string());
        assert!(answer.get("status").is_none());
    }
}

#[test]
fn a_wrong_key_or_question_on_the_other_calls_never_looks_like_a_status() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    pay(&gateway, &order());
    let wrong_key = json!({ "auth_token": "another-key", "identifier": "CPT-1", "tx_reference": 1_000_001 });
    let no_question = json!({ "auth_token": PRACTICE_KEY });
    let no_key = json!({});
    for (path, sent, code) in [
        ("/api/v1/status", &wrong_key, 401),
        ("/api/v2/status", &wrong_key, 401),
        ("/api/v1/check-balance", &wrong_key, 401),
        ("/api/v1/status", &no_question, 400),
        ("/api/v2/status", &no_question, 400),
        ("/api/v1/check-balance", &no_key, 400),
    ] {
        let response = gateway.respond(&Request::post_json(path, sent), NOW_MS);
        assert_eq!(response.status, code, "{path}");
        let answer = body(&response);
        assert_eq!(answer["error_code"], code);
        assert!(answer.get("status").is_none());
    }
}

#[test]
fn the_balance_is_what_customers_paid_on_each_network() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    for (identifier, amount, network) in [("A", 1_000, "TMONEY"), ("B", 300, "FLOOZ"), ("C", 70, "FLOOZ"), ("D", 9_005, "FLOOZ")]
    {
        let sent = with(order(), "identifier", json!(identifier));
        let sent = with(sent, "amount", json!(amount));
        pay(&gateway, &with(sent, "network", json!(network)));
    }
    let question = json!({ "auth_token": PRACTICE_KEY });
    let balance = |now_ms| call(&gateway, "/api/v1/check-balance", &question, now_ms);
    assert_eq!(balance(NOW_MS), json!({ "flooz": 0, "tmoney": 0 }));
    assert_eq!(balance(NOW_MS + 3_000), json!({ "flooz": 370, "tmoney": 1_000 }));
}

#[test]
fn only_documented_paths_and_methods_are_served() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let status = |method: &str, path: &str| {
        let mut request = Request::post_json(path, &order());
        request.method = method.to_owned();
        gateway.respond(&request, NOW_MS).status
    };
    for path in ["/api/v1/pay", "/api/v1/status", "/api/v2/status", "/api/v1/check-balance"] {
        assert_eq!(status("GET", path), 405, "{path}");
    }
    assert_eq!(status("POST", "/v1/page"), 405);
    for path in ["/", "/api/v2/pay", "/api/v1/pay/", "/api/v1/disburse"] {
        assert_eq!(status("POST", path), 404, "{path}");
    }
    assert!(gateway.transactions().is_empty());
}

#[test]
fn the_page_registers_at_its_first_opening_only_and_is_then_paid() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let link = "token=practice-key&amount=12500&description=Pagne+bleu&identifier=CPT-1\
                &url=https%3A%2F%2Fshop.example%2Fmerci&phone=99000001&network=MOOV";
    let (status, page) = open(&gateway, link, NOW_MS);
    assert_eq!(status, 200);
    for shown in [
        "ENTRAÎNEMENT — aucune valeur",
        "12\u{202f}500 F CFA",
        "Pagne bleu",
        "CPT-1",
        "En attente du client",
        "href=\"https://shop.example/merci\"",
    ] {
        assert!(page.contains(shown), "{shown} is missing");
    }
    let (_, page) = open(&gateway, link, NOW_MS + 10_000);
    assert!(page.contains("Payé"));
    let transactions = gateway.transactions();
    assert_eq!(transactions.len(), 1);
    assert_eq!(transactions[0].page_openings(), 2);
    assert_eq!(transactions[0].create_requests(), 0);
    let answer = v2(&gateway, "CPT-1", NOW_MS + 10_000);
    assert_eq!(answer["status"], 0);
    assert_eq!(answer["payment_method"], "FLOOZ");
    assert_eq!(answer["phone_number"], "22899000001");
    assert_eq!(answer["datetime"], "2026-01-02T03:04:08.678Z");
}

#[test]
fn a_page_nobody_opened_is_an_unknown_transaction() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let _ = open(&gateway, "token=practice-key&amount=0&identifier=A", NOW_MS);
    assert_eq!(v2(&gateway, "A", NOW_MS)["error_code"], 403);
}

#[test]
fn a_link_with_an_edited_amount_charges_the_edited_amount() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let _ = open(&gateway, "token=practice-key&amount=100&identifier=CPT-1", NOW_MS);
    // The honest link, opened second, changes nothing.
    let (_, page) = open(&gateway, "token=practice-key&amount=12500&identifier=CPT-1", NOW_MS);
    assert!(page.contains("<h1>100 F CFA</h1>"));
    let answer = v2(&gateway, "CPT-1", NOW_MS + 3_000);
    assert_eq!(answer["status"], 0);
    assert_eq!(answer["amount"], 100);
}

#[test]
fn a_page_without_phone_or_with_a_foreign_one_is_paid_from_the_customers_own() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    for (identifier, phone, paid_from) in
        [("A", "", "22890000000"), ("B", "&phone=33612345678", "22890000000"), ("C", "&phone=22899000001", "22899000001")]
    {
        let link = format!("token=practice-key&amount=100&identifier={identifier}{phone}");
        assert_eq!(open(&gateway, &link, NOW_MS).0, 200);
        assert_eq!(v2(&gateway, identifier, NOW_MS)["phone_number"], paid_from);
    }
}

#[test]
fn the_page_refuses_a_bad_link_in_html_and_registers_nothing() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let good = "token=practice-key&amount=100&identifier=A";
    let mut links = vec![
        ("token=another-key&amount=100&identifier=A".to_owned(), 401),
        ("amount=100&identifier=A".to_owned(), 400),
        ("token=practice-key&identifier=A".to_owned(), 400),
        ("token=practice-key&amount=100".to_owned(), 400),
        ("token=practice-key&amount=-1&identifier=A".to_owned(), 400),
    ];
    for more in ["&network=FLOOZ", "&phone=abc", "&phone=", "&url=javascript:alert(1)", "&url=shop", "&amount=200"] {
        links.push((format!("{good}{more}"), 400));
    }
    for (link, expected) in links {
        let (status, page) = open(&gateway, &link, NOW_MS);
        assert_eq!(status, expected, "{link}");
        assert!(page.contains("ENTRAÎNEMENT"));
    }
    assert!(gateway.transactions().is_empty());
}

#[test]
fn the_page_escapes_what_the_link_says_and_runs_no_script() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    let (_, page) = open(
        &gateway,
        "token=practice-key&amount=100&identifier=%22%3Cb%3E&description=%3Cscript%3Ealert(1)%3C/script%3E%26%27",
        NOW_MS,
    );
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;"));
    assert!(page.contains("&quot;&lt;b&gt;"));
    assert!(!page.contains("<script"));
    assert!(!page.contains(PRACTICE_KEY));
}

#[test]
fn a_different_amount_really_paid_is_told_by_v2_only() {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    pay(&gateway, &order());
    let does = Does::Pays { amount: Some(400) };
    gateway.customer(Which::Identifier("CPT-1"), does, NOW_MS).map_err(|error| error.to_string()).unwrap();
    assert_eq!(v2(&gateway, "CPT-1", NOW_MS)["amount"], 400);
    assert!(v1(&gateway, json!(1_000_001), NOW_MS).get("amount").is_none());
}
