//! A customer is asked, and decides.

use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_engine::AskedPayment;
use comptoir_engine::ports::Clock;
use comptoir_practice::{Does, State as Truth};

use crate::world::{World, bounded, push, refused};

#[test]
fn a_customer_who_pays_by_push_gets_the_receipt_number_one() {
    let world = World::of(1);
    let id = world.push("12 500");
    assert_eq!(world.standing(id), ("pending", None, "unknown"));
    world.wait(id, Duration::from_secs(60));
    let paid = world.view(id);
    assert_eq!((paid.state, paid.reason, paid.money_at_risk), ("paid", None, "no"));
    assert_eq!(paid.receipt_number.as_deref(), Some("COMPTOIR-1-2026-000001"));
    assert_eq!(paid.gateway_reference.as_deref(), Some("1000001"));
    assert_eq!(paid.operator_reference.as_deref(), Some("ENTRAINEMENT-1000001"));
    assert!(matches!(world.truth(&paid.reference), Some(Truth::Paid { amount: 12_500, .. })));
    assert!(world.clock.elapsed() < Duration::from_secs(10), "an answer that is there is seen within seconds");
    assert_eq!(world.engine().ledger().verify().unwrap(), []);
}

#[test]
fn a_customer_who_refuses_gets_no_receipt_and_may_be_asked_again() {
    let world = World::of(2);
    let id = world.push("12505");
    world.wait(id, Duration::from_secs(60));
    assert_eq!(world.standing(id), ("declined", Some("refused"), "no"));
    assert_eq!(world.view(id).receipt_number, None);
    let again = AskedPayment { retry_of: Some(id), ..push("12505") };
    let again = world.start(&again).unwrap();
    world.customer(again, Does::Pays { amount: None });
    world.wait(again, Duration::from_secs(60));
    assert_eq!(world.view(again).receipt_number.as_deref(), Some("COMPTOIR-1-2026-000001"));
    assert_eq!(world.view(again).sale_id, world.view(id).sale_id);
}

#[test]
fn a_request_that_expired_and_is_paid_late_waits_for_a_person_to_accept_it() {
    let world = World::of(3);
    let id = world.push("12510");
    world.wait(id, Duration::from_mins(5));
    assert_eq!(world.standing(id), ("expired", Some("lapsed"), "no"));
    world.clock.pass(Duration::from_mins(40));
    world.customer(id, Does::Pays { amount: None });
    world.resume();
    assert_eq!(world.standing(id), ("late_paid", Some("paid_after_end"), "yes"));
    assert_eq!(world.view(id).receipt_number, None);
    world.engine().accept(id).unwrap();
    let accepted = world.view(id);
    assert_eq!((accepted.state, accepted.reason, accepted.money_at_risk), ("paid", Some("accepted_by_hand"), "no"));
    assert_eq!(accepted.receipt_number.as_deref(), Some("COMPTOIR-1-2026-000001"));
    assert_eq!(refused(world.engine().accept(id)), Code::NotAcceptable);
}

#[test]
fn a_cashier_who_stops_waiting_cancels_nothing_and_a_later_payment_is_late() {
    let world = World::of(4);
    let id = world.push("12515");
    world.wait(id, Duration::from_secs(30));
    world.engine().cancel(id).unwrap();
    assert_eq!(world.standing(id), ("cancel_requested", Some("cancelled_by_cashier"), "unknown"));
    world.customer(id, Does::Pays { amount: None });
    world.wait(id, Duration::from_secs(60));
    assert_eq!(world.standing(id), ("late_paid", Some("paid_after_end"), "yes"));
}

#[test]
fn a_page_with_an_edited_amount_is_held_and_makes_no_receipt() {
    let world = World::of(5);
    let id = world.page("12500");
    assert_eq!(world.state(id), "pending");
    world.scan(id, |address| address.replace("amount=12500", "amount=100"));
    world.wait(id, Duration::from_secs(60));
    assert_eq!(world.standing(id), ("held", Some("amount_differs"), "yes"));
    assert_eq!(world.view(id).receipt_number, None);
    assert_eq!(world.wire.creates(&world.view(id).reference), 0);
}

#[test]
fn a_page_as_it_was_shown_is_paid_and_shown_no_more() {
    let world = World::of(6);
    let id = world.page("12500");
    world.wait(id, Duration::from_secs(20));
    assert_eq!(world.standing(id), ("pending", None, "unknown"), "a page that nobody has opened is no trouble");
    world.scan(id, str::to_owned);
    world.wait(id, Duration::from_secs(60));
    assert_eq!(world.standing(id), ("paid", None, "no"));
    assert!(world.run(world.engine().page(id)).unwrap().is_none());
}

#[test]
fn a_double_key_press_asks_the_customer_once() {
    bounded(|| {
        let world = World::of(7);
        let id = PaymentId::minted(world.clock.now(), &[1; 10]);
        let asked = AskedPayment { payment_id: Some(id), ..push("12500") };
        let (first, second) = world.run(futures::future::join(world.engine().start(&asked), world.engine().start(&asked)));
        assert_eq!((first.unwrap().known, second.unwrap().known), (false, true));
        assert_eq!(world.wire.creates(&world.view(id).reference), 1);
        let other = AskedPayment { payment_id: Some(id), ..push("12501") };
        assert_eq!(refused(world.start(&other)), Code::IdReused);
        world.wait(id, Duration::from_secs(60));
        assert!(world.run(world.engine().start(&asked)).unwrap().known);
        assert_eq!((world.state(id), world.wire.creates(&world.view(id).reference)), ("paid", 1));
    });
}
