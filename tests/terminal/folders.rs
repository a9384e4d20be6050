//! One till writes in a folder; reading goes on beside it.

use std::thread;
use std::time::{Duration, Instant};

use comptoir_tests::{Call, Customer, PHONE, Running, ScriptedGateway, Signal, Till};

use crate::{counter, pending};

/// A till that waits for a customer, and so has the folder to itself.
fn busy(till: &Till) -> Running {
    let mut running = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "600"]);
    running.until_state("pending");
    running
}

#[test]
fn reading_commands_work_beside_a_running_till() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let paid = pending(&till, "12500").id();
    till.run(["ask", &paid]).exits(0);
    gateway.everyone(Customer::Waits);
    let _busy = busy(&till);
    till.run(["show", &paid]).exits(0);
    till.run(["receipt", &paid]).exits(0);
    assert_eq!(till.run(["list"]).exits(0).lines.len(), 2);
    till.run(["account", "list"]).exits(0);
    till.run(["shop", "show"]).exits(0);
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
    let mut practice = till.spawn(["practice"]);
    practice.next_json();
    practice.signal(Signal::Interrupt);
    practice.finish().exits(0);
}

#[test]
fn the_other_commands_wait_five_seconds_then_say_that_the_folder_is_in_use() {
    let (gateway, till) = counter();
    let id = pending(&till, "12500").id();
    let _busy = busy(&till);
    let (till, gateway, id) = (&till, &gateway, id.as_str());
    let before = till.run(["list"]).stdout;
    let lines: [&[&str]; 12] = [
        &["pay", "500", "--phone", PHONE],
        &["pay", "500", "--phone", PHONE, "--wait", "30"],
        &["ask", id],
        &["cancel", id],
        &["accept", id],
        &["resend", id],
        &["resume"],
        &["balance", "boutique"],
        &["account", "test", "boutique"],
        &["account", "remove", "boutique"],
        &["shop", "set", "name=x"],
        &["account", "add", "marche", "--gateway", "paygate-global"],
    ];
    thread::scope(|scope| {
        for line in lines {
            scope.spawn(move || {
                let start = Instant::now();
                till.run_typing(line, r#"{"auth_token":"practice-key"}"#).refused(1, "folder_in_use");
                assert!(start.elapsed() >= Duration::from_secs(5), "{line:?} gave up after {:?}", start.elapsed());
            });
        }
    });
    assert_eq!(till.run(["list"]).stdout, before);
    assert_eq!(gateway.requests(Call::Pay).len(), 2);
    assert!(gateway.requests(Call::Balance).is_empty());
}

#[test]
fn a_command_goes_on_as_soon_as_the_folder_is_free() {
    let (_gateway, till) = counter();
    let id = pending(&till, "12500").id();
    let busy = busy(&till);
    let waiting = till.spawn(["cancel", &id]);
    busy.signal(Signal::Interrupt);
    busy.finish().exits(4);
    assert_eq!(waiting.finish().exits(4).state(), "cancel_requested");
}

#[test]
fn a_till_that_was_killed_leaves_the_folder_free() {
    let (_gateway, till) = counter();
    busy(&till).kill();
    till.run(["shop", "set", "name=Boutique Adjovi"]).exits(0);
}

#[test]
fn two_folders_sell_side_by_side() {
    let gateway = ScriptedGateway::start();
    let (here, there) = (Till::new(), Till::new());
    for till in [&here, &there] {
        till.add_account("boutique", &gateway);
    }
    let _busy = busy(&here);
    pending(&there, "12500");
    assert_eq!(gateway.requests(Call::Pay).len(), 2);
}
