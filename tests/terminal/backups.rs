//! `backup --out FILE`: a whole copy under its name or none, whatever runs beside it and whenever it is stopped.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use comptoir_tests::proof::{Account, Portion};
use comptoir_tests::{Customer, KEY, Outcome, PHONE, Running, ScriptedGateway, Till, fields_in_order, leak};
use rusqlite::{Connection, OpenFlags};
use serde_json::json;
use tempfile::TempDir;

use crate::{counter, pending};

const FIELDS: [&str; 10] =
    ["kind", "path", "payments", "receipts", "entries", "head", "epoch", "schema_version", "bytes", "journalled"];

/// A place for copies, outside every data folder.
fn elsewhere() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copie.sqlite");
    (folder, file)
}

fn back_up(till: &Till, to: &Path) -> Outcome {
    till.run(["backup", "--out", to.to_str().unwrap()])
}

/// A shop that has sold `count` times.
fn sold(count: usize) -> (ScriptedGateway, Till) {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    for _ in 0..count {
        till.run(["pay", "12500", "--phone", PHONE, "--wait", "30"]).exits(0);
    }
    (gateway, till)
}

/// What is in the copy, by the program itself on a folder that has it for a ledger.
#[track_caller]
fn is_sound(copy: &Path) -> Outcome {
    let till = Till::new();
    fs::copy(copy, till.folder().join("ledger.sqlite")).unwrap();
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
    till.run(["list"]).exits(0)
}

