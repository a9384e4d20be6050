//! The data folder: the names in it, who may read them, and when they are surely on the disk.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Doing, LedgerError};

const LEDGER: &str = "ledger.sqlite";

/// Where the ledger of `dir` stands, or will stand.
pub(crate) fn ledger_path(dir: &Path) -> PathBuf {
    dir.join(LEDGER)
}

/// The file of a ledger that was born, or none if there is none yet.
///
/// A ledger takes its name only when it is whole, so an empty file is damage, and so is a log whose ledger is gone: SQLite
/// would play that log into the next ledger of the same name.
pub(crate) fn born_ledger(dir: &Path) -> Result<Option<PathBuf>, LedgerError> {
    let path = ledger_path(dir);
    match size(&path)? {
        Some(0) => Err(LedgerError::damaged(format!("{LEDGER} is empty"))),
        Some(_) => Ok(Some(path)),
        None => {
            for ending in ["-wal", "-journal"] {
                if size(&beside(&path, ending))?.is_some_and(|bytes| bytes > 0) {
                    return Err(LedgerError::damaged(format!("{LEDGER} is missing beside its log")));
                }
            }
            Ok(None)
        }
    }
}

/// Whether the ledger at `path` has a log with anything in it.
pub(crate) fn has_log(path: &Path) -> Result<bool, LedgerError> {
    Ok(size(&beside(path, "-wal"))?.is_some_and(|bytes| bytes > 0))
}

/// `path` with `ending` after its name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Makes `dir`, for this user alone, if it is not there.
pub(crate) fn create_private_dir(dir: &Path) -> Result<(), LedgerError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).doing("making the data folder")
}

/// Opens `path` for writing; a new file is for this user alone. SQLite gives its log the same rights as the database.
pub(crate) fn open_private_file(path: &Path) -> Result<File, LedgerError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).doing("making a file in the data folder")
}

/// An empty file of this user alone, for a database that has no name yet. What a broken-off attempt left is removed.
pub(crate) fn start_over(path: &Path) -> Result<(), LedgerError> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        match fs::remove_file(beside(path, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).doing("clearing a broken-off attempt away");
            }
            Ok(()) | Err(_) => {}
        }
    }
    open_private_file(path).map(drop)
}

/// Gives the finished file `from` the name `to`, both surely on the disk.
pub(crate) fn put_in_place(from: &Path, to: &Path) -> Result<(), LedgerError> {
    let doing = "putting a file in its place";
    open_private_file(from)?.sync_all().doing(doing)?;
    fs::rename(from, to).doing(doing)?;
    // Windows writes names with the file; elsewhere the folder is synced for itself.
    #[cfg(unix)]
    if let Some(dir) = to.parent() {
        File::open(dir).and_then(|dir| dir.sync_all()).doing(doing)?;
    }
    Ok(())
}

fn size(path: &Path) -> Result<Option<u64>, LedgerError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).doing("looking for the ledger"),
    }
}
