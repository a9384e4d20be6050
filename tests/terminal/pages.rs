//! `--method page`: PayGate's payment page, whose address holds the key and the amount.

use comptoir_tests::{Call, Customer, KEY, Outcome, PHONE, ScriptedGateway, Till, leak};
use serde_json::Value;
use url::Url;

use crate::counter;

fn page(till: &Till, options: &[&str]) -> Outcome {
    till.run([&["pay", "12500", "--method", "page"], options].concat())
}

/// The address that the last line tells, in its parts.
#[track_caller]
fn address(outcome: &Outcome) -> (String, Vec<(String, String)>) {
    let url = Url::parse(&outcome.text("page_url")).unwrap();
    (format!("{}{}", url.origin().ascii_serialization(), url.path()), url.query_pairs().into_owned().collect())
}

fn value<'a>(query: &'a [(String, String)], name: &str) -> Option<&'a str> {
    query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

#[test]
fn a_page_is_on_disk_before_it_is_shown_and_no_call_is_made_for_it() {
    let (gateway, till) = counter();
    let shown = page(&till, &[]).exits(4);
    assert_eq!(shown.states(), ["recorded", "pending"]);
    assert_eq!((shown.text("method").as_str(), &shown.last()["page_url"]), ("page", &Value::Null));
    assert_eq!(gateway.count(), 0);
}

#[test]
fn the_key_is_told_only_to_a_program_that_asks_for_it_by_name() {
    let (_gateway, till) = counter();
    let silent = page(&till, &[]).exits(4);
    let told = page(&till, &["--with-key-url"]).exits(4);
    assert!(told.text("page_url").contains(KEY));
    for line in &told.lines {
        assert!(line["state"] == "pending" || line["page_url"].is_null(), "no address before its mark is on disk\n{told}");
    }
    let afterwards = [
        till.run(["show", &told.id()]),
        till.run(["list"]),
        till.run(["ask", &told.id()]),
        till.run(["resume"]),
        till.run_human(["show", &told.id()]),
        till.run_human(["pay", "12500", "--method", "page"]),
    ];
    for outcome in [silent].iter().chain(&afterwards) {
        leak::assert_free_of(KEY, &outcome.line, outcome.stdout.as_bytes());
        leak::assert_free_of(KEY, &outcome.line, outcome.stderr.as_bytes());
        assert!(outcome.lines.iter().all(|line| line["page_url"].is_null()), "{outcome}");
    }
    for (path, content) in till.files() {
        leak::assert_free_of(KEY, &path.display().to_string(), &content);
    }
}

#[test]
fn the_address_has_the_documented_parameters() {
    let gateway = ScriptedGateway::start();
    let till = Till::new();
    till.add_page_account("boutique", &gateway);
    let bare = page(&till, &["--with-key-url"]).exits(4);
    let (place, query) = address(&bare);
    assert_eq!(place, format!("{}/v1/page", gateway.base_url()));
    let reference = bare.text("reference");
    assert_eq!(value(&query, "token"), Some(KEY));
    assert_eq!((value(&query, "amount"), value(&query, "identifier")), (Some("12500"), Some(reference.as_str())));
    assert_eq!((value(&query, "phone"), value(&query, "network"), value(&query, "url")), (None, None, None));

    till.run(["shop", "set", "website=https://chez-elodie.tg/"]).exits(0);
    for (phone, network) in [("90123456", "TOGOCEL"), ("99123456", "MOOV")] {
        let (_, query) = address(&page(&till, &["--with-key-url", "--phone", phone, "--note", "Été & fils"]).exits(4));
        assert_eq!((value(&query, "phone"), value(&query, "network")), (Some(phone), Some(network)));
        assert_eq!(value(&query, "url"), Some("https://chez-elodie.tg/"));
        assert_eq!(value(&query, "description"), Some("Été & fils"));
    }
}

#[test]
fn a_page_takes_any_six_to_fifteen_digits_as_typed_or_none() {
    let (_gateway, till) = counter();
    for (phone, digits) in [("123456", "123456"), ("+33 6 12 34 56 78", "33612345678"), ("123456789012345", "123456789012345")] {
        let shown = page(&till, &["--with-key-url", "--phone", phone]).exits(4);
        assert_eq!(value(&address(&shown).1, "phone"), Some(digits));
        assert!(!shown.text("payer").contains(&digits[..digits.len() - 4]));
    }
    for (phone, code) in [
        ("12345", "phone_wrong_length"),
        ("1234567890123456", "phone_wrong_length"),
        ("12345a", "phone_unreadable"),
        ("١٢٣٤٥٦", "phone_unreadable"),
    ] {
        page(&till, &["--phone", phone]).refused(2, code);
    }
    page(&till, &["--phone", PHONE, "--network", "ci-orange"]).refused(2, "network_unavailable");
}

