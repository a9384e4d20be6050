//! The reading side: works beside a running writer, and is what the writer itself reads with.

use std::fmt;
use std::path::Path;

use comptoir_core::reference::IdentifierSecret;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::connection;
use crate::error::{Doing, LedgerError};
use crate::folder;
use crate::lock::FolderLock;
use crate::restore;
use crate::schema::{self, MIGRATIONS};

/// Reads a ledger.
pub struct Reader {
    connection: Connection,
    folder_id: String,
    identifier_secret: IdentifierSecret,
}

impl Reader {
    /// Opens the ledger of `dir` for reading, or none if there is none yet. Nothing is made, repaired or brought up to date; only a
    /// restoration that was decided and broken off is ended, unless another program is at it.
    ///
    /// # Errors
    /// [`LedgerError::Newer`] and [`LedgerError::Older`] for a ledger of another version, [`LedgerError::Damaged`] for a file
    /// that is no ledger, and whatever keeps the file from being read.
    pub fn open(dir: &Path) -> Result<Option<Self>, LedgerError> {
        if folder::size(&folder::restoring_path(dir))?.is_some()
            && let Some(_lock) = FolderLock::try_take(dir)?
        {
            restore::finish(dir)?;
        }
        let Some(path) = folder::born_ledger(dir)? else {
            return Ok(None);
        };
        Self::of_version(connection::reading(&path)?, schema::known(MIGRATIONS)).map(Some)
    }

    /// A reader over a connection to a ledger that must have the version `known`.
    pub(crate) fn of_version(connection: Connection, known: u32) -> Result<Self, LedgerError> {
        match schema::version(&connection)? {
            found if found > known => Err(LedgerError::Newer { found, known }),
            found if found < known => Err(LedgerError::Older { found, known }),
            _ => Self::over(connection),
        }
    }

    /// A reader over a connection to a ledger whose version was looked at.
    pub(crate) fn over(connection: Connection) -> Result<Self, LedgerError> {
        let identity = connection
            .query_row("SELECT folder_id, identifier_secret FROM identity", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .doing("reading whose ledger it is")?;
        let (folder_id, secret) = identity.ok_or_else(|| LedgerError::damaged("identity"))?;
        Ok(Self { connection, folder_id, identifier_secret: IdentifierSecret::new(secret) })
    }

    /// The data folder's own random id.
    #[must_use]
    pub fn folder_id(&self) -> &str {
        &self.folder_id
    }

    /// What merchant references are derived from.
    #[must_use]
    pub const fn identifier_secret(&self) -> &IdentifierSecret {
        &self.identifier_secret
    }

    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) const fn connection_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("folder_id", &self.folder_id).finish_non_exhaustive()
    }
}

/// A stored time.
pub(crate) fn moment(at_ms: i64, place: impl FnOnce() -> String) -> Result<Timestamp, LedgerError> {
    Timestamp::from_millisecond(at_ms).map_err(|_| LedgerError::Damaged { place: place() })
}
