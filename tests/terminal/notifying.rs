//! `notify`: a gateway's own message, which anybody could have written. PayGateGlobal can be asked, so that one only makes us ask.

use comptoir_tests::{Call, Customer, Outcome, ScriptedGateway, Till, fields_in_order};
use serde_json::{Value, json};

use crate::{counter, pending};

/// « Recevoir une confirmation de paiement », as the document has it.
fn confirmation(payment: &Outcome) -> String {
    json!({
        "tx_reference": payment.text("gateway_reference").parse::<u64>().unwrap(),
        "identifier": payment.text("reference"),
        "payment_reference": "OP7000001",
        "amount": 12_500,
        "datetime": "2026-11-26 14:05:09",
        "payment_method": "T-Money",
        "phone_number": "90123456",
    })
    .to_string()
}

fn notify(till: &Till, account: &str, message: &str) -> Outcome {
    till.run_typing(["notify", "paygate-global", "--account", account], message)
}

fn questions(gateway: &ScriptedGateway) -> usize {
    gateway.requests(Call::Status).len() + gateway.requests(Call::StatusByNumber).len()
}

#[test]
fn a_message_names_its_payment_and_makes_the_gateway_be_asked_once() {
    let (gateway, till) = counter();
    let payment = pending(&till, "12500");
    gateway.everyone(Customer::Pays);
    let told = notify(&till, "boutique", &confirmation(&payment)).exits(0);
    let expected = json!({
        "kind": "notification", "payment_id": payment.id(), "reference": payment.text("reference"), "seal": "absent",
        "proves": "asked", "asked": true, "difference": null, "state": "paid",
        "receipt_number": till.run(["show", &payment.id()]).text("receipt_number"), "money_at_risk": "no",
    });
    assert_eq!(*told.last(), expected);
    let fields =
        ["kind", "payment_id", "reference", "seal", "proves", "asked", "difference", "state", "receipt_number", "money_at_risk"];
    assert_eq!(fields_in_order(&told.stdout), fields);
    assert_eq!(questions(&gateway), 1);
    // What is settled is not asked about again.
    let again = notify(&till, "boutique", &confirmation(&payment)).exits(0);
    assert_eq!((again.text("proves").as_str(), &again.last()["asked"]), ("nothing", &Value::from(false)));
    assert_eq!(questions(&gateway), 1);
}

#[test]
fn a_message_proves_nothing_by_itself() {
    let (gateway, till) = counter();
    let payment = pending(&till, "12500");
    let told = notify(&till, "boutique", &confirmation(&payment)).exits(4);
    assert_eq!((told.state().as_str(), &told.last()["receipt_number"]), ("pending", &Value::Null));
    assert_eq!(questions(&gateway), 1);
    // Nor does one that is silent: the gateway's answer decides.
    let other = pending(&till, "500");
    gateway.customer(&other.text("reference"), Customer::Declines);
    let told = notify(&till, "boutique", &json!({"identifier": other.text("reference"), "status": 0}).to_string()).exits(3);
    assert_eq!(told.state(), "declined");
}

#[test]
fn a_payment_is_named_by_the_gateways_number_too() {
    let (gateway, till) = counter();
    let (first, second) = (pending(&till, "12500"), pending(&till, "12500"));
    gateway.everyone(Customer::Pays);
    let number: u64 = second.text("gateway_reference").parse().unwrap();
    let told = notify(&till, "boutique", &json!({ "tx_reference": number }).to_string()).exits(0);
    assert_eq!(told.id(), second.id());
    assert_eq!(till.run(["show", &first.id()]).exits(4).state(), "pending");
}

#[test]
fn a_message_about_nothing_of_this_account_changes_nothing() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    till.add_account("boutique", &gateway);
    let payment = pending(&till, "12500");
    till.add_account("marche", &gateway);
    gateway.everyone(Customer::Pays);
    let before = till.run(["list"]).stdout;
    for message in [r#"{"identifier":"CPTAKI6WW23IX4XFGFAG7TPVF"}"#, r#"{"identifier":"x"}"#, r#"{"tx_reference":1}"#] {
        notify(&till, "boutique", message).refused(2, "notification_unmatched");
    }
    let refused = notify(&till, "marche", &confirmation(&payment)).refused(2, "notification_unmatched");
    assert!(!refused.stderr.contains(&payment.text("reference")), "another account's payment is not named\n{refused}");
    for message in ["", "x", "[]", "{}", "<html></html>", r#"{"identifier":null}"#, r#"{"identifier":{}}"#] {
        notify(&till, "boutique", message).refused(2, "notification_unreadable");
    }
    assert_eq!((questions(&gateway), till.run(["list"]).stdout), (0, before));
}

#[test]
fn the_account_must_be_there_and_at_the_gateway_that_is_named() {
    let (gateway, till) = counter();
    let payment = pending(&till, "12500");
    let message = confirmation(&payment);
    let run = |gateway: &str, account: &str| till.run_typing(["notify", gateway, "--account", account], &message);
    run("paygate", "boutique").refused(2, "gateway_unknown");
    run("paygate-global", "ailleurs").refused(2, "account_unknown");
    run("paydunya", "boutique").refused(2, "notification_unmatched");
    assert_eq!(questions(&gateway), 0);
}

#[test]
fn a_message_in_training_is_taken_too() {
    let till = Till::training();
    let payment = pending(&till, "415");
    let message = json!({"identifier": payment.text("reference")}).to_string();
    let told = till.run_typing(["notify", "paygate-global", "--account", "practice"], &message).exits(4);
    assert_eq!((told.state().as_str(), told.text("proves").as_str()), ("pending", "asked"));
}

#[test]
fn a_person_is_told_which_payment_a_message_names_and_how_it_stands() {
    let (gateway, till) = counter();
    let payment = pending(&till, "12500");
    gateway.everyone(Customer::Pays);
    let line = ["notify", "paygate-global", "--account", "boutique"];
    let told = till.run_human_typing(line, &confirmation(&payment)).exits(0);
    assert!(told.stdout.matches(&payment.text("reference")).count() >= 2 && told.stdout.contains("Payé"), "{told}");
}
