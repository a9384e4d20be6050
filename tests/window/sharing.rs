//! A receipt on its way to a customer who is not there.

use std::fs;

use comptoir_tests::{Customer, PHONE, ScriptedGateway};

use crate::cashier::{change_training, charge};
use crate::desk::Desk;
use crate::window::{Window, until};

/// What the dialog says it has kept, and where.
fn kept(window: &Window<'_>, ending: &str) -> Vec<u8> {
    let ending = format!(".{ending}");
    let said = window.seen("sharing", |text| text.contains(&ending));
    let said = &said[said.find("Gardé ici").unwrap()..];
    let path = &said[said.find('/').unwrap()..said.find(&ending).unwrap() + ending.len()];
    until(|| fs::read(path).ok()).unwrap_or_else(|| panic!("{path} is not there"))
}

#[test]
fn a_paid_receipt_is_shared_and_the_customers_number_stays_out_of_the_screen() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    gateway.everyone(Customer::Pays);
    let window = Window::open(&desk);
    charge(&window, "12500");
    window.says("word", "Payé");
    window.says("prints", "Partager");
    window.press("w");
    window.says("share-text", "12 500");
    window.says("share-text", "TEST — SANS VALEUR");
    let code = window.picture().code();
    assert!(code.starts_with(&format!("https://wa.me/228{PHONE}?text=TEST%20")), "{code}");
    window.click_until("share-whatsapp", || desk.opened().last() == Some(&code));
    let by_sms = format!("sms:+228{PHONE}?body=");
    window.click_until("share-sms", || desk.opened().last().is_some_and(|address| address.starts_with(&by_sms)));
    window.click_until("share-mail", || desk.opened().last().is_some_and(|address| address.starts_with("mailto:?subject=")));
    window.click("share-pdf");
    assert!(kept(&window, "pdf").starts_with(b"%PDF-"));
    window.click("share-png");
    assert!(kept(&window, "png").starts_with(b"\x89PNG"));
    window.click("share-copy");
    window.says("sharing", "Texte copié");
    assert!(!window.source().contains(PHONE) && !desk.log().contains(PHONE));
    assert!(desk.log().contains("a receipt was shared"));
    window.close();
}

#[test]
fn a_receipt_of_training_is_shared_with_nobody_and_says_what_it_is_worth() {
    let desk = Desk::of_a_shop();
    let window = Window::open(&desk);
    window.says("charge", "Montant");
    change_training(&window);
    charge(&window, "12500");
    window.says("word", "Payé");
    window.says("prints", "Partager");
    window.press("w");
    window.says("share-text", "AUCUNE VALEUR");
    let code = window.picture().code();
    assert!(code.starts_with("https://wa.me/?text=ENTRA"), "{code}");
    window.close();
}
