use comptoir_core::ids::PaymentId;
use comptoir_core::phone::PayerNumber;
use comptoir_core::state::State;
use proptest::prelude::*;

use super::*;
use crate::Filter;
use crate::samples::{Till, at, due, given_back};

fn found(till: &Till, query: &str) -> Vec<PaymentId> {
    let filter = Filter { query: Some(query.to_owned()), limit: 100, ..Filter::default() };
    till.ledger.list(&filter).unwrap().iter().map(|payment| payment.order.payment_id).collect()
}

/// A paid payment with a note among others that have none, and the others' number.
fn till_with_one() -> (Till, comptoir_core::payment::Payment, usize) {
    let mut till = Till::new();
    till.record();
    let pending = till.record();
    till.moved(&pending, State::Pending);
    till.note = Some("Deux pagnes À FLEURS, cœur 100% _ici_".to_owned());
    let paid = till.paid();
    till.note = None;
    till.record();
    (till, paid, 3)
}

#[test]
fn whatever_a_payment_is_known_by_finds_it() {
    let (till, paid, _) = till_with_one();
    let order = &paid.order;
    let receipt = till.ledger.receipt_of(order.payment_id).unwrap().unwrap().receipt.number;
    let reference = order.reference.to_string();
    let gateway_reference = paid.gateway_reference.clone().unwrap();
    let known = [
        receipt.clone(),
        receipt.to_lowercase(),
        receipt[receipt.len() - 6..].to_owned(),
        "1".to_owned(),
        "2027-000001".to_owned(),
        reference.clone(),
        reference.to_lowercase(),
        reference[..20].to_owned(),
        reference[reference.len() - 5..].to_owned(),
        gateway_reference.clone(),
        gateway_reference.to_lowercase(),
        gateway_reference[..7].to_owned(),
        "OPER-7034".to_owned(),
        "oper-7034872".to_owned(),
        order.payment_id.to_string(),
        order.sale_id.to_string().to_uppercase(),
    ];
    for query in known {
        assert_eq!(found(&till, &query), [order.payment_id], "{query}");
    }
}

#[test]
fn the_number_of_a_refund_finds_its_payment() {
    let mut till = Till::new();
    let refunded: Vec<PaymentId> = [1, 2]
        .map(|seed| {
            let id = till.paid().order.payment_id;
            till.ledger.refund(id, given_back(seed, 500), &due(at(900))).unwrap();
            id
        })
        .into();
    let second = till.ledger.refunds(refunded[1]).unwrap().remove(0).refund.number;
    for query in [&second, &second.to_lowercase(), "R000002", "r000002", "2027-R000002"] {
        assert_eq!(found(&till, query), [refunded[1]], "{query}");
    }
    // The second receipt is of the same payment: digits alone are the end of both numbers.
    assert_eq!(found(&till, "000002"), [refunded[1]]);
    for query in ["R000003", "R0000", "R2", "2026-R000002"] {
        assert_eq!(found(&till, query), [], "{query}");
    }
}

#[test]
fn notes_are_found_without_accents_and_capitals_and_by_any_of_their_words() {
    let (till, paid, _) = till_with_one();
    for query in
        ["pagnes", "PAGNES à fl", "fleurs deux", "a fleurs", "COEUR", "cœur", "100%", "_ici_", "e\u{300} DEUX"[3..].trim()]
    {
        assert_eq!(found(&till, query), [paid.order.payment_id], "{query}");
    }
    assert_eq!(found(&till, "pagnes rouges"), [], "each word must be known of it");
}

#[test]
fn a_word_that_nothing_has_is_taken_for_the_nearest_and_a_number_is_not() {
    let (mut till, paid, _) = till_with_one();
    for query in ["pahnes", "PANGES", "pagnes fleure", "deux pages"] {
        assert_eq!(found(&till, query), [paid.order.payment_id], "{query}");
    }
    for query in ["bagnas", "pahnes rouges", "12501", "OPER-7035", "Eyrma"] {
        assert_eq!(found(&till, query), [], "{query}");
    }
    till.note = Some("Un pahnes".to_owned());
    let mistyped = till.record().order.payment_id;
    assert_eq!(found(&till, "pahnes"), [mistyped], "what is there as it was typed is all that is meant");
}

