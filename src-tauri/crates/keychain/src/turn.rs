//! One question to the keychain at a time, each on a thread of its own, each awaited with a deadline.
//!
//! A locked keychain opens a password window and blocks the call until somebody answers it. On the asynchronous runtime that would stop
//! every payment, so the call has its own thread. Whoever waits is let go at the deadline, but the call cannot be taken back: it stays
//! behind its window. Were the next one let through, it would open a second window, and so on for as long as payments are asked about. So
//! it waits for its turn and, if that does not come within its deadline, was never made.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use comptoir_engine::ports::SecretsError;
use tokio::sync::{Mutex, oneshot};
use tokio::time::timeout;

#[derive(Debug)]
pub(crate) struct Turn {
    deadline: Duration,
    busy: Arc<Mutex<()>>,
    /// How many questions came back [`SecretsError::Locked`].
    refusals: Arc<AtomicU64>,
}

impl Turn {
    pub(crate) fn new(deadline: Duration) -> Self {
        Self { deadline, busy: Arc::default(), refusals: Arc::default() }
    }

    /// The answer to `question`, or [`SecretsError::NoAnswer`] past the deadline.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce() -> Result<T, SecretsError> + Send + 'static,
    ) -> Result<T, SecretsError> {
        timeout(self.deadline, self.ask_in_turn(question)).await.unwrap_or(Err(SecretsError::NoAnswer))
    }

    async fn ask_in_turn<T: Send + 'static>(
        &self,
        question: impl FnOnce() -> Result<T, SecretsError> + Send + 'static,
    ) -> Result<T, SecretsError> {
        let refusals = Arc::clone(&self.refusals);
        let refusals_before = refusals.load(Ordering::SeqCst);
        let turn = Arc::clone(&self.busy).lock_owned().await;
        // Whoever dismissed the window has answered for those who were waiting behind it too.
        if refusals.load(Ordering::SeqCst) != refusals_before {
            return Err(SecretsError::Locked);
        }

        let (answer, answered) = oneshot::channel();
        let call = move || {
            let result = question();
            if matches!(result, Err(SecretsError::Locked)) {
                refusals.fetch_add(1, Ordering::SeqCst);
            }
            drop(turn);
            // Past the deadline nobody is there to hear it; a key in it is wiped with it.
            drop(answer.send(result));
        };
        thread::Builder::new().name("keychain".to_owned()).spawn(call).map_err(|_| SecretsError::Failed)?;
        // The channel closes without an answer only if the call panicked.
        answered.await.unwrap_or(Err(SecretsError::Failed))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    const LONG: Duration = Duration::from_secs(30);
    const SHORT: Duration = Duration::from_millis(50);

    #[tokio::test]
    async fn a_caller_is_let_go_at_the_deadline_and_no_second_window_opens_behind_the_first() {
        let mut turn = Turn::new(SHORT);
        let (unlock, window) = mpsc::channel::<()>();
        let behind_a_window = move || window.recv().map_err(|_| SecretsError::Failed);
        assert_eq!(turn.ask(behind_a_window).await, Err(SecretsError::NoAnswer));

        let (made, calls) = mpsc::channel();
        let second = move || made.send("second").map_err(|_| SecretsError::Failed);
        assert_eq!(turn.ask(second).await, Err(SecretsError::NoAnswer));

        unlock.send(()).unwrap();
        turn.deadline = LONG;
        assert_eq!(turn.ask(|| Ok("third")).await, Ok("third"));
        assert_eq!(calls.recv().ok(), None, "the second call was never made");
    }

    #[tokio::test]
    async fn who_dismisses_the_window_answers_for_those_who_wait_behind_it_but_not_for_later_ones() {
        let turn = Turn::new(LONG);
        let (dismiss, window) = mpsc::channel::<()>();
        let first = move || window.recv().map_or(Ok("unlocked"), |()| Err(SecretsError::Locked));
        // Polled in this order: the first call has its turn and the second waits before the window is dismissed.
        let (first, second, ()) = tokio::join!(biased; turn.ask(first), turn.ask(|| Ok("asked again")), async {
            dismiss.send(()).unwrap();
        });
        assert_eq!(first, Err(SecretsError::Locked));
        assert_eq!(second, Err(SecretsError::Locked));
        assert_eq!(turn.ask(|| Ok("later")).await, Ok("later"));
    }

    #[tokio::test]
    async fn a_call_that_panics_is_a_failure_and_the_next_one_has_its_turn() {
        let turn = Turn::new(LONG);
        let panics = turn.ask(|| -> Result<(), SecretsError> { panic!("as the store crates may") });
        assert_eq!(panics.await, Err(SecretsError::Failed));
        assert_eq!(turn.ask(|| Ok(())).await, Ok(()));
    }
}
