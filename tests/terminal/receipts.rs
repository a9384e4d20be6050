//! `receipt`, and the numbers of receipts.

use comptoir_tests::{Customer, Outcome, PHONE, Till, fields_in_order};
use comptoir_words::{Label, Lang, Words};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::{counter, pending};

/// A payment that has been paid.
fn paid(till: &Till, options: &[&str]) -> Outcome {
    let id = till.run([&["pay", "12500", "--phone", PHONE], options].concat()).exits(4).id();
    till.run(["ask", &id]).exits(0)
}

fn this_year() -> i16 {
    Timestamp::now().to_zoned_datetime(TimeZone::get("Africa/Lome").unwrap()).year()
}

#[test]
fn receipts_are_numbered_without_a_gap_whatever_happens_between_them() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let year = this_year();
    assert_eq!(paid(&till, &[]).text("receipt_number"), format!("T-COMPTOIR-1-{year}-000001"));
    let declined = pending(&till, "12500");
    gateway.customer(&declined.text("reference"), Customer::Declines);
    till.run(["ask", &declined.id()]).exits(3);
    assert_eq!(paid(&till, &[]).text("receipt_number"), format!("T-COMPTOIR-1-{year}-000002"));
    till.run(["shop", "set", "name=Chez Élodie & fils", "till=2"]).exits(0);
    assert_eq!(paid(&till, &[]).text("receipt_number"), format!("T-CHEZELODIEFILS-2-{year}-000001"), "a series of its own");
    till.run(["shop", "set", "name=", "till=1"]).exits(0);
    assert_eq!(paid(&till, &[]).text("receipt_number"), format!("T-COMPTOIR-1-{year}-000003"));
}

#[test]
fn a_payment_without_receipt_says_so() {
    let (gateway, till) = counter();
    let waiting = pending(&till, "12500");
    let refused = till.run(["receipt", &waiting.id()]).refused(1, "no_receipt");
    assert_eq!(refused.error.unwrap()["reference"], waiting.last()["reference"]);
    gateway.everyone(Customer::Declines);
    till.run(["ask", &waiting.id()]).exits(3);
    till.run(["receipt", &waiting.text("reference")]).refused(1, "no_receipt");
}

#[test]
fn a_receipt_in_words_fits_its_paper_and_tells_what_was_paid() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    till.run(["shop", "set", "name=Boutique Adjovi", "town=Lomé", "tax_id=1000 482 913"]).exits(0);
    let lines = [
        "--line",
        "Pagne « wax » d’Abomey, six yards, motif cœur de bœuf,1,8500",
        "--line",
        "Savon,2,1100",
        "--tax",
        "TVA, 18 %,1800",
        "--note",
        "Mme Akouvi",
    ];
    let payment = paid(&till, &lines);
    let number = payment.text("receipt_number");
    for (columns, most) in [(None, 42), (Some("32"), 32), (Some("42"), 42), (Some("48"), 48)] {
        let options: Vec<&str> = columns.iter().flat_map(|columns| ["--columns", columns]).collect();
        let receipt = till.run_human([&["receipt", &number], options.as_slice()].concat()).exits(0);
        assert!(receipt.stdout.lines().all(|line| line.chars().count() <= most), "{most}\n{receipt}");
        let widest = receipt.stdout.lines().map(|line| line.chars().count()).max();
        assert_eq!(widest, Some(most), "{receipt}");
        for part in [
            &number,
            "BOUTIQUE ADJOVI",
            "Lomé",
            "1000 482 913",
            "****3456",
            "Savon",
            "TVA, 18 %",
            "1 800",
            "12 500 F CFA",
            "OP7000001",
            "Mme Akouvi",
        ] {
            assert!(receipt.stdout.contains(part), "{part}\n{receipt}");
        }
        assert!(receipt.stdout.contains("TEST"), "an account of tests is marked\n{receipt}");
        assert!(!receipt.stdout.contains("90123456"));
    }
}

#[test]
fn a_receipt_speaks_the_language_asked_for() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let number = paid(&till, &[]).text("receipt_number");
    for (options, lang) in [(&["--lang", "fr"], Lang::Fr), (&["--lang", "en"], Lang::En)] {
        let receipt = till.with(options).run_human(["receipt", &number]).exits(0);
        assert!(receipt.stdout.contains(Words::of(lang).label(Label::ReceiptTitle)), "{receipt}");
    }
}

