//! Money of a sale that the shop gave back. No gateway gives back on demand, so that a refund is noted, beside a sale that stays as it is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{PaymentId, RefundId, SaleId};
use crate::money::Amount;
use crate::network::Network;
use crate::order::Environment;
use crate::people::Person;
use crate::receipt::Receipt;
use crate::reference::MerchantReference;
use crate::shop::Shop;

/// How money changes hands without a gateway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum How {
    /// Out of the drawer, or into it.
    Cash,
    /// By a transfer that this program did not ask for.
    Operator {
        /// The operator's own number of it.
        reference: String,
    },
}

impl How {
    /// The code of cash.
    pub const CASH: &'static str = "cash";

    /// Every code.
    pub const CODES: [&'static str; 2] = [Self::CASH, "operator"];

    /// The name other programs know it by.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Cash => Self::CASH,
            Self::Operator { .. } => "operator",
        }
    }

    /// The operator's own number of a transfer.
    #[must_use]
    pub fn operator_reference(&self) -> Option<&str> {
        match self {
            Self::Cash => None,
            Self::Operator { reference } => Some(reference),
        }
    }
}

/// What the owner says was given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenBack {
    /// Its name, repeated with each press of the same key.
    pub refund_id: RefundId,
    /// How much.
    pub amount: Amount,
    /// How.
    pub how: How,
    /// Why.
    pub why: String,
}

/// A refund as it was noted. It stays so when the shop's particulars change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// Its name.
    pub refund_id: RefundId,
    /// Its number.
    pub number: String,
    /// When it was noted.
    pub refunded_at: Timestamp,
    /// The shop, as it was then.
    pub shop: Shop,
    /// The sale.
    pub sale_id: SaleId,
    /// The payment whose money it is.
    pub payment_id: PaymentId,
    /// The payment's name at the gateway.
    pub reference: MerchantReference,
    /// The number of the sale's receipt.
    pub receipt_number: String,
    /// The customer's network, if known.
    pub network: Option<Network>,
    /// The payer's number as it may be shown.
    pub payer: Option<String>,
    /// How much was given back.
    pub amount: Amount,
    /// What was paid.
    pub paid: Amount,
    /// What is left of it, in minor units.
    pub left_minor: i64,
    /// How it went back.
    pub how: How,
    /// Why.
    pub why: String,
    /// Whether it is worth anything.
    pub environment: Environment,
    /// Who gave it back; none where the shop has no cashiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashier: Option<Person>,
}

impl Refund {
    /// The refund with this number of the sale that has `receipt`, after `before_minor` of it. None where that is more than was paid, or in
    /// another currency.
    #[must_use]
    pub fn noted(
        number: String,
        refunded_at: Timestamp,
        shop: &Shop,
        receipt: &Receipt,
        before_minor: i64,
        given: GivenBack,
    ) -> Option<Self> {
        let GivenBack { refund_id, amount, how, why } = given;
        let left_minor = receipt.amount.minor().checked_sub(before_minor)?.checked_sub(amount.minor())?;
        if left_minor < 0 || amount.currency() != receipt.amount.currency() {
            return None;
        }
        Some(Self {
            refund_id,
            number,
            refunded_at,
            shop: shop.clone(),
            sale_id: receipt.sale_id,
            payment_id: receipt.payment_id,
            reference: receipt.reference.clone(),
            receipt_number: receipt.number.clone(),
            network: receipt.network,
            payer: receipt.payer.clone(),
            amount,
            paid: receipt.amount,
            left_minor,
            how,
            why,
            environment: receipt.environment,
            cashier: None,
        })
    }

    /// Whether `given` says the same: the same press of a key once more.
    #[must_use]
    pub fn is(&self, payment_id: PaymentId, given: &GivenBack) -> bool {
        let Self { refund_id, amount, how, .. } = self;
        self.payment_id == payment_id && (*refund_id, *amount, how) == (given.refund_id, given.amount, &given.how)
    }
}

/// A refund with its two places in the journal's chain: eight characters of the link before it and of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedRefund {
    /// What it says.
    pub refund: Refund,
    /// Code of the link before.
    pub previous_code: String,
    /// Code of its own link.
    pub code: String,
}
