//! A whole day with a planted key and planted phone numbers, which are then looked for in everything that was written or said.

use std::cell::RefCell;

use comptoir_tests::{Answer, Call, Customer, Outcome, PIN, ScriptedGateway, Till, leak};
use serde_json::json;

/// No gateway has such a key, and some of its letters are escaped in a URL and in JSON.
const KEY: &str = "planted/practice+key=\"7x";
/// The number of payments that are settled at the end of the day.
const SETTLED: &str = "93718264";
/// The number of payments that the gateway ended, and that may still be paid.
const ENDED: &str = "79351846";

/// A till all of whose words are kept.
struct Day {
    till: Till,
    said: RefCell<Vec<(String, Vec<u8>)>>,
}

impl Day {
    fn keep(&self, outcome: Outcome) -> Outcome {
        let words = format!("{}\n{}", outcome.stdout, outcome.stderr).into_bytes();
        self.said.borrow_mut().push((outcome.line.replace(SETTLED, "…").replace(ENDED, "…"), words));
        outcome
    }

    fn run(&self, line: &[&str]) -> Outcome {
        self.keep(self.till.run(line))
    }

    fn both(&self, line: &[&str]) -> Outcome {
        self.keep(self.till.run_human(line));
        self.run(line)
    }

    fn paid_by(&self, phone: &str) -> String {
        let id = self.run(&["pay", "12500", "--phone", phone]).id();
        self.both(&["ask", &id]);
        id
    }
}

#[test]
fn no_key_and_no_whole_number_is_written_or_said_in_a_whole_day() {
    let gateway = ScriptedGateway::start();
    let day = Day { till: Till::new(), said: RefCell::default() };
    // The PIN is one of the shop's secrets too.
    day.keep(day.till.run_typing(["owner", "set-pin"], &json!({ "pin": PIN }).to_string())).exits(0);
    day.keep(day.till.run_typing(["owner", "set-pin"], &json!({ "pin": PIN, "old_pin": PIN }).to_string())).exits(0);
    let keys = json!({ "auth_token": KEY, "pin": PIN }).to_string();
    let base_url = gateway.base_url();
    let add = ["account", "add", "boutique", "--gateway", "paygate-global", "--field", "page=on", "--base-url", &base_url];
    day.keep(day.till.run_typing(add, &keys)).exits(0);
    day.keep(day.till.run_typing(add, &keys)).refused(2, "account_taken");
    let off = json!({ "auth_token": format!("{KEY} {KEY}") }).to_string();
    day.keep(day.till.run_typing(["account", "add", "b", "--gateway", "paygate-global"], &off)).refused(2, "secret_invalid");

    // Good order.
    gateway.everyone(Customer::Pays);
    let paid = day.paid_by(SETTLED);
    let page = day.run(&["pay", "500", "--method", "page", "--phone", SETTLED]);
    gateway.page_opened(&page.text("reference"), 500);
    day.both(&["ask", &page.id()]).exits(0);
    day.keep(day.till.run_human(["pay", "15", "--method", "page"]));

    // A gateway that repeats what it was told, wherever it can.
    let echo = format!("{KEY} {SETTLED} {ENDED}");
    let echoes = [
        Answer::json(json!({"status": 0, "tx_reference": KEY})),
        Answer::json(json!({"status": echo})),
        Answer::json(json!({"error_code": 500, "error_message": echo})),
        Answer::bytes(500, echo.clone()),
        Answer::bytes(200, format!("<html>{echo}</html>")),
        Answer::cut(echo.clone(), 20),
    ];
    for answer in echoes {
        gateway.once(Call::Pay, answer.though_taken());
        let id = day.run(&["pay", "12500", "--phone", SETTLED]).id();
        gateway.once(Call::Status, Answer::json(json!({"status": format!("{KEY} +228 {SETTLED}"), "payment_method": echo})));
        day.both(&["ask", &id]);
        day.both(&["show", &id]);
    }
    let answer = json!({
        "status": 0, "payment_reference": format!("OP {KEY}"), "payment_method": echo, "datetime": KEY,
        "phone_number": format!("228{SETTLED}"),
    });
    gateway.always(Call::Status, Answer::json(answer));
    day.both(&["resume"]);
    gateway.mend(Call::Status);
    gateway.once(Call::Balance, Answer::json(json!({"error_code": echo, "error_message": echo})));
    day.both(&["account", "test", "boutique"]);
    day.both(&["balance", "boutique"]);

    // Refusals, and words in the wrong place.
    gateway.everyone(Customer::Declines);
    day.paid_by(ENDED);
    for line in [
        &["pay", SETTLED][..],
        &["pay", "12500", "--phone", "937182641"],
        &["pay", "12500", "--phone", SETTLED, "--network", "ci-orange"],
        &["pay", "12500", "--phones", SETTLED],
        &["pay", "12500", SETTLED],
        &["show", SETTLED],
    ] {
        day.both(line);
    }

    // The end of the day: whatever waits is settled, and what is of no more use has been forgotten.
    gateway.everyone(Customer::Pays);
    day.both(&["resume"]);
    for line in [&["receipt", &paid][..], &["list"], &["list", "--query", SETTLED], &["account", "list"], &["verify"]] {
        day.both(line);
    }
    let open = day.run(&["list", "--open"]).exits(0);
    let still: Vec<_> = open.lines.iter().filter(|line| line["payer"] == "****8264").collect();
    assert!(still.is_empty(), "{still:?}");

    let mut leaks = Vec::new();
    let mut look = |secret: &str, name: &str, bytes: &[u8]| {
        leaks.extend(leak::found(secret, bytes).map(|spelling| format!("{secret} as {spelling} in {name}")));
    };
    for (line, words) in day.said.borrow().iter() {
        for secret in [KEY, PIN, SETTLED, ENDED] {
            look(secret, line, words);
        }
    }
    let files = day.till.files();
    assert!(files.iter().any(|(path, _)| path.display().to_string().contains("logs")), "there is a log to look at");
    for (path, content) in files {
        let name = path.display().to_string();
        look(KEY, &name, &content);
        look(PIN, &name, &content);
        look(SETTLED, &name, &content);
        // The one place for the number of a payment that is still watched.
        if !name.contains("ledger.sqlite") {
            look(ENDED, &name, &content);
        }
    }
    // The journal never had it.
    let database = day.till.database();
    let journal: String = database.query_row("SELECT group_concat(body) FROM journal", [], |row| row.get(0)).unwrap();
    look(ENDED, "the journal", journal.as_bytes());
    assert!(leaks.is_empty(), "{leaks:#?}");
}

#[test]
fn a_folder_and_its_files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let till = Till::training();
    till.run(["pay", "115", "--phone", SETTLED]).exits(4);
    let training = till.folder().join("training");
    assert_eq!(std::fs::metadata(&training).unwrap().permissions().mode() & 0o077, 0);
    let (ledger, _) = till.files().into_iter().find(|(path, _)| path.ends_with("ledger.sqlite")).unwrap();
    assert_eq!(std::fs::metadata(ledger).unwrap().permissions().mode() & 0o077, 0);
}
