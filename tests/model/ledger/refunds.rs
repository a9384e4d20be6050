//! Refunds: of what has a receipt, and never more than was paid.

use comptoir_core::ids::RefundId;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::Environment;
use comptoir_core::receipt::Series;
use comptoir_core::refund::{GivenBack, How};
use comptoir_ledger::ReceiptDue;
use comptoir_tests::samples::AMOUNT;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::acts::Act;
use super::till::Till;

impl Till {
    pub(super) fn refund(&mut self, place: usize, act: Act) -> Result<(), TestCaseError> {
        let now = self.moment();
        let series = Series::of(&self.maps.shop, Environment::Live, 2027);
        let due = ReceiptDue { series: series.clone(), shop: self.maps.shop.clone(), issued_at: now };
        let minor = [AMOUNT, AMOUNT / 2, 1, AMOUNT + 1][act.how % 4];
        let currency = if act.how.is_multiple_of(7) { Currency::Usd } else { Currency::Xof };
        let count: usize = self.maps.payments.iter().map(|kept| kept.refunds.len()).sum();
        let given = GivenBack {
            refund_id: RefundId::minted(now, &[u8::try_from(count).unwrap(); 10]),
            amount: Amount::new(minor, currency).unwrap(),
            how: if act.whom.is_multiple_of(2) { How::Cash } else { How::Operator { reference: "OP-1".to_owned() } },
            why: "pagne décousu".to_owned(),
        };
        let kept = &self.maps.payments[place];
        let before: i64 = kept.refunds.iter().map(|(_, minor)| minor).sum();
        let may = kept.receipt.is_some() && before + minor <= AMOUNT && currency == Currency::Xof;
        let id = kept.payment.order.payment_id;
        let noted = self.ledger().refund(id, given.clone(), &due);
        prop_assert_eq!(noted.is_ok(), may, "{} after {} of {}", minor, before, AMOUNT);
        if let Ok(linked) = noted {
            let last = self.maps.refund_places.entry(series.as_str().to_owned()).or_default();
            *last += 1;
            let number = format!("{}-R{last:06}", series.as_str());
            prop_assert_eq!(&linked.refund.number, &number);
            self.maps.payments[place].refunds.push((number, minor));
            prop_assert!(self.ledger().refund(id, given, &due).is_err(), "a name is noted once");
        }
        self.payment_is_equal(place)
    }
}
