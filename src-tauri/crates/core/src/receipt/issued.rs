//! What is issued under a number of its own, and printed: a receipt, a refund, or the receipt of a sale that was settled without a gateway.

use jiff::Timestamp;

use super::{LinkedReceipt, Stamp};
use crate::ids::{PaymentId, RefundId, TenderId};
use crate::order::Environment;
use crate::reference::MerchantReference;
use crate::refund::LinkedRefund;
use crate::shop::Shop;
use crate::tender::LinkedTender;

/// What a paper can be of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "one at a time is drawn, and none is kept")]
pub enum Issued {
    /// A receipt.
    Receipt(LinkedReceipt),
    /// A refund.
    Refund(LinkedRefund),
    /// The receipt of a sale that was settled without a gateway.
    Tender(LinkedTender),
}

impl Issued {
    /// The payment that it is about, if it is about one.
    #[must_use]
    pub const fn payment_id(&self) -> Option<PaymentId> {
        match self {
            Self::Receipt(linked) => Some(linked.receipt.payment_id),
            Self::Refund(linked) => Some(linked.refund.payment_id),
            Self::Tender(_) => None,
        }
    }

    /// What the code of its original says.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        match self {
            Self::Receipt(linked) => Stamp::of(linked, 0),
            Self::Refund(linked) => Stamp::of_refund(linked, 0),
            Self::Tender(linked) => Stamp::of_tender(linked, 0),
        }
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> &str {
        match self {
            Self::Receipt(linked) => &linked.receipt.number,
            Self::Refund(linked) => &linked.refund.number,
            Self::Tender(linked) => &linked.tender.number,
        }
    }

    /// When it was issued, and by which shop.
    #[must_use]
    pub const fn issued(&self) -> (Timestamp, &Shop) {
        match self {
            Self::Receipt(linked) => (linked.receipt.issued_at, &linked.receipt.shop),
            Self::Refund(linked) => (linked.refund.refunded_at, &linked.refund.shop),
            Self::Tender(linked) => (linked.tender.tendered_at, &linked.tender.shop),
        }
    }

    /// Whether it is worth anything.
    #[must_use]
    pub const fn environment(&self) -> Environment {
        match self {
            Self::Receipt(linked) => linked.receipt.environment,
            Self::Refund(linked) => linked.refund.environment,
            Self::Tender(linked) => linked.tender.environment,
        }
    }

    /// Its payment's name at the gateway.
    #[must_use]
    pub const fn reference(&self) -> Option<&MerchantReference> {
        match self {
            Self::Receipt(linked) => Some(&linked.receipt.reference),
            Self::Refund(linked) => Some(&linked.refund.reference),
            Self::Tender(_) => None,
        }
    }

    /// The refund that it is, if it is one.
    #[must_use]
    pub const fn refund_id(&self) -> Option<RefundId> {
        match self {
            Self::Receipt(_) | Self::Tender(_) => None,
            Self::Refund(linked) => Some(linked.refund.refund_id),
        }
    }

    /// The tender that it is the receipt of, if it is one's.
    #[must_use]
    pub const fn tender_id(&self) -> Option<TenderId> {
        match self {
            Self::Receipt(_) | Self::Refund(_) => None,
            Self::Tender(linked) => Some(linked.tender.tender_id),
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

impl From<LinkedTender> for Issued {
    fn from(linked: LinkedTender) -> Self {
        Self::Tender(linked)
    }
}
