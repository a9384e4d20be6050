//! The ledger's tables, and how an older file is brought up to date.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::connection;
use crate::error::{Doing, LedgerError};
use crate::folder;

/// The name SQLite's file header has for this program, "CPTR".
const APPLICATION_ID: i32 = 0x4350_5452;

/// Every step from an empty file to today's tables. A released step is never changed: a new one is added after it, and it also
/// rewrites the snapshots if the stored shape of a payment or a sale changed, since `verify` compares them with the replay.
pub(crate) const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("../migrations/0001_ledger.sql")),
    M::up(include_str!("../migrations/0002_gateways.sql")),
    M::up(include_str!("../migrations/0003_recovery.sql")),
    M::up(include_str!("../migrations/0004_lost_pages.sql")),
    M::up(include_str!("../migrations/0005_answers.sql")),
    M::up(include_str!("../migrations/0006_printing.sql")),
    M::up(include_str!("../migrations/0007_search.sql")),
    M::up(include_str!("../migrations/0008_refunds.sql")),
    M::up(include_str!("../migrations/0009_refund_numbers.sql")),
    M::up(include_str!("../migrations/0010_closings.sql")),
    M::up(include_str!("../migrations/0011_tenders.sql")),
    M::up(include_str!("../migrations/0012_cashiers.sql")),
    M::up(include_str!("../migrations/0013_logos_and_seals.sql")),
];

/// The version that `migrations` lead to.
pub(crate) fn known(migrations: &[M<'static>]) -> u32 {
    u32::try_from(migrations.len()).unwrap_or(u32::MAX)
}

/// Makes or completes the tables.
pub(crate) fn bring_up_to_date(connection: &mut Connection, migrations: &[M<'static>]) -> Result<(), LedgerError> {
    Migrations::from_slice(migrations).to_latest(connection).doing("bringing the ledger up to date")
}

/// SQLite's own quick check of every page.
pub(crate) fn check_quickly(connection: &Connection) -> Result<(), LedgerError> {
    let word: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).doing("checking the ledger's pages")?;
    if word == "ok" { Ok(()) } else { Err(LedgerError::damaged(format!("database, {word}"))) }
}

/// The same tables in memory, to replay the journal into.
pub(crate) fn in_memory() -> Result<Connection, LedgerError> {
    let mut connection = Connection::open_in_memory().doing("replaying the journal")?;
    connection.pragma_update(None, "foreign_keys", "ON").doing("replaying the journal")?;
    bring_up_to_date(&mut connection, MIGRATIONS)?;
    Ok(connection)
}

/// The version of the tables in a file that is a ledger.
pub(crate) fn version(connection: &Connection) -> Result<u32, LedgerError> {
    let pragma =
        |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).doing("looking at the ledger's version");
    if pragma("application_id")? != APPLICATION_ID {
        return Err(LedgerError::damaged("ledger.sqlite is not a ledger"));
    }
    u32::try_from(pragma("user_version")?)
        .ok()
        .filter(|version| *version > 0)
        .ok_or_else(|| LedgerError::damaged("ledger.sqlite has no version"))
}

/// Keeps a copy of the ledger of `version` in `dir`, whole and on the disk before it has its name.
///
/// The copy stays for good, so it holds no payer's number: those leave the ledger within days. Of a payment that was open only
/// the possibility to send the same request once more is lost with it.
pub(crate) fn keep_copy(connection: &Connection, dir: &Path, version: u32) -> Result<(), LedgerError> {
    const DOING: &str = "copying the ledger before bringing it up to date";
    let unfinished = dir.join("ledger.copy");
    folder::start_over(&unfinished)?;
    // A folder's name need not be Unicode; SQLite takes its bytes as they are.
    let name = unfinished.as_os_str().as_encoded_bytes();
    connection.execute("VACUUM INTO CAST(?1 AS TEXT)", [name]).doing(DOING)?;
    let copy = connection::writing(&unfinished)?;
    let in_memory: String = copy.pragma_update_and_check(None, "journal_mode", "MEMORY", |row| row.get(0)).doing(DOING)?;
    debug_assert_eq!(in_memory, "memory");
    copy.execute("DELETE FROM confidential", []).doing(DOING)?;
    if copy.table_exists(None, "customers").doing(DOING)? {
        copy.execute("DELETE FROM customers", []).doing(DOING)?;
    }
    let word: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).doing(DOING)?;
    if word != "ok" {
        return Err(LedgerError::damaged(format!("database, {word}")));
    }
    copy.close().map_err(|(_, error)| error).doing(DOING)?;
    folder::put_in_place(&unfinished, &dir.join(format!("ledger-v{version}.bak.sqlite")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use comptoir_core::payout::PayoutState;
    use comptoir_core::state::State;

    #[test]
    fn the_tables_know_every_state_and_no_other() {
        let sql = include_str!("../migrations/0001_ledger.sql");
        let list = sql.split("CHECK (state IN (").nth(1).unwrap().split("))").next().unwrap();
        let states: Vec<_> = list.split(',').map(|word| word.trim().trim_matches('\'')).collect();
        assert_eq!(states, State::CODES);
    }

    #[test]
    fn the_tables_know_every_state_of_a_payout_and_no_other() {
        let sql = include_str!("../migrations/0002_gateways.sql");
        let list = sql.split("CHECK (state IN (").nth(1).unwrap().split("))").next().unwrap();
        let states: Vec<_> = list.split(',').map(|word| word.trim().trim_matches('\'')).collect();
        assert_eq!(states, PayoutState::ALL.map(PayoutState::code));
    }

    #[test]
    fn every_step_applies_in_order() {
        Migrations::from_slice(MIGRATIONS).validate().unwrap();
        assert_eq!(version(&in_memory().unwrap()).unwrap(), known(MIGRATIONS));
    }
}
