//! How the database is opened: every setting that the ledger's promises rest on, in one place.

use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Params, Row, TransactionBehavior};

use crate::error::{Doing, LedgerError};
use crate::folded;
use crate::folder;

/// Up to 3.51.2 two connections could corrupt a write-ahead log that was being reset.
const OLDEST_SQLITE: i32 = 3_051_003;

/// How long to wait for the other side: a checkpoint, a recovery, a reader's last page.
const PATIENCE: Duration = Duration::from_secs(5);

/// More than the ledger has statements: SQLite reads each of them once, not once a question.
const STATEMENTS: usize = 128;

const OPENING: &str = "opening the ledger";

/// A connection that may write, to a file that is there.
pub(crate) fn writing(path: &Path) -> Result<Connection, LedgerError> {
    let mut connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    // FULL makes a commit durable before it is acknowledged; macOS needs its own word for it. Deleted numbers are overwritten.
    set(
        &connection,
        &[
            ("synchronous", "FULL"),
            ("fullfsync", "ON"),
            ("checkpoint_fullfsync", "ON"),
            ("foreign_keys", "ON"),
            ("recursive_triggers", "ON"),
            ("secure_delete", "ON"),
        ],
    )?;
    Ok(connection)
}

/// A connection that cannot write, to a file that is there.
pub(crate) fn reading(path: &Path) -> Result<Connection, LedgerError> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    set(&connection, &[("query_only", "ON")])?;
    let first_look = connection.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0));
    match first_look.doing(OPENING) {
        // Where no file can be made, SQLite cannot make the one that readers and the writer share. Without a log nobody writes.
        Err(LedgerError::Io { .. } | LedgerError::ReadOnly { .. }) if !folder::has_log(path)? => open_immutable(path),
        // Whoever reads next is told what is wrong with it.
        Ok(_) | Err(_) => Ok(connection),
    }
}

/// A connection to a file that nobody can change.
fn open_immutable(path: &Path) -> Result<Connection, LedgerError> {
    let name = path.as_os_str().as_encoded_bytes().iter().map(|byte| format!("%{byte:02x}")).collect::<String>();
    let access = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = open(Path::new(&format!("file:{name}?immutable=1")), access)?;
    set(&connection, &[("query_only", "ON")])?;
    Ok(connection)
}

/// Turns the write-ahead log on, which lets readers work beside the writer.
pub(crate) fn keep_log(connection: &Connection) -> Result<(), LedgerError> {
    const DOING: &str = "turning the log on";
    let mut statement = connection.prepare("PRAGMA journal_mode = WAL").doing(DOING)?;
    let mut rows = statement.query([]).doing(DOING)?;
    let mode = rows.next().doing(DOING)?.map(|row| row.get::<_, String>(0)).transpose().doing(DOING)?;
    // The answer comes before the change is on the disk: only the statement's end tells whether that failed.
    while rows.next().doing(DOING)?.is_some() {}
    if mode.is_some_and(|mode| mode.eq_ignore_ascii_case("wal")) {
        Ok(())
    } else {
        Err(io::Error::from(io::ErrorKind::Unsupported)).doing(DOING)
    }
}

/// Has all of the log written into the database and synced, and cuts the log. What a commit that failed left in the log is gone with
/// it: after a failed sync the system may take such pages for written, though they are not on the disk. Closing a connection does the
/// same, and does not tell if it fails.
pub(crate) fn empty_log(connection: &Connection, doing: &'static str) -> Result<(), LedgerError> {
    let told = |row: &Row<'_>| Ok((row.get::<_, bool>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
    let (busy, in_log, written) = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], told).doing(doing)?;
    // A reader in the middle of a question keeps the log from being cut, not from being written.
    if !busy || (in_log >= 0 && in_log == written) { Ok(()) } else { Err(LedgerError::InUse { doing }) }
}

fn open(path: &Path, access: OpenFlags) -> Result<Connection, LedgerError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(LedgerError::SqliteTooOld { found: rusqlite::version() });
    }
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX).doing(OPENING)?;
    connection.busy_timeout(PATIENCE).doing(OPENING)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).doing(OPENING)?;
    folded::give(&connection)?;
    set(&connection, &[("trusted_schema", "OFF"), ("cell_size_check", "ON"), ("mmap_size", "0"), ("temp_store", "MEMORY")])?;
    Ok(connection)
}

/// The first row of a statement that is asked again and again.
pub(crate) fn first_row<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    connection.prepare_cached(sql)?.query_row(params, read)
}

fn set(connection: &Connection, settings: &[(&str, &str)]) -> Result<(), LedgerError> {
    for (name, value) in settings {
        connection.pragma_update(None, name, value).doing(OPENING)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(connection: &Connection, name: &str) -> i64 {
        connection.pragma_query_value(None, name, |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_writer_is_durable_and_trusts_nothing_it_finds() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("some.sqlite");
        std::fs::write(&path, []).unwrap();
        let connection = writing(&path).unwrap();
        keep_log(&connection).unwrap();
        let on = ["fullfsync", "checkpoint_fullfsync", "foreign_keys", "recursive_triggers", "secure_delete", "cell_size_check"];
        for name in on {
            assert_eq!(setting(&connection, name), 1, "{name}");
        }
        assert_eq!(setting(&connection, "synchronous"), 2);
        assert_eq!(setting(&connection, "trusted_schema"), 0);
        assert_eq!(setting(&connection, "mmap_size"), 0);
        assert!(connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        assert_eq!(connection.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0)).unwrap(), "wal");
    }

    #[test]
    fn a_reader_cannot_write() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("some.sqlite");
        std::fs::write(&path, []).unwrap();
        writing(&path).unwrap().execute_batch("CREATE TABLE t (c) STRICT").unwrap_err();
        writing(&path).unwrap().execute_batch("CREATE TABLE t (c TEXT) STRICT").unwrap();
        let refused = reading(&path).unwrap().execute_batch("INSERT INTO t VALUES ('x')").doing("testing").unwrap_err();
        assert!(matches!(refused, LedgerError::ReadOnly { .. }));
    }

    #[test]
    fn the_bundled_sqlite_is_new_enough() {
        assert!(rusqlite::version_number() >= OLDEST_SQLITE, "{}", rusqlite::version());
    }
}
