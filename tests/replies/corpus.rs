//! The files that are kept of each target.

use std::fs;
use std::path::{Path, PathBuf};

use comptoir_tests::oracle::{TARGETS, Target};

/// One file, and what is in it.
pub(crate) struct Kept {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
}

/// The folder that has a folder for each target.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join("corpus")
}

/// What is kept of `target`, in the order of the files' names.
pub(crate) fn of(target: Target) -> Vec<Kept> {
    let folder = folder().join(target.name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| Kept { bytes: fs::read(&path).unwrap(), path }).collect()
}

/// Every target with what is kept of it.
pub(crate) fn all() -> Vec<(Target, Vec<Kept>)> {
    TARGETS.into_iter().map(|target| (target, of(target))).collect()
}