#[test]
fn a_page_is_paid_only_on_an_equal_amount() {
    let (gateway, till) = counter();
    let unopened = page(&till, &[]).exits(4);
    let asked = till.run(["ask", &unopened.id()]).exits(4);
    assert_eq!(
        (asked.state().as_str(), &asked.last()["reason"]),
        ("pending", &Value::Null),
        "not opened yet, which is no trouble"
    );

    let pays = |amount: u64| {
        let shown = page(&till, &[]).exits(4);
        // Whoever holds the address can change the amount in it.
        gateway.page_opened(&shown.text("reference"), amount);
        gateway.customer(&shown.text("reference"), Customer::Pays);
        till.run(["ask", &shown.id()])
    };
    let paid = pays(12_500).exits(0);
    assert_eq!((paid.state().as_str(), gateway.requests(Call::Pay).len()), ("paid", 0));
    for amount in [100, 12_499, 12_501, 25_000] {
        let held = pays(amount).exits(4);
        assert_eq!((held.state().as_str(), held.text("reason").as_str()), ("held", "amount_differs"));
        assert_eq!((held.text("money_at_risk").as_str(), &held.last()["receipt_number"]), ("yes", &Value::Null));
    }
}

#[test]
fn a_paid_page_without_an_amount_is_held() {
    let (gateway, till) = counter();
    let shown = page(&till, &[]).exits(4);
    let answer = serde_json::json!({"tx_reference": 9, "status": 0, "identifier": shown.text("reference")});
    gateway.once(Call::Status, comptoir_tests::Answer::json(answer));
    let held = till.run(["ask", &shown.id()]).exits(4);
    assert_eq!((held.state().as_str(), held.text("reason").as_str()), ("held", "amount_missing"));
}

#[test]
fn a_person_sees_a_code_that_a_phone_reads_as_the_address() {
    let (_gateway, till) = counter();
    let told = page(&till, &["--with-key-url", "--payment-id", "01a21853-9133-7c80-9686-d8e9ccc7edc4"]).exits(4);
    // The same payment again: the same address is derived again, and drawn.
    let drawn =
        till.run_human(["pay", "12500", "--method", "page", "--payment-id", "01a21853-9133-7c80-9686-d8e9ccc7edc4"]).exits(4);
    assert_eq!(read_code(&drawn.stdout), told.text("page_url"));
    leak::assert_free_of(KEY, "the words beside the code", drawn.stdout.as_bytes());
    let with_address = till.run_human(["pay", "12500", "--method", "page", "--with-key-url"]).exits(4);
    let code = read_code(&with_address.stdout);
    assert!(code.contains(KEY) && with_address.stdout.contains(&code), "{with_address}");
    let json = page(&till, &[]).exits(4);
    assert!(!json.stdout.contains(['█', '▀', '▄']), "a program is drawn nothing");
}

/// What the code of half blocks in `text` says, read by another library than the one that drew it.
#[track_caller]
fn read_code(text: &str) -> String {
    let is_block = |c: char| matches!(c, '█' | '▀' | '▄' | ' ');
    let mut rows: Vec<Vec<bool>> = Vec::new();
    for line in text.lines().filter(|line| line.contains(['█', '▀', '▄']) && line.chars().all(is_block)) {
        rows.push(line.chars().map(|c| matches!(c, '█' | '▀')).collect());
        rows.push(line.chars().map(|c| matches!(c, '█' | '▄')).collect());
    }
    // The code without the white around it. Its lower left corner is a square, so its first column tells its height too.
    let left = rows.iter().filter_map(|row| row.iter().position(|dark| *dark)).min().expect("a code is drawn");
    let right = rows.iter().filter_map(|row| row.iter().rposition(|dark| *dark)).max().unwrap();
    let top = rows.iter().position(|row| row.contains(&true)).unwrap();
    let size = right - left + 1;
    let grid =
        rqrr::SimpleGrid::from_func(size, |x, y| rows.get(top + y).and_then(|row| row.get(left + x)).copied().unwrap_or(false));
    rqrr::Grid::new(grid).decode().expect("a code that can be read").1
}

#[test]
fn a_page_that_waits_is_paid_while_it_is_shown() {
    let (gateway, till) = counter();
    let mut running = till.spawn(["pay", "12500", "--method", "page", "--wait", "600"]);
    let shown = running.until_state("pending");
    let reference = shown["reference"].as_str().unwrap();
    gateway.page_opened(reference, 12_500);
    gateway.customer(reference, Customer::Pays);
    let outcome = running.finish().exits(0);
    assert_eq!(outcome.states(), ["recorded", "pending", "paid"]);
}
