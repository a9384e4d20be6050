use std::thread;

use super::*;
use crate::samples::{DIGITS, Till, at, try_open};

fn holds(path: &Path, text: &str) -> bool {
    fs::read(path).unwrap().windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn a_copy_is_one_sound_file_that_tells_what_it_holds() {
    let mut till = Till::new();
    till.paid();
    till.record();
    let elsewhere = tempfile::tempdir().unwrap();
    let to = elsewhere.path().join("copy.sqlite");
    let contents = till.ledger.back_up(till.dir.path(), &to, Numbers::AsInTheLedger).unwrap();
    assert_eq!((contents.payments, contents.receipts), (2, 1));
    assert_eq!((contents.epoch, contents.schema_version), (Epoch::FIRST, schema::known(MIGRATIONS)));
    assert_eq!(contents.bytes, fs::metadata(&to).unwrap().len());
    assert_eq!(contents, contents_of_sound(&to).unwrap());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "nothing is left beside it");
    let end = till.ledger.end().unwrap();
    assert_eq!((contents.entries, contents.head.as_str()), (end.seq.cast_unsigned(), end.hash.as_str()));
    till.ledger.note_backup(at(900), &contents, true).unwrap();
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn a_copy_that_stays_holds_no_number() {
    let mut till = Till::new();
    till.record();
    let elsewhere = tempfile::tempdir().unwrap();
    let [whole, without] = ["whole.sqlite", "without.sqlite"].map(|name| elsewhere.path().join(name));
    till.ledger.back_up(till.dir.path(), &whole, Numbers::AsInTheLedger).unwrap();
    till.ledger.back_up(till.dir.path(), &without, Numbers::LeftOut).unwrap();
    assert!(holds(&whole, DIGITS) && !holds(&without, DIGITS));
    assert!(!holds(&without, "afi@example.org"));
    assert_eq!(contents_of_sound(&without).unwrap().payments, 1);
}

#[test]
fn a_copy_of_an_unsound_ledger_never_gets_its_name() {
    let mut till = Till::new();
    till.paid();
    till.ledger.connection().execute("UPDATE accounts SET base_url = 'x'", []).unwrap();
    till.ledger.connection().execute_batch("DROP TRIGGER receipt_is_not_changed; UPDATE receipts SET code = 'X'").unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let to = elsewhere.path().join("copy.sqlite");
    let refused = till.ledger.back_up(till.dir.path(), &to, Numbers::AsInTheLedger).unwrap_err();
    assert!(matches!(refused, LedgerError::Damaged { .. }), "{refused}");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn a_copy_is_of_one_moment_while_another_connection_writes() {
    let till = Till::new();
    let dir = till.dir.path().to_owned();
    let elsewhere = tempfile::tempdir().unwrap();
    thread::scope(|threads| {
        let writing = threads.spawn(move || {
            let mut till = till;
            for _ in 0..10 {
                till.paid();
            }
            till
        });
        let reader = Reader::open(&dir).unwrap().unwrap();
        let mut copies = 0;
        while !writing.is_finished() || copies == 0 {
            let to = elsewhere.path().join(format!("{copies}.sqlite"));
            let contents = reader.back_up(&dir, &to, Numbers::AsInTheLedger).unwrap();
            assert!(contents.receipts <= contents.payments);
            copies += 1;
        }
        writing.join().unwrap();
    });
}

#[test]
fn two_copies_of_a_folder_are_not_made_at_once() {
    let till = Till::new();
    let turn = folder::open_private_file(&till.dir.path().join("backup.lock")).unwrap();
    turn.try_lock().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let to = elsewhere.path().join("copy.sqlite");
    let refused = till.ledger.back_up(till.dir.path(), &to, Numbers::AsInTheLedger).unwrap_err();
    assert!(matches!(refused, LedgerError::InUse { .. }));
    drop(turn);
    till.ledger.back_up(till.dir.path(), &to, Numbers::AsInTheLedger).unwrap();
}

#[test]
fn a_ledger_that_is_gone_is_not_born_anew_beside_its_copies() {
    let till = Till::new();
    crate::daily_backup(till.dir.path(), "2026-11-27".parse().unwrap()).unwrap().unwrap();
    let dir = till.dir;
    drop(till.ledger);
    fs::remove_file(dir.path().join("ledger.sqlite")).unwrap();
    let refused = try_open(dir.path()).unwrap_err();
    assert!(matches!(refused, LedgerError::Damaged { .. }), "{refused}");
    assert!(!dir.path().join("ledger.sqlite").exists());
}
