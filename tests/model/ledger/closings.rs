//! Closings: what each took is what was issued and given back since the one before it, and the perpetual total is all there ever was.

use comptoir_core::ids::ClosingId;
use comptoir_core::order::Environment;
use comptoir_core::receipt::Series;
use comptoir_core::takings::Takings;
use comptoir_ledger::{AskedClosing, ClosingDue};
use comptoir_tests::samples::AMOUNT;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::acts::Act;
use super::till::Till;

impl Till {
    pub(super) fn close_day(&mut self, act: Act) -> Result<(), TestCaseError> {
        let (now, shop) = (self.moment(), self.maps.shop.clone());
        let series = Series::of(&shop, Environment::Live, 2027);
        let closing_id = ClosingId::minted(now, &[u8::try_from(self.maps.closings % 256).unwrap(); 10]);
        let due = ClosingDue { closing_id, series, shop, environment: Environment::Live, closed_at: now };
        let left = self.ledger().without_end(Environment::Live).unwrap();
        let explained = left.iter().skip(act.how % 2).map(|left| (left.payment_id, "revient demain".to_owned())).collect();
        let asked = AskedClosing { explained, ..AskedClosing::default() };
        let all_explained = act.how.is_multiple_of(2) || left.is_empty();
        let closed = self.ledger().close(&due, &asked);
        prop_assert_eq!(closed.is_ok(), all_explained, "{} left", left.len());
        let Ok(closed) = closed else { return Ok(()) };
        self.maps.closings += 1;
        let receipts = self.maps.payments.iter().filter(|kept| kept.receipt.is_some()).count();
        let back: i64 = self.maps.payments.iter().flat_map(|kept| &kept.refunds).map(|(_, minor)| minor).sum();
        let total = AMOUNT * i64::try_from(receipts).unwrap() - back;
        prop_assert_eq!(closed.closing.perpetual.iter().map(|one| one.amount_minor).sum::<i64>(), total);
        self.maps.closed_minor += closed.closing.takings.iter().map(Takings::net_minor).sum::<i64>();
        prop_assert_eq!(self.maps.closed_minor, total, "the closings together are all that was taken");
        prop_assert!(self.ledger().close(&due, &asked).is_err(), "a closing is made once");
        Ok(())
    }
}
