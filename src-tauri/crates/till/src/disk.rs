//! The disk that the data folder is on: how much room it has, and the room kept aside on it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use comptoir_engine::ports::Disk;

/// Holds room and nothing else.
const RESERVE: &str = "ledger.reserve";

/// A payment's entries take some kilobytes; this is many of them, and the log's growth besides.
const RESERVE_BYTES: u64 = 8 << 20;

/// The disk under a data folder.
pub struct FolderDisk {
    folder: PathBuf,
}

impl FolderDisk {
    /// The disk that `folder` is on, or will be.
    #[must_use]
    pub fn under(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Gives the reserve free where opening the ledger could need it: what was left open is brought up to date then.
    pub(crate) fn make_way(&self) {
        if self.free_bytes().is_some_and(|free| free < RESERVE_BYTES) {
            self.release_reserve();
        }
    }

    fn reserve(&self) -> PathBuf {
        self.folder.join(RESERVE)
    }
}

impl Disk for FolderDisk {
    fn free_bytes(&self) -> Option<u64> {
        fs4::available_space(&self.folder).ok()
    }

    fn keep_reserve(&self) {
        let path = self.reserve();
        if fs::metadata(&path).is_ok_and(|kept| kept.len() == RESERVE_BYTES) {
            return;
        }
        if let Err(error) = fill(&path) {
            tracing::warn!(%error, "no room is kept aside");
            // A part of it helps nobody.
            fs::remove_file(&path).unwrap_or_default();
        }
    }

    fn release_reserve(&self) -> bool {
        fs::remove_file(self.reserve()).is_ok()
    }
}

/// Writes bytes that no file system makes smaller: a file with holes, or one of zeros, would hold no room.
fn fill(path: &Path) -> io::Result<()> {
    let mut bytes = vec![0; 1 << 20];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    let mut file = File::create(path)?;
    for piece in 0..RESERVE_BYTES >> 20 {
        // Different in each piece: some file systems keep what is equal once.
        bytes.rotate_left(usize::try_from(piece).unwrap_or_default());
        file.write_all(&bytes)?;
    }
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_kept_aside_once_and_given_free_once() {
        let folder = tempfile::tempdir().unwrap();
        let disk = FolderDisk::under(folder.path());
        assert!(!disk.release_reserve(), "there is none yet");
        disk.keep_reserve();
        let kept = fs::metadata(disk.reserve()).unwrap();
        assert_eq!(kept.len(), RESERVE_BYTES);
        #[cfg(unix)]
        assert!(std::os::unix::fs::MetadataExt::blocks(&kept) * 512 >= RESERVE_BYTES, "it holds the room that it says");
        let written = kept.modified().unwrap();
        disk.keep_reserve();
        assert_eq!(fs::metadata(disk.reserve()).unwrap().modified().unwrap(), written);
        assert!(disk.release_reserve() && !disk.release_reserve());
        // What a crash left of one is no reserve.
        fs::write(disk.reserve(), b"half").unwrap();
        disk.keep_reserve();
        assert_eq!(fs::metadata(disk.reserve()).unwrap().len(), RESERVE_BYTES);
    }

    #[test]
    fn a_folder_that_is_not_there_has_no_room_that_is_known() {
        let folder = tempfile::tempdir().unwrap();
        assert!(FolderDisk::under(folder.path()).free_bytes().unwrap() > 0);
        assert_eq!(FolderDisk::under(&folder.path().join("gone")).free_bytes(), None);
    }
}
