use comptoir_core::money::{Amount, Currency};
use comptoir_core::receipt::{Authenticity, Stamp};
use comptoir_core::state::State;

use super::*;
use crate::samples::{Till, at, due, given_back};

fn refund(till: &mut Till, id: PaymentId, seed: u8, minor: i64) -> Result<LinkedRefund, LedgerError> {
    till.ledger.refund(id, given_back(seed, minor), &due(at(900 + i64::from(seed))))
}

#[test]
fn what_was_paid_goes_back_in_parts_and_never_more_than_it() {
    let mut till = Till::new();
    let paid = till.paid();
    let id = paid.order.payment_id;
    let first = refund(&mut till, id, 1, 4_500).unwrap();
    assert_eq!(first.refund.number, "COMPTOIR-1-2027-R000001");
    assert_eq!((first.refund.paid.minor(), first.refund.left_minor), (12_500, 8_000));
    for too_much in [8_001, 12_500] {
        assert!(matches!(refund(&mut till, id, 2, too_much), Err(LedgerError::Forbidden(_))), "{too_much}");
    }
    let dollars = GivenBack { amount: Amount::new(100, Currency::Usd).unwrap(), ..given_back(2, 100) };
    assert!(matches!(till.ledger.refund(id, dollars, &due(at(901))), Err(LedgerError::Forbidden(_))), "another currency");
    assert!(matches!(refund(&mut till, id, 1, 100), Err(LedgerError::Forbidden(_))), "the name is taken");
    let rest = refund(&mut till, id, 2, 8_000).unwrap();
    assert_eq!((rest.refund.number.as_str(), rest.refund.left_minor), ("COMPTOIR-1-2027-R000002", 0));
    assert!(refund(&mut till, id, 3, 1).is_err(), "nothing is left");
    till = till.reopened();
    assert_eq!(till.ledger.refunds(id).unwrap(), [first.clone(), rest]);
    assert_eq!(till.ledger.refund_numbered("comptoir-1-2027-r000001").unwrap(), Some(first));
    assert_eq!(till.ledger.refunded_minor(id).unwrap(), 12_500);
    assert_eq!(till.ledger.payment(id).unwrap(), Some(paid), "the sale stays as it is");
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn what_has_no_receipt_is_not_given_back() {
    let mut till = Till::new();
    let recorded = till.record();
    let declined = till.moved(&recorded, State::Declined);
    for id in [recorded.order.payment_id, declined.order.payment_id] {
        assert!(matches!(refund(&mut till, id, 1, 100), Err(LedgerError::Forbidden(_))));
    }
    assert_eq!(till.ledger.refunded_minor(recorded.order.payment_id).unwrap(), 0);
}

#[test]
fn refunds_take_no_number_of_a_receipt_and_stand_in_the_story() {
    let mut till = Till::new();
    let first = till.paid().order.payment_id;
    refund(&mut till, first, 1, 500).unwrap();
    let second = till.paid().order.payment_id;
    assert_eq!(till.ledger.receipt_of(second).unwrap().unwrap().receipt.number, "COMPTOIR-1-2027-000002");
    assert_eq!(till.ledger.story(first).unwrap().last().unwrap().kind, "refund_noted");
}

#[test]
fn papers_of_a_refund_count_for_themselves_and_are_told_by_their_code() {
    let mut till = Till::new();
    let id = till.paid().order.payment_id;
    let linked = refund(&mut till, id, 1, 500).unwrap();
    let refund_id = Some(linked.refund.refund_id);
    let copies = [(None, 0), (refund_id, 0), (refund_id, 1), (None, 1)];
    for (of, copy) in copies {
        assert_eq!(till.ledger.begin_print(at(950), id, of, "caisse").unwrap().copy, copy, "{of:?}");
    }
    let another = Some(RefundId::minted(at(1), &[9; 10]));
    assert!(matches!(till.ledger.begin_print(at(951), id, another, "caisse"), Err(LedgerError::Forbidden(_))));
    assert_eq!(till.ledger.prints(id, None).unwrap().len(), 2);
    assert_eq!(till.ledger.prints(id, refund_id).unwrap().len(), 2);
    let stamp = Stamp::of_refund(&linked, 0);
    let checked = |text: String| till.ledger.checked(&text).unwrap().unwrap();
    let genuine = checked(stamp.to_string());
    assert_eq!((genuine.authenticity, genuine.refunded_minor), (Authenticity::Genuine, 500));
    assert_eq!(checked(linked.code.clone()).found.unwrap().refund_id(), refund_id);
    assert_eq!(checked(Stamp { copy: 2, ..stamp.clone() }.to_string()).authenticity, Authenticity::Duplicate);
    assert_eq!(checked(Stamp { copy: 3, ..stamp }.to_string()).authenticity, Authenticity::Altered);
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn no_refund_is_changed_deleted_or_put_in_anothers_place() {
    let mut till = Till::new();
    let id = till.paid().order.payment_id;
    refund(&mut till, id, 1, 500).unwrap();
    for statement in [
        "UPDATE refunds SET amount_minor = 1",
        "DELETE FROM refunds",
        "INSERT OR REPLACE INTO refunds SELECT * FROM refunds",
        "INSERT INTO refunds SELECT 'x', 'x', series, 3, payment_id, 1, currency, '', '', body FROM refunds",
        "INSERT INTO refunds SELECT 'x', 'x', series, 2, payment_id, 12001, currency, '', '', body FROM refunds",
        "INSERT INTO refunds SELECT 'x', 'x', series, 2, payment_id, 1, 'USD', '', '', body FROM refunds",
    ] {
        assert!(till.ledger.connection().execute(statement, []).is_err(), "{statement}");
    }
    assert_eq!(till.ledger.verify().unwrap(), []);
}
