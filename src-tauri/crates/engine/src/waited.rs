//! Waiting, measured on a clock that never goes back.

use std::time::Duration;

use comptoir_core::state::Standing;

/// For how long one payment has been waited for as it stands, on a clock that never goes back.
pub(crate) struct Waited {
    standing: Standing,
    /// When the waiting began, and when it began for the payment as it stands.
    begun: Duration,
    since: Duration,
}

impl Waited {
    /// Nothing is known of it before this moment.
    pub(crate) const fn since(elapsed: Duration) -> Self {
        Self { standing: Standing::Open, begun: elapsed, since: elapsed }
    }

    /// How long that is. A payment that has come to its end meanwhile begins anew; one whose end was not the last word is as old as before.
    pub(crate) fn for_it(&mut self, standing: Standing, elapsed: Duration) -> Duration {
        if standing != self.standing {
            self.standing = standing;
            self.since = if standing == Standing::Open { self.begun } else { elapsed };
        }
        elapsed.saturating_sub(self.since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_begins_anew_and_one_that_is_taken_back_does_not() {
        let hours = Duration::from_hours;
        let mut waited = Waited::since(hours(1));
        assert_eq!(waited.for_it(Standing::Open, hours(3)), hours(2));
        assert_eq!(waited.for_it(Standing::SoftEnd, hours(4)), Duration::ZERO);
        assert_eq!(waited.for_it(Standing::SoftEnd, hours(70)), hours(66));
        assert_eq!(waited.for_it(Standing::Open, hours(70)), hours(69));
        assert_eq!(waited.for_it(Standing::SoftEnd, hours(71)), Duration::ZERO);
    }
}
