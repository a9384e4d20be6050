//! What is issued under a number of its own, and printed: a receipt, or a refund.

use jiff::Timestamp;

use super::{LinkedReceipt, Stamp};
use crate::ids::{PaymentId, RefundId};
use crate::order::Environment;
use crate::reference::MerchantReference;
use crate::refund::LinkedRefund;
use crate::shop::Shop;

/// What a paper can be of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Issued {
    /// A receipt.
    Receipt(LinkedReceipt),
    /// A refund.
    Refund(LinkedRefund),
}

impl Issued {
    /// The payment that it is about.
    #[must_use]
    pub const fn payment_id(&self) -> PaymentId {
        match self {
            Self::Receipt(linked) => linked.receipt.payment_id,
            Self::Refund(linked) => linked.refund.payment_id,
        }
    }

    /// What the code of its original says.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        match self {
            Self::Receipt(linked) => Stamp::of(linked, 0),
            Self::Refund(linked) => Stamp::of_refund(linked, 0),
        }
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> &str {
        match self {
            Self::Receipt(linked) => &linked.receipt.number,
            Self::Refund(linked) => &linked.refund.number,
        }
    }

    /// When it was issued, and by which shop.
    #[must_use]
    pub const fn issued(&self) -> (Timestamp, &Shop) {
        match self {
            Self::Receipt(linked) => (linked.receipt.issued_at, &linked.receipt.shop),
            Self::Refund(linked) => (linked.refund.refunded_at, &linked.refund.shop),
        }
    }

    /// Whether it is worth anything.
    #[must_use]
    pub const fn environment(&self) -> Environment {
        match self {
            Self::Receipt(linked) => linked.receipt.environment,
            Self::Refund(linked) => linked.refund.environment,
        }
    }

    /// Its payment's name at the gateway.
    #[must_use]
    pub const fn reference(&self) -> &MerchantReference {
        match self {
            Self::Receipt(linked) => &linked.receipt.reference,
            Self::Refund(linked) => &linked.refund.reference,
        }
    }

    /// The refund that it is, if it is one.
    #[must_use]
    pub const fn refund_id(&self) -> Option<RefundId> {
        match self {
            Self::Receipt(_) => None,
            Self::Refund(linked) => Some(linked.refund.refund_id),
        }
    }
}

impl From<LinkedReceipt> for Issued {
    fn from(linked: LinkedReceipt) -> Self {
        Self::Receipt(linked)
    }
}

impl From<LinkedRefund> for Issued {
    fn from(linked: LinkedRefund) -> Self {
        Self::Refund(linked)
    }
}
