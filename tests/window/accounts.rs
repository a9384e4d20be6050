//! An account of the shop's own: its key goes from the window to the keychain, and nowhere else.

use comptoir_tests::{Call, Customer, KEY, ScriptedGateway, leak};
use thirtyfour::Key;

use crate::cashier::charge;
use crate::desk::Desk;
use crate::window::Window;

#[test]
fn a_key_that_is_typed_stands_in_the_keychain_and_nowhere_else() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    gateway.everyone(Customer::Pays);
    let window = Window::open(&desk);
    window.says("charge", "Montant");
    window.press(Key::F8.value().to_string());
    window.click("subject-accounts");
    window.click("add-account");
    window.fill("add-name", "boutique");
    window.fill("add-secret:auth_token", KEY);
    window.click("add-advanced");
    window.fill("add-base_url", &gateway.base_url());
    window.click("save-account");
    window.click("test-account");
    window.says("verdict", "boutique");
    assert_eq!(gateway.requests(Call::Balance)[0].text("auth_token").as_deref(), Some(KEY), "the test uses the key");
    leak::assert_free_of(KEY, "the page", window.source().as_bytes());

    charge(&window, "12500");
    window.says("word", "Payé");
    leak::assert_free_of(KEY, "the page", window.source().as_bytes());
    window.close();
    for (path, content) in desk.till.files() {
        leak::assert_free_of(KEY, &path.display().to_string(), &content);
    }
    assert_eq!(desk.keyring.keys().len(), 1);
    assert_eq!((gateway.taken(), desk.payments().len()), (12_500, 1));
}

#[test]
fn a_locked_keychain_is_told_before_anything_is_sent() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    desk.keyring.lock();
    let window = Window::open(&desk);
    charge(&window, "12500");
    let told = window.text("charge-error");
    assert!(told.contains("trousseau"), "{told}");
    window.close();
    assert_eq!((gateway.count(), desk.payments().len()), (0, 0));
}
