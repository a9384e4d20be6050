//! Cases that mostly wait are worked on side by side.

use std::fmt::Debug;
use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::thread;

/// So many cases a processor: a payment waits two seconds for its first question and works for a tenth of one. Many more, and the one
/// keychain that all of them ask does not answer in its time.
const AT_ONCE: usize = 4;

/// `work` done on each of `cases`, and what came of it, in the order of the cases. A case that panics is named.
pub(crate) fn side_by_side<C: Debug + Sync, R: Send>(cases: &[C], work: impl Fn(&C) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let (left, done) = (Mutex::new(cases.iter().enumerate()), Mutex::new(Vec::new()));
    let next = || left.lock().unwrap().next();
    thread::scope(|scope| {
        for _ in 0..(AT_ONCE * processors).min(cases.len()) {
            scope.spawn(|| {
                while let Some((place, case)) = next() {
                    let result = panic::catch_unwind(AssertUnwindSafe(|| work(case))).unwrap_or_else(|panic| {
                        eprintln!("that was {case:?}");
                        panic::resume_unwind(panic)
                    });
                    done.lock().unwrap().push((place, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}
