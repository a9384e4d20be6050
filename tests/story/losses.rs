//! What the network and the machine take away, and what is left.

use std::sync::Arc;
use std::time::Duration;

use comptoir_core::code::{Code, Reason};
use comptoir_core::ids::PaymentId;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_engine::AskedPayment;
use comptoir_engine::ports::Clock;
use comptoir_ledger::Filter;
use comptoir_practice::{Does, Kind, PracticeGateway, State as Truth, Which};

use crate::wire::{CREATE, Fault};
use crate::world::{World, push, refused};

#[test]
fn a_lost_reply_is_found_again_by_looking_the_payment_up() {
    let world = World::of(11);
    world.wire.next([Some(Fault::LostAfter)]);
    let id = world.push("12500");
    assert_eq!(world.standing(id), ("create_unknown", Some("timed_out"), "unknown"));
    world.wait(id, Duration::from_secs(60));
    assert_eq!(world.state(id), "paid");
    assert_eq!(world.wire.creates(&world.view(id).reference), 1);
}

#[test]
fn a_request_that_never_left_is_given_up_at_once_and_its_sale_is_free() {
    let world = World::of(12);
    for reason in [Reason::NameNotFound, Reason::NoConnection, Reason::TlsRefused] {
        world.wire.next([Some(Fault::NotSent(reason))]);
        let id = world.push("12500");
        assert_eq!(world.standing(id), ("abandoned_unsent", Some(reason.code()), "no"));
        let again = world.start(&AskedPayment { retry_of: Some(id), ..push("12500") }).unwrap();
        world.wait(again, Duration::from_secs(60));
        assert_eq!(world.state(again), "paid");
    }
    assert_eq!(world.gateway.transactions().len(), 3);
}

#[test]
fn a_request_is_sent_once_more_only_after_two_answers_apart_that_it_is_not_known() {
    let world = World::of(13);
    world.wire.next([Some(Fault::LostBefore)]);
    let id = world.push("12500");
    let resend = || world.run(world.engine().resend(id));
    assert_eq!(refused(resend()), Code::ResendNotSafe);
    world.ask_after(Duration::ZERO, id);
    assert_eq!(refused(resend()), Code::ResendNotSafe);
    world.ask_after(Duration::from_secs(3), id);
    assert_eq!(refused(resend()), Code::ResendNotSafe, "two answers three seconds apart are one glance");
    world.ask_after(Duration::from_secs(3), id);
    resend().unwrap();
    assert_eq!(world.state(id), "pending");
    assert_eq!(refused(resend()), Code::ResendNotSafe);
    world.wait(id, Duration::from_secs(60));
    let reference = world.view(id).reference;
    assert_eq!((world.state(id), world.wire.creates(&reference)), ("paid", 2));
    let known = world.gateway.transactions();
    assert_eq!((known.len(), known[0].create_requests()), (1, 1), "the customer was asked once");
}

#[test]
fn a_first_request_that_comes_after_the_second_charges_nobody_twice() {
    let world = World::of(14);
    world.wire.next([Some(Fault::Late)]);
    let id = world.push("12500");
    world.ask_after(Duration::ZERO, id);
    world.ask_after(Duration::from_secs(6), id);
    world.run(world.engine().resend(id)).unwrap();
    world.clock.pass(Duration::from_mins(2));
    world.wait(id, Duration::from_secs(60));
    assert_eq!(world.state(id), "paid");
    let known = world.gateway.transactions();
    assert_eq!((known.len(), known[0].create_requests()), (1, 2));
    assert!(matches!(world.truth(&world.view(id).reference), Some(Truth::Paid { amount: 12_500, .. })));
}

#[test]
fn a_second_request_that_the_gateway_has_already_finds_the_first_one() {
    let world = World::of(15);
    world.wire.next([Some(Fault::LostAfter), Some(Fault::NotKnown), Some(Fault::NotKnown)]);
    let id = world.push("12500");
    world.ask_after(Duration::ZERO, id);
    world.ask_after(Duration::from_secs(6), id);
    world.run(world.engine().resend(id)).unwrap();
    assert_eq!(world.standing(id), ("create_unknown", Some("reference_known"), "unknown"));
    world.wait(id, Duration::from_secs(60));
    assert_eq!(world.standing(id), ("paid", None, "no"));
    let known = world.gateway.transactions();
    assert_eq!((known.len(), known[0].create_requests()), (1, 2), "the customer was asked once");
}

