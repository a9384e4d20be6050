//! Random walks of the payment machine, recorded as the engine records them.

use comptoir_core::evidence::{Told, Word};
use comptoir_core::ids::SaleId;
use comptoir_core::order::Sale;
use comptoir_core::payment::{Decision, Effect, Event, Moment, Payment, step};
use proptest::prelude::*;

use crate::samples::{Till, due, gateway_reference, report, settlement};

/// What happens next: to a payment already there, or to a sale.
#[derive(Debug, Clone)]
enum Turn {
    NewSale,
    AnotherPayment(usize),
    Event(usize, usize),
    Hours(i64),
    Restart,
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = prop_oneof![
        2 => Just(Turn::NewSale),
        2 => any::<usize>().prop_map(Turn::AnotherPayment),
        30 => (any::<usize>(), 0..EVENTS).prop_map(|(payment, event)| Turn::Event(payment, event)),
        1 => (-30..80i64).prop_map(Turn::Hours),
        1 => Just(Turn::Restart),
    ];
    prop::collection::vec(turn, 1..80)
}

const EVENTS: usize = 21;

fn event(payment: &Payment, which: usize) -> Event {
    let order = &payment.order;
    let answered = |word| Event::Answered(Box::new(report(order, word)));
    let mut other_amount = report(order, Word::Paid);
    other_amount.amount_minor = Told::That(100);
    let reason = comptoir_core::code::Reason::TimedOut;
    let events = [
        Event::Send,
        Event::Send,
        Event::Show,
        Event::Drop,
        Event::Created { gateway_reference: gateway_reference(order), page_url: None },
        Event::CreateRefused(reason),
        Event::ReferenceKnown,
        Event::NotSent(reason),
        Event::CreateUnanswered(reason),
        answered(Word::Paid),
        answered(Word::Pending),
        answered(Word::Declined),
        answered(Word::Expired),
        Event::Answered(Box::new(other_amount)),
        Event::NotKnown,
        Event::Unanswered(reason),
        Event::Cancel,
        Event::Resend,
        Event::Accept,
        Event::Decide(Decision::Paid),
        Event::Decide(Decision::Refunded),
    ];
    events.into_iter().nth(which).unwrap()
}

/// Takes one event as the engine does, and tells the payment after it.
fn drive(till: &mut Till, payment: &Payment, event: &Event) -> Payment {
    let (sale, id) = (payment.order.sale_id, payment.order.payment_id);
    let moment = Moment {
        now: till.now(),
        sale_settled: till.ledger.sale_settled_but_for(sale, id).unwrap(),
        contested: till.ledger.contested(sale, id).unwrap(),
    };
    let (next, effects) = step(payment, event, &moment);
    let mut durable = payment.clone();
    for effect in effects {
        if let Effect::Record { evidence, receipt } = effect {
            let due = receipt.then(|| due(moment.now));
            let issued = if let Event::Decide(decision) = event {
                till.ledger.settle(&next, &settlement(*decision), due.as_ref()).unwrap()
            } else {
                till.ledger.change(&next, evidence.as_deref(), due.as_ref()).unwrap()
            };
            assert_eq!(issued, till.ledger.receipt_of(id).unwrap());
            durable = next.clone();
        }
    }
    assert_eq!(durable, next, "the machine changes nothing that it does not record");
    next
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happens_the_tables_equal_the_replay_of_the_journal(turns in turns()) {
        let mut till = Till::new();
        let mut sales: Vec<Sale> = Vec::new();
        let mut payments: Vec<Payment> = Vec::new();
        for turn in turns {
            match turn {
                Turn::NewSale => {
                    let sale = till.sale();
                    payments.push(till.record_for(&sale));
                    sales.push(sale);
                }
                Turn::AnotherPayment(which) if !sales.is_empty() => {
                    let sale = sales[which % sales.len()].clone();
                    payments.push(till.record_for(&sale));
                }
                Turn::Event(which, of_events) if !payments.is_empty() => {
                    let which = which % payments.len();
                    let event = event(&payments[which], of_events);
                    payments[which] = drive(&mut till, &payments[which], &event);
                }
                Turn::AnotherPayment(_) | Turn::Event(..) => {}
                Turn::Hours(hours) => till.seconds += hours * 3_600,
                Turn::Restart => till = till.reopened(),
            }
        }
        let now = till.now();
        till.ledger.forget_confidential(now).unwrap();
        prop_assert_eq!(till.ledger.verify().unwrap(), []);
        for payment in &payments {
            prop_assert_eq!(till.ledger.payment(payment.order.payment_id).unwrap(), Some(payment.clone()));
        }
        let receipts = |sale: SaleId| {
            let of_sale = payments.iter().filter(|payment| payment.order.sale_id == sale);
            of_sale.filter(|payment| till.ledger.receipt_of(payment.order.payment_id).unwrap().is_some()).count()
        };
        prop_assert!(sales.iter().all(|sale| receipts(sale.sale_id) <= 1));
    }
}
