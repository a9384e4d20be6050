//! Ctrl-C and the signal that ends a program: they stop waiting, and cancel nothing.

use std::thread;
use std::time::Duration;

use comptoir_core::state::State;
use comptoir_tests::{Call, Customer, PHONE, Running, Signal};
use comptoir_words::{Label, Lang, Words};

use crate::counter;

const SOON: Duration = Duration::from_secs(30);

#[test]
fn stopping_before_the_answer_leaves_a_payment_that_is_looked_up_and_never_sent_again() {
    thread::scope(|scope| {
        for (signal, wait) in [(Signal::Interrupt, "600"), (Signal::Interrupt, "0"), (Signal::Terminate, "600")] {
            scope.spawn(move || {
                let (gateway, till) = counter();
                gateway.everyone(Customer::Pays);
                let held = gateway.hold(Call::Pay);
                let mut running = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", wait]);
                running.until_state("sending");
                held.reached();
                running.signal(signal);
                let outcome = running.finish_within(SOON).exits(4);
                assert_eq!(outcome.state(), "create_unknown", "{outcome}");
                assert_eq!(till.run(["show", &outcome.id()]).exits(4).last(), outcome.last());
                held.release();
                assert_eq!(till.run(["ask", &outcome.id()]).exits(0).state(), "paid");
                assert_eq!(gateway.transactions().iter().map(|transaction| transaction.creates).collect::<Vec<_>>(), [1]);
            });
        }
    });
}

#[test]
fn stopping_after_the_answer_leaves_the_payment_pending_and_watched() {
    thread::scope(|scope| {
        for signal in [Signal::Interrupt, Signal::Terminate] {
            scope.spawn(move || {
                let (gateway, till) = counter();
                let mut running = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
                running.until_state("pending");
                running.signal(signal);
                let outcome = running.finish_within(SOON).exits(4);
                assert_eq!(outcome.states(), ["recorded", "sending", "pending"], "{outcome}");
                gateway.everyone(Customer::Pays);
                let resumed = till.run(["resume"]).exits(0);
                assert_eq!((resumed.state(), resumed.id()), ("paid".to_owned(), outcome.id()), "not late: nothing was cancelled");
            });
        }
    });
}

#[test]
fn a_person_is_told_that_the_payment_stays_watched() {
    let (_gateway, till) = counter();
    let mut command = till.program();
    command.arg("--data-dir").arg(till.folder()).args(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
    let mut running = Running::of(command);
    let words = Words::of(Lang::Fr);
    while !running.next_line().contains(words.state(State::Pending).word) {}
    running.signal(Signal::Interrupt);
    let outcome = running.finish_within(SOON).exits(4);
    assert!(outcome.stdout.contains(words.label(Label::WaitStopped)), "{outcome}");
}

#[test]
fn a_question_or_a_round_of_questions_is_stopped_too() {
    thread::scope(|scope| {
        for command in ["ask", "resume"] {
            scope.spawn(move || {
                let (gateway, till) = counter();
                let id = crate::pending(&till, "12500").id();
                let held = gateway.hold(Call::Status);
                let line = if command == "ask" { vec![command, &id] } else { vec![command, "--wait", "600"] };
                let running = till.spawn(line);
                held.reached();
                running.signal(Signal::Interrupt);
                let outcome = running.finish_within(SOON).exits(4);
                assert_eq!(outcome.state(), "pending", "{outcome}");
            });
        }
    });
}
