//! The table of the design, row by row: what happens to a payment in each state. It knows nothing of the program's machine but the codes
//! of its states, and counts in seconds.

use super::happens::Happens;

/// How long a payment is watched.
const WATCH: i64 = 72 * 3_600;
/// How long a gateway may say that it does not know a payment.
const UNKNOWN_LIMIT: i64 = 15 * 60;
/// Two answers *not known* must be this far apart before a request may be sent again.
const APART: i64 = 5;

/// What the table needs to know of how a customer is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way {
    /// A prompt on the phone, which alone may be sent again.
    pub(crate) is_push: bool,
    /// A page that no call makes.
    pub(crate) is_shown: bool,
    /// An unanswered create call is looked up, loses its page, or is left to a person.
    pub(crate) lost: &'static str,
    /// Nobody can be asked: the owner may settle it while it waits.
    pub(crate) is_mute: bool,
    /// An answer need not state the amount that our own call fixed.
    pub(crate) amount_may_lack: bool,
}

impl Way {
    /// The ways of `samples::WAYS`, in its order.
    pub(crate) const ALL: [Self; 6] = [
        Self { is_push: true, is_shown: false, lost: "create_unknown", is_mute: false, amount_may_lack: true },
        Self { is_push: false, is_shown: true, lost: "create_unknown", is_mute: false, amount_may_lack: false },
        Self { is_push: false, is_shown: false, lost: "abandoned_orphan", is_mute: false, amount_may_lack: false },
        Self { is_push: false, is_shown: false, lost: "abandoned_orphan", is_mute: false, amount_may_lack: false },
        Self { is_push: false, is_shown: false, lost: "abandoned_orphan", is_mute: false, amount_may_lack: true },
        Self { is_push: false, is_shown: false, lost: "unresolved", is_mute: true, amount_may_lack: false },
    ];
}

/// A payment, as the table sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stands {
    pub(crate) state: &'static str,
    /// It was sent a second time.
    pub(crate) again: bool,
    /// It was held after an end.
    pub(crate) late: bool,
    /// When the gateway first and last said that it does not know it.
    pub(crate) unknown: Option<(i64, i64)>,
    /// Only we can have fixed its amount.
    pub(crate) bound: bool,
}

/// The world round it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Round {
    pub(crate) now: i64,
    pub(crate) sale_settled: bool,
    pub(crate) contested: bool,
}

/// What must be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Does {
    pub(crate) receipt: bool,
    pub(crate) evidence: bool,
    pub(crate) sends: bool,
    pub(crate) refuses: bool,
}

impl Stands {
    /// A payment that was written down.
    pub(crate) const fn recorded(way: Way) -> Self {
        Self { state: "recorded", again: false, late: false, unknown: None, bound: !way.is_shown }
    }

    const fn goes(self, state: &'static str) -> (Self, Does) {
        let stays = Does { receipt: false, evidence: false, sends: false, refuses: false };
        (Self { state, again: false, late: false, unknown: None, bound: self.bound }, stays)
    }

    fn stays(self) -> (Self, Does) {
        (self, Does::default())
    }

    fn is_refused(self) -> (Self, Does) {
        (self, Does { refuses: true, ..Does::default() })
    }

