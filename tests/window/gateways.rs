//! A practice sale through each gateway, as a cashier who learns makes it.

use comptoir_core::order::GatewayKind;
use comptoir_core::payment::Payment;
use comptoir_core::state::State;
use thirtyfour::Key;

use crate::cashier::{ENTER, to_keypad};
use crate::desk::Desk;
use crate::window::Window;

/// A till in training, at its keypad.
fn in_training(desk: &Desk) -> Window<'_> {
    let window = Window::open(desk);
    window.says("welcome", "Bienvenue");
    window.press(ENTER.to_string());
    to_keypad(&window);
    window
}

/// The payment that was asked for last.
fn last(desk: &Desk) -> Payment {
    desk.practice_payments().remove(0)
}

/// Asks for an amount whose customer waits, at the gateway of this account, and reads the code on the screen as a phone does.
fn page_of(desk: &Desk, window: &Window<'_>, account: &str) -> String {
    to_keypad(window);
    window.press("1515");
    window.choose("account", account);
    window.press(ENTER.to_string());
    window.says("word", "En attente du client");
    window.text("qr");
    let code = window.picture().code();
    let payment = last(desk);
    assert_eq!(payment.page_url.as_deref(), Some(code.as_str()), "the page on the screen is the one that was stored before");
    assert_eq!((payment.order.account.as_str(), payment.state), (account, State::Pending));
    code
}

#[test]
fn a_page_of_each_gateway_that_can_be_asked_is_scanned_and_paid() {
    let desk = Desk::new();
    let window = in_training(&desk);
    for (account, gateway) in [
        ("practice-paydunya", GatewayKind::Paydunya),
        ("practice-cinetpay", GatewayKind::Cinetpay),
        ("practice-payplus", GatewayKind::Payplus),
    ] {
        let code = page_of(&desk, &window, account);
        assert!(code.starts_with("http://127.0.0.1:") && code.contains("/checkout/"), "{code}");
        window.click_until("open-page", || desk.opened().last() == Some(&code));
        // « 1 » lets the false customer pay.
        window.press("1");
        window.says("word", "Payé");
        let paid = last(&desk);
        assert_eq!((paid.state, paid.order.gateway), (State::Paid, gateway));
        assert!(paid.gateway_reference.is_some(), "{account}");
    }
    window.close();
}

#[test]
fn an_amount_that_cinetpay_does_not_take_is_never_rounded_by_itself() {
    let desk = Desk::new();
    let window = in_training(&desk);
    window.press("12501");
    window.choose("account", "practice-cinetpay");
    window.says("charge", "12 505");
    window.press(ENTER.to_string());
    window.says("charge", "12 501");
    assert_eq!(desk.practice_payments(), [], "nothing was asked for");
    window.close();
}

#[test]
fn paiementpro_asks_for_its_customer_once_waits_and_is_settled_by_the_owner() {
    let desk = Desk::new();
    let window = in_training(&desk);
    window.press("2500");
    window.choose("account", "practice-paiement-pro");
    for (field, value) in [("email", "client@example.com"), ("first_name", "Ama"), ("last_name", "Kouassi")] {
        window.fill(&format!("customer-{field}"), value);
    }
    window.fill("phone", "0701020304");
    window.click("customer-remember");
    window.click("ask");
    window.says("word", "En attente du client");
    window.text("qr");
    assert_eq!(last(&desk).page_url, Some(window.picture().code()));
    window.says("not-askable", "notification");
    assert!(!window.text("acts").contains("Vérifier"), "nobody can be asked");

    window.click_for("act-settle", "settle-decision");
    window.pick("settle-decision", "Payé");
    window.fill("settle-why", "vu dans l’espace marchand");
    window.fill("settle-reference", "OM-123456");
    window.click("settle-yes");
    window.says("word", "Réglé à la main");
    let settled = last(&desk);
    assert_eq!((settled.state, settled.operator_reference.as_deref()), (State::ResolvedPaid, Some("OM-123456")));

    // The same customer again: nothing has to be typed but the number.
    to_keypad(&window);
    window.press("700");
    window.choose("account", "practice-paiement-pro");
    window.fill("phone", "0701020304");
    window.text("customer-known");
    window.press(Key::F4.value().to_string());
    window.says("row", "2 500");
    window.close();
}