#[test]
fn an_amount_is_found_as_it_is_typed_and_only_whole() {
    let (till, _, others) = till_with_one();
    for query in ["12500", "12 500", "12.500", "12\u{a0}500", "12\u{202f}500 F CFA", "12 500 f", " 12,500 FCFA "] {
        assert_eq!(found(&till, query).len(), others + 1, "{query}");
    }
    for query in ["1250", "125000", "2500", "12 50"] {
        assert_eq!(found(&till, query), [], "{query}");
    }
}

#[test]
fn a_payer_is_found_by_the_end_of_the_number_and_by_the_whole_as_long_as_it_is_kept() {
    let (mut till, paid, others) = till_with_one();
    assert_eq!(found(&till, "3456").len(), others + 1);
    assert_eq!(found(&till, "90 12 34 56").len(), others + 1);
    assert_eq!(found(&till, "+228 90 12 34 56").len(), others + 1, "with the calling code");
    assert_eq!(found(&till, "afi@example").len(), others + 1, "the customer's particulars are kept as long");
    till.ledger.forget_confidential(at(1_000_000)).unwrap();
    let whole = found(&till, "90123456");
    assert!(!whole.contains(&paid.order.payment_id), "of a settled payment only the end is left");
    assert!(found(&till, "3456").contains(&paid.order.payment_id));
}

#[test]
fn a_remembered_customer_is_found_by_name_until_forgotten() {
    let (mut till, _, others) = till_with_one();
    till.ledger.forget_confidential(at(1_000_000)).unwrap();
    let phone = PayerNumber::as_typed("90123456").unwrap();
    let named = [(CustomerField::FirstName, "Éyram"), (CustomerField::LastName, "Agbéko")];
    let particulars = named.map(|(field, name)| (field, name.to_owned())).into();
    till.ledger.remember_customer(at(1), &phone, &particulars).unwrap();
    for query in ["eyram", "AGBEKO eyr", "90123456"] {
        assert_eq!(found(&till, query).len(), others + 1, "{query}");
    }
    till.ledger.forget_customer(&phone).unwrap();
    assert_eq!(found(&till, "agbeko"), []);
}

#[test]
fn no_character_of_a_query_is_a_wildcard() {
    let (till, ..) = till_with_one();
    for query in ["pa%nes", "pag_es", "*pagnes*", "pagnes*", "'", "\"pagnes\"", "\\", "' OR 1=1 --", "[a-z]", "?"] {
        assert_eq!(found(&till, query), [], "{query}");
    }
}

#[test]
fn nothing_typed_is_no_search() {
    let (till, _, others) = till_with_one();
    for query in ["", " ", "\u{a0}\t\n", "\0\u{1}"] {
        assert_eq!(found(&till, query).len(), others + 1, "{query:?}");
    }
}

#[test]
fn control_characters_stand_between_words() {
    let (till, paid, _) = till_with_one();
    assert_eq!(found(&till, "deux\0pagnes\u{1b}\r\n"), [paid.order.payment_id]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_typed_is_answered(query in "\\PC{0,64}|[\\x00-\\x7f]{0,256}|[0-9 .,]{0,40}") {
        let (till, ..) = till_with_one();
        prop_assert!(found(&till, &query).len() <= 4);
    }

    #[test]
    fn any_part_of_a_note_finds_it(note in "[a-zéèàçœ% _'.-]{1,30}", from in 0usize..20, length in 1usize..20) {
        let mut till = Till::new();
        till.record();
        till.note = comptoir_core::text::cleaned(&note, 40);
        let noted = till.record().order.payment_id;
        let Some(kept) = &till.note else { return Ok(()) };
        let part: String = kept.chars().skip(from).take(length).collect();
        prop_assert!(found(&till, &part.to_uppercase()).contains(&noted), "{part:?} of {kept:?}");
    }
}
