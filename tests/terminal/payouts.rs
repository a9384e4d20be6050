//! `payout`: money that leaves, once. Where its outcome is not known, nobody sends it again.

use comptoir_tests::{Answer, Call, Outcome, PIN, ScriptedGateway, Signal, Till, fields_in_order};
use serde_json::{Value, json};

use crate::counter;

/// A number of Senegal, where PayDunya is at home.
const PAYEE: &str = "77 123 45 67";
const ID: &str = "01a21853-9133-7c80-9686-d8e9ccc7edc4";
const PAYOUT: [&str; 16] = [
    "kind",
    "payout_id",
    "gateway",
    "account",
    "payee",
    "amount_minor",
    "currency",
    "why",
    "environment",
    "state",
    "reason",
    "gateway_reference",
    "settled_why",
    "money_at_risk",
    "created_at",
    "updated_at",
];

/// A till with one account, `dakar`, at a PayDunya that pays out whatever it is told to.
fn dakar() -> (ScriptedGateway, Till) {
    let gateway = ScriptedGateway::start();
    gateway.always(Call::Other, done("TR7781"));
    let till = Till::new();
    till.set_pin();
    let secrets = json!({"master_key": "practice-master", "private_key": "test_of-practice", "token": "practice-token"});
    let add = ["account", "add", "dakar", "--gateway", "paydunya", "--base-url", &gateway.base_url()].map(str::to_owned);
    till.run_typing(add, &secrets.to_string()).exits(0);
    (gateway, till)
}

/// « Paiement et redistribution », as its document has it.
fn done(number: &str) -> Answer {
    Answer::json(json!({
        "response_code": "00", "response_text": "Transaction completed successfully",
        "description": "Success! Amount of 500 FCFA has been transfered", "transaction_id": number,
    }))
}

