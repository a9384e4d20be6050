//! Which of several accounts takes a payment: `account prefer`, the ones that answer, and `--account`, which goes before both.

use comptoir_tests::{Call, Outcome, PHONE, ScriptedGateway, Till};
use serde_json::{Value, json};

/// A number of Moov Money.
const MOOV: &str = "99123456";

/// Two accounts, `boutique` and `marche`, each at a gateway of its own.
fn two() -> (ScriptedGateway, ScriptedGateway, Till) {
    let (one, two) = (ScriptedGateway::start(), ScriptedGateway::start());
    let till = Till::new();
    till.add_account("boutique", &one);
    till.add_account("marche", &two);
    (one, two, till)
}

fn pay(till: &Till, phone: &str, options: &[&str]) -> Outcome {
    till.run([&["pay", "12500", "--phone", phone], options].concat())
}

#[track_caller]
fn goes_to(till: &Till, phone: &str, account: &str) {
    assert_eq!(pay(till, phone, &[]).exits(4).text("account"), account);
}

/// Asks each of three payments of the account once, which its gateway leaves without an answer or not.
fn ask_three(till: &Till, account: &str, between: impl FnOnce()) {
    let payments = [(); 3].map(|()| pay(till, PHONE, &["--account", account]).exits(4).id());
    between();
    for id in payments {
        till.run(["ask", &id]).exits(4);
    }
}

#[test]
fn between_two_that_are_as_good_a_person_chooses() {
    let (one, two, till) = two();
    let refused = pay(&till, PHONE, &[]).refused(2, "account_needed");
    assert!(refused.error.unwrap()["what_to_do"].as_str().unwrap().contains("--account"));
    assert!(till.run(["list"]).lines.is_empty() && one.count() + two.count() == 0);
    assert_eq!(pay(&till, PHONE, &["--account", "marche"]).exits(4).text("account"), "marche");
    assert_eq!((one.count(), two.count()), (0, 1));
}

#[test]
fn a_network_goes_to_the_account_that_is_preferred_for_it() {
    let (_one, _two, till) = two();
    let set = till.run(["account", "prefer", "tg-tmoney", "marche"]).exits(0);
    assert_eq!(*set.last(), json!({"kind": "route", "network": "tg-tmoney", "account": "marche"}));
    goes_to(&till, PHONE, "marche");
    pay(&till, MOOV, &[]).refused(2, "account_needed");
    assert_eq!(pay(&till, MOOV, &["--network", "tg-tmoney"]).exits(4).text("account"), "marche");
    till.run(["account", "prefer", "tg-flooz", "boutique"]).exits(0);
    goes_to(&till, MOOV, "boutique");
    assert_eq!(pay(&till, PHONE, &["--account", "boutique"]).exits(4).text("account"), "boutique", "the cashier goes first");
    till.run(["account", "prefer", "tg-tmoney", "boutique"]).exits(0);
    goes_to(&till, PHONE, "boutique");
    let unset = till.run(["account", "prefer", "tg-tmoney"]).exits(0);
    assert_eq!(*unset.last(), json!({"kind": "route", "network": "tg-tmoney", "account": null}));
    pay(&till, PHONE, &[]).refused(2, "account_needed");
    goes_to(&till, MOOV, "boutique");
}

#[test]
fn an_account_that_does_not_answer_comes_last_even_where_it_is_preferred() {
    let (mut one, _two, till) = two();
    ask_three(&till, "boutique", || one.go_away());
    goes_to(&till, PHONE, "marche");
    till.run(["account", "prefer", "tg-tmoney", "boutique"]).exits(0);
    goes_to(&till, PHONE, "marche");
    // It answers again.
    one.come_back();
    ask_three(&till, "boutique", || ());
    goes_to(&till, PHONE, "boutique");
    till.run(["account", "prefer", "tg-tmoney"]).exits(0);
    pay(&till, PHONE, &[]).refused(2, "account_needed");
}

#[test]
fn a_gateway_that_does_not_know_a_payment_has_answered() {
    let (one, _two, till) = two();
    ask_three(&till, "boutique", || one.always(Call::Status, comptoir_tests::Answer::unknown_transaction()));
    pay(&till, PHONE, &[]).refused(2, "account_needed");
}

#[test]
fn an_account_that_cannot_take_the_payment_is_none_to_choose() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    till.add_account("boutique", &gateway);
    till.add_page_account("page", &gateway);
    assert_eq!(till.run(["pay", "12500", "--method", "page"]).exits(4).text("account"), "page");
    // The same order again under its name goes where it went.
    let id = "01a21853-9133-7c80-9686-d8e9ccc7edc4";
    pay(&till, PHONE, &["--payment-id", id, "--account", "boutique"]).exits(4);
    assert_eq!(pay(&till, PHONE, &["--payment-id", id]).exits(4).text("account"), "boutique");
    assert_eq!(gateway.requests(Call::Pay).len(), 1);
}

#[test]
fn a_preference_names_a_network_and_an_account_that_reaches_it() {
    let (_one, _two, till) = two();
    till.run(["account", "prefer", "lune", "marche"]).refused(2, "network_unknown");
    till.run(["account", "prefer", "tg-tmoney", "ailleurs"]).refused(2, "account_unknown");
    till.run(["account", "prefer", "ci-orange", "marche"]).refused(2, "network_unavailable");
    pay(&till, PHONE, &[]).refused(2, "account_needed");
    let told = till.run_human(["account", "prefer", "tg-flooz", "marche"]).exits(0);
    assert!(told.stdout.contains("marche") && told.stdout.contains("Moov"), "{told}");
}

#[test]
fn an_account_that_is_removed_is_preferred_no_more() {
    let (_one, _two, till) = two();
    till.run(["account", "prefer", "tg-tmoney", "marche"]).exits(0);
    till.run(["account", "remove", "marche"]).exits(0);
    goes_to(&till, PHONE, "boutique");
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], Value::from(true));
}
