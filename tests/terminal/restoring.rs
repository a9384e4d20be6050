//! `restore`: a sound copy in the ledger's place, the ledger that was there set aside whole, in an epoch of its own.

use std::fs;
use std::path::{Path, PathBuf};

use comptoir_tests::{Call, Customer, Keyring, Outcome, PHONE, ScriptedGateway, Till, fields_in_order};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::pending;

const FIELDS: [&str; 10] =
    ["kind", "path", "payments", "receipts", "entries", "head", "epoch", "schema_version", "bytes", "set_aside"];

fn paid(till: &Till) -> Outcome {
    till.run(["pay", "12500", "--phone", PHONE, "--wait", "30"]).exits(0)
}

/// A shop without a PIN that has sold once, and a copy of it.
fn shop() -> (ScriptedGateway, Till, TempDir, PathBuf) {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    till.add_account("boutique", &gateway);
    gateway.everyone(Customer::Pays);
    paid(&till);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copie.sqlite");
    till.run(["backup", "--out", file.to_str().unwrap()]).exits(0);
    (gateway, till, folder, file)
}

fn restore(till: &Till, from: &Path) -> Outcome {
    till.run(["restore", from.to_str().unwrap()])
}

/// Spoils the ledger's pages, as a bad disk does.
fn damage(till: &Till) -> Vec<u8> {
    let path = till.folder().join("ledger.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    let end = bytes.len().min(40_000);
    bytes[4_096..end].fill(0x55);
    fs::write(&path, &bytes).unwrap();
    bytes
}

fn line<'a>(outcome: &'a Outcome, kind: &str) -> &'a Value {
    outcome.lines.iter().find(|line| line["kind"] == kind).unwrap_or_else(|| panic!("no {kind}\n{outcome}"))
}

#[test]
fn a_copy_takes_the_ledgers_place_and_the_shop_goes_on_under_new_names() {
    let (_gateway, till, _folder, file) = shop();
    let restored = restore(&till, &file).exits(0);
    assert_eq!(fields_in_order(restored.stdout.lines().next().unwrap()), FIELDS);
    let told = line(&restored, "restored");
    assert_eq!((&told["payments"], &told["receipts"], &told["epoch"]), (&json!(1), &json!(1), &json!("B")));
    let aside = PathBuf::from(told["set_aside"].as_str().unwrap());
    assert!(aside.starts_with(till.folder()) && aside.join("ledger.sqlite").is_file());
    let recovery = line(&restored, "recovery");
    assert_eq!(*recovery, json!({"kind": "recovery", "state": "done", "reason": null, "recovered": 0}));
    let next = paid(&till);
    assert!(next.text("reference").starts_with("CPTB"), "{next}");
    let number = next.text("receipt_number");
    assert!(number.ends_with("B-000001"), "{number}");
    assert_eq!(till.run(["list"]).exits(0).lines.len(), 2);
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
    till.run(["recovered"]).exits(0);
    assert_eq!(till.run(["resume"]).exits(0).lines.len(), 0);
}

#[test]
fn nothing_is_restored_while_another_program_has_the_folder() {
    let (gateway, till, _folder, file) = shop();
    gateway.everyone(Customer::Waits);
    let mut busy = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
    busy.until_state("pending");
    restore(&till, &file).refused(1, "folder_in_use");
    gateway.everyone(Customer::Pays);
    busy.finish().exits(0);
    assert_eq!(till.run(["list"]).exits(0).lines.len(), 2);
}

