use comptoir_tests::PHONE;
use serde_json::json;

use super::*;
use crate::acts::pay;
use crate::hall::Hall;
use crate::kinds::Kind;
use crate::line::{Part, Silence};
use crate::run::Kill;
use crate::stand::Stand;

fn of_one_paid_and_one_open_payment() -> Evidence {
    let mut stand = Stand::new();
    stand.serve_the_next_customer();
    stand.customers_hesitate();
    stand.told.extend(stand.till.run(["pay", "12500", "--phone", PHONE]).exits(4).lines);
    let evidence = stand.evidence();
    assert_eq!(evidence.states().collect::<Vec<_>>(), ["pending", "paid"]);
    evidence
}

/// What is altered, and what must be said of it.
type Lie = (fn(&mut Evidence), &'static str);

/// Newest first.
const OPEN: usize = 0;
const PAID: usize = 1;

const LIES: [Lie; 17] = [
    (|it| it.sound = false, "the ledger is not sound"),
    (|it| it.requests.push(it.requests[0].clone()), "was sent twice"),
    (|it| it.requests.push("X".to_owned()), "X was sent and is not on disk"),
    (|it| it.truth.push(one_more_debit(it)), "X is not on disk, and the customer Pays"),
    (|it| it.truth[1].customer = Customer::Pays, "is pending, and the customer Pays"),
    (|it| it.truth[0].customer = Customer::Waits, "is paid, and the customer Waits"),
    (|it| it.truth[0].amount -= 1, "is not of the 699 that the customer was asked for"),
    (|it| it.truth.clear(), "is paid, and the gateway does not know it"),
    (|it| drop(it.ledger.remove(PAID)), "is not on disk, and the customer Pays"),
    (|it| drop(it.ledger.remove(OPEN)), "is not on disk, and the customer Waits"),
    (|it| it.ledger[OPEN]["state"] = json!("abandoned_unsent"), "is abandoned_unsent, and the customer Waits"),
    (|it| it.ledger[OPEN]["state"] = json!("recorded"), "is recorded, and the customer Waits"),
    (|it| it.ledger[PAID]["state"] = json!("declined"), "is declined with the receipt"),
    (|it| it.ledger[PAID]["receipt_number"] = json!(null), "is paid with the receipt null"),
    (|it| skip_a_number(it), "the receipts are numbered"),
    (|it| it.told[0]["sale_id"] = json!("X"), "told as"),
    (|it| it.ledger[OPEN]["state"] = json!("create_unknown"), "told as"),
];

#[test]
fn a_lie_about_a_till_that_stands_as_it_must_is_seen() {
    let evidence = of_one_paid_and_one_open_payment();
    assert_eq!(evidence.faults(), Vec::<String>::new());
    for (tell, fault) in LIES {
        let mut lied = evidence.clone();
        tell(&mut lied);
        let faults = lied.faults();
        assert!(faults.iter().any(|found| found.contains(fault)), "not seen: {fault}\n{faults:?}");
    }
}

/// Of a page that is told and waits, a request whose answer was lost, and one that cannot be asked about.
fn of_three_gateways() -> Evidence {
    let mut hall = Hall::new();
    hall.customers(Customer::Waits);
    let lost = hall.line(Kind::Payplus).fall_silent(Silence::AnswerAt(Part::Nothing));
    hall.run(hall.command(&pay(Kind::Payplus)), "", Kill::When(lost));
    hall.told_by(&[&["pay", "700"], Kind::PaiementPro.customer()].concat(), "");
    hall.told_by(&[&["pay", "700"], Kind::Cinetpay.customer()].concat(), "");
    hall.recover();
    let evidence = hall.evidence();
    assert_eq!(evidence.states().collect::<Vec<_>>(), ["pending", "pending", "abandoned_orphan"]);
    assert_eq!((evidence.faults(), hall.leaks()), (vec![], vec![]));
    evidence
}

const CINETPAY: usize = 0;
const PAIEMENT_PRO: usize = 1;
const PAYPLUS: usize = 2;

const LIES_OF_PAGES: [Lie; 10] = [
    (|it| pays(it, CINETPAY), "is pending, and the customer Pays"),
    (|it| pays(it, PAYPLUS), "is abandoned_orphan, and the customer Pays"),
    (|it| it.ledger[CINETPAY]["state"] = json!("abandoned_orphan"), "is abandoned_orphan, and the customer Waits"),
    (|it| it.ledger[CINETPAY]["state"] = json!("unresolved"), "is unresolved, and the customer Waits"),
    (|it| it.ledger[PAIEMENT_PRO]["state"] = json!("unresolved"), "is unresolved, and the customer Waits"),
    (|it| it.ledger[PAYPLUS]["state"] = json!("create_unknown"), "is create_unknown, and the customer Waits"),
    (|it| it.ledger[PAYPLUS]["page_url"] = json!("https://page.example"), "is abandoned_orphan, and the customer Waits"),
    (|it| it.ledger[CINETPAY]["page_url"] = json!(null), "told as"),
    (|it| it.ledger[CINETPAY]["state"] = json!("cancel_requested"), "is cancel_requested, and the customer Waits"),
    (|it| it.truth.clear(), "is pending, and the gateway does not know it"),
];

fn pays(evidence: &mut Evidence, payment: usize) {
    let reference = evidence.ledger[payment]["reference"].clone();
    evidence.truth.iter_mut().find(|asked| reference == *asked.identifier).unwrap().customer = Customer::Pays;
}

#[test]
fn a_lie_about_a_page_is_seen() {
    let evidence = of_three_gateways();
    for (tell, fault) in LIES_OF_PAGES {
        let mut lied = evidence.clone();
        tell(&mut lied);
        let faults = lied.faults();
        assert!(faults.iter().any(|found| found.contains(fault)), "not seen: {fault}\n{faults:?}");
    }
}

fn one_more_debit(evidence: &Evidence) -> Transaction {
    Transaction { identifier: "X".to_owned(), ..evidence.truth[0].clone() }
}

fn skip_a_number(evidence: &mut Evidence) {
    let number = evidence.ledger[PAID]["receipt_number"].as_str().unwrap().replace("000001", "000002");
    evidence.ledger[PAID]["receipt_number"] = json!(number);
}
