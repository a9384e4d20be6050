//! `cashier`, `--cashier`: who takes the till, what they may do, and what the journal says of it.

use comptoir_tests::{Customer, Manner, Outcome, PHONE, PIN, PaperPrinter, ScriptedGateway, Till, fields_in_order};
use serde_json::{Value, json};

use crate::counter;
use crate::printing::says;

const AWA: &str = "602935";
const KOFI: &str = "7184";

/// A till where Awa may sell and print again, and Kofi sell and give back.
fn staffed() -> (ScriptedGateway, Till) {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    till.set_pin();
    add(&till, &["add", "Awa"], AWA).exits(0);
    add(&till, &["add", "Kofi", "--rights", "sell,refund"], KOFI).exits(0);
    (gateway, till)
}

fn add(till: &Till, words: &[&str], pin: &str) -> Outcome {
    till.run_typing([&["cashier"], words].concat(), &json!({"new_pin": pin, "pin": PIN}).to_string())
}

fn by(till: &Till, name: &str, pin: &str, words: &[&str]) -> Outcome {
    till.run_typing([&["--cashier", name], words].concat(), &json!({"cashier_pin": pin}).to_string())
}

fn sold(till: &Till, name: &str, pin: &str, amount: &str) -> Outcome {
    let sold = by(till, name, pin, &["pay", amount, "--phone", PHONE]).exits(4);
    till.run(["ask", &sold.id()]).exits(0)
}

/// Whose acts of a payment the journal tells of, by kind.
fn told(till: &Till, payment: &Outcome) -> Vec<(String, Value)> {
    let database = till.database();
    let mut statement = database.prepare("SELECT body FROM journal WHERE payment_id = ?1 ORDER BY seq").unwrap();
    let bodies = statement.query_map([payment.id()], |row| row.get::<_, String>(0)).unwrap();
    let entries = bodies.map(|body| serde_json::from_str::<Value>(&body.unwrap()).unwrap());
    entries
        .filter(|entry| !entry["by"].is_null())
        .map(|entry| (entry["kind"].as_str().unwrap().to_owned(), entry["by"].clone()))
        .collect()
}

