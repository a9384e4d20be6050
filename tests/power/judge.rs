//! What is found after a cut, next to what was promised before it.

use std::fmt;
use std::fs;

use comptoir_ledger::{Filter, Ledger, LedgerError, Reader};
use tempfile::TempDir;

use crate::book::{Book, reading};
use crate::folder;
use crate::image::Image;
use crate::take::{Take, open};

/// What must not be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Breach {
    /// What is there is what was there before a call that had returned.
    Lost { returned: usize, found: usize },
    /// What is there was never there.
    Strange,
    /// The ledger cannot be opened, or is found unsound.
    Damaged(String),
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost { returned, found } => write!(f, "{returned} calls had returned, and what is there is from call {found}"),
            Self::Strange => write!(f, "what is there was never there"),
            Self::Damaged(how) => write!(f, "damaged: {how}"),
        }
    }
}

/// A bench on which images are judged, one after another.
pub(crate) struct Bench {
    dir: TempDir,
    judged: usize,
    /// What was verified last.
    verified: Book,
}

impl Bench {
    /// A bench with nothing on it.
    pub(crate) fn empty() -> Self {
        Self { dir: folder::empty(), judged: 0, verified: Book::NONE }
    }

    /// Opens the ledger of `image`, and tells what it holds. Every third is opened for reading first, beside no writer.
    ///
    /// # Errors
    /// [`Breach::Damaged`].
    pub(crate) fn found(&mut self, image: &Image) -> Result<Book, Breach> {
        folder::fill(self.dir.path(), image);
        let dir = self.dir.path();
        self.judged += 1;
        let all = Filter { limit: u32::MAX, ..Filter::default() };
        let mut read = None;
        if self.judged.is_multiple_of(3) {
            match Reader::open(dir) {
                Ok(None) => {}
                Ok(Some(reader)) => read = Some(reader.list(&all).map_err(|error| damaged("reading", &error))?),
                Err(error) => return Err(damaged("opening for reading", &error)),
            }
            // The next start has no shared memory of this one.
            drop(fs::remove_file(dir.join("ledger.sqlite-shm")));
        }
        let is_born = image.contains_key("ledger.sqlite");
        let ledger = open(dir).map_err(|error| damaged("opening", &error))?;
        let book = Book::of(dir).map_err(|error| Breach::Damaged(error.to_string()))?;
        if read.is_some_and(|read| ledger.list(&all).is_ok_and(|listed| listed != read)) {
            return Err(Breach::Strange);
        }
        self.verify(&ledger, &book)?;
        Ok(if is_born { book } else { Book::NONE })
    }

    /// The ledger's own judgement on all it holds. What holds the same, cell by cell, as what was judged just before gets SQLite's
    /// judgement on its pages and indexes only, but for every fifth.
    fn verify(&mut self, ledger: &Ledger, book: &Book) -> Result<(), Breach> {
        if *book == self.verified && !self.judged.is_multiple_of(5) {
            let word: rusqlite::Result<String> = reading(&self.dir.path().join("ledger.sqlite"))
                .and_then(|connection| connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)));
            return if word.as_deref() == Ok("ok") { Ok(()) } else { Err(Breach::Damaged(format!("{word:?}"))) };
        }
        let findings = ledger.verify().map_err(|error| damaged("verifying", &error))?;
        if let Some(finding) = findings.first() {
            return Err(Breach::Damaged(format!("{} findings, the first: {finding}", findings.len())));
        }
        self.verified = book.clone();
        Ok(())
    }
}

fn damaged(doing: &str, error: &LedgerError) -> Breach {
    Breach::Damaged(format!("{doing}: {error}"))
}

impl Take {
    /// Whether `found` may be there after `returned` calls had returned: what these left, or what the call left that was under way.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn allows(&self, found: &Book, returned: usize) -> Result<(), Breach> {
        let of_promise = self.books.iter().skip(returned).take(2);
        if of_promise.into_iter().any(|book| book == found) {
            return Ok(());
        }
        match self.books.iter().take(returned).rposition(|book| book == found) {
            Some(earlier) => Err(Breach::Lost { returned, found: earlier }),
            None => {
                self.books[returned].tell_difference(found);
                found.tell_difference(&self.books[returned]);
                Err(Breach::Strange)
            }
        }
    }
}
