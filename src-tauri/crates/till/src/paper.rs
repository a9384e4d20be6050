//! A receipt that goes into a file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use comptoir_core::code::Code;
use comptoir_engine::Refusal;
use comptoir_ledger::Print;
use comptoir_receipt::Duplicate;
use jiff::Timestamp;

/// What the next paper of a receipt is, after these: a duplicate once one was printed.
#[must_use]
pub fn next_paper(prints: &[Print], now: Timestamp) -> Option<Duplicate> {
    let number = Print::papers(prints);
    (number > 0).then_some(Duplicate { number, at: now, cashier: None })
}

/// The folder `Comptoir` among the user's documents, made if it is not there: what a person asks for in a file is written into it.
///
/// # Errors
/// `file_unwritable`, or `folder_unusable` where the user has no folder at all.
pub(crate) fn folder_for_files() -> Result<PathBuf, Refusal> {
    let documents = dirs::document_dir().or_else(dirs::download_dir).or_else(dirs::home_dir).ok_or(Code::FolderUnusable)?;
    let folder = documents.join("Comptoir");
    let unwritable = |_| Refusal::naming(Code::FileUnwritable, "path", folder.display().to_string());
    fs::create_dir_all(&folder).map_err(unwritable)?;
    Ok(folder)
}

/// Writes a file whole or not at all, in place of one of the same name.
///
/// # Errors
/// `file_unwritable`: what had the name before still has it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    let mut name = path.as_os_str().to_owned();
    name.push(".unfinished");
    let unfinished = Path::new(&name);
    let written = write_synced(unfinished, bytes).and_then(|()| fs::rename(unfinished, path));
    written.map_err(|_| {
        // What cannot be removed could not be made either.
        drop(fs::remove_file(unfinished));
        Refusal::naming(Code::FileUnwritable, "path", path.display().to_string())
    })
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_or_what_was_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("reçu.pdf");
        write_whole(&file, b"one").unwrap();
        write_whole(&file, b"other").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"other");
        let taken = folder.path().join("dossier");
        fs::create_dir_all(taken.join("plein")).unwrap();
        let refused = write_whole(&taken, b"x").unwrap_err();
        assert_eq!(refused.code, Code::FileUnwritable);
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["dossier", "reçu.pdf"]);
    }
}
