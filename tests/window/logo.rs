//! The shop's logo: chosen from a file in the window, the same in training, and at the head of the paper.

use comptoir_tests::{Customer, Manner, PaperPrinter, ScriptedGateway};
use thirtyfour::Key;

use crate::cashier::{change_training, charge};
use crate::desk::Desk;
use crate::window::Window;

const GREY_SQUARE: &[u8] = include_bytes!("../terminal/logo.png");

fn to_shop(window: &Window<'_>) {
    window.press(Key::F8.value().to_string());
    window.click("subject-shop");
}

#[test]
fn a_logo_is_chosen_in_the_window_and_is_on_the_paper_and_in_training() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    let printer = PaperPrinter::on(Manner::Prints);
    gateway.everyone(Customer::Pays);
    desk.till.add_account("boutique", &gateway);
    desk.till.run(["printer", "add", "Caisse", "--to", printer.target(), "--auto"]).exits(0);
    let [logo, none] = ["logo.png", "logo.gif"].map(|name| desk.till.folder().join(name));
    std::fs::write(&logo, GREY_SQUARE).unwrap();
    std::fs::write(&none, b"GIF89a").unwrap();

    let window = Window::open(&desk);
    window.says("charge", "Montant");
    to_shop(&window);
    window.fill("logo-file", none.to_str().unwrap());
    window.says("logo-problem", "PNG ou JPEG");
    window.fill("logo-file", logo.to_str().unwrap());
    window.says("logo-remove", "Retirer");
    charge(&window, "12500");
    window.says("word", "Payé");
    // GS v 0: the square of 40 dots, light grey in the file, all black.
    let (head, paper) = ([0x1d, b'v', b'0', 0, 5, 0, 40, 0, 0xff], printer.paper());
    assert!(paper.windows(head.len()).any(|part| part == head), "no logo");

    change_training(&window);
    window.says("training-band", "ENTRAÎNEMENT");
    to_shop(&window);
    window.says("logo-remove", "Retirer");
    window.click("logo-remove");
    window.says("logo", "PNG ou JPEG");
    window.close();
    assert_eq!(desk.till.run(["shop", "show"]).exits(0).text("logo").len(), 64, "the shop's own stays");
}
