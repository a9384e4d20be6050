//! The data folder: the names in it, who may read them, and when they are surely on the disk.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Doing, LedgerError};

const LEDGER: &str = "ledger.sqlite";

/// Where the automatic copies are.
pub(crate) const BACKUPS: &str = "backups";

/// Says that a ledger is being put in another's place; it holds the name under which the other one is set aside.
const RESTORING: &str = "ledger.restoring";

/// The endings of everything that belongs to a database.
pub(crate) const SET: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// The note of a restoration that is not done yet.
pub(crate) fn restoring_path(dir: &Path) -> PathBuf {
    dir.join(RESTORING)
}

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
    if size(&restoring_path(dir))?.is_some() {
        return Err(LedgerError::InUse { doing: "looking for the ledger" });
    }
    match size(&path)? {
        Some(0) => Err(LedgerError::damaged(format!("{LEDGER} is empty"))),
        Some(_) => Ok(Some(path)),
        None => {
            for ending in ["-wal", "-journal"] {
                if size(&beside(&path, ending))?.is_some_and(|bytes| bytes > 0) {
                    return Err(LedgerError::damaged(format!("{LEDGER} is missing beside its log")));
                }
            }
            // A shop that has copies has sold: a new ledger would forget all of it without a word.
            if has_backups(dir)? {
                return Err(LedgerError::damaged(format!("{LEDGER} is missing beside its copies")));
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
    remove(path)?;
    open_private_file(path).map(drop)
}

/// Removes the database `path` with everything that belongs to it.
pub(crate) fn remove(path: &Path) -> Result<(), LedgerError> {
    for ending in SET {
        match fs::remove_file(beside(path, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error).doing("clearing a broken-off attempt away");
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// Gives the finished file `from` the name `to`, both surely on the disk.
pub(crate) fn put_in_place(from: &Path, to: &Path) -> Result<(), LedgerError> {
    sync_file(from)?;
    fs::rename(from, to).doing("putting a file in its place")?;
    match to.parent() {
        Some(dir) => sync_names(dir),
        None => Ok(()),
    }
}

/// Makes sure of what the last start left in the log of the ledger at `path`.
///
/// A program that was killed left commits with the system that may never have reached the disk; what is read of them now, and shown,
/// must not be gone after a power cut. Where a sync has failed the system counts the same bytes as written: so they are written again.
pub(crate) fn make_sure_of_log(path: &Path) -> Result<(), LedgerError> {
    const DOING: &str = "making sure of what the last start left";
    let log = beside(path, "-wal");
    if size(&log)?.is_some_and(|bytes| bytes > 0) {
        let bytes = fs::read(&log).doing(DOING)?;
        let mut file = open_private_file(&log)?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).doing(DOING)?;
    }
    Ok(())
}

/// Makes sure that what a file holds is on the disk.
fn sync_file(path: &Path) -> Result<(), LedgerError> {
    open_private_file(path)?.sync_all().doing("making sure of a file")
}

/// Makes the names in `dir` surely stand on the disk. Windows writes names with the file; elsewhere the folder is synced for itself.
pub(crate) fn sync_names(dir: &Path) -> Result<(), LedgerError> {
    #[cfg(unix)]
    {
        // The folder of a bare file name is this one.
        let dir = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
        File::open(dir).and_then(|dir| dir.sync_all()).doing("making sure of a file's name")?;
    }
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

fn has_backups(dir: &Path) -> Result<bool, LedgerError> {
    match fs::read_dir(dir.join(BACKUPS)) {
        Ok(entries) => Ok(entries.flatten().any(|entry| entry.path().extension().is_some_and(|ending| ending == "sqlite"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).doing("looking for the ledger"),
    }
}

/// How large a file is; none where there is none.
pub(crate) fn size(path: &Path) -> Result<Option<u64>, LedgerError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).doing("looking for the ledger"),
    }
}
