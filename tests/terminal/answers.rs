//! Every answer a gateway can give, good or bad: the right state, nothing lost, and never two requests.

use comptoir_tests::{Answer, Call, Customer, Outcome, PHONE, Running};
use serde_json::{Value, json};

use crate::{counter, pending, push};

/// State, reason and exit code.
#[track_caller]
fn stands(outcome: Outcome, state: &str, reason: Option<&str>, exit: i32) -> Outcome {
    let outcome = outcome.exits(exit);
    let reason = reason.map_or(Value::Null, Value::from);
    assert_eq!((outcome.state().as_str(), &outcome.last()["reason"]), (state, &reason), "{outcome}");
    outcome
}

#[test]
fn a_create_call_that_is_refused_in_the_gateways_own_words_is_declined() {
    let (gateway, till) = counter();
    for (word, reason) in [(json!(2), "key_refused"), (json!("2"), "key_refused"), (json!(4), "input_refused")] {
        gateway.once(Call::Pay, Answer::json(json!({ "status": word })));
        let declined = stands(push(&till, "12500"), "declined", Some(reason), 3);
        assert_eq!(declined.text("money_at_risk"), "no");
    }
    assert_eq!(gateway.requests(Call::Pay).len(), 3, "none was repeated");
}

#[test]
fn a_create_call_without_an_answer_that_can_be_trusted_is_unknown_and_looked_up() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let cases = [
        (Answer::closed(), "cut"),
        (Answer::cut(r#"{"tx_reference":1,"status":0}"#, 12), "cut"),
        (Answer::endless(), "too_large"),
        (Answer::bytes(500, ""), "server_failed"),
        (Answer::bytes(504, r#"{"tx_reference":1,"status":0}"#), "server_failed"),
        (Answer::bytes(429, "").with_header("retry-after", "60"), "limited"),
        (Answer::bytes(404, "{}"), "http_refused"),
        (Answer::bytes(302, "").with_header("location", "/api/v1/pay"), "web_page"),
        (Answer::web_page(200), "web_page"),
        (Answer::bytes(200, ""), "unreadable"),
        (Answer::bytes(200, "null"), "unreadable"),
        (Answer::bytes(200, r#"[{"tx_reference":1,"status":0}]"#), "unreadable"),
        (Answer::bytes(200, r#"{"tx_reference":1}"#), "unreadable"),
        (Answer::bytes(200, r#"{"status":0}"#), "unreadable"),
        (Answer::bytes(200, r#"{"tx_reference":1,"status":null}"#), "unreadable"),
        (Answer::bytes(200, r#"{"tx_reference":1,"status":2,"status":0}"#), "unreadable"),
        (Answer::bytes(200, r#"{"error_code":404}"#), "unreadable"),
        (Answer::bytes(200, r#"{"tx_reference":1,"status":1}"#), "unknown_word"),
        (Answer::bytes(200, r#"{"tx_reference":1,"status":"ok"}"#), "unknown_word"),
    ];
    for (place, (answer, reason)) in cases.into_iter().enumerate() {
        gateway.once(Call::Pay, answer.though_taken());
        let unknown = stands(push(&till, "12500"), "create_unknown", Some(reason), 4);
        assert_eq!(unknown.text("money_at_risk"), "unknown");
        assert_eq!(gateway.requests(Call::Pay).len(), place + 1, "a request was repeated\n{unknown}");
        // The gateway had taken it all the same, and the customer has paid.
        stands(till.run(["ask", &unknown.id()]), "paid", None, 0);
    }
    let transactions = gateway.transactions();
    assert!(transactions.iter().all(|transaction| transaction.creates == 1));
    let receipts = till.run(["list"]).lines.iter().filter(|line| line["receipt_number"].is_string()).count();
    assert_eq!(receipts, transactions.len(), "whoever was charged has a receipt");
}

#[test]
fn a_connection_that_is_closed_before_anything_is_read_leaves_the_payment_unknown() {
    let (gateway, till) = counter();
    gateway.close_unread(1);
    stands(push(&till, "12500"), "create_unknown", Some("cut"), 4);
    assert_eq!(gateway.count(), 0, "and is not sent again");
}

#[test]
fn a_proxy_of_the_system_is_not_used_for_this_machine() {
    let (gateway, till) = counter();
    let mut command = till.program();
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env(name, "http://127.0.0.1:9");
    }
    command.arg("--data-dir").arg(till.folder()).args(["pay", "12500", "--phone", PHONE]);
    Running::of(command).finish().exits(4);
    assert_eq!(gateway.transactions().len(), 1);
}

#[test]
fn a_connection_that_was_never_made_sent_nothing() {
    let (mut gateway, till) = counter();
    gateway.go_away();
    let unsent = stands(push(&till, "12500"), "abandoned_unsent", Some("no_connection"), 3);
    assert_eq!(unsent.states(), ["recorded", "sending", "abandoned_unsent"]);
    assert_eq!(unsent.text("money_at_risk"), "no");
    gateway.come_back();
    till.run(["resume"]).exits(0);
    assert_eq!(gateway.count(), 0);
}

#[test]
fn a_reference_that_the_gateway_knew_before_it_was_sent_is_left_to_a_person() {
    let (gateway, till) = counter();
    let mut epochs = Vec::new();
    for (amount, reason) in [(Some(12_500), "reference_known"), (Some(12_000), "amount_differs"), (None, "amount_missing")] {
        gateway.once(Call::Pay, Answer::json(json!({"status": 6})));
        let known = stands(push(&till, "12500"), "create_unknown", Some("reference_known"), 4);
        let mut answer = json!({"tx_reference": 9, "status": 0, "identifier": known.text("reference")});
        if let Some(amount) = amount {
            answer["amount"] = Value::from(amount);
        }
        gateway.once(Call::Status, Answer::json(answer));
        let held = till.run(["ask", &known.id()]).exits(4);
        assert_eq!((held.state(), held.text("reason")), ("held".to_owned(), reason.to_owned()), "{amount:?}");
        epochs.push(known.text("reference").chars().nth(3));
    }
    assert_eq!(epochs, [Some('A'), Some('B'), Some('C')], "the next one has a reference that nobody has");
}

#[test]
fn a_paid_word_with_something_missing_or_wrong_is_held_until_it_is_proven() {
    let (gateway, till) = counter();
    let cases: [(&[(&str, Value)], &str); 8] = [
        (&[("amount", json!(12_499))], "amount_differs"),
        (&[("amount", json!(0))], "amount_differs"),
        (&[("amount", json!(1_250_000))], "amount_differs"),
        (&[("amount", json!("douze"))], "amount_differs"),
        (&[("identifier", json!("CPTAAAAAAAAAAAAAAAAAAAAAA"))], "reference_differs"),
        (&[("identifier", json!({}))], "reference_differs"),
        (&[("tx_reference", json!(1))], "gateway_reference_differs"),
        (&[("tx_reference", json!([7_000_001]))], "gateway_reference_differs"),
    ];
    for (changes, reason) in cases {
        let payment = pending(&till, "12500");
        let mut answer = json!({
            "tx_reference": payment.text("gateway_reference").parse::<u64>().unwrap(),
            "identifier": payment.text("reference"), "amount": 12_500, "status": 0,
        });
        for (field, value) in changes {
            answer[*field] = value.clone();
        }
        gateway.once(Call::Status, Answer::json(answer));
        let held = stands(till.run(["ask", &payment.id()]), "held", Some(reason), 4);
        assert_eq!((held.text("money_at_risk").as_str(), &held.last()["receipt_number"]), ("yes", &Value::Null));
    }
    // All of them are proven by the next answer, which is in good order.
    gateway.everyone(Customer::Pays);
    let resumed = till.run(["resume"]).exits(0);
    assert_eq!(resumed.lines.len(), 8);
    assert!(resumed.lines.iter().all(|line| line["state"] == "paid"), "{resumed}");
}

#[test]
fn an_answer_that_proves_nothing_changes_nothing_and_its_trouble_is_told() {
    let (gateway, till) = counter();
    let cases = [
        (Answer::bytes(200, r#"{"status":9}"#), "unknown_word"),
        (Answer::bytes(200, r#"{"status":"payé"}"#), "unknown_word"),
        (Answer::bytes(200, r#"{"tx_reference":7000001}"#), "unreadable"),
        (Answer::bytes(200, "{}"), "unreadable"),
        (Answer::bytes(200, r#"{"status":0.0}"#), "unreadable"),
        (Answer::bytes(500, r#"{"status":0}"#), "server_failed"),
        (Answer::bytes(429, "{}"), "limited"),
        (Answer::web_page(200), "web_page"),
        (Answer::cut(r#"{"status":0,"amount":12500}"#, 11), "cut"),
        (Answer::endless(), "too_large"),
        (Answer::unknown_transaction(), "not_known"),
    ];
    for (answer, trouble) in cases {
        let payment = pending(&till, "12500");
        gateway.once(Call::Status, answer);
        stands(till.run(["ask", &payment.id()]), "pending", Some(trouble), 4);
    }
}

#[test]
fn a_trouble_that_is_over_is_not_told_any_more() {
    let (gateway, till) = counter();
    let payment = pending(&till, "12500");
    gateway.once(Call::Status, Answer::bytes(500, ""));
    stands(till.run(["ask", &payment.id()]), "pending", Some("server_failed"), 4);
    stands(till.run(["resume"]), "pending", None, 4);
}

#[test]
fn another_transactions_refusal_ends_nothing() {
    let (gateway, till) = counter();
    for word in [2, 4, 6] {
        let payment = pending(&till, "12500");
        gateway.once(Call::Status, Answer::json(json!({"status": word, "identifier": "CPTAAAAAAAAAAAAAAAAAAAAAA"})));
        assert_eq!(till.run(["ask", &payment.id()]).exits(4).state(), "pending", "{word}");
    }
}
