//! A copy of the ledger while it is in use: whole, verified and on the disk before it has its name.

use std::fs::{self, TryLockError};
use std::path::Path;

use comptoir_core::reference::Epoch;
use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::connection;
use crate::entry::{End, Entry};
use crate::error::{Doing, LedgerError};
use crate::folder;
use crate::journal;
use crate::ledger::Ledger;
use crate::reader::Reader;
use crate::references;
use crate::schema::{self, MIGRATIONS};

const COPYING: &str = "copying the ledger";

/// What a copy of the ledger holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// How many payments.
    pub payments: u64,
    /// How many receipts.
    pub receipts: u64,
    /// How many entries its journal has.
    pub entries: u64,
    /// The hash of the journal's last entry, in hexadecimal.
    pub head: String,
    /// Its epoch.
    pub epoch: Epoch,
    /// The version of its tables.
    pub schema_version: u32,
    /// How large the file is.
    pub bytes: u64,
}

/// What a copy holds of payers' and customers' particulars, which leave the ledger itself within days or on request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// What the ledger holds of them.
    AsInTheLedger,
    /// None: for a copy that stays longer than they may.
    LeftOut,
}

impl Reader {
    /// Copies the ledger of `dir`, as it stands at one moment, to `to`, beside whoever writes in it. The copy is one file; it takes its name
    /// once it has passed [`Reader::verify`] and is on the disk, in place of what had that name before.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`] when the copy is not sound, which is because the ledger is not; [`LedgerError::InUse`] while
    /// another backup is being made of this folder; otherwise whatever kept the copy from being written.
    pub fn back_up(&self, dir: &Path, to: &Path, numbers: Numbers) -> Result<Contents, LedgerError> {
        // Two at once would write in the same unfinished file.
        let turn = folder::open_private_file(&dir.join("backup.lock"))?;
        match turn.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LedgerError::InUse { doing: COPYING }),
            Err(TryLockError::Error(error)) => return Err(error).doing(COPYING),
        }
        let unfinished = folder::beside(to, ".unfinished");
        folder::start_over(&unfinished)?;
        let made = self.copy_verified(&unfinished, numbers).and_then(|contents| {
            folder::put_in_place(&unfinished, to)?;
            Ok(contents)
        });
        if made.is_err() {
            // The first failure is the one to tell.
            drop(folder::remove(&unfinished));
        }
        made
    }

    fn copy_verified(&self, unfinished: &Path, numbers: Numbers) -> Result<Contents, LedgerError> {
        copy_pages(self.connection(), unfinished)?;
        if numbers == Numbers::LeftOut {
            let copy = connection::writing(unfinished)?;
            copy.execute_batch("DELETE FROM confidential; DELETE FROM customers").doing(COPYING)?;
            copy.close().map_err(|(_, error)| error).doing(COPYING)?;
        }
        contents_of_sound(unfinished)
    }

    /// The end of the journal.
    pub(crate) fn end(&self) -> Result<End, LedgerError> {
        let (seq, hash) = journal::head(self.connection())?;
        Ok(End { seq, hash: hash.hex() })
    }
}

impl Ledger {
    /// Tells in the journal that a copy was made which holds `contents`.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn note_backup(&mut self, at: Timestamp, contents: &Contents, automatic: bool) -> Result<(), LedgerError> {
        let seq = i64::try_from(contents.entries).map_err(|_| LedgerError::Forbidden("more entries than a journal has"))?;
        let entry = Entry::BackedUp { end: End { seq, hash: contents.head.clone() }, automatic };
        self.write("telling of a backup", |tx| journal::append(tx, at, &entry).map(drop))
    }
}

/// Copies every page of `from` into the file `to`, which is one file afterwards, without a log beside it.
pub(crate) fn copy_pages(from: &Connection, to: &Path) -> Result<(), LedgerError> {
    let mut copy = Connection::open(to).doing(COPYING)?;
    // Nothing of it counts before it has its name, and all of it is synced before that.
    copy.execute_batch("PRAGMA synchronous = OFF").doing(COPYING)?;
    {
        let backup = Backup::new(from, &mut copy).doing(COPYING)?;
        // All pages in one step are the pages of one moment.
        match backup.step(-1).doing(COPYING)? {
            StepResult::Done => {}
            StepResult::More | StepResult::Busy | StepResult::Locked | _ => return Err(LedgerError::InUse { doing: COPYING }),
        }
    }
    let mode: String = copy.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0)).doing(COPYING)?;
    debug_assert_eq!(mode, "delete");
    copy.close().map_err(|(_, error)| error).doing(COPYING)
}

/// What the ledger in the file `path` holds, if it is sound.
pub(crate) fn contents_of_sound(path: &Path) -> Result<Contents, LedgerError> {
    let reader = Reader::of_version(connection::reading(path)?, schema::known(MIGRATIONS))?;
    if let Some(finding) = reader.verify()?.first() {
        return Err(LedgerError::damaged(finding.to_string()));
    }
    let count = |table: &str| {
        let sql = format!("SELECT count(*) FROM {table}");
        let count: i64 = reader.connection().query_row(&sql, [], |row| row.get(0)).doing(COPYING)?;
        u64::try_from(count).map_err(|_| LedgerError::damaged(table))
    };
    let End { seq, hash } = reader.end()?;
    Ok(Contents {
        payments: count("payments")?,
        receipts: count("receipts")?,
        entries: u64::try_from(seq).map_err(|_| LedgerError::damaged("head"))?,
        head: hash,
        epoch: references::used(reader.connection())?.epoch,
        schema_version: schema::version(reader.connection())?,
        bytes: fs::metadata(path).doing(COPYING)?.len(),
    })
}

#[cfg(test)]
mod tests;
