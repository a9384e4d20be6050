//! `show`, `ask`, `cancel` and `accept`.

use std::time::{Duration, Instant};

use comptoir_tests::{BOUND, Call, Customer};
use serde_json::Value;

use crate::{counter, pending};

#[test]
fn a_payment_is_found_by_its_id_its_reference_and_its_receipts_number() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let id = pending(&till, "12500").id();
    let paid = till.run(["ask", &id]).exits(0);
    let names = [
        id.clone(),
        id.to_uppercase(),
        paid.text("reference"),
        paid.text("reference").to_lowercase(),
        paid.text("receipt_number"),
    ];
    for name in &names {
        assert_eq!(till.run(["show", name]).exits(0).last(), paid.last(), "{name}");
        assert_eq!(till.run(["receipt", name]).exits(0).text("payment_id"), id, "{name}");
    }
    assert_eq!(gateway.requests(Call::Status).len(), 1, "none of these is a question");
}

#[test]
fn a_payment_that_is_not_there_is_bad_input_for_every_command() {
    let (gateway, till) = counter();
    for command in ["show", "ask", "cancel", "accept", "resend", "receipt"] {
        for name in ["rien", "01a21853-9133-7c80-9686-d8e9ccc7edc4", "CPTAQPL53UESAV3RVZK2EZ76J", "T-COMPTOIR-1-2026-000009"] {
            till.run([command, name]).refused(2, "payment_unknown");
        }
    }
    assert_eq!(gateway.count(), 0);
}

#[test]
fn ask_sends_one_question_and_an_earlier_one_sends_none() {
    let (gateway, till) = counter();
    let payment = pending(&till, "12500");
    let start = Instant::now();
    let first = till.run(["ask", &payment.id()]).exits(4);
    assert_eq!((first.lines.len(), first.state()), (1, "pending".to_owned()));
    let questions = || gateway.requests(Call::Status).len();
    assert_eq!(questions(), 1);
    let sent = gateway.requests(Call::Status).remove(0);
    assert_eq!(
        (sent.text("identifier"), sent.text("auth_token").as_deref()),
        (Some(payment.text("reference")), Some("practice-key"))
    );
    gateway.everyone(Customer::Pays);
    // Asked until it is sent again: before that every answer is the current view.
    let outcome = loop {
        let outcome = till.run(["ask", &payment.id()]);
        if questions() > 1 {
            break outcome;
        }
        assert_eq!(outcome.exits(4).state(), "pending");
        assert!(start.elapsed() < BOUND, "no second question");
    };
    assert_eq!(outcome.exits(0).state(), "paid");
    assert!(start.elapsed() >= Duration::from_secs(3), "sent again after {:?}", start.elapsed());
    till.run(["ask", &payment.id()]).exits(0);
    assert_eq!(questions(), 2, "a final payment is not asked about");
}

#[test]
fn cancel_stops_waiting_and_the_payment_stays_watched() {
    let (gateway, till) = counter();
    let payment = pending(&till, "12500");
    let cancelled = till.run(["cancel", &payment.id()]).exits(4);
    assert_eq!((cancelled.state().as_str(), cancelled.text("reason").as_str()), ("cancel_requested", "cancelled_by_cashier"));
    assert_eq!(gateway.count(), 1, "no gateway has such a call");
    assert_eq!(till.run(["cancel", &payment.id()]).exits(4).state(), "cancel_requested", "twice is once");
    gateway.customer(&payment.text("reference"), Customer::Pays);
    let late = till.run(["ask", &payment.id()]).exits(4);
    assert_eq!((late.state().as_str(), late.text("reason").as_str()), ("late_paid", "paid_after_end"));
    assert_eq!((late.text("money_at_risk").as_str(), &late.last()["receipt_number"]), ("yes", &Value::Null));
}

#[test]
fn a_cancelled_payment_can_end_as_its_customer_decides() {
    let (gateway, till) = counter();
    for (does, state) in [(Customer::Declines, "declined"), (Customer::LetsExpire, "expired")] {
        let payment = pending(&till, "12500");
        till.run(["cancel", &payment.id()]).exits(4);
        gateway.customer(&payment.text("reference"), does);
        assert_eq!(till.run(["ask", &payment.id()]).exits(3).state(), state);
    }
}

#[test]
fn a_late_payment_is_accepted_once_and_has_its_receipt() {
    let (gateway, till) = counter();
    let payment = pending(&till, "12500");
    till.run(["accept", &payment.id()]).refused(2, "not_acceptable");
    till.run(["cancel", &payment.id()]).exits(4);
    till.run(["accept", &payment.id()]).refused(2, "not_acceptable");
    gateway.customer(&payment.text("reference"), Customer::Pays);
    till.run(["ask", &payment.id()]).exits(4);
    let accepted = till.run(["accept", &payment.id()]).exits(0);
    assert_eq!((accepted.state().as_str(), accepted.text("reason").as_str()), ("paid", "accepted_by_hand"));
    assert_eq!(accepted.text("money_at_risk"), "no");
    assert_eq!(till.run(["receipt", &payment.id()]).exits(0).text("receipt_number"), accepted.text("receipt_number"));
    till.run(["accept", &payment.id()]).refused(2, "not_acceptable");
    till.run(["cancel", &payment.id()]).exits(0);
    assert_eq!(till.run(["show", &payment.id()]).exits(0).state(), "paid", "paid is never left");
}

#[test]
fn a_payment_held_after_a_cancel_becomes_late_and_not_paid() {
    let (gateway, till) = counter();
    let payment = pending(&till, "12500");
    till.run(["cancel", &payment.id()]).exits(4);
    let answer = serde_json::json!({"status": 0, "amount": 1, "identifier": payment.text("reference")});
    gateway.once(Call::Status, comptoir_tests::Answer::json(answer));
    assert_eq!(till.run(["ask", &payment.id()]).exits(4).state(), "held");
    till.run(["accept", &payment.id()]).refused(2, "not_acceptable");
    gateway.customer(&payment.text("reference"), Customer::Pays);
    assert_eq!(till.run(["resume"]).exits(4).state(), "late_paid");
}

#[test]
fn a_declined_payment_that_is_paid_all_the_same_is_late() {
    let (gateway, till) = counter();
    let payment = pending(&till, "12500");
    gateway.customer(&payment.text("reference"), Customer::Declines);
    till.run(["ask", &payment.id()]).exits(3);
    gateway.customer(&payment.text("reference"), Customer::Pays);
    let late = till.run(["resume"]).exits(4);
    assert_eq!((late.id(), late.state().as_str()), (payment.id(), "late_paid"));
    assert_eq!(till.run(["accept", &payment.id()]).exits(0).state(), "paid");
}
