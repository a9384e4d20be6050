use std::fs;
use std::sync::LazyLock;

use comptoir_core::evidence::{Evidence, Word};
use comptoir_core::payment::Payment;
use comptoir_core::state::State;
use proptest::prelude::*;
use rusqlite::Connection;

use super::*;
use crate::samples::{DIGITS, Till, at, birth, confidential, report, try_open};

/// Today's steps and one more.
fn and_then(step: &'static str) -> Vec<M<'static>> {
    MIGRATIONS.iter().cloned().chain([M::up(step)]).collect()
}

static TOMORROWS: LazyLock<Vec<M<'static>>> =
    LazyLock::new(|| and_then("ALTER TABLE asked ADD COLUMN patience INTEGER NOT NULL DEFAULT 0"));
static BROKEN_STEP: LazyLock<Vec<M<'static>>> =
    LazyLock::new(|| and_then("ALTER TABLE asked ADD COLUMN patience INTEGER; INSERT INTO nowhere VALUES (1)"));

/// The version of today's ledger.
fn today() -> u32 {
    schema::known(MIGRATIONS)
}

fn open_with(dir: &Path, migrations: &'static [M<'static>]) -> Result<Ledger, LedgerError> {
    open(dir, FolderLock::try_take(dir)?.unwrap(), birth(), migrations)
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_ledger_is_born_whole_and_keeps_who_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let ledger = try_open(dir.path()).unwrap();
    assert_eq!(ledger.folder_id(), "folder-1");
    assert_eq!(ledger.verify().unwrap(), []);
    drop(ledger);
    assert_eq!(names(dir.path()), ["ledger.sqlite", "lock"]);
    let lock = FolderLock::try_take(dir.path()).unwrap().unwrap();
    let other = Birth { folder_id: "folder-2".to_owned(), identifier_secret: [9; 32], at: at(9) };
    let ledger = Ledger::open(dir.path(), lock, other).unwrap();
    assert_eq!(ledger.folder_id(), "folder-1");
    assert_eq!(ledger.identifier_secret().bytes(), &[7; 32]);
}

#[test]
fn what_a_crash_at_birth_left_is_no_obstacle() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["ledger.unborn", "ledger.unborn-wal", "ledger.unborn-shm", "ledger.unborn-journal"] {
        fs::write(dir.path().join(name), "half a ledger").unwrap();
    }
    drop(try_open(dir.path()).unwrap());
    assert_eq!(names(dir.path()), ["ledger.sqlite", "lock"]);
}

#[test]
fn a_file_that_is_no_ledger_is_refused_and_left_as_it_is() {
    let till = Till::new();
    let whole = {
        let dir = till.dir;
        drop(till.ledger);
        fs::read(dir.path().join("ledger.sqlite")).unwrap()
    };
    let other = tempfile::tempdir().unwrap();
    Connection::open(other.path().join("x")).unwrap().execute_batch("CREATE TABLE t (c)").unwrap();
    let mut no_version = whole.clone();
    no_version[60..64].fill(0);
    let mut other_program = whole.clone();
    other_program[68] ^= 1;
    let cases = [
        ("empty", Vec::new()),
        ("garbage", b"not a database, but long enough to have a header".repeat(20)),
        ("zeros", vec![0; 8192]),
        ("cut in its header", whole[..50].to_vec()),
        ("cut", whole[..4096].to_vec()),
        ("another database", fs::read(other.path().join("x")).unwrap()),
        ("without a version", no_version),
        ("of another program", other_program),
    ];
    for (name, bytes) in cases {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ledger.sqlite");
        fs::write(&path, &bytes).unwrap();
        assert!(matches!(try_open(dir.path()), Err(LedgerError::Damaged { .. })), "{name}");
        // A cut file may still have its first page, and then reading what is missing finds it out.
        let read = Reader::open(dir.path()).and_then(|reader| reader.unwrap().verify());
        assert!(matches!(&read, Err(LedgerError::Damaged { .. })) || read.is_ok_and(|findings| !findings.is_empty()), "{name}");
        assert!(fs::read(&path).unwrap() == bytes, "{name} was changed");
    }
}

#[test]
fn the_log_of_a_ledger_that_is_gone_is_not_played_into_a_new_one() {
    for ending in ["-wal", "-journal"] {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(format!("ledger.sqlite{ending}")), "a log").unwrap();
        assert!(matches!(try_open(dir.path()), Err(LedgerError::Damaged { .. })));
        assert!(matches!(Reader::open(dir.path()), Err(LedgerError::Damaged { .. })));
    }
}

