use comptoir_core::evidence::Word;
use comptoir_core::order::Method;
use comptoir_core::payment::Decision;
use comptoir_core::reference::Epoch;

use super::*;
use crate::asked::Asked;
use crate::samples::{DIGITS, Till, at, confidential, due, report, settlement};

mod walks;

fn refused(result: Result<impl std::fmt::Debug, LedgerError>) -> &'static str {
    match result {
        Err(LedgerError::Forbidden(rule)) => rule,
        other => panic!("not refused: {other:?}"),
    }
}

fn proof(payment: &Payment) -> Evidence {
    Evidence { report: report(&payment.order, Word::Paid), read_at: payment.updated_at }
}

#[test]
fn references_follow_the_counter_and_a_look_does_not_move_it() {
    let mut till = Till::new();
    let nth = |till: &Till, n| MerchantReference::derived(till.ledger.identifier_secret(), Epoch::FIRST, n);
    assert_eq!(till.ledger.next_reference().unwrap(), nth(&till, 1));
    assert_eq!(till.ledger.next_reference().unwrap(), nth(&till, 1));
    assert_eq!(till.record().order.reference, nth(&till, 1));
    let mut till = till.reopened();
    assert_eq!(till.record().order.reference, nth(&till, 2));
}

#[test]
fn what_was_recorded_is_there_after_a_restart() {
    let mut till = Till::new();
    let sale = till.sale();
    let order = till.order(&sale);
    let payment = till.ledger.record(&sale, &order, &confidential(), "fingerprint").unwrap();
    assert_eq!(payment, Payment::recorded(order));
    let till = till.reopened();
    assert_eq!(till.ledger.payment(payment.order.payment_id).unwrap(), Some(payment));
    assert_eq!(till.ledger.sale(sale.sale_id).unwrap(), Some(sale));
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn an_order_that_does_not_fit_is_refused_and_leaves_nothing() {
    let mut till = Till::new();
    let first = till.record();
    let sale = till.sale();
    let order = till.order(&sale);
    let mut record = |sale: &Sale, change: &dyn Fn(&mut Order)| {
        let mut order = order.clone();
        change(&mut order);
        refused(till.ledger.record(sale, &order, &confidential(), "fingerprint"))
    };
    let other_amount = comptoir_core::money::Amount::new(100, sale.amount.currency()).unwrap();
    assert_eq!(record(&sale, &|order| order.amount = other_amount), "the order is not of this sale");
    assert_eq!(record(&sale, &|order| order.sale_id = first.order.sale_id), "the order is not of this sale");
    assert_eq!(
        record(&sale, &|order| order.reference = first.order.reference.clone()),
        "the order is not under the next reference"
    );
    assert_eq!(record(&sale, &|order| order.payment_id = first.order.payment_id), "the payment is recorded already");
    assert_eq!(record(&sale, &|order| order.payer = Some(DIGITS.to_owned())), "the order shows the payer's whole number");
    let stored = Sale { sale_id: first.order.sale_id, lines: Vec::new(), ..sale.clone() };
    assert_eq!(record(&stored, &|order| order.sale_id = stored.sale_id), "the sale differs from the stored one");
    assert_eq!(till.ledger.sale(sale.sale_id).unwrap(), None);
    assert_eq!(till.ledger.next_reference().unwrap(), order.reference);
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn a_final_payment_is_left_by_nobody() {
    for state in [State::AbandonedUnsent, State::ResolvedUnpaid, State::ResolvedRefunded] {
        let mut till = Till::new();
        let payment = till.record();
        let payment = till.moved(&payment, state);
        let again = Payment { state: State::Pending, ..payment };
        assert_eq!(refused(till.ledger.change(&again, None, None)), "the payment is final");
    }
    let mut till = Till::new();
    let paid = till.paid();
    let (evidence, due) = (proof(&paid), due(paid.updated_at));
    assert_eq!(refused(till.ledger.change(&paid, Some(&evidence), Some(&due))), "the payment is final");
}

#[test]
fn an_order_never_changes() {
    let mut till = Till::new();
    let payment = till.record();
    let mut other = payment.clone();
    other.order.method = Method::Page;
    assert_eq!(refused(till.ledger.change(&other, None, None)), "the order differs from the stored one");
    let sale = till.sale();
    let unknown = Payment::recorded(till.order(&sale));
    assert_eq!(refused(till.ledger.change(&unknown, None, None)), "the payment is not recorded");
}

#[test]
fn paid_needs_a_report_that_proves_it_and_comes_with_its_receipt() {
    let mut till = Till::new();
    let payment = till.record();
    let pending = till.moved(&payment, State::Pending);
    let paid = Payment { state: State::Paid, ..pending.clone() };
    let due = due(at(99));
    let receipt_rule = "a receipt is issued exactly when a payment becomes paid";
    let table_rule = "against a rule of its tables";
    assert_eq!(refused(till.ledger.change(&paid, Some(&proof(&paid)), None)), receipt_rule);
    assert_eq!(refused(till.ledger.change(&pending, None, Some(&due))), receipt_rule);
    assert_eq!(refused(till.ledger.change(&paid, None, Some(&due))), table_rule);
    let mut other_amount = proof(&paid);
    other_amount.report.amount_minor = comptoir_core::evidence::Told::That(100);
    assert_eq!(refused(till.ledger.change(&paid, Some(&other_amount), Some(&due))), table_rule);
    let late = Payment { state: State::LatePaid, ..pending.clone() };
    assert_eq!(refused(till.ledger.change(&late, Some(&other_amount), None)), table_rule);
    assert_eq!(till.ledger.payment(pending.order.payment_id).unwrap(), Some(pending), "nothing of it was written");

    till.ledger.change(&late, Some(&proof(&late)), None).unwrap();
    till.ledger.change(&paid, None, Some(&due)).unwrap().expect("the proof of the late payment holds");
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn the_owner_needs_no_proof_and_gets_a_receipt() {
    let mut till = Till::new();
    let payment = till.record();
    let payment = till.moved(&payment, State::Unresolved);
    let resolved = Payment { state: State::ResolvedPaid, ..payment };
    assert!(till.ledger.change(&resolved, None, Some(&due(at(99)))).is_err(), "without the owner's words");
    let settlement = settlement(Decision::Paid);
    let receipt = till.ledger.settle(&resolved, &settlement, Some(&due(at(99)))).unwrap().unwrap();
    assert!(receipt.receipt.settled_by_hand);
    assert_eq!(till.ledger.settlement(resolved.order.payment_id).unwrap(), Some(settlement));
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn a_sale_is_never_paid_twice() {
    let mut till = Till::new();
    let sale = till.sale();
    let (first, second) = (till.record_for(&sale), till.record_for(&sale));
    let second = till.moved(&second, State::Unresolved);
    till.pay(&first);
    for state in [State::Paid, State::ResolvedPaid] {
        let twice = Payment { state, ..second.clone() };
        let result = till.ledger.change(&twice, Some(&proof(&twice)), Some(&due(at(99))));
        assert_eq!(refused(result), "against a rule of its tables");
    }
}

#[test]
fn questions_are_counted_with_their_last_trouble() {
    let mut till = Till::new();
    let id = till.record().order.payment_id;
    assert_eq!(till.ledger.asked(id).unwrap(), Asked::default());
    for (second, trouble) in [(100, Reason::TimedOut), (105, Reason::ServerFailed)] {
        till.ledger.note_question(id, at(second)).unwrap();
        till.ledger.note_answer(id, Some(trouble)).unwrap();
    }
    let asked = Asked { count: 2, last_at: Some(at(105)), trouble: Some(Reason::ServerFailed) };
    assert_eq!(till.ledger.asked(id).unwrap(), asked);
    till.ledger.note_question(id, at(110)).unwrap();
    till.ledger.note_answer(id, None).unwrap();
    let mut till = till.reopened();
    assert_eq!(till.ledger.asked(id).unwrap(), Asked { count: 3, last_at: Some(at(110)), trouble: None });
    assert_eq!(till.ledger.verify().unwrap(), []);
    let nobody = PaymentId::minted(at(0), &[0; 10]);
    refused(till.ledger.note_question(nobody, at(0)));
    till.ledger.connection().execute("UPDATE asked SET trouble = 'nonsense'", []).unwrap();
    assert!(matches!(till.ledger.asked(id), Err(LedgerError::Damaged { place }) if place == format!("asked {id}")));
}

#[test]
fn a_strange_word_is_kept_once_until_another_comes() {
    let mut till = Till::new();
    let (id, other) = (till.record().order.payment_id, till.record().order.payment_id);
    for word in ["9", "9", "\u{7}9 ", "", "9", &"x".repeat(500)] {
        till.ledger.note_strange_word(id, at(50), word).unwrap();
    }
    till.ledger.note_strange_word(other, at(51), "9").unwrap();
    let words = |id| till.ledger.story(id).unwrap().into_iter().filter(|line| line.kind == "strange_word").count();
    assert_eq!((words(id), words(other)), (4, 1));
    assert_eq!(payments::last_strange_word(till.ledger.connection(), id).unwrap(), Some("x".repeat(LONGEST_WORD)));
    let nobody = PaymentId::minted(at(0), &[0; 10]);
    assert_eq!(refused(till.ledger.note_strange_word(nobody, at(0), "9")), "the payment is not recorded");
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn a_payment_tells_its_story() {
    let mut till = Till::new();
    let id = till.paid().order.payment_id;
    till.record();
    let story = till.ledger.story(id).unwrap();
    let told: Vec<_> = story.iter().map(|line| (line.kind, line.standing.map(|(state, _)| state))).collect();
    let due = [
        ("payment_recorded", Some(State::Recorded)),
        ("payment_changed", Some(State::Sending { resent: false })),
        ("payment_changed", Some(State::Pending)),
        ("evidence_kept", None),
        ("payment_changed", Some(State::Paid)),
        ("receipt_issued", None),
    ];
    assert_eq!(told, due);
    assert!(story.is_sorted_by_key(|line| line.seq));
    assert_eq!(story.first().unwrap().at, at(20));
}

#[test]
fn a_full_disk_writes_nothing_and_is_told_as_such() {
    let mut till = Till::new();
    let paid = till.paid();
    let pages: i64 = till.ledger.connection().pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    till.ledger.connection().pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
    let mut recorded = Vec::new();
    let full = loop {
        let sale = till.sale();
        let order = till.order(&sale);
        match till.ledger.record(&sale, &order, &confidential(), "fingerprint") {
            Ok(payment) => recorded.push(payment),
            Err(error) => break error,
        }
        assert!(recorded.len() < 1_000);
    };
    assert!(matches!(full, LedgerError::Full { .. }), "{full:?}");
    assert_eq!(till.ledger.verify().unwrap(), []);
    till.ledger.connection().pragma_update_and_check(None, "max_page_count", 1 << 20, |_| Ok(())).unwrap();
    recorded.push(till.record());
    for payment in recorded.into_iter().chain([paid]) {
        assert_eq!(till.ledger.payment(payment.order.payment_id).unwrap(), Some(payment));
    }
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn nothing_is_written_after_the_disk_failed_until_the_ledger_is_opened_again() {
    let mut till = Till::new();
    let payment = till.record();
    let failed = std::io::Error::other("failed fsync");
    let failed = till.ledger.write("testing", |_| Err::<(), _>(failed).doing("testing"));
    assert!(matches!(failed, Err(LedgerError::Io { .. })));
    let id = payment.order.payment_id;
    assert!(matches!(till.ledger.note_question(id, at(1)), Err(LedgerError::Io { .. })));
    assert_eq!(till.ledger.payment(id).unwrap(), Some(payment), "reading goes on");
    let mut till = till.reopened();
    till.ledger.note_question(id, at(1)).unwrap();
}

#[test]
fn a_ledger_whose_disk_failed_is_mended_by_opening_it_again_beside_a_reader() {
    let mut till = Till::new();
    let payment = till.record();
    let reader = Reader::open(till.dir.path()).unwrap().unwrap();
    assert!(till.ledger.mend().is_ok() && !till.ledger.disk_failed(), "nothing to be mended");
    let failed = std::io::Error::other("failed fsync");
    till.ledger.write("testing", |_| Err::<(), _>(failed).doing("testing")).unwrap_err();
    assert!(till.ledger.disk_failed());
    till.ledger.mend().unwrap();
    let id = payment.order.payment_id;
    assert_eq!(till.ledger.payment(id).unwrap(), Some(payment.clone()));
    till.ledger.note_question(id, at(1)).unwrap();
    assert_eq!(reader.asked(id).unwrap().count, 1, "the reader still reads the same file");
    let writing: i64 = till.ledger.connection().pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap();
    assert_eq!(writing, 2, "the settings are those of a writer");
}

#[test]
fn a_ledger_that_cannot_be_opened_again_stays_readable_and_writes_nothing() {
    let mut till = Till::new();
    let payment = till.record();
    let failed = std::io::Error::other("failed fsync");
    till.ledger.write("testing", |_| Err::<(), _>(failed).doing("testing")).unwrap_err();
    let (there, aside) = (till.dir.path().join("ledger.sqlite"), till.dir.path().join("aside"));
    std::fs::rename(&there, &aside).unwrap();
    till.ledger.mend().unwrap_err();
    let id = payment.order.payment_id;
    assert_eq!(till.ledger.payment(id).unwrap(), Some(payment));
    till.ledger.note_question(id, at(1)).unwrap_err();
    std::fs::rename(&aside, &there).unwrap();
    till.ledger.mend().unwrap();
    till.ledger.note_question(id, at(1)).unwrap();
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn the_tables_themselves_refuse_to_forget_or_to_rewrite() {
    let mut till = Till::new();
    till.paid();
    let statements = [
        "UPDATE journal SET at_ms = 0 WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 1",
        "INSERT OR REPLACE INTO journal SELECT 1, at_ms, kind, payment_id, sale_id, '{}', previous_hash, hash FROM journal",
        "INSERT INTO journal SELECT seq + 100, at_ms, kind, NULL, NULL, body, previous_hash, hash || 'x' FROM journal LIMIT 1",
        "UPDATE evidence SET proves = 0",
        "DELETE FROM evidence",
        "INSERT OR REPLACE INTO evidence SELECT seq, payment_id, 0, body FROM evidence",
        "UPDATE receipts SET place = 9",
        "DELETE FROM receipts",
        "INSERT OR REPLACE INTO receipts SELECT number || 'x', series, 9, payment_id, sale_id, code, code, body FROM receipts",
        "UPDATE payments SET state = 'pending', standing = 'open'",
        "DELETE FROM payments",
        "DELETE FROM sales",
    ];
    for sql in statements {
        // As a tool of somebody else would do it: with none of the settings of this program.
        let raw = Connection::open(till.dir.path().join("ledger.sqlite")).unwrap();
        raw.pragma_update(None, "foreign_keys", "OFF").unwrap();
        let refused = raw.execute(sql, []).unwrap_err();
        assert_eq!(refused.sqlite_error_code(), Some(rusqlite::ErrorCode::ConstraintViolation), "{sql}: {refused}");
    }
    assert_eq!(till.ledger.verify().unwrap(), []);
}
