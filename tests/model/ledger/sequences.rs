//! Long days at a till: after each act the ledger holds what the maps hold.

use proptest::prelude::*;

use comptoir_tests::proof::{Account, Portion};

use super::acts::{Act, has_receipt};
use super::till::Till;
use crate::portions;

/// How many sequences every run of the tests does.
const SEQUENCES: u64 = 300;

#[test]
fn a_ledger_holds_what_maps_in_memory_hold() {
    let portion = Portion::asked_or(1, SEQUENCES);
    let mut account = Account::of("PBT ledger", "sequences", portion);
    let met = std::cell::RefCell::new(Vec::new());
    portions::all(portion, &mut account, &proptest::collection::vec(any::<u32>(), 1..=50), |numbers| {
        let mut till = Till::new();
        for number in numbers {
            till.act(Act::of(number))?;
        }
        till.all_is_equal()?;
        till.reopen();
        till.all_is_equal()?;
        let paid = till.maps.payments.iter().filter(|kept| has_receipt(kept.payment.state)).count();
        met.borrow_mut().push((till.maps.payments.len(), paid));
        Ok(())
    });
    for (payments, receipts) in met.into_inner() {
        account.meets("payments", u64::try_from(payments).unwrap());
        account.meets("receipts", u64::try_from(receipts).unwrap());
    }
    assert!(Portion::is_asked() || account.met("receipts") > 0, "nothing was ever paid");
    account.tell();
}

/// The comparison sees a ledger that holds something else.
#[test]
fn a_ledger_that_differs_from_the_maps_is_seen() {
    let mut till = Till::new();
    till.act(Act { kind: 0, whom: 0, how: 0 }).unwrap();
    assert!(till.all_is_equal().is_ok());
    till.maps.payments[0].questions = 1;
    assert!(till.all_is_equal().is_err(), "the comparison is blind");
    till.maps.payments[0].questions = 0;
    till.maps.places.insert("COMPTOIR-1-2027".to_owned(), 1);
    assert!(till.all_is_equal().is_err(), "the comparison is blind to gaps");
}
