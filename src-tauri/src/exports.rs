//! The export that is being written, and where the last one is.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// One export at a time: what stops it, and what the screen may have shown.
#[derive(Default)]
pub(crate) struct Exports {
    stop: Mutex<Arc<AtomicBool>>,
    last: Mutex<Option<PathBuf>>,
}

impl Exports {
    /// Another export begins; one that is still being written stops.
    pub(crate) fn begin(&self) -> Arc<AtomicBool> {
        let begun = Arc::new(AtomicBool::new(false));
        let before = std::mem::replace(&mut *self.stop.lock().unwrap_or_else(PoisonError::into_inner), Arc::clone(&begun));
        before.store(true, Ordering::Relaxed);
        begun
    }

    pub(crate) fn stop(&self) {
        self.stop.lock().unwrap_or_else(PoisonError::into_inner).store(true, Ordering::Relaxed);
    }

    pub(crate) fn ended(&self, path: &Path) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.to_owned());
    }

    /// The folder of the last export.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).as_ref()?.parent().map(Path::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_export_is_written_at_a_time_and_only_its_own_stop_stops_it() {
        let exports = Exports::default();
        let stopped = |stop: &AtomicBool| stop.load(Ordering::Relaxed);
        let first = exports.begin();
        let second = exports.begin();
        assert!(stopped(&first) && !stopped(&second));
        exports.stop();
        assert!(stopped(&second) && !stopped(&exports.begin()));
        assert_eq!(exports.folder(), None);
        exports.ended(Path::new("documents/a.csv"));
        assert_eq!(exports.folder(), Some(PathBuf::from("documents")));
    }
}
