//! One life of a ledger, taken down: what was asked of the disk, and what was promised when.

use std::fs;
use std::path::{Path, PathBuf};

use comptoir_ledger::{FolderLock, Ledger, LedgerError};
use rusqlite::Connection;

use crate::book::{Book, reading};
use crate::counter::birth;
use crate::disk::{Log, Rules, Watch};
use crate::image::Image;

/// Opens the ledger of `dir`.
///
/// # Errors
/// What the ledger says.
pub(crate) fn open(dir: &Path) -> Result<Ledger, LedgerError> {
    Ledger::open(dir, FolderLock::try_take(dir)?.expect("nobody else has the folder"), birth())
}

/// A life that is being taken down.
pub(crate) struct Taking {
    dir: PathBuf,
    watch: Watch,
    /// Reads what the open ledger holds.
    beside: Option<Connection>,
    books: Vec<Book>,
    calls: Vec<&'static str>,
}

/// A life that was taken down.
pub(crate) struct Take {
    pub(crate) log: Log,
    /// What the ledger held before any call and after each. A call that was refused may have left its own.
    pub(crate) books: Vec<Book>,
    /// The calls, by name.
    pub(crate) calls: Vec<&'static str>,
}

impl Taking {
    /// Begins with the ledger that is in `dir`, or none.
    pub(crate) fn begin(dir: &Path, rules: Rules) -> Self {
        let book = Book::of(dir).unwrap();
        // The shared memory that reading made is of another life.
        drop(fs::remove_file(dir.join("ledger.sqlite-shm")));
        Self { dir: dir.to_owned(), watch: Watch::over(dir, rules), beside: None, books: vec![book], calls: Vec::new() }
    }

    /// Puts into the folder what a killed program has written and the system has not: it is read, and not surely on the disk.
    pub(crate) fn leave_unsure(&self, image: &Image, a_sync_failed: bool) {
        self.watch.leave_unsure(image, a_sync_failed);
    }

    /// One call of the ledger. If it returns well, what it did is promised.
    ///
    /// # Errors
    /// What the ledger says.
    pub(crate) fn call<T>(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        self.calls.push(name);
        let done = work()?;
        self.watch.returned();
        let (dir, beside) = (&self.dir, &mut self.beside);
        let book = self.watch.looking_away(|| match beside {
            Some(beside) => Book::read(beside),
            None => Book::of(dir),
        });
        self.books.push(book.unwrap());
        Ok(done)
    }

    /// How many calls there were.
    pub(crate) const fn calls(&self) -> usize {
        self.calls.len()
    }

    /// Opens the ledger.
    ///
    /// # Errors
    /// What the ledger says.
    pub(crate) fn open(&mut self) -> Result<Ledger, LedgerError> {
        let dir = self.dir.clone();
        let ledger = self.call("open", || open(&dir))?;
        self.beside = Some(self.watch.looking_away(|| reading(&dir.join("ledger.sqlite"))).unwrap());
        Ok(ledger)
    }

    /// Closes the ledger.
    pub(crate) fn close(&mut self, ledger: Ledger) {
        // The last one out puts the log back into the database: that must be the ledger.
        let beside = self.beside.take();
        self.watch.looking_away(|| drop(beside));
        let closed = self.call("close", || {
            drop(ledger);
            Ok(())
        });
        closed.expect("closing a ledger tells nothing");
    }

    /// Drops a ledger that has refused a call, as the program does before it opens it again. Nothing is promised by it.
    pub(crate) fn drop(&mut self, ledger: Ledger) {
        let beside = self.beside.take();
        self.watch.looking_away(|| drop(beside));
        drop(ledger);
    }

    /// What the ledger held when a call returned last.
    pub(crate) fn last_book(&self) -> &Book {
        self.books.last().expect("it held something before")
    }

    /// How many calls have returned.
    pub(crate) const fn returned(&self) -> usize {
        self.books.len() - 1
    }

    /// The life is over.
    pub(crate) fn end(self) -> Take {
        Take { log: self.watch.end(), books: self.books, calls: self.calls }
    }
}