#[test]
fn a_receipt_for_programs_has_every_field() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let payment = paid(&till, &["--line", "Savon,5,2000", "--tax", "TVA,2500"]);
    let receipt = till.run(["receipt", &payment.id()]).exits(0);
    let mut fields = fields_in_order(&receipt.stdout);
    fields.sort();
    let expected = [
        "account",
        "amount_minor",
        "cashier",
        "code",
        "currency",
        "environment",
        "fiscal_seal",
        "gateway",
        "gateway_reference",
        "issued_at",
        "key_fingerprint",
        "kind",
        "lines",
        "method",
        "network",
        "note",
        "operator_reference",
        "payer",
        "payment_id",
        "previous_code",
        "receipt_number",
        "reference",
        "sale_id",
        "settled_by_hand",
        "shop",
        "taxes",
    ];
    assert_eq!(fields, expected);
    let told = receipt.last();
    assert_eq!(told["kind"], "receipt");
    let same = [
        "payment_id",
        "sale_id",
        "reference",
        "gateway",
        "account",
        "method",
        "network",
        "payer",
        "amount_minor",
        "currency",
        "gateway_reference",
        "operator_reference",
        "environment",
        "receipt_number",
        "settled_by_hand",
        "note",
        "cashier",
    ];
    for field in same {
        assert_eq!(told[field], payment.last()[field], "{field}");
    }
    let line = serde_json::json!({"name": "Savon", "quantity": 5, "unit_price_minor": 2_000, "total_minor": 10_000});
    assert_eq!(told["lines"], serde_json::json!([line]));
    assert_eq!(told["taxes"], serde_json::json!([{"name": "TVA", "amount_minor": 2_500}]));
    assert!(told["issued_at"].as_str().unwrap().parse::<Timestamp>().is_ok());
    // Without --json the same object by its name.
    let named = till.run_human(["receipt", &payment.id(), "--format", "json"]).exits(0);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&named.stdout).unwrap(), *told);
}

#[test]
fn each_receipt_is_chained_to_the_one_before_it() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let codes = |_| {
        let receipt = till.run(["receipt", &paid(&till, &[]).id()]).exits(0);
        (receipt.text("previous_code"), receipt.text("code"))
    };
    let chain: Vec<(String, String)> = (0..3).map(codes).collect();
    assert!(chain.iter().all(|(_, code)| code.len() == 8), "{chain:?}");
    assert!(chain.windows(2).all(|pair| pair[0].1 != pair[1].1 && pair[0].0 != pair[1].0), "{chain:?}");
}

#[test]
fn a_receipt_stays_as_it_was_issued() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    till.run(["shop", "set", "name=Boutique Adjovi"]).exits(0);
    let number = paid(&till, &[]).text("receipt_number");
    let before = till.run(["receipt", &number]).exits(0).stdout;
    till.run(["shop", "set", "name=Autre", "town=Kara", "till=9"]).exits(0);
    assert_eq!(till.run(["receipt", &number]).exits(0).stdout, before);
}

#[test]
fn a_receipt_is_dated_in_the_shops_zone() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    till.run(["shop", "set", "zone=Pacific/Kiritimati"]).exits(0);
    let id = paid(&till, &[]).id();
    let issued: Timestamp = till.run(["receipt", &id]).exits(0).text("issued_at").parse().unwrap();
    let local = issued.to_zoned_datetime(TimeZone::get("Pacific/Kiritimati").unwrap());
    let receipt = till.run_human(["receipt", &id]).exits(0);
    assert!(receipt.stdout.contains(&local.strftime("%d/%m/%Y %H:%M:%S +14:00").to_string()), "{receipt}");
}

#[test]
fn a_receipt_is_written_to_a_file() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let id = paid(&till, &[]).id();
    let file = till.folder().join("reçu.txt");
    let file_name = file.display().to_string();
    let shown = till.run_human(["receipt", &id]).exits(0).stdout;
    till.run_human(["receipt", &id, "--out", &file_name]).exits(0);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), shown);
    let told = till.run(["receipt", &id, "--out", &file_name, "--format", "json"]).exits(0);
    assert_eq!(told.text("path"), file_name);
    let written: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(written["payment_id"], id);
    let nowhere = till.folder().join("nulle/part.txt").display().to_string();
    till.run(["receipt", &id, "--out", &nowhere]).refused(1, "file_unwritable");
}

#[test]
fn a_receipt_is_a_document_or_a_picture_in_a_file_that_is_whole() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let id = paid(&till, &[]).id();
    let file = till.folder().join("reçu");
    let out = file.to_str().unwrap();
    let mut drawn = Vec::new();
    for (options, start) in [
        (&["--format", "pdf"][..], &b"%PDF-1.7"[..]),
        (&["--format", "pdf", "--paper", "a5"], b"%PDF-1.7"),
        (&["--format", "pdf", "--paper", "80mm"], b"%PDF-1.7"),
        (&["--format", "png"], b"\x89PNG"),
    ] {
        let told = till.run([&["receipt", &id, "--out", out], options].concat()).exits(0);
        assert_eq!(told.text("path"), out);
        let bytes = std::fs::read(&file).unwrap();
        assert!(bytes.starts_with(start), "{options:?}");
        till.run([&["receipt", &id, "--out", out], options].concat()).exits(0);
        assert_eq!(std::fs::read(&file).unwrap(), bytes, "the same receipt gives the same bytes");
        drawn.push(bytes);
    }
    assert!(drawn.windows(2).all(|pair| pair[0] != pair[1]));
    assert!(!till.folder().join("reçu.unfinished").exists());
    till.run(["receipt", &id, "--format", "pdf", "--paper", "a3"]).refused(2, "usage");
}
