//! Whoever has the file and a SQLite tool can drop the rules, change what they like and put the rules back. It is found.

use std::fs;
use std::sync::LazyLock;

use comptoir_core::code::Reason;
use comptoir_core::evidence::Word;
use comptoir_core::ids::{CashierId, ClosingId};
use comptoir_core::logo::{Logo, Picture};
use comptoir_core::network::Network;
use comptoir_core::order::{Environment, GatewayKind};
use comptoir_core::payment::{Decision, Payment};
use comptoir_core::people::{Cashier, Right};
use comptoir_core::printer::{Columns, PrintOutcome, PrintTrouble, Printer};
use comptoir_core::receipt::Series;
use comptoir_core::seal::{FiscalSeal, SealStatus};
use comptoir_core::shop::Shop;
use comptoir_core::state::State;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::*;
use crate::closings::{AskedClosing, ClosingDue};
use crate::ledger::Ledger;
use crate::recovery::{self, EpochName, Found, Range};
use crate::samples::{Till, account, at, due, given_back, payout, settlement};

mod flips;
mod journal;
mod rows;

/// The file of a ledger with something in every table.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut till = Till::new();
    till.ledger.add_account(at(1), &account("boutique")).unwrap();
    till.ledger.add_account(at(2), &account("annexe")).unwrap();
    till.ledger.set_shop(at(3), &Shop { town: Some("Lomé".to_owned()), ..Shop::default() }).unwrap();
    let paid = till.paid().order.payment_id;
    let declined = till.record();
    till.moved(&declined, State::Declined);
    till.paid();
    let pending = till.record();
    let pending = till.moved(&pending, State::Pending).order.payment_id;
    till.ledger.note_question(pending, at(500)).unwrap();
    till.ledger.note_answer(pending, Some(Reason::TimedOut)).unwrap();
    till.ledger.note_strange_word(pending, at(501), "9").unwrap();
    till.ledger.remove_account(at(502), "annexe").unwrap();
    let cashier_id = CashierId::minted(at(503), &[3; 10]);
    let cashier = Cashier { cashier_id, name: "Awa".to_owned(), rights: Right::USUAL.into(), active: true };
    till.ledger.add_cashier(at(503), &cashier, "$argon2id$").unwrap();
    till.ledger.set_owner_pin(at(503), "$argon2id$").unwrap();
    till.ledger.set_route(at(504), Network::TgFlooz, Some("boutique")).unwrap();
    till.ledger.record_payout(&payout(1)).unwrap();
    let printer = Printer {
        name: "caisse".to_owned(),
        target: "tcp:192.168.1.50".parse().unwrap(),
        columns: Columns::Middle,
        cuts: true,
        drawer: true,
        automatic: false,
    };
    till.ledger.set_printer(at(505), &printer).unwrap();
    till.ledger.begin_print(at(506), paid, None, "caisse").unwrap();
    till.ledger.end_print(at(507), paid, 1, PrintOutcome::Unsure(PrintTrouble::Cut)).unwrap();
    till.ledger.begin_print(at(508), paid, None, "caisse").unwrap();
    let refund = till.ledger.refund(paid, given_back(1, 500), &due(at(509))).unwrap().refund;
    till.ledger.refund(paid, given_back(2, 700), &due(at(510))).unwrap();
    till.ledger.begin_print(at(511), paid, Some(refund.refund_id), "caisse").unwrap();
    let settled = till.tendered();
    till.ledger.begin_tender_print(at(512), settled, "caisse").unwrap();
    let picture = Picture::new(1, 2, vec![1, 0xff]).unwrap();
    till.ledger.set_logo(at(514), Some(&Logo { narrow: picture.clone(), wide: picture })).unwrap();
    let pending = FiscalSeal {
        authority: "DGI".to_owned(),
        status: SealStatus::Pending,
        number: None,
        code: None,
        qr: None,
        counters: None,
        time: None,
        recorded_at: at(515),
    };
    till.ledger.seal(paid, &pending).unwrap();
    let unresolved = till.record();
    let unresolved = till.moved(&unresolved, State::Unresolved);
    let resolved = Payment { state: State::ResolvedUnpaid, ..unresolved };
    till.ledger.settle(&resolved, &settlement(Decision::Unpaid), None).unwrap();
    close(&mut till.ledger);
    recover(&mut till.ledger);
    till.paid();
    let dir = till.dir;
    drop(till.ledger);
    fs::read(dir.path().join("ledger.sqlite")).unwrap()
});

