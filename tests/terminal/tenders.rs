//! `tender`: a sale settled without a gateway has a receipt of its own, and a late success of it is money to give back.

use comptoir_tests::{Customer, Manner, PaperPrinter, Till, fields_in_order};
use serde_json::{Value, json};

use crate::{counter, pending};

const ID: &str = "019ac000-0000-7000-8000-000000000002";

#[test]
fn cash_needs_nobodys_leave_and_what_came_in_elsewhere_its_number_and_the_owner() {
    let (_gateway, till) = counter();
    let cash = till.run(["tender", "4 500", "--cash", "--note", "Table 4", "--line", "Café,3,1500"]).exits(0);
    assert_eq!(
        fields_in_order(&cash.stdout),
        [
            "kind",
            "tender_id",
            "tender_number",
            "tendered_at",
            "shop",
            "sale_id",
            "amount_minor",
            "currency",
            "lines",
            "taxes",
            "note",
            "how",
            "operator_reference",
            "environment",
            "cashier",
            "previous_code",
            "code",
        ]
    );
    let number = cash.text("tender_number");
    assert!(number.starts_with("COMPTOIR-1-") && number.ends_with("-E000001"), "{number}");
    let by_hand = ["tender", "500", "--operator-reference", "OP 8812"];
    Till::new().run(by_hand).refused(2, "pin_unset");
    till.run_typing(by_hand, "{}").refused(2, "pin_needed");
    till.run_typing(by_hand, &json!({"pin": "1357"}).to_string()).refused(2, "pin_wrong");
    let noted = till.run_as_owner(by_hand).exits(0);
    assert!(noted.text("tender_number").ends_with("-M000001"), "{noted}");
    assert_eq!(noted.text("operator_reference"), "OP 8812");
    till.run(["tender", "500"]).refused(2, "usage");
    till.run(["tender", "--cash"]).refused(2, "usage");
    till.run(["tender", "0", "--cash"]).refused(2, "amount_not_positive");
    till.run(["tender", "4500", "--cash", "--line", "Café,2,1500"]).refused(2, "lines_differ");
    let once = till.run(["tender", "700", "--cash", "--id", ID]).exits(0);
    assert_eq!(till.run(["tender", "700", "--cash", "--id", ID]).exits(0).last(), once.last());
    till.run(["tender", "800", "--cash", "--id", ID]).refused(2, "id_reused");
    let listed = till.run(["tenders"]).exits(0);
    let amounts: Vec<_> =
        listed.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["amount_minor"].clone()).collect();
    assert_eq!(amounts, [4_500, 500, 700]);
    assert!(till.run(["list"]).exits(0).stdout.is_empty(), "it is no payment");
    let day = till.run_human(["day", "report"]).exits(0).stdout;
    let otherwise = day.split("Réglé autrement").nth(1).unwrap_or_else(|| panic!("{day}"));
    assert!(otherwise.contains("espèces (2)") && otherwise.contains("5\u{202f}200\u{a0}F CFA"), "{day}");
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn a_customer_who_pays_after_all_is_late_money_and_the_sale_keeps_its_one_receipt() {
    let (gateway, till) = counter();
    let waiting = pending(&till, "12500");
    let id = waiting.id();
    till.run(["tender", "--of", &id, "--cash"]).refused(2, "earlier_payment_alive");
    let cash = till.run(["tender", "--of", &id, "--cash", "--accept-double"]).exits(0);
    let number = cash.text("tender_number");
    assert!(number.starts_with("T-") && cash.last()["amount_minor"] == 12_500, "{cash}");
    let shown = till.run(["show", &id]).exits(4);
    assert_eq!(
        (shown.state().as_str(), shown.text("tender_number"), shown.text("tendered_by")),
        ("cancel_requested", number, "cash".to_owned())
    );
    gateway.customer(&waiting.text("reference"), Customer::Pays);
    // It was asked about a moment ago, and a person may not ask again so soon.
    let late = till.run(["resume"]).exits(4);
    assert_eq!((late.state().as_str(), late.text("reason").as_str()), ("late_paid", "paid_twice"));
    assert!(late.last()["receipt_number"].is_null(), "{late}");
    till.run(["accept", &id]).refused(2, "not_acceptable");
    till.run(["tender", "--of", &id, "--cash", "--accept-double"]).refused(2, "sale_settled");
    till.set_pin();
    let back = till.run_as_owner(["settle", &id, "--as", "refunded", "--reason", "payé deux fois"]).exits(3);
    assert_eq!(back.state(), "resolved_refunded");
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn its_receipt_is_printed_checked_and_exported_and_never_counted_as_mobile_money() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Declines);
    let declined = pending(&till, "12500");
    till.run(["ask", &declined.id()]).exits(3);
    let printer = PaperPrinter::on(Manner::Prints);
    till.run(["printer", "add", "Caisse", "--to", printer.target(), "--auto", "--drawer"]).exits(0);
    let cash = till.run(["tender", "--of", &declined.id(), "--cash"]).exits(0);
    let number = cash.text("tender_number");
    let says = |paper: &[u8], text: &str| paper.windows(text.len()).any(|part| part == text.as_bytes());
    let original = printer.paper();
    assert!(says(&original, &number) && !says(&original, "DUPLICATA") && says(&original, "\u{1b}p"), "the drawer opens");
    till.run(["print", &number]).exits(0);
    assert!(says(&printer.paper(), "DUPLICATA"));
    let stamp = format!("CPTR1 {number} 12500 XOF {} 1", cash.text("code"));
    let checked = till.run(["check-receipt", &stamp]).exits(0);
    assert_eq!((checked.text("authenticity").as_str(), checked.text("tender_id")), ("duplicate", cash.text("tender_id")));
    assert!(checked.last()["payment_id"].is_null(), "{checked}");
    till.run(["check-receipt", &stamp.replace(" 12500 ", " 92500 ")]).exits(1);
    let text = till.run_human(["receipt", &number, "--columns", "32"]).exits(0).stdout;
    assert!(text.contains("ESPÈCES") && text.lines().all(|line| line.chars().count() <= 32), "{text}");
    let file = till.folder().join("export.csv");
    let exported = till.run(["export", "--format", "csv", "--out", file.to_str().unwrap()]).exits(0);
    assert_eq!(
        (&exported.last()["totals"][0]["taken_minor"], &exported.last()["tendered"][0]["amount_minor"]),
        (&json!(0), &json!(12_500))
    );
    let rows = std::fs::read_to_string(&file).unwrap();
    assert!(rows.contains(&number) && rows.contains("Réglé en espèces"), "{rows}");
    let narrowed = till.folder().join("narrowed.csv");
    let exported = till.run(["export", "--format", "csv", "--out", narrowed.to_str().unwrap(), "--open"]).exits(0);
    assert_eq!(exported.last()["tendered"], json!([]), "what asks for more than days asks for payments");
}
