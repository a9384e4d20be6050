//! Somebody closes the window while a customer has not decided.

use comptoir_core::state::State;
use comptoir_tests::{Customer, ScriptedGateway};

use crate::cashier::charge;
use crate::desk::Desk;
use crate::window::Window;

#[test]
fn closing_with_an_open_payment_says_so_and_the_next_start_takes_it_up() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    let window = Window::open(&desk);
    charge(&window, "12500");
    window.says("word", "En attente du client");
    desk.display.close("Comptoir");
    window.says("closing", "1 paiement en attente, il sera repris");
    window.click("closing-stay");
    window.says("word", "En attente du client");

    desk.display.close("Comptoir");
    window.leave_by("closing-close");
    assert_eq!(desk.payments().iter().map(|payment| payment.state).collect::<Vec<_>>(), [State::Pending]);

    let window = Window::open(&desk);
    window.says("last-row", "En attente");
    gateway.everyone(Customer::Pays);
    window.says("last-row", "Payé");
    window.close();
    assert_eq!(gateway.taken(), 12_500);
}

#[test]
fn who_closes_a_second_time_means_it() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    let window = Window::open(&desk);
    charge(&window, "12500");
    window.says("word", "En attente du client");
    desk.display.close("Comptoir");
    window.says("closing", "il sera repris");
    window.close();
    assert_eq!(desk.payments().iter().map(|payment| payment.state).collect::<Vec<_>>(), [State::Pending]);
}
