//! A sale, the day that shows it, its closing, and the closing's paper.

use comptoir_tests::{Manner, PaperPrinter};
use thirtyfour::Key;

use crate::cashier::{change_training, charge};
use crate::desk::Desk;
use crate::window::Window;

#[test]
fn a_day_is_closed_in_the_window_and_its_paper_comes_out_of_the_printer() {
    let desk = Desk::of_a_shop();
    let printer = PaperPrinter::on(Manner::Prints);
    desk.till.with(&["--training"]).run(["printer", "add", "Caisse", "--to", printer.target()]).exits(0);
    let window = Window::open(&desk);
    window.says("charge", "Montant");
    change_training(&window);
    charge(&window, "12500");
    window.says("word", "Payé");
    window.press(Key::F6.value().to_string());
    window.says("day-taken", "12 500");
    window.says("left-none", "Chaque paiement a sa fin");
    window.press("c");
    window.fill("float", "20000");
    window.fill("counted", "19500");
    window.click("close-yes");
    window.says("closed", "Z000001");
    window.says("closed", "CLÔTURE DE CAISSE");
    let code = window.picture().code();
    assert!(code.starts_with("https://wa.me/?text="), "{code}");
    window.click("print-closing");
    window.says("closed", "Imprimé");
    let paper = printer.paper();
    let says = |text: &[u8]| paper.windows(text.len()).any(|part| part == text);
    assert!(says(b"Z000001") && says(b"-500") && !says(b"DUPLICATA"), "{}", String::from_utf8_lossy(&paper));
    window.click("closed-close");
    window.says("day-pane", "Z000001");
    window.close();
    let closed = desk.till.with(&["--training"]).run(["day", "list"]).exits(0);
    assert_eq!(closed.lines.len(), 1);
}
