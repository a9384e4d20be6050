//! How a ledger is born, opened and brought up to date.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite_migration::M;

use crate::connection;
use crate::entry::Entry;
use crate::error::{Doing, LedgerError};
use crate::folder;
use crate::hash::Hash;
use crate::journal;
use crate::ledger::Ledger;
use crate::lock::FolderLock;
use crate::reader::Reader;
use crate::restore;
use crate::schema::{self, MIGRATIONS};

/// What a new ledger begins with. It is used only if there is no ledger yet.
#[derive(Clone)]
pub struct Birth {
    /// A random id for the data folder.
    pub folder_id: String,
    /// Random bytes that merchant references are derived from.
    pub identifier_secret: [u8; 32],
    /// The wall clock.
    pub at: Timestamp,
}

impl Ledger {
    /// Opens the ledger of `dir`, whose lock is `lock`: makes it if there is none, and brings an older one up to date after
    /// keeping a copy of it, `ledger-v<version>.bak.sqlite`.
    ///
    /// # Errors
    /// [`LedgerError::Newer`] for a newer program's ledger, [`LedgerError::Damaged`] for a file that is no whole ledger (it is
    /// never overwritten), and whatever keeps the file from being written.
    pub fn open(dir: &Path, lock: FolderLock, birth: Birth) -> Result<Self, LedgerError> {
        open(dir, lock, birth, MIGRATIONS)
    }
}

fn open(dir: &Path, lock: FolderLock, birth: Birth, migrations: &'static [M<'static>]) -> Result<Ledger, LedgerError> {
    if !lock.guards(dir)? {
        return Err(LedgerError::Forbidden("the lock is another folder's"));
    }
    restore::finish(dir)?;
    let path = match folder::born_ledger(dir)? {
        Some(path) => {
            folder::make_sure_of_log(&path)?;
            path
        }
        None => be_born(dir, birth, migrations)?,
    };
    let mut connection = connection::writing(&path)?;
    // The version is looked at before anything is written: a newer program's ledger is left as it is.
    let (found, known) = (schema::version(&connection)?, schema::known(migrations));
    if found > known {
        return Err(LedgerError::Newer { found, known });
    }
    // Before anything is written: a damaged file stays as it is.
    schema::check_quickly(&connection)?;
    connection::keep_log(&connection)?;
    if found < known {
        schema::keep_copy(&connection, dir, found)?;
        schema::bring_up_to_date(&mut connection, migrations)?;
    }
    journal::check_end(&connection)?;
    // The log has a file by now. SQLite syncs its name too, and does not hear it if that fails.
    folder::sync_names(dir)?;
    Ok(Ledger::over(Reader::over(connection)?, lock))
}

/// Opens the ledger of `dir` in place of a connection whose disk failed. That one stays open until the other has shown that the disk
/// takes what is in the log, so that reading goes on meanwhile.
pub(crate) fn again(dir: &Path, connection: &mut Connection) -> Result<(), LedgerError> {
    const DOING: &str = "opening the ledger again";
    if !connection.is_autocommit() {
        // A failure can leave a transaction open, in which nobody else may write.
        connection.execute_batch("ROLLBACK").doing(DOING)?;
    }
    let path = folder::born_ledger(dir)?.ok_or_else(|| LedgerError::damaged("the ledger is gone"))?;
    let anew = connection::writing(&path)?;
    connection::keep_log(&anew)?;
    connection::empty_log(&anew, DOING)?;
    journal::check_end(&anew)?;
    *connection = anew;
    Ok(())
}

/// Makes a whole ledger under another name and gives it its own name last, so that a crash leaves either none or all of it.
fn be_born(dir: &Path, birth: Birth, migrations: &[M<'static>]) -> Result<std::path::PathBuf, LedgerError> {
    const DOING: &str = "making the ledger";
    let unborn = dir.join("ledger.unborn");
    folder::start_over(&unborn)?;
    let mut connection = connection::writing(&unborn)?;
    connection::keep_log(&connection)?;
    schema::bring_up_to_date(&mut connection, migrations)?;
    let Birth { folder_id, identifier_secret, at } = birth;
    let tx = connection.transaction().doing(DOING)?;
    tx.execute("INSERT INTO identity VALUES (1, ?1, ?2)", (&folder_id, identifier_secret)).doing(DOING)?;
    tx.execute("INSERT INTO head VALUES (1, 0, ?1)", [Hash::NONE.hex()]).doing(DOING)?;
    let secret_digest = Hash::of(&identifier_secret).hex();
    journal::append(&tx, at, &Entry::Born { folder_id, secret_digest })?;
    tx.commit().doing(DOING)?;
    // The log keeps this name and stays behind when the file gets its own.
    connection::empty_log(&connection, DOING)?;
    connection.close().map_err(|(_, error)| error).doing(DOING)?;
    let path = folder::ledger_path(dir);
    folder::put_in_place(&unborn, &path)?;
    Ok(path)
}

#[cfg(test)]
mod tests;
