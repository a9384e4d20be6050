//! Money that the shop sends out. No payout is ever sent a second time: where its outcome is not known, a person looks.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::code::Reason;
use crate::ids::PayoutId;
use crate::money::Amount;
use crate::order::{Environment, GatewayKind};
use crate::state::MoneyAtRisk;

/// Where a payout stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayoutState {
    /// On disk that a request may have left.
    Sending,
    /// The gateway's documented success.
    Done,
    /// Its documented refusal.
    Refused,
    /// Not one byte of the request left.
    Unsent,
    /// No trustworthy answer came: it may have been paid out.
    Unknown,
    /// The owner says that it was paid out.
    SettledPaid,
    /// The owner says that it was not.
    SettledUnpaid,
}

impl PayoutState {
    /// Every state.
    pub const ALL: [Self; 7] =
        [Self::Sending, Self::Done, Self::Refused, Self::Unsent, Self::Unknown, Self::SettledPaid, Self::SettledUnpaid];

    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Unsent => "unsent",
            Self::Unknown => "unknown",
            Self::SettledPaid => "settled_paid",
            Self::SettledUnpaid => "settled_unpaid",
        }
    }

    /// Whether money is at risk.
    #[must_use]
    pub const fn money_at_risk(self) -> MoneyAtRisk {
        match self {
            Self::Done | Self::Refused | Self::Unsent | Self::SettledPaid | Self::SettledUnpaid => MoneyAtRisk::No,
            Self::Sending | Self::Unknown => MoneyAtRisk::Unknown,
        }
    }

    /// Whether nobody knows its outcome yet.
    #[must_use]
    pub const fn is_unsettled(self) -> bool {
        matches!(self, Self::Sending | Self::Unknown)
    }
}

/// A payout. It holds no key and no full phone number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payout {
    /// Its name.
    pub payout_id: PayoutId,
    /// The gateway.
    pub gateway: GatewayKind,
    /// The shop's account at it.
    pub account: String,
    /// The payee's number as it may be shown.
    pub payee: String,
    /// What the same payee is recognised by.
    pub payee_fingerprint: String,
    /// How much.
    pub amount: Amount,
    /// Why the shop pays.
    pub why: String,
    /// Whether money moves.
    pub environment: Environment,
    /// How it stands.
    pub state: PayoutState,
    /// Why it stands so, where there is more to say.
    pub reason: Option<Reason>,
    /// The gateway's own number of it.
    pub gateway_reference: Option<String>,
    /// The owner's words, once the owner settled it.
    pub settled_why: Option<String>,
    /// When it was recorded.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}
