//! From a printer that is set up to the paper in the customer's hand.

use comptoir_tests::{Customer, Manner, PaperPrinter, PrintServer, ScriptedGateway};
use thirtyfour::Key;

use crate::cashier::{ENTER, charge};
use crate::desk::Desk;
use crate::window::Window;

fn says(paper: &[u8], text: &[u8]) -> bool {
    paper.windows(text.len()).any(|part| part == text)
}

/// A shop where everybody pays.
fn shop() -> (Desk, ScriptedGateway) {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    gateway.everyone(Customer::Pays);
    (desk, gateway)
}

/// Sets up the printer in the settings, and leaves them there.
fn set_up(window: &Window<'_>, printer: &PaperPrinter) {
    window.says("charge", "Montant");
    window.press(Key::F8.value().to_string());
    window.click("subject-printers");
    window.click("add-printer");
    window.fill("printer-name", "Caisse");
    window.fill("printer-place", printer.target().trim_start_matches("tcp:"));
    window.click("save-printer");
    window.says("printer", "127.0.0.1");
}

#[test]
fn a_receipt_is_on_paper_as_soon_as_it_is_paid_and_a_duplicate_says_so() {
    let (desk, _gateway) = shop();
    let printer = PaperPrinter::on(Manner::Prints);
    let window = Window::open(&desk);
    set_up(&window, &printer);
    window.click("test-printer");
    assert!(says(&printer.paper(), b"PAGE D'ESSAI"));
    window.says("printer", "Page d’essai envoyée");

    charge(&window, &format!("10500{}2{}1000", Key::Add.value(), Key::Multiply.value()));
    window.says("word", "Payé");
    let original = printer.paper();
    assert!(says(&original, b"2 x 1 000") && says(&original, b"12 500 F CFA") && !says(&original, b"DUPLICATA"));
    window.says("prints", "Imprimé sur Caisse");
    // A pane that has just turned green takes no press for a moment, and keys at once.
    window.press("p");
    assert!(says(&printer.paper(), b"DUPLICATA N\xf8 1"));
    window.says("prints", "Duplicata n° 1 imprimé");
    window.close();
    assert!(printer.is_empty(), "nothing is printed that nobody asked for");
}

#[test]
fn a_printer_of_the_system_is_chosen_and_prints() {
    let (mut desk, _gateway) = shop();
    let (server, printer) = (PrintServer::start(), PaperPrinter::on(Manner::Prints));
    server.add("TICKET", printer.target());
    desk.till = desk.till.printing_by(&server);
    let window = Window::open(&desk);
    window.says("charge", "Montant");
    window.press(Key::F8.value().to_string());
    window.click("subject-printers");
    window.click("add-printer");
    window.fill("printer-name", "Caisse");
    window.press(format!("{0}{1}{1}", Key::Tab.value(), Key::Right.value()));
    window.says("printer-queue", "TICKET");
    window.click("save-printer");
    window.says("printer", "Système · TICKET");
    window.click("test-printer");
    assert!(says(&printer.paper(), b"PAGE D'ESSAI"));
    window.says("printer", "Page d’essai envoyée");
    window.close();
}

#[test]
fn an_office_printer_is_chosen_and_is_sent_a_page() {
    let (mut desk, _gateway) = shop();
    let (server, printer) = (PrintServer::start(), PaperPrinter::on(Manner::Prints));
    server.add_office("BUREAU", printer.target());
    desk.till = desk.till.printing_by(&server);
    let window = Window::open(&desk);
    window.says("charge", "Montant");
    window.press(Key::F8.value().to_string());
    window.click("subject-printers");
    window.click("add-printer");
    window.fill("printer-name", "Bureau");
    window.press(format!("{0}{1}{1}", Key::Tab.value(), Key::Right.value()));
    window.says("printer-queue", "BUREAU");
    window.press(format!("{0}{0}{0}{1}", Key::Tab.value(), Key::Right.value()));
    window.says("new-printer", "Une imprimante de bureau");
    window.click("save-printer");
    window.says("printer", "Pages A4 (PDF)");
    charge(&window, "500");
    window.says("word", "Payé");
    assert!(printer.paper().starts_with(b"%PDF-"));
    window.says("prints", "Imprimé sur Bureau");
    window.close();
}

#[test]
fn a_printer_without_paper_is_told_and_changes_no_payment() {
    let (desk, _gateway) = shop();
    let printer = PaperPrinter::on(Manner::HasNoPaper);
    let window = Window::open(&desk);
    set_up(&window, &printer);
    charge(&window, "500");
    window.says("word", "Payé");
    window.says("prints", "Pas imprimé sur Caisse. L’imprimante n’a plus de papier.");
    window.says("print", "Imprimer");
    window.close();
    assert!(printer.is_empty());
    assert_eq!(desk.payments().len(), 1);
}

/// What the QR code on a paper says: the printer draws it from its text.
fn stamp(paper: &[u8]) -> String {
    let at = paper.windows(5).position(|part| part == b"CPTR1").expect("a code on the paper");
    let text = paper[at..].iter().take_while(|byte| (0x20..0x7f).contains(*byte));
    text.map(|byte| char::from(*byte)).collect()
}

#[test]
fn a_paper_that_is_scanned_is_genuine_and_a_changed_one_is_not() {
    let (desk, _gateway) = shop();
    let printer = PaperPrinter::on(Manner::Prints);
    let window = Window::open(&desk);
    set_up(&window, &printer);
    charge(&window, "12500");
    window.says("word", "Payé");
    let scanned = stamp(&printer.paper());
    window.says("prints", "Imprimé sur Caisse");
    window.press(Key::F4.value().to_string());
    window.says("count", "1 paiement");
    window.press("c");
    window.says("check-answer", "Prêt");
    window.press(format!("{scanned}{ENTER}"));
    // A test account's receipt is worth nothing, and is the till's own.
    window.says("check-verdict", "Sans valeur");
    window.says("check-answer", "12 500 F CFA");
    window.press(format!("{}{ENTER}", scanned.replace(" 12500 ", " 92500 ")));
    window.says("check-verdict", "Modifié");
    window.says("check-verdict", "92 500 F CFA");
    window.press(format!("{}{ENTER}", scanned.to_lowercase()));
    window.says("check-verdict", "Sans valeur");
    window.press(Key::Escape.value().to_string());
    window.says("count", "1 paiement");
    window.close();
}
