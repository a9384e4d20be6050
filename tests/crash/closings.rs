//! A kill at each write of a closing: it is there whole or not at all, and the same press again makes it once.

use std::process::Command;

use comptoir_tests::{PHONE, Till};

use crate::side_by_side::side_by_side;
use crate::strace::{self, Point};

const CLOSE: &[&str] = &["day", "close", "--id", "019ac000-0000-7000-8000-00000000000a", "--float", "0", "--counted", "0"];

/// A till in practice that has sold once.
fn sold() -> Till {
    let till = Till::training();
    till.run(["pay", "12500", "--phone", PHONE, "--wait", "60"]).exits(0);
    till
}

fn command(till: &Till) -> Command {
    let mut command = till.program();
    command.arg("--data-dir").arg(till.folder()).args(["--training", "--json"]).args(CLOSE);
    command
}

fn kill_at(point: &Point) -> usize {
    let till = sold();
    strace::killed_at(point, &command(&till), "", |_| {});
    let there = till.run(["day", "list"]).exits(0).lines.len();
    assert!(there <= 1, "{point:?}");
    till.run(["verify"]).exits(0);
    let closed = till.run(CLOSE).exits(0);
    assert!(closed.text("closing_number").ends_with("-Z000001"), "{point:?}: {closed}");
    assert_eq!(closed.last()["perpetual"][0]["amount_minor"], 12_500, "{point:?}: {closed}");
    assert_eq!(till.run(["day", "list"]).exits(0).lines.len(), 1, "{point:?}");
    there
}

#[test]
fn a_closing_that_is_killed_at_any_write_is_there_whole_or_not_at_all() {
    let till = sold();
    let (points, ended) = strace::points(&command(&till), "", till.folder(), |_| {});
    ended.came_to_its_end();
    let found = side_by_side(&points, kill_at);
    assert!(found.contains(&0) && found.contains(&1), "{found:?}");
}