#[test]
fn a_reader_finds_nothing_where_there_is_no_ledger_and_makes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    assert!(Reader::open(&dir.path().join("nowhere")).unwrap().is_none());
    assert!(Reader::open(dir.path()).unwrap().is_none());
    assert_eq!(names(dir.path()), [""; 0]);
}

#[test]
fn a_reader_sees_what_a_running_writer_wrote() {
    let mut till = Till::new();
    let reader = Reader::open(till.dir.path()).unwrap().unwrap();
    let payment = till.record();
    let id = payment.order.payment_id;
    assert_eq!(reader.payment(id).unwrap(), Some(payment));
    let paid = till.paid();
    assert_eq!(reader.payment(paid.order.payment_id).unwrap(), Some(paid));
    assert_eq!(reader.verify().unwrap(), []);
    let till = till.reopened();
    assert_eq!(reader.payment(id).unwrap(), till.ledger.payment(id).unwrap());
}

#[test]
fn a_reader_reads_the_log_of_a_writer_that_was_killed() {
    let mut till = Till::new();
    let payment = till.record();
    let (dir, copy) = (till.dir.path(), tempfile::tempdir().unwrap());
    for name in ["ledger.sqlite", "ledger.sqlite-wal"] {
        fs::copy(dir.join(name), copy.path().join(name)).unwrap();
    }
    assert!(fs::metadata(copy.path().join("ledger.sqlite-wal")).unwrap().len() > 0);
    let reader = Reader::open(copy.path()).unwrap().unwrap();
    assert_eq!(reader.payment(payment.order.payment_id).unwrap(), Some(payment));
}

#[test]
fn the_lock_must_be_the_folders_own() {
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let lock = FolderLock::try_take(there.path()).unwrap().unwrap();
    assert!(matches!(Ledger::open(here.path(), lock, birth()), Err(LedgerError::Forbidden(_))));
    assert_eq!(names(here.path()), [""; 0]);
}

#[test]
fn the_folder_is_free_when_the_ledger_is_closed() {
    let till = Till::new();
    assert!(FolderLock::try_take(till.dir.path()).unwrap().is_none());
    drop(till.ledger);
    assert!(FolderLock::try_take(till.dir.path()).unwrap().is_some());
}

#[test]
fn a_newer_ledger_is_refused_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    drop(open_with(dir.path(), &TOMORROWS).unwrap());
    let path = dir.path().join("ledger.sqlite");
    let before = fs::read(&path).unwrap();
    assert!(matches!(try_open(dir.path()), Err(LedgerError::Newer { found, known }) if (found, known) == (today() + 1, today())));
    assert!(
        matches!(Reader::open(dir.path()), Err(LedgerError::Newer { found, known }) if (found, known) == (today() + 1, today()))
    );
    assert!(fs::read(&path).unwrap() == before);
    assert!(!names(dir.path()).iter().any(|name| name.contains("bak")));
}

#[test]
fn an_older_ledger_is_copied_before_it_is_brought_up_to_date() {
    let mut till = Till::new();
    let payment = till.record();
    let id = payment.order.payment_id;
    let dir = till.dir;
    drop(till.ledger);
    fs::write(dir.path().join("ledger.copy"), "a broken-off copy").unwrap();

    let ledger = open_with(dir.path(), &TOMORROWS).unwrap();
    assert_eq!(ledger.payment(id).unwrap(), Some(payment.clone()));
    assert_eq!(ledger.confidential(id).unwrap(), Some(confidential()));
    ledger.connection().execute("UPDATE asked SET patience = 1", []).unwrap();
    drop(ledger);
    let copy = format!("ledger-v{}.bak.sqlite", today());
    assert_eq!(names(dir.path()), [copy.as_str(), "ledger.sqlite", "lock"]);

    let copy = fs::read(dir.path().join(copy)).unwrap();
    assert!(!copy.windows(DIGITS.len()).any(|bytes| bytes == DIGITS.as_bytes()), "the copy keeps the payer's number");
    let restored = tempfile::tempdir().unwrap();
    fs::write(restored.path().join("ledger.sqlite"), copy).unwrap();
    let restored = try_open(restored.path()).unwrap();
    assert_eq!(restored.payment(id).unwrap(), Some(payment));
    assert_eq!(restored.verify().unwrap(), []);
}

/// The first version of the ledger, as the program that had no other gateway than the first left it.
#[test]
fn a_ledger_of_the_first_version_is_brought_up_to_date_and_works() {
    let dir = tempfile::tempdir().unwrap();
    drop(open_with(dir.path(), &MIGRATIONS[..1]).unwrap());
    let mut till = Till::in_folder(dir);
    let paid = till.paid();
    till.ledger.set_owner_pin(at(900), "$argon2id$").unwrap();
    assert_eq!(till.ledger.payment(paid.order.payment_id).unwrap(), Some(paid));
    assert_eq!(till.ledger.verify().unwrap(), []);
    assert!(names(till.dir.path()).contains(&"ledger-v1.bak.sqlite".to_owned()));
}

