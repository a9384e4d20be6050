//! One sale, several payments.

use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_engine::AskedPayment;
use comptoir_practice::Does;

use crate::wire::Fault;
use crate::world::{World, push, refused};

fn retry(of: PaymentId, accept_double: bool) -> AskedPayment {
    AskedPayment { retry_of: Some(of), accept_double, ..push("12515") }
}

#[test]
fn a_sale_with_a_payment_that_may_still_be_paid_has_another_only_by_a_persons_word() {
    let world = World::of(31);
    let first = world.push("12515");
    world.clock.pass(Duration::from_secs(10));
    assert_eq!(refused(world.start(&retry(first, false))), Code::EarlierPaymentAlive);
    let second = world.start(&retry(first, true)).unwrap();
    world.customer(second, Does::Pays { amount: None });
    world.wait(second, Duration::from_secs(60));
    assert_eq!(world.standing(second), ("paid", None, "no"));
    world.customer(first, Does::Pays { amount: None });
    world.wait(first, Duration::from_secs(60));
    assert_eq!(world.standing(first), ("late_paid", Some("paid_twice"), "yes"), "the second success is money to give back");
    assert_eq!(refused(world.engine().accept(first)), Code::NotAcceptable);
    assert_eq!(refused(world.start(&retry(second, true))), Code::SaleSettled);
}

#[test]
fn the_earlier_payment_is_asked_about_before_another_may_stand_in_for_it() {
    let world = World::of(32);
    let first = world.push("12515");
    world.clock.pass(Duration::from_secs(10));
    world.customer(first, Does::Pays { amount: None });
    assert_eq!(refused(world.start(&retry(first, true))), Code::SaleSettled);
    assert_eq!(world.state(first), "paid");
    let refusing = world.push("22505");
    world.clock.pass(Duration::from_secs(10));
    let again = AskedPayment { retry_of: Some(refusing), ..push("22505") };
    assert!(world.start(&again).is_ok(), "a refusal that nobody had asked for yet frees the sale");
}

#[test]
fn a_late_payment_settles_its_sale_only_when_a_person_accepts_it() {
    let world = World::of(33);
    let first = world.push("12515");
    world.engine().cancel(first).unwrap();
    world.clock.pass(Duration::from_secs(10));
    let second = world.start(&retry(first, true)).unwrap();
    world.customer(first, Does::Pays { amount: None });
    world.wait(first, Duration::from_secs(60));
    assert_eq!(world.state(first), "late_paid");
    world.customer(second, Does::Pays { amount: None });
    world.wait(second, Duration::from_secs(60));
    assert_eq!(world.state(second), "paid", "the one that was waited for is the sale's");
    assert_eq!(refused(world.engine().accept(first)), Code::NotAcceptable);
    assert_eq!(world.engine().ledger().verify().unwrap(), []);
}

#[test]
fn two_late_payments_of_one_sale_are_accepted_once() {
    let world = World::of(34);
    let first = world.push("12515");
    world.clock.pass(Duration::from_secs(10));
    let second = world.start(&retry(first, true)).unwrap();
    for id in [first, second] {
        world.engine().cancel(id).unwrap();
        world.customer(id, Does::Pays { amount: None });
    }
    world.clock.pass(Duration::from_secs(10));
    world.resume();
    assert_eq!((world.state(first), world.state(second)), ("late_paid", "late_paid"));
    world.engine().accept(second).unwrap();
    assert_eq!(refused(world.engine().accept(first)), Code::NotAcceptable);
    assert_eq!((world.state(first), world.state(second)), ("late_paid", "paid"));
}

#[test]
fn a_sale_in_which_another_payment_may_still_be_paid_sends_nothing_again() {
    let world = World::of(35);
    world.wire.next([Some(Fault::LostBefore)]);
    let first = world.push("12515");
    let second = world.start(&retry(first, true)).unwrap();
    world.ask_after(Duration::from_secs(6), first);
    world.ask_after(Duration::from_secs(6), first);
    assert_eq!(refused(world.run(world.engine().resend(first))), Code::ResendNotSafe);
    world.customer(second, Does::Refuses);
    world.wait(second, Duration::from_secs(60));
    assert_eq!(world.state(second), "declined");
    world.run(world.engine().resend(first)).unwrap();
    assert_eq!(world.state(first), "pending");
}

#[test]
fn a_retry_asks_for_the_same_amount() {
    let world = World::of(36);
    let first = world.push("12505");
    world.wait(first, Duration::from_secs(60));
    let dearer = AskedPayment { retry_of: Some(first), ..push("12506") };
    assert_eq!(refused(world.start(&dearer)), Code::SaleAmountDiffers);
    assert_eq!(world.gateway.transactions().len(), 1);
}

#[test]
fn the_amounts_that_one_key_takes_are_those_that_the_shop_is_paid_most_often() {
    let world = World::of(36);
    let frequent = || world.engine().frequent_amounts().unwrap();
    // What a practice customer does is decided by the amount.
    let sells = |amount, times, end| {
        for _ in 0..times {
            let id = world.push(amount);
            world.wait(id, Duration::from_mins(2));
            assert_eq!(world.state(id), end);
        }
    };
    let first = [500, 1_000, 2_000, 5_000, 10_000];
    assert_eq!(frequent(), first);
    sells("725", 3, "paid");
    sells("2000", 4, "paid");
    sells("1335", 2, "paid");
    sells("705", 3, "declined");
    assert_eq!(frequent(), [500, 725, 1_000, 2_000, 5_000]);
    world.clock.pass(Duration::from_hours(24 * 31));
    assert_eq!(frequent(), first, "what was sold long ago is no longer frequent");
}