/// A day that is closed, with its paper.
fn close(ledger: &mut Ledger) {
    let left = ledger.without_end(Environment::Live).unwrap();
    let explained = left.iter().map(|left| (left.payment_id, "le client revient".to_owned())).collect();
    let shop = Shop::default();
    let closing_id = ClosingId::minted(at(512), &[1; 10]);
    let series = Series::of(&shop, Environment::Live, 2027);
    let due = ClosingDue { closing_id, series, shop, environment: Environment::Live, closed_at: at(512) };
    ledger.close(&due, &AskedClosing { explained, ..AskedClosing::default() }).unwrap();
    ledger.begin_closing_print(at(513), closing_id, "caisse").unwrap();
    ledger.end_closing_print(at(514), closing_id, 1, PrintOutcome::Printed).unwrap();
}

/// As after a copy was restored: a gateway tells of a reference that the ledger does not know, without an amount.
fn recover(ledger: &mut Ledger) {
    let epoch = EpochName { letter: "A".to_owned(), salt: "salt".to_owned() };
    ledger.write("testing", |tx| recovery::begin(tx, &[Range { epoch, after: 0 }])).unwrap();
    let scan = ledger.scans().unwrap()[0];
    let next = ledger.next_to_scan(scan, "boutique").unwrap().unwrap();
    let found = Found {
        reference: next.reference.clone(),
        account: "boutique".to_owned(),
        gateway: GatewayKind::PaygateGlobal,
        environment: Environment::Live,
        word: Word::Paid,
        amount_minor: None,
        currency: None,
        gateway_reference: None,
        operator_reference: None,
        paid_at: None,
        payment_id: None,
        found_at: at(900),
    };
    assert!(ledger.note_found(scan, &next, &found, None).unwrap());
}

/// What `verify` finds after `change` by somebody who drops the rules first, and puts them back.
fn found_after(change: impl FnOnce(&Connection)) -> Vec<Finding> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger.sqlite");
    fs::write(&path, &*SOUND).unwrap();
    let raw = Connection::open(&path).unwrap();
    run(&raw, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; BEGIN");
    let rules = texts(&raw, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
    for name in texts(&raw, "SELECT name FROM sqlite_schema WHERE type = 'trigger'").unwrap() {
        run(&raw, &format!("DROP TRIGGER {name}"));
    }
    change(&raw);
    run(&raw, &rules.join(";\n"));
    run(&raw, "COMMIT");
    raw.close().unwrap();
    Reader::open(dir.path()).unwrap().unwrap().verify().unwrap()
}

#[track_caller]
fn assert_found(findings: &[Finding], what: FindingKind, place: &str) {
    assert!(findings.contains(&what.at(place)), "{what:?} at {place} is not among {findings:#?}");
}

fn run(raw: &Connection, sql: &str) {
    raw.execute_batch(sql).unwrap();
}

fn count(raw: &Connection, sql: &str) -> i64 {
    raw.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Some other value of the same type.
fn other(value: &Value) -> Value {
    match value {
        Value::Null => Value::Text("x".to_owned()),
        Value::Integer(number) => Value::Integer(number + 1_000),
        Value::Real(_) => Value::Null,
        Value::Text(text) => Value::Text(format!("{text}x")),
        Value::Blob(bytes) => Value::Blob(bytes.iter().map(|byte| byte ^ 1).collect()),
    }
}

/// Every row of `table` with every column, as (rowid, name of the row, column, value).
fn cells(table: &str) -> Vec<(i64, String, String, Value)> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger.sqlite");
    fs::write(&path, &*SOUND).unwrap();
    let raw = Connection::open(&path).unwrap();
    let mut statement = raw.prepare(&format!("SELECT rowid, * FROM {table} ORDER BY 1")).unwrap();
    let columns: Vec<String> = statement.column_names().iter().skip(1).map(|name| (*name).to_owned()).collect();
    let mut rows = statement.query([]).unwrap();
    let mut cells = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let name = match row.get(1).unwrap() {
            Value::Integer(number) => number.to_string(),
            Value::Text(text) => text,
            other @ (Value::Null | Value::Real(_) | Value::Blob(_)) => panic!("{other:?}"),
        };
        for (place, column) in columns.iter().enumerate() {
            cells.push((row.get(0).unwrap(), name.clone(), column.clone(), row.get(place + 1).unwrap()));
        }
    }
    cells
}

