//! `--tax`: what is sold and the taxes on it add up to the amount.

use comptoir_tests::{Customer, PHONE, Till};
use serde_json::json;

use crate::counter;

fn pay(till: &Till, options: &[&str]) -> comptoir_tests::Outcome {
    till.run([&["pay", "11800", "--phone", PHONE], options].concat())
}

const PAGNE: [&str; 2] = ["--line", "Pagne,2,5000"];

#[test]
fn lines_and_taxes_add_up_to_the_amount() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let taxed = pay(&till, &[&PAGNE[..], &["--tax", "TVA 18 %,1 700", "--tax", "Taxe, locale,100"]].concat()).exits(4);
    till.run(["ask", &taxed.id()]).exits(0);
    let receipt = till.run(["receipt", &taxed.id()]).exits(0);
    let expected = json!([{"name": "TVA 18 %", "amount_minor": 1_700}, {"name": "Taxe, locale", "amount_minor": 100}]);
    assert_eq!(receipt.last()["taxes"], expected);
    let paper = till.run_human(["receipt", &taxed.id()]).exits(0).stdout;
    let place = |text: &str| paper.find(text).unwrap_or_else(|| panic!("{text} is not in\n{paper}"));
    assert!(place("Pagne") < place("TVA 18 %") && place("TVA 18 %") < place("Taxe, locale"));
    assert!(place("Taxe, locale") < place("TOTAL") && paper.contains("1 700"));
    // Without a tax there is none.
    let plain = till.run(["pay", "500", "--phone", PHONE]).exits(4);
    till.run(["ask", &plain.id()]).exits(0);
    assert_eq!(till.run(["receipt", &plain.id()]).exits(0).last()["taxes"], json!([]));
}

#[test]
fn taxes_that_do_not_add_up_or_stand_alone_are_refused() {
    let (gateway, till) = counter();
    for taxes in [&["--tax", "TVA,1801"][..], &["--tax", "TVA,1799"], &["--tax", "TVA,1800", "--tax", "Autre,1"], &[]] {
        pay(&till, &[&PAGNE, taxes].concat()).refused(2, "lines_differ");
    }
    pay(&till, &["--tax", "TVA,11800"]).refused(2, "lines_differ");
    assert!(till.run(["list"]).lines.is_empty() && gateway.count() == 0);
}

#[test]
fn a_tax_that_cannot_be_read_is_refused() {
    let (_gateway, till) = counter();
    for tax in ["", "TVA", "TVA,", ",1800", " ,1800", "TVA,0", "TVA,-1800", "TVA,18%", "TVA,18.5"] {
        pay(&till, &[&PAGNE[..], &["--tax", tax]].concat()).refused(2, "tax_invalid");
    }
}

#[test]
fn the_same_order_has_the_same_taxes() {
    let (_gateway, till) = counter();
    let id = ["--payment-id", "01a21853-9133-7c80-9686-d8e9ccc7edc4"];
    let taxed = |tax: &'static str| pay(&till, &[&PAGNE[..], &["--tax", tax], &id].concat());
    let first = taxed("TVA,1800").exits(4);
    assert_eq!(taxed("TVA,1 800").exits(4).last(), first.last());
    taxed("AIB,1800").refused(2, "id_reused");
    till.run(["cancel", &first.id()]).exits(4);
    let retry = ["--retry-of", &first.id(), "--accept-double"].map(str::to_owned);
    let retry: Vec<&str> = retry.iter().map(String::as_str).collect();
    pay(&till, &[&PAGNE[..], &["--tax", "AIB,1800"], &retry].concat()).refused(2, "sale_amount_differs");
    pay(&till, &[&PAGNE[..], &["--tax", "TVA,1800"], &retry].concat()).exits(4);
}
