//! `verify`: whether the ledger is what was written, and where it is not.

use std::fs;

use comptoir_tests::{Customer, Outcome, PHONE, Till, fields_in_order};

use crate::{counter, pending};

/// A till after a small story, with every kind of row in its ledger.
fn till_with_a_story() -> Till {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    till.run(["shop", "set", "name=Boutique Adjovi"]).exits(0);
    till.run(["ask", &pending(&till, "12500").id()]).exits(0);
    gateway.everyone(Customer::Waits);
    till.run(["pay", "500", "--phone", PHONE, "--line", "Savon,1,500"]).exits(4);
    till.run(["cancel", &pending(&till, "12500").id()]).exits(4);
    till
}

#[track_caller]
fn is_sound(till: &Till) {
    let outcome = till.run(["verify"]).exits(0);
    assert_eq!(*outcome.last(), serde_json::json!({"kind": "verify", "sound": true, "findings": []}), "{outcome}");
}

#[track_caller]
fn finds(outcome: Outcome, what: &[&str]) {
    let outcome = outcome.exits(1);
    assert!(outcome.error.is_none(), "{outcome}");
    assert_eq!(outcome.last()["sound"], false);
    let findings = outcome.last()["findings"].as_array().unwrap();
    let mut found: Vec<_> = findings.iter().map(|finding| finding["what"].as_str().unwrap()).collect();
    found.sort_unstable();
    found.dedup();
    assert!(found.iter().any(|word| what.contains(word)), "{found:?} is none of {what:?}\n{outcome}");
    assert!(findings.iter().all(|finding| finding["place"].as_str().is_some_and(|place| !place.is_empty())), "{outcome}");
}

#[test]
fn a_ledger_is_sound_from_its_first_day() {
    let till = Till::new();
    is_sound(&till);
    let till = till_with_a_story();
    is_sound(&till);
    let mut fields = fields_in_order(&till.run(["verify"]).stdout);
    fields.sort();
    assert_eq!(fields, ["findings", "kind", "sound"]);
    assert!(!till.run_human(["verify"]).exits(0).stdout.is_empty());
}

#[test]
fn a_row_that_was_changed_is_named() {
    let till = till_with_a_story();
    till.database().execute("UPDATE accounts SET base_url = 'https://example.com'", []).unwrap();
    finds(till.run(["verify"]), &["row_differs"]);
    let human = till.run_human(["verify"]);
    assert_eq!(human.exit, Some(1));
    assert!(human.stdout.contains("accounts"), "{human}");
}

#[test]
fn a_payment_that_was_made_cheaper_is_named() {
    let till = till_with_a_story();
    let changed = till.database().execute("UPDATE payments SET amount_minor = 1 WHERE state = 'pending'", []).unwrap();
    assert_eq!(changed, 1);
    finds(till.run(["verify"]), &["row_differs", "database_damaged"]);
}

#[test]
fn a_rule_that_was_dropped_is_named_and_so_is_what_was_done_without_it() {
    let till = till_with_a_story();
    let database = till.database();
    database.execute_batch("DROP TRIGGER journal_is_not_changed; UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 3").unwrap();
    drop(database);
    let outcome = till.run(["verify"]);
    let words: Vec<_> = outcome.last()["findings"].as_array().unwrap().iter().map(|finding| finding["what"].clone()).collect();
    assert!(words.contains(&"rule_differs".into()) && words.contains(&"entry_altered".into()), "{outcome}");
}

#[test]
fn a_receipt_that_was_taken_out_is_named() {
    let till = till_with_a_story();
    let database = till.database();
    database.execute_batch("PRAGMA foreign_keys = OFF; DROP TRIGGER receipt_is_not_deleted; DELETE FROM receipts").unwrap();
    drop(database);
    finds(till.run(["verify"]), &["row_missing", "receipt_missing", "receipt_gap"]);
}

#[test]
fn a_tail_that_was_cut_off_is_named() {
    let till = till_with_a_story();
    let database = till.database();
    database
        .execute_batch("DROP TRIGGER journal_is_not_deleted; DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
        .unwrap();
    drop(database);
    finds(till.run(["verify"]), &["end_differs"]);
}

#[test]
fn damaged_bytes_are_found_wherever_they_are() {
    let till = till_with_a_story();
    let (path, whole) = till.files().into_iter().find(|(path, _)| path.ends_with("ledger.sqlite")).unwrap();
    let pages = whole.len() / 4096;
    assert!(pages > 10, "{pages} pages");
    // The header, and a stretch in the middle of each fourth page that has something in it.
    let places = std::iter::once(20).chain((1..pages).step_by(4).map(|page| page * 4096 + 4000));
    for place in places.filter(|place| whole[*place..*place + 64].iter().any(|byte| *byte != 0)) {
        let mut damaged = whole.clone();
        for byte in &mut damaged[place..place + 64] {
            *byte ^= 0x55;
        }
        fs::write(&path, &damaged).unwrap();
        let outcome = till.run(["verify"]);
        assert_eq!(outcome.exit, Some(1), "damage at byte {place} is not seen\n{outcome}");
        if let Some(error) = &outcome.error {
            assert!(error["code"].as_str().is_some_and(|code| code.starts_with("ledger_")), "{outcome}");
        }
    }
    fs::write(&path, &whole).unwrap();
    is_sound(&till);
}

#[test]
fn a_file_that_is_no_ledger_is_damaged_and_is_not_written_over() {
    let till = Till::new();
    let path = till.folder().join("ledger.sqlite");
    for content in ["", "rien de tel"] {
        fs::write(&path, content).unwrap();
        finds(till.run(["verify"]), &["database_damaged"]);
        till.run(["list"]).refused(1, "ledger_damaged");
        till.run(["shop", "set", "name=x"]).refused(1, "ledger_damaged");
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
}

#[test]
fn a_ledger_of_a_newer_program_is_left_alone() {
    let till = till_with_a_story();
    till.database().execute_batch("PRAGMA user_version = 99").unwrap();
    for line in [&["list"][..], &["resume"], &["pay", "12500", "--phone", PHONE]] {
        till.run(line).refused(1, "ledger_newer");
    }
}
