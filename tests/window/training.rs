//! Training beside the shop's own payments: two ledgers, two tills, and a customer who pays the real one meanwhile.

use comptoir_core::state::State;
use comptoir_tests::{Customer, ScriptedGateway};

use crate::cashier::{ENTER, change_training, charge, to_keypad};
use crate::desk::Desk;
use crate::window::{Window, until};

/// A shop whose one customer has been asked and has not decided, and whose cashier begins to train.
fn training_while_a_customer_waits<'a>(desk: &'a Desk, gateway: &ScriptedGateway) -> Window<'a> {
    desk.till.add_account("boutique", gateway);
    let window = Window::open(desk);
    charge(&window, "12500");
    window.says("word", "En attente du client");
    change_training(&window);
    window.says("training-band", "ENTRAÎNEMENT");
    window
}

/// Returns once the shop's one payment is paid on disk.
fn is_paid_on_disk(desk: &Desk) {
    let paid = || desk.payments().iter().all(|payment| payment.state == State::Paid).then_some(());
    until(paid).expect("the customer's payment is seen");
}

/// Returns once the keypad is the one of this shop, in training or not. Its name is cut where it is long, and WebDriver reads nothing
/// that may be.
fn is_at(window: &Window<'_>, shop: &str, training: bool) {
    window.says("charge", "Montant");
    let shown = || {
        let page = window.source();
        (page.contains(shop) && page.contains("training-band") == training).then_some(())
    };
    assert!(until(shown).is_some(), "not at {shop}, training {training}:\n{}", window.source());
}

#[test]
fn a_customer_who_pays_while_somebody_trains_is_seen_and_not_shown_among_practice() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    let window = training_while_a_customer_waits(&desk, &gateway);
    gateway.everyone(Customer::Pays);
    is_paid_on_disk(&desk);
    to_keypad(&window);
    window.says("charge", "Aucun paiement encore");

    window.click("leave-training");
    window.says("last-row", "Payé");
    window.close();
    assert_eq!((gateway.taken(), desk.payments().len()), (12_500, 1));
}

#[test]
fn what_was_left_open_is_watched_by_a_program_that_starts_in_training() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    training_while_a_customer_waits(&desk, &gateway).kill();
    gateway.everyone(Customer::Pays);
    let window = Window::open(&desk);
    window.says("training-band", "ENTRAÎNEMENT");
    is_paid_on_disk(&desk);
    window.close();
}

#[test]
fn the_shop_that_is_named_for_training_has_its_name_when_training_is_left() {
    let desk = Desk::new();
    let window = Window::open(&desk);
    window.fill("shop-name", "Chez Afi");
    window.press(ENTER.to_string());
    is_at(&window, "Chez Afi", true);
    change_training(&window);
    to_keypad(&window);
    is_at(&window, "Chez Afi", false);
    window.close();
}