    /// The payment after something happened, and what must be done.
    pub(crate) fn after(self, way: Way, happens: Happens, round: Round) -> (Self, Does) {
        match happens {
            Happens::Sent if self.state == "recorded" && !way.is_shown => self.sent(false),
            Happens::Shown if self.state == "recorded" && way.is_shown => self.goes("pending"),
            Happens::Dropped if self.state == "recorded" => self.goes("abandoned_unsent"),
            Happens::Sent | Happens::Shown | Happens::Dropped => self.stays(),
            Happens::Acknowledged if self.is(&["sending", "create_unknown"]) => self.goes("pending"),
            Happens::RefusedAtOnce if self.is(&["sending", "create_unknown"]) => {
                // The second request was refused; the first may have arrived.
                if self.again { self.goes("create_unknown") } else { self.goes("declined") }
            }
            Happens::NeverLeft if self.state == "sending" => {
                if self.again {
                    self.goes("create_unknown")
                } else {
                    self.goes("abandoned_unsent")
                }
            }
            Happens::NoAnswerToCreate if self.state == "sending" => self.goes(way.lost),
            Happens::KnownAlready if self.state == "sending" => {
                // Somebody else may have created it, with another amount.
                let (mut lost, does) = self.goes(way.lost);
                lost.bound = self.bound && self.again;
                (lost, does)
            }
            Happens::Acknowledged
            | Happens::RefusedAtOnce
            | Happens::NeverLeft
            | Happens::NoAnswerToCreate
            | Happens::KnownAlready => self.stays(),
            // A reference that the gateway knew before we sent it may be another's, whatever its amount.
            Happens::SaysPaid if self.bound || way.is_shown => self.proven(round),
            Happens::SaysPaidWithoutAmount if way.amount_may_lack && self.bound => self.proven(round),
            Happens::SaysPaid | Happens::SaysPaidWithoutAmount | Happens::SaysPaidAnotherAmount => self.unproven(),
            Happens::SaysDeclined => self.ended("declined"),
            Happens::SaysExpired => self.ended("expired"),
            Happens::SaysPending if self.state == "create_unknown" => self.goes("pending"),
            Happens::SaysPending | Happens::SaysSomethingElse | Happens::SaysAnothersRefusal | Happens::NoAnswer => {
                if self.watch_is_over(round) { self.goes("unresolved") } else { self.stays() }
            }
            Happens::SaysUnknownPayment => self.not_known(round),
            Happens::CashierCancels => match self.state {
                "recorded" => self.goes("abandoned_unsent"),
                "pending" => self.goes("cancel_requested"),
                _ => self.stays(),
            },
            Happens::PersonResends => self.resent(way, round),
            Happens::PersonAccepts if self.state == "late_paid" && !round.sale_settled => {
                let (paid, does) = self.goes("paid");
                (paid, Does { receipt: true, ..does })
            }
            Happens::PersonAccepts => self.is_refused(),
            Happens::OwnerSaysPaid if round.sale_settled => self.is_refused(),
            Happens::OwnerSaysPaid => self.settled(way, "resolved_paid"),
            Happens::OwnerSaysUnpaid => self.settled(way, "resolved_unpaid"),
            Happens::OwnerSaysRefunded => self.settled(way, "resolved_refunded"),
        }
    }

    fn is(self, states: &[&str]) -> bool {
        states.contains(&self.state)
    }

    const fn sent(self, again: bool) -> (Self, Does) {
        let (mut sending, mut does) = self.goes("sending");
        sending.again = again;
        does.sends = true;
        (sending, does)
    }

    fn proven(self, round: Round) -> (Self, Does) {
        let in_time = self.is(&["sending", "create_unknown", "pending"]) || (self.state == "held" && !self.late);
        let watched = in_time || self.is(&["held", "cancel_requested", "declined", "expired", "abandoned_orphan", "unresolved"]);
        if !watched {
            return self.stays();
        }
        let paid = in_time && !round.sale_settled;
        let (after, does) = self.goes(if paid { "paid" } else { "late_paid" });
        (after, Does { receipt: paid, evidence: true, ..does })
    }

    fn unproven(self) -> (Self, Does) {
        let late = self.is(&["cancel_requested", "declined", "expired", "abandoned_orphan", "unresolved"]);
        if !late && !self.is(&["sending", "create_unknown", "pending"]) {
            return self.stays();
        }
        let (mut held, does) = self.goes("held");
        held.late = late;
        (held, Does { evidence: true, ..does })
    }

    fn ended(self, end: &'static str) -> (Self, Does) {
        if self.is(&["create_unknown", "pending", "cancel_requested"]) { self.goes(end) } else { self.stays() }
    }

    fn watch_is_over(self, round: Round) -> bool {
        round.now >= WATCH && self.is(&["create_unknown", "pending", "cancel_requested"])
    }

    fn not_known(self, round: Round) -> (Self, Does) {
        if self.watch_is_over(round) {
            return self.goes("unresolved");
        }
        if self.state != "create_unknown" {
            return self.stays();
        }
        // Nothing is counted from what a wrong clock noted in the future.
        let first = self.unknown.map_or(round.now, |(first, _)| first.min(round.now));
        if round.now - first >= UNKNOWN_LIMIT {
            return self.goes("unresolved");
        }
        Self { unknown: Some((first, round.now)), ..self }.stays()
    }

    fn resent(self, way: Way, round: Round) -> (Self, Does) {
        let apart = self.unknown.is_some_and(|(first, last)| last - first >= APART);
        let may = self.state == "create_unknown" && way.is_push && apart && !round.sale_settled && !round.contested;
        if may { self.sent(true) } else { self.is_refused() }
    }

    fn settled(self, way: Way, state: &'static str) -> (Self, Does) {
        let waits = way.is_mute && self.is(&["pending", "cancel_requested", "declined", "expired", "abandoned_orphan"]);
        // Money that was seen to come was not unpaid, and money that nobody saw come is not given back.
        let may = match state {
            "resolved_unpaid" => waits || self.is(&["held", "unresolved"]),
            "resolved_refunded" => self.is(&["held", "unresolved", "late_paid"]),
            _ => waits || self.is(&["held", "unresolved", "late_paid"]),
        };
        if !may {
            return self.is_refused();
        }
        let (after, does) = self.goes(state);
        (after, Does { receipt: state == "resolved_paid", ..does })
    }
}
