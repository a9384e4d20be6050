//! A kill at each write of one payment, from its amount to its receipt.

use crate::line::Silence;
use crate::side_by_side::side_by_side;
use crate::stand::{ID, PUSH, Stand};
use crate::strace::{self, Point};
use crate::tally::{self, Case, Tally};

/// A payment by page, until its address is told: what follows is asked and paid as a push is.
const PAGE: &[&str] = &["pay", "12500", "--method", "page", "--with-key-url", "--payment-id", ID];

/// What is killed, and what stands before it.
struct Scene {
    name: &'static str,
    before: fn() -> Stand,
    killed: &'static [&'static str],
    /// The state that it ends in if nobody kills it.
    end: &'static str,
}

#[test]
fn a_push_killed_at_any_write_is_never_lost_nor_charged_twice() {
    let tally = kill_at_each_write(&Scene { name: "push", before: Stand::new, killed: PUSH, end: "paid" });
    tally.has_reached(&["no payment", "abandoned_unsent", "create_unknown", "paid"]);
}

#[test]
fn a_page_killed_at_any_write_is_never_lost_nor_charged_twice() {
    let tally = kill_at_each_write(&Scene { name: "page", before: Stand::new, killed: PAGE, end: "pending" });
    tally.has_reached(&["no payment", "abandoned_unsent", "pending", "paid"]);
}

#[test]
fn a_recovery_killed_at_any_write_is_recovered_from() {
    let tally = kill_at_each_write(&Scene { name: "resume", before: Stand::unanswered, killed: &["resume"], end: "paid" });
    tally.has_reached(&["paid"]);
}

#[test]
fn a_ledger_that_loses_what_was_written_is_noticed() {
    let mut stand = Stand::new();
    stand.kill_when_silent(Silence::InAnswer(0), PUSH);
    stand.lose_what_was_written();
    stand.resume();
    let faults = stand.evidence().faults();
    for fault in ["was sent and is not on disk", "is not on disk, and the customer Pays", "and not on disk"] {
        assert!(faults.iter().any(|found| found.contains(fault)), "not seen: {fault}\n{faults:?}");
    }
}

fn kill_at_each_write(scene: &Scene) -> Tally {
    let stand = (scene.before)();
    let (mut points, ended) = strace::points(&stand.command(scene.killed), "", stand.till.folder(), |line| stand.scan(line));
    ended.came_to_its_end();
    assert_eq!(ended.told.last().unwrap()["state"], scene.end);
    drop(stand);
    // To read a key changes nothing anywhere.
    points.retain(|point| !point.is_beside());
    strace::thin(&mut points);
    let cases = side_by_side(&points, |point| kill_at(scene, point));
    let tally = tally::judge(scene.name, &cases);
    tally.was_killed_at_nearly_all();
    tally
}

fn kill_at(scene: &Scene, point: &Point) -> Case {
    let mut stand = (scene.before)();
    let killed = strace::killed_at(point, &stand.command(scene.killed), "", |line| stand.scan(line));
    let kills = usize::from(killed.was_killed());
    stand.told.extend(killed.told);
    stand.line().until_quiet();
    // A till that does not know what became of its order gives it again, under the same name.
    if point.nth % 8 == 6 && scene.killed[0] == "pay" {
        let again: Vec<&str> = scene.killed.iter().copied().take_while(|word| *word != "--wait").collect();
        stand.told_by(&again);
    }
    stand.resume();
    let mut evidence = vec![stand.evidence()];
    if point.nth % 32 == 2 {
        stand.serve_the_next_customer();
        evidence.push(stand.evidence());
    }
    Case { name: format!("{} {point:?}", scene.name), kills, evidence }
}
