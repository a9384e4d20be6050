//! What was asked of the disk, in order.

use std::collections::BTreeMap;

/// A file, whatever its name is: a name can be given to another file.
pub(crate) type FileNumber = usize;

/// One thing that was asked of the disk, or promised to the ledger's caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// An empty file under a new name.
    Create { name: String, file: FileNumber },
    /// Bytes at a place of a file.
    Write { file: FileNumber, at: usize, bytes: Box<[u8]> },
    /// A file gets another length.
    Shorten { file: FileNumber, len: usize },
    /// A file's bytes are durable.
    Sync { file: FileNumber },
    /// The disk says that it could not make them durable. The system forgets that it still has to, and goes on reading them.
    SyncFailed { file: FileNumber },
    /// A file gets another name.
    Rename { from: String, to: String },
    /// A file loses its name.
    Remove { name: String },
    /// The names of a folder are durable.
    SyncFolder { folder: String },
    /// A call of the ledger returned: what it did is promised.
    Returned,
}

/// All of one life of a ledger: what lay on the disk before, surely, and what was asked of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Log {
    /// The files from before, by name; the number of a file is its place here.
    pub(crate) before: BTreeMap<String, Vec<u8>>,
    pub(crate) acts: Vec<Act>,
}

impl Log {
    /// How many of the acts are of this kind.
    pub(crate) fn count(&self, kind: impl Fn(&Act) -> bool) -> usize {
        self.acts.iter().filter(|act| kind(act)).count()
    }
}

/// Writes `bytes` into a file's bytes; a gap before them reads as zeros.
pub(crate) fn put(into: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if into.len() < at {
        into.resize(at, 0);
    }
    let over = bytes.len().min(into.len() - at);
    into[at..at + over].copy_from_slice(&bytes[..over]);
    into.extend_from_slice(&bytes[over..]);
}
