//! What a cashier does at the keypad.

use comptoir_tests::PHONE;
use thirtyfour::Key;

use crate::window::Window;

pub(crate) const ENTER: char = '\u{e007}';

/// Asks the phone of a customer of Mixx by Yas for so much, from whichever screen is open.
pub(crate) fn charge(window: &Window<'_>, amount: &str) {
    type_sale(window, amount);
    window.press(ENTER.to_string());
}

/// The same up to the last key.
pub(crate) fn type_sale(window: &Window<'_>, amount: &str) {
    to_keypad(window);
    window.press(format!("{amount}{ENTER}"));
    window.says("charge", "Le pavé écrit ici");
    window.press(PHONE);
    window.says("networks", "deviné");
}

pub(crate) fn to_keypad(window: &Window<'_>) {
    window.press(Key::F2.value().to_string());
    window.says("charge", "Montant");
}

/// From the settings into training, or out of it.
pub(crate) fn change_training(window: &Window<'_>) {
    window.press(Key::F8.value().to_string());
    window.click("subject-training");
    window.click("change-training");
}
