//! A wall clock that is wrong, and is set right in the middle of things: a dead battery, a network that brings the time.

use std::time::Duration;

use comptoir_engine::ports::Clock;
use comptoir_ledger::Filter;
use comptoir_practice::Does;
use jiff::SignedDuration;

use crate::wire::Fault;
use crate::world::World;

/// Ten years.
const DECADE: SignedDuration = SignedDuration::from_hours(10 * 365 * 24);

#[test]
fn a_clock_that_jumps_ten_years_loses_no_payment_and_ends_none() {
    for (seed, jump) in [(41, DECADE), (42, -DECADE)] {
        let world = World::of(seed);
        let id = world.push("12515");
        let (clock, until) = (&world.clock, world.later(Duration::from_mins(3)));
        let jumping = async {
            clock.sleep(Duration::from_secs(20)).await;
            clock.jump(jump);
        };
        world.run(futures::future::join(world.engine().wait(id, until), jumping)).0.unwrap();
        let asked = world.wire.heard().len();
        assert!(asked < 120, "a clock that jumped brings no burst of questions: {asked}");
        assert!(["pending", "unresolved"].contains(&world.state(id)), "a clock alone ends no payment: {}", world.state(id));
        world.customer(id, Does::Pays { amount: None });
        world.clock.pass(Duration::from_secs(10));
        world.resume();
        if world.state(id) == "late_paid" {
            world.engine().accept(id).unwrap();
        }
        let paid = world.view(id);
        assert_eq!((paid.state, paid.money_at_risk), ("paid", "no"));
        let year = world.clock.now().to_zoned_datetime(jiff::tz::TimeZone::UTC).year();
        assert_eq!(paid.receipt_number, Some(format!("COMPTOIR-1-{year}-000001")));
        assert_eq!(world.engine().ledger().verify().unwrap(), []);
    }
}

#[test]
fn of_two_views_of_a_payment_the_later_one_is_seen_to_be_so_whatever_the_clock_does() {
    let world = World::of(45);
    let id = world.push("12500");
    let pending = world.view(id);
    world.clock.jump(-DECADE);
    world.wait(id, Duration::from_secs(60));
    let paid = world.view(id);
    assert_eq!((pending.state, paid.state), ("pending", "paid"));
    assert!(paid.updated_at >= pending.updated_at, "{} is told after {}", paid.updated_at, pending.updated_at);
    assert_eq!(world.engine().ledger().verify().unwrap(), []);
}

#[test]
fn payments_stand_in_the_order_of_their_recording_whatever_the_clock_says() {
    let mut world = World::of(43);
    let mut ids = Vec::new();
    for jump in [DECADE, -DECADE, -DECADE, SignedDuration::from_hours(-72), DECADE] {
        ids.push(world.push("12500"));
        world.clock.jump(jump);
        world.reopen();
    }
    ids.reverse();
    let all = Filter { limit: 9, ..Filter::default() };
    let listed: Vec<_> = world.engine().ledger().list(&all).unwrap().iter().map(|payment| payment.order.payment_id).collect();
    assert_eq!(listed, ids);
    world.clock.pass(Duration::from_secs(30));
    world.resume();
    for id in ids {
        let state = world.state(id);
        assert!(["paid", "late_paid"].contains(&state), "{state}");
    }
    assert_eq!(world.engine().ledger().verify().unwrap(), []);
}

#[test]
fn receipts_of_two_years_are_two_series_without_a_gap() {
    let world = World::of(44);
    let mut numbers = Vec::new();
    for jump in [SignedDuration::ZERO, DECADE, -DECADE, SignedDuration::from_secs(-1)] {
        world.clock.jump(jump);
        let id = world.push("12500");
        world.wait(id, Duration::from_secs(60));
        numbers.extend(world.view(id).receipt_number);
    }
    let expected = ["COMPTOIR-1-2026-000001", "COMPTOIR-1-2036-000001", "COMPTOIR-1-2026-000002", "COMPTOIR-1-2026-000003"];
    assert_eq!(numbers, expected);
    assert_eq!(world.engine().ledger().verify().unwrap(), []);
}

#[test]
fn an_end_that_was_noted_in_another_year_is_asked_about_once_more_when_the_clock_is_right() {
    let mut world = World::of(46);
    world.clock.jump(-DECADE);
    let id = world.push("12510");
    world.wait(id, Duration::from_mins(3));
    assert_eq!(world.state(id), "expired");
    world.customer(id, Does::Pays { amount: None });
    world.clock.jump(DECADE);
    world.reopen();
    world.resume();
    assert_eq!(world.standing(id), ("late_paid", Some("paid_after_end"), "yes"));
}

#[test]
fn a_request_that_was_not_known_in_the_future_is_left_to_a_person_all_the_same() {
    let world = World::of(47);
    world.wire.next([Some(Fault::LostBefore)]);
    world.clock.jump(DECADE);
    let id = world.push("12500");
    world.ask_after(Duration::from_secs(5), id);
    world.clock.jump(-DECADE);
    for _ in 0..2 {
        world.ask_after(Duration::from_mins(16), id);
    }
    assert_eq!(world.standing(id), ("unresolved", Some("never_known"), "unknown"));
}

#[test]
fn a_payment_that_was_recorded_in_the_future_is_not_asked_about_as_if_it_were_new() {
    for (seed, amount, state) in [(48, "12515", "pending"), (49, "12510", "expired")] {
        let world = World::of(seed);
        world.clock.jump(DECADE);
        let id = world.push(amount);
        world.wait(id, Duration::from_mins(3));
        assert_eq!(world.state(id), state);
        world.clock.jump(-DECADE);
        let known = world.wire.heard_count();
        let hours = async { world.clock.sleep(Duration::from_hours(10)).await };
        let watch = Box::pin(world.engine().keep_watch(id));
        world.run(futures::future::select(watch, Box::pin(hours)));
        let asked = world.wire.heard_count() - known;
        assert!(asked < 130, "{state}: asked about {asked} times in ten hours");
    }
}
