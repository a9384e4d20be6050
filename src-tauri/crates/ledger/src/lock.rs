//! One writer for one data folder, whoever starts it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::error::{Doing, LedgerError};
use crate::folder;

/// The right to write in a data folder. It ends when this value, or the process, ends.
#[derive(Debug)]
pub struct FolderLock {
    folder: PathBuf,
    _held: File,
}

impl FolderLock {
    /// The lock of `dir`, which is made if it is not there; none while another process, or another part of this one, has it.
    ///
    /// # Errors
    /// [`LedgerError::ReadOnly`] or [`LedgerError::Io`] when the folder cannot be used.
    pub fn try_take(dir: &Path) -> Result<Option<Self>, LedgerError> {
        folder::create_private_dir(dir)?;
        let file = folder::open_private_file(&dir.join("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { folder: real(dir)?, _held: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error).doing("locking the data folder"),
        }
    }

    /// The folder that it is the lock of.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether it is the lock of `dir`.
    pub(crate) fn guards(&self, dir: &Path) -> Result<bool, LedgerError> {
        Ok(real(dir)? == self.folder)
    }
}

fn real(dir: &Path) -> Result<PathBuf, LedgerError> {
    fs::canonicalize(dir).doing("looking for the data folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_writer_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let held = FolderLock::try_take(dir.path()).unwrap().unwrap();
        assert!(FolderLock::try_take(dir.path()).unwrap().is_none());
        drop(held);
        assert!(FolderLock::try_take(dir.path()).unwrap().is_some());
    }

    #[test]
    fn a_lock_guards_its_own_folder_only() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let lock = FolderLock::try_take(here.path()).unwrap().unwrap();
        assert!(lock.guards(&here.path().join(".")).unwrap());
        assert!(!lock.guards(there.path()).unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn a_new_folder_is_for_this_user_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let new = dir.path().join("a/b");
        let _lock = FolderLock::try_take(&new).unwrap().unwrap();
        assert_eq!(fs::metadata(&new).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(fs::metadata(new.join("lock")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