#[test]
fn an_answer_that_says_nothing_changes_nothing_whatever_it_is() {
    let world = World::of(16);
    let id = world.push("12515");
    let faults = [
        (Fault::NotSent(Reason::NoConnection), "no_connection"),
        (Fault::LostBefore, "timed_out"),
        (Fault::LostAfter, "timed_out"),
        (Fault::Cut, "cut"),
        (Fault::ServerFailed { acted: true }, "server_failed"),
        (Fault::WebPage, "web_page"),
        (Fault::Limited(Duration::from_secs(1)), "limited"),
        (Fault::Halved, "unreadable"),
    ];
    for (fault, reason) in faults {
        world.wire.next([Some(fault)]);
        world.ask_after(Duration::from_secs(10), id);
        assert_eq!(world.standing(id), ("pending", Some(reason), "unknown"), "{fault:?}");
    }
    world.ask_after(Duration::from_secs(10), id);
    assert_eq!(world.standing(id), ("pending", None, "unknown"));
}

#[test]
fn seventy_two_hours_of_silence_leave_a_payment_to_a_person_and_never_declined() {
    for (seed, first, state) in [(17, Some(Fault::LostAfter), "create_unknown"), (18, None, "pending")] {
        let world = World::of(seed);
        world.wire.next([first]);
        world.wire.whenever(|_| Some(Fault::LostBefore));
        let id = world.push("12515");
        world.wait(id, Duration::from_hours(71));
        assert_eq!(world.state(id), state);
        world.wait(id, Duration::from_hours(12));
        assert_eq!(world.standing(id), ("unresolved", Some("no_final_word"), "unknown"));
        world.wire.fair();
        world.customer(id, Does::Pays { amount: None });
        world.resume();
        assert_eq!(world.standing(id), ("late_paid", Some("paid_after_end"), "yes"), "and is still asked about");
    }
}

#[test]
fn a_payment_the_gateway_never_knew_is_left_to_a_person_after_fifteen_minutes() {
    let world = World::of(19);
    world.wire.next([Some(Fault::LostBefore)]);
    let id = world.push("12500");
    world.wait(id, Duration::from_mins(14));
    assert_eq!(world.standing(id), ("create_unknown", Some("timed_out"), "unknown"));
    world.wait(id, Duration::from_mins(5));
    assert_eq!(world.standing(id), ("unresolved", Some("never_known"), "unknown"));
    assert!(world.gateway.transactions().is_empty());
}

#[test]
fn a_program_that_stops_in_the_middle_of_a_wait_goes_on_with_it_when_it_starts_again() {
    let mut world = World::of(20);
    let id = world.push("12500");
    let stopped = world.clock.run_for(3, world.engine().wait(id, world.later(Duration::from_mins(3))));
    assert!(stopped.is_none() && world.state(id) == "pending");
    world.clock.pass(Duration::from_hours(5));
    world.reopen();
    assert_eq!(world.state(id), "pending");
    world.resume();
    assert_eq!(world.state(id), "paid");
    assert_eq!(world.wire.creates(&world.view(id).reference), 1);
}

#[test]
fn a_program_that_stops_at_any_moment_of_a_payment_sends_it_once_and_knows_how_it_ended() {
    for steps in 0..40 {
        let mut world = World::of(2_000 + steps);
        let taking = async {
            let started = world.engine().start(&push("12500")).await.unwrap();
            world.engine().wait(started.payment_id, world.later(Duration::from_mins(1))).await.unwrap();
        };
        let finished = world.clock.run_for(steps as usize, taking).is_some();
        world.clock.pass(Duration::from_mins(1));
        world.reopen();
        world.run(world.engine().resume(world.later(Duration::from_hours(1)))).unwrap();
        let everything = Filter { limit: 9, ..Filter::default() };
        let payments = world.engine().ledger().list(&everything).unwrap();
        let known = world.gateway.transactions();
        match (payments.as_slice(), known.as_slice()) {
            ([], []) => assert!(steps < 3, "nothing was on disk at step {steps}"),
            ([payment], []) => assert_eq!(payment.state.code(), "unresolved", "at step {steps}"),
            ([payment], [transaction]) => {
                assert_eq!((payment.state.code(), transaction.create_requests()), ("paid", 1), "at step {steps}");
            }
            _ => panic!("{} payments and {} transactions at step {steps}", payments.len(), known.len()),
        }
        assert_eq!(world.engine().ledger().verify().unwrap(), []);
        assert!(!finished || known.len() == 1);
    }
}

