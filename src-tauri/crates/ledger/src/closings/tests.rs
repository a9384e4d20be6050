use comptoir_core::money::Currency;
use comptoir_core::payment::Payment;
use comptoir_core::printer::{PrintOutcome, PrintTrouble};
use comptoir_core::state::State;
use jiff::ToSpan;

use super::*;
use crate::samples::{Till, at, given_back};

fn due(till: &mut Till, seed: u8) -> ClosingDue {
    let shop = Shop::default();
    ClosingDue {
        closing_id: ClosingId::minted(at(1), &[seed; 10]),
        series: Series::of(&shop, Environment::Live, 2027),
        shop,
        environment: Environment::Live,
        closed_at: till.now(),
    }
}

fn close(till: &mut Till, seed: u8, asked: &AskedClosing) -> Result<LinkedClosing, LedgerError> {
    let due = due(till, seed);
    till.ledger.close(&due, asked)
}

fn explained(payments: &[&Payment]) -> AskedClosing {
    let word = |payment: &&Payment| (payment.order.payment_id, "le client revient demain".to_owned());
    AskedClosing { explained: payments.iter().map(word).collect(), ..AskedClosing::default() }
}

fn refund(till: &mut Till, payment: &Payment, seed: u8, minor: i64) {
    let due = crate::samples::due(till.now());
    till.ledger.refund(payment.order.payment_id, given_back(seed, minor), &due).unwrap();
}

