use comptoir_core::evidence::{Evidence, Word};
use comptoir_core::order::Environment;
use comptoir_core::payment::Payment;
use comptoir_core::shop::Shop;
use comptoir_core::state::State;

use super::*;
use crate::hash::Hash;
use crate::samples::{Till, due, report};

#[test]
fn numbers_follow_each_other_without_a_gap() {
    let mut till = Till::new();
    let mut numbers = Vec::new();
    for _ in 0..3 {
        let id = till.paid().order.payment_id;
        // What fails or ends otherwise takes no number.
        let ended = till.record();
        till.moved(&ended, State::Declined);
        till = till.reopened();
        numbers.push(till.ledger.receipt_of(id).unwrap().unwrap().receipt.number);
    }
    assert_eq!(numbers, ["COMPTOIR-1-2027-000001", "COMPTOIR-1-2027-000002", "COMPTOIR-1-2027-000003"]);
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn every_series_counts_for_itself() {
    let mut till = Till::new();
    till.paid();
    let payment = till.record();
    let now = till.now();
    let evidence = Evidence { report: report(&payment.order, Word::Paid), read_at: now };
    let paid = Payment { state: State::Paid, updated_at: now, ..payment };
    let mut due = due(now);
    due.series = Series::of(&Shop::default(), Environment::Test, 2027);
    let receipt = till.ledger.change(&paid, Some(&evidence), Some(&due)).unwrap().unwrap();
    assert_eq!(receipt.receipt.number, "T-COMPTOIR-1-2027-000001");
}

#[test]
fn a_receipt_that_was_not_issued_takes_no_number() {
    let mut till = Till::new();
    let sale = till.sale();
    let (first, second) = (till.record_for(&sale), till.record_for(&sale));
    till.pay(&first);
    let now = till.now();
    let evidence = Evidence { report: report(&second.order, Word::Paid), read_at: now };
    let twice = Payment { state: State::Paid, updated_at: now, ..second.clone() };
    let refused = till.ledger.change(&twice, Some(&evidence), Some(&due(now))).unwrap_err();
    assert!(matches!(refused, LedgerError::Forbidden(_)), "{refused}");
    assert_eq!(till.ledger.payment(second.order.payment_id).unwrap(), Some(second), "nothing of it was written");
    let next = till.paid();
    let number = till.ledger.receipt_of(next.order.payment_id).unwrap().unwrap().receipt.number;
    assert_eq!(number, "COMPTOIR-1-2027-000002");
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn a_receipt_says_what_was_sold_and_stays_when_the_shop_changes() {
    let mut till = Till::new();
    let paid = till.paid();
    let id = paid.order.payment_id;
    let before = till.ledger.receipt_of(id).unwrap().unwrap();
    let now = till.now();
    till.ledger.set_shop(now, &Shop { name: "Autre".to_owned(), ..Shop::default() }).unwrap();
    let after = till.ledger.receipt_of(id).unwrap().unwrap();
    assert_eq!(after, before);
    let sale = till.ledger.sale(paid.order.sale_id).unwrap().unwrap();
    let number = before.receipt.number.clone();
    assert_eq!(before.receipt, Receipt::issued(number, before.receipt.issued_at, &Shop::default(), &sale, &paid));
}

#[test]
fn a_receipt_shows_its_two_places_in_the_chain() {
    let mut till = Till::new();
    let id = till.paid().order.payment_id;
    let receipt = till.ledger.receipt_of(id).unwrap().unwrap();
    let codes: (String, String) = till
        .ledger
        .connection()
        .query_row("SELECT previous_hash, hash FROM journal WHERE kind = 'receipt_issued'", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    let code = |hex: &str| Hash::from_hex(hex).unwrap().code();
    assert_eq!((receipt.previous_code, receipt.code), (code(&codes.0), code(&codes.1)));
}
