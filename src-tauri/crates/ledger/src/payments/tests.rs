use comptoir_core::code::Reason;
use comptoir_core::schedule;

use super::*;
use crate::samples::{Till, account, at};

#[test]
fn a_payment_is_found_by_every_name_it_has() {
    let mut till = Till::new();
    let paid = till.paid();
    till.record();
    let id = paid.order.payment_id;
    let number = till.ledger.receipt_of(id).unwrap().unwrap().receipt.number;
    assert_eq!(till.ledger.payment(id).unwrap().as_ref(), Some(&paid));
    assert_eq!(till.ledger.payment_by_reference(&paid.order.reference).unwrap().as_ref(), Some(&paid));
    for number in [number.clone(), number.to_lowercase()] {
        assert_eq!(till.ledger.payment_by_receipt(&number).unwrap().as_ref(), Some(&paid), "{number}");
    }
    assert_eq!(till.ledger.payments_of_sale(paid.order.sale_id).unwrap(), std::slice::from_ref(&paid));
    assert_eq!(till.ledger.fingerprint(id).unwrap().as_deref(), Some("fingerprint"));
    let unused = till.ledger.next_reference().unwrap();
    assert_eq!(till.ledger.payment_by_reference(&unused).unwrap(), None);
    assert_eq!(till.ledger.payment_by_receipt(&number[1..]).unwrap(), None);
    let nobody = PaymentId::minted(at(0), &[0; 10]);
    assert_eq!(till.ledger.payment(nobody).unwrap(), None);
    assert_eq!(till.ledger.fingerprint(nobody).unwrap(), None);
    assert_eq!(till.ledger.receipt_of(nobody).unwrap(), None);
}

