//! `pay`: what is sent, and what is printed when.

use std::process::Stdio;

use comptoir_tests::{Call, Customer, PHONE};
use serde_json::json;

use crate::{counter, pending, push};

#[test]
fn a_payment_is_printed_as_soon_as_it_is_on_disk_and_at_each_change() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let held = gateway.hold(Call::Pay);
    let mut running = till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "30"]);
    let recorded = running.next_json();
    assert_eq!(recorded["state"], "recorded");
    let sending = running.next_json();
    assert_eq!(sending["state"], "sending");
    held.reached();
    // The gateway has not answered yet, and another process already reads the payment from the disk.
    let id = recorded["payment_id"].as_str().unwrap();
    assert_eq!(till.run(["show", id]).exits(4).state(), "sending");
    held.release();
    let pending = running.next_json();
    assert_eq!((&pending["state"], &pending["gateway_reference"]), (&json!("pending"), &json!("7000001")));
    assert_eq!(till.run(["show", id]).exits(4).state(), "pending");
    let paid = running.next_json();
    assert_eq!(paid["state"], "paid");
    let outcome = running.finish().exits(0);
    assert_eq!(outcome.states(), ["recorded", "sending", "pending", "paid"]);
    assert_eq!(till.run(["show", id]).exits(0).last(), outcome.last(), "the last line is the state at exit");
}

#[test]
fn no_line_is_printed_twice() {
    let (_gateway, till) = counter();
    let outcome = pending(&till, "12500");
    let mut lines: Vec<&str> = outcome.stdout.lines().collect();
    let count = lines.len();
    lines.dedup();
    assert_eq!(lines.len(), count, "{outcome}");
    assert_eq!(count, 3, "recorded, sending, pending\n{outcome}");
}

#[test]
fn the_gateway_is_sent_its_documented_fields_once() {
    let (gateway, till) = counter();
    let asked = pending(&till, "12500");
    let sent = gateway.requests(Call::Pay);
    assert_eq!((sent.len(), gateway.count()), (1, 1), "and nothing else");
    let request = &sent[0];
    assert_eq!((request.method.as_str(), request.path.as_str(), request.query.as_str()), ("POST", "/api/v1/pay", ""));
    let fields = request.json.as_object().unwrap();
    let mut names: Vec<&String> = fields.keys().collect();
    names.sort();
    assert_eq!(names, ["amount", "auth_token", "description", "identifier", "network", "phone_number"]);
    assert_eq!(fields["auth_token"], "practice-key");
    assert_eq!(fields["identifier"], asked.text("reference"));
    assert_eq!(
        (&fields["amount"], &fields["phone_number"], &fields["network"]),
        (&json!(12_500), &json!("90123456"), &json!("TMONEY"))
    );
    let header = |name: &str| request.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert_eq!(header("content-type"), Some("application/json"));
    assert!(header("user-agent").is_some_and(|agent| agent.starts_with("Comptoir/")));
}

#[test]
fn a_new_payment_asks_about_no_other() {
    let (gateway, till) = counter();
    pending(&till, "12500");
    pending(&till, "500");
    assert_eq!(gateway.count(), 2, "two create calls, and no question");
}

#[test]
fn every_payment_has_a_reference_and_a_sale_of_its_own() {
    let (_gateway, till) = counter();
    let payments: Vec<_> = (0..4).map(|_| pending(&till, "12500")).collect();
    for field in ["payment_id", "sale_id", "reference"] {
        let mut values: Vec<String> = payments.iter().map(|payment| payment.text(field)).collect();
        values.sort();
        values.dedup();
        assert_eq!(values.len(), 4, "{field}");
    }
}

#[test]
fn a_reader_that_went_away_stops_no_payment() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let mut command = till.program();
    command.arg("--data-dir").arg(till.folder()).args(["--json", "pay", "12500", "--phone", PHONE, "--wait", "30"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(till.run(["list"]).exits(0).state(), "paid");
}

#[test]
fn each_state_a_payment_can_be_brought_to_has_its_exit_code_and_its_risk() {
    let (mut gateway, till) = counter();
    let decided = |does: Customer| {
        let payment = pending(&till, "12500");
        gateway.customer(&payment.text("reference"), does);
        till.run(["ask", &payment.id()])
    };
    let late = |does: Customer| {
        let payment = pending(&till, "12500");
        till.run(["cancel", &payment.id()]).exits(4);
        gateway.customer(&payment.text("reference"), does);
        till.run(["ask", &payment.id()])
    };
    let mut outcomes = vec![
        (decided(Customer::Pays), "paid", 0, "no"),
        (decided(Customer::Declines), "declined", 3, "no"),
        (decided(Customer::LetsExpire), "expired", 3, "no"),
        (decided(Customer::Waits), "pending", 4, "unknown"),
        (decided(Customer::PaysAmount(12_499)), "held", 4, "yes"),
        (late(Customer::Waits), "cancel_requested", 4, "unknown"),
        (late(Customer::Pays), "late_paid", 4, "yes"),
    ];
    gateway.once(Call::Pay, comptoir_tests::Answer::closed());
    outcomes.push((push(&till, "12500"), "create_unknown", 4, "unknown"));
    gateway.go_away();
    outcomes.push((push(&till, "12500"), "abandoned_unsent", 3, "no"));
    for (outcome, state, exit, risk) in outcomes {
        let outcome = outcome.exits(exit);
        assert_eq!((outcome.state().as_str(), outcome.text("money_at_risk").as_str()), (state, risk), "{outcome}");
        let shown = till.run(["show", &outcome.id()]).exits(exit);
        assert_eq!(shown.state(), state, "`show` ends by the state too");
    }
}
