//! What becomes of a payment, step by step.

use comptoir_core::code::Reason;
use comptoir_core::payment::Decision;
use comptoir_core::state::{Lookups, Standing, State};

/// A step of a payment's course.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    /// It stands so from then on, for this reason.
    Moves(State, Option<Reason>),
    /// The gateway's proof comes.
    Proven(State),
    /// The owner settles it.
    Settled(State, Decision),
}

use Step::{Moves, Proven, Settled};

const SENT: Step = Moves(State::Sending { resent: false }, None);
const ASKED: Step = Moves(State::Pending, None);
const DECLINED: Step = Moves(State::Declined, Some(Reason::FundsInsufficient));
const EXPIRED: Step = Moves(State::Expired, Some(Reason::Lapsed));
const UNRESOLVED: Step = Moves(State::Unresolved, Some(Reason::NoFinalWord));
const UNANSWERED: State = State::CreateUnknown(Lookups { first_unknown_at: None, last_unknown_at: None });
const HELD: State = State::Held { difference: Reason::AmountMissing, late: false, received_minor: None };

/// A course, and how many of a thousand payments take it. Those that leave a payment open are taken by the last payments only.
pub(crate) struct Course {
    pub(crate) per_thousand: u64,
    pub(crate) steps: &'static [Step],
}

const fn course(per_thousand: u64, steps: &'static [Step]) -> Course {
    Course { per_thousand, steps }
}

/// The course of a payment that was never sent.
pub(crate) const UNSENT: &Course = &course(0, &[Moves(State::AbandonedUnsent, Some(Reason::NeverSent))]);

/// Every state is the end of one.
pub(crate) const COURSES: [Course; 16] = [
    course(780, &[SENT, ASKED, Proven(State::Paid)]),
    course(80, &[SENT, ASKED, DECLINED]),
    course(60, &[SENT, ASKED, EXPIRED]),
    course(30, &[Moves(State::AbandonedUnsent, Some(Reason::NeverSent))]),
    course(5, &[SENT, Moves(State::AbandonedOrphan, Some(Reason::TimedOut))]),
    course(20, &[SENT, ASKED, UNRESOLVED, Settled(State::ResolvedPaid, Decision::Paid)]),
    course(15, &[SENT, ASKED, UNRESOLVED, Settled(State::ResolvedUnpaid, Decision::Unpaid)]),
    course(10, &[SENT, ASKED, EXPIRED, Proven(State::LatePaid), Settled(State::ResolvedRefunded, Decision::Refunded)]),
    course(0, &[SENT, ASKED, EXPIRED, Proven(State::LatePaid)]),
    course(0, &[SENT, ASKED, Moves(HELD, Some(Reason::AmountMissing))]),
    course(0, &[SENT, ASKED, UNRESOLVED]),
    course(0, &[SENT, Moves(UNANSWERED, Some(Reason::TimedOut))]),
    course(0, &[SENT, ASKED, Moves(State::CancelRequested, None)]),
    course(0, &[SENT, ASKED]),
    course(0, &[SENT]),
    course(0, &[]),
];

impl Course {
    /// Whether a success may still be asked for after its end.
    pub(crate) fn ends_softly(&self) -> bool {
        matches!(self.steps.last(), Some(Moves(state, _)) if state.standing() == Standing::SoftEnd)
    }
}

/// The course of the payment after which `left` more come, where chance says `drawn` of a thousand.
pub(crate) fn of(left: u64, drawn: u64) -> &'static Course {
    let [usual, ..] = &COURSES;
    if let Ok(place) = usize::try_from(left)
        && let Some(course) = COURSES.get(place)
    {
        return course;
    }
    let mut sum = 0;
    let taken = COURSES.iter().find(|course| {
        sum += course.per_thousand;
        drawn < sum
    });
    taken.unwrap_or(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_courses_share_a_thousand_and_come_to_every_state() {
        assert_eq!(COURSES.iter().map(|course| course.per_thousand).sum::<u64>(), 1_000);
        let end = |course: &Course| match course.steps.last() {
            Some(Moves(state, _) | Proven(state) | Settled(state, _)) => state.code(),
            None => State::Recorded.code(),
        };
        let (mut ends, mut codes) = (COURSES.iter().map(end).collect::<Vec<_>>(), State::CODES.to_vec());
        ends.sort_unstable();
        codes.sort_unstable();
        assert_eq!(ends, codes);
    }

    #[test]
    fn only_the_last_payments_stay_open() {
        for drawn in 0..1_000 {
            assert!(of(16, drawn).per_thousand > 0);
        }
        assert_eq!(of(15, 0).steps.len(), 0);
        assert_eq!(of(0, 0).steps.len(), 3);
    }
}
