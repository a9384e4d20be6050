//! `seal`: what a tax authority says of a receipt, and the logo at its head, on each paper.

use comptoir_tests::{Customer, Manner, Outcome, PIN, PaperPrinter, ScriptedGateway, Till};
use serde_json::{Value, json};

use crate::shop::GREY_SQUARE;
use crate::{counter, pending};

const SEAL: [&str; 13] = [
    "--authority",
    "DGI Bénin",
    "--number",
    "EM01234567-42",
    "--code",
    "TEST-ABCD-EFGH-IJKL-MNOP",
    "--qr",
    "F;EM01234567;TESTABCDEFGHIJKLMNOP",
    "--counters",
    "42/57 FV",
    "--time",
    "2026-11-26T14:05:11Z",
    "--status=sealed",
];

fn sold() -> (ScriptedGateway, Till, Outcome) {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    till.set_pin();
    let file = till.folder().join("logo.png");
    std::fs::write(&file, GREY_SQUARE).unwrap();
    till.run(["shop", "set", &format!("logo={}", file.display())]).exits(0);
    let waiting = pending(&till, "12500");
    let paid = till.run(["ask", &waiting.id()]).exits(0);
    (gateway, till, paid)
}

fn seal<'a>(payment: &'a str, options: &[&'a str]) -> Vec<&'a str> {
    [&["seal", payment], options].concat()
}

#[test]
fn an_authority_may_answer_late_and_only_a_seal_makes_an_invoice() {
    let (_gateway, till, paid) = sold();
    let receipt = paid.text("receipt_number");
    let text = || till.run_human(["receipt", &receipt]).exits(0).stdout;
    assert!(text().contains("ne tient pas lieu") && !text().contains("Facture normalisée"), "{}", text());
    let pending = till.run_as_owner(seal(&receipt, &["--authority", "DGI Bénin", "--status", "pending"])).exits(0);
    assert_eq!(pending.last()["fiscal_seal"]["status"], "pending");
    assert_eq!(pending.last()["fiscal_seal"]["number"], Value::Null);
    assert!(text().contains("En attente de la certification") && text().contains("ne tient pas lieu"), "{}", text());
    let sealed = till.run_as_owner(seal(&receipt, &SEAL)).exits(0);
    assert_eq!(sealed.last()["fiscal_seal"]["qr"], "F;EM01234567;TESTABCDEFGHIJKLMNOP");
    let words = text();
    assert!(words.contains("EM01234567-42") && words.contains("42/57 FV") && !words.contains("ne tient pas lieu"), "{words}");
    // The same once more notes nothing and needs no PIN.
    till.run(seal(&receipt, &SEAL)).exits(0);
    till.run_as_owner(seal(&receipt, &["--authority", "DGI Bénin", "--status", "failed"])).refused(2, "already_sealed");
    till.run(["verify"]).exits(0);
}

#[test]
fn a_seal_that_was_not_received_whole_is_refused_and_nothing_is_noted() {
    let (_gateway, till, paid) = sold();
    let id = paid.id();
    till.run(seal(&id, &SEAL)).refused(2, "pin_needed");
    till.run_as_owner(seal(&id, &["--authority", "DGI"])).refused(2, "seal_invalid");
    till.run_as_owner(seal(&id, &["--authority", "DGI", "--number", "1", "--time", "hier"])).refused(2, "seal_invalid");
    till.run_as_owner(seal(&id, &["--authority", "DGI", "--status", "pending", "--number", "1"])).refused(2, "seal_invalid");
    till.run(seal(&id, &[])).refused(2, "usage");
    let open = pending(&till, "700");
    till.run_as_owner(seal(&open.id(), &SEAL)).refused(1, "no_receipt");
    assert_eq!(till.run(["receipt", &id]).exits(0).last()["fiscal_seal"], Value::Null);
}

#[test]
fn without_the_right_to_settle_the_owner_lets_a_seal_through_and_the_journal_says_so() {
    let (_gateway, till, paid) = sold();
    let id = paid.id();
    till.run_typing(["cashier", "add", "Awa"], &json!({"new_pin": "602935", "pin": PIN}).to_string()).exits(0);
    let as_awa = [&["--cashier", "Awa"][..], &seal(&id, &SEAL)].concat();
    let typing = |secrets: Value| till.run_typing(as_awa.clone(), &secrets.to_string());
    typing(json!({"cashier_pin": "602935"})).refused(2, "right_needed");
    till.run(seal(&id, &SEAL)).refused(2, "till_locked");
    typing(json!({"cashier_pin": "602935", "pin": PIN})).exits(0);
    let noted = "SELECT body FROM journal WHERE kind = 'seal_recorded'";
    let noted: String = till.database().query_row(noted, [], |row| row.get(0)).unwrap();
    let by = &serde_json::from_str::<Value>(&noted).unwrap()["by"];
    assert_eq!((&by["name"], &by["owner_allowed"]), (&json!("Awa"), &json!(true)));
}

#[test]
fn the_next_paper_has_the_seal_with_its_code_and_the_logo_of_its_day() {
    let (_gateway, till, paid) = sold();
    let printer = PaperPrinter::on(Manner::Prints);
    till.run(["printer", "add", "caisse", "--to", printer.target(), "--columns", "32"]).exits(0);
    till.run_as_owner(seal(&paid.id(), &SEAL)).exits(0);
    till.run(["shop", "set", "logo="]).exits(0);
    till.run(["print", &paid.id()]).exits(0);
    let paper = printer.paper();
    let has = |bytes: &[u8]| paper.windows(bytes.len()).any(|window| window == bytes);
    // GS v 0: the grey square of 40 dots, all black, though the shop has no logo any more.
    assert!(has(&[0x1d, b'v', b'0', 0, 5, 0, 40, 0, 0xff]), "no logo");
    assert!(has(b"F;EM01234567;TESTABCDEFGHIJKLMNOP"), "no code of the seal");
    assert!(has(b"EM01234567-42"), "no number of the seal");
}
