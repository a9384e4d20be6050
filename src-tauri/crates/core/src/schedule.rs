//! When an open payment is asked about: data, so that it can be made denser where answers really come without touching a rule.

use std::time::Duration;

use jiff::Timestamp;

use crate::state::{Standing, State};

/// No payment is asked about twice within this time, whoever asks.
pub const SHORTEST: Duration = Duration::from_millis(1_500);

/// A person's own question is sent at most this often.
pub const SHORTEST_BY_HAND: Duration = Duration::from_secs(3);

/// A payment is watched for this long.
pub const WATCH: Duration = Duration::from_hours(72);

/// How long a gateway may say that it does not know a request that was never acknowledged.
pub const UNKNOWN_LIMIT: Duration = Duration::from_mins(15);

/// How far apart two such answers must be before a person may have the request sent once more.
pub const UNKNOWN_APART: Duration = Duration::from_secs(5);

/// Start-up and `resume` ask all open payments side by side, for at most this long.
pub const RESUME: Duration = Duration::from_secs(10);

/// How long a watch rests that finds the keychain away.
pub const KEYCHAIN_REST: Duration = Duration::from_secs(30);

/// A recovery scan ends this many references after the last one that a gateway knows.
pub const SCAN_BEYOND: u64 = 50;

/// How long a recovery scan rests that a silent gateway or a missing key has stopped.
pub const SCAN_REST: Duration = Duration::from_mins(5);

/// Part of a delay by which it is varied, in percent, so that a shop's tills do not ask in step.
pub const JITTER_PERCENT: u32 = 20;

/// By so much a question about a soft end comes later than its mark.
const JITTER_AFTER_END: Duration = Duration::from_mins(1);

/// When the year of the first version began: 2026.
const FIRST_SECOND: i64 = 1_767_225_600;

/// Whether a clock that shows `now` may be right: one that is not in the year of the first version yet has lost its battery.
#[must_use]
pub fn may_be_right(now: Timestamp) -> bool {
    now.as_second() >= FIRST_SECOND
}

/// While a payment is younger than `until`, ask again after `delay`. The first answers of a push come within seconds.
struct Step {
    until: Duration,
    delay: Duration,
}

const OPEN: [Step; 7] = [
    Step { until: Duration::from_secs(9), delay: Duration::from_secs(2) },
    Step { until: Duration::from_secs(60), delay: Duration::from_secs(5) },
    Step { until: Duration::from_mins(3), delay: Duration::from_secs(10) },
    Step { until: Duration::from_mins(15), delay: Duration::from_secs(30) },
    Step { until: Duration::from_hours(2), delay: Duration::from_mins(5) },
    Step { until: Duration::from_hours(24), delay: Duration::from_mins(30) },
    Step { until: WATCH, delay: Duration::from_hours(6) },
];

/// Ages of a payment at which a soft end is asked about again.
const SOFT_END: [Duration; 4] = [Duration::from_mins(2), Duration::from_mins(15), Duration::from_hours(24), WATCH];

/// How long to wait before the next question about a payment in `state`, `age` after it was recorded (`since_end` after its
/// soft end); none when nobody asks by itself any more.
#[must_use]
pub fn next_delay(state: State, age: Duration, since_end: Duration) -> Option<Duration> {
    if !state.can_change() {
        return None;
    }
    match state.standing() {
        Standing::SoftEnd => SOFT_END.iter().find(|mark| **mark > since_end).map(|mark| *mark - since_end),
        Standing::Open => OPEN.iter().find(|step| age < step.until).map(|step| step.delay),
        Standing::Final => None,
    }
}

/// `delay` of a payment in `state`, varied as `dice` falls; never under [`SHORTEST`]. Of an open one by up to [`JITTER_PERCENT`] either
/// way. The few questions about a soft end come up to a minute late and never early: one before its mark would not count for it, and
/// the same would be asked again.
#[must_use]
pub fn varied(state: State, delay: Duration, dice: u32) -> Duration {
    let varied = match state.standing() {
        Standing::Open => delay * (100 - JITTER_PERCENT + dice % (2 * JITTER_PERCENT + 1)) / 100,
        Standing::SoftEnd | Standing::Final => delay + JITTER_AFTER_END * (dice % 101) / 100,
    };
    varied.max(SHORTEST)
}

/// How long a gateway is left alone after `failures` unanswered questions in a row.
#[must_use]
pub fn push_back(failures: u32) -> Option<Duration> {
    const PATIENCE: u32 = 5;
    let beyond = failures.checked_sub(PATIENCE)?;
    Some((Duration::from_secs(10) * 2u32.saturating_pow(beyond.min(8))).min(Duration::from_mins(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_thin_out_and_end_after_72_hours() {
        let mut age = Duration::ZERO;
        let mut asked = Vec::new();
        while let Some(delay) = next_delay(State::Pending, age, Duration::ZERO) {
            age += delay;
            asked.push(age);
            assert!(asked.len() < 1_000);
        }
        let within = |limit: Duration| asked.iter().filter(|age| **age <= limit).count();
        assert_eq!(asked.first(), Some(&Duration::from_secs(2)));
        assert_eq!(within(Duration::from_secs(60)), 15);
        assert_eq!(within(Duration::from_mins(3)), 27);
        assert!(asked.last() >= Some(&WATCH), "the last question is asked when the watch is over, so that its answer can end it");
        assert!(asked.is_sorted());
    }

    #[test]
    fn a_soft_end_is_asked_about_four_times() {
        let mut since_end = Duration::ZERO;
        let mut asked = Vec::new();
        while let Some(delay) = next_delay(State::Expired, since_end, since_end) {
            since_end += delay;
            asked.push(since_end);
        }
        assert_eq!(asked, SOFT_END);
    }

    #[test]
    fn what_no_question_can_change_is_not_asked_about() {
        for state in [State::Recorded, State::Sending { resent: false }, State::Paid, State::LatePaid, State::ResolvedUnpaid] {
            assert_eq!(next_delay(state, Duration::ZERO, Duration::ZERO), None);
        }
    }

    #[test]
    fn chance_moves_a_delay_by_a_fifth_at_most() {
        let delays: Vec<_> = (0..200).map(|dice| varied(State::Pending, Duration::from_secs(10), dice)).collect();
        assert_eq!(delays.iter().min(), Some(&Duration::from_secs(8)));
        assert_eq!(delays.iter().max(), Some(&Duration::from_secs(12)));
        assert_eq!(varied(State::Pending, Duration::from_millis(1_500), 0), SHORTEST);
    }

    #[test]
    fn a_question_about_a_soft_end_is_never_early() {
        let two_days = Duration::from_hours(48);
        let delays: Vec<_> = (0..200).map(|dice| varied(State::Declined, two_days, dice)).collect();
        assert_eq!(delays.iter().min(), Some(&two_days));
        assert_eq!(delays.iter().max(), Some(&(two_days + JITTER_AFTER_END)));
        assert_eq!(varied(State::AbandonedOrphan, Duration::ZERO, 0), SHORTEST);
    }

    #[test]
    fn a_silent_gateway_is_left_alone_longer_and_longer() {
        assert_eq!(push_back(4), None);
        assert_eq!(push_back(5), Some(Duration::from_secs(10)));
        assert_eq!(push_back(7), Some(Duration::from_secs(40)));
        assert_eq!(push_back(50), Some(Duration::from_mins(2)));
    }
}
