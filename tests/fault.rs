//! What happens to a disk, and its end.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What happens to the disk.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Somebody else fills it: with this file.
    Full(PathBuf),
    /// Every write to a file fails.
    Failing,
}

impl Fault {
    /// The disk of `folder` fills up.
    #[must_use]
    pub fn full(folder: &Path) -> Self {
        Self::Full(folder.join("ballast"))
    }

    /// It begins.
    ///
    /// # Panics
    /// When nothing can be done to the disk.
    pub fn strike(&self) {
        match self {
            Self::Full(ballast) => fill(ballast),
            Self::Failing => limit("0"),
        }
    }

    /// It ends.
    ///
    /// # Panics
    /// When a limit cannot be lifted.
    pub fn relent(&self) {
        match self {
            Self::Full(ballast) => fs::remove_file(ballast).unwrap_or_default(),
            Self::Failing => limit("unlimited"),
        }
    }
}

fn fill(ballast: &Path) {
    let mut file = File::create(ballast).unwrap();
    for piece in [1 << 16, 1 << 9] {
        let bytes = vec![1; piece];
        loop {
            match file.write_all(&bytes) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => break,
                Err(error) => panic!("{error}"),
            }
        }
    }
}

/// Sets how large a file this process may write; the bound above it stays, so that it can be lifted again.
fn limit(bytes: &str) {
    let process = std::process::id().to_string();
    let set = Command::new("prlimit").args(["--pid", &process, &format!("--fsize={bytes}:")]).status().unwrap();
    assert!(set.success());
}
