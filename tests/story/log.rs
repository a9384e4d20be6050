//! Everything that happened in a world, in order: what two runs of one seed are compared by.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Lines of one world, each with the time that had passed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    /// Writes a line down.
    pub(crate) fn write(&self, elapsed: Duration, line: impl fmt::Display) {
        let line = format!("{:>12}  {line}", elapsed.as_millis());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    /// The whole of it.
    pub(crate) fn text(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
    }
}
