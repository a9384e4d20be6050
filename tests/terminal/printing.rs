//! `print`, `printer` and `check-receipt`, with a printer that keeps what it is sent.

use std::net::TcpListener;
use std::{fs, str};

use comptoir_tests::{Customer, Manner, Outcome, PHONE, PaperPrinter, ScriptedGateway, Till, fields_in_order};

use crate::{counter, pending};

/// A till with one printer, where everybody pays.
fn printing_counter(manner: Manner, options: &[&str]) -> (ScriptedGateway, Till, PaperPrinter) {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let printer = PaperPrinter::on(manner);
    add(&till, "Caisse", printer.target(), options);
    (gateway, till, printer)
}

pub(crate) fn paid(till: &Till) -> Outcome {
    let waiting = pending(till, "12500");
    till.run(["ask", &waiting.id()]).exits(0)
}

pub(crate) fn add(till: &Till, name: &str, target: &str, options: &[&str]) -> Outcome {
    till.run([&["printer", "add", name, "--to", target], options].concat()).exits(0)
}

/// The text of the QR code on a paper.
fn stamp(paper: &[u8]) -> String {
    let at = paper.windows(6).position(|part| part == b"CPTR1 ").expect("a QR code");
    let end = paper[at..].iter().position(|byte| *byte == 0x1d).unwrap();
    str::from_utf8(&paper[at..at + end]).unwrap().to_owned()
}

pub(crate) fn says(paper: &[u8], text: &[u8]) -> bool {
    paper.windows(text.len()).any(|part| part == text)
}

/// In code page 858, where `°` is 0xF8.
const FIRST_DUPLICATE: &[u8] = b"*** DUPLICATA N\xf8 1 ***";
const SECOND_DUPLICATE: &[u8] = b"*** DUPLICATA N\xf8 2 ***";

#[test]
fn the_original_is_printed_once_and_every_paper_after_it_says_that_it_is_a_duplicate() {
    let (_gateway, till, printer) = printing_counter(Manner::Prints, &["--columns", "32"]);
    let payment = paid(&till);
    let drawn = till.folder().join("ticket.bin");
    let out = drawn.to_str().unwrap();
    till.run(["receipt", &payment.id(), "--format", "escpos", "--columns", "32", "--out", out]).exits(0);

    let printed = till.run(["print", &payment.text("receipt_number")]).exits(0);
    assert_eq!(fields_in_order(&printed.stdout), ["kind", "reference", "printer", "copy", "outcome", "trouble"]);
    assert_eq!((printed.text("outcome").as_str(), printed.last()["copy"].as_u64()), ("printed", Some(0)), "{printed}");
    let original = printer.paper();
    assert_eq!(original, fs::read(&drawn).unwrap(), "what `receipt` draws is what is printed");
    assert!(!says(&original, b"DUPLICATA") && says(&original, b"12 500 F CFA"));

    let again = till.run(["print", &payment.id()]).exits(0);
    assert_eq!(again.last()["copy"].as_u64(), Some(1), "{again}");
    assert!(says(&printer.paper(), FIRST_DUPLICATE));
    let human = till.run_human(["print", &payment.id(), "--printer", "Caisse"]).exits(0);
    assert_eq!(human.stdout, "Duplicata n° 2 imprimé sur Caisse.\n");
    assert!(says(&printer.paper(), SECOND_DUPLICATE));
    assert_eq!(till.run(["show", &payment.id()]).exits(0).state(), "paid");
    till.run(["verify"]).exits(0);
}