#[test]
fn a_closing_covers_all_since_the_one_before_and_the_perpetual_total_goes_on() {
    let mut till = Till::new();
    let first = till.paid();
    till.paid();
    refund(&mut till, &first, 1, 4_500);
    let one = close(&mut till, 1, &AskedClosing::default()).unwrap();
    let Closing { number, takings, perpetual, .. } = &one.closing;
    assert_eq!(number, "COMPTOIR-1-2027-Z000001");
    let [takings] = takings.as_slice() else { panic!("{takings:?}") };
    assert_eq!((takings.taken.count, takings.taken.amount_minor, takings.net_minor()), (2, 25_000, 20_500));
    assert_eq!(perpetual, &[Perpetual { currency: Currency::Xof, count: 2, amount_minor: 20_500 }]);
    let numbers = [&one.closing.first_receipt, &one.closing.last_receipt].map(|number| number.as_deref().unwrap());
    assert_eq!(numbers, ["COMPTOIR-1-2027-000001", "COMPTOIR-1-2027-000002"]);
    // What goes back later, of a sale of before, belongs to the next closing.
    refund(&mut till, &first, 2, 1_000);
    till.paid();
    let two = close(&mut till, 2, &AskedClosing::default()).unwrap();
    assert_eq!(two.closing.number, "COMPTOIR-1-2027-Z000002");
    assert_eq!(two.closing.first_entry, one.closing.last_entry + 1, "its own entry is the first of the next");
    assert_eq!(two.closing.since, Some(one.closing.closed_at));
    assert_eq!(two.closing.takings.first().unwrap().net_minor(), 11_500);
    assert_eq!(two.closing.perpetual, till.ledger.perpetual(Environment::Live).unwrap());
    assert_eq!(two.closing.perpetual.first().unwrap().amount_minor, 32_000);
    let empty = close(&mut till, 3, &AskedClosing::default()).unwrap();
    assert_eq!((empty.closing.takings.len(), empty.closing.perpetual), (0, two.closing.perpetual.clone()));
    till = till.reopened();
    assert_eq!(till.ledger.closings().unwrap().len(), 3);
    assert_eq!(till.ledger.closing_numbered("comptoir-1-2027-z000002").unwrap(), Some(two));
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn what_has_no_end_is_explained_and_goes_on_in_the_next_closing() {
    let mut till = Till::new();
    let open = till.record();
    let unresolved = till.record();
    let unresolved = till.moved(&unresolved, State::Unresolved);
    assert!(matches!(close(&mut till, 1, &explained(&[&open])), Err(LedgerError::Forbidden(_))));
    assert_eq!(till.ledger.closings().unwrap(), []);
    let closed = close(&mut till, 1, &explained(&[&open, &unresolved])).unwrap().closing;
    let left: Vec<_> = closed.left.iter().map(|left| (left.reference.clone(), left.state.as_str())).collect();
    assert_eq!(left, [(open.order.reference.clone(), "recorded"), (unresolved.order.reference.clone(), "unresolved")]);
    assert!(close(&mut till, 1, &explained(&[&open, &unresolved])).is_err(), "its name is taken");
    let sending = till.moved(&open, State::Sending { resent: false });
    let pending = till.moved(&sending, State::Pending);
    till.pay(&pending);
    let next = close(&mut till, 2, &explained(&[&unresolved])).unwrap().closing;
    assert_eq!(next.takings.first().unwrap().taken.count, 1, "paid since");
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn the_drawer_and_the_gateways_figures_are_kept_with_their_difference() {
    let mut till = Till::new();
    let paid = till.paid();
    refund(&mut till, &paid, 1, 2_500);
    let asked = AskedClosing {
        drawer: Some((Currency::Xof, 20_000, 17_000)),
        figures: vec![("boutique".to_owned(), Currency::Xof, 12_000), ("autre".to_owned(), Currency::Xof, 0)],
        ..AskedClosing::default()
    };
    let closing = close(&mut till, 1, &asked).unwrap().closing;
    let drawer = closing.drawer.unwrap();
    assert_eq!((drawer.moved_minor, drawer.difference_minor), (-2_500, -500));
    let differences: Vec<_> = closing.figures.iter().map(|figure| (figure.taken_minor, figure.difference_minor)).collect();
    assert_eq!(differences, [(12_500, -500), (0, 0)]);
}

#[test]
fn a_month_is_the_sum_of_its_closings_once_it_is_over() {
    let mut till = Till::new();
    let rolled = |name: &str, from: i64, before: i64| Rolled {
        kind: ClosingKind::Month,
        name: name.to_owned(),
        from: at(from),
        before: at(before),
    };
    for seed in 1..=3 {
        till.paid();
        close(&mut till, seed, &AskedClosing::default()).unwrap();
    }
    let end = till.seconds + 1;
    let running = due(&mut till, 4);
    let running = ClosingDue { closed_at: at(end - 1), ..running };
    assert!(till.ledger.close_period(&running, &rolled("2027-01", 0, end)).is_err());
    let over = due(&mut till, 4);
    assert!(till.ledger.close_period(&over, &rolled("2026-12", -9, 0)).is_err(), "nothing was closed in it");
    let month = till.ledger.close_period(&over, &rolled("2027-01", 0, end)).unwrap().closing;
    assert_eq!(month.number, "COMPTOIR-1-2027-ZM000001");
    assert_eq!(month.period.as_ref().map(|period| period.count), Some(3));
    assert_eq!(month.takings.first().unwrap().taken.amount_minor, 37_500);
    assert_eq!(month.perpetual.first().unwrap().amount_minor, 37_500);
    let again = due(&mut till, 5);
    assert!(till.ledger.close_period(&again, &rolled("2027-01", 0, end)).is_err(), "it is closed once");
    till.paid();
    let day = close(&mut till, 6, &AskedClosing::default()).unwrap().closing;
    assert_eq!((day.number.as_str(), day.takings.first().unwrap().taken.count), ("COMPTOIR-1-2027-Z000004", 1));
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn the_first_paper_of_a_closing_that_may_be_in_somebodys_hands_is_its_original() {
    let mut till = Till::new();
    let id = close(&mut till, 1, &AskedClosing::default()).unwrap().closing.closing_id;
    let mut copies = Vec::new();
    for outcome in [PrintOutcome::Failed(PrintTrouble::Unreachable), PrintOutcome::Printed, PrintOutcome::Printed] {
        let print = till.ledger.begin_closing_print(at(900), id, "caisse").unwrap();
        till.ledger.end_closing_print(at(901), id, print.place, outcome).unwrap();
        copies.push(print.copy);
    }
    assert_eq!(copies, [0, 0, 1]);
    assert!(till.ledger.begin_closing_print(at(902), ClosingId::minted(at(1), &[9; 10]), "caisse").is_err());
    let span = Span::Times { from: at(0), before: at(902).checked_add(1.second()).unwrap() };
    assert_eq!(till.ledger.stretch(span).unwrap().duplicates, 1);
    assert_eq!(till.ledger.verify().unwrap(), []);
}

#[test]
fn a_stretch_by_the_clock_and_one_by_the_entries_tell_the_same() {
    let mut till = Till::new();
    let paid = till.paid();
    let declined = till.record();
    till.moved(&declined, State::Declined);
    refund(&mut till, &paid, 1, 500);
    let by_clock = till.ledger.stretch(Span::Times { from: at(0), before: at(100_000) }).unwrap();
    assert_eq!(by_clock, till.ledger.stretch(till.ledger.span_to_close().unwrap()).unwrap());
    assert_eq!((by_clock.taken.len(), by_clock.returned.len(), by_clock.asked.len()), (1, 1, 2));
    let none = till.ledger.stretch(Span::Times { from: at(100_000), before: at(200_000) }).unwrap();
    assert_eq!(none.takings(), []);
}
