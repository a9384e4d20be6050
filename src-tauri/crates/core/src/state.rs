//! The states a payment can be in.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::code::Reason;

/// The ends that a success may still follow, as a pattern.
macro_rules! soft_ends {
    () => {
        State::Declined | State::Expired | State::AbandonedOrphan
    };
}

/// The ends for good, as a pattern.
macro_rules! final_states {
    () => {
        State::Paid | State::AbandonedUnsent | State::ResolvedPaid | State::ResolvedUnpaid | State::ResolvedRefunded
    };
}

pub(crate) use {final_states, soft_ends};

/// Where a payment stands. Data that only one state has lives in that state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// On disk; nothing was sent.
    Recorded,
    /// On disk that a request may have left.
    Sending {
        /// A person had an unanswered request sent once more.
        resent: bool,
    },
    /// Sent, and no answer that can be trusted.
    CreateUnknown(Lookups),
    /// The gateway acknowledged it, or its page was shown: the customer can pay.
    Pending,
    /// The cashier stopped waiting; it can still be paid and is still watched.
    CancelRequested,
    /// The gateway says paid, and the evidence is missing or wrong.
    Held {
        /// What was missing or wrong.
        difference: Reason,
        /// It had been cancelled, declined, expired or left unresolved before: proof makes it late, not paid.
        late: bool,
        /// The amount that the gateway stated, where it stated one.
        received_minor: Option<i64>,
    },
    /// The gateway refused it. A late success is still watched for.
    Declined,
    /// The gateway let it expire. A late success is still watched for.
    Expired,
    /// The watch is over, or nothing can be asked: a person must look.
    Unresolved,
    /// Proven paid after its end, or when its sale was already paid.
    LatePaid,
    /// Proven paid.
    Paid,
    /// Proven never sent.
    AbandonedUnsent,
    /// Created, and its page never came to this program: nobody was shown it. A success is still watched for where the gateway knows
    /// it by our reference: its page may have been taken for another payment's.
    AbandonedOrphan,
    /// The owner says it was paid.
    ResolvedPaid,
    /// The owner says it was not paid.
    ResolvedUnpaid,
    /// The owner gave the money back.
    ResolvedRefunded,
}

/// What looking an unanswered request up has told so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lookups {
    /// When the gateway first said that it does not know the payment.
    pub first_unknown_at: Option<Timestamp>,
    /// When it last said so.
    pub last_unknown_at: Option<Timestamp>,
}

/// Which list of work a state belongs to. Defined once, here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Still to be settled: asked at start-up and by `resume`.
    Open,
    /// An end that a success may still follow, asked about for 72 hours more.
    SoftEnd,
    /// Settled for good.
    Final,
}

/// What a person must know of the money first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyAtRisk {
    /// No money is where it should not be.
    No,
    /// Money has moved and is not accounted for.
    Yes,
    /// Nobody can say yet.
    Unknown,
}

impl MoneyAtRisk {
    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Yes => "yes",
            Self::Unknown => "unknown",
        }
    }
}

