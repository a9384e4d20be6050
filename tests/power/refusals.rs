//! A disk that refuses: full, failing, or unable to make durable what it took. Each write, cut and sync of one payment is refused once.
//!
//! The call that was refused says so, and nothing is promised by it; what was promised before is there. Whether its own work is there
//! is not known before the ledger is opened again: it is there whole, or not at all. The payment then goes on to its receipt, and the power
//! is cut at some instants from the refusal to the end.

use comptoir_core::shop::Shop;
use comptoir_ledger::LedgerError;
use comptoir_tests::proof::{Account, Portion};
use rusqlite::ffi;

use crate::counter::Counter;
use crate::disk::{Act, Fault, Place, Rules};
use crate::folder;
use crate::image::{Disk, Kept};
use crate::judge::Bench;
use crate::payment::{Refusal, pay, steps};
use crate::take::{Take, Taking};
use comptoir_tests::dice::Dice;
use comptoir_tests::samples::at;

/// At how many instants after each refusal the power is cut.
const INSTANTS: usize = 2;

/// One payment on a disk that never refuses.
fn untroubled() -> Take {
    let dir = folder::empty();
    let mut taking = Taking::begin(dir.path(), Rules::default());
    pay(&mut taking).map_err(|refusal| refusal.error).unwrap();
    taking.end()
}

/// The payment on a disk that refuses once, taken up again after the refusal; tells after how many calls that was.
fn refused(fault: Fault, reference: &Take) -> (Take, Option<usize>) {
    let dir = folder::empty();
    let mut taking = Taking::begin(dir.path(), Rules { fault: Some(fault), ..Rules::default() });
    let Err(refusal) = pay(&mut taking) else { return (taking.end(), None) };
    let Refusal { error, ledger } = *refusal;
    let returned = taking.returned();
    let mut counter = Counter::of(Dice::of(2), 5_000);
    match (&error, ledger) {
        // Where there is room again, the same ledger goes on.
        (LedgerError::Full { .. }, Some(mut ledger)) => {
            steps(&mut taking, &mut counter, &mut ledger).unwrap();
            taking.close(ledger);
        }
        (LedgerError::Full { .. } | LedgerError::Io { .. }, ledger) => {
            if let Some(mut ledger) = ledger {
                let more = ledger.set_shop(at(4_000), &Shop::default());
                assert!(matches!(more, Err(LedgerError::Io { .. })), "{fault:?}: a failed disk is written on");
                taking.drop(ledger);
            }
            let mut ledger = taking.open().unwrap();
            reference.allows(taking.last_book(), returned).unwrap_or_else(|breach| panic!("{fault:?}: {breach}"));
            steps(&mut taking, &mut counter, &mut ledger).unwrap();
            taking.close(ledger);
        }
        (other, _) => panic!("{fault:?}: {other}"),
    }
    assert_eq!(taking.last_book().receipts(), 1);
    (taking.end(), Some(returned))
}

/// Refuses everything that is asked at `place` after so many calls, each once.
fn refuse_each(name: &'static str, place: Place, code: i32, calls: usize, asked: fn(&Act) -> bool) {
    let reference = untroubled();
    let mut account = Account::of(name, "refusals", Portion { first_seed: 1, count: 0 });
    let (mut bench, mut wrong) = (Bench::empty(), Vec::new());
    let mut returned = reference.log.acts.iter().enumerate().filter(|(_, act)| **act == Act::Returned).map(|(place, _)| place);
    let before = calls.checked_sub(1).map_or(0, |last| returned.nth(last).expect("there are more calls"));
    let first = reference.log.acts[..before].iter().filter(|act| asked(act)).count();
    let count = reference.log.count(asked);
    assert!(count > first);
    for nth in first..count {
        let (take, refused) = refused(Fault { place, nth, code }, &reference);
        account.meets(refused.map_or("borne", |returned| reference.calls[returned]), 1);
        let mut disk = Disk::before(&take.log);
        let mut dice = Dice::of(nth as u64);
        // Some instants of each life, and its end.
        let last = take.log.acts.len();
        let mut instants = [last; INSTANTS];
        instants[1..].fill_with(|| nth + dice.below(last - nth + 1));
        instants.sort_unstable();
        for done in instants {
            disk.go_to(done);
            for kept in [Kept::First(0), Kept::Torn(dice.another())] {
                let of_refused = refused.filter(|returned| (*returned..=returned + 1).contains(&disk.returned()));
                let judged = bench.found(&disk.cut(&kept)).and_then(|book| {
                    let refused = of_refused.is_some_and(|returned| reference.books[returned + 1] == book);
                    if refused { Ok(()) } else { take.allows(&book, disk.returned()) }
                });
                account.meets("cuts", 1);
                if let Err(breach) = judged {
                    wrong.push(format!("{place:?} {nth} refused, cut after act {done}, {kept:?} kept: {breach}"));
                }
            }
        }
    }
    account.add(1, (count - first) as u64, wrong.len() as u64);
    account.tell();
    assert!(wrong.is_empty(), "{:#?}", &wrong[..wrong.len().min(10)]);
}

#[test]
fn a_full_disk_at_every_write_loses_nothing() {
    refuse_each("PWR full disk", Place::Write, ffi::SQLITE_FULL, 0, |act| matches!(act, Act::Write { .. }));
}

#[test]
fn a_failing_disk_at_every_write_to_a_born_ledger_loses_nothing() {
    refuse_each("PWR failing writes", Place::Write, ffi::SQLITE_IOERR_WRITE, 1, |act| matches!(act, Act::Write { .. }));
}

#[test]
fn a_sync_that_fails_is_never_taken_for_one_that_did_not() {
    refuse_each("PWR failing syncs", Place::Sync, ffi::SQLITE_IOERR_FSYNC, 0, |act| matches!(act, Act::Sync { .. }));
}

#[test]
fn a_folder_that_cannot_be_synced_loses_nothing() {
    refuse_each("PWR failing names", Place::FolderSync, ffi::SQLITE_IOERR_DIR_FSYNC, 0, |act| {
        matches!(act, Act::SyncFolder { .. })
    });
}

#[test]
fn a_file_that_cannot_be_shortened_loses_nothing() {
    refuse_each("PWR failing cuts", Place::Truncate, ffi::SQLITE_IOERR_TRUNCATE, 0, |act| matches!(act, Act::Shorten { .. }));
}
