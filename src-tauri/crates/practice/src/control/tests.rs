use super::*;
use crate::Kind;
use crate::paygate_global::PRACTICE_KEY;

const NOW_MS: i64 = 1_767_323_045_678;

/// Two transactions that wait: their customers never answer by themselves.
fn gateway() -> PracticeGateway {
    let gateway = PracticeGateway::in_memory(Kind::PaygateGlobal);
    for identifier in ["A", "B"] {
        let body = json!({
            "auth_token": PRACTICE_KEY,
            "phone_number": "90000001",
            "amount": 515,
            "identifier": identifier,
            "network": "TMONEY",
        });
        let _ = gateway.respond(&Request::post_json("/api/v1/pay", &body), NOW_MS);
    }
    gateway
}

fn control(gateway: &PracticeGateway, request: &Request) -> (u16, Value) {
    let response = respond(gateway, request, NOW_MS);
    let body = serde_json::from_slice(&response.body).unwrap();
    (response.status, body)
}

fn customer(gateway: &PracticeGateway, body: &Value) -> (u16, Value) {
    control(gateway, &Request::post_json("/customer", body))
}

#[test]
fn a_decision_is_taken_by_identifier_or_by_number_and_told_back() {
    let gateway = gateway();
    let (status, row) = customer(&gateway, &json!({ "identifier": "A", "does": "pays", "amount": 400 }));
    assert_eq!(status, 200);
    assert_eq!(
        row,
        json!({
            "tx_reference": 1_000_001,
            "identifier": "A",
            "token": null,
            "amount_asked": 515,
            "state": "paid",
            "amount_paid": 400,
            "create_requests": 1,
            "page_openings": 0,
        })
    );
    let (status, row) = customer(&gateway, &json!({ "tx_reference": 1_000_002, "does": "never_answers" }));
    assert_eq!((status, &row["state"]), (200, &json!("in_progress")));
    for (does, state) in [("expires", "expired"), ("pays", "paid")] {
        let (status, row) = customer(&gateway, &json!({ "identifier": "B", "does": does }));
        assert_eq!((status, &row["state"]), (200, &json!(state)));
    }
}

#[test]
fn the_ledger_of_truth_lists_every_transaction_and_what_was_really_paid() {
    let gateway = gateway();
    customer(&gateway, &json!({ "identifier": "B", "does": "refuses" }));
    customer(&gateway, &json!({ "identifier": "B", "does": "pays" }));
    let (status, body) = control(&gateway, &Request::get("/transactions", ""));
    assert_eq!(status, 200);
    let rows = body["transactions"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["state"], "in_progress");
    assert_eq!(rows[0]["amount_paid"], Value::Null);
    assert_eq!(rows[1]["state"], "paid");
    assert_eq!(rows[1]["amount_paid"], 515);
    assert!(!body.to_string().contains("90000001"));
}

#[test]
fn a_decision_that_makes_no_sense_is_refused_with_its_reason() {
    let gateway = gateway();
    customer(&gateway, &json!({ "identifier": "B", "does": "pays" }));
    for (body, expected) in [
        (json!({ "identifier": "A" }), 400),
        (json!({ "does": "pays" }), 400),
        (json!({ "identifier": "A", "tx_reference": 1_000_001, "does": "pays" }), 400),
        (json!({ "identifier": "A", "does": "dances" }), 400),
        (json!({ "identifier": "A", "does": "pays", "amout": 5 }), 400),
        (json!({ "identifier": "A", "does": "pays", "amount": 0 }), 400),
        (json!({ "identifier": "A", "does": "pays", "amount": -5 }), 400),
        (json!({ "identifier": "A", "does": "refuses", "amount": 5 }), 400),
        (json!({ "identifier": "Z", "does": "pays" }), 404),
        (json!({ "identifier": "B", "does": "refuses" }), 409),
    ] {
        let (status, answer) = customer(&gateway, &body);
        assert_eq!(status, expected, "{body}");
        assert!(answer["error"].is_string());
    }
    let (_, ledger) = control(&gateway, &Request::get("/transactions", ""));
    assert_eq!(ledger["transactions"][0]["state"], "in_progress");
}

#[test]
fn an_unknown_control_call_names_the_known_ones() {
    let (status, answer) = control(&gateway(), &Request::get("/customer", ""));
    assert_eq!(status, 404);
    assert!(answer["error"].as_str().unwrap().contains("GET /transactions"));
}
