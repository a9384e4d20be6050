//! Two cashiers at one window: the till is locked, handed on, and the paper bears the name of whoever sold.

use comptoir_tests::{Customer, Manner, PIN, PaperPrinter, ScriptedGateway, leak};
use serde_json::json;
use thirtyfour::Key;

use crate::cashier::{ENTER, charge};
use crate::desk::Desk;
use crate::window::Window;

const AWA: &str = "60293517";
const KOFI: &str = "71849326";

fn take(window: &Window<'_>, digit: &str, pin: &str) {
    window.says("lock", "Qui prend la caisse");
    window.press(digit);
    window.fill("lock-pin", pin);
    window.press(ENTER.to_string());
}

#[test]
fn two_cashiers_hand_the_till_on_and_each_sells_under_their_name() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    let printer = PaperPrinter::on(Manner::Prints);
    gateway.everyone(Customer::Pays);
    desk.till.add_account("boutique", &gateway);
    desk.till.run(["printer", "add", "Caisse", "--to", printer.target(), "--auto"]).exits(0);
    desk.till.set_pin();
    for (name, pin) in [("Awa", AWA), ("Kofi", KOFI)] {
        desk.till.run_typing(["cashier", "add", name], &json!({"new_pin": pin, "pin": PIN}).to_string()).exits(0);
    }

    let window = Window::open(&desk);
    take(&window, "1", KOFI);
    window.says("lock", "pas le bon code");
    window.fill("lock-pin", AWA);
    window.press(ENTER.to_string());
    charge(&window, "12500");
    window.says("word", "Payé");
    assert!(says(&printer.paper(), b"Caissier : Awa"));

    window.press(Key::F9.value().to_string());
    take(&window, "2", KOFI);
    window.says("go-duty", "Kofi");
    window.says("print", "duplicata");
    // The right to print again is Awa's and Kofi's: the paper says whose it was.
    window.press("p");
    let duplicate = printer.paper();
    assert!(says(&duplicate, b"Caissier : Awa") && says(&duplicate, b"par Kofi"));
    // What neither may do the owner lets through in place.
    window.press(Key::F8.value().to_string());
    window.click("subject-printers");
    window.click("remove-printer");
    window.says("ask-owner", "Kofi n’a pas ce droit");
    window.fill("ask-owner-pin", PIN);
    window.press(ENTER.to_string());
    window.says("no-printer", "Aucune imprimante");
    window.close();

    assert_eq!(desk.payments()[0].order.cashier.as_ref().map(|person| person.name().to_owned()).as_deref(), Some("Awa"));
    let removed: String =
        desk.till.database().query_row("SELECT body FROM journal WHERE kind = 'printer_removed'", [], |row| row.get(0)).unwrap();
    assert!(removed.contains("Kofi") && removed.contains("\"owner_allowed\":true"), "{removed}");
    for (path, content) in desk.till.files() {
        for pin in [AWA, KOFI, PIN] {
            leak::assert_free_of(pin, &path.display().to_string(), &content);
        }
    }
    // A till that starts anew is nobody's.
    let window = Window::open(&desk);
    window.says("lock", "Qui prend la caisse");
    window.close();
}

fn says(paper: &[u8], text: &[u8]) -> bool {
    paper.windows(text.len()).any(|part| part == text)
}
