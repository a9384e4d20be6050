//! What each event does to each state. Every match names every state, so that a new one cannot be forgotten.

use jiff::Timestamp;

use super::{Decision, Effect, Moment, Payment, is_misdated, since};
use crate::code::{Code, Reason};
use crate::evidence::{Evidence, Question, Report, Verdict, judge};
use crate::order::{LostAnswer, Method};
use crate::schedule;
use crate::state::{Lookups, Standing, State, final_states, soft_ends};

pub(super) type Outcome = (Payment, Vec<Effect>);

/// One payment at one moment, about to take an event.
pub(super) struct Turn<'a> {
    pub(super) payment: &'a Payment,
    pub(super) moment: &'a Moment,
}

impl Turn<'_> {
    pub(super) fn send(&self) -> Outcome {
        match self.payment.state {
            State::Recorded if self.payment.order.is_sent() => self.submit(State::Sending { resent: false }),
            State::Recorded
            | State::Sending { .. }
            | State::CreateUnknown(_)
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    pub(super) fn show(&self) -> Outcome {
        match self.payment.state {
            State::Recorded if !self.payment.order.is_sent() => self.moved(State::Pending, None),
            State::Recorded
            | State::Sending { .. }
            | State::CreateUnknown(_)
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    pub(super) fn drop_unsent(&self) -> Outcome {
        match self.payment.state {
            State::Recorded => self.moved(State::AbandonedUnsent, Some(Reason::NeverSent)),
            State::Sending { .. }
            | State::CreateUnknown(_)
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    pub(super) fn created(&self, gateway_reference: &str, page_url: Option<&str>) -> Outcome {
        match self.payment.state {
            State::Sending { .. } | State::CreateUnknown(_) => {
                let mut payment = self.changed(State::Pending, None);
                payment.gateway_reference = Some(gateway_reference.to_owned());
                payment.page_url = page_url.map(str::to_owned);
                self.recorded(payment, None, false)
            }
            State::Recorded
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    pub(super) fn create_refused(&self, reason: Reason) -> Outcome {
        match self.payment.state {
            State::Sending { resent: false } | State::CreateUnknown(_) => self.moved(State::Declined, Some(reason)),
            // The second sending was refused; the first may have arrived all the same.
            State::Sending { resent: true } => self.moved(State::CreateUnknown(Lookups::default()), Some(reason)),
            State::Recorded
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    pub(super) fn reference_known(&self) -> Outcome {
        match self.payment.state {
            State::Sending { resent } => {
                let mut payment = self.changed(self.without_answer(), Some(Reason::ReferenceKnown));
                // Known already at the first sending: somebody else has sent it, of whose payment the answers may be.
                payment.amount_bound &= resent;
                self.recorded(payment, None, false)
            }
            State::Recorded
            | State::CreateUnknown(_)
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    pub(super) fn not_sent(&self, reason: Reason) -> Outcome {
        match self.payment.state {
            State::Sending { resent: false } => self.moved(State::AbandonedUnsent, Some(reason)),
            // The second sending did not leave; of the first nothing new is known.
            State::Sending { resent: true } => self.moved(State::CreateUnknown(Lookups::default()), Some(reason)),
            State::Recorded
            | State::CreateUnknown(_)
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    pub(super) fn create_unanswered(&self, reason: Reason) -> Outcome {
        match self.payment.state {
            State::Sending { .. } => self.moved(self.without_answer(), Some(reason)),
            State::Recorded
            | State::CreateUnknown(_)
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    /// Where a request stands that may have arrived, and whose answer is not known.
    const fn without_answer(&self) -> State {
        match self.payment.order.gateway.lost_answer() {
            LostAnswer::IsAskedAbout => State::CreateUnknown(Lookups { first_unknown_at: None, last_unknown_at: None }),
            LostAnswer::LosesThePage => State::AbandonedOrphan,
            LostAnswer::NeedsAPerson => State::Unresolved,
        }
    }

    pub(super) fn answered(&self, report: &Report) -> Outcome {
        let verdict = judge(report, &self.payment.order, self.payment.gateway_reference.as_deref(), self.payment.amount_bound);
        match verdict {
            Verdict::Proven => self.proven(report),
            Verdict::Unproven(difference) => self.unproven(difference, report),
            Verdict::Pending => self.still_pending(report),
            Verdict::Declined => self.ended(State::Declined, report.cause.unwrap_or(Reason::Refused), report),
            Verdict::Expired => self.ended(State::Expired, report.cause.unwrap_or(Reason::Lapsed), report),
            Verdict::Nothing(reason) => self.watch_over().unwrap_or_else(|| self.learned_nothing(reason)),
        }
    }

    /// An answer about another payment to a question by the gateway's own number: the number is not ours. Our reference is.
    fn learned_nothing(&self, reason: Reason) -> Outcome {
        if self.payment.question == Question::ByReference || !names_another(reason) {
            return self.unchanged();
        }
        let mut payment = self.payment.clone();
        payment.question = Question::ByReference;
        self.noted(payment)
    }

    fn proven(&self, report: &Report) -> Outcome {
        if self.payment.recovered {
            // Its order was made up from the gateway's own words, which therefore prove nothing.
            return self.unproven(Reason::Restored, report);
        }
        if self.payment.order.is_sent() && !self.payment.amount_bound {
            // Whoever sent it before us may have been asked for as much, so that an equal amount proves nothing.
            return self.unproven(Reason::ReferenceKnown, report);
        }
        let settled = self.moment.sale_settled;
        let (state, reason) = match self.payment.state {
            State::Sending { .. }
            | State::CreateUnknown(_)
            | State::Pending
            | State::Held { .. }
            | State::CancelRequested
            | soft_ends!()
            | State::Unresolved
                if settled =>
            {
                (State::LatePaid, Some(Reason::PaidTwice))
            }
            State::Sending { .. } | State::CreateUnknown(_) | State::Pending | State::Held { late: false, .. } => {
                (State::Paid, None)
            }
            State::Held { late: true, .. } | State::CancelRequested | soft_ends!() | State::Unresolved => {
                (State::LatePaid, Some(Reason::PaidAfterEnd))
            }
            State::Recorded | State::LatePaid | final_states!() => return self.unchanged(),
        };
        let mut payment = self.changed(state, reason);
        adopt(&mut payment, report);
        self.recorded(payment, Some(report), state == State::Paid)
    }

    fn unproven(&self, difference: Reason, report: &Report) -> Outcome {
        let late = match self.payment.state {
            State::Sending { .. } | State::CreateUnknown(_) | State::Pending => false,
            State::CancelRequested | soft_ends!() | State::Unresolved => true,
            State::Recorded | State::Held { .. } | State::LatePaid | final_states!() => return self.unchanged(),
        };
        let received_minor = report.amount_minor.value().copied();
        let mut payment = self.changed(State::Held { difference, late, received_minor }, Some(difference));
        // What names another payment is not kept as this one's.
        if matches!(difference, Reason::AmountDiffers | Reason::AmountMissing | Reason::CurrencyDiffers | Reason::Restored) {
            adopt(&mut payment, report);
        }
        self.recorded(payment, Some(report), false)
    }

    fn still_pending(&self, report: &Report) -> Outcome {
        match self.payment.state {
            State::CreateUnknown(_) => {
                let mut payment = self.changed(State::Pending, None);
                adopt(&mut payment, report);
                self.recorded(payment, None, false)
            }
            State::Recorded
            | State::Sending { .. }
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.watch_over().unwrap_or_else(|| self.unchanged()),
        }
    }

    fn ended(&self, state: State, reason: Reason, report: &Report) -> Outcome {
        match self.payment.state {
            State::CreateUnknown(_) | State::Pending | State::CancelRequested => {
                let mut payment = self.changed(state, Some(reason));
                adopt(&mut payment, report);
                self.recorded(payment, None, false)
            }
            State::Recorded
            | State::Sending { .. }
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    pub(super) fn not_known(&self) -> Outcome {
        if let Some(over) = self.watch_over() {
            return over;
        }
        match self.payment.state {
            State::CreateUnknown(lookups) => {
                let now = self.moment.now;
                // A first answer that was noted in the future was noted by a wrong clock: nothing can be counted from it.
                let first = lookups.first_unknown_at.filter(|first| *first <= now).unwrap_or(now);
                if since(first, now) >= schedule::UNKNOWN_LIMIT {
                    return self.moved(State::Unresolved, Some(Reason::NeverKnown));
                }
                let mut payment = self.payment.clone();
                payment.state = State::CreateUnknown(Lookups { first_unknown_at: Some(first), last_unknown_at: Some(now) });
                self.noted(payment)
            }
            State::Pending | State::CancelRequested => self.ask_by_the_other_name(),
            State::Recorded
            | State::Sending { .. }
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    /// The gateway has two ways to be asked about a push that it acknowledged: by our reference and by its own number.
    fn ask_by_the_other_name(&self) -> Outcome {
        if self.payment.order.method == Method::Page || self.payment.gateway_reference.is_none() {
            return self.unchanged();
        }
        let mut payment = self.payment.clone();
        payment.question = match payment.question {
            Question::ByReference => Question::ByGatewayReference,
            Question::ByGatewayReference | Question::Notified => Question::ByReference,
        };
        self.noted(payment)
    }

    /// The end of the watch, which only a question without a final answer can bring.
    pub(super) fn watch_over(&self) -> Option<Outcome> {
        let over = self.payment.age(self.moment.now) >= schedule::WATCH;
        match self.payment.state {
            State::CreateUnknown(_) | State::Pending | State::CancelRequested if over => {
                Some(self.moved(State::Unresolved, Some(Reason::NoFinalWord)))
            }
            State::Recorded
            | State::Sending { .. }
            | State::CreateUnknown(_)
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => None,
        }
    }

    /// The same, with an end that stays and that was dated without a battery dated now: its watch begins.
    pub(super) fn dated(&self, (mut payment, effects): Outcome) -> Outcome {
        let stays = payment.state.standing() == Standing::SoftEnd && payment.ended_at == self.payment.ended_at;
        if !stays || !payment.ended_at.is_some_and(|ended| is_misdated(ended, self.moment.now)) {
            return (payment, effects);
        }
        payment.ended_at = Some(self.moment.now);
        self.noted(payment)
    }

    pub(super) fn cancel(&self) -> Outcome {
        match self.payment.state {
            State::Recorded => self.drop_unsent(),
            State::Pending => self.moved(State::CancelRequested, Some(Reason::CancelledByCashier)),
            State::Sending { .. }
            | State::CreateUnknown(_)
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.unchanged(),
        }
    }

    pub(super) fn resend(&self) -> Outcome {
        let contested = self.moment.sale_settled || self.moment.contested;
        if contested || !self.payment.may_be_resent() {
            return self.refused(Code::ResendNotSafe);
        }
        self.submit(State::Sending { resent: true })
    }

    pub(super) fn accept(&self) -> Outcome {
        match self.payment.state {
            State::LatePaid if !self.moment.sale_settled => {
                let payment = self.changed(State::Paid, Some(Reason::AcceptedByHand));
                self.recorded(payment, None, true)
            }
            State::Recorded
            | State::Sending { .. }
            | State::CreateUnknown(_)
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | soft_ends!()
            | State::Unresolved
            | State::LatePaid
            | final_states!() => self.refused(Code::NotAcceptable),
        }
    }

    pub(super) fn decide(&self, decision: Decision) -> Outcome {
        if !self.payment.may_be_decided(decision) {
            return self.refused(Code::NotSettleable);
        }
        let state = match decision {
            Decision::Paid => State::ResolvedPaid,
            Decision::Unpaid => State::ResolvedUnpaid,
            Decision::Refunded => State::ResolvedRefunded,
        };
        if state == State::ResolvedPaid && self.moment.sale_settled {
            return self.refused(Code::SaleSettled);
        }
        let payment = self.changed(state, Some(Reason::DecidedByOwner));
        self.recorded(payment, None, state == State::ResolvedPaid)
    }

    fn submit(&self, state: State) -> Outcome {
        let payment = self.changed(state, None);
        let recorded = Effect::Record { evidence: None, receipt: false };
        (payment, vec![recorded, Effect::Notify, Effect::Submit])
    }

    fn moved(&self, state: State, reason: Option<Reason>) -> Outcome {
        self.recorded(self.changed(state, reason), None, false)
    }

    fn changed(&self, state: State, reason: Option<Reason>) -> Payment {
        let mut payment = self.payment.clone();
        payment.state = state;
        payment.reason = reason;
        payment.updated_at = self.later();
        if state.standing() == Standing::SoftEnd {
            payment.ended_at = Some(self.moment.now);
        }
        // The other name is for what is still being waited for; whatever comes later is asked about by our own.
        payment.question = Question::ByReference;
        payment
    }

    /// Now, or the last change where the clock went back since: of two views of a payment, the later one must be seen to be so.
    fn later(&self) -> Timestamp {
        self.moment.now.max(self.payment.updated_at)
    }

    fn recorded(&self, payment: Payment, report: Option<&Report>, receipt: bool) -> Outcome {
        let evidence = report.map(|report| Box::new(Evidence { report: report.clone(), read_at: self.moment.now }));
        (payment, vec![Effect::Record { evidence, receipt }, Effect::Notify])
    }

    /// Something learned that does not move the payment: durable, and nothing to tell.
    fn noted(&self, mut payment: Payment) -> Outcome {
        payment.updated_at = self.later();
        (payment, vec![Effect::Record { evidence: None, receipt: false }])
    }

    pub(super) fn unchanged(&self) -> Outcome {
        (self.payment.clone(), Vec::new())
    }

    fn refused(&self, code: Code) -> Outcome {
        (self.payment.clone(), vec![Effect::Refuse(code)])
    }
}

fn names_another(reason: Reason) -> bool {
    matches!(reason, Reason::ReferenceDiffers | Reason::ReferenceMissing)
}

/// Keeps the numbers that a trusted report told.
fn adopt(payment: &mut Payment, report: &Report) {
    if payment.gateway_reference.is_none() {
        payment.gateway_reference = report.gateway_reference.value().cloned();
    }
    if report.operator_reference.is_some() {
        payment.operator_reference.clone_from(&report.operator_reference);
    }
}
