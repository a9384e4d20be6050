use std::collections::BTreeMap;

use comptoir_core::code::Reason;
use comptoir_core::reference::MerchantReference;
use comptoir_core::state::State;

use super::*;
use crate::FolderLock;
use crate::backup::Numbers;
use crate::samples::{Till, at, try_open};

const SALT: &str = "0011223344556677";

/// A copy of the till's ledger as it stands, in a folder of its own.
fn copy(till: &Till) -> (tempfile::TempDir, PathBuf) {
    let elsewhere = tempfile::tempdir().unwrap();
    let path = elsewhere.path().join("copy.sqlite");
    till.ledger.back_up(till.dir.path(), &path, Numbers::AsInTheLedger).unwrap();
    (elsewhere, path)
}

fn lock(dir: &Path) -> FolderLock {
    FolderLock::try_take(dir).unwrap().expect("nobody else has the folder")
}

fn restore(dir: &Path, from: &Path) -> Restored {
    Restore::prepare(dir, lock(dir), from).unwrap().commit(at(5_000), SALT).unwrap()
}

/// Every file under `dir` with the hash of what it holds, but for the log that whoever reads beside a writer makes, and leaves empty.
fn files(dir: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).unwrap() };
        let name = path.to_str().unwrap();
        if path.is_dir() {
            found.append(&mut files(&path));
        } else if !(name.ends_with("-shm") || name.ends_with("-wal") && bytes.is_empty()) {
            found.insert(path, crate::hash::Hash::of(&bytes).hex());
        }
    }
    found
}

#[test]
fn a_copy_takes_the_ledgers_place_which_is_set_aside_whole() {
    let mut till = Till::new();
    till.paid();
    let (_elsewhere, from) = copy(&till);
    till.paid();
    let lost = till.ledger.next_reference().unwrap();
    let dir = till.dir;
    drop(till.ledger);
    let before = fs::read(dir.path().join("ledger.sqlite")).unwrap();
    let restored = restore(dir.path(), &from);
    assert_eq!(restored.contents.epoch.letter(), 'B');
    let aside = restored.set_aside.unwrap();
    assert_eq!(fs::read(aside.join("ledger.sqlite")).unwrap(), before);
    drop(restored.lock);
    let till = Till::later_in(dir);
    assert_eq!(till.ledger.verify().unwrap(), []);
    assert_eq!(till.ledger.list(&crate::Filter { limit: 9, ..Default::default() }).unwrap().len(), 1);
    let next = till.ledger.next_reference().unwrap();
    assert!(next.as_str().starts_with("CPTB") && next != lost);
}

#[test]
fn a_letter_is_not_given_again_though_the_ledger_that_had_it_is_damaged() {
    let mut till = Till::new();
    till.paid();
    let (_elsewhere, from) = copy(&till);
    let dir = till.dir;
    drop(till.ledger);
    assert_eq!(restore(dir.path(), &from).contents.epoch.letter(), 'B');
    let mut till = Till::later_in(dir);
    till.paid();
    let dir = till.dir;
    drop(till.ledger);
    fs::write(dir.path().join("ledger.sqlite"), "damaged").unwrap();
    let restored = restore(dir.path(), &from);
    assert_eq!(restored.contents.epoch.letter(), 'C');
    drop(restored.lock);
    let till = Till::later_in(dir);
    let mut scans = till.ledger.connection().prepare("SELECT epoch, salt FROM scan_ranges ORDER BY place").unwrap();
    let scanned =
        scans.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<Vec<(String, String)>, _>>();
    let of = |letter: &str, salt: &str| (letter.to_owned(), salt.to_owned());
    assert_eq!(scanned.unwrap(), [of("A", ""), of("B", SALT)], "what the damaged ledger sold is asked about");
}

#[test]
fn no_reference_is_minted_twice_by_two_restorations_of_one_copy() {
    let mut till = Till::new();
    till.paid();
    let (_elsewhere, from) = copy(&till);
    let mut minted: Vec<MerchantReference> = vec![till.ledger.next_reference().unwrap()];
    for salt in ["one", "another"] {
        let machine = tempfile::tempdir().unwrap();
        drop(Restore::prepare(machine.path(), lock(machine.path()), &from).unwrap().commit(at(1), salt).unwrap());
        minted.push(try_open(machine.path()).unwrap().next_reference().unwrap());
    }
    minted.sort();
    minted.dedup();
    assert_eq!(minted.len(), 3);
}

