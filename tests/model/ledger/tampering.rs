//! Somebody opens the file and changes it, without rewriting all that follows: `verify` finds it, whatever it was.

use std::fs;
use std::path::Path;

use comptoir_ledger::Reader;
use comptoir_tests::dice::Dice;
use comptoir_tests::proof::{Account, Portion, say};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::acts::Act;
use super::till::Till;

/// How many changes every run of the tests does.
const CHANGES: u64 = 500;

/// The tables that tell of money and of the shop: the journal, its end, and what is its replay. Counters of questions and remembered
/// customers are not among them.
const TABLES: [&str; 15] = [
    "journal",
    "head",
    "identity",
    "identifiers",
    "sales",
    "payments",
    "evidence",
    "receipt_series",
    "receipts",
    "accounts",
    "shop",
    "owner",
    "settlements",
    "payouts",
    "routes",
];

/// The file of a ledger after a day that `seed` made.
fn day(seed: u64) -> Vec<u8> {
    let mut dice = Dice::of(seed);
    let mut till = Till::new();
    // A day has something of everything.
    for kind in [0, 24, 26, 29, 30, 0] {
        till.act(Act { kind, whom: dice.below(64), how: 4 * dice.below(1_000) + 1 }).unwrap();
    }
    for _ in 0..60 {
        let number = u32::try_from(dice.below(usize::try_from(u32::MAX).unwrap())).unwrap();
        till.act(Act::of(number)).unwrap();
    }
    till.close();
    fs::read(till.folder.path().join("ledger.sqlite")).unwrap()
}

fn texts(raw: &Connection, sql: &str) -> Vec<String> {
    let mut statement = raw.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Changes the file at `path` by somebody who takes the rules away and puts them back; what was done, where there was anything to do.
fn tamper(path: &Path, dice: &mut Dice) -> Option<String> {
    let raw = Connection::open(path).unwrap();
    raw.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; BEGIN")
        .unwrap();
    let rules = texts(&raw, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
    for name in texts(&raw, "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    let done = change(&raw, dice);
    raw.execute_batch(&rules.join(";\n")).unwrap();
    raw.execute_batch("COMMIT").unwrap();
    done
}

fn change(raw: &Connection, dice: &mut Dice) -> Option<String> {
    let table = TABLES[dice.below(TABLES.len())];
    let rows: Vec<i64> = raw
        .prepare(&format!("SELECT rowid FROM {table} ORDER BY 1"))
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    if rows.is_empty() {
        return None;
    }
    let row = rows[dice.below(rows.len())];
    let end: i64 = raw.query_row("SELECT max(seq) FROM journal", [], |row| row.get(0)).unwrap();
    let run = |sql: String| raw.execute(&sql, []).is_ok_and(|touched| touched > 0).then_some(sql);
    match dice.below(6) {
        0 | 1 => edit(raw, table, row, dice),
        2 => run(format!("DELETE FROM {table} WHERE rowid = {row}")),
        // Two entries change places.
        3 if end > 2 => {
            let one = 1 + i64::try_from(dice.below(usize::try_from(end - 1).unwrap())).unwrap();
            let steps = [(one, -1), (one + 1, one), (-1, one + 1)];
            steps
                .into_iter()
                .map(|(from, to)| run(format!("UPDATE journal SET seq = {to} WHERE seq = {from}")))
                .collect::<Option<Vec<_>>>()?;
            Some(format!("entries {one} and {} swapped", one + 1))
        }
        // An entry that nobody wrote, at the end or in the place of one that is gone.
        4 => run(format!(
            "INSERT INTO journal SELECT {end} + 1, at_ms, kind, payment_id, sale_id, body, previous_hash, replace(hash, substr(hash, 1, 8), \
             '00000000') FROM journal WHERE seq = {}",
            1 + dice.below(usize::try_from(end).unwrap())
        )),
        // The tail is cut off.
        _ => run(format!("DELETE FROM journal WHERE seq > {}", end - 1 - i64::try_from(dice.below(5)).unwrap())),
    }
}

/// Another value in one cell.
fn edit(raw: &Connection, table: &str, row: i64, dice: &mut Dice) -> Option<String> {
    let columns = texts(raw, &format!("SELECT name FROM pragma_table_info('{table}')"));
    let column = &columns[dice.below(columns.len())];
    let sql = format!("SELECT {column} FROM {table} WHERE rowid = {row}");
    let value: Value = raw.query_row(&sql, [], |row| row.get(0)).unwrap();
    let other = match &value {
        Value::Null => Value::Text("x".to_owned()),
        Value::Integer(number) => Value::Integer(number + 1 + i64::try_from(dice.below(1_000)).unwrap()),
        Value::Real(_) => return None,
        Value::Text(text) if text.is_empty() => Value::Text("x".to_owned()),
        Value::Text(text) => {
            let mut letters: Vec<_> = text.chars().collect();
            let at = dice.below(letters.len());
            letters[at] = if letters[at] == '1' { '2' } else { '1' };
            Value::Text(letters.into_iter().collect())
        }
        Value::Blob(bytes) => Value::Blob(bytes.iter().map(|byte| byte ^ 1).collect()),
    };
    let set = format!("UPDATE {table} SET {column} = ?1 WHERE rowid = {row}");
    let touched = raw.execute(&set, params_from_iter([other.clone()])).unwrap_or(0);
    (touched == 1).then(|| format!("{set} from {value:?} to {other:?}"))
}

/// Whether what is at `folder` is found not to be what was written.
fn is_found(folder: &Path) -> bool {
    match Reader::open(folder) {
        Ok(Some(reader)) => reader.verify().is_ok_and(|findings| !findings.is_empty()),
        Ok(None) => false,
        // One that cannot be opened any more says so itself.
        Err(_) => true,
    }
}

#[test]
fn whatever_is_changed_in_the_file_is_found() {
    /// So many changes are made to the ledger of one day.
    const A_DAY: u64 = 50;
    let portion = Portion::asked_or(1, CHANGES);
    let mut account = Account::of("PBT tampering", "changes", portion);
    let (mut missed, mut sound) = (0, Vec::new());
    let folder = tempfile::tempdir_in(if Path::new("/dev/shm").is_dir() { "/dev/shm" } else { "." }).unwrap();
    let path = folder.path().join("ledger.sqlite");
    for seed in portion.first_seed..portion.first_seed + portion.count {
        if sound.is_empty() || seed.is_multiple_of(A_DAY) {
            sound = day(seed - seed % A_DAY);
            fs::write(&path, &sound).unwrap();
            assert!(!is_found(folder.path()), "a sound ledger is found to be none");
        }
        fs::write(&path, &sound).unwrap();
        let mut dice = Dice::of(seed);
        let Some(done) = (0..20).find_map(|_| tamper(&path, &mut dice)) else { panic!("seed {seed}: nothing could be changed") };
        let found = is_found(folder.path());
        if !found {
            missed += 1;
            say(format_args!("seed {seed}: not found: {done}"));
        }
        account.add(seed, 1, u64::from(!found));
    }
    account.tell();
    assert_eq!(missed, 0, "changes that nobody finds: see the seeds above");
}