#[test]
fn a_paper_is_genuine_a_duplicate_altered_or_unknown() {
    let (_gateway, till, printer) = printing_counter(Manner::Prints, &[]);
    let payment = paid(&till);
    till.run(["print", &payment.id()]).exits(0);
    till.run(["print", &payment.id()]).exits(0);
    let (original, duplicate) = (stamp(&printer.paper()), stamp(&printer.paper()));
    let is = |text: &str, exit: i32, expected: &str| {
        let checked = till.run(["check-receipt", text]).exits(exit);
        assert_eq!(checked.text("authenticity"), expected, "{text}\n{checked}");
        checked
    };
    let checked = is(&original, 0, "genuine");
    assert_eq!(checked.text("receipt_number"), payment.text("receipt_number"));
    assert_eq!((checked.last()["amount_minor"].as_u64(), checked.last()["papers"].as_u64()), (Some(12_500), Some(2)));
    is(&duplicate, 0, "duplicate");
    is(&original.replace(" 12500 ", " 1250 "), 1, "altered");
    is(&original.replace("000001", "000002"), 1, "altered");
    is(&original.replace(" 0", " 3"), 1, "altered");
    let drawn = till.folder().join("duplicata.bin");
    till.run(["receipt", &payment.id(), "--format", "escpos", "--out", drawn.to_str().unwrap()]).exits(0);
    let drawn = fs::read(&drawn).unwrap();
    assert!(says(&drawn, SECOND_DUPLICATE), "drawn as the next paper would be");
    is(&stamp(&drawn), 0, "duplicate");
    let receipt = till.run(["receipt", &payment.id(), "--format", "json"]).exits(0);
    let code = receipt.text("code");
    let halved = format!("{}-{}", &code[..4], code[4..].to_lowercase());
    is(&halved, 0, "genuine");
    is("0000-0000", 1, "unknown");
    is("CPTR1 AILLEURS-1-2026-000009 12500 XOF 0000ABCD 0", 1, "unknown");
    for text in ["", "12500", "CPTR1", "7F3A-91C", "pas un code"] {
        till.run(["check-receipt", text]).refused(2, "receipt_code_invalid");
    }
    let told = till.run_human(["check-receipt", &duplicate]).exits(0);
    assert!(told.stdout.starts_with("Duplicata authentique n° 1.\n"), "{told}");
}

#[test]
fn a_paper_that_surely_failed_leaves_the_original_to_be_printed() {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    add(&till, "Caisse", &format!("tcp:127.0.0.1:{port}"), &[]);
    let empty = PaperPrinter::on(Manner::HasNoPaper);
    add(&till, "Cuisine", empty.target(), &[]);
    add(&till, "Usb", &format!("device:{}", till.folder().join("lp9").display()), &[]);
    let payment = paid(&till);
    let ledger = till.folder().join("ledger.sqlite");
    add(&till, "Fichier", &format!("device:{}", ledger.display()), &[]);
    let troubles = [("Caisse", "unreachable"), ("Cuisine", "paper_out"), ("Usb", "device_absent"), ("Fichier", "not_a_device")];
    for (name, trouble) in troubles {
        let failed = till.run(["print", &payment.id(), "--printer", name]).exits(1);
        assert_eq!((failed.text("outcome").as_str(), failed.text("trouble").as_str()), ("failed", trouble), "{failed}");
        let told = till.run_human(["print", &payment.id(), "--printer", name]).exits(1);
        assert_eq!(told.stdout.lines().count(), 3, "what happened, why, what to do\n{told}");
    }
    assert!(empty.is_empty(), "a printer without paper is sent nothing");
    assert_eq!(till.run(["show", &payment.id()]).exits(0).state(), "paid");
    let printer = PaperPrinter::on(Manner::Prints);
    add(&till, "Caisse", printer.target(), &[]);
    let printed = till.run(["print", &payment.id(), "--printer", "Caisse"]).exits(0);
    assert_eq!(printed.last()["copy"].as_u64(), Some(0), "{printed}");
    assert!(!says(&printer.paper(), b"DUPLICATA"));
}

#[test]
fn a_program_that_is_killed_while_it_prints_has_printed() {
    let (_gateway, till, printer) = printing_counter(Manner::KeepsTheLine, &[]);
    let payment = paid(&till);
    let printing = till.spawn(["print", &payment.id()]);
    assert!(!says(&printer.paper(), b"DUPLICATA"));
    printing.kill();
    let again = till.run(["print", &payment.id()]).exits(0);
    assert_eq!(again.last()["copy"].as_u64(), Some(1), "two originals would be in the world\n{again}");
    assert!(says(&printer.paper(), FIRST_DUPLICATE));
    let checked = till.run(["receipt", &payment.id(), "--format", "json"]).exits(0);
    let prints = till.run(["check-receipt", &checked.text("code")]).exits(0).last()["prints"].clone();
    assert_eq!((&prints[0]["outcome"], &prints[1]["outcome"]), (&serde_json::Value::Null, &"printed".into()), "{prints}");
    till.run(["verify"]).exits(0);
}

