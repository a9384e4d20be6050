//! What no caller may write, whoever it is: the ledger refuses it, and nothing has changed.

use comptoir_core::evidence::{Evidence, Word};
use comptoir_core::ids::PaymentId;
use comptoir_core::order::Environment;
use comptoir_core::payment::Payment;
use comptoir_core::receipt::Series;
use comptoir_core::state::State;
use comptoir_ledger::{LedgerError, ReceiptDue};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::acts::{Act, has_receipt};
use super::till::{PHONES, Till, confidential};
use comptoir_tests::samples::report;

impl Till {
    pub(super) fn is_refused(&mut self, place: usize, act: Act) -> Result<(), TestCaseError> {
        let now = self.moment();
        let stored = self.maps.payments[place].payment.clone();
        let sale = self.maps.sales.iter().find(|sale| sale.sale_id == stored.order.sale_id).unwrap().clone();
        let told = confidential(PHONES[0]);
        let series = Series::of(&self.maps.shop, Environment::Live, 2027);
        let due = ReceiptDue { series, shop: self.maps.shop.clone(), issued_at: now };
        let next = self.next_reference();
        let moved = |state| Payment { state, updated_at: now, ..stored.clone() };
        let mut other = report(&stored.order, Word::Paid);
        other.digest = "of nothing that came".to_owned();
        other.word = Word::Pending;
        let no_proof = Evidence { report: other, read_at: now };
        let open = !stored.state.is_final();
        let ledger = self.ledger();
        let refused = match act.how % 7 {
            // The same payment once more; the same reference for another one.
            0 => ledger.record(&sale, &stored.order, &told, "again").map(drop),
            1 => {
                let order =
                    comptoir_core::order::Order { payment_id: PaymentId::minted(now, &[0xff; 10]), ..stored.order.clone() };
                ledger.record(&sale, &order, &told, "again").map(drop)
            }
            // A sale of another amount under the same name.
            2 => {
                let mut order = stored.order.clone();
                (order.payment_id, order.reference) = (PaymentId::minted(now, &[0xfe; 10]), next);
                let other = comptoir_core::order::Sale { opened_at: now, ..sale };
                if other.opened_at == stored.order.created_at {
                    return Ok(());
                }
                ledger.record(&other, &order, &told, "again").map(drop)
            }
            // Paid on a report that proves nothing, on none, or without a receipt.
            3 if open && !is_proven(stored.state) => ledger.change(&moved(State::Paid), Some(&no_proof), Some(&due)).map(drop),
            4 if open => ledger.change(&moved(State::Paid), None, None).map(drop),
            // A receipt for what is not paid.
            5 => ledger.change(&moved(State::Declined), None, Some(&due)).map(drop),
            // A final payment that moves, or an open one that becomes another order's.
            _ if open => {
                let mut changed = moved(State::Pending);
                changed.order.account = "another".to_owned();
                ledger.change(&changed, None, None).map(drop)
            }
            _ => {
                let due = has_receipt(stored.state).then_some(&due);
                ledger.change(&moved(stored.state), None, due).map(drop)
            }
        };
        prop_assert!(
            matches!(refused, Err(LedgerError::Forbidden(_))),
            "way {} from {:?}: {refused:?}",
            act.how % 7,
            stored.state
        );
        self.payment_is_equal(place)?;
        self.shop_is_equal()
    }
}

/// Whether proof may be kept already, so that another report cannot take it away.
const fn is_proven(state: State) -> bool {
    matches!(state, State::LatePaid | State::Held { .. })
}
