//! How fast one account's gateway is asked by itself: left alone when it says so, and when it has been silent for long.

use std::time::Duration;

use comptoir_core::schedule;

/// Times are those of [`Clock::elapsed`](crate::ports::Clock::elapsed).
#[derive(Debug, Default)]
pub(crate) struct Pace {
    failures: u32,
    quiet_until: Option<Duration>,
}

impl Pace {
    /// An answer came, or none did.
    pub(crate) fn note(&mut self, now: Duration, answered: bool, leave_alone: Option<Duration>) {
        self.failures = if answered { 0 } else { self.failures.saturating_add(1) };
        self.quiet_until = leave_alone.or_else(|| schedule::push_back(self.failures)).map(|quiet| now + quiet);
    }

    /// How long the gateway is still to be left alone.
    pub(crate) fn quiet_for(&self, now: Duration) -> Duration {
        self.quiet_until.map_or(Duration::ZERO, |until| until.saturating_sub(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_silent_gateway_is_left_alone_and_an_answer_ends_that() {
        let mut pace = Pace::default();
        for _ in 0..4 {
            pace.note(seconds(1), false, None);
        }
        assert_eq!(pace.quiet_for(seconds(1)), Duration::ZERO);
        pace.note(seconds(1), false, None);
        assert_eq!(pace.quiet_for(seconds(1)), seconds(10));
        assert_eq!(pace.quiet_for(seconds(4)), seconds(7));
        pace.note(seconds(12), true, None);
        assert_eq!(pace.quiet_for(seconds(12)), Duration::ZERO);
    }

    #[test]
    fn what_the_gateway_asks_for_wins() {
        let mut pace = Pace::default();
        pace.note(seconds(1), false, Some(seconds(60)));
        assert_eq!(pace.quiet_for(seconds(31)), seconds(30));
    }
}
