use std::collections::BTreeSet;
use std::fs;

use comptoir_core::reference::Epoch;

use super::*;
use crate::samples::{Till, at};

/// The data folder of `till`, copied file by file to another till.
fn copied(till: Till) -> (Till, Till) {
    let Till { ledger, dir, .. } = till;
    drop(ledger);
    let copy = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(dir.path()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
    }
    (Till::later_in(dir), Till::later_in(copy))
}

#[test]
fn a_copied_folder_mints_the_same_references_until_they_are_renewed() {
    let (one, mut other) = copied(Till::new());
    assert_eq!(one.ledger.next_reference().unwrap(), other.ledger.next_reference().unwrap());
    let epoch = other.ledger.renew_references(at(1), &Epoch::salt(&[7; 16])).unwrap();
    assert_eq!(epoch.map(Epoch::letter), Some('B'));
    assert_eq!(other.ledger.epoch().unwrap().letter(), 'B');
    assert_ne!(one.ledger.next_reference().unwrap(), other.ledger.next_reference().unwrap());
    other.paid();
    assert_eq!(other.ledger.verify().unwrap(), []);
    let next = other.ledger.next_reference().unwrap();
    assert_eq!(other.reopened().ledger.next_reference().unwrap(), next);
}

#[test]
fn both_tills_of_a_copied_folder_may_renew_and_still_differ() {
    let (mut one, mut other) = copied(Till::new());
    one.ledger.renew_references(at(1), &Epoch::salt(&[1; 16])).unwrap();
    other.ledger.renew_references(at(1), &Epoch::salt(&[2; 16])).unwrap();
    assert_ne!(one.ledger.next_reference().unwrap(), other.ledger.next_reference().unwrap());
}

#[test]
fn a_letter_is_renewed_once_and_half_of_them_are_left_for_restorations() {
    let mut till = Till::new();
    let mut letters = BTreeSet::new();
    while let Some(epoch) = till.ledger.renew_references(at(1), &Epoch::salt(&[7; 16])).unwrap() {
        assert!(letters.insert(epoch.letter()));
        assert!(letters.len() < 26, "the renewals come to an end");
    }
    assert_eq!(letters, ('B'..=LAST_RENEWED).collect());
    assert_eq!(till.ledger.verify().unwrap(), []);
    let begun = begun(till.dir.path(), till.ledger.identifier_secret().bytes()).unwrap();
    assert_eq!(begun.len(), letters.len(), "each stands beside the ledger too");
}