#[test]
fn a_cashier_takes_a_payment_under_their_name_and_nobody_without_one() {
    let (_gateway, till) = staffed();
    till.run(["pay", "500", "--phone", PHONE]).refused(2, "till_locked");
    by(&till, "Awa", KOFI, &["pay", "500", "--phone", PHONE]).refused(2, "pin_wrong");
    by(&till, "Ama", AWA, &["pay", "500", "--phone", PHONE]).refused(2, "cashier_unknown");
    assert!(till.run(["list"]).exits(0).lines.is_empty(), "nothing was written");
    let paid = sold(&till, "awa", AWA, "500");
    assert_eq!(paid.text("cashier"), "Awa");
    assert_eq!(sold(&till, "owner", PIN, "700").text("cashier"), "owner");
    let receipt = till.run_human(["receipt", &paid.id()]).exits(0);
    assert!(receipt.stdout.contains("Caissier : Awa"), "{receipt}");
    let english = till.with(&["--lang", "en"]).run_human(["receipt", &paid.id()]).exits(0);
    assert!(english.stdout.contains("Cashier: Awa"), "{english}");
    assert_eq!(till.run(["receipt", &paid.id()]).exits(0).text("cashier"), "Awa");
    let told = told(&till, &paid);
    assert_eq!((told.len(), told[0].0.as_str(), &told[0].1["name"]), (1, "payment_recorded", &json!("Awa")), "{told:?}");
    let amounts = |name: &str| -> Vec<i64> {
        till.run(["list", "--taken-by", name]).exits(0).lines.iter().filter_map(|line| line["amount_minor"].as_i64()).collect()
    };
    assert_eq!((amounts("Awa"), amounts("owner"), amounts("Kofi")), (vec![500], vec![700], vec![]));
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn without_the_right_the_owner_lets_one_act_through_and_the_journal_says_so() {
    let (_gateway, till) = staffed();
    let paid = sold(&till, "Awa", AWA, "12500");
    let id = paid.id();
    let refund = ["refund", &*id, "--amount", "500", "--cash", "--reason", "pagne décousu"];
    by(&till, "Awa", AWA, &refund).refused(2, "right_needed");
    let awa = |pin: &str| json!({"cashier_pin": AWA, "pin": pin}).to_string();
    let as_awa = [&["--cashier", "Awa"][..], &refund].concat();
    till.run_typing(as_awa.clone(), &awa("70318264")).refused(2, "pin_wrong");
    assert_eq!(till.run_typing(as_awa, &awa(PIN)).exits(0).text("cashier"), "Awa");
    // With the right no PIN of the owner's is asked for; the owner alone needs no name.
    assert_eq!(by(&till, "Kofi", KOFI, &refund).exits(0).text("cashier"), "Kofi");
    assert_eq!(till.run_as_owner(refund).exits(0).text("cashier"), "owner");
    let told: Vec<_> = told(&till, &paid).into_iter().filter(|(kind, _)| kind == "refund_noted").map(|(_, by)| by).collect();
    let names: Vec<_> = told.iter().map(|by| (by["who"].as_str(), by["name"].as_str(), by["owner_allowed"].as_bool())).collect();
    let expected =
        [(Some("cashier"), Some("Awa"), Some(true)), (Some("cashier"), Some("Kofi"), None), (Some("owner"), None, None)];
    assert_eq!(names, expected);
    // Settling needs a right that neither has, as do the accounts and an export.
    for words in [
        &["account", "remove", "boutique"][..],
        &["shop", "set", "town=Kpalimé"],
        &["export", "--format", "csv", "--out", "payments.csv"],
    ] {
        by(&till, "Kofi", KOFI, words).refused(2, "right_needed");
        till.run(words).refused(2, "till_locked");
    }
    assert!(!std::path::Path::new("payments.csv").exists());
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_duplicate_says_who_had_it_printed_and_needs_a_right_of_its_own() {
    let (_gateway, till) = staffed();
    let printer = PaperPrinter::on(Manner::Prints);
    by(&till, "owner", PIN, &["printer", "add", "Caisse", "--to", printer.target()]).exits(0);
    let paid = sold(&till, "Kofi", KOFI, "500");
    assert_eq!(by(&till, "Kofi", KOFI, &["print", &paid.id()]).exits(0).last()["copy"], 0);
    by(&till, "Kofi", KOFI, &["print", &paid.id()]).refused(2, "right_needed");
    assert_eq!(by(&till, "Awa", AWA, &["print", &paid.id()]).exits(0).last()["copy"], 1);
    let (original, duplicate) = (printer.paper(), printer.paper());
    assert!(says(&original, b"Caissier : Kofi") && !says(&original, b"par Awa"));
    assert!(says(&duplicate, b"Caissier : Kofi") && says(&duplicate, b"par Awa"));
}

#[test]
fn the_owner_adds_changes_and_turns_off_and_nobody_else() {
    let (_gateway, till) = staffed();
    let added = till.run(["cashier", "list"]).exits(0);
    assert_eq!(fields_in_order(added.stdout.lines().next().unwrap()), ["kind", "cashier_id", "name", "rights", "active"]);
    let names: Vec<_> = added.lines.iter().map(|line| (line["name"].clone(), line["rights"].clone())).collect();
    assert_eq!(names, [(json!("Awa"), json!(["sell", "reprint"])), (json!("Kofi"), json!(["sell", "refund"]))]);
    add(&till, &["add", "AWA"], "4826").refused(2, "cashier_taken");
    add(&till, &["add", "owner"], "4826").refused(2, "cashier_name_invalid");
    add(&till, &["add", "Ama"], "1234").refused(2, "pin_invalid");
    till.run_typing(["cashier", "add", "Ama"], &json!({"new_pin": "4826"}).to_string()).refused(2, "pin_needed");
    // A cashier is no owner, whatever rights they have.
    let all = ["cashier", "rights", "Awa", "sell,reprint,refund,settle,export,settings,payout"];
    by(&till, "Awa", AWA, &all).refused(2, "pin_needed");
    till.run_as_owner(all).exits(0);
    by(&till, "Awa", AWA, &["cashier", "off", "Kofi"]).refused(2, "pin_needed");
    till.run_as_owner(["cashier", "rename", "Awa", "Awa K."]).exits(0);
    by(&till, "awa k.", AWA, &["shop", "set", "town=Kpalimé"]).exits(0);
    add(&till, &["set-pin", "Kofi"], "9052").exits(0);
    by(&till, "Kofi", KOFI, &["pay", "500", "--phone", PHONE]).refused(2, "pin_wrong");
    by(&till, "Kofi", "9052", &["pay", "500", "--phone", PHONE]).exits(4);
    assert_eq!(till.run_as_owner(["cashier", "off", "Kofi"]).exits(0).last()["active"], false);
    by(&till, "Kofi", "9052", &["pay", "500", "--phone", PHONE]).refused(2, "cashier_unknown");
    // Without an active cashier the shop goes on as before there were any.
    till.run_as_owner(["cashier", "off", "Awa K."]).exits(0);
    assert_eq!(till.run(["pay", "500", "--phone", PHONE]).exits(4).last()["cashier"], Value::Null);
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn wrong_pins_are_slowed_from_one_start_to_the_next() {
    let (_gateway, till) = staffed();
    for _ in 0..8 {
        // Whoever is told to wait has not been counted.
        let refused = by(&till, "Awa", "9999152", &["cancel", "x"]);
        let code = refused.error.as_ref().map(|error| error["code"].clone()).unwrap();
        assert!(code == "pin_wrong" || code == "pin_later", "{refused}");
    }
    let misses = || till.database().query_row("SELECT count FROM pin_misses", [], |row| row.get::<_, u32>(0)).unwrap();
    assert!(misses() >= 3);
    // As if many more had been typed a moment ago.
    till.database().execute("UPDATE pin_misses SET count = 11, last_at_ms = unixepoch() * 1000", []).unwrap();
    let right = by(&till, "Awa", AWA, &["pay", "500", "--phone", PHONE]);
    let error = right.refused(2, "pin_later").error.unwrap();
    assert!(error["what_to_do"].as_str().unwrap().contains(" s, puis"), "{error}");
    // Nobody else waits for it, and a clock that went back by years keeps nobody out for ever: 256 s at most, after the last one.
    by(&till, "Kofi", KOFI, &["pay", "500", "--phone", PHONE]).exits(4);
    till.database().execute("UPDATE pin_misses SET last_at_ms = last_at_ms - 256000", []).unwrap();
    by(&till, "Awa", AWA, &["pay", "500", "--phone", PHONE]).exits(4);
    assert_eq!(till.database().query_row("SELECT count(*) FROM pin_misses", [], |row| row.get::<_, i64>(0)), Ok(0));
}
