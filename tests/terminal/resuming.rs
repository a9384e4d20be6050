//! `resume`: every open payment and every recent soft end is asked about, after whatever happened.

use std::time::Instant;

use comptoir_tests::{Answer, Call, Customer, PHONE, Till};
use serde_json::Value;

use crate::{counter, pending};

#[test]
fn with_nothing_to_ask_resume_is_done() {
    let (gateway, till) = counter();
    assert!(till.run(["resume"]).exits(0).lines.is_empty());
    assert_eq!(gateway.count(), 0);
    assert!(Till::new().run(["resume"]).exits(0).lines.is_empty(), "not even an account is needed");
}

#[test]
fn every_open_payment_and_recent_soft_end_has_one_line_at_its_last_state() {
    let (gateway, till) = counter();
    let [paid, declined, waiting, settled] = [(); 4].map(|()| pending(&till, "12500"));
    let decide = |payment: &comptoir_tests::Outcome, does| gateway.customer(&payment.text("reference"), does);
    decide(&settled, Customer::Pays);
    till.run(["ask", &settled.id()]).exits(0);
    decide(&paid, Customer::Pays);
    decide(&declined, Customer::Declines);
    let state = |line: &Value| (line["payment_id"].as_str().unwrap().to_owned(), line["state"].as_str().unwrap().to_owned());
    let states = |outcome: &comptoir_tests::Outcome| {
        let mut states: Vec<_> = outcome.lines.iter().map(state).collect();
        states.sort();
        states
    };
    let expected = |pairs: &[(&comptoir_tests::Outcome, &str)]| {
        let mut pairs: Vec<_> = pairs.iter().map(|(payment, state)| (payment.id(), (*state).to_owned())).collect();
        pairs.sort();
        pairs
    };
    let first = till.run(["resume"]).exits(4);
    assert_eq!(states(&first), expected(&[(&paid, "paid"), (&declined, "declined"), (&waiting, "pending")]));
    decide(&waiting, Customer::LetsExpire);
    let second = till.run(["resume"]).exits(0);
    assert_eq!(states(&second), expected(&[(&declined, "declined"), (&waiting, "expired")]));
    assert_eq!(gateway.requests(Call::Pay).len(), 4, "nothing is ever sent again");
}

#[test]
fn resume_goes_on_until_all_is_settled() {
    let (gateway, till) = counter();
    let one = pending(&till, "12500");
    pending(&till, "500");
    let running = till.spawn(["resume", "--wait", "600"]);
    gateway.until(Call::Status, 2);
    gateway.everyone(Customer::Pays);
    let outcome = running.finish().exits(0);
    assert_eq!(outcome.lines.len(), 2, "one line each\n{outcome}");
    assert!(outcome.lines.iter().all(|line| line["state"] == "paid"), "{outcome}");
    assert_eq!(till.run(["show", &one.id()]).exits(0).state(), "paid");
}

#[test]
fn a_gateway_that_is_silent_about_one_payment_does_not_keep_the_others_waiting_for_more_than_ten_seconds() {
    let (gateway, till) = counter();
    let payments = [(); 3].map(|()| pending(&till, "12500"));
    gateway.everyone(Customer::Pays);
    let held = gateway.hold(Call::Status);
    let start = Instant::now();
    // Its wait is over when the ten seconds are: nothing is waited for beyond them.
    let outcome = till.run(["resume", "--wait", "1"]).exits(4);
    held.release();
    assert!((10..30).contains(&start.elapsed().as_secs()), "it took {:?}", start.elapsed());
    let paid = outcome.lines.iter().filter(|line| line["state"] == "paid").count();
    let silent: Vec<_> = outcome.lines.iter().filter(|line| line["state"] == "pending").collect();
    assert_eq!((paid, silent.len(), payments.len()), (2, 1, 3), "{outcome}");
    assert_eq!(silent[0]["reason"], "timed_out");
}

#[test]
fn a_till_that_was_killed_while_it_waited_takes_the_payment_up_again() {
    let (gateway, till) = counter();
    let mut running = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
    let pending = running.until_state("pending");
    running.kill();
    gateway.everyone(Customer::Pays);
    let resumed = till.run(["resume"]).exits(0);
    assert_eq!((&resumed.last()["payment_id"], resumed.state().as_str()), (&pending["payment_id"], "paid"));
    assert_eq!((gateway.requests(Call::Pay).len(), gateway.taken()), (1, 12_500));
    let paid = till.run(["list"]).exits(0);
    assert_eq!((paid.lines.len(), paid.text("receipt_number").ends_with("-000001")), (1, true));
    assert!(till.run(["resume"]).exits(0).lines.is_empty());
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_till_that_was_killed_before_the_answer_looks_the_payment_up_and_sends_nothing_again() {
    for taken in [true, false] {
        let (gateway, till) = counter();
        gateway.everyone(Customer::Pays);
        gateway.once(Call::Pay, if taken { Answer::usual() } else { Answer::bytes(500, "") });
        let held = gateway.hold(Call::Pay);
        let mut running = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
        let sending = running.until_state("sending");
        held.reached();
        running.kill();
        let id = sending["payment_id"].as_str().unwrap();
        assert_eq!(till.run(["show", id]).exits(4).state(), "sending", "as it stands on the disk");
        held.release();
        let resumed = till.run(["resume", "--wait", if taken { "30" } else { "0" }]);
        assert_eq!(gateway.requests(Call::Pay).len(), 1);
        if taken {
            assert_eq!((resumed.exits(0).state().as_str(), gateway.taken()), ("paid", 12_500));
        } else {
            let unknown = resumed.exits(4);
            assert_eq!((unknown.state().as_str(), unknown.text("reason").as_str()), ("create_unknown", "interrupted"));
            assert_eq!(gateway.taken(), 0);
        }
        assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
    }
}