fn line<'a>(to: &'a str, options: &[&'a str]) -> Vec<&'a str> {
    [&["payout", "dakar", "500", "--to", to, "--reason", "remboursement"], options].concat()
}

fn state(outcome: &Outcome) -> (String, String) {
    (outcome.state(), outcome.text("money_at_risk"))
}

#[test]
fn a_gateway_that_pays_nobody_out_is_said_to_be_so_before_a_pin_is_asked_for() {
    let (gateway, till) = counter();
    let to = ["payout", "boutique", "500", "--to", "90123456", "--reason", "remboursement"];
    till.run(to).refused(1, "service_unavailable");
    till.run_as_owner(to).refused(1, "service_unavailable");
    assert_eq!(gateway.count(), 0);
    till.run_as_owner(["payout", "ailleurs", "500", "--to", "90123456", "--reason", "x"]).refused(2, "account_unknown");
}

#[test]
fn a_payout_is_sent_once_whoever_repeats_it() {
    let (gateway, till) = dakar();
    let sent = till.run_as_owner(line(PAYEE, &["--payout-id", ID])).exits(0);
    assert_eq!(state(&sent), ("done".to_owned(), "no".to_owned()));
    assert_eq!(fields_in_order(&sent.stdout), PAYOUT);
    let told = sent.last();
    let expected = [
        ("kind", "payout"),
        ("payout_id", ID),
        ("gateway", "paydunya"),
        ("account", "dakar"),
        ("payee", "****4567"),
        ("currency", "XOF"),
        ("why", "remboursement"),
        ("environment", "test"),
        ("gateway_reference", "TR7781"),
    ];
    for (field, value) in expected {
        assert_eq!(told[field], value, "{field} {sent}");
    }
    assert_eq!((&told["amount_minor"], &told["reason"], &told["settled_why"]), (&json!(500), &Value::Null, &Value::Null));
    assert_eq!(gateway.requests(Call::Other)[0].json["amount"], 500);
    // The same name again needs no PIN, and sends nothing.
    let again = till.run(line("+221771234567", &["--payout-id", ID])).exits(0);
    let shown = till.run(["show", ID]).exits(0);
    assert_eq!((again.last(), shown.last()), (told, told));
    till.run_as_owner(line("77 123 45 68", &["--payout-id", ID])).refused(2, "id_reused");
    assert_eq!(gateway.count(), 1);
    // Another one is another payout, with a name of its own.
    let other = till.run_as_owner(line(PAYEE, &[])).exits(0);
    assert!(other.text("payout_id") != ID && gateway.count() == 2);
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn whatever_is_off_is_told_before_the_pin_and_nothing_is_sent() {
    let (gateway, till) = dakar();
    let cases: [(&[&str], &str); 6] = [
        (&["payout", "dakar", "0", "--to", PAYEE, "--reason", "x"], "amount_not_positive"),
        (&["payout", "dakar", "500", "--to", "12", "--reason", "x"], "phone_wrong_length"),
        (&["payout", "dakar", "500", "--to", "+22890123456", "--reason", "x"], "phone_foreign"),
        (&["payout", "dakar", "500", "--to", PAYEE], "why_needed"),
        (&["payout", "dakar", "500", "--to", PAYEE, "--reason", "x", "--payout-id", "1"], "payment_id_invalid"),
        (&["payout", "dakar", "500", "--to", PAYEE, "--reason", "x"], "pin_needed"),
    ];
    for (words, code) in cases {
        till.run(words).refused(2, code);
    }
    till.run_typing(line(PAYEE, &[]), r#"{"pin":"70318264"}"#).refused(2, "pin_wrong");
    assert_eq!(gateway.count(), 0);
}

#[test]
fn a_payout_without_a_known_outcome_stands_in_the_way_until_the_owner_settles_it() {
    for (decision, settled, exit) in [("paid", "settled_paid", 0), ("unpaid", "settled_unpaid", 3)] {
        let (gateway, till) = dakar();
        gateway.once(Call::Other, Answer::closed());
        let unknown = till.run_as_owner(line(PAYEE, &["--payout-id", ID])).exits(4);
        assert_eq!((state(&unknown), unknown.text("reason").as_str()), (("unknown".to_owned(), "unknown".to_owned()), "cut"));
        till.run_as_owner(line(PAYEE, &["--payout-id", ID])).exits(4);
        let refused = till.run_as_owner(line(PAYEE, &[])).refused(2, "payout_unsettled").error.unwrap();
        assert!(refused["message"].as_str().unwrap().contains(ID), "{refused}");
        assert_eq!(gateway.count(), 1, "sent once");
        till.run_as_owner(line("77 123 45 68", &[])).exits(0);

        till.run(["settle", ID, "--as", decision]).refused(2, "why_needed");
        till.run_as_owner(["settle", ID, "--as", "refunded", "--reason", "vu"]).refused(2, "usage");
        till.run(["settle", ID, "--as", decision, "--reason", "vu"]).refused(2, "pin_needed");
        let ended = till.run_as_owner(["settle", ID, "--as", decision, "--reason", "vu chez PayDunya"]).exits(exit);
        assert_eq!((ended.state().as_str(), ended.text("settled_why").as_str()), (settled, "vu chez PayDunya"));
        till.run_as_owner(["settle", ID, "--as", decision, "--reason", "vu"]).refused(2, "not_settleable");
        assert_eq!(till.run(["show", ID]).exits(exit).last(), ended.last());
        till.run_as_owner(line(PAYEE, &[])).exits(0);
        assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
    }
}

#[test]
fn what_the_gateway_refuses_and_what_never_left_are_told_apart() {
    let (mut gateway, till) = dakar();
    gateway.once(Call::Other, Answer::json(json!({"response_code": "4002", "response_text": "Insufficient balance"})));
    let refused = till.run_as_owner(line(PAYEE, &[])).exits(3);
    assert_eq!((state(&refused), refused.text("reason").as_str()), (("refused".to_owned(), "no".to_owned()), "amount_refused"));
    gateway.go_away();
    let unsent = till.run_as_owner(line(PAYEE, &[])).exits(3);
    assert_eq!((state(&unsent), unsent.text("reason").as_str()), (("unsent".to_owned(), "no".to_owned()), "no_connection"));
    gateway.come_back();
    till.run_as_owner(line(PAYEE, &[])).exits(0);
}

#[test]
fn stopping_tells_the_payout_that_is_on_its_way_and_sends_none_again() {
    let (gateway, till) = dakar();
    let answer = gateway.hold(Call::Other);
    let running = till.spawn_typing(line(PAYEE, &["--payout-id", ID]), &json!({ "pin": PIN }).to_string());
    answer.reached();
    running.signal(Signal::Interrupt);
    let stopped = running.finish().exits(4);
    assert_eq!((stopped.text("payout_id").as_str(), state(&stopped)), (ID, ("sending".to_owned(), "unknown".to_owned())));
    answer.release();
    // The next run knows that it was interrupted.
    till.run_as_owner(line(PAYEE, &[])).refused(2, "payout_unsettled");
    let shown = till.run(["show", ID]).exits(4);
    assert_eq!((shown.state().as_str(), shown.text("reason").as_str()), ("unknown", "interrupted"));
    assert_eq!(gateway.count(), 1);
}

#[test]
fn a_person_is_told_what_became_of_a_payout_and_what_to_do() {
    let (gateway, till) = dakar();
    let typed = json!({ "pin": PIN }).to_string();
    let sent = till.run_human_typing(line(PAYEE, &[]), &typed).exits(0);
    assert!(sent.stdout.contains("****4567") && sent.stdout.contains("500") && !sent.stdout.contains("1234567"), "{sent}");
    gateway.once(Call::Other, Answer::closed());
    let unknown = till.run_human_typing(line(PAYEE, &["--payout-id", ID]), &typed).exits(4);
    assert!(unknown.stdout.contains("settle") && unknown.stdout.contains(ID), "{unknown}");
}

#[test]
fn payouts_are_listed_newest_first_and_those_without_an_outcome_apart() {
    let (gateway, till) = dakar();
    assert_eq!(till.run(["payouts"]).exits(0).stdout, "");
    assert!(till.run_human(["payouts", "--open"]).exits(0).stdout.contains("issue connue"));
    let done = till.run_as_owner(line("77 123 45 68", &[])).exits(0).text("payout_id");
    gateway.once(Call::Other, Answer::closed());
    till.run_as_owner(line(PAYEE, &["--payout-id", ID])).exits(4);
    let listed = |options: &[&str]| -> Vec<String> {
        let told = till.run([&["payouts"], options].concat()).exits(0).stdout;
        let id = |line: &str| {
            assert_eq!(fields_in_order(line), PAYOUT);
            serde_json::from_str::<Value>(line).unwrap()["payout_id"].as_str().unwrap().to_owned()
        };
        told.lines().map(id).collect()
    };
    assert_eq!(listed(&[]), [ID, &done]);
    assert_eq!(listed(&["--open"]), [ID]);
    let told = till.run_human(["payouts", "--open"]).exits(0);
    assert!(told.stdout.contains("500") && told.stdout.contains(ID) && !told.stdout.contains("****4568"), "{told}");
    till.run_as_owner(["settle", ID, "--as", "paid", "--reason", "vu"]).exits(0);
    assert_eq!(listed(&["--open"]), Vec::<String>::new());
}
