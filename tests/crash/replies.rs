//! A kill while the gateway is silent: before it has read, when it has, and in the middle of its answer.

use std::fmt::Debug;
use std::thread;
use std::time::Instant;

use comptoir_tests::{BOUND, Call};

use crate::line::Silence;
use crate::side_by_side::side_by_side;
use crate::stand::{PUSH, Stand, told};
use crate::tally::{self, Case};

/// In front of the request, in its head, in its body; in front of the answer, in its head, in its body.
const SILENCES: [Silence; 6] = [
    Silence::InRequest(0),
    Silence::InRequest(100),
    Silence::InRequest(190),
    Silence::InAnswer(0),
    Silence::InAnswer(40),
    Silence::InAnswer(110),
];

#[test]
fn a_till_killed_while_its_request_is_unanswered_looks_it_up_and_never_sends_it_again() {
    let cases = side_by_side(&SILENCES, |silence| {
        let mut stand = Stand::new();
        stand.kill_when_silent(*silence, PUSH);
        assert_eq!(stand.told.last().unwrap()["state"], "sending");
        let arrived = matches!(silence, Silence::InAnswer(_));
        assert_eq!(stand.gateway.requests(Call::Pay).len(), usize::from(arrived), "{silence:?}");
        // Half a request is none.
        asks(&mut stand, if arrived { "paid" } else { "create_unknown" });
        case(silence, &stand)
    });
    tally::judge("silent when asked to pay", &cases).has_reached(&["create_unknown", "paid"]);
}

#[test]
fn a_till_killed_while_its_question_is_unanswered_asks_again() {
    let cases = side_by_side(&SILENCES, |silence| {
        let mut stand = Stand::new();
        let mut running = stand.till.spawn(PUSH);
        running.until_state("pending");
        stand.line().fall_silent(*silence).reached();
        stand.told.extend(told(&running.kill()));
        asks(&mut stand, "paid");
        case(silence, &stand)
    });
    tally::judge("silent when asked how it stands", &cases).has_reached(&["paid"]);
}

#[test]
fn a_request_that_arrives_after_its_till_was_killed_is_found() {
    let mut stand = Stand::new();
    let held = stand.gateway.hold(Call::Pay);
    let running = stand.till.spawn(PUSH);
    held.reached();
    stand.told.extend(told(&running.kill()));
    asks(&mut stand, "create_unknown");
    let before = stand.evidence();
    held.release();
    let until = Instant::now() + BOUND;
    while stand.gateway.transactions().is_empty() {
        assert!(Instant::now() < until, "the gateway never takes the request");
        thread::yield_now();
    }
    asks(&mut stand, "paid");
    let evidence = vec![before, stand.evidence()];
    tally::judge("arrives late", &[Case { name: "late".to_owned(), kills: 1, evidence }]).has_reached(&["paid"]);
}

#[track_caller]
fn asks(stand: &mut Stand, state: &str) {
    assert_eq!(stand.resume().last().unwrap()["state"], state);
}

fn case(name: impl Debug, stand: &Stand) -> Case {
    Case { name: format!("{name:?}"), kills: 1, evidence: vec![stand.evidence()] }
}
