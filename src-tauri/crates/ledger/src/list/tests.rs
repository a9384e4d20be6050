use super::*;
use crate::samples::{Till, at};
use comptoir_core::ids::PaymentId;
use comptoir_core::printer::{PrintOutcome, PrintTrouble};
use comptoir_core::state::State;

fn all() -> Filter {
    Filter { limit: 100, ..Filter::default() }
}

fn ids(till: &Till, filter: &Filter) -> Vec<PaymentId> {
    till.ledger.list(filter).unwrap().iter().map(|payment| payment.order.payment_id).collect()
}

#[test]
fn the_list_is_newest_first_and_bounded() {
    let mut till = Till::new();
    let mut recorded: Vec<_> = (0..5).map(|_| till.record().order.payment_id).collect();
    recorded.reverse();
    assert_eq!(ids(&till, &all()), recorded);
    assert_eq!(ids(&till, &Filter { limit: 2, ..all() }), recorded[..2]);
    assert_eq!(ids(&till, &Filter { limit: 0, ..all() }), []);
}

#[test]
fn the_order_of_recording_stands_when_the_clock_goes_back() {
    let mut till = Till::new();
    let first = till.record().order.payment_id;
    till.seconds -= 3_600;
    let second = till.record().order.payment_id;
    assert_eq!(ids(&till, &all()), [second, first]);
}

#[test]
fn days_are_taken_from_their_first_to_before_their_last_moment() {
    let mut till = Till::new();
    let payments: Vec<_> = (0..3).map(|_| till.record()).collect();
    let [first, second, third] = &payments[..] else { unreachable!() };
    let between = |from: &Payment, to_before: &Payment| Filter {
        from: Some(from.order.created_at),
        to_before: Some(to_before.order.created_at),
        ..all()
    };
    assert_eq!(ids(&till, &between(first, third)), [second.order.payment_id, first.order.payment_id]);
    assert_eq!(ids(&till, &between(first, first)), []);
    assert_eq!(ids(&till, &Filter { from: Some(at(1_000_000)), ..all() }), []);
}

#[test]
fn open_means_still_to_be_settled() {
    let mut till = Till::new();
    let (open, ended, done) = (till.record(), till.record(), till.paid());
    till.moved(&ended, State::Expired);
    assert_eq!(ids(&till, &Filter { open: true, ..all() }), [open.order.payment_id]);
    assert_eq!(ids(&till, &all()), [done.order.payment_id, ended.order.payment_id, open.order.payment_id]);
}

#[test]
fn each_filter_lets_through_what_it_names_and_all_of_them_together() {
    let mut till = Till::new();
    let (pending, declined, paid) = (till.record(), till.record(), till.paid());
    till.moved(&pending, State::Pending);
    till.moved(&declined, State::Declined);
    let [pending, declined, paid] = [pending, declined, paid].map(|payment| payment.order.payment_id);
    let cases = [
        (Filter { states: vec!["pending"], ..all() }, vec![pending]),
        (Filter { states: vec!["paid", "declined"], ..all() }, vec![paid, declined]),
        (Filter { networks: vec![Network::TgTmoney], ..all() }, vec![paid, declined, pending]),
        (Filter { networks: vec![Network::TgFlooz, Network::CiWave], ..all() }, vec![]),
        (Filter { gateways: vec![GatewayKind::PaygateGlobal], ..all() }, vec![paid, declined, pending]),
        (Filter { gateways: vec![GatewayKind::Cinetpay], ..all() }, vec![]),
        (Filter { accounts: vec!["boutique".to_owned()], ..all() }, vec![paid, declined, pending]),
        (Filter { accounts: vec!["annexe".to_owned()], ..all() }, vec![]),
        (Filter { environments: vec![Environment::Live], ..all() }, vec![paid, declined, pending]),
        (Filter { environments: vec![Environment::Training, Environment::Test], ..all() }, vec![]),
        (Filter { states: vec!["pending"], query: Some("12500".to_owned()), open: true, ..all() }, vec![pending]),
        (Filter { states: vec!["pending"], query: Some("12501".to_owned()), ..all() }, vec![]),
    ];
    for (filter, expected) in cases {
        assert_eq!(ids(&till, &filter), expected, "{filter:?}");
    }
}

#[test]
fn a_receipt_is_printed_once_a_paper_of_it_counts() {
    let mut till = Till::new();
    till.record();
    let [never, failed, unsure, printed] = [(); 4].map(|()| till.paid().order.payment_id);
    let outcomes = [
        (failed, PrintOutcome::Failed(PrintTrouble::Unreachable)),
        (unsure, PrintOutcome::Unsure(PrintTrouble::Cut)),
        (printed, PrintOutcome::Failed(PrintTrouble::Unreachable)),
        (printed, PrintOutcome::Printed),
    ];
    for (id, outcome) in outcomes {
        let print = till.ledger.begin_print(at(900), id, None, "caisse").unwrap();
        till.ledger.end_print(at(901), id, print.place, outcome).unwrap();
    }
    assert_eq!(ids(&till, &Filter { printed: Some(true), ..all() }), [printed, unsure]);
    assert_eq!(ids(&till, &Filter { printed: Some(false), ..all() }), [failed, never]);
    till.ledger.begin_print(at(902), never, None, "caisse").unwrap();
    assert_eq!(ids(&till, &Filter { printed: Some(false), ..all() }), [failed], "one that is under way counts");
}

