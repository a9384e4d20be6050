//! `--json`: one object a line, every field present, in the documented order.

use comptoir_tests::{Call, Customer, fields_in_order};
use jiff::Timestamp;
use serde_json::Value;

use crate::{counter, push};

const PAYMENT: [&str; 27] = [
    "kind",
    "payment_id",
    "sale_id",
    "reference",
    "gateway",
    "account",
    "method",
    "network",
    "payer",
    "state",
    "amount_minor",
    "currency",
    "gateway_reference",
    "operator_reference",
    "page_url",
    "environment",
    "receipt_number",
    "refunded_minor",
    "tender_number",
    "tendered_by",
    "reason",
    "money_at_risk",
    "settled_by_hand",
    "note",
    "cashier",
    "created_at",
    "updated_at",
];

#[test]
fn a_payment_has_every_field_in_the_documented_order_wherever_it_is_told() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let paid = push(&till, "12500").exits(4);
    let id = paid.id();
    let outcomes = [
        paid,
        till.run(["show", &id]),
        till.run(["ask", &id]),
        till.run(["list"]),
        till.run(["pay", "500", "--method", "page", "--with-key-url"]),
        till.run(["resume"]),
    ];
    for outcome in outcomes {
        assert!(!outcome.stdout.is_empty(), "{outcome}");
        for line in outcome.stdout.lines() {
            assert_eq!(fields_in_order(line), PAYMENT, "{outcome}");
        }
    }
}

#[test]
fn what_is_known_of_a_payment_is_told_in_its_documented_shape() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let before = Timestamp::now();
    let first = till.run(["pay", "12 500", "--phone", "+228 90 12 34 56", "--note", "Deux pagnes"]).exits(4);
    let recorded = &first.lines[0];
    let id = first.id();
    for field in ["gateway_reference", "operator_reference", "page_url", "receipt_number", "reason"] {
        assert_eq!(recorded[field], Value::Null, "{field} {first}");
    }
    let paid = till.run(["ask", &id]).exits(0);
    let told = paid.last();
    let expected = [
        ("kind", "payment"),
        ("gateway", "paygate-global"),
        ("account", "boutique"),
        ("method", "push"),
        ("network", "tg-tmoney"),
        ("payer", "****3456"),
        ("state", "paid"),
        ("currency", "XOF"),
        ("environment", "test"),
        ("money_at_risk", "no"),
        ("note", "Deux pagnes"),
        ("gateway_reference", "7000001"),
        ("operator_reference", "OP7000001"),
    ];
    for (field, value) in expected {
        assert_eq!(told[field], value, "{field} {paid}");
    }
    assert_eq!((&told["amount_minor"], &told["settled_by_hand"]), (&Value::from(12_500), &Value::from(false)));
    assert_eq!((&told["page_url"], &told["reason"]), (&Value::Null, &Value::Null));
    let time = |field: &str| paid.text(field).parse::<Timestamp>().unwrap();
    assert!(before <= time("created_at") && time("created_at") <= time("updated_at") && time("updated_at") <= Timestamp::now());
    let reference = paid.text("reference");
    assert_eq!(gateway.requests(Call::Pay)[0].text("identifier"), Some(reference.clone()));
    assert!(reference.len() == 25 && reference.starts_with("CPT"), "{reference}");
    for name in [paid.id(), paid.text("sale_id")] {
        assert!(name.len() == 36 && name.as_bytes()[14] == b'7', "{name} is no UUIDv7");
    }
}

#[test]
fn an_error_is_one_object_and_nothing_stands_on_standard_output() {
    let (_gateway, till) = counter();
    let outcome = till.run(["pay", "0", "--phone", "90123456"]).refused(2, "amount_not_positive");
    assert_eq!(outcome.stdout, "");
    assert_eq!(fields_in_order(&outcome.stderr), ["error"]);
    let mut fields: Vec<String> = outcome.error.unwrap().as_object().unwrap().keys().cloned().collect();
    fields.sort();
    assert_eq!(fields, ["code", "message", "money_at_risk", "reference", "what_to_do"]);
}

#[test]
fn an_error_about_a_payment_names_it_by_its_reference() {
    let (_gateway, till) = counter();
    let waiting = push(&till, "12500").exits(4);
    let refused = till.run(["accept", &waiting.id()]).refused(2, "not_acceptable");
    assert_eq!(refused.error.unwrap()["reference"], waiting.last()["reference"]);
}

#[test]
fn a_word_that_other_programs_read_is_the_same_in_both_languages() {
    let (_gateway, till) = counter();
    let english = till.with(&["--lang", "en"]);
    let (french_error, english_error) = (till.run(["show", "x"]).error.unwrap(), english.run(["show", "x"]).error.unwrap());
    assert_eq!(french_error["code"], english_error["code"]);
    assert_ne!(french_error["message"], english_error["message"]);
    let id = push(&till, "12500").exits(4).id();
    assert_eq!(till.run(["show", &id]).lines, english.run(["show", &id]).lines);
}
