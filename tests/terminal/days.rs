//! `day`: what a day took, and the closings of the till.

use std::fs;

use comptoir_tests::{Manner, Outcome, PHONE, PaperPrinter, Till};
use serde_json::{Value, json};

use crate::counter;

/// An amount whose customer never answers, in practice.
const SILENT: &str = "1015";

fn asked(till: &Till, amount: &str) -> Outcome {
    till.run(["pay", amount, "--phone", PHONE]).exits(4)
}

/// A day in practice: two paid, one of them given back in part, one refused, one that waits.
fn day() -> (Till, Outcome) {
    let till = Till::training();
    let first = asked(&till, "12500");
    asked(&till, "4000");
    asked(&till, "405");
    till.run(["resume", "--wait", "60"]).exits(0);
    till.run(["refund", &first.id(), "--amount", "2500", "--cash", "--reason", "pagne décousu"]).exits(0);
    let open = asked(&till, SILENT);
    (till, open)
}

fn explain(open: &Outcome) -> String {
    format!("{}=le client revient", open.text("reference"))
}

fn only<'a>(outcome: &'a Outcome, list: &str) -> &'a Value {
    let all = outcome.last()[list].as_array().unwrap();
    assert_eq!(all.len(), 1, "{list}: {outcome}");
    &all[0]
}

#[test]
fn a_day_tells_what_was_taken_given_back_refused_and_left_open() {
    let (till, open) = day();
    let report = till.run(["day", "report"]).exits(0);
    assert_eq!((report.text("kind").as_str(), report.text("environment").as_str()), ("day", "training"));
    let takings = only(&report, "takings");
    assert_eq!(
        (&takings["taken"], &takings["refunded"]),
        (&json!({"count": 2, "amount_minor": 16_500}), &json!({"count": 1, "amount_minor": 2_500}))
    );
    assert_eq!(takings["by_gateway"], json!([{"name": "paygate-global", "count": 2, "amount_minor": 16_500}]));
    assert_eq!(takings["by_account"], json!([{"name": "practice", "count": 2, "amount_minor": 16_500}]));
    let states: Vec<_> = takings["by_state"]
        .as_array()
        .unwrap()
        .iter()
        .map(|share| (share["name"].as_str().unwrap(), share["count"].as_u64().unwrap()))
        .collect();
    assert_eq!(states, [("declined", 1), ("paid", 2), ("pending", 1)]);
    let hours: i64 = report.last()["by_hour"].as_array().unwrap().iter().map(|hour| hour["amount_minor"].as_i64().unwrap()).sum();
    assert_eq!(hours, 16_500);
    let all = &report.last()["successes"][0];
    assert_eq!((&all["gateway"], &all["ended"], &all["paid"]), (&Value::Null, &json!(3), &json!(2)));
    assert!(all["median_ms"].as_i64().unwrap() > 0, "{report}");
    let left = only(&report, "left");
    assert_eq!((left["reference"].as_str(), left["state"].as_str()), (Some(open.text("reference").as_str()), Some("pending")));
    let other = till.run(["day", "report", "2020-01-01"]).exits(0);
    assert_eq!(other.last()["takings"], json!([]), "another day took nothing");
    till.run(["day", "report", "hier"]).refused(2, "date_invalid");
    let human = till.run_human(["day", "report"]).exits(0).stdout;
    assert!(
        human.contains("16\u{202f}500\u{a0}F CFA") && human.contains("67\u{a0}%") && human.contains(&open.text("reference")),
        "{human}"
    );
}

