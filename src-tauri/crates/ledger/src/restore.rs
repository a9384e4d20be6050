//! A copy in the ledger's place: verified first, the ledger that was there set aside whole, and after a crash at any moment either
//! the one or the other.
//!
//! A finished copy and a note of what is to be done stand on the disk before the first file is moved; whoever opens the folder next
//! does the rest ([`finish`]). Whoever comes while that is being done is told that the folder is in use.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use comptoir_core::payment::Payment;
use comptoir_core::reference::Epoch;
use jiff::Timestamp;

use crate::backup::{self, Contents};
use crate::connection;
use crate::entry::{End, Entry};
use crate::epochs;
use crate::error::{Doing, LedgerError};
use crate::folder::{self, SET};
use crate::journal;
use crate::lock::FolderLock;
use crate::payments;
use crate::reader::Reader;
use crate::recovery::{self, EpochName, Range};
use crate::references::{self, Used};
use crate::schema::{self, MIGRATIONS};

const RESTORING: &str = "restoring a copy";

/// Where ledgers are kept that another one stands in for.
const SET_ASIDE: &str = "set-aside";

/// A sound copy that is ready to take the ledger's place. Dropped, it leaves everything as it was.
#[derive(Debug)]
pub struct Restore {
    dir: PathBuf,
    lock: Option<FolderLock>,
    contents: Contents,
    copy_pin_hash: Option<String>,
    present: Option<Present>,
}

/// What was done.
#[derive(Debug)]
pub struct Restored {
    /// What the copy holds, in the epoch that begins.
    pub contents: Contents,
    /// Where the ledger is that was there before, if there was one.
    pub set_aside: Option<PathBuf>,
    /// The right to write in the folder, to go on with.
    pub lock: FolderLock,
}

/// What can be read of the ledger that is there.
#[derive(Debug)]
struct Present {
    end: End,
    pin_hash: Option<String>,
    secret: [u8; 32],
    epoch: Epoch,
    /// Every epoch after the first, in its order.
    later: Vec<EpochName>,
}

impl Restore {
    /// Takes a copy of `from`, brings it up to date and verifies it. Neither `from` nor the ledger of `dir` is touched.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`] when `from` is no sound ledger, [`LedgerError::Newer`] when it, or the ledger that is there, is a
    /// newer program's, [`LedgerError::Forbidden`] when the lock is another folder's; otherwise whatever kept the copy from being
    /// made.
    pub fn prepare(dir: &Path, lock: FolderLock, from: &Path) -> Result<Self, LedgerError> {
        if !lock.guards(dir)? {
            return Err(LedgerError::Forbidden("the lock is another folder's"));
        }
        finish(dir)?;
        let copy = copy_path(dir);
        folder::start_over(&copy)?;
        let prepared = (|| {
            let source = connection::reading(from)?;
            let (found, known) = (schema::version(&source)?, schema::known(MIGRATIONS));
            if found > known {
                return Err(LedgerError::Newer { found, known });
            }
            backup::copy_pages(&source, &copy)?;
            if found < known {
                schema::bring_up_to_date(&mut connection::writing(&copy)?, MIGRATIONS)?;
            }
            let contents = backup::contents_of_sound(&copy)?;
            let copy_pin_hash = Reader::over(connection::reading(&copy)?)?.owner_pin_hash()?;
            Ok((contents, copy_pin_hash, present(dir)?))
        })();
        match prepared {
            Ok((contents, copy_pin_hash, present)) => {
                Ok(Self { dir: dir.to_owned(), lock: Some(lock), contents, copy_pin_hash, present })
            }
            Err(error) => {
                drop(folder::remove(&copy));
                Err(error)
            }
        }
    }

    /// The owner's PIN that stands before it: that of the ledger that is there, and of the copy only where nobody can read the
    /// other one. None where that one has none.
    #[must_use]
    pub fn pin_hash(&self) -> Option<&str> {
        match &self.present {
            Some(present) => present.pin_hash.as_deref(),
            None => self.copy_pin_hash.as_deref(),
        }
    }

    /// Puts the copy in the ledger's place, in an epoch of its own whose references are derived with `salt`, which was drawn for it.
    /// What the copy tells of payments that were under way is left in doubt: they went on without it.
    ///
    /// # Errors
    /// [`LedgerError`]: the ledger is the one that was there, unless its set was being moved; then the next
    /// [`Ledger::open`](crate::Ledger::open) ends what was begun.
    pub fn commit(mut self, at: Timestamp, salt: &str) -> Result<Restored, LedgerError> {
        let set_aside = self.place_aside(at)?;
        self.contents = self.begin_epoch(at, salt, set_aside.as_deref())?;
        let note = folder::restoring_path(&self.dir);
        let unfinished = folder::beside(&note, ".unfinished");
        fs::write(&unfinished, set_aside.as_deref().unwrap_or_default()).doing(RESTORING)?;
        folder::open_private_file(&copy_path(&self.dir))?.sync_all().doing(RESTORING)?;
        folder::put_in_place(&unfinished, &note)?;
        let lock = self.lock.take().ok_or(LedgerError::Forbidden("a copy is restored once"))?;
        finish(&self.dir)?;
        let set_aside = set_aside.map(|name| self.dir.join(SET_ASIDE).join(name));
        Ok(Restored { contents: self.contents.clone(), set_aside, lock })
    }

    /// The name under which the set that is there is kept; none where there is none.
    fn place_aside(&self, at: Timestamp) -> Result<Option<String>, LedgerError> {
        let ledger = folder::ledger_path(&self.dir);
        let mut is_there = false;
        for ending in SET {
            is_there |= folder::size(&folder::beside(&ledger, ending))?.is_some();
        }
        if !is_there {
            return Ok(None);
        }
        let name = at.strftime("%Y-%m-%dT%H-%M-%SZ").to_string();
        let taken = |name: &str| folder::size(&self.dir.join(SET_ASIDE).join(name)).map(|size| size.is_some());
        let mut free = name.clone();
        let mut count = 1;
        while taken(&free)? {
            count += 1;
            free = format!("{name}-{count}");
        }
        Ok(Some(free))
    }

