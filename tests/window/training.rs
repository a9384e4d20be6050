//! Training beside the shop's own payments: two ledgers, two tills, and a customer who pays the real one meanwhile.

use comptoir_core::state::State;
use comptoir_tests::{Customer, ScriptedGateway};
use thirtyfour::Key;

use crate::codes::charge;
use crate::desk::Desk;
use crate::window::{Window, until};

/// Returns once the shop's one payment is paid on disk.
fn is_paid_on_disk(desk: &Desk) {
    let paid = || desk.payments().iter().all(|payment| payment.state == State::Paid).then_some(());
    until(paid).expect("the customer's payment is seen");
}

#[test]
fn a_customer_who_pays_while_somebody_trains_is_seen_and_not_shown_among_practice() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    let window = Window::open(&desk);
    charge(&window, "12500");
    window.says("word", "En attente du client");
    window.press(Key::F8.value().to_string());
    window.click("subject-training");
    window.click("change-training");
    window.says("training-band", "ENTRAÎNEMENT");
    gateway.everyone(Customer::Pays);
    is_paid_on_disk(&desk);
    window.press(Key::F2.value().to_string());
    window.says("charge", "Aucun paiement encore");

    window.click("leave-training");
    window.says("last-row", "Payé");
    window.close();
    assert_eq!((gateway.taken(), desk.payments().len()), (12_500, 1));
}

#[test]
fn what_was_left_open_is_watched_by_a_program_that_starts_in_training() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    let window = Window::open(&desk);
    charge(&window, "12500");
    window.says("word", "En attente du client");
    window.press(Key::F8.value().to_string());
    window.click("subject-training");
    window.click("change-training");
    window.says("training-band", "ENTRAÎNEMENT");
    window.kill();
    gateway.everyone(Customer::Pays);
    let window = Window::open(&desk);
    window.says("training-band", "ENTRAÎNEMENT");
    is_paid_on_disk(&desk);
    window.close();
}
