//! `--wait`: it counts from the start, ends early on an end, and stopping it cancels nothing.

use std::thread;
use std::time::{Duration, Instant};

use comptoir_tests::{Call, Customer, PHONE};

use crate::counter;

/// Far below the time after which the program itself gives a silent gateway up.
const SOON: Duration = Duration::from_secs(30);

#[test]
fn without_a_wait_pay_returns_at_the_gateways_first_answer() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let outcome = till.run(["pay", "12500", "--phone", PHONE]).exits(4);
    assert_eq!(outcome.states(), ["recorded", "sending", "pending"]);
    let outcome = till.run(["pay", "12500", "--phone", PHONE, "--wait", "0"]).exits(4);
    assert_eq!(outcome.state(), "pending");
    assert!(gateway.requests(Call::Status).is_empty());
}

#[test]
fn a_wait_ends_early_when_the_payment_is_paid_declined_or_expired() {
    thread::scope(|scope| {
        for (does, state, exit) in
            [(Customer::Pays, "paid", 0), (Customer::Declines, "declined", 3), (Customer::LetsExpire, "expired", 3)]
        {
            scope.spawn(move || {
                let (gateway, till) = counter();
                gateway.everyone(does);
                let running = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
                let outcome = running.finish_within(SOON).exits(exit);
                assert_eq!(outcome.states(), ["recorded", "sending", "pending", state]);
                assert_eq!(gateway.requests(Call::Status).len(), 1);
            });
        }
        scope.spawn(|| {
            let (mut gateway, till) = counter();
            gateway.go_away();
            let running = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
            assert_eq!(running.finish_within(SOON).exits(3).state(), "abandoned_unsent");
        });
    });
}

#[test]
fn a_wait_that_is_over_leaves_the_payment_as_it_stands() {
    let (gateway, till) = counter();
    let start = Instant::now();
    let outcome = till.run(["pay", "12500", "--phone", PHONE, "--wait", "3"]).exits(4);
    assert!(start.elapsed() >= Duration::from_secs(3));
    assert_eq!(outcome.states(), ["recorded", "sending", "pending"]);
    assert_eq!(till.run(["show", &outcome.id()]).exits(4).state(), "pending");
    assert_eq!(gateway.requests(Call::Pay).len(), 1);
}

#[test]
fn a_wait_counts_from_the_start_even_while_the_gateway_says_nothing() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let held = gateway.hold(Call::Pay);
    let running = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "3"]);
    let outcome = running.finish_within(SOON).exits(4);
    held.reached();
    assert_eq!(outcome.states(), ["recorded", "sending", "create_unknown"], "the request may have arrived");
    held.release();
    gateway.until(Call::Pay, 1);
    let paid = till.run(["ask", &outcome.id()]).exits(0);
    assert_eq!((paid.state().as_str(), gateway.requests(Call::Pay).len(), gateway.taken()), ("paid", 1, 12_500));
}

#[test]
fn a_payment_is_asked_about_again_until_its_customer_has_decided() {
    let (gateway, till) = counter();
    let running = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
    gateway.until(Call::Status, 1);
    gateway.everyone(Customer::Pays);
    let outcome = running.finish_within(SOON).exits(0);
    assert_eq!(outcome.states(), ["recorded", "sending", "pending", "paid"]);
    assert_eq!(gateway.requests(Call::Pay).len(), 1);
    assert!(outcome.text("receipt_number").starts_with("T-COMPTOIR-1-"));
}