#[test]
fn a_receipt_is_printed_by_itself_as_soon_as_it_is_issued_and_once() {
    let (gateway, till) = counter();
    let printer = PaperPrinter::on(Manner::Prints);
    add(&till, "Caisse", printer.target(), &["--auto", "--drawer"]);
    let other = PaperPrinter::on(Manner::Prints);
    add(&till, "Bureau", other.target(), &[]);
    let waiting = pending(&till, "12500");
    till.run(["ask", &waiting.id()]);
    assert!(printer.is_empty(), "nothing is paid yet");
    gateway.everyone(Customer::Pays);
    let resumed = till.run(["resume"]).exits(0);
    let lines: Vec<&str> = resumed.stdout.lines().collect();
    assert_eq!(fields_in_order(lines[0])[0..2], ["kind", "reference"], "{resumed}");
    assert_eq!(resumed.state(), "paid", "the last line is the payment\n{resumed}");
    let paper = printer.paper();
    assert!(!says(&paper, b"DUPLICATA") && says(&paper, &[0x1b, b'p', 0, 25, 250]), "an original opens the drawer");
    till.run(["ask", &waiting.id()]).exits(0);
    till.run(["resume"]).exits(0);
    assert!(printer.is_empty() && other.is_empty());
    let waited = till.run(["pay", "500", "--phone", PHONE, "--wait", "30"]).exits(0);
    assert_eq!(waited.state(), "paid", "{waited}");
    assert!(says(&printer.paper(), b"500 F CFA"));
}

#[test]
fn a_printer_is_added_listed_tested_changed_and_removed() {
    let till = Till::new();
    till.run(["shop", "set", "name=Adjovi"]).exits(0);
    assert_eq!(till.run_human(["printer", "list"]).exits(0).stdout, "Aucune imprimante n’est installée.\n");
    let printer = PaperPrinter::on_a_line();
    let target = printer.target();
    let added = add(&till, "Caisse", target, &["--columns", "48", "--drawer", "--auto"]);
    assert_eq!(fields_in_order(&added.stdout), ["kind", "name", "to", "columns", "cuts", "drawer", "automatic"]);
    assert_eq!(till.run(["printer", "list"]).exits(0).stdout, added.stdout);
    till.run(["printer", "test", "Caisse"]).exits(0);
    let page = printer.paper();
    assert!(says(&page, b"PAGE D'ESSAI") && says(&page, &[0x82, 0x8a, 0x88]), "é è ê stand in code page 858");
    assert!(!page.contains(&b'\r'), "the line changes no byte");
    let told = till.run_human(["printer", "list"]).exits(0);
    assert_eq!(told.stdout, format!("Caisse  {target}  48  drawer auto\n"));
    add(&till, "Caisse", "tcp:imprimante.local", &["--no-cut"]);
    assert!(till.run_human(["printer", "list"]).exits(0).stdout.contains("tcp:imprimante.local:9100  42  no-cut\n"));
    till.run(["printer", "remove", "Caisse"]).exits(0);
    till.run(["printer", "remove", "Caisse"]).refused(2, "printer_unknown");
    till.run(["printer", "test", "Caisse"]).refused(2, "printer_unknown");
    for target in ["", "lp0", "usb:1", "tcp:", "tcp:a:0", "device:"] {
        till.run(["printer", "add", "Caisse", "--to", target]).refused(2, "printer_invalid");
    }
    till.run(["printer", "add", " ", "--to", "tcp:a"]).refused(2, "printer_invalid");
}

#[test]
fn what_cannot_be_printed_is_refused_and_counts_nothing() {
    let (gateway, till) = counter();
    let waiting = pending(&till, "12500");
    till.run(["print", &waiting.id()]).refused(2, "no_printer");
    let printer = PaperPrinter::on(Manner::Prints);
    add(&till, "Caisse", printer.target(), &[]);
    till.run(["print", &waiting.id()]).refused(1, "no_receipt");
    till.run(["print", "rien"]).refused(2, "payment_unknown");
    gateway.everyone(Customer::Pays);
    till.run(["ask", &waiting.id()]).exits(0);
    till.run(["print", &waiting.id(), "--printer", "Cave"]).refused(2, "printer_unknown");
    add(&till, "Cave", printer.target(), &[]);
    till.run(["print", &waiting.id()]).refused(2, "printer_needed");
    assert!(printer.is_empty());
    assert_eq!(till.run(["print", &waiting.id(), "--printer", "Cave"]).exits(0).last()["copy"].as_u64(), Some(0));
}
