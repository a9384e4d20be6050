//! A queue of the operating system's: CUPS, or the spooler of Windows. The bytes go through as they are, or are a PDF for a page.
//!
//! A queue that cannot print takes a paper all the same, and keeps it or loses it. So how it is comes first; and what it took is
//! followed until it is on paper.

#[cfg(unix)]
mod cups;
#[cfg(unix)]
mod ipp;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use cups as system;
#[cfg(windows)]
use windows as system;

use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use comptoir_core::printer::{PageSize, PrintOutcome, PrintTrouble, Queue};

/// A queue that is connecting to its printer, or is being asked, becomes one thing or the other in this time.
const DECIDING: Duration = Duration::from_secs(3);

/// How long a paper is followed that the system has taken.
const FOLLOWING: Duration = Duration::from_secs(20);

/// How often it is looked at.
const PACE: Duration = Duration::from_millis(150);

/// What a paper is called in the queue. Whoever looks there sees this, so it says nothing of the sale.
const TITLE: &str = "Comptoir";

/// What became of a paper, as the system tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    /// It waits, or is being sent.
    Under,
    /// It was sent to the printer, all of it.
    Done,
    /// It was given up before anything was sent.
    #[cfg_attr(windows, expect(dead_code, reason = "its spooler does not say whether a paper was begun"))]
    Unsent,
    /// It was given up, and some of it may have been sent.
    Dropped,
    /// The system does not know it any more, or does not answer.
    Lost,
}

/// The system's queues, by name. None where nothing prints for the system.
#[must_use]
pub fn queues() -> Vec<Queue> {
    let mut queues = system::queues(Instant::now() + DECIDING).unwrap_or_default();
    queues.sort_by(|one, other| one.name.cmp(&other.name));
    queues
}

pub(crate) fn send(name: &str, page: Option<PageSize>, bytes: &[u8]) -> PrintOutcome {
    if let Err(trouble) = well(name, Instant::now() + DECIDING) {
        return PrintOutcome::Failed(trouble);
    }
    match system::submit(name, page, bytes, Instant::now() + DECIDING) {
        Ok(paper) => followed(&paper, Instant::now() + FOLLOWING),
        Err(outcome) => outcome,
    }
}

/// Whether the queue can print now. One that is out of reach for a moment is looked at again.
fn well(name: &str, until: Instant) -> Result<(), PrintTrouble> {
    loop {
        let queue = system::queues(until)?.into_iter().find(|queue| queue.name == name).ok_or(PrintTrouble::QueueAbsent)?;
        match queue.trouble {
            None => return Ok(()),
            Some(PrintTrouble::QueueOffline) if Instant::now() + PACE < until => thread::sleep(PACE),
            Some(trouble) => return Err(trouble),
        }
    }
}

fn followed(paper: &system::Submitted, until: Instant) -> PrintOutcome {
    loop {
        match system::paper(paper, Instant::now() + DECIDING) {
            Paper::Done => return PrintOutcome::Printed,
            Paper::Unsent => return PrintOutcome::Failed(PrintTrouble::PaperDropped),
            Paper::Dropped => return PrintOutcome::Unsure(PrintTrouble::PaperDropped),
            Paper::Lost => return PrintOutcome::Unsure(PrintTrouble::SystemSilent),
            Paper::Under if Instant::now() + PACE < until => thread::sleep(PACE),
            Paper::Under => return PrintOutcome::Unsure(PrintTrouble::PaperWaiting),
        }
    }
}

/// What `ask` yields, if it does so in time. Whatever it waits for, it waits for alone.
fn answered<T: Send + 'static>(ask: impl FnOnce() -> T + Send + 'static, until: Instant) -> Option<T> {
    let (sender, answer) = channel();
    thread::spawn(move || sender.send(ask()));
    answer.recv_timeout(until.saturating_duration_since(Instant::now())).ok()
}