#[test]
fn the_number_of_another_payment_is_refused_and_the_payment_looked_up() {
    let world = World::of(24);
    let other = world.push("22515");
    world.wire.next([Some(Fault::Swapped)]);
    let id = world.push("12500");
    assert_eq!(world.standing(id), ("create_unknown", Some("anothers_answer"), "unknown"));
    assert_eq!(world.view(id).gateway_reference, None);
    world.wait(id, Duration::from_secs(60));
    assert_eq!((world.state(id), world.state(other)), ("paid", "pending"));
}

#[test]
fn a_payment_that_was_given_anothers_number_is_found_all_the_same() {
    let world = World::of(25);
    world.wire.next([Some(Fault::LostAfter)]);
    let other = world.push("22515");
    world.wire.next([Some(Fault::Swapped), Some(Fault::NotKnown)]);
    let id = world.push("12515");
    assert!(world.view(id).gateway_reference.is_some(), "nobody can say that it is the other's, whose answer was lost");
    world.ask_after(Duration::from_secs(10), id);
    assert_eq!(world.state(id), "pending", "now it is asked about by the number, which is another payment's");
    world.customer(id, Does::Pays { amount: None });
    for _ in 0..3 {
        world.ask_after(Duration::from_secs(10), id);
    }
    assert_eq!(world.standing(id), ("held", Some("gateway_reference_differs"), "yes"));
    assert_eq!(world.state(other), "create_unknown");
}

/// A shop with an account at CinetPay, whose answer to a create call has nothing in it that names our payment.
fn at_cinetpay(seed: u64) -> (World, Arc<PracticeGateway>) {
    let world = World::of_all(seed, Arc::new(|_, _| {}));
    let gateway = world.gateways.iter().find(|gateway| gateway.kind() == Kind::Cinetpay).map(Arc::clone).unwrap();
    (world, gateway)
}

fn page_at_cinetpay(world: &World, amount: &str) -> PaymentId {
    let account = Some(GatewayKind::Cinetpay.code().to_owned());
    let asked = AskedPayment { amount: amount.to_owned(), account, method: Some(Method::Page), ..AskedPayment::default() };
    world.start(&asked).unwrap()
}

#[test]
fn the_page_of_another_payment_is_never_shown() {
    let (world, _) = at_cinetpay(26);
    let other = page_at_cinetpay(&world, "22515");
    world.wire.next([Some(Fault::Swapped)]);
    let id = page_at_cinetpay(&world, "12515");
    assert_eq!(world.standing(id), ("abandoned_orphan", Some("anothers_answer"), "no"));
    assert_eq!(world.view(id).page_url, None);
    assert_eq!(world.run(world.engine().page(id)).unwrap().map(|_| ()), None);
    assert_eq!(world.state(other), "pending");
}

#[test]
fn a_lost_page_that_reached_another_payments_customer_is_found_paid() {
    let (world, gateway) = at_cinetpay(27);
    world.wire.next([Some(Fault::LostAfter)]);
    let lost = page_at_cinetpay(&world, "12515");
    assert_eq!(world.standing(lost), ("abandoned_orphan", Some("timed_out"), "no"));
    world.wire.next([Some(Fault::Swapped)]);
    let shown = page_at_cinetpay(&world, "22515");
    assert_eq!(world.state(shown), "pending", "nothing tells that it is the other's page");
    let paid = world.view(lost).reference;
    gateway.customer(Which::Identifier(&paid), Does::Pays { amount: None }, world.clock.truth_ms()).unwrap();
    world.run(world.engine().keep_watch(lost)).unwrap();
    assert_eq!(world.standing(lost), ("late_paid", Some("paid_after_end"), "yes"));
}