/// A lost page was a final end once.
#[test]
fn a_lost_page_of_an_older_ledger_can_be_found_paid() {
    let dir = tempfile::tempdir().unwrap();
    let mut older = Till::over(open_with(dir.path(), &MIGRATIONS[..3]).unwrap(), dir);
    // Today's code writes columns that a later step adds.
    let columns = ["gateway", "network", "environment"];
    let add = columns.map(|column| format!("ALTER TABLE payments ADD COLUMN {column} TEXT;")).concat();
    let drop = columns.map(|column| format!("ALTER TABLE payments DROP COLUMN {column};")).concat();
    older.ledger.connection().execute_batch(&add).unwrap();
    let payment = older.record();
    let lost = older.moved(&payment, State::AbandonedOrphan);
    older.ledger.connection().execute("UPDATE payments SET standing = 'final'", []).unwrap();
    older.ledger.connection().execute_batch(&drop).unwrap();
    let mut till = older.reopened();
    assert_eq!(till.ledger.verify().unwrap(), []);
    let late = Payment { state: State::LatePaid, ..lost };
    let evidence = Evidence { report: report(&late.order, Word::Paid), read_at: late.updated_at };
    till.ledger.change(&late, Some(&evidence), None).unwrap();
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn a_step_that_fails_leaves_the_older_ledger_whole() {
    let mut till = Till::new();
    let payment = till.record();
    let dir = till.dir;
    drop(till.ledger);
    assert!(open_with(dir.path(), &BROKEN_STEP).is_err());
    let ledger = try_open(dir.path()).unwrap();
    assert_eq!(ledger.payment(payment.order.payment_id).unwrap(), Some(payment));
    assert_eq!(ledger.verify().unwrap(), []);
}

#[test]
fn a_reader_leaves_an_older_ledger_to_the_next_writer() {
    let till = Till::new();
    till.ledger.connection().pragma_update(None, "user_version", 0).unwrap();
    assert!(matches!(Reader::open(till.dir.path()), Err(LedgerError::Damaged { .. })));
    till.ledger.connection().pragma_update(None, "user_version", 1).unwrap();
    assert!(matches!(Reader::open(till.dir.path()), Err(LedgerError::Older { found: 1, known }) if known == today()));
}

#[test]
fn nothing_is_written_after_an_end_that_is_not_the_journals() {
    let till = Till::new();
    till.ledger.connection().execute("UPDATE head SET seq = 2", []).unwrap();
    let dir = till.dir;
    drop(till.ledger);
    assert!(matches!(try_open(dir.path()), Err(LedgerError::Damaged { place }) if place == "journal 2"));
    let findings = Reader::open(dir.path()).unwrap().unwrap().verify().unwrap();
    assert_eq!(findings.len(), 1, "reading goes on: {findings:?}");
}

#[cfg(unix)]
#[test]
fn every_file_is_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mut till = Till::new();
    till.record();
    drop(till.ledger);
    let ledger = open_with(till.dir.path(), &TOMORROWS).unwrap();
    ledger.connection().execute("DELETE FROM asked", []).unwrap();
    let names = names(till.dir.path());
    assert!(names.len() >= 5, "{names:?}");
    for name in names {
        let mode = fs::metadata(till.dir.path().join(&name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A power cut can leave any beginning of what was not yet acknowledged; here, of the whole log.
    #[test]
    fn a_log_cut_anywhere_gives_an_earlier_moment_and_no_damage(cut in any::<prop::sample::Index>()) {
        let mut till = Till::new();
        let paid = [till.paid(), till.paid()];
        let dir = tempfile::tempdir().unwrap();
        fs::copy(till.dir.path().join("ledger.sqlite"), dir.path().join("ledger.sqlite")).unwrap();
        let log = fs::read(till.dir.path().join("ledger.sqlite-wal")).unwrap();
        let kept = cut.index(log.len() + 1);
        fs::write(dir.path().join("ledger.sqlite-wal"), &log[..kept]).unwrap();
        let ledger = try_open(dir.path()).unwrap();
        prop_assert_eq!(ledger.verify().unwrap(), []);
        for payment in paid {
            let id = payment.order.payment_id;
            let stored = ledger.payment(id).unwrap();
            let is_paid = stored.as_ref() == Some(&payment);
            prop_assert_eq!(ledger.receipt_of(id).unwrap().is_some(), is_paid, "paid and its receipt come together");
            prop_assert!(kept < log.len() || is_paid);
        }
    }
}