#[test]
fn the_epoch_rises_above_that_of_the_ledger_that_is_there_and_its_references_are_asked_about_too() {
    let mut till = Till::new();
    till.paid();
    let (_elsewhere, from) = copy(&till);
    let dir = till.dir;
    drop(till.ledger);
    drop(restore(dir.path(), &from).lock);
    let used_in_b = try_open(dir.path()).unwrap().next_reference().unwrap();
    let again = Restore::prepare(dir.path(), lock(dir.path()), &from).unwrap().commit(at(7_000), "other").unwrap();
    assert_eq!(again.contents.epoch.letter(), 'C');
    drop(again.lock);
    let ledger = try_open(dir.path()).unwrap();
    let scans = ledger.scans().unwrap();
    let firsts: Vec<_> = scans.iter().map(|scan| ledger.next_to_scan(*scan, "boutique").unwrap().unwrap().reference).collect();
    assert_eq!(firsts.len(), 2);
    assert!(firsts[0].as_str().starts_with("CPTA"));
    assert_eq!(firsts[1], used_in_b);
    assert_eq!(ledger.verify().unwrap(), []);
}

#[test]
fn a_payment_that_was_under_way_when_the_copy_was_made_is_in_doubt_and_not_taken_for_unsent() {
    let mut till = Till::new();
    let recorded = till.record();
    let sending = till.record();
    till.moved(&sending, State::Sending { resent: false });
    let pending = till.record();
    let pending = till.moved(&pending, State::Pending);
    let (_elsewhere, from) = copy(&till);
    let dir = till.dir;
    drop(till.ledger);
    drop(restore(dir.path(), &from).lock);
    let ledger = try_open(dir.path()).unwrap();
    for payment in [recorded, sending] {
        let stored = ledger.payment(payment.order.payment_id).unwrap().unwrap();
        assert_eq!((stored.state, stored.reason), (State::Unresolved, Some(Reason::Restored)));
    }
    assert_eq!(ledger.payment(pending.order.payment_id).unwrap(), Some(pending));
    assert!(ledger.unfinished_sending().unwrap().is_empty());
}

#[test]
fn a_file_that_is_no_sound_ledger_changes_nothing() {
    let mut till = Till::new();
    till.paid();
    let (elsewhere, from) = copy(&till);
    let dir = till.dir;
    drop(till.ledger);
    let whole = fs::read(&from).unwrap();
    let before = files(dir.path());
    let bad = elsewhere.path().join("bad.sqlite");
    let mut torn = whole.clone();
    torn.truncate(whole.len() / 2);
    let mut altered = whole.clone();
    let place = altered.windows(5).position(|window| window == b"12500").unwrap();
    altered[place] = b'9';
    for bytes in [Vec::new(), b"rien de tel".to_vec(), torn, altered] {
        fs::write(&bad, bytes).unwrap();
        let refused = Restore::prepare(dir.path(), lock(dir.path()), &bad).unwrap_err();
        assert!(matches!(refused, LedgerError::Damaged { .. }), "{refused}");
        assert_eq!(files(dir.path()), before);
    }
    drop(Restore::prepare(dir.path(), lock(dir.path()), &from).unwrap());
    assert_eq!(files(dir.path()), before, "a restoration that is given up leaves nothing");
}

#[test]
fn a_damaged_ledger_is_set_aside_byte_for_byte_with_its_log() {
    let mut till = Till::new();
    till.paid();
    let (_elsewhere, from) = copy(&till);
    till.paid();
    let dir = till.dir;
    // The log is there because the program did not end in order.
    let log = fs::read(dir.path().join("ledger.sqlite-wal")).unwrap();
    drop(till.ledger);
    let mut damaged = fs::read(dir.path().join("ledger.sqlite")).unwrap();
    let end = damaged.len().min(20_000);
    damaged[4_096..end].fill(0x55);
    fs::write(dir.path().join("ledger.sqlite"), &damaged).unwrap();
    fs::write(dir.path().join("ledger.sqlite-wal"), &log).unwrap();
    let restored = restore(dir.path(), &from);
    let aside = restored.set_aside.unwrap();
    assert_eq!(fs::read(aside.join("ledger.sqlite")).unwrap(), damaged);
    assert_eq!(fs::read(aside.join("ledger.sqlite-wal")).unwrap(), log);
    drop(restored.lock);
    assert_eq!(try_open(dir.path()).unwrap().verify().unwrap(), []);
}

