//! `account test`, the one call that costs nothing, and `balance`.

use comptoir_tests::{Answer, Call, Outcome, PHONE, fields_in_order};
use serde_json::json;

use crate::counter;

#[test]
fn a_good_key_is_said_to_be_good_after_one_call_that_costs_nothing() {
    let (gateway, till) = counter();
    let good = till.run(["account", "test", "boutique"]).exits(0);
    let mut fields = fields_in_order(&good.stdout);
    fields.sort();
    assert_eq!(fields, ["account", "gateway", "good", "kind", "verdict"]);
    assert_eq!(
        *good.last(),
        json!({"kind": "account_test", "account": "boutique", "gateway": "paygate-global", "good": true, "verdict": "good"})
    );
    assert_eq!((gateway.count(), gateway.requests(Call::Balance).len()), (1, 1));
    let human = till.run_human(["account", "test", "boutique"]).exits(0);
    assert!(human.stdout.contains("boutique"), "{human}");
}

#[test]
fn whatever_proves_nothing_is_said_with_its_reason() {
    let (mut gateway, till) = counter();
    let cases = [
        (Answer::json(json!({"status": 2})), "key_refused"),
        (Answer::bytes(403, "{}"), "refused"),
        (Answer::bytes(200, r#"{"error_code":401,"error_message":"IP non autorisée"}"#), "refused"),
        (Answer::bytes(200, r#"{"flooz":1,"tmoney":2,"error_code":401}"#), "refused"),
        (Answer::web_page(200), "web_page"),
        (Answer::bytes(500, ""), "server_failed"),
        (Answer::bytes(429, "{}"), "limited"),
        (Answer::bytes(200, "{}"), "unreadable"),
        (Answer::bytes(200, "["), "unreadable"),
        (Answer::cut(r#"{"flooz":1,"tmoney":2}"#, 9), "cut"),
        (Answer::closed(), "cut"),
        (Answer::endless(), "too_large"),
    ];
    for (answer, verdict) in cases {
        gateway.once(Call::Balance, answer);
        is_not_good(&till.run(["account", "test", "boutique"]).exits(1), verdict);
    }
    gateway.go_away();
    is_not_good(&till.run(["account", "test", "boutique"]).exits(1), "no_connection");
    let human = till.run_human(["account", "test", "boutique"]).exits(1);
    assert!(human.stdout.lines().count() >= 3, "what happened, why, and what to do\n{human}");
}

#[track_caller]
fn is_not_good(outcome: &Outcome, verdict: &str) {
    let told = outcome.last();
    assert_eq!((&told["good"], told["verdict"].as_str()), (&json!(false), Some(verdict)), "{outcome}");
}

#[test]
fn an_account_that_is_not_there_is_bad_input() {
    let (_gateway, till) = counter();
    till.run(["account", "test", "ailleurs"]).refused(2, "account_unknown");
    till.run(["balance", "ailleurs"]).refused(2, "account_unknown");
}

#[test]
fn the_balances_of_an_account_are_told_network_by_network() {
    let (gateway, till) = counter();
    let balances = till.run(["balance", "boutique"]).exits(0);
    let expected = json!({"kind": "balance", "account": "boutique", "balances": [
        {"network": "tg-flooz", "amount_minor": 1_500, "currency": "XOF"},
        {"network": "tg-tmoney", "amount_minor": 250_000, "currency": "XOF"},
    ]});
    assert_eq!(*balances.last(), expected);
    gateway.once(Call::Balance, Answer::json(json!({"tmoney": "7"})));
    let partly = till.run(["balance", "boutique"]).exits(0);
    assert_eq!(partly.last()["balances"][0]["amount_minor"], json!(null), "what is not told is not zero");
    assert_eq!(partly.last()["balances"][1]["amount_minor"], 7);
    let human = till.run_human(["balance", "boutique"]).exits(0);
    assert!(human.stdout.contains("250\u{202f}000") || human.stdout.contains("250\u{a0}000"), "{human}");
}

#[test]
fn a_balance_that_is_not_told_ends_with_one_and_a_reason() {
    let (mut gateway, till) = counter();
    gateway.once(Call::Balance, Answer::json(json!({"status": 2})));
    till.run(["balance", "boutique"]).refused(1, "gateway_refused");
    gateway.once(Call::Balance, Answer::bytes(503, ""));
    till.run(["balance", "boutique"]).refused(1, "gateway_silent");
    gateway.go_away();
    till.run(["balance", "boutique"]).refused(1, "gateway_silent");
}

#[test]
fn a_key_that_is_gone_from_the_keychain_is_said_to_be_so() {
    let (gateway, till) = counter();
    let another = comptoir_tests::Keyring::unlocked();
    let elsewhere = till.moved_to(&another);
    for line in [&["account", "test", "boutique"][..], &["balance", "boutique"], &["pay", "12500", "--phone", PHONE]] {
        elsewhere.run(line).refused(1, "key_missing");
    }
    assert_eq!(gateway.count(), 0);
}
