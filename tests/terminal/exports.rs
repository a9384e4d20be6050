//! `export`: the payments that `list` has, in a file that is whole or not there.

use std::fs;
use std::path::{Path, PathBuf};

use comptoir_tests::{Customer, KEY, Outcome, PHONE, Till, fields_in_order, leak};
use serde_json::json;
use tempfile::TempDir;

use crate::{counter, pending};

const FIELDS: [&str; 7] = ["kind", "path", "format", "count", "totals", "tendered", "journalled"];

fn elsewhere(name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    (folder, file)
}

fn export(till: &Till, format: &str, to: &Path, more: &[&str]) -> Outcome {
    till.run(["export", "--format", format, "--out", to.to_str().unwrap()].iter().chain(more))
}

/// The lines of an export, without their heading, parted at semicolons. No field here has one.
fn rows(file: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(file).unwrap();
    let lines = text.strip_prefix('\u{feff}').unwrap().strip_suffix("\r\n").unwrap().split("\r\n").skip(1);
    lines.map(|line| line.split(';').map(|field| field.trim_matches('"').to_owned()).collect()).collect()
}

#[test]
fn what_is_listed_is_exported_with_its_sums_and_the_journal_tells_of_it() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let paid = till.run(["pay", "12500", "--phone", PHONE, "--note", "=1+1", "--wait", "30"]).exits(0);
    till.set_pin();
    till.run_as_owner(["refund", &paid.id(), "--amount", "500", "--cash", "--reason", "Pagne décousu"]).exits(0);
    gateway.everyone(Customer::Declines);
    till.run(["pay", "700", "--phone", PHONE, "--wait", "30"]).exits(3);
    let (folder, file) = elsewhere("paiements.csv");
    let made = export(&till, "csv", &file, &[]).exits(0);
    assert_eq!(fields_in_order(&made.stdout), FIELDS);
    let total = json!([{"currency": "XOF", "count": 2, "amount_minor": 13_200, "taken_minor": 12_500, "refunded_minor": 500}]);
    let told = made.last();
    assert_eq!((&told["count"], &told["totals"], &told["journalled"]), (&json!(2), &total, &json!(true)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    let rows = rows(&file);
    let [first, second] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!(first[2..4], [paid.text("receipt_number"), paid.text("reference")]);
    assert_eq!(first[6..9], ["12500", "12500", "500"]);
    assert_eq!(first[16], "'=1+1");
    assert_eq!(second[6..9], ["700", "", ""]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(!text.contains(PHONE), "{text}");
    let in_journal: String =
        till.database().query_row("SELECT body FROM journal WHERE kind = 'exported'", [], |row| row.get(0)).unwrap();
    assert!(in_journal.contains("\"format\":\"csv\"") && in_journal.contains("\"count\":2"), "{in_journal}");
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
    leak::assert_free_of(KEY, "the export", text.as_bytes());
}

#[test]
fn days_and_a_text_narrow_an_export_as_they_narrow_the_list() {
    let (_gateway, till) = counter();
    pending(&till, "700");
    let searched = pending(&till, "800");
    for (more, count) in [
        (vec!["--query", &searched.text("reference")[..]], 1),
        (vec!["--open"], 2),
        (vec!["--to", "2020-01-01"], 0),
        (vec!["--from", "2020-01-01"], 2),
    ] {
        let (_folder, file) = elsewhere("paiements.csv");
        assert_eq!(export(&till, "csv", &file, &more).exits(0).last()["count"], json!(count), "{more:?}");
        assert_eq!(rows(&file).len(), count);
    }
    let (_folder, file) = elsewhere("paiements.csv");
    export(&till, "csv", &file, &["--from", "hier"]).refused(2, "date_invalid");
    assert!(!file.exists());
}

#[test]
fn an_export_is_made_beside_a_till_that_takes_payments() {
    let (gateway, till) = counter();
    let mut busy = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
    busy.until_state("pending");
    let (_folder, file) = elsewhere("paiements.xlsx");
    let made = export(&till, "xlsx", &file, &[]).exits(0);
    assert_eq!((&made.last()["count"], &made.last()["journalled"]), (&json!(1), &json!(false)));
    assert!(fs::read(&file).unwrap().starts_with(b"PK"));
    gateway.everyone(Customer::Pays);
    busy.until_state("paid");
    busy.finish().exits(0);
}

#[test]
fn an_existing_file_is_never_replaced_and_a_place_that_is_not_there_is_told() {
    let (_gateway, till) = counter();
    let (folder, file) = elsewhere("paiements.csv");
    fs::write(&file, "mine").unwrap();
    export(&till, "csv", &file, &[]).refused(2, "export_exists");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    export(&till, "csv", &folder.path().join("gone").join("a.csv"), &[]).refused(1, "file_unwritable");
    till.run(["export", "--format", "pdf", "--out", "a"]).refused(2, "usage");
}

#[test]
fn before_the_first_sale_an_export_has_its_headings_and_training_is_marked() {
    let till = Till::new();
    let (_folder, file) = elsewhere("paiements.csv");
    assert_eq!(export(&till, "csv", &file, &[]).exits(0).last()["count"], json!(0));
    assert_eq!(rows(&file).len(), 0);
    let training = Till::training();
    training.run(["pay", "500", "--phone", "90123456", "--wait", "60"]).exits(0);
    let (_folder, file) = elsewhere("paiements.csv");
    export(&training, "csv", &file, &["--lang", "en"]).exits(0);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("\"Settled by hand\"") && text.contains("TRAINING"), "{text}");
}
