use comptoir_core::money::Amount;
use comptoir_core::receipt::{Authenticity, Stamp};
use comptoir_core::state::State;

use super::*;
use crate::list::Filter;
use crate::samples::{Till, at, due};

fn sale(seed: u8, minor: i64) -> Sale {
    Sale {
        sale_id: SaleId::minted(at(1), &[seed; 10]),
        amount: Amount::new(minor, Currency::Xof).unwrap(),
        lines: Vec::new(),
        taxes: Vec::new(),
        opened_at: at(800),
    }
}

fn taken(seed: u8, how: How) -> Taken {
    Taken { tender_id: TenderId::minted(at(1), &[seed; 10]), how, note: None }
}

fn transfer() -> How {
    How::Operator { reference: "OP 8812".to_owned() }
}

fn tender(till: &mut Till, sale: &Sale, taken: Taken) -> Result<LinkedTender, LedgerError> {
    till.ledger.tender(sale, Environment::Live, taken, &due(at(900)))
}

#[test]
fn each_way_counts_for_itself_and_takes_no_number_of_a_payments_receipt() {
    let mut till = Till::new();
    let first = tender(&mut till, &sale(1, 500), taken(1, How::Cash)).unwrap();
    let second = tender(&mut till, &sale(2, 700), taken(2, transfer())).unwrap();
    let third = tender(&mut till, &sale(3, 900), taken(3, How::Cash)).unwrap();
    let numbers = [&first, &second, &third].map(|linked| linked.tender.number.as_str());
    assert_eq!(numbers, ["COMPTOIR-1-2027-E000001", "COMPTOIR-1-2027-M000001", "COMPTOIR-1-2027-E000002"]);
    let paid = till.paid().order.payment_id;
    assert_eq!(till.ledger.receipt_of(paid).unwrap().unwrap().receipt.number, "COMPTOIR-1-2027-000001");
    till = till.reopened();
    assert_eq!(till.ledger.tender_of(second.tender.tender_id).unwrap(), Some(second.clone()));
    assert_eq!(till.ledger.tender_of_sale(third.tender.sale_id).unwrap(), Some(third.clone()));
    assert_eq!(till.ledger.tenders(None, None).unwrap(), [first, second, third]);
    assert_eq!(till.ledger.tenders(Some(at(901)), None).unwrap(), []);
    let sums = till.ledger.tender_sums(Some(at(900)), Some(at(901))).unwrap();
    assert_eq!(sums.iter().map(|sum| (sum.cash, sum.count, sum.minor)).collect::<Vec<_>>(), [(true, 2, 1_400), (false, 1, 700)]);
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn a_sale_is_settled_once_in_one_way() {
    let mut till = Till::new();
    let paid = till.paid();
    let of_paid = till.ledger.sale(paid.order.sale_id).unwrap().unwrap();
    assert!(matches!(tender(&mut till, &of_paid, taken(1, How::Cash)), Err(LedgerError::Forbidden(_))));
    let recorded = till.record();
    let of_declined = till.ledger.sale(recorded.order.sale_id).unwrap().unwrap();
    let declined = till.moved(&recorded, State::Declined);
    let another = till.record().order.payment_id;
    let settled = tender(&mut till, &of_declined, taken(1, How::Cash)).unwrap();
    assert!(matches!(tender(&mut till, &of_declined, taken(2, How::Cash)), Err(LedgerError::Forbidden(_))), "once");
    assert!(matches!(tender(&mut till, &sale(9, 1), taken(1, How::Cash)), Err(LedgerError::Forbidden(_))), "the name is taken");
    let differs = Sale { amount: Amount::new(1, Currency::Xof).unwrap(), ..of_declined };
    assert!(matches!(tender(&mut till, &differs, taken(3, How::Cash)), Err(LedgerError::Forbidden(_))));
    assert_eq!(settled.tender.sale_id, declined.order.sale_id);
    assert!(till.ledger.sale_settled_but_for(declined.order.sale_id, declined.order.payment_id).unwrap());
    assert!(till.ledger.contested(declined.order.sale_id, declined.order.payment_id).unwrap());
    let sought = |query: &str| {
        let filter = Filter { query: Some(query.to_owned()), limit: 9, ..Filter::default() };
        till.ledger.list(&filter).unwrap().iter().map(|one| one.order.payment_id).collect::<Vec<_>>()
    };
    assert_eq!([sought("E000001"), sought("m000001")], [vec![declined.order.payment_id], Vec::new()]);
    let other_sale = till.ledger.payment(another).unwrap().unwrap().order.sale_id;
    assert!(!till.ledger.sale_settled_but_for(other_sale, another).unwrap());
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn its_papers_count_and_are_told_by_their_code() {
    let mut till = Till::new();
    let linked = tender(&mut till, &sale(1, 500), taken(1, How::Cash)).unwrap();
    let id = linked.tender.tender_id;
    for copy in 0..2 {
        let print = till.ledger.begin_tender_print(at(950), id, "caisse").unwrap();
        assert_eq!(print.copy, copy);
        till.ledger.end_tender_print(at(951), id, print.place, PrintOutcome::Printed).unwrap();
        assert!(till.ledger.end_tender_print(at(951), id, print.place, PrintOutcome::Printed).is_err(), "a print ends once");
    }
    let stamp = Stamp::of_tender(&linked, 0);
    let checked = |text: String| till.ledger.checked(&text).unwrap().unwrap();
    assert_eq!(checked(stamp.to_string()).authenticity, Authenticity::Genuine);
    assert_eq!(checked(linked.code.clone()).found.unwrap().tender_id(), Some(id));
    assert_eq!(checked(Stamp { copy: 1, ..stamp.clone() }.to_string()).authenticity, Authenticity::Duplicate);
    let amount = Amount::new(5_000, Currency::Xof).unwrap();
    assert_eq!(checked(Stamp { amount, ..stamp }.to_string()).authenticity, Authenticity::Altered);
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn no_tender_is_changed_deleted_or_put_in_anothers_place_and_its_sale_is_not_paid_besides() {
    let mut till = Till::new();
    let recorded = till.record();
    let of_it = till.ledger.sale(recorded.order.sale_id).unwrap().unwrap();
    tender(&mut till, &of_it, taken(1, How::Cash)).unwrap();
    for statement in [
        "UPDATE tenders SET amount_minor = 1",
        "DELETE FROM tenders",
        "INSERT OR REPLACE INTO tenders SELECT * FROM tenders",
        "UPDATE payments SET state = 'resolved_paid', standing = 'final'",
    ] {
        assert!(till.ledger.connection().execute(statement, []).is_err(), "{statement}");
    }
    assert_eq!(till.ledger.verify().unwrap(), []);
}