#[test]
fn a_list_goes_on_from_the_place_of_its_last_and_misses_nobody() {
    let mut till = Till::new();
    for _ in 0..7 {
        till.record();
    }
    let mut before = None;
    let mut read = Vec::new();
    loop {
        let stretch = till.ledger.listed(&Filter { before, limit: 3, ..all() }).unwrap();
        let Some(last) = stretch.last() else { break };
        before = Some(last.recorded_seq);
        read.extend(stretch.into_iter().map(|listed| listed.payment.order.payment_id));
        // What is recorded meanwhile comes before the list, not into it.
        if read.len() == 3 {
            till.record();
        }
    }
    assert_eq!(read, ids(&till, &all())[1..]);
}

#[test]
fn an_outline_counts_what_the_list_shows_and_tells_where_its_stretches_begin() {
    let mut till = Till::new();
    assert_eq!(till.ledger.outline(&all(), 2).unwrap(), crate::Outline::default());
    till.record();
    till.paid();
    till.paid();
    till.paid();
    let listed = till.ledger.listed(&all()).unwrap();
    let outline = till.ledger.outline(&Filter { limit: 1, before: Some(1), ..all() }, 2).unwrap();
    assert_eq!((outline.count, outline.starts), (4, vec![listed[0].recorded_seq, listed[2].recorded_seq]));
    let [sum] = outline.paid[..] else { panic!("{:?}", outline.paid) };
    assert_eq!((sum.currency.code(), sum.count, sum.minor), ("XOF", 3, 37_500));
    let none = till.ledger.outline(&Filter { query: Some("introuvable".to_owned()), ..all() }, 2).unwrap();
    assert_eq!(none, crate::Outline::default());
}

/// What SQLite does to answer a question, a line a step.
fn plan(till: &Till, question: &Question) -> Vec<String> {
    let mut statement = till.ledger.connection().prepare(&format!("EXPLAIN QUERY PLAN {}", question.sql)).unwrap();
    let steps = statement.query_map(params_from_iter(&question.values), |row| row.get(3)).unwrap();
    steps.collect::<Result<_, _>>().unwrap()
}

#[test]
fn no_question_walks_through_the_payments_themselves() {
    let till = Till::new();
    let days = Filter { from: Some(at(0)), to_before: Some(at(9)), ..all() };
    let mut filters = vec![
        all(),
        Filter { open: true, ..all() },
        Filter { before: Some(9), ..all() },
        days.clone(),
        Filter { states: vec!["held"], ..all() },
        Filter { networks: vec![Network::TgFlooz], gateways: vec![GatewayKind::Cinetpay], ..days },
        Filter { accounts: vec!["boutique".to_owned()], environments: vec![Environment::Test], ..all() },
        Filter { cashiers: vec!["owner".to_owned()], ..all() },
        Filter { printed: Some(true), ..all() },
        Filter { printed: Some(false), ..all() },
    ];
    let queries = ["12500", "3456", "90123456", "CPTASKW3XQ", "000482", "pagnes", "2026-000482", "oper 12", "a"];
    filters.extend(queries.map(|query| Filter { query: Some(query.to_owned()), ..all() }));
    for filter in filters {
        let columns = "recorded_seq, state, currency, amount_minor";
        let questions =
            [Question::of_all(&till.ledger, &filter, columns).unwrap(), Question::of_stretch(&till.ledger, &filter).unwrap()];
        for question in questions {
            for step in plan(&till, &question) {
                let walks = step.starts_with("SCAN") && !step.contains("INDEX") && !step.contains("json_each");
                assert!(!walks, "{filter:?}\n{step}\n{}", question.sql);
            }
        }
    }
}

#[test]
fn what_is_filtered_is_answered_from_one_index() {
    let till = Till::new();
    let filters = [
        all(),
        Filter { states: vec!["held"], ..all() },
        Filter { networks: vec![Network::TgFlooz], accounts: vec!["boutique".to_owned()], printed: Some(false), ..all() },
        Filter { from: Some(at(0)), environments: vec![Environment::Test], ..all() },
    ];
    for filter in filters {
        let question = Question::of_all(&till.ledger, &filter, "recorded_seq, state, currency, amount_minor").unwrap();
        let steps = plan(&till, &question);
        assert!(steps[0].contains("USING COVERING INDEX payments_listed"), "{filter:?}\n{steps:#?}");
        assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{filter:?}\n{steps:#?}");
    }
}