#[test]
fn a_copy_is_told_with_all_it_holds_and_is_one_sound_file() {
    let (_gateway, till) = sold(2);
    let (folder, file) = elsewhere();
    let made = back_up(&till, &file).exits(0);
    assert_eq!(fields_in_order(&made.stdout), FIELDS);
    let told = made.last();
    assert_eq!((&told["payments"], &told["receipts"], &told["epoch"]), (&json!(2), &json!(2), &json!("A")));
    assert_eq!(told["bytes"], json!(fs::metadata(&file).unwrap().len()));
    assert_eq!(told["journalled"], json!(true));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    assert_eq!(is_sound(&file).lines, till.run(["list"]).lines);
    // The journal tells of it, and of the end that it holds.
    let told_in_journal: (i64, String) = till
        .database()
        .query_row("SELECT seq, body FROM journal WHERE kind = 'backed_up'", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!(json!(told_in_journal.0 - 1), told["entries"]);
    assert!(told_in_journal.1.contains(told["head"].as_str().unwrap()));
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn no_key_is_in_a_copy() {
    let (_gateway, till) = sold(1);
    let (_folder, file) = elsewhere();
    back_up(&till, &file).exits(0);
    let bytes = fs::read(&file).unwrap();
    assert!(!bytes.windows(KEY.len()).any(|window| window == KEY.as_bytes()));
}

#[test]
fn a_copy_is_made_beside_a_till_that_takes_payments() {
    let (gateway, till) = counter();
    let mut busy = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
    busy.until_state("pending");
    let (_folder, file) = elsewhere();
    let made = back_up(&till, &file).exits(0);
    assert_eq!((&made.last()["payments"], &made.last()["journalled"]), (&json!(1), &json!(false)));
    gateway.everyone(Customer::Pays);
    busy.until_state("paid");
    busy.finish().exits(0);
    assert_eq!(is_sound(&file).state(), "pending", "as it stood then");
}

#[test]
fn a_file_that_is_there_or_in_the_folder_itself_is_refused() {
    let (_gateway, till) = sold(1);
    let (folder, file) = elsewhere();
    fs::write(&file, "mine").unwrap();
    back_up(&till, &file).refused(2, "backup_exists");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    for inside in ["ledger.sqlite", "copie.sqlite", "backups/../copie.sqlite"] {
        fs::create_dir_all(till.folder().join("backups")).unwrap();
        back_up(&till, &till.folder().join(inside)).refused(2, "backup_inside");
    }
    back_up(&till, &folder.path().join("no such place/copie.sqlite")).refused(1, "file_unwritable");
    back_up(&Till::new(), &folder.path().join("other.sqlite")).refused(1, "backup_missing");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_target_without_room_is_told_and_gets_no_file() {
    let (_gateway, till) = sold(1);
    let (folder, file) = elsewhere();
    // The system refuses every file that grows beyond 64 KiB, as a full stick does.
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 128; exec \"$@\"", "sh"]);
    limited.arg(till.program().get_program()).arg("--data-dir").arg(till.folder()).args(["backup", "--out"]).arg(&file);
    let outcome = Running::of(limited).finish();
    assert_eq!(outcome.exit, Some(1), "{outcome}");
    assert!(outcome.stderr.contains("file_unwritable") && outcome.stderr.contains("copie.sqlite"), "{outcome}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_copy_of_a_ledger_that_was_altered_is_refused() {
    let (_gateway, till) = sold(1);
    till.database().execute("UPDATE accounts SET base_url = 'https://example.com'", []).unwrap();
    let (folder, file) = elsewhere();
    back_up(&till, &file).refused(1, "ledger_damaged");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// Copies that every run of the tests cuts.
const CUT: u64 = 40;

#[test]
fn a_copy_that_is_killed_at_any_instant_leaves_no_half_file_under_its_name() {
    let (_gateway, till) = sold(3);
    let (_folder, whole) = elsewhere();
    let start = Instant::now();
    back_up(&till, &whole).exits(0);
    let usual = start.elapsed();
    let folder = tempfile::tempdir().unwrap();
    let portion = Portion::asked_or(1, CUT);
    let mut account = Account::of("BACKUP", "copies cut", portion);
    for seed in portion.first_seed..portion.first_seed + portion.count {
        let file = folder.path().join(format!("{seed}.sqlite"));
        let running = till.spawn(["backup", "--out", file.to_str().unwrap()]);
        // Instants that lie ever closer over all of a usual run and a little beyond.
        let part = u32::try_from(seed.wrapping_mul(618) % 1_000).unwrap();
        let until = Instant::now() + usual * part / 800;
        while Instant::now() < until {
            std::thread::yield_now();
        }
        running.kill();
        account.meets(if file.exists() { "made" } else { "cut" }, 1);
        if file.exists() {
            let copy = Connection::open_with_flags(&file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
            let word: String = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
            let paid: i64 = copy.query_row("SELECT count(*) FROM receipts", [], |row| row.get(0)).unwrap();
            assert_eq!((word.as_str(), paid), ("ok", 3), "seed {seed}");
        }
        account.add(seed, 1, 0);
    }
    account.tell();
    let hits_both = account.met("cut") > 0 && account.met("made") > 0;
    assert!(hits_both || portion.count < CUT, "the kills hit neither before nor after: {account:?}");
    let again = folder.path().join("again.sqlite");
    back_up(&till, &again).exits(0);
    is_sound(&again);
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn two_copies_at_once_are_one_after_the_other_or_told() {
    let (_gateway, till) = sold(1);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copie.sqlite");
    let running: Vec<_> = (0..4).map(|_| till.spawn(["backup", "--out", file.to_str().unwrap()])).collect();
    let outcomes: Vec<_> = running.into_iter().map(|running| running.finish_within(Duration::from_secs(60))).collect();
    assert!(outcomes.iter().any(|outcome| outcome.exit == Some(0)));
    for outcome in outcomes.iter().filter(|outcome| outcome.exit != Some(0)) {
        let code = outcome.error.as_ref().unwrap()["code"].clone();
        assert!(code == "folder_in_use" || code == "backup_exists", "{outcome}");
    }
    is_sound(&file);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn resume_makes_the_copy_of_the_day_once_and_without_a_number() {
    let (_gateway, till) = counter();
    pending(&till, "12500");
    let backups = till.folder().join("backups");
    assert!(!backups.exists(), "a payment does not wait for a copy");
    till.run(["resume"]).exits(4);
    till.run(["resume"]).exits(4);
    let made: Vec<_> = leak::files_under(&backups);
    let [(path, bytes)] = &made[..] else { panic!("{} files", made.len()) };
    assert!(!bytes.windows(PHONE.len()).any(|window| window == PHONE.as_bytes()));
    assert_eq!(is_sound(path).state(), "pending");
    let told: i64 =
        till.database().query_row("SELECT count(*) FROM journal WHERE kind = 'backed_up'", [], |row| row.get(0)).unwrap();
    assert_eq!(told, 1);
}

#[test]
fn a_copy_of_the_day_that_cannot_be_made_stops_nothing() {
    let (gateway, till) = counter();
    fs::write(till.folder().join("backups"), "no folder").unwrap();
    let human = till.run_human(["resume"]);
    assert_eq!(human.exit, Some(0), "{human}");
    assert!(human.stderr.contains("sauvegarde du jour"), "{human}");
    gateway.everyone(Customer::Pays);
    till.run(["pay", "12500", "--phone", PHONE, "--wait", "30"]).exits(0);
}
