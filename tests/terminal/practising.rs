//! `practice`: the gateways on loopback, for other programs to try themselves on.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use comptoir_tests::{Keyring, Outcome, PHONE, PIN, Running, Signal, Till};
use serde_json::{Value, json};
use url::Url;

/// The practice gateway that runs, and what its line says of PayGateGlobal.
fn serving(till: &Till, options: &[&str]) -> (Running, Value) {
    let mut running = till.spawn([&["practice"], options].concat());
    let mut line = running.next_json();
    assert_eq!(line["kind"], "practice");
    let gateway = line["gateways"]["paygate-global"].take();
    (running, gateway)
}

/// An account made from nothing but the line.
fn account(till: &Till, gateway: &Value) {
    let fields = gateway["fields"].as_object().unwrap();
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", value.as_str().unwrap())).collect();
    let mut words =
        vec!["account", "add", "essai", "--gateway", "paygate-global", "--base-url", gateway["base_url"].as_str().unwrap()];
    for field in &fields {
        words.extend(["--field", field]);
    }
    till.set_pin();
    let mut secrets = gateway["secrets"].clone();
    secrets["pin"] = json!(PIN);
    till.run_typing(words, &secrets.to_string()).exits(0);
}

/// A control call, as another program makes it.
fn control(gateway: &Value, call: &str, body: &Value) -> Value {
    let url = Url::parse(gateway["control_url"].as_str().unwrap()).unwrap();
    let mut stream = TcpStream::connect((url.host_str().unwrap(), url.port().unwrap())).unwrap();
    let (method, body) = if body.is_null() { ("GET", String::new()) } else { ("POST", body.to_string()) };
    let request = format!(
        "{method} {}{call} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        url.path(),
        body.len(),
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

#[test]
fn one_line_tells_another_program_all_it_needs() {
    let till = Till::on(&Keyring::absent());
    let (running, gateway) = serving(&till, &[]);
    let mut names: Vec<&String> = gateway.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(names, ["base_url", "control_url", "fields", "secrets"]);
    assert_eq!(gateway["secrets"]["auth_token"], "practice-key");
    assert!(gateway["base_url"].as_str().unwrap().starts_with("http://127.0.0.1:"));
    running.signal(Signal::Terminate);
    let outcome = running.finish().exits(0);
    assert_eq!(outcome.lines.len(), 1, "{outcome}");
    assert!(till.files().is_empty(), "it needs no data folder");
}

#[test]
fn it_runs_until_it_is_stopped_and_ends_well() {
    let till = Till::on(&Keyring::absent());
    for signal in [Signal::Interrupt, Signal::Terminate] {
        let (running, gateway) = serving(&till, &[]);
        assert_eq!(control(&gateway, "/transactions", &Value::Null), json!({"transactions": []}));
        running.signal(signal);
        running.finish().exits(0);
    }
}

#[test]
fn a_port_is_taken_as_asked_for_or_said_to_be_taken() {
    let till = Till::on(&Keyring::absent());
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port().to_string();
    till.run(["practice", "--port", &port]).refused(1, "port_taken");
    drop(free);
    let (_running, gateway) = serving(&till, &["--port", &port]);
    assert!(gateway["base_url"].as_str().unwrap().contains(&format!(":{port}/")));
}

#[test]
fn an_account_made_from_the_line_takes_payments_that_the_control_address_decides() {
    let till = Till::new();
    let (_running, gateway) = serving(&till, &[]);
    account(&till, &gateway);
    till.run(["account", "test", "essai"]).exits(0);
    // An amount that ends in 15 is never answered by itself.
    let push = |options: &[&str]| till.run([&["pay", "115"], options].concat()).exits(4);
    let decide = |payment: &Outcome, does: &str, amount: Option<u64>| {
        let mut decision = json!({"identifier": payment.text("reference"), "does": does});
        if let Some(amount) = amount {
            decision["amount"] = json!(amount);
        }
        control(&gateway, "/customer", &decision);
        till.run(["ask", &payment.id()])
    };
    assert_eq!(decide(&push(&["--phone", PHONE]), "pays", None).exits(0).state(), "paid");
    assert_eq!(decide(&push(&["--phone", PHONE]), "refuses", None).exits(3).state(), "declined");
    assert_eq!(decide(&push(&["--phone", PHONE]), "expires", None).exits(3).state(), "expired");
    assert_eq!(decide(&push(&["--phone", PHONE]), "pays", Some(100)).exits(4).state(), "held");
    let truth = control(&gateway, "/transactions", &Value::Null);
    let creates: Vec<_> = truth["transactions"].as_array().unwrap().iter().map(|row| row["create_requests"].clone()).collect();
    assert_eq!(creates, [1, 1, 1, 1]);
}

#[test]
fn its_customers_decide_by_the_last_two_digits_of_the_amount() {
    let till = Till::new();
    let (_running, gateway) = serving(&till, &[]);
    account(&till, &gateway);
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
