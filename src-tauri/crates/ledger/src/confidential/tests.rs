use std::fs;
use std::path::Path;

use comptoir_core::schedule;
use comptoir_core::state::State;

use super::*;
use crate::samples::{DIGITS, Till, confidential};

/// Names of the files of `dir` in which `text` stands.
fn holding(dir: &Path, text: &str) -> Vec<String> {
    let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
    let holds = |path: &Path| fs::read(path).unwrap().windows(text.len()).any(|bytes| bytes == text.as_bytes());
    files.filter(|file| holds(&file.path())).map(|file| file.file_name().into_string().unwrap()).collect()
}

#[test]
fn what_the_gateway_is_told_is_read_back() {
    let mut till = Till::new();
    let id = till.record().order.payment_id;
    let till = till.reopened();
    assert_eq!(till.ledger.confidential(id).unwrap(), Some(confidential()));
}

#[test]
fn nothing_told_is_told_from_forgotten() {
    let mut till = Till::new();
    let sale = till.sale();
    let order = till.order(&sale);
    till.ledger.record(&sale, &order, &Confidential::default(), "fingerprint").unwrap();
    assert_eq!(till.ledger.confidential(order.payment_id).unwrap(), Some(Confidential::default()));
    let payment = till.ledger.payment(order.payment_id).unwrap().unwrap();
    let now = till.moved(&payment, State::AbandonedUnsent).updated_at;
    till.ledger.forget_confidential(now).unwrap();
    assert_eq!(till.ledger.confidential(order.payment_id).unwrap(), None);
}

#[test]
fn the_number_is_kept_while_it_is_of_use_and_then_forgotten() {
    let mut till = Till::new();
    let (open, ended, paid) = (till.record(), till.record(), till.paid());
    let ended = till.moved(&ended, State::Expired);
    let kept =
        |till: &Till| [&open, &ended, &paid].map(|payment| till.ledger.confidential(payment.order.payment_id).unwrap().is_some());
    assert_eq!(kept(&till), [true, true, true]);
    till.ledger.forget_confidential(till.ledger.payment(paid.order.payment_id).unwrap().unwrap().updated_at).unwrap();
    assert_eq!(kept(&till), [true, true, false]);
    let watch_ends = ended.ended_at.unwrap() + schedule::WATCH;
    till.ledger.forget_confidential(watch_ends).unwrap();
    assert_eq!(kept(&till), [true, false, false]);
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn nothing_of_a_forgotten_number_is_left_in_the_folder() {
    let mut till = Till::new();
    for _ in 0..20 {
        till.paid();
    }
    assert_ne!(holding(till.dir.path(), DIGITS), [""; 0]);
    let now = till.now();
    till.ledger.forget_confidential(now).unwrap();
    assert_eq!(holding(till.dir.path(), DIGITS), [""; 0]);
    assert_eq!(holding(till.dir.path(), "afi@example.org"), [""; 0]);
}

#[test]
fn the_journal_and_its_projections_never_hold_the_number() {
    let mut till = Till::new();
    till.paid();
    till.record();
    till.ledger.connection().execute("DELETE FROM confidential", []).unwrap();
    clear_log(till.ledger.connection()).unwrap();
    assert_eq!(holding(till.dir.path(), DIGITS), [""; 0]);
    assert_eq!(holding(till.dir.path(), "afi@example.org"), [""; 0]);
}

#[test]
fn a_changed_digit_is_damage_and_not_another_customer() {
    let changes = [
        "UPDATE confidential SET payer = '90123457'",
        "UPDATE confidential SET payer = NULL",
        "UPDATE confidential SET payer = ''",
        "UPDATE confidential SET customer = '{}'",
        "UPDATE confidential SET digest = replace(digest, substr(digest, 1, 1), 'x')",
    ];
    for sql in changes {
        let mut till = Till::new();
        let id = till.record().order.payment_id;
        till.ledger.connection().execute(sql, []).unwrap();
        let place = format!("confidential {id}");
        assert!(matches!(till.ledger.confidential(id), Err(LedgerError::Damaged { place: at }) if at == place), "{sql}");
        let findings: Vec<_> = till.ledger.verify().unwrap().into_iter().map(|finding| finding.place).collect();
        assert_eq!(findings, [place], "{sql}");
    }
}

#[test]
fn an_error_does_not_tell_the_number() {
    let mut till = Till::new();
    let sale = till.sale();
    let mut order = till.order(&sale);
    order.payer = Some(DIGITS.to_owned());
    let shown = till.ledger.record(&sale, &order, &confidential(), "fingerprint").unwrap_err();
    assert!(!format!("{shown} {shown:?}").contains(DIGITS));
    assert!(matches!(shown, LedgerError::Forbidden(_)));
    let id = till.record().order.payment_id;
    till.ledger.connection().execute("UPDATE confidential SET payer = '90123456x'", []).unwrap();
    let damaged = till.ledger.confidential(id).unwrap_err();
    assert!(!format!("{damaged} {damaged:?}").contains(DIGITS));
}
