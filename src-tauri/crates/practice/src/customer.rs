//! The customer: what they do with a request, and when.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a customer does with one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Does {
    /// Pays the amount asked, or another one.
    Pays {
        /// The amount really paid, where it is not the one asked.
        amount: Option<u64>,
    },
    /// Refuses on the phone.
    Refuses,
    /// Lets the request run out.
    Expires,
    /// Does nothing, and the gateway never closes the request.
    NeverAnswers,
}

impl Does {
    /// What the last two digits of an amount decide.
    #[must_use]
    pub fn by_amount(amount: u64) -> Self {
        match amount % 100 {
            5 => Self::Refuses,
            10 => Self::Expires,
            15 => Self::NeverAnswers,
            _ => Self::Pays { amount: None },
        }
    }
}

/// How long customers take. Data, so that a training need not last as long as the real thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habits {
    /// From the request to the payment or the refusal.
    pub reaction_ms: i64,
    /// From the request to its expiry.
    pub expiry_ms: i64,
}

impl Default for Habits {
    /// Three seconds to pay or refuse; two minutes to expire, which is what tills in the field count on.
    fn default() -> Self {
        Self { reaction_ms: 3_000, expiry_ms: 120_000 }
    }
}

/// A decision and the moment it takes effect. Before that moment the transaction is in progress.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Plan {
    pub(crate) does: Does,
    pub(crate) at_ms: i64,
}

impl Plan {
    /// What the customer of a new transaction will do.
    pub(crate) fn by_amount(amount: u64, habits: Habits, now_ms: i64) -> Self {
        let does = Does::by_amount(amount);
        let delay_ms = match does {
            Does::Expires => habits.expiry_ms,
            Does::Pays { .. } | Does::Refuses | Does::NeverAnswers => habits.reaction_ms,
        };
        Self { does, at_ms: now_ms.saturating_add(delay_ms) }
    }
}

/// Why a customer cannot do what was asked of them.
#[derive(Debug, Error)]
pub enum CustomerError {
    /// No transaction has this name.
    #[error("no such transaction")]
    Unknown,
    /// The transaction is paid, and stays so.
    #[error("the transaction is already paid")]
    AlreadyPaid,
    /// The transaction was refused or has expired: the only thing that can still happen is a late payment.
    #[error("the transaction was refused or has expired: it can only be paid late")]
    AlreadyEnded,
    /// Nobody pays zero.
    #[error("the amount paid must be above zero")]
    ZeroAmount,
    /// The decision stands in memory, but the memory file could not be written.
    #[error("write the practice memory: {0}")]
    Memory(#[from] std::io::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_digits_of_the_amount_decide_what_the_customer_does() {
        assert_eq!(Does::by_amount(12_505), Does::Refuses);
        assert_eq!(Does::by_amount(5), Does::Refuses);
        assert_eq!(Does::by_amount(12_510), Does::Expires);
        assert_eq!(Does::by_amount(12_515), Does::NeverAnswers);
        for amount in [1, 50, 150, 1_000, 12_500, 1_051] {
            assert_eq!(Does::by_amount(amount), Does::Pays { amount: None });
        }
    }

    #[test]
    fn a_refusal_takes_the_reaction_time_and_an_expiry_its_own() {
        let habits = Habits { reaction_ms: 10, expiry_ms: 70 };
        assert_eq!(Plan::by_amount(100, habits, 1_000).at_ms, 1_010);
        assert_eq!(Plan::by_amount(105, habits, 1_000).at_ms, 1_010);
        assert_eq!(Plan::by_amount(110, habits, 1_000).at_ms, 1_070);
    }
}
