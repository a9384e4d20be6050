use comptoir_core::money::Amount;
use comptoir_core::order::Order;
use comptoir_core::state::State;

use super::*;
use crate::backup::Numbers;
use crate::samples::{Till, at};
use crate::{FolderLock, Restore};

/// A till that was restored from a copy before `lost` payments were recorded, and their references.
fn restored(lost: usize) -> (Till, Vec<MerchantReference>) {
    let mut till = Till::new();
    till.paid();
    let elsewhere = tempfile::tempdir().unwrap();
    let from = elsewhere.path().join("copy.sqlite");
    till.ledger.back_up(till.dir.path(), &from, Numbers::AsInTheLedger).unwrap();
    let references = (0..lost).map(|_| till.record().order.reference).collect();
    let dir = till.dir;
    drop(till.ledger);
    let lock = FolderLock::try_take(dir.path()).unwrap().unwrap();
    drop(Restore::prepare(dir.path(), lock, &from).unwrap().commit(at(5_000), "salt").unwrap());
    (Till::later_in(dir), references)
}

fn found(next: &Next, payment_id: Option<PaymentId>) -> Found {
    Found {
        reference: next.reference.clone(),
        account: "boutique".to_owned(),
        gateway: GatewayKind::PaygateGlobal,
        environment: Environment::Live,
        word: Word::Pending,
        amount_minor: payment_id.map(|_| 12_500),
        currency: payment_id.map(|_| Currency::Xof),
        gateway_reference: None,
        operator_reference: None,
        paid_at: None,
        payment_id,
        found_at: at(7_000),
    }
}

#[test]
fn a_ledger_that_was_never_restored_has_nothing_to_ask() {
    assert_eq!(Till::new().ledger.scans().unwrap(), []);
}

#[test]
fn the_references_after_the_copy_come_in_their_order_and_the_scan_ends_fifty_after_the_last_that_is_known() {
    let (mut till, lost) = restored(3);
    let [scan] = till.ledger.scans().unwrap()[..] else { panic!("one stretch") };
    let mut asked = Vec::new();
    while let Some(next) = till.ledger.next_to_scan(scan, "boutique").unwrap() {
        asked.push(next.reference.clone());
        if next.reference == lost[2] {
            assert!(till.ledger.note_found(scan, &next, &found(&next, None), None).unwrap());
        } else {
            till.ledger.note_scanned(scan, "boutique", &next).unwrap();
        }
        assert!(asked.len() < 1_000);
    }
    assert_eq!(asked.len(), 3 + 50);
    assert_eq!(asked[..3], lost);
    // What one gateway knows moves the end for another.
    let mut other = 0;
    while let Some(next) = till.ledger.next_to_scan(scan, "annexe").unwrap() {
        till.ledger.note_scanned(scan, "annexe", &next).unwrap();
        other += 1;
    }
    assert_eq!(other, 53);
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn what_is_found_becomes_a_payment_where_an_amount_is_told_and_uses_up_no_reference() {
    let (mut till, _) = restored(2);
    let scan = till.ledger.scans().unwrap()[0];
    let before = till.ledger.next_reference().unwrap();
    let next = till.ledger.next_to_scan(scan, "boutique").unwrap().unwrap();
    let sale = till.sale();
    let order =
        Order { reference: next.reference.clone(), amount: Amount::new(12_500, Currency::Xof).unwrap(), ..till.order(&sale) };
    let payment = Payment::recovered(order).left_in_doubt(at(7_000));
    let found = found(&next, Some(payment.order.payment_id));
    assert!(till.ledger.note_found(scan, &next, &found, Some((&sale, &payment))).unwrap());
    assert!(!till.ledger.note_found(scan, &next, &found, Some((&sale, &payment))).unwrap(), "found once");
    let mut till = till.reopened();
    assert_eq!(till.ledger.next_reference().unwrap(), before);
    let stored = till.ledger.payment_by_reference(&next.reference).unwrap().unwrap();
    assert_eq!((stored.state, stored.recovered, stored.amount_bound), (State::Unresolved, true, false));
    assert_eq!(till.ledger.recovered().unwrap(), [found]);
    let second = till.ledger.next_to_scan(scan, "boutique").unwrap().unwrap();
    assert_ne!(second.reference, next.reference);
    let stranger = till.ledger.note_found(scan, &second, &till.ledger.recovered().unwrap()[0].clone(), None).unwrap_err();
    assert!(matches!(stranger, LedgerError::Forbidden(_)));
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn a_recovered_row_that_was_changed_is_found() {
    let (mut till, _) = restored(1);
    let scan = till.ledger.scans().unwrap()[0];
    let next = till.ledger.next_to_scan(scan, "boutique").unwrap().unwrap();
    till.ledger.note_found(scan, &next, &found(&next, None), None).unwrap();
    let raw = till.ledger.connection();
    raw.execute_batch("DROP TRIGGER recovered_is_not_deleted; DELETE FROM recovered").unwrap();
    assert!(till.ledger.verify().unwrap().iter().any(|finding| finding.place.starts_with("recovered")));
}