impl State {
    /// The state's word in the ledger and for other programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Sending { .. } => "sending",
            Self::CreateUnknown(_) => "create_unknown",
            Self::Pending => "pending",
            Self::CancelRequested => "cancel_requested",
            Self::Held { .. } => "held",
            Self::Declined => "declined",
            Self::Expired => "expired",
            Self::Unresolved => "unresolved",
            Self::LatePaid => "late_paid",
            Self::Paid => "paid",
            Self::AbandonedUnsent => "abandoned_unsent",
            Self::AbandonedOrphan => "abandoned_orphan",
            Self::ResolvedPaid => "resolved_paid",
            Self::ResolvedUnpaid => "resolved_unpaid",
            Self::ResolvedRefunded => "resolved_refunded",
        }
    }

    /// Every state's word, in the order of [`State`].
    pub const CODES: [&'static str; 16] = [
        "recorded",
        "sending",
        "create_unknown",
        "pending",
        "cancel_requested",
        "held",
        "declined",
        "expired",
        "unresolved",
        "late_paid",
        "paid",
        "abandoned_unsent",
        "abandoned_orphan",
        "resolved_paid",
        "resolved_unpaid",
        "resolved_refunded",
    ];

    /// A state with this word, for those who need no more of it than the word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [
            Self::Recorded,
            Self::Sending { resent: false },
            Self::CreateUnknown(Lookups::default()),
            Self::Pending,
            Self::CancelRequested,
            Self::Held { difference: Reason::AmountDiffers, late: false, received_minor: None },
            Self::Declined,
            Self::Expired,
            Self::Unresolved,
            Self::LatePaid,
            Self::Paid,
            Self::AbandonedUnsent,
            Self::AbandonedOrphan,
            Self::ResolvedPaid,
            Self::ResolvedUnpaid,
            Self::ResolvedRefunded,
        ];
        all.into_iter().find(|state| state.code() == code)
    }

    /// The list of work it belongs to.
    #[must_use]
    pub const fn standing(self) -> Standing {
        match self {
            Self::Recorded
            | Self::Sending { .. }
            | Self::CreateUnknown(_)
            | Self::Pending
            | Self::CancelRequested
            | Self::Held { .. }
            | Self::Unresolved
            | Self::LatePaid => Standing::Open,
            Self::Declined | Self::Expired | Self::AbandonedOrphan => Standing::SoftEnd,
            Self::Paid | Self::AbandonedUnsent | Self::ResolvedPaid | Self::ResolvedUnpaid | Self::ResolvedRefunded => {
                Standing::Final
            }
        }
    }

    /// Whether nothing changes it any more.
    #[must_use]
    pub fn is_final(self) -> bool {
        self.standing() == Standing::Final
    }

    /// Whether an answer of the gateway can still change it.
    #[must_use]
    pub const fn can_change(self) -> bool {
        match self {
            Self::CreateUnknown(_)
            | Self::Pending
            | Self::CancelRequested
            | Self::Held { .. }
            | Self::Declined
            | Self::Expired
            | Self::AbandonedOrphan
            | Self::Unresolved => true,
            Self::Recorded
            | Self::Sending { .. }
            | Self::LatePaid
            | Self::Paid
            | Self::AbandonedUnsent
            | Self::ResolvedPaid
            | Self::ResolvedUnpaid
            | Self::ResolvedRefunded => false,
        }
    }

    /// Whether the customer's money is at risk.
    #[must_use]
    pub const fn money_at_risk(self) -> MoneyAtRisk {
        match self {
            Self::Paid
            | Self::ResolvedPaid
            | Self::Declined
            | Self::Expired
            | Self::AbandonedUnsent
            | Self::AbandonedOrphan
            | Self::ResolvedUnpaid
            | Self::ResolvedRefunded => MoneyAtRisk::No,
            Self::Recorded
            | Self::Sending { .. }
            | Self::CreateUnknown(_)
            | Self::Pending
            | Self::CancelRequested
            | Self::Unresolved => MoneyAtRisk::Unknown,
            Self::Held { .. } | Self::LatePaid => MoneyAtRisk::Yes,
        }
    }

    /// Whether another payment of the same sale may start, and at what price.
    #[must_use]
    pub const fn leaves_sale(self) -> SaleLeft {
        match self {
            Self::AbandonedUnsent | Self::AbandonedOrphan | Self::Declined | Self::Expired | Self::ResolvedUnpaid => {
                SaleLeft::Free
            }
            Self::Recorded
            | Self::Sending { .. }
            | Self::CreateUnknown(_)
            | Self::Pending
            | Self::CancelRequested
            | Self::Held { .. }
            | Self::Unresolved => SaleLeft::MayBePaidTwice,
            Self::LatePaid | Self::Paid | Self::ResolvedPaid | Self::ResolvedRefunded => SaleLeft::Settled,
        }
    }

    /// Whether the owner settled it by hand.
    #[must_use]
    pub const fn settled_by_hand(self) -> bool {
        match self {
            Self::ResolvedPaid | Self::ResolvedUnpaid | Self::ResolvedRefunded => true,
            Self::Recorded
            | Self::Sending { .. }
            | Self::CreateUnknown(_)
            | Self::Pending
            | Self::CancelRequested
            | Self::Held { .. }
            | Self::Declined
            | Self::Expired
            | Self::Unresolved
            | Self::LatePaid
            | Self::Paid
            | Self::AbandonedUnsent
            | Self::AbandonedOrphan => false,
        }
    }
}

/// How a payment leaves its sale for another payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaleLeft {
    /// Nothing stands against another payment.
    Free,
    /// The customer may pay both: a person must accept that first.
    MayBePaidTwice,
    /// The money of this sale has come, or was given back: there is nothing left to pay.
    Settled,
}
