//! An old copy is restored: the gateway is asked about what the copy does not know, at its pace, through whatever happens to the
//! network meanwhile.

use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_core::order::GatewayKind;
use comptoir_core::schedule::{SCAN_BEYOND, SCAN_REST};
use comptoir_engine::Recovery;
use comptoir_engine::ports::Clock;
use comptoir_practice::Kind;
use futures::future::join;

use crate::wire::{Fault, Heard};
use crate::world::faults::Lie;
use crate::world::{World, bounded};

const STATUS: &str = "/api/v2/status";

/// What happens to the scan's questions.
const STORM: &[Fault] = &[
    Fault::NotSent(Reason::NoConnection),
    Fault::LostBefore,
    Fault::LostAfter,
    Fault::Cut,
    Fault::ServerFailed { acted: true },
    Fault::WebPage,
    Fault::Limited(Duration::from_secs(20)),
    Fault::Halved,
    Fault::Swapped,
    Fault::NotKnown,
    Fault::Says(Lie::StrangeWord),
];

/// A world that has lost three sales, and their references: paid, waiting, refused.
fn restored(seed: u64) -> (World, [String; 3]) {
    let mut world = World::of(seed);
    let known = world.push("12500");
    world.wait(known, Duration::from_mins(1));
    let copy = world.copy();
    // The customers of these amounts pay, never answer, and refuse.
    let lost = ["5000", "6015", "7005"].map(|amount| world.push(amount));
    world.clock.pass(Duration::from_mins(1));
    let references = lost.map(|id| world.view(id).reference);
    world.restore(&copy);
    (world, references)
}

fn questions(world: &World) -> Vec<Heard> {
    world.wire.heard().into_iter().filter(|heard| heard.call == STATUS).collect()
}

fn states(world: &World, references: &[String; 3]) -> [&'static str; 3] {
    let of = |reference: &String| {
        let payment = world.engine().ledger().payment_by_reference(&reference.parse().unwrap()).unwrap();
        payment.map_or("nothing", |payment| payment.state.code())
    };
    references.each_ref().map(of)
}

#[test]
fn the_scan_finds_what_was_lost_and_asks_no_faster_than_the_gateway_takes_it() {
    let (world, references) = restored(81);
    let before = questions(&world).len();
    assert_eq!(world.run(world.engine().recover(Duration::MAX)).unwrap(), Recovery::Done);
    assert_eq!(states(&world, &references), ["held", "unresolved", "unresolved"]);
    let asked = questions(&world).split_off(before);
    assert_eq!(asked.len() as u64, 1 + 3 + 2 * SCAN_BEYOND);
    let apart = GatewayKind::PaygateGlobal.shortest_between_questions();
    assert!(asked.windows(2).all(|pair| pair[1].at - pair[0].at >= apart));
    assert_eq!(world.engine().ledger().verify().unwrap(), []);
    assert_eq!(world.run(world.engine().recover(Duration::MAX)).unwrap(), Recovery::Done);
    assert_eq!(questions(&world).len(), before + asked.len(), "what is over is over");
}

#[test]
fn a_scan_goes_on_through_storms_and_restarts_until_it_is_over() {
    for seed in 90..94 {
        let (mut world, references) = restored(seed);
        world.wire.storm(30, STORM);
        for _ in 0..5 {
            // A stretch of it at a time, in a program that is started anew.
            let until = world.later(Duration::from_secs(20));
            assert!(matches!(world.run(world.engine().recover(until)).unwrap(), Recovery::Open(_) | Recovery::Done));
            world.reopen();
        }
        world.wire.fair();
        world.run(world.engine().keep_recovering()).unwrap();
        assert_eq!(states(&world, &references), ["held", "unresolved", "unresolved"], "seed {seed}");
        assert_eq!(world.engine().ledger().recovered().unwrap().len(), 3, "seed {seed}");
        assert_eq!(world.engine().ledger().verify().unwrap(), []);
    }
}

#[test]
fn an_account_that_is_added_during_a_scan_is_scanned_too_and_the_scan_ends() {
    bounded(|| {
        let (world, references) = restored(95);
        let adding = async {
            world.clock.sleep(Duration::from_secs(5)).await;
            let new = World::new_account("kiosque", Kind::PaygateGlobal, GatewayKind::PaygateGlobal);
            world.engine().add_account(new).await.unwrap();
        };
        let (scanned, ()) = world.run(join(world.engine().recover(Duration::MAX), adding));
        assert_eq!(scanned.unwrap(), Recovery::Done);
        assert_eq!(states(&world, &references), ["held", "unresolved", "unresolved"]);
    });
}

#[test]
fn a_reference_under_a_word_that_no_document_has_is_found_and_stops_nothing() {
    let (world, references) = restored(83);
    let strange = references[0].clone();
    world.wire.whenever(move |heard| (heard.name == strange).then_some(Fault::Says(Lie::StrangeWord)));
    assert_eq!(world.run(world.engine().recover(Duration::MAX)).unwrap(), Recovery::Done);
    assert_eq!(states(&world, &references), ["unresolved"; 3]);
    world.wire.no_rule();
    world.resume();
    assert_eq!(states(&world, &references), ["held", "unresolved", "unresolved"], "it is asked about like the others");
}

#[test]
fn a_silent_gateway_stops_the_scan_and_the_watch_over_it_tries_again() {
    let (world, references) = restored(82);
    world.wire.whenever(|heard| (heard.call == STATUS).then_some(Fault::NotSent(Reason::NoConnection)));
    let stopped = world.run(world.engine().recover(Duration::MAX)).unwrap();
    assert_eq!(stopped, Recovery::Open(Some(Reason::NoConnection)));
    assert_eq!(states(&world, &references), ["nothing"; 3]);
    let begun = world.clock.elapsed();
    world.wire.whenever(move |heard| {
        (heard.call == STATUS && heard.at < begun + SCAN_REST / 2).then_some(Fault::NotSent(Reason::NoConnection))
    });
    world.run(world.engine().keep_recovering()).unwrap();
    assert_eq!(states(&world, &references), ["held", "unresolved", "unresolved"]);
    assert!(world.clock.elapsed() >= begun + SCAN_REST);
}
