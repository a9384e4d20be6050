//! `print` and `printer` on an office printer: a queue of a CUPS of the test's own whose driver makes pages of a PDF.

use std::fs;
use std::process::Command;

use comptoir_tests::{Customer, Manner, PaperPrinter, PrintServer, ScriptedGateway, Till};

use crate::counter;
use crate::printing::{add, paid};

/// A till where everybody pays, with an office printer behind the queue BUREAU.
fn office(page: &str, options: &[&str]) -> (ScriptedGateway, Till, PrintServer, PaperPrinter) {
    let (gateway, till) = counter();
    gateway.everyone(Customer::Pays);
    let (server, printer) = (PrintServer::start(), PaperPrinter::on(Manner::Prints));
    server.add_office("BUREAU", printer.target());
    let till = till.printing_by(&server);
    add(&till, "Bureau", &format!("office:{page}:BUREAU"), options);
    (gateway, till, server, printer)
}

/// What poppler reads in the next document that came out.
#[track_caller]
fn read(till: &Till, printer: &PaperPrinter, how: &str) -> String {
    let paper = printer.paper();
    assert!(paper.starts_with(b"%PDF-"), "{:?}", String::from_utf8_lossy(&paper[..paper.len().min(80)]));
    let file = till.folder().join("sorti.pdf");
    fs::write(&file, paper).unwrap();
    let told = Command::new("pdftotext").arg(how).arg(&file).arg("-").output().unwrap();
    assert!(told.status.success(), "{told:?}");
    String::from_utf8(told.stdout).unwrap()
}

#[test]
fn a_receipt_comes_out_as_a_page_and_a_duplicate_says_so() {
    let (_gateway, till, _server, printer) = office("a4", &["--auto"]);
    let payment = paid(&till);
    let original = read(&till, &printer, "-layout");
    for word in [payment.text("receipt_number").as_str(), "REÇU DE PAIEMENT", "12 500 F CFA"] {
        assert!(original.contains(word), "{word}\n{original}");
    }
    assert!(!original.contains("DUPLICATA"), "{original}");

    let again = till.run(["print", &payment.id()]).exits(0);
    assert_eq!((again.text("outcome").as_str(), again.last()["copy"].as_u64()), ("printed", Some(1)), "{again}");
    let duplicate = read(&till, &printer, "-layout");
    assert!(duplicate.contains("DUPLICATA N° 1") && duplicate.contains(&payment.text("receipt_number")), "{duplicate}");
    till.run(["verify"]).exits(0);
}

#[test]
fn each_page_is_printed_on_its_own_paper() {
    let (_gateway, till, _server, printer) = office("a4", &[]);
    for (page, size) in [("a4", r#"width="595.000000" height="842.000000""#), ("a5", r#"width="420.000000" height="595.000000""#)]
    {
        add(&till, "Bureau", &format!("office:{page}:BUREAU"), &[]);
        till.run(["printer", "test", "Bureau"]).exits(0);
        let boxes = read(&till, &printer, "-bbox");
        assert!(boxes.contains(size) && boxes.contains("àâäçéèêëîïôöùûüÿ"), "{page}\n{boxes}");
    }
    add(&till, "Bureau", "office:80mm:BUREAU", &[]);
    till.run(["printer", "test", "Bureau"]).exits(0);
    let boxes = read(&till, &printer, "-bbox");
    let letters = boxes.lines().find(|line| line.contains("àâäçéèêëîïôöùûüÿ")).expect(&boxes);
    let at = |edge: &str| -> f64 {
        let after = letters.split_once(&format!("{edge}=\"")).expect(letters).1;
        after.split('"').next().unwrap().parse().unwrap()
    };
    assert!(at("xMax") - at("xMin") > at("yMax") - at("yMin"), "it stands upright\n{boxes}");
}

#[test]
fn refunds_tenders_and_closings_come_out_as_pages_too() {
    let (_gateway, till, _server, printer) = office("a5", &[]);
    till.set_pin();
    let payment = paid(&till);
    let refund = ["refund", &payment.id(), "--amount", "4 500", "--cash", "--reason", "pagne décousu"];
    let refund = till.run_as_owner(refund).exits(0).text("refund_number");
    let tender = till.run_as_owner(["tender", "7 000", "--cash"]).exits(0).text("tender_number");
    let closing = till.run_as_owner(["day", "close"]).exits(0).text("closing_number");
    for (command, number) in [(vec!["print"], &refund), (vec!["print"], &tender), (vec!["day", "print"], &closing)] {
        for says in ["", "DUPLICATA N° 1"] {
            till.run([command.as_slice(), &[number]].concat()).exits(0);
            let page = read(&till, &printer, "-layout");
            assert!(page.contains(number.as_str()) && page.contains(says), "{number} {says}\n{page}");
        }
    }
    till.run(["verify"]).exits(0);
}

#[test]
fn an_office_that_cannot_print_is_told_and_undoes_nothing() {
    let (_gateway, till, server, printer) = office("a4", &[]);
    let payment = paid(&till);
    let fails = |trouble: &str| {
        let failed = till.run(["print", &payment.id()]).exits(1);
        assert_eq!((failed.text("outcome").as_str(), failed.text("trouble").as_str()), ("failed", trouble), "{failed}");
        assert_eq!(till.run(["show", &payment.id()]).exits(0).state(), "paid");
    };
    server.says("cupsdisable", &["BUREAU"]);
    fails("queue_stopped");
    server.says("cupsenable", &["BUREAU"]);
    server.says("cupsreject", &["BUREAU"]);
    fails("queue_closed");
    server.says("lpadmin", &["-x", "BUREAU"]);
    fails("queue_absent");
    server.add_office("BUREAU", printer.target());
    assert!(printer.is_empty());
    let printed = till.run(["print", &payment.id()]).exits(0);
    assert_eq!(printed.last()["copy"].as_u64(), Some(0), "it is still the original\n{printed}");
    assert!(!read(&till, &printer, "-layout").contains("DUPLICATA"));
    till.run(["verify"]).exits(0);
}

#[test]
fn an_office_printer_has_neither_knife_nor_drawer() {
    let till = Till::new();
    till.run(["shop", "set", "name=Adjovi"]).exits(0);
    let added = add(&till, "Bureau", "office:a5:HP LaserJet", &["--columns", "32", "--auto"]);
    assert_eq!((added.text("to").as_str(), added.last()["columns"].as_u64()), ("office:a5:HP LaserJet", Some(48)), "{added}");
    assert_eq!((added.last()["cuts"].as_bool(), added.last()["drawer"].as_bool()), (Some(false), Some(false)), "{added}");
    assert_eq!(till.run_human(["printer", "list"]).exits(0).stdout, "Bureau  office:a5:HP LaserJet  auto\n");
    till.run(["printer", "add", "Bureau", "--to", "office:a5:HP", "--drawer"]).refused(2, "printer_invalid");
    for target in ["office:HP", "office:a3:HP", "office:a4:"] {
        till.run(["printer", "add", "Bureau", "--to", target]).refused(2, "printer_invalid");
    }
}