    fn begin_epoch(&self, at: Timestamp, salt: &str, set_aside: Option<&str>) -> Result<Contents, LedgerError> {
        let path = copy_path(&self.dir);
        let mut copy = connection::writing(&path)?;
        let secret: [u8; 32] = copy.query_row("SELECT identifier_secret FROM identity", [], |row| row.get(0)).doing(RESTORING)?;
        let tx = copy.transaction().doing(RESTORING)?;
        let Used { epoch, salt: old_salt, counter } = references::used(&tx)?;
        // Another shop's ledger has no say in this one's references.
        let present = self.present.as_ref().filter(|present| present.secret == secret);
        // Nobody may be able to read the ledger that is there: what was ever begun here is written down beside it.
        let mut later = epochs::begun(&self.dir, &secret)?;
        later.extend(
            present
                .into_iter()
                .flat_map(|present| &present.later)
                .filter(|one| !later.contains(one))
                .cloned()
                .collect::<Vec<_>>(),
        );
        let letters = later.iter().filter_map(|later| references::epoch_of(&later.letter));
        let highest = letters.chain(present.map(|present| present.epoch)).fold(epoch, Epoch::max);
        let next = highest.next().ok_or(LedgerError::Forbidden("the letters of the epochs are used up"))?;
        let mut scan = vec![Range { epoch: EpochName { letter: epoch.letter().to_string(), salt: old_salt }, after: counter }];
        let unknown = later.iter().filter(|later| references::epoch_of(&later.letter).is_some_and(|letter| letter > epoch));
        scan.extend(unknown.map(|epoch| Range { epoch: epoch.clone(), after: 0 }));
        let entry = Entry::Restored {
            end: End { seq: self.contents.entries.cast_signed(), hash: self.contents.head.clone() },
            replaced: self.present.as_ref().map(|present| present.end.clone()),
            set_aside: set_aside.map(str::to_owned),
            epoch: EpochName { letter: next.letter().to_string(), salt: salt.to_owned() },
            scan: scan.clone(),
        };
        epochs::note_begun(&self.dir, &secret, EpochName { letter: next.letter().to_string(), salt: salt.to_owned() })?;
        journal::append(&tx, at, &entry)?;
        recovery::begin(&tx, &scan)?;
        for payment in payments::unfinished_sending(&tx)? {
            journal::append(&tx, at, &Entry::PaymentChanged { payment: Payment::left_in_doubt(payment, at) })?;
        }
        tx.commit().doing(RESTORING)?;
        copy.close().map_err(|(_, error)| error).doing(RESTORING)?;
        backup::contents_of_sound(&path)
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        if self.lock.is_some() {
            // What is left is started over by the next attempt.
            drop(folder::remove(&copy_path(&self.dir)));
        }
    }
}

/// Ends a restoration that was decided: moves the set that was there to its place aside, then gives the copy its name.
pub(crate) fn finish(dir: &Path) -> Result<(), LedgerError> {
    let note = folder::restoring_path(dir);
    let name = match fs::read_to_string(&note) {
        Ok(name) => name,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).doing(RESTORING),
    };
    let copy = copy_path(dir);
    // Without it the copy has its name already, and what has that name is the new ledger.
    if folder::size(&copy)?.is_some() {
        let ledger = folder::ledger_path(dir);
        let aside = dir.join(SET_ASIDE).join(&name);
        for ending in SET {
            let from = folder::beside(&ledger, ending);
            if folder::size(&from)?.is_some() {
                folder::create_private_dir(&aside)?;
                let to = folder::beside(&folder::ledger_path(&aside), ending);
                if folder::size(&to)?.is_some() {
                    return Err(LedgerError::Forbidden("what was set aside is not overwritten"));
                }
                fs::rename(from, to).doing(RESTORING)?;
                folder::sync_names(&aside)?;
                folder::sync_names(&dir.join(SET_ASIDE))?;
                folder::sync_names(dir)?;
            }
        }
        folder::put_in_place(&copy, &ledger)?;
    }
    fs::remove_file(&note).doing(RESTORING)?;
    folder::sync_names(dir)
}

fn copy_path(dir: &Path) -> PathBuf {
    dir.join("ledger.restored")
}

/// What can be read of the ledger of `dir`; none where there is none, or it is damaged.
fn present(dir: &Path) -> Result<Option<Present>, LedgerError> {
    let read = || {
        let Some(path) = folder::born_ledger(dir)? else { return Ok(None) };
        let connection = connection::reading(&path)?;
        let (found, known) = (schema::version(&connection)?, schema::known(MIGRATIONS));
        if found > known {
            return Err(LedgerError::Newer { found, known });
        }
        let reader = Reader::over(connection)?;
        let later = epochs::of_journal(reader.connection())?;
        let letter = later.last().map_or(Ok(Epoch::FIRST), |epoch| {
            references::epoch_of(&epoch.letter).ok_or_else(|| LedgerError::damaged("journal"))
        })?;
        let pin_hash = if found < 2 { None } else { reader.owner_pin_hash()? };
        let secret = *reader.identifier_secret().bytes();
        Ok(Some(Present { end: reader.end()?, pin_hash, secret, epoch: letter, later }))
    };
    match read() {
        Err(error @ (LedgerError::Newer { .. } | LedgerError::InUse { .. } | LedgerError::SqliteTooOld { .. })) => Err(error),
        Ok(present) => Ok(present),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests;
