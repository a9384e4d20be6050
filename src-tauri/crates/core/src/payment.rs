//! The payment machine: what happens to a payment, and what must be done about it. Pure: no clock, no chance, no input or output.
//!
//! Two rules stand above the table. *Unknown is not failed*: neither time nor a network error ever declines a payment. And
//! *paid* comes from [`evidence`](crate::evidence) alone.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;

use crate::code::{Code, Reason};
use crate::evidence::{Evidence, Question, Report};
use crate::order::{Method, Order};
use crate::schedule;
use crate::state::{Lookups, Standing, State, final_states, soft_ends};

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
mod turn;

/// A payment: its order, which never changes, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// What was asked for.
    pub order: Order,
    /// How it stands.
    #[serde(flatten)]
    pub state: State,
    /// Why it stands so, where there is more to say than the state.
    pub reason: Option<Reason>,
    /// The gateway's own number of it.
    pub gateway_reference: Option<String>,
    /// The network operator's own number of it.
    pub operator_reference: Option<String>,
    /// The gateway's page for it, where the gateway's answer gave one that may be kept.
    pub page_url: Option<String>,
    /// The amount was fixed at the gateway by a create call that only we can have made. Of a payment that was sent and is not so bound,
    /// only a person settles it: the gateway knew its reference before.
    pub amount_bound: bool,
    /// By which name the gateway is asked next.
    pub question: Question,
    /// When the gateway's soft end came.
    pub ended_at: Option<Timestamp>,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// The gateway told of it after an old copy was restored; what was asked for is not known here, so that only a person settles it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recovered: bool,
}

/// Something that happened to a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The request is about to leave.
    Send,
    /// The page that needs no create call is about to be shown.
    Show,
    /// A person dropped it before anything was sent, or start-up found it so.
    Drop,
    /// The gateway's documented success of the create call.
    Created {
        /// Its number of the payment.
        gateway_reference: String,
        /// Its page for the payment, judged.
        page_url: Option<String>,
    },
    /// The gateway's documented refusal of the create call.
    CreateRefused(Reason),
    /// The gateway's documented word that it knows the reference already.
    ReferenceKnown,
    /// No connection was made: not one byte of the request left.
    NotSent(Reason),
    /// A request may have left, and no trustworthy answer came.
    CreateUnanswered(Reason),
    /// The gateway answered a question about the payment.
    Answered(Box<Report>),
    /// The gateway says that it does not know the payment.
    NotKnown,
    /// A question got no trustworthy answer.
    Unanswered(Reason),
    /// The cashier stops waiting.
    Cancel,
    /// A person has the unanswered request sent once more.
    Resend,
    /// A person accepts a late payment.
    Accept,
    /// The owner settles it.
    Decide(Decision),
}

/// What the owner says became of the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It was paid.
    Paid,
    /// It was not paid.
    Unpaid,
    /// It was given back.
    Refunded,
}

impl Decision {
    /// Every decision.
    pub const ALL: [Self; 3] = [Self::Paid, Self::Unpaid, Self::Refunded];

    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::Unpaid => "unpaid",
            Self::Refunded => "refunded",
        }
    }
}

/// The owner's decision on a payment, with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// What became of the money.
    pub decision: Decision,
    /// Why the owner says so.
    pub why: String,
    /// The operator's own number of the payment or of the refund.
    pub operator_reference: Option<String>,
}

/// The rest of the world, as far as the machine needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The wall clock.
    pub now: Timestamp,
    /// The sale has another payment that is paid, or was settled otherwise.
    pub sale_settled: bool,
    /// The sale has another payment that may still be paid, or whose money came late.
    pub contested: bool,
}

/// What must be done, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Make the new standing durable, with the proof it rests on, and with a receipt number in the same transaction.
    Record {
        /// The report that proves it, or that says paid without proving it.
        evidence: Option<Box<Evidence>>,
        /// A receipt is due.
        receipt: bool,
    },
    /// Send the create call.
    Submit,
    /// Tell whoever is watching.
    Notify,
    /// Tell the person who asked that this is not done.
    Refuse(Code),
}

impl Payment {
    /// The payment that `order` opens.
    #[must_use]
    pub const fn recorded(order: Order) -> Self {
        let now = order.created_at;
        let amount_bound = order.is_sent();
        Self {
            order,
            state: State::Recorded,
            reason: None,
            gateway_reference: None,
            operator_reference: None,
            page_url: None,
            amount_bound,
            question: Question::ByReference,
            ended_at: None,
            updated_at: now,
            recovered: false,
        }
    }

    /// The payment of `order`, which was made up from what the gateway told of a reference of ours.
    #[must_use]
    pub const fn recovered(order: Order) -> Self {
        let mut payment = Self::recorded(order);
        payment.amount_bound = false;
        payment.recovered = true;
        payment
    }

    /// The same after an old copy was restored: what the copy tells of it says nothing of what became of it since.
    #[must_use]
    pub fn left_in_doubt(mut self, now: Timestamp) -> Self {
        self.state = State::Unresolved;
        self.reason = Some(Reason::Restored);
        self.updated_at = now.max(self.updated_at);
        self
    }

    /// How old it is; a clock that went back makes it new, never negative.
    #[must_use]
    pub fn age(&self, now: Timestamp) -> Duration {
        since(self.order.created_at, now)
    }