fn set(raw: &Connection, table: &str, rowid: i64, column: &str, value: &Value) {
    let sql = format!("UPDATE {table} SET {column} = ?1 WHERE rowid = ?2");
    assert_eq!(raw.execute(&sql, params_from_iter([value.clone(), Value::Integer(rowid)])).unwrap(), 1);
}

#[test]
fn a_sound_ledger_has_no_finding() {
    assert_eq!(found_after(|_| {}), []);
}

#[test]
fn no_two_findings_share_a_code() {
    let codes: std::collections::HashSet<_> = FindingKind::ALL.map(FindingKind::code).into();
    assert_eq!(codes.len(), FindingKind::ALL.len());
}

#[test]
fn a_rule_that_was_dropped_or_weakened_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger.sqlite");
    fs::write(&path, &*SOUND).unwrap();
    let raw = Connection::open(&path).unwrap();
    let rules = "SELECT name FROM sqlite_schema WHERE type = 'trigger' OR type = 'index' AND sql IS NOT NULL";
    let names = texts(&raw, rules).unwrap();
    assert!(names.len() > 15, "{names:?}");
    let reader = Reader::open(dir.path()).unwrap().unwrap();
    for name in names {
        let (kind, sql): (String, String) = raw
            .query_row("SELECT type, sql FROM sqlite_schema WHERE name = ?1", [&name], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        run(&raw, &format!("DROP {kind} {name}"));
        assert_eq!(reader.verify().unwrap(), [FindingKind::RuleDiffers.at(format!("{kind} {name}"))]);
        run(&raw, &sql);
    }
    assert_eq!(reader.verify().unwrap(), []);
    run(&raw, "CREATE TRIGGER more AFTER INSERT ON payments BEGIN SELECT 1; END; CREATE TABLE more_rows (c)");
    let more = [FindingKind::RuleDiffers.at("table more_rows"), FindingKind::RuleDiffers.at("trigger more")];
    assert_eq!(reader.verify().unwrap(), more);
}

#[test]
fn a_table_that_is_gone_is_found() {
    for table in ["shop", "journal", "head", "confidential", "payments"] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("ledger.sqlite");
        fs::write(&path, &*SOUND).unwrap();
        run(&Connection::open(&path).unwrap(), &format!("PRAGMA foreign_keys = OFF; DROP TABLE {table}"));
        let findings = Reader::open(dir.path()).unwrap().unwrap().verify().unwrap();
        assert_found(&findings, FindingKind::RuleDiffers, &format!("table {table}"));
    }
}

#[test]
fn another_identity_is_found() {
    for sql in ["UPDATE identity SET folder_id = 'folder-2'", "UPDATE identity SET identifier_secret = zeroblob(32)"] {
        assert_eq!(found_after(|raw| run(raw, sql)), [FindingKind::IdentityDiffers.at("identity")]);
    }
}

#[test]
fn another_only_row_or_one_more_is_found() {
    for sql in [
        "UPDATE head SET only_row = 2",
        "UPDATE identity SET only_row = 2",
        "INSERT INTO head SELECT 2, seq, hash FROM head",
        "INSERT INTO identity SELECT 2, folder_id, identifier_secret FROM identity",
    ] {
        let table = if sql.contains("head") { "head" } else { "identity" };
        assert_found(&found_after(|raw| run(raw, sql)), FindingKind::RowDiffers, table);
    }
}

#[test]
fn a_ledger_in_use_is_verified_at_one_moment() {
    let till = Till::new();
    let dir = till.dir.path().to_owned();
    std::thread::scope(|threads| {
        let writing = threads.spawn(move || {
            let mut till = till;
            for _ in 0..10 {
                till.paid();
            }
            till
        });
        let reader = Reader::open(&dir).unwrap().unwrap();
        while !writing.is_finished() {
            assert_eq!(reader.verify().unwrap(), []);
        }
        writing.join().unwrap();
    });
}
