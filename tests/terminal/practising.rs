//! `practice`: the gateways on loopback, for other programs to try themselves on.

use std::net::TcpListener;

use comptoir_tests::{Keyring, Outcome, PHONE, Practice, Signal, Till};
use serde_json::Value;

#[test]
fn one_line_tells_another_program_all_it_needs() {
    let till = Till::on(&Keyring::absent());
    let practice = Practice::start(&till);
    let mut names = practice.names();
    names.sort_unstable();
    assert_eq!(names, ["cinetpay", "paiement-pro", "paydunya", "paygate-global", "payplus"]);
    for name in names {
        let told = practice.told(name);
        let mut parts: Vec<&String> = told.as_object().unwrap().keys().collect();
        parts.sort();
        assert_eq!(parts, ["base_url", "control_url", "fields", "secrets"]);
        assert!(told["base_url"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{told}");
    }
    assert_eq!(practice.told("paygate-global")["secrets"]["auth_token"], "practice-key");
    practice.running.signal(Signal::Terminate);
    let outcome = practice.running.finish().exits(0);
    assert_eq!(outcome.lines.len(), 1, "{outcome}");
    assert!(till.files().is_empty(), "it needs no data folder");
}

#[test]
fn it_runs_until_it_is_stopped_and_ends_well() {
    let till = Till::on(&Keyring::absent());
    for signal in [Signal::Interrupt, Signal::Terminate] {
        let practice = Practice::start(&till);
        assert_eq!(practice.transactions("paygate-global"), [] as [Value; 0]);
        practice.running.signal(signal);
        practice.running.finish().exits(0);
    }
}

#[test]
fn a_port_is_taken_as_asked_for_or_said_to_be_taken() {
    let till = Till::on(&Keyring::absent());
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port().to_string();
    till.run(["practice", "--port", &port]).refused(1, "port_taken");
    drop(free);
    let practice = Practice::start_with(&till, &["--port", &port]);
    assert!(practice.told("paygate-global")["base_url"].as_str().unwrap().contains(&format!(":{port}/")));
}

#[test]
fn an_account_made_from_the_line_takes_payments_that_the_control_address_decides() {
    let till = Till::new();
    let practice = Practice::start(&till);
    practice.add_account(&till, "essai", "paygate-global");
    till.run(["account", "test", "essai"]).exits(0);
    // An amount that ends in 15 is never answered by itself.
    let push = |options: &[&str]| till.run([&["pay", "115"], options].concat()).exits(4);
    let decide = |payment: &Outcome, does: &str, amount: Option<u64>| {
        practice.customer("paygate-global", payment, does, amount);
        till.run(["ask", &payment.id()])
    };
    assert_eq!(decide(&push(&["--phone", PHONE]), "pays", None).exits(0).state(), "paid");
    assert_eq!(decide(&push(&["--phone", PHONE]), "refuses", None).exits(3).state(), "declined");
    assert_eq!(decide(&push(&["--phone", PHONE]), "expires", None).exits(3).state(), "expired");
    assert_eq!(decide(&push(&["--phone", PHONE]), "pays", Some(100)).exits(4).state(), "held");
    let creates: Vec<_> = practice.transactions("paygate-global").iter().map(|row| row["create_requests"].clone()).collect();
    assert_eq!(creates, [1, 1, 1, 1]);
}

#[test]
fn its_customers_decide_by_the_last_two_digits_of_the_amount() {
    let till = Till::new();
    let practice = Practice::start(&till);
    practice.add_account(&till, "essai", "paygate-global");
    // One folder has one till, so all of them wait together, by `resume`.
    for amount in ["12500", "105", "110"] {
        till.run(["pay", amount, "--phone", PHONE]).exits(4);
    }
    let outcome = till.run(["resume", "--wait", "30"]).exits(0);
    let stands = |line: &Value| (line["amount_minor"].as_i64().unwrap(), line["state"].as_str().unwrap().to_owned());
    let mut states: Vec<_> = outcome.lines.iter().map(stands).collect();
    states.sort_unstable();
    let expected = [(105, "declined"), (110, "expired"), (12_500, "paid")].map(|(amount, state)| (amount, state.to_owned()));
    assert_eq!(states, expected, "{outcome}");
}