#[test]
fn what_is_no_sound_copy_changes_nothing() {
    let (_gateway, till, folder, file) = shop();
    let before = till.run(["list"]).lines;
    let whole = fs::read(&file).unwrap();
    let bad = folder.path().join("bad.sqlite");
    for bytes in [Vec::new(), b"rien de tel".to_vec(), whole[..whole.len() / 2].to_vec()] {
        fs::write(&bad, bytes).unwrap();
        restore(&till, &bad).refused(1, "backup_unusable");
    }
    restore(&till, &folder.path().join("nowhere.sqlite")).refused(1, "backup_missing");
    till.run(["restore"]).refused(2, "usage");
    till.run(["restore", "x", "--newest"]).refused(2, "usage");
    let newer = folder.path().join("newer.sqlite");
    fs::write(&newer, &whole).unwrap();
    rusqlite::Connection::open(&newer).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    restore(&till, &newer).refused(1, "ledger_newer");
    assert_eq!(till.run(["list"]).lines, before);
    assert!(!till.folder().join("set-aside").exists() && !till.folder().join("ledger.restored").exists());
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn only_the_owner_restores_where_a_pin_is_set() {
    let (_gateway, till, _folder, file) = shop();
    till.set_pin();
    restore(&till, &file).refused(2, "pin_needed");
    let words = ["restore", file.to_str().unwrap()];
    till.run_typing(words, &json!({"pin": "90817263"}).to_string()).refused(2, "pin_wrong");
    assert!(!till.folder().join("set-aside").exists());
    till.run_as_owner(words).exits(0);
    // The copy is of a time without one.
    restore(&till, &file).exits(0);
}

#[test]
fn where_the_ledger_cannot_be_read_the_copys_own_pin_stands_before_it() {
    let (_gateway, till, folder, _) = shop();
    till.set_pin();
    let file = folder.path().join("with-pin.sqlite");
    till.run(["backup", "--out", file.to_str().unwrap()]).exits(0);
    damage(&till);
    restore(&till, &file).refused(2, "pin_needed");
    till.run_as_owner(["restore", file.to_str().unwrap()]).exits(0);
}

#[test]
fn a_damaged_ledger_is_refused_with_the_way_out_and_the_newest_copy_restored() {
    let (gateway, till, _folder, _) = shop();
    till.run(["resume"]).exits(0);
    let lost = paid(&till);
    let bytes = damage(&till);
    let before = gateway.requests(Call::Pay).len();
    for words in [&["resume"][..], &["pay", "12500", "--phone", PHONE]] {
        let refused = till.run(words).refused(1, "ledger_damaged");
        assert!(refused.error.unwrap()["what_to_do"].as_str().unwrap().contains("restore --newest"));
    }
    assert_eq!(gateway.requests(Call::Pay).len(), before, "nothing is sold on a damaged ledger");
    assert_eq!(fs::read(till.folder().join("ledger.sqlite")).unwrap(), bytes, "nor is it changed");
    let restored = till.run(["restore", "--newest"]).exits(4);
    let aside = PathBuf::from(line(&restored, "restored")["set_aside"].as_str().unwrap());
    assert_eq!(fs::read(aside.join("ledger.sqlite")).unwrap(), bytes);
    // The sale that the copy does not know comes back from the gateway.
    let found = line(&restored, "recovered");
    assert_eq!((&found["reference"], &found["answer"]), (&lost.last()["reference"], &json!("paid")));
    assert_eq!(till.run(["show", &lost.text("reference")]).exits(4).state(), "held");
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_folder_without_a_sound_copy_has_no_newest() {
    let (_gateway, till, _folder, _) = shop();
    till.run(["restore", "--newest"]).refused(1, "backup_missing");
    fs::create_dir(till.folder().join("backups")).unwrap();
    fs::write(till.folder().join("backups/ledger-2026-11-01.sqlite"), "torn").unwrap();
    till.run(["restore", "--newest"]).refused(1, "backup_missing");
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_ledger_that_was_deleted_beside_its_copies_is_not_begun_anew() {
    let (_gateway, till, _folder, _) = shop();
    till.run(["resume"]).exits(0);
    for ending in ["", "-wal", "-shm"] {
        drop(fs::remove_file(till.folder().join(format!("ledger.sqlite{ending}"))));
    }
    till.run(["resume"]).refused(1, "ledger_damaged");
    assert_eq!(till.run(["restore", "--newest"]).exits(0).lines[0]["set_aside"], Value::Null);
    assert_eq!(till.run(["list"]).exits(0).lines.len(), 1);
}

#[test]
fn on_a_new_machine_the_accounts_are_there_and_take_their_keys_again() {
    let (gateway, till, _folder, file) = shop();
    let waiting = {
        gateway.everyone(Customer::Waits);
        pending(&till, "500")
    };
    let keyring = Keyring::unlocked();
    let new = Till::on(&keyring);
    let restored = restore(&new, &file).exits(4);
    assert_eq!(line(&restored, "restored")["set_aside"], Value::Null);
    let recovery = line(&restored, "recovery");
    assert_eq!((&recovery["state"], &recovery["reason"]), (&json!("open"), &json!("no_key")));
    assert_eq!(new.run(["account", "list"]).exits(0).last()["name"], "boutique");
    new.run(["pay", "12500", "--phone", PHONE]).refused(1, "key_missing");
    new.add_account("boutique", &gateway);
    let resumed = new.run(["resume"]).exits(4);
    assert_eq!(resumed.lines.len(), 1, "{resumed}");
    assert_eq!((&resumed.last()["reference"], resumed.state().as_str()), (&waiting.last()["reference"], "unresolved"));
    gateway.everyone(Customer::Pays);
    paid(&new);
}

#[test]
fn a_restoration_that_is_killed_at_any_instant_leaves_one_ledger_whole() {
    let (_gateway, till, _folder, file) = shop();
    paid(&till);
    for round in 0..12u32 {
        let running = till.spawn(["restore", file.to_str().unwrap()]);
        let until = std::time::Instant::now() + std::time::Duration::from_millis(8) * round;
        while std::time::Instant::now() < until {
            std::thread::yield_now();
        }
        running.kill();
        // Whoever comes next ends what was begun.
        till.run(["shop", "set", "town=Lomé"]).exits(0);
        assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true, "round {round}");
        assert!(
            (1..=2)
                .contains(&till.run(["list"]).exits(0).lines.iter().filter(|line| line["receipt_number"] != Value::Null).count())
        );
    }
}

#[test]
fn a_copy_of_training_is_restored_without_a_pin_or_a_key() {
    let till = Till::training();
    till.run(["pay", "12500", "--phone", PHONE, "--wait", "30"]).exits(0);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copie.sqlite");
    till.run(["backup", "--out", file.to_str().unwrap()]).exits(0);
    let restored = restore(&till, &file);
    assert_eq!(line(&restored, "restored")["epoch"], "B", "{restored}");
}
