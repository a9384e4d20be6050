//! Everything that happened in a world, in order: what two runs of one seed are compared by.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Lines of one world, each with the time that had passed.
#[derive(Debug, Clone, Default)]
pub struct Log(Arc<Mutex<String>>);

impl Log {
    /// Writes a line down.
    pub fn write(&self, elapsed: Duration, line: impl fmt::Display) {
        writeln!(self.lines(), "{:>12}  {line}", elapsed.as_millis()).expect("a text takes every line");
    }

    /// The whole of it.
    pub fn text(&self) -> String {
        self.lines().clone()
    }

    /// The last lines in which one of `names` stands, at most `most` of them.
    pub fn about(&self, names: &[String], most: usize) -> Vec<String> {
        let text = self.lines();
        let lines = text.lines().filter(|line| names.iter().any(|name| line.contains(name.as_str())));
        let lines: Vec<_> = lines.map(str::to_owned).collect();
        lines[lines.len().saturating_sub(most)..].to_vec()
    }

    fn lines(&self) -> MutexGuard<'_, String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
