//! `--training`: the whole path without key, network or value.

use std::thread;

use comptoir_tests::{Keyring, PHONE, Till};
use serde_json::Value;

const MARK: &str = "ENTRAÎNEMENT";

#[test]
fn accounts_are_built_in_and_no_keychain_is_needed() {
    let till = Till::training();
    let accounts = till.run(["account", "list"]).exits(0);
    let names: Vec<_> = accounts.lines.iter().map(|line| line["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["practice", "practice-paydunya", "practice-cinetpay", "practice-payplus", "practice-paiement-pro"]);
    for line in &accounts.lines {
        assert_eq!((&line["environment"], &line["key_fingerprint"]), (&Value::from("training"), &Value::Null), "{line}");
    }
    till.run(["account", "test", "practice"]).exits(0);
    let asked = till.run(["pay", "12500", "--phone", PHONE]).exits(4);
    assert_eq!((asked.text("account").as_str(), asked.text("environment").as_str()), ("practice", "training"));
    for name in ["practice", "boutique"] {
        let add = ["account", "add", name, "--gateway", "paygate-global"];
        till.run_typing(add, r#"{"auth_token":"practice-key"}"#).refused(2, "training_only");
        till.run(["account", "remove", name]).refused(2, "training_only");
    }
    till.run(["pay", "12500", "--phone", PHONE, "--account", "boutique"]).refused(2, "account_unknown");
}

#[test]
fn the_customer_decides_by_the_last_two_digits_of_the_amount() {
    thread::scope(|scope| {
        for (amount, wait, state, exit) in
            [("12500", "60", "paid", 0), ("405", "60", "declined", 3), ("410", "60", "expired", 3), ("415", "6", "pending", 4)]
        {
            scope.spawn(move || {
                let till = Till::training();
                let outcome = till.run(["pay", amount, "--phone", PHONE, "--wait", wait]).exits(exit);
                assert_eq!(outcome.states()[..3], ["recorded", "sending", "pending"]);
                assert_eq!(outcome.state(), state, "{outcome}");
            });
        }
    });
}

#[test]
fn the_page_is_on_and_its_customer_scans_it() {
    let till = Till::training();
    let paid = till.run_human(["pay", "12500", "--method", "page", "--wait", "60"]).exits(0);
    assert!(paid.stdout.contains('█') && paid.stdout.contains(MARK), "{paid}");
    let listed = till.run(["list"]).exits(0);
    assert_eq!((listed.state().as_str(), listed.text("method").as_str()), ("paid", "page"));
}

#[test]
fn a_payment_outlives_the_process_that_asked_for_it() {
    let till = Till::training();
    let asked = till.run(["pay", "12500", "--phone", PHONE]).exits(4);
    let resumed = till.run(["resume", "--wait", "60"]).exits(0);
    assert_eq!((resumed.id(), resumed.state().as_str()), (asked.id(), "paid"));
    // A till that is killed leaves its customer's decision behind too.
    let mut running = till.spawn(["pay", "415", "--phone", PHONE, "--wait", "600"]);
    let waiting = running.until_state("pending");
    running.kill();
    let asked = till.run(["ask", waiting["payment_id"].as_str().unwrap()]).exits(4);
    assert_eq!((asked.state().as_str(), &asked.last()["reason"]), ("pending", &Value::Null), "the gateway knows it still");
}

#[test]
fn everything_it_makes_is_marked_and_numbered_apart() {
    let till = Till::training();
    let paid = till.run_human(["pay", "12500", "--phone", PHONE, "--wait", "60"]).exits(0);
    assert!(paid.stdout.contains(MARK), "{paid}");
    let number = till.run(["list"]).exits(0).text("receipt_number");
    assert!(number.starts_with("ENTRAINEMENT-COMPTOIR-1-") && number.ends_with("-000001"), "{number}");
    let english = till.with(&["--lang", "en"]);
    for till in [&till, &english] {
        for line in [&["receipt", &number][..], &["show", &number], &["list"], &["account", "list"]] {
            let said = till.run_human(line).exits(0);
            assert!(said.stdout.contains(if std::ptr::eq(till, &english) { "TRAINING" } else { MARK }), "{said}");
        }
    }
}

#[test]
fn training_has_a_folder_of_its_own() {
    let keyring = Keyring::absent();
    let till = Till::on(&keyring);
    let training = till.with(&["--training"]);
    training.run(["pay", "12500", "--phone", PHONE]).exits(4);
    training.run(["shop", "set", "name=École"]).exits(0);
    let inside = till.folder().join("training");
    assert!(till.files().iter().all(|(path, _)| path.starts_with(&inside)), "nothing beside it");
    assert!(till.run(["list"]).exits(0).lines.is_empty());
    assert_eq!(till.run(["shop", "show"]).exits(0).text("name"), "Comptoir");
    assert_eq!(training.run(["list"]).exits(0).lines.len(), 1);
    till.run(["pay", "12500", "--phone", PHONE]).refused(2, "account_missing");
    till.run(["shop", "set", "name=Boutique Adjovi"]).exits(0);
    assert_eq!(training.run(["shop", "show"]).exits(0).text("name"), "École");
    assert_eq!(training.run(["verify"]).exits(0).last()["sound"], true);
}
