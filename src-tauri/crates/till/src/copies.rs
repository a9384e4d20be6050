//! Copies of the ledger: made beside a running program, put in its place, and one a day by themselves.

use std::path::{Path, PathBuf};

use comptoir_core::code::Code;
use comptoir_core::reference::Epoch;
use comptoir_engine::ports::{Clock, Rng};
use comptoir_engine::{Refusal, pin_opens, zone_of};
use comptoir_ledger::{Contents, FolderLock, LedgerError, Numbers, Restore, Restored, daily_backup, newest_backup};
use jiff::tz::TimeZone;
use secrecy::SecretString;

use crate::folder::Folder;
use crate::log;

/// A copy that was made.
#[derive(Debug)]
pub struct BackedUp {
    /// What it holds.
    pub contents: Contents,
    /// The ledger's own journal tells of it: only where no other program had the folder.
    pub journalled: bool,
}

/// Which copy is restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copy {
    /// The file that is named.
    File(PathBuf),
    /// The newest automatic one that is sound.
    Newest,
}

impl Folder {
    /// Copies the ledger to `to`, beside whatever program writes in the folder.
    ///
    /// # Errors
    /// `backup_missing` where there is no ledger yet, `backup_exists`, `backup_inside`, `file_unwritable`, `folder_in_use` while
    /// another copy is being made, `ledger_damaged`, and what keeps the ledger from being read. Nothing has the name `to` then.
    pub fn back_up(&self, to: &Path, clock: &dyn Clock, rng: &dyn Rng) -> Result<BackedUp, Refusal> {
        let naming = |code: Code| Refusal::naming(code, "path", to.display().to_string());
        // The folder that takes it must be there: a stick that is not plugged in is not made.
        let place = match to.parent() {
            Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
            Some(parent) => parent,
            None => return Err(naming(Code::FileUnwritable)),
        };
        let place = place.canonicalize().map_err(|_| naming(Code::FileUnwritable))?;
        if self.path().canonicalize().is_ok_and(|folder| place.starts_with(folder)) {
            return Err(naming(Code::BackupInside));
        }
        if to.symlink_metadata().is_ok() {
            return Err(naming(Code::BackupExists));
        }
        let reader = self.reader()?.ok_or(Code::BackupMissing)?;
        let made = reader.back_up(self.path(), to, Numbers::AsInTheLedger);
        let contents = made.map_err(|error| {
            let unwritable = matches!(error, LedgerError::Full { .. } | LedgerError::ReadOnly { .. } | LedgerError::Io { .. });
            if unwritable { naming(Code::FileUnwritable) } else { error.into() }
        })?;
        drop(reader);
        // The copy stands, whatever becomes of the journal's entry.
        let journalled = self.tell_the_journal(&contents, clock, rng).unwrap_or_else(|refusal| {
            tracing::error!(code = refusal.code.code(), "the journal does not tell of a backup");
            false
        });
        Ok(BackedUp { contents, journalled })
    }

    /// Makes the day's automatic copy in `backups`, unless it is there, and removes those that are too many. Whether it was made.
    ///
    /// # Errors
    /// [`Refusal`] when it could not be made: what was there before is still there, and nothing else is touched.
    pub fn back_up_daily(&self, clock: &dyn Clock) -> Result<Option<Contents>, Refusal> {
        let Some(reader) = self.reader()? else { return Ok(None) };
        let zone = zone_of(&reader.shop()?.zone).unwrap_or(TimeZone::UTC);
        drop(reader);
        let day = clock.now().to_zoned_datetime(zone).date();
        Ok(daily_backup(self.path(), day)?)
    }

    /// Puts a copy in the ledger's place. The owner's PIN is demanded once the copy was found to be sound, where one is set: that of
    /// the ledger that is there, or where nobody can read that, the copy's.
    ///
    /// # Errors
    /// `folder_in_use`, `backup_missing`, `backup_unusable`, `ledger_newer`, `pin_needed`, `pin_wrong`, and what keeps the folder
    /// from being written. Nothing has changed then.
    pub async fn restore(
        &self,
        copy: &Copy,
        pin: Option<&SecretString>,
        clock: &dyn Clock,
        rng: &dyn Rng,
    ) -> Result<(PathBuf, Restored), Refusal> {
        if let Copy::File(path) = copy
            && !path.is_file()
        {
            return Err(Code::BackupMissing.into());
        }
        let lock = self.lock(clock).await?;
        log::start(self.path());
        let path = match copy {
            Copy::File(path) => path.clone(),
            Copy::Newest => newest_backup(self.path())?.ok_or(Code::BackupMissing)?,
        };
        let prepared = Restore::prepare(self.path(), lock, &path).map_err(|error| {
            let unusable = Refusal::naming(Code::BackupUnusable, "path", path.display().to_string());
            if matches!(error, LedgerError::Damaged { .. }) { unusable } else { error.into() }
        })?;
        if let Some(hash) = prepared.pin_hash()
            && !self.training()
        {
            pin_opens(hash, pin)?;
        }
        let mut salt = [0; 16];
        rng.fill(&mut salt);
        let restored = prepared.commit(clock.now(), &Epoch::salt(&salt))?;
        tracing::warn!(entries = restored.contents.entries, epoch = %restored.contents.epoch.letter(), "a copy was restored");
        Ok((path, restored))
    }

    /// Writes in the journal that a copy was made, if no other program has the folder.
    fn tell_the_journal(&self, contents: &Contents, clock: &dyn Clock, rng: &dyn Rng) -> Result<bool, Refusal> {
        let Some(lock) = FolderLock::try_take(self.path())? else { return Ok(false) };
        self.open_ledger(lock, clock, rng)?.note_backup(clock.now(), contents, false)?;
        Ok(true)
    }
}
