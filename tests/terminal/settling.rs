//! `settle`: the owner decides what became of a payment that its gateway does not tell.

use comptoir_tests::{Call, Customer, Outcome, PHONE, PIN, ScriptedGateway, Till};
use comptoir_words::{Label, Lang, Words};
use serde_json::{Value, json};

use crate::{counter, pending};

const PROOF: [&str; 4] = ["--reason", "vu dans l’espace marchand", "--operator-reference", "OP 8812"];

/// A payment that its gateway calls paid, of another amount than was asked.
fn held(gateway: &ScriptedGateway, till: &Till) -> Outcome {
    let payment = pending(till, "12500");
    gateway.customer(&payment.text("reference"), Customer::PaysAmount(12_000));
    let held = till.run(["ask", &payment.id()]).exits(4);
    assert_eq!(held.state(), "held");
    held
}

fn settle<'a>(id: &'a str, decision: &'a str, options: &[&'a str]) -> Vec<&'a str> {
    [&["settle", id, "--as", decision], options].concat()
}

#[test]
fn a_held_payment_is_settled_as_paid_with_its_receipt_once() {
    let (gateway, till) = counter();
    let held = held(&gateway, &till);
    let paid = till.run_as_owner(settle(&held.id(), "paid", &PROOF)).exits(0);
    assert_eq!((paid.state().as_str(), paid.text("reason").as_str()), ("resolved_paid", "decided_by_owner"));
    assert_eq!((&paid.last()["settled_by_hand"], paid.text("operator_reference").as_str()), (&Value::from(true), "OP 8812"));
    assert_eq!(paid.text("money_at_risk"), "no");
    let number = paid.text("receipt_number");
    assert!(number.ends_with("-000001"), "{number}");
    till.run_as_owner(settle(&held.id(), "paid", &PROOF)).refused(2, "not_settleable");
    till.run_as_owner(settle(&held.id(), "unpaid", &PROOF)).refused(2, "not_settleable");
    let receipt = till.run(["receipt", &number]).exits(0);
    assert_eq!((&receipt.last()["settled_by_hand"], receipt.text("operator_reference").as_str()), (&json!(true), "OP 8812"));
    let paper = till.run_human(["receipt", &number]).exits(0);
    assert!(paper.stdout.contains(Words::of(Lang::Fr).label(Label::ByHandMark)), "{paper}");
    // The next receipt follows it.
    let next = pending(&till, "500");
    gateway.customer(&next.text("reference"), Customer::Pays);
    assert!(till.run(["ask", &next.id()]).exits(0).text("receipt_number").ends_with("-000002"));
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_proof_that_comes_later_changes_nothing_that_the_owner_settled() {
    for (decision, state, exit) in [("paid", "resolved_paid", 0), ("unpaid", "resolved_unpaid", 3)] {
        let (gateway, till) = counter();
        let held = held(&gateway, &till);
        let settled = till.run_as_owner(settle(&held.id(), decision, &PROOF)).exits(exit);
        gateway.customer(&held.text("reference"), Customer::Pays);
        let asked = gateway.requests(Call::Status).len() + gateway.requests(Call::StatusByNumber).len();
        let later = till.run(["ask", &held.id()]).exits(exit);
        assert_eq!((later.state().as_str(), later.last()), (state, settled.last()));
        till.run(["resume"]).exits(0);
        assert_eq!(gateway.requests(Call::Status).len() + gateway.requests(Call::StatusByNumber).len(), asked);
        assert_eq!(till.run(["show", &held.id()]).exits(exit).last(), settled.last());
        assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
    }
}

#[test]
fn what_was_not_paid_or_was_given_back_has_no_receipt_and_needs_no_number() {
    let (gateway, till) = counter();
    for (decision, state) in [("unpaid", "resolved_unpaid"), ("refunded", "resolved_refunded")] {
        let held = held(&gateway, &till);
        let settled = till.run_as_owner(settle(&held.id(), decision, &["--reason", "client remboursé"])).exits(3);
        assert_eq!((settled.state().as_str(), settled.text("money_at_risk").as_str()), (state, "no"));
        let kept = &held.last()["operator_reference"];
        assert_eq!((&settled.last()["receipt_number"], &settled.last()["operator_reference"]), (&Value::Null, kept));
        till.run(["receipt", &held.id()]).refused(1, "no_receipt");
        // What was not paid may be asked for again; what was given back is over.
        let again = till.run(["pay", "12500", "--phone", PHONE, "--retry-of", &held.id()]);
        if decision == "unpaid" {
            again.exits(4);
        } else {
            again.refused(2, "sale_settled");
        }
    }
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn whatever_is_missing_is_told_before_the_pin_is_asked_for() {
    let (gateway, till) = counter();
    let (held, waiting) = (held(&gateway, &till), pending(&till, "12500"));
    let (id, waiting) = (held.id(), waiting.id());
    let cases: [(Vec<&str>, &str); 7] = [
        (settle("rien", "paid", &PROOF), "payment_unknown"),
        (settle(&waiting, "paid", &PROOF), "not_settleable"),
        (settle(&id, "paid", &PROOF[2..]), "why_needed"),
        (settle(&id, "paid", &["--reason", " ", "--operator-reference", "OP 8812"]), "why_needed"),
        (settle(&id, "unpaid", &[]), "why_needed"),
        (settle(&id, "paid", &PROOF[..2]), "operator_reference_needed"),
        (settle(&id, "paid", &["--reason", "vu", "--operator-reference", "\t"]), "operator_reference_needed"),
    ];
    for (line, code) in cases {
        till.run(&line).refused(2, code);
        till.run_as_owner(&line).refused(2, code);
    }
    assert_eq!(till.run(["show", &id]).exits(4).last(), held.last());
}

#[test]
fn only_the_owner_settles() {
    let (gateway, till) = counter();
    let held = held(&gateway, &till);
    let line = settle("", "paid", &PROOF);
    let line = |id| line.iter().map(|word| if word.is_empty() { id } else { *word }).collect::<Vec<_>>();
    let id = held.id();
    let cases = [
        ("", "pin_needed"),
        ("{}", "pin_needed"),
        (r#"{"pin":""}"#, "pin_needed"),
        (r#"{"pin":"70318264"}"#, "pin_wrong"),
        (r#"{"pin":48261597}"#, "secret_invalid"),
        (r#"{"pin":"48261597","reason":"x"}"#, "secret_unknown"),
        ("48261597", "secrets_unreadable"),
    ];
    for (input, code) in cases {
        till.run_typing(line(&id), input).refused(2, code);
    }
    till.run(line(&id)).refused(2, "pin_needed");
    assert_eq!(till.run(["show", &id]).exits(4).last(), held.last(), "nothing has changed");
    till.run_as_owner(line(&id)).exits(0);
}

#[test]
fn without_a_pin_nobody_settles_and_is_told_how_to_set_one() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    till.add_account("boutique", &gateway);
    let held = held(&gateway, &till);
    let refused = till.run_as_owner(settle(&held.id(), "paid", &PROOF)).refused(2, "pin_unset");
    assert!(refused.error.unwrap()["what_to_do"].as_str().unwrap().contains("owner set-pin"));
    till.run_typing(["owner", "set-pin"], &json!({ "pin": PIN }).to_string()).exits(0);
    till.run_as_owner(settle(&held.id(), "paid", &PROOF)).exits(0);
}

#[test]
fn a_payment_is_settled_by_its_reference_and_a_person_is_told_all_of_it() {
    let (gateway, till) = counter();
    let held = held(&gateway, &till);
    let reference = held.text("reference");
    let till = till.with(&["--lang", "fr"]);
    let typed = json!({ "pin": PIN }).to_string();
    let told = till.run_human_typing(settle(&reference, "paid", &PROOF), &typed).exits(0);
    for part in ["OP 8812", &reference, Words::of(Lang::Fr).label(Label::Receipt)] {
        assert!(told.stdout.contains(part), "{part}\n{told}");
    }
    assert!(!told.stdout.contains(PIN) && told.stderr.is_empty(), "{told}");
}
