//! Money of a sale that the shop gave back. No gateway gives back on demand, so that a refund is noted, beside a sale that stays as it is.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{PaymentId, RefundId, SaleId};
use crate::logo::Logo;
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
    /// The shop's logo, as it was then.
    pub logo: Option<Logo>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use crate::order::{Method, Sale};
    use crate::payment::Payment;
    use crate::payment::samples::{at, order};

    fn given(minor: i64, currency: Currency) -> GivenBack {
        let amount = Amount::new(minor, currency).unwrap();
        GivenBack { refund_id: RefundId::minted(at(9), &[4; 10]), amount, how: How::Cash, why: "Pagne décousu".to_owned() }
    }

    /// Of a receipt of 12 500 francs.
    fn noted(before_minor: i64, given: GivenBack) -> Option<Refund> {
        let payment = Payment::recorded(order(Method::Push));
        let (sale_id, amount) = (payment.order.sale_id, payment.order.amount);
        let sale = Sale { sale_id, amount, lines: Vec::new(), taxes: Vec::new(), opened_at: at(0) };
        let receipt = Receipt::issued("COMPTOIR-1-2027-000001".to_owned(), at(5), &Shop::default(), &sale, &payment);
        Refund::noted("COMPTOIR-1-2027-R000001".to_owned(), at(9), &Shop::default(), &receipt, before_minor, given)
    }

    #[test]
    fn no_more_is_given_back_than_was_paid_and_in_no_other_currency() {
        let left = |before, minor| noted(before, given(minor, Currency::Xof)).map(|refund| refund.left_minor);
        assert_eq!([left(0, 4_500), left(4_500, 8_000), left(0, 12_500)], [Some(8_000), Some(0), Some(0)]);
        assert_eq!([left(0, 12_501), left(4_500, 8_001), left(12_500, 1)], [None; 3]);
        assert_eq!(noted(0, given(4_500, Currency::Usd)), None);
    }

    #[test]
    fn a_refund_is_the_same_only_with_its_name_payment_amount_and_way() {
        let asked = given(4_500, Currency::Xof);
        let refund = noted(0, asked.clone()).unwrap();
        assert!(refund.is(refund.payment_id, &asked));
        assert!(
            refund.is(refund.payment_id, &GivenBack { why: "Autre".to_owned(), ..asked.clone() }),
            "why may be told otherwise"
        );
        assert!(!refund.is(PaymentId::minted(at(1), &[9; 10]), &asked));
        for other in [
            GivenBack { refund_id: RefundId::minted(at(9), &[5; 10]), ..asked.clone() },
            GivenBack { amount: Amount::new(4_501, Currency::Xof).unwrap(), ..asked.clone() },
            GivenBack { how: How::Operator { reference: "OP 7".to_owned() }, ..asked.clone() },
        ] {
            assert!(!refund.is(refund.payment_id, &other), "{other:?}");
        }
    }
}
