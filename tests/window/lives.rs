//! The program ends where nobody meant it to, is started twice, or finds its folder taken.

use std::fs;

use comptoir_core::state::State;
use comptoir_ledger::FolderLock;
use comptoir_tests::{Call, Customer, ScriptedGateway};

use crate::cashier::charge;
use crate::desk::Desk;
use crate::window::{Window, until};

#[test]
fn a_payment_whose_program_was_killed_is_taken_up_and_paid_once() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    let window = Window::open(&desk);
    charge(&window, "12500");
    window.says("word", "En attente du client");
    window.kill();
    gateway.everyone(Customer::Pays);

    let window = Window::open(&desk);
    window.says("last-row", "Payé");
    window.close();
    assert_eq!(gateway.requests(Call::Pay).len(), 1, "it is asked about, never sent again");
    assert_eq!(desk.payments().iter().map(|payment| payment.state).collect::<Vec<_>>(), [State::Paid]);
}

#[test]
fn a_program_killed_before_the_gateway_answered_says_that_it_is_not_sure() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    let held = gateway.hold(Call::Pay);
    let window = Window::open(&desk);
    charge(&window, "12500");
    held.reached();
    window.kill();
    held.release();

    let window = Window::open(&desk);
    // The gateway knows it by now, and says that the customer has not decided.
    window.says("last-row", "En attente");
    gateway.everyone(Customer::Pays);
    window.says("last-row", "Payé");
    window.close();
    assert_eq!((gateway.requests(Call::Pay).len(), gateway.taken()), (1, 12_500));
}

#[test]
fn a_second_start_ends_and_leaves_the_first_window() {
    let desk = Desk::new();
    let window = Window::open(&desk);
    window.says("welcome", "Bienvenue");
    let before = desk.display.count("Comptoir");
    let mut second = desk.start_by_hand();
    let ended = until(|| second.try_wait().unwrap());
    second.kill().ok();
    assert!(ended.expect("the second start ends").success());
    assert_eq!(desk.display.count("Comptoir"), before);
    window.says("welcome", "Bienvenue");
    window.close();
}

#[test]
fn a_shop_that_lost_the_file_of_its_window_is_not_led_into_training() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    fs::write(desk.till.folder().join("window.json"), "").unwrap();
    let window = Window::open(&desk);
    window.says("charge", "Montant");
    assert!(!window.source().contains("training-band"));
    window.close();
}

#[test]
fn a_folder_that_another_program_has_is_said_and_can_be_tried_again() {
    let desk = Desk::of_a_shop();
    let lock = FolderLock::try_take(desk.till.folder()).unwrap().expect("nobody has it");
    let window = Window::open(&desk);
    window.says("broken", "Comptoir");
    drop(lock);
    window.click("try-again");
    window.says("charge", "Montant");
    window.close();
}