#[test]
fn what_was_begun_is_ended_by_whoever_comes_next_wherever_it_stopped() {
    let mut till = Till::new();
    till.paid();
    let (_elsewhere, from) = copy(&till);
    till.paid();
    let dir = till.dir;
    drop(till.ledger);
    fs::write(dir.path().join("ledger.sqlite-wal"), "").unwrap();
    let old = fs::read(dir.path().join("ledger.sqlite")).unwrap();
    // The state after each step of the move, made by hand: the steps are few and each is one rename.
    for steps in 0..4 {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        fs::write(place("ledger.sqlite"), &old).unwrap();
        fs::write(place("ledger.sqlite-wal"), "").unwrap();
        let prepared = Restore::prepare(folder.path(), lock(folder.path()), &from).unwrap();
        prepared.begin_epoch(at(5_000), SALT, Some("aside")).unwrap();
        let lock = {
            let mut prepared = prepared;
            prepared.lock.take()
        };
        fs::write(folder::restoring_path(folder.path()), "aside").unwrap();
        let aside = place("set-aside/aside");
        if steps >= 1 {
            fs::create_dir_all(&aside).unwrap();
            fs::rename(place("ledger.sqlite"), aside.join("ledger.sqlite")).unwrap();
        }
        if steps >= 2 {
            fs::rename(place("ledger.sqlite-wal"), aside.join("ledger.sqlite-wal")).unwrap();
        }
        if steps >= 3 {
            fs::rename(copy_path(folder.path()), place("ledger.sqlite")).unwrap();
        }
        let refused = Reader::open(folder.path()).unwrap_err();
        assert!(matches!(refused, LedgerError::InUse { .. }), "{refused}");
        drop(lock);
        if steps % 2 == 0 {
            // A reader that comes first ends it too: a window asks before it opens.
            assert_eq!(Reader::open(folder.path()).unwrap().unwrap().epoch().unwrap().letter(), 'B');
        }
        let ledger = try_open(folder.path()).unwrap();
        assert_eq!(ledger.epoch().unwrap().letter(), 'B', "after {steps} steps");
        assert_eq!(ledger.verify().unwrap(), []);
        assert_eq!(fs::read(aside.join("ledger.sqlite")).unwrap(), old);
        assert!(!folder::restoring_path(folder.path()).exists() && !copy_path(folder.path()).exists());
    }
}

#[test]
fn the_pin_is_that_of_the_ledger_that_is_there_and_the_copys_only_where_it_cannot_be_read() {
    let mut till = Till::new();
    till.ledger.set_owner_pin(at(1), "of the copy").unwrap();
    let (_elsewhere, from) = copy(&till);
    till.ledger.set_owner_pin(at(2), "of the ledger").unwrap();
    let dir = till.dir;
    drop(till.ledger);
    let pin = |dir: &Path| Restore::prepare(dir, lock(dir), &from).unwrap().pin_hash().map(str::to_owned);
    assert_eq!(pin(dir.path()).as_deref(), Some("of the ledger"));
    fs::write(dir.path().join("ledger.sqlite"), "rien de tel").unwrap();
    assert_eq!(pin(dir.path()).as_deref(), Some("of the copy"));
    assert_eq!(pin(tempfile::tempdir().unwrap().path()).as_deref(), Some("of the copy"));
}

#[test]
fn the_letters_end_and_then_nothing_is_restored() {
    let till = Till::new();
    let (_elsewhere, from) = copy(&till);
    let dir = till.dir;
    drop(till.ledger);
    for turn in 0..25 {
        let prepared = Restore::prepare(dir.path(), lock(dir.path()), &from).unwrap();
        drop(prepared.commit(at(turn), &turn.to_string()).unwrap());
    }
    assert_eq!(try_open(dir.path()).unwrap().epoch().unwrap().letter(), 'Z');
    let before = files(dir.path());
    let prepared = Restore::prepare(dir.path(), lock(dir.path()), &from).unwrap();
    assert!(matches!(prepared.commit(at(99), "last"), Err(LedgerError::Forbidden(_))));
    assert_eq!(files(dir.path()), before);
}