    /// How long to wait before it is asked about by itself again. Where no gateway can be asked, the next moment is the end of
    /// the watch.
    ///
    /// `watched`: for how long whoever asks has waited for it as it stands, on a clock that never goes back. It is no younger than
    /// that, whatever the wall clock says: what was recorded in the future would otherwise stay new, and be asked about as such.
    #[must_use]
    pub fn next_delay(&self, now: Timestamp, watched: Duration) -> Option<Duration> {
        if !self.order.gateway.can_be_asked() {
            let undecided = matches!(self.state, State::Pending | State::CancelRequested);
            // Recorded by a clock that was ahead: the watch is over, and only a right clock can say so to the ledger.
            if watched >= schedule::WATCH && self.age(now) < schedule::WATCH {
                return None;
            }
            return undecided.then(|| schedule::WATCH.saturating_sub(self.age(now).max(watched)));
        }
        if !self.can_be_asked() {
            return None;
        }
        let since_end = self.since_end(now).unwrap_or_default();
        schedule::next_delay(self.state, self.age(now).max(watched), since_end.max(watched))
    }

    /// How long ago it ended. Of an end that was dated without a battery nobody knows: it is as if it were now, until the first
    /// question under a clock that may be right dates it.
    fn since_end(&self, now: Timestamp) -> Option<Duration> {
        let ended = self.ended_at?;
        Some(if is_misdated(ended, now) { Duration::ZERO } else { since(ended, now) })
    }

    /// Whether `resume` and start-up ask about it: everything open that a question can change, and soft ends younger than the
    /// watch.
    #[must_use]
    pub fn is_watched(&self, now: Timestamp) -> bool {
        let in_time = match self.state.standing() {
            Standing::SoftEnd => self.since_end(now).is_some_and(|since_end| since_end < schedule::WATCH),
            Standing::Open | Standing::Final => true,
        };
        in_time && self.can_be_asked()
    }

    /// Whether a question to the gateway can still change it. A page that was lost took with it the only name that most gateways
    /// could be asked by.
    #[must_use]
    pub const fn can_be_asked(&self) -> bool {
        self.state.can_change() && (!matches!(self.state, State::AbandonedOrphan) || self.order.gateway.knows_our_reference())
    }

    /// Whether the owner may settle it by hand: what nobody else can find out, or what was paid in a way that needs a person.
    #[must_use]
    pub const fn may_be_settled(&self) -> bool {
        match self.state {
            State::Held { .. } | State::Unresolved | State::LatePaid => true,
            State::Pending | State::CancelRequested | soft_ends!() => !self.order.gateway.can_be_asked(),
            State::Recorded | State::Sending { .. } | State::CreateUnknown(_) | final_states!() => false,
        }
    }

    /// Whether this can be the owner's decision: money that is proven to have come was not unpaid, and money that nobody saw come
    /// cannot be given back.
    #[must_use]
    pub const fn may_be_decided(&self, decision: Decision) -> bool {
        self.may_be_settled()
            && match (self.state, decision) {
                (State::LatePaid, Decision::Unpaid)
                | (State::Pending | State::CancelRequested | soft_ends!(), Decision::Refunded) => false,
                (_, Decision::Paid | Decision::Unpaid | Decision::Refunded) => true,
            }
    }

    /// Whether sending the request once more cannot charge the customer twice: the gateway said twice, far enough apart, that
    /// it does not know it, and it refuses a second request of the same reference.
    #[must_use]
    pub fn may_be_resent(&self) -> bool {
        match (self.state, self.order.method) {
            (State::CreateUnknown(Lookups { first_unknown_at: Some(first), last_unknown_at: Some(last) }), Method::Push) => {
                since(first, last) >= schedule::UNKNOWN_APART
            }
            (
                State::CreateUnknown(_)
                | State::Recorded
                | State::Sending { .. }
                | State::Pending
                | State::CancelRequested
                | State::Held { .. }
                | soft_ends!()
                | State::Unresolved
                | State::LatePaid
                | final_states!(),
                Method::Push | Method::Page,
            ) => false,
        }
    }
}

fn is_misdated(ended: Timestamp, now: Timestamp) -> bool {
    schedule::may_be_right(now) && !schedule::may_be_right(ended)
}

fn since(earlier: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(now.duration_since(earlier)).unwrap_or(Duration::ZERO)
}

/// The payment after `event`, and what must be done. An event that a state does not know changes nothing.
#[must_use]
pub fn step(payment: &Payment, event: &Event, moment: &Moment) -> (Payment, Vec<Effect>) {
    let turn = turn::Turn { payment, moment };
    match event {
        Event::Send => turn.send(),
        Event::Show => turn.show(),
        Event::Drop => turn.drop_unsent(),
        Event::Created { gateway_reference, page_url } => turn.created(gateway_reference, page_url.as_deref()),
        Event::CreateRefused(reason) => turn.create_refused(*reason),
        Event::ReferenceKnown => turn.reference_known(),
        Event::NotSent(reason) => turn.not_sent(*reason),
        Event::CreateUnanswered(reason) => turn.create_unanswered(*reason),
        Event::Answered(report) => turn.dated(turn.answered(report)),
        Event::NotKnown => turn.dated(turn.not_known()),
        Event::Unanswered(_) => turn.dated(turn.watch_over().unwrap_or_else(|| turn.unchanged())),
        Event::Cancel => turn.cancel(),
        Event::Resend => turn.resend(),
        Event::Accept => turn.accept(),
        Event::Decide(decision) => turn.decide(*decision),
    }
}
