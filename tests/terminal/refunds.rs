//! `refund`: money that the shop gave back is noted beside its sale.

use comptoir_tests::{Customer, Manner, Outcome, PaperPrinter, ScriptedGateway, Till, fields_in_order};
use serde_json::json;

use crate::{counter, pending};

const ID: &str = "019ac000-0000-7000-8000-000000000001";
const CASH: [&str; 3] = ["--cash", "--reason", "pagne décousu"];

/// A till whose owner has a PIN, and a payment of 12 500 that is paid.
fn sold() -> (ScriptedGateway, Till, Outcome) {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    till.set_pin();
    let waiting = pending(&till, "12500");
    let paid = till.run(["ask", &waiting.id()]).exits(0);
    (gateway, till, paid)
}

fn refund<'a>(payment: &'a str, amount: &'a str, options: &[&'a str]) -> Vec<&'a str> {
    [&["refund", payment, "--amount", amount], options].concat()
}

#[test]
fn money_goes_back_in_parts_under_numbers_of_its_own_and_the_sale_stays() {
    let (gateway, till, paid) = sold();
    let receipt = paid.text("receipt_number");
    let first = till.run_as_owner(refund(&receipt, "4 500", &CASH)).exits(0);
    assert_eq!(
        fields_in_order(&first.stdout),
        [
            "kind",
            "refund_id",
            "refund_number",
            "refunded_at",
            "shop",
            "sale_id",
            "payment_id",
            "reference",
            "receipt_number",
            "network",
            "payer",
            "amount_minor",
            "paid_minor",
            "left_minor",
            "currency",
            "how",
            "operator_reference",
            "why",
            "environment",
            "previous_code",
            "code",
        ]
    );
    assert_eq!((first.last()["left_minor"].as_i64(), first.text("how").as_str()), (Some(8_000), "cash"), "{first}");
    assert_eq!((first.text("receipt_number"), first.text("payer")), (receipt.clone(), paid.text("payer")));
    let number = first.text("refund_number");
    assert!(number.starts_with("T-COMPTOIR-1-") && number.ends_with("-R000001"), "{number}");
    let by_transfer = ["--operator-reference", "OP 8812", "--reason", "erreur"];
    let rest = till.run_as_owner(refund(&paid.id(), "8000", &by_transfer)).exits(0);
    assert_eq!((rest.text("how").as_str(), rest.text("operator_reference").as_str()), ("operator", "OP 8812"));
    let shown = till.run(["show", &paid.id()]).exits(0);
    assert_eq!((shown.state().as_str(), shown.last()["refunded_minor"].as_i64()), ("paid", Some(12_500)));
    assert_eq!(shown.text("receipt_number"), receipt);
    let next = pending(&till, "500");
    gateway.customer(&next.text("reference"), Customer::Pays);
    assert!(till.run(["ask", &next.id()]).exits(0).text("receipt_number").ends_with("-000002"), "no gap among receipts");
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn what_cannot_be_given_back_is_refused_and_nothing_is_noted() {
    let (gateway, till, paid) = sold();
    let id = paid.id();
    let too_much = till.run_as_owner(refund(&id, "12501", &CASH)).refused(2, "refund_too_large");
    assert!(too_much.stderr.contains("12500"), "{too_much}");
    till.run_as_owner(refund(&id, "0", &CASH)).refused(2, "amount_not_positive");
    till.run_as_owner(refund(&id, "100", &["--cash"])).refused(2, "why_needed");
    till.run_as_owner(refund(&id, "100", &["--operator-reference", " ", "--reason", "x"]))
        .refused(2, "operator_reference_needed");
    till.run_as_owner(refund(&id, "100", &["--reason", "x"])).refused(2, "usage");
    till.run_as_owner(refund(&id, "100", &["--cash", "--operator-reference", "OP", "--reason", "x"])).refused(2, "usage");
    till.run_typing(refund(&id, "100", &CASH), "{}").refused(2, "pin_needed");
    till.run_typing(refund(&id, "100", &CASH), &json!({"pin": "1357"}).to_string()).refused(2, "pin_wrong");
    gateway.everyone(Customer::Declines);
    let declined = pending(&till, "500");
    till.run(["ask", &declined.id()]).exits(3);
    till.run_as_owner(refund(&declined.id(), "500", &CASH)).refused(2, "not_refundable");
    assert_eq!(till.run(["show", &id]).exits(0).last()["refunded_minor"].as_i64(), Some(0));
}

#[test]
fn the_same_refund_again_notes_nothing_and_needs_no_pin() {
    let (_gateway, till, paid) = sold();
    let once = [&CASH[..], &["--id", ID]].concat();
    let first = till.run_as_owner(refund(&paid.id(), "4500", &once)).exits(0);
    assert_eq!(first.text("refund_id"), ID);
    assert_eq!(till.run(refund(&paid.id(), "4500", &once)).exits(0).last(), first.last());
    till.run_as_owner(refund(&paid.id(), "4600", &once)).refused(2, "id_reused");
    till.run_as_owner(refund(&paid.id(), "100", &[&CASH[..], &["--id", "12"]].concat())).refused(2, "payment_id_invalid");
    assert_eq!(till.run(["show", &paid.id()]).exits(0).last()["refunded_minor"].as_i64(), Some(4_500));
}

#[test]
fn its_paper_names_the_receipt_and_is_checked_as_a_receipt_is() {
    let (_gateway, till, paid) = sold();
    let printer = PaperPrinter::on(Manner::Prints);
    till.run(["printer", "add", "Caisse", "--to", printer.target(), "--auto", "--drawer"]).exits(0);
    let refunded = till.run_as_owner(refund(&paid.id(), "4500", &CASH)).exits(0);
    let number = refunded.text("refund_number");
    let says = |paper: &[u8], text: &str| paper.windows(text.len()).any(|part| part == text.as_bytes());
    let original = printer.paper();
    assert!(says(&original, "REMBOURSEMENT") && says(&original, &paid.text("receipt_number")) && says(&original, &number));
    assert!(!says(&original, "DUPLICATA") && says(&original, "\u{1b}p"), "the money comes out of the drawer");
    till.run(["print", &number]).exits(0);
    assert!(says(&printer.paper(), "DUPLICATA"));
    let stamp = format!("CPTR1 {number} 4500 XOF {} 1", refunded.text("code"));
    let checked = till.run(["check-receipt", &stamp]).exits(0);
    assert_eq!((checked.text("authenticity").as_str(), checked.text("refund_id")), ("duplicate", refunded.text("refund_id")));
    till.run(["check-receipt", &stamp.replace(" 4500 ", " 9500 ")]).exits(1);
    let sale = format!("CPTR1 {} 12500 XOF {} 0", paid.text("receipt_number"), {
        till.run(["receipt", &paid.id()]).exits(0).text("code")
    });
    let checked = till.run(["check-receipt", &sale]).exits(0);
    assert_eq!((checked.text("authenticity").as_str(), checked.last()["refunded_minor"].as_i64()), ("genuine", Some(4_500)));
    let human = till.run_human(["check-receipt", &sale]).exits(0);
    assert!(human.stdout.contains("Déjà remboursé sur cette vente"), "{human}");
    for columns in ["32", "42", "48"] {
        let text = till.run_human(["receipt", &number, "--columns", columns]).exits(0).stdout;
        assert!(text.contains("REMBOURSEMENT") && text.contains("Reste payé") && text.contains("DUPLICATA"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= columns.parse().unwrap()), "{text}");
    }
}

#[test]
fn its_paper_is_a_document_or_a_picture_too() {
    let (_gateway, till, paid) = sold();
    let number = till.run_as_owner(refund(&paid.id(), "4500", &CASH)).exits(0).text("refund_number");
    let file = till.folder().join("remboursement");
    let out = file.to_str().unwrap();
    for (format, start) in [("pdf", &b"%PDF-1.7"[..]), ("png", b"\x89PNG"), ("escpos", b"\x1b@")] {
        till.run(["receipt", &number, "--format", format, "--out", out]).exits(0);
        assert!(std::fs::read(&file).unwrap().starts_with(start), "{format}");
    }
}