#[test]
fn a_closing_wants_a_word_for_each_payment_without_an_end_and_the_next_goes_on_from_it() {
    let (till, open) = day();
    let refused = till.run(["day", "close"]).refused(2, "explanation_needed");
    assert!(refused.stderr.contains(&open.text("reference")), "{refused}");
    till.run(["day", "close", "--explain", &format!("{}= ", open.text("reference"))]).refused(2, "explanation_needed");
    assert_eq!(till.run(["day", "list"]).exits(0).lines.len(), 0);
    let id = "019ac000-0000-7000-8000-000000000009";
    let counted = ["--float", "20 000", "--counted", "17000", "--figure", "practice=16000", "--id", id];
    let word = explain(&open);
    let asked = [&["day", "close", "--explain", word.as_str()], &counted[..]].concat();
    let closed = till.run(&asked).exits(0);
    let number = closed.text("closing_number");
    assert!(number.starts_with("ENTRAINEMENT-COMPTOIR-1-") && number.ends_with("-Z000001"), "{number}");
    assert_eq!(only(&closed, "takings")["taken"]["amount_minor"], 16_500);
    assert_eq!(only(&closed, "perpetual")["amount_minor"], 14_000);
    assert_eq!(only(&closed, "left")["why"], "le client revient");
    assert_eq!(
        (&closed.last()["drawer"]["moved_minor"], &closed.last()["drawer"]["difference_minor"]),
        (&json!(-2_500), &json!(-500))
    );
    assert_eq!(only(&closed, "figures")["difference_minor"], -500);
    assert_eq!(till.run(&asked).exits(0).last(), closed.last(), "the same press again closes nothing");
    // A late end belongs to the next closing, and the perpetual total goes on.
    till.run(["cancel", &open.id()]).exits(4);
    till.run(["pay", "1000", "--phone", PHONE, "--wait", "60"]).exits(0);
    let next = till.run(["day", "close", "--explain", &explain(&open)]).exits(0);
    assert!(next.text("closing_number").ends_with("-Z000002"), "{next}");
    assert_eq!(
        (&only(&next, "takings")["taken"]["amount_minor"], &only(&next, "perpetual")["amount_minor"]),
        (&json!(1_000), &json!(15_000))
    );
    assert_eq!(next.last()["first_entry"].as_i64().unwrap(), closed.last()["last_entry"].as_i64().unwrap() + 1);
    assert_eq!(next.text("since"), closed.text("closed_at"));
    assert_eq!(till.run(["day", "list"]).exits(0).lines.len(), 2);
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn the_total_of_a_closing_is_its_receipts_less_what_went_back() {
    let (till, open) = day();
    let closed = till.run(["day", "close", "--explain", &explain(&open)]).exits(0);
    let listed = till.run(["list"]).exits(0);
    let minor = |line: &Value, field: &str| line[field].as_i64().unwrap();
    let paid = || listed.lines.iter().filter(|line| line["receipt_number"].is_string());
    let receipts: i64 = paid().map(|line| minor(line, "amount_minor")).sum();
    let back: i64 = paid().map(|line| minor(line, "refunded_minor")).sum();
    assert_eq!(only(&closed, "perpetual")["amount_minor"], receipts - back);
    let numbers: Vec<_> = paid().map(|line| line["receipt_number"].as_str().unwrap().to_owned()).collect();
    assert_eq!(numbers.iter().max().unwrap(), &closed.text("last_receipt"));
    assert_eq!(numbers.iter().min().unwrap(), &closed.text("first_receipt"));
}

#[test]
fn only_the_owner_closes_and_tests_are_in_no_total() {
    let (gateway, till) = counter();
    gateway.everyone(comptoir_tests::Customer::Pays);
    let waiting = crate::pending(&till, "12500");
    till.run(["ask", &waiting.id()]).exits(0);
    Till::new().run_typing(["day", "close"], "{}").refused(2, "pin_unset");
    till.run_typing(["day", "close"], "{}").refused(2, "pin_needed");
    till.run_typing(["day", "close"], &json!({"pin": "1357"}).to_string()).refused(2, "pin_wrong");
    till.run_as_owner(["day", "close", "--figure", "ailleurs=5"]).refused(2, "account_unknown");
    till.run_as_owner(["day", "close", "--float", "0", "--counted=-5"]).refused(2, "amount_not_positive");
    till.run_as_owner(["day", "close", "--float", "0"]).refused(2, "usage");
    let closed = till.run_as_owner(["day", "close"]).exits(0);
    assert_eq!((&closed.last()["takings"], &closed.last()["perpetual"]), (&json!([]), &json!([])));
    assert_eq!(only(&closed, "apart")["taken"]["amount_minor"], 12_500);
}

#[test]
fn a_month_is_closed_once_it_is_over() {
    let (till, open) = day();
    till.run(["day", "close", "--explain", &explain(&open)]).exits(0);
    let this_year = &till.run(["day", "list"]).exits(0).text("closed_at")[..4];
    till.run(["day", "close", "--period", this_year]).refused(2, "period_not_over");
    till.run(["day", "close", "--period", "2020-02"]).refused(2, "period_empty");
    till.run(["day", "close", "--period", "2020-13"]).refused(2, "date_invalid");
    till.run(["day", "close", "--period", "2020", "--float", "1", "--counted", "1"]).refused(2, "usage");
}

#[test]
fn its_first_paper_is_the_original_and_every_later_one_a_duplicate() {
    let (till, open) = day();
    let printer = PaperPrinter::on(Manner::Prints);
    till.run(["printer", "add", "Caisse", "--to", printer.target(), "--drawer"]).exits(0);
    let number = till.run(["day", "close", "--explain", &explain(&open)]).exits(0).text("closing_number");
    let says = |paper: &[u8], text: &str| paper.windows(text.len()).any(|part| part == text.as_bytes());
    till.run(["day", "print", &number.to_lowercase()]).exits(0);
    let original = printer.paper();
    assert!(says(&original, &number) && says(&original, &open.text("reference")) && !says(&original, "DUPLICATA"));
    assert!(!says(&original, "\u{1b}p"), "no drawer opens");
    assert_eq!(till.run(["day", "print", &number]).exits(0).last()["copy"], 1);
    assert!(says(&printer.paper(), "DUPLICATA"));
    for columns in ["32", "42", "48"] {
        let text = till.run_human(["day", "show", &number, "--columns", columns]).exits(0).stdout;
        assert!(text.contains("Total perpétuel") && text.contains("le client revient") && text.contains("DUPLICATA"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= columns.parse().unwrap()), "{text}");
    }
    let file = till.folder().join("z.bin");
    till.run(["day", "show", &number, "--format", "escpos", "--out", file.to_str().unwrap()]).exits(0);
    assert!(says(&fs::read(file).unwrap(), &number));
    for (format, magic) in [("pdf", "%PDF-"), ("png", "PNG")] {
        let file = till.folder().join(format);
        till.run(["day", "show", &number, "--format", format, "--out", file.to_str().unwrap()]).exits(0);
        assert!(says(&fs::read(file).unwrap(), magic), "{format}");
    }
    till.run(["day", "show", "COMPTOIR-1-2026-Z000009"]).refused(2, "closing_unknown");
}