#[test]
fn every_state_is_read_back_with_its_data() {
    let mut till = Till::new();
    let sale = till.sale();
    let unknown = comptoir_core::state::Lookups { first_unknown_at: Some(at(1)), last_unknown_at: None };
    let states = [
        State::Sending { resent: true },
        State::CreateUnknown(unknown),
        State::Pending,
        State::CancelRequested,
        State::Held { difference: Reason::AmountDiffers, late: true, received_minor: Some(100) },
        State::Declined,
        State::Expired,
        State::Unresolved,
        State::AbandonedUnsent,
        State::AbandonedOrphan,
        State::ResolvedUnpaid,
        State::ResolvedRefunded,
    ];
    let mut payments = Vec::new();
    for state in states {
        let payment = till.record_for(&sale);
        payments.push(till.moved(&payment, state));
    }
    assert_eq!(till.ledger.payments_of_sale(sale.sale_id).unwrap(), payments);
    assert_eq!(till.ledger.sale(sale.sale_id).unwrap(), Some(sale));
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn only_another_payment_settles_a_sale() {
    let mut till = Till::new();
    let sale = till.sale();
    let (first, second) = (till.record_for(&sale), till.record_for(&sale));
    let (one, two) = (first.order.payment_id, second.order.payment_id);
    assert!(till.ledger.contested(sale.sale_id, one).unwrap());
    assert!(!till.ledger.sale_settled_but_for(sale.sale_id, one).unwrap());
    till.moved(&second, State::Declined);
    assert!(!till.ledger.contested(sale.sale_id, one).unwrap());
    assert!(till.ledger.contested(sale.sale_id, two).unwrap());
    till.pay(&first);
    assert!(till.ledger.sale_settled_but_for(sale.sale_id, two).unwrap());
    assert!(!till.ledger.sale_settled_but_for(sale.sale_id, one).unwrap());
    assert!(till.ledger.contested(sale.sale_id, two).unwrap(), "its money has come");
}

#[test]
fn money_given_back_settles_a_sale_too() {
    let mut till = Till::new();
    let sale = till.sale();
    let (first, second) = (till.record_for(&sale), till.record_for(&sale));
    till.moved(&first, State::ResolvedRefunded);
    assert!(till.ledger.sale_settled_but_for(sale.sale_id, second.order.payment_id).unwrap());
    assert!(till.ledger.contested(sale.sale_id, second.order.payment_id).unwrap());
}

#[test]
fn open_payments_and_young_soft_ends_are_watched() {
    let mut till = Till::new();
    let unsent = till.record();
    let open = till.record();
    let pending = till.moved(&open, State::Pending);
    let ending = till.record();
    let expired = till.moved(&ending, State::Expired);
    till.paid();
    let now = till.now();
    assert_eq!(till.ledger.watched(now).unwrap(), [pending.clone(), expired.clone()]);
    let later = expired.ended_at.unwrap() + schedule::WATCH;
    assert_eq!(till.ledger.watched(later).unwrap(), [pending]);
    assert_eq!(till.ledger.unfinished_sending().unwrap(), [unsent]);
}

#[test]
fn an_end_is_asked_about_until_a_question_after_its_watch_was_answered() {
    let mut till = Till::new();
    till.ledger.add_account(at(0), &account("boutique")).unwrap();
    let ending = till.record();
    let expired = till.moved(&ending, State::Expired);
    let id = expired.order.payment_id;
    let over = expired.ended_at.unwrap() + schedule::WATCH;
    let later = over + schedule::WATCH;
    let is_due = |till: &Till| !till.ledger.watched(later).unwrap().is_empty();
    let answers = [(expired.ended_at.unwrap(), None), (over, Some(Reason::TimedOut)), (over, Some(Reason::NotKnown))];
    for (asked_at, trouble) in answers {
        till.ledger.note_question(id, asked_at).unwrap();
        till.ledger.note_answer(id, trouble).unwrap();
        assert!(is_due(&till), "{trouble:?}");
    }
    till.ledger.note_question(id, over).unwrap();
    let mut till = till.reopened();
    assert!(is_due(&till), "nobody has read its answer");
    till.ledger.note_answer(id, None).unwrap();
    assert!(!is_due(&till));
    till.ledger.note_question(id, later).unwrap();
    till.ledger.note_answer(id, Some(Reason::TimedOut)).unwrap();
    assert!(!is_due(&till), "it was answered before");
}

#[test]
fn what_was_about_to_be_sent_is_found_at_start_up() {
    let mut till = Till::new();
    let recorded = till.record();
    let other = till.record();
    let sending = till.moved(&other, State::Sending { resent: false });
    let ended = till.record();
    till.moved(&ended, State::AbandonedUnsent);
    let till = till.reopened();
    assert_eq!(till.ledger.unfinished_sending().unwrap(), [recorded, sending]);
}

#[test]
fn what_is_unsettled_is_counted_by_account() {
    let mut till = Till::new();
    let (first, second) = (till.record(), till.record());
    assert_eq!(till.ledger.unsettled_of_account("boutique", at(500)).unwrap(), 2);
    assert_eq!(till.ledger.unsettled_of_account("annexe", at(500)).unwrap(), 0);
    till.moved(&first, State::Declined);
    till.pay(&second);
    assert_eq!(till.ledger.unsettled_of_account("boutique", at(500)).unwrap(), 1, "a late success may still come");
    assert_eq!(till.ledger.unsettled_of_account("boutique", at(80 * 3_600)).unwrap(), 0);
}

#[test]
fn a_row_that_cannot_be_read_back_is_damage_with_its_place() {
    let changes = [
        "UPDATE payments SET snapshot = '{}'",
        "UPDATE payments SET snapshot = replace(snapshot, '12500', '0')",
        "UPDATE payments SET snapshot = replace(snapshot, '\"XOF\"', '\"ABC\"')",
        "UPDATE payments SET snapshot = replace(snapshot, '\"recorded\"', '\"pending\"')",
        "UPDATE payments SET state = 'pending'",
    ];
    for sql in changes {
        let mut till = Till::new();
        let id = till.record().order.payment_id;
        till.ledger.connection().execute(sql, []).unwrap();
        let place = match till.ledger.payment(id) {
            Err(LedgerError::Damaged { place }) => place,
            other => panic!("{sql}: {other:?}"),
        };
        assert_eq!(place, format!("payments {id}"));
        let found = till.ledger.verify().unwrap();
        assert!(found.iter().any(|finding| finding.place.starts_with(&place)), "{sql}: {found:?}");
    }
}
