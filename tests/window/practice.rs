//! The first minutes with Comptoir: no key, no network, and a customer who is played by the program.

use comptoir_core::state::State;
use thirtyfour::Key;

use crate::cashier::{ENTER, charge, type_sale};
use crate::desk::Desk;
use crate::window::{Window, until};

/// From the welcome to the keypad, as whoever presses Enter does.
fn in_training(window: &Window<'_>) {
    window.says("welcome", "Bienvenue");
    window.press(format!("{ENTER}"));
    window.says("charge", "Montant");
}

#[test]
fn a_first_payment_is_paid_and_its_receipt_is_still_there_after_a_restart() {
    let desk = Desk::new();
    let window = Window::open(&desk);
    in_training(&window);
    charge(&window, "12500");
    window.says("word", "Payé");
    window.says("payment", "12 500");
    let receipt = window.seen("payment", |text| text.contains("ENTRAINEMENT-COMPTOIR-1-"));
    window.press(Key::F4.value().to_string());
    window.says("row", "12 500");
    window.close();

    let window = Window::open(&desk);
    window.says("charge", "Montant");
    window.press(Key::F4.value().to_string());
    window.says("row", "12 500");
    window.press(format!("{ENTER}"));
    window.says("paper", "TOTAL");
    let paper = window.text("paper");
    let number = paper.split_whitespace().find(|word| word.starts_with("ENTRAINEMENT-")).expect("a numbered receipt").to_owned();
    assert!(receipt.contains(&number), "{number} was shown when it was paid: {receipt}");
    window.close();

    let payments = desk.practice_payments();
    assert_eq!(payments.iter().map(|payment| payment.state).collect::<Vec<_>>(), [State::Paid]);
}

#[test]
fn a_refusal_and_a_prompt_that_runs_out_are_told_apart_and_neither_is_paid() {
    let desk = Desk::new();
    let window = Window::open(&desk);
    in_training(&window);
    charge(&window, "1505");
    window.says("word", "Refusé");
    window.says("money", "Rien n’a été pris au client");
    charge(&window, "1510");
    window.says("word", "Délai passé");
    window.close();
    let states: Vec<_> = desk.practice_payments().iter().map(|payment| payment.state).collect();
    assert_eq!(states, [State::Expired, State::Declined]);
}

#[test]
fn a_key_that_is_pressed_twice_starts_one_payment() {
    let desk = Desk::new();
    let window = Window::open(&desk);
    in_training(&window);
    type_sale(&window, "700");
    window.press(format!("{ENTER}{ENTER}{ENTER}"));
    window.says("word", "Payé");
    window.close();
    assert_eq!(desk.practice_payments().len(), 1);
}

#[test]
fn a_screen_that_is_loaded_again_shows_what_is_so() {
    let desk = Desk::new();
    let window = Window::open(&desk);
    in_training(&window);
    charge(&window, "1515");
    window.says("word", "En attente du client");
    window.reload();
    window.says("word", "En attente du client");
    window.says("payment", "1 515");
    // The till asks by itself, and the screen is told when; by its second question it takes keys again.
    let asked = |text: &str| text.split(", question posée").next().map(|before| before.chars().rev().take(8).collect::<String>());
    let first = asked(&window.seen("payment", |text| text.contains("question posée")));
    window.seen("payment", |text| text.contains("question posée") && asked(text) != first);
    window.press("1");
    window.says("word", "Payé");
    window.reload();
    window.says("word", "Payé");
    window.close();
    assert_eq!(desk.practice_payments().len(), 1);
}

#[test]
fn a_screen_whose_process_is_killed_comes_back_to_the_same_payment_and_takes_keys() {
    let desk = Desk::new();
    let window = Window::open(&desk);
    in_training(&window);
    charge(&window, "1515");
    window.says("word", "En attente du client");
    window.kill_the_screen();
    let back = until(|| desk.log().contains("the screen died and is loaded again").then_some(()));
    back.expect("the screen is loaded again");
    // WebDriver's session died with the screen, so that this is the keyboard's: « 1 » lets this payment's false customer pay.
    let states = || desk.practice_payments().iter().map(|payment| payment.state).collect::<Vec<_>>();
    let paid = until(|| {
        desk.display.press('1');
        (states() == [State::Paid]).then_some(())
    });
    assert!(paid.is_some(), "{:?}", states());
}