#[test]
fn a_lost_page_is_asked_about_only_where_our_reference_can_be() {
    let world = World::of_all(28, Arc::new(|_, _| {}));
    for (kind, questions) in [(GatewayKind::Cinetpay, 4), (GatewayKind::Paydunya, 0), (GatewayKind::Payplus, 0)] {
        let account = Some(kind.code().to_owned());
        world.wire.next([Some(Fault::LostBefore)]);
        let asked = AskedPayment { amount: "12515".to_owned(), account, method: Some(Method::Page), ..AskedPayment::default() };
        let lost = world.start(&asked).unwrap();
        let heard = world.wire.heard_count();
        world.run(world.engine().keep_watch(lost)).unwrap();
        world.resume();
        assert_eq!(world.standing(lost), ("abandoned_orphan", Some("timed_out"), "no"));
        assert_eq!(world.wire.heard_since(heard).len(), questions, "{}", kind.code());
    }
    let heard = world.wire.heard_count();
    world.clock.pass(Duration::from_hours(24));
    world.resume();
    assert_eq!(world.wire.heard_count(), heard, "that it is not known was an answer");
}

#[test]
fn everything_open_is_asked_about_within_ten_seconds_whoever_is_silent() {
    let mut world = World::of(21);
    let ids: Vec<_> = (0..40).map(|number| world.push(&format!("{}", 10_000 + 100 * number))).collect();
    let silent: Vec<_> = ids.iter().step_by(8).map(|id| world.view(*id).reference).collect();
    world.clock.pass(Duration::from_hours(1));
    world.reopen();
    let quiet = silent.clone();
    world.wire.whenever(move |heard| quiet.contains(&heard.name).then_some(Fault::LostBefore));
    let before = world.clock.elapsed();
    world.resume();
    let time = world.clock.elapsed() - before;
    assert!(time < Duration::from_millis(10_100), "with the keychain's own moment, the till opens after {time:?}");
    for id in ids {
        let view = world.view(id);
        let expected = if silent.contains(&view.reference) { ("pending", Some("timed_out")) } else { ("paid", None) };
        assert_eq!((view.state, view.reason), expected);
    }
    world.wire.fair();
    world.clock.pass(Duration::from_secs(5));
    world.resume();
    assert_eq!(world.engine().unsettled().unwrap(), []);
    assert_eq!(world.wire.heard().iter().filter(|heard| heard.call == CREATE).count(), 40);
}

#[test]
fn a_gateway_that_asks_to_be_left_alone_is_left_alone() {
    let world = World::of(22);
    let id = world.push("12515");
    world.wire.next([None, Some(Fault::Limited(Duration::from_mins(4)))]);
    world.wait(id, Duration::from_mins(10));
    let asked: Vec<_> = world.wire.heard().into_iter().map(|heard| heard.at).collect();
    let longest = asked.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap();
    assert!(longest >= Duration::from_mins(4), "{longest:?}");
    assert_eq!(world.standing(id), ("pending", None, "unknown"));
}

#[test]
fn a_cashier_who_stops_the_program_while_the_request_is_on_its_way_knows_that_it_may_have_arrived() {
    let world = World::of(23);
    world.wire.next([Some(Fault::LostAfter)]);
    let id = PaymentId::minted(world.clock.now(), &[1; 10]);
    let asked = AskedPayment { payment_id: Some(id), ..push("12500") };
    assert!(world.clock.run_for(4, world.engine().start(&asked)).is_none());
    assert_eq!(world.state(id), "sending");
    world.engine().let_go(id).unwrap();
    assert_eq!(world.standing(id), ("create_unknown", Some("interrupted"), "unknown"));
    world.clock.pass(Duration::from_mins(2));
    world.resume();
    assert!(["paid", "create_unknown"].contains(&world.state(id)));
    assert_eq!(world.wire.creates(&world.view(id).reference), 1);
}
