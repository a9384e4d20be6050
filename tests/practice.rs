//! `comptoir-cli practice` that runs: every gateway on loopback, with accounts made from nothing but the line it prints.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};
use url::Url;

use crate::outcome::Outcome;
use crate::running::Running;
use crate::till::{PIN, Till};

/// The practice gateways. They end with their value.
pub struct Practice {
    /// The program, to be stopped by a test.
    pub running: Running,
    gateways: Value,
}

impl Practice {
    /// Starts them on a free port.
    #[track_caller]
    #[must_use]
    pub fn start(till: &Till) -> Self {
        Self::start_with(till, &[])
    }

    /// Starts them with options of the test's own.
    #[track_caller]
    #[must_use]
    pub fn start_with(till: &Till, options: &[&str]) -> Self {
        let mut running = till.spawn([&["practice"], options].concat());
        let mut line = running.next_json();
        assert_eq!(line["kind"], "practice", "{line}");
        Self { running, gateways: line["gateways"].take() }
    }

    /// What the line tells of a gateway.
    #[must_use]
    pub fn told(&self, gateway: &str) -> &Value {
        &self.gateways[gateway]
    }

    /// The names of all gateways.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.gateways.as_object().unwrap().keys().map(String::as_str).collect()
    }

    /// Adds an account at one of them, with its practice keys, fields and address.
    #[track_caller]
    pub fn add_account(&self, till: &Till, name: &str, gateway: &str) -> Outcome {
        let told = self.told(gateway);
        let fields = told["fields"].as_object().unwrap().iter();
        let fields: Vec<String> = fields.map(|(name, value)| format!("{name}={}", value.as_str().unwrap())).collect();
        let mut words = vec!["account", "add", name, "--gateway", gateway, "--base-url", told["base_url"].as_str().unwrap()];
        for field in &fields {
            words.extend(["--field", field]);
        }
        let mut given = told["secrets"].clone();
        if fields.iter().any(|field| field == "page=on") {
            till.set_pin();
            given["pin"] = json!(PIN);
        }
        till.run_typing(words, &given.to_string()).exits(0)
    }

    /// The customer of a payment decides at once; `amount` is what is really paid.
    pub fn customer(&self, gateway: &str, payment: &Outcome, does: &str, amount: Option<u64>) -> Value {
        let mut decision = json!({ "does": does });
        // Where a gateway knows a payment by a token of its own, that is its name.
        let (name, value) = match gateway {
            "paydunya" | "payplus" => ("token", payment.text("gateway_reference")),
            _ => ("identifier", payment.text("reference")),
        };
        decision[name] = json!(value);
        if let Some(amount) = amount {
            decision["amount"] = json!(amount);
        }
        self.control(gateway, "/customer", &decision)
    }

    /// The next request of `call` (`create` or `ask`) goes wrong in this way.
    pub fn fault(&self, gateway: &str, call: &str, does: &str) {
        self.control(gateway, "/fault", &json!({ "call": call, "does": does }));
    }

    /// What its customers really paid.
    #[must_use]
    pub fn transactions(&self, gateway: &str) -> Vec<Value> {
        self.control(gateway, "/transactions", &Value::Null)["transactions"].as_array().unwrap().clone()
    }

    /// A control call, as another program makes it; without a body a GET.
    #[track_caller]
    fn control(&self, gateway: &str, call: &str, body: &Value) -> Value {
        let url = Url::parse(self.told(gateway)["control_url"].as_str().unwrap()).unwrap();
        let mut stream = TcpStream::connect((url.host_str().unwrap(), url.port().unwrap())).unwrap();
        let (method, body) = if body.is_null() { ("GET", String::new()) } else { ("POST", body.to_string()) };
        let head = format!("{method} {}{call} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n", url.path());
        let request = format!("{head}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(" 200 "), "{call} {body}");
        serde_json::from_str(body).unwrap()
    }
}
