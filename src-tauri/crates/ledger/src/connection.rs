//! How the database is opened: every setting that the ledger's promises rest on, in one place.

use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::error::{Doing, LedgerError};

/// Up to 3.51.2 two connections could corrupt a write-ahead log that was being reset.
const OLDEST_SQLITE: i32 = 3_051_003;

/// How long to wait for the other side: a checkpoint, a recovery, a reader's last page.
const PATIENCE: Duration = Duration::from_secs(5);

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

/// Puts what the log holds into the database's file, surely on the disk, and tells if it could not: closing a connection does the same
/// and tells nothing. Nobody else may be using the database.
pub(crate) fn put_log_back(connection: &Connection, doing: &'static str) -> Result<(), LedgerError> {
    let busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).doing(doing)?;
    if busy { Err(LedgerError::InUse { doing }) } else { Ok(()) }
}

fn open(path: &Path, access: OpenFlags) -> Result<Connection, LedgerError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(LedgerError::SqliteTooOld { found: rusqlite::version() });
    }
    let connection = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX).doing(OPENING)?;
    connection.busy_timeout(PATIENCE).doing(OPENING)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).doing(OPENING)?;
    set(&connection, &[("trusted_schema", "OFF"), ("cell_size_check", "ON"), ("mmap_size", "0"), ("temp_store", "MEMORY")])?;
    Ok(connection)
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
