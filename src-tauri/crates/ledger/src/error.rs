//! Why the ledger did not do what it was asked. None of these holds a phone number, a key or a customer's name.

use std::error::Error;
use std::io;

use rusqlite::ErrorCode;

/// Why the ledger did not do what it was asked. Whatever was being written was not written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Another program kept the database to itself for too long.
    #[error("{doing}: another program is using the ledger")]
    InUse {
        /// What was being done.
        doing: &'static str,
    },
    /// A newer program wrote this ledger.
    #[error("the ledger has version {found}, and this program knows {known}")]
    Newer {
        /// The ledger's version.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// An older program wrote this ledger, and only the writer brings it up to date.
    #[error("the ledger has version {found} and is not yet brought up to {known}")]
    Older {
        /// The ledger's version.
        found: u32,
        /// The version that this program reads.
        known: u32,
    },
    /// What is stored cannot be what was written.
    #[error("the ledger is damaged: {place}")]
    Damaged {
        /// Where.
        place: String,
    },
    /// The disk is full.
    #[error("{doing}: the disk is full")]
    Full {
        /// What was being done.
        doing: &'static str,
    },
    /// The folder or the file may not be written.
    #[error("{doing}: writing is not allowed here")]
    ReadOnly {
        /// What was being done.
        doing: &'static str,
    },
    /// The disk or the file system failed.
    #[error("{doing}: the disk failed")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: Box<dyn Error + Send + Sync>,
    },
    /// Against a rule of the ledger: a fault of the program that asked for it.
    #[error("the ledger refuses it: {0}")]
    Forbidden(&'static str),
    /// The SQLite in this program can corrupt a write-ahead log.
    #[error("SQLite {found} is too old for the ledger")]
    SqliteTooOld {
        /// Its version.
        found: &'static str,
    },
    /// SQLite failed otherwise.
    #[error("{doing}: the database failed")]
    Sqlite {
        /// What was being done.
        doing: &'static str,
        /// What SQLite said.
        source: Box<dyn Error + Send + Sync>,
    },
}

impl LedgerError {
    pub(crate) fn damaged(place: impl Into<String>) -> Self {
        Self::Damaged { place: place.into() }
    }
}

/// Names the operation that an error belongs to.
pub(crate) trait Doing<T> {
    fn doing(self, what: &'static str) -> Result<T, LedgerError>;
}

impl<T> Doing<T> for Result<T, rusqlite::Error> {
    fn doing(self, what: &'static str) -> Result<T, LedgerError> {
        self.map_err(|error| of_sqlite(error, what))
    }
}

impl<T> Doing<T> for Result<T, rusqlite_migration::Error> {
    fn doing(self, what: &'static str) -> Result<T, LedgerError> {
        self.map_err(|error| {
            if let rusqlite_migration::Error::RusqliteError { err, .. } = error {
                of_sqlite(err, what)
            } else {
                LedgerError::Sqlite { doing: what, source: Box::new(error) }
            }
        })
    }
}

impl<T> Doing<T> for io::Result<T> {
    fn doing(self, what: &'static str) -> Result<T, LedgerError> {
        self.map_err(|error| {
            if error.kind() == io::ErrorKind::StorageFull {
                LedgerError::Full { doing: what }
            } else if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) {
                LedgerError::ReadOnly { doing: what }
            } else {
                LedgerError::Io { doing: what, source: Box::new(error) }
            }
        })
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "rusqlite's enums are open: what is not named is a failure like any other")]
fn of_sqlite(error: rusqlite::Error, doing: &'static str) -> LedgerError {
    use rusqlite::Error as Sqlite;
    // Every statement of this crate fits its tables, so a table or a column that is missing was taken away.
    let missing = |message: &str| message.starts_with("no such ");
    match &error {
        Sqlite::SqliteFailure(_, Some(message)) if missing(message) => LedgerError::damaged(format!("database, {message}")),
        Sqlite::SqlInputError { msg, .. } if missing(msg) => LedgerError::damaged(format!("database, {msg}")),
        Sqlite::SqliteFailure(failure, _) => match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => LedgerError::InUse { doing },
            ErrorCode::DiskFull => LedgerError::Full { doing },
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => LedgerError::ReadOnly { doing },
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => LedgerError::damaged(format!("database, {doing}")),
            ErrorCode::ConstraintViolation => LedgerError::Forbidden("against a rule of its tables"),
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => LedgerError::Io { doing, source: Box::new(error) },
            _ => LedgerError::Sqlite { doing, source: Box::new(error) },
        },
        // A value of another type or shape than was written.
        Sqlite::FromSqlConversionFailure(..)
        | Sqlite::IntegralValueOutOfRange(..)
        | Sqlite::Utf8Error(..)
        | Sqlite::InvalidColumnType(..)
        | Sqlite::QueryReturnedNoRows => LedgerError::damaged(format!("database, {doing}")),
        _ => LedgerError::Sqlite { doing, source: Box::new(error) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn a_failure_of_the_disk_is_told_from_damage_and_from_a_broken_rule() {
        let failure =
            |code| Err::<(), _>(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)).doing("testing").unwrap_err();
        assert!(matches!(failure(ffi::SQLITE_BUSY), LedgerError::InUse { .. }));
        assert!(matches!(failure(ffi::SQLITE_FULL), LedgerError::Full { .. }));
        assert!(matches!(failure(ffi::SQLITE_READONLY_DBMOVED), LedgerError::ReadOnly { .. }));
        assert!(matches!(failure(ffi::SQLITE_IOERR_FSYNC), LedgerError::Io { .. }));
        assert!(matches!(failure(ffi::SQLITE_NOTADB), LedgerError::Damaged { .. }));
        assert!(matches!(failure(ffi::SQLITE_CORRUPT_INDEX), LedgerError::Damaged { .. }));
        assert!(matches!(failure(ffi::SQLITE_CONSTRAINT_TRIGGER), LedgerError::Forbidden(_)));
        let full = Err::<(), _>(io::Error::from(io::ErrorKind::StorageFull)).doing("testing").unwrap_err();
        assert!(matches!(full, LedgerError::Full { .. }));
    }
}
