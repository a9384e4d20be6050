//! What the owner's PIN stands before, in the window.

use comptoir_core::state::State;
use comptoir_tests::{Customer, ScriptedGateway, leak};
use thirtyfour::Key;

use crate::cashier::charge;
use crate::desk::Desk;
use crate::window::Window;

const PIN: &str = "482659173026";

#[test]
fn a_payment_that_is_held_is_settled_with_the_pin_and_not_without_it() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    gateway.everyone(Customer::PaysAmount(12_000));
    desk.till.add_account("boutique", &gateway);
    let window = Window::open(&desk);
    window.says("charge", "Montant");
    window.press(Key::F8.value().to_string());
    window.click("subject-owner");
    window.fill("pin-next", PIN);
    window.fill("pin-again", PIN);
    window.click("pin-save");
    window.says("pin-done", "code");

    charge(&window, "12500");
    window.says("word", "À décider");
    window.click_for("act-settle", "settle-decision");
    window.pick("settle-decision", "Payé");
    window.fill("settle-why", "le client a montré son message");
    window.fill("settle-reference", "MP-987");
    window.fill("settle-pin", "111222");
    window.click("settle-yes");
    window.says("settle", "code");
    assert_eq!(desk.payments()[0].state.code(), "held", "a wrong PIN settles nothing");
    window.fill("settle-pin", PIN);
    window.click("settle-yes");
    window.says("word", "Réglé à la main");
    window.close();
    let payment = desk.payments().remove(0);
    assert_eq!((payment.state, payment.operator_reference.as_deref()), (State::ResolvedPaid, Some("MP-987")));
    for (path, content) in desk.till.files() {
        leak::assert_free_of(PIN, &path.display().to_string(), &content);
    }
}
