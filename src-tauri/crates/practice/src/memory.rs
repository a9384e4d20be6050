//! What a gateway remembers, and the file that carries it from one short process to the next.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    customer::Plan,
    transaction::{Asked, Lie, Transaction, Which},
};

/// The first number given out. Large enough not to be taken for an amount or a count.
const FIRST_TX_REFERENCE: u64 = 1_000_001;

/// The version of the file's shape.
const VERSION: u32 = 1;

/// What was found in the memory file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemoryFile {
    /// There was none yet.
    New,
    /// It was read.
    Kept {
        /// How many transactions it held.
        transactions: usize,
    },
    /// It could not be read. The gateway starts empty, and the next transaction overwrites the file.
    Unreadable {
        /// Why, for a log.
        reason: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    transactions: Vec<Transaction>,
}

/// All transactions, in the order of their numbers.
#[derive(Default)]
pub(crate) struct Memory {
    transactions: Vec<Transaction>,
    /// Something here is not in the file yet.
    unsaved: bool,
}

impl Memory {
    pub(crate) fn transactions(&self) -> &[Transaction] {
        &self.transactions
    }

    pub(crate) fn find(&self, which: Which<'_>) -> Option<&Transaction> {
        // The newest are asked about most.
        self.transactions.iter().rev().find(|t| is(t, which))
    }

    /// A transaction to be changed.
    pub(crate) fn change(&mut self, which: Which<'_>) -> Option<&mut Transaction> {
        let found = self.transactions.iter_mut().rev().find(|t| is(t, which));
        self.unsaved |= found.is_some();
        found
    }

    /// Has every transaction say something else than the truth, or the truth again.
    pub(crate) fn lie(&mut self, lie: Option<Lie>) {
        for transaction in &mut self.transactions {
            transaction.lie = lie;
        }
    }

    /// Numbers a new transaction and keeps it.
    pub(crate) fn register(&mut self, asked: Asked, plan: Option<Plan>, now_ms: i64) -> &mut Transaction {
        let tx_reference = self.transactions.last().map_or(FIRST_TX_REFERENCE, |last| last.tx_reference.saturating_add(1));
        self.unsaved = true;
        self.transactions.push_mut(Transaction::new(tx_reference, asked, plan, now_ms))
    }

    /// Reads the memory back, or starts an empty one.
    pub(crate) fn load(path: &Path) -> (Self, MemoryFile) {
        let unreadable = |reason: String| (Self::default(), MemoryFile::Unreadable { reason });
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return (Self::default(), MemoryFile::New);
            }
            Err(error) => return unreadable(error.to_string()),
        };
        match serde_json::from_slice::<Stored>(&bytes) {
            Ok(Stored { version: VERSION, transactions }) => {
                let found = MemoryFile::Kept { transactions: transactions.len() };
                let memory = Self { transactions, unsaved: false };
                (memory, found)
            }
            Ok(Stored { version, .. }) => unreadable(format!("version {version} is not known")),
            Err(error) => unreadable(error.to_string()),
        }
    }

    /// Writes what changed. A process killed in the middle leaves the old file whole, never half of the new one.
    pub(crate) fn save(&mut self, path: &Path) -> io::Result<()> {
        if !self.unsaved {
            return Ok(());
        }
        let bytes = serde_json::to_vec(&Stored { version: VERSION, transactions: self.transactions.clone() })?;
        let beside = beside(path);
        let mut file = File::create(&beside)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&beside, path)?;
        self.unsaved = false;
        Ok(())
    }
}

fn is(transaction: &Transaction, which: Which<'_>) -> bool {
    match which {
        Which::Identifier(identifier) => transaction.identifier == identifier,
        Which::TxReference(tx_reference) => transaction.tx_reference == tx_reference,
        Which::Token(token) => !token.is_empty() && transaction.token == token,
    }
}

/// A name in the same folder, because a rename is atomic only within one file system.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".new");
    PathBuf::from(name)
}
