//! What a person reads while something fails, in four parts: what happened, whether money is at risk, what to do, and a reference. The
//! till goes on where it can.

use std::fs;

use comptoir_core::state::State;
use comptoir_tests::child::on_a_small_disk;
use comptoir_tests::{Answer, Call, Customer, Fault, ScriptedGateway};

use crate::cashier::{charge, to_keypad};
use crate::desk::Desk;
use crate::window::Window;

/// Each of these stands in the part of this name.
#[track_caller]
fn tells(window: &Window<'_>, part: &str, words: &[&str]) {
    window.seen(part, |text| words.iter().all(|words| text.contains(words)));
}

#[test]
fn a_login_page_of_a_wifi_leaves_the_payment_in_doubt_and_the_next_customer_pays() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    gateway.once(Call::Pay, Answer::web_page(200));
    gateway.always(Call::Status, Answer::web_page(200));
    let window = Window::open(&desk);
    charge(&window, "12500");
    tells(&window, "payment", &["connexion Wi-Fi", "Le client a peut-être déjà payé", "Gardez la marchandise", "CPTA"]);
    gateway.mend(Call::Status);
    gateway.everyone(Customer::Pays);
    charge(&window, "2500");
    window.says("word", "Payé");
    window.kill();
    let states: Vec<_> = desk.payments().iter().map(|payment| payment.state.code()).collect();
    assert_eq!(states, ["paid", "create_unknown"]);
    assert_eq!(gateway.taken(), 2_500);
}

#[test]
fn without_a_network_nothing_is_sent_and_the_window_says_so() {
    let (desk, mut gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    desk.till.add_account("boutique", &gateway);
    gateway.go_away();
    let window = Window::open(&desk);
    charge(&window, "12500");
    tells(&window, "payment", &["La passerelle n’est pas joignable", "Rien n’est parti", "Vous pouvez recommencer", "CPTA"]);
    to_keypad(&window);
    window.close();
    assert_eq!(desk.payments().iter().map(|payment| payment.state).collect::<Vec<_>>(), [State::AbandonedUnsent]);
}

#[test]
fn a_damaged_ledger_is_told_at_the_start_as_the_shop_reads_it_and_is_left_as_it_is() {
    let desk = Desk::of_a_shop();
    let window = Window::open(&desk);
    window.says("charge", "Montant");
    window.close();
    let ledger = desk.till.folder().join("ledger.sqlite");
    let mut bytes = fs::read(&ledger).unwrap();
    bytes.truncate(bytes.len() / 2);
    fs::write(&ledger, &bytes).unwrap();
    let window = Window::open(&desk);
    tells(&window, "broken", &["La caisse ne s’ouvre pas", "Le journal des paiements est abîmé", "Ne vendez plus"]);
    window.click("try-again");
    window.says("broken", "abîmé");
    window.kill();
    assert!(fs::read(&ledger).unwrap() == bytes, "it is the owner's to restore");
}

#[test]
fn a_folder_that_a_service_copies_is_refused_at_the_start_and_nothing_is_made_in_it() {
    let desk = Desk::of_a_shop().in_folder("Dropbox");
    let window = Window::open(&desk);
    tells(&window, "broken", &["Un service en ligne copie le dossier", "hors de OneDrive, Dropbox"]);
    window.kill();
    assert!(!desk.till.folder().join("Dropbox/ledger.sqlite").exists());
}

#[test]
fn a_disk_that_fills_up_is_told_with_what_the_gateway_said_and_one_nearly_full_takes_no_sale() {
    const DISK: u32 = 260;
    on_a_small_disk(
        "faults::a_disk_that_fills_up_is_told_with_what_the_gateway_said_and_one_nearly_full_takes_no_sale",
        DISK,
        |disk| {
            let (desk, gateway) = (Desk::of_a_shop_on(disk), ScriptedGateway::start());
            desk.till.add_account("boutique", &gateway);
            gateway.everyone(Customer::Pays);
            let window = Window::open(&desk);
            let asked = gateway.hold(Call::Status);
            charge(&window, "12500");
            asked.reached();
            let full = Fault::full(disk);
            full.strike();
            asked.release();
            tells(&window, "unwritten", &["12 500 F CFA", "CPTA", "N’éteignez pas"]);
            assert_eq!(desk.payments()[0].state, State::Pending, "it is not told as paid before it is on the disk");
            full.relent();
            window.click_for("unwritten-noted", "word");
            window.says("word", "Payé");
            fs::write(disk.join("ballast"), vec![1; 150 << 20]).unwrap();
            charge(&window, "2500");
            tells(&window, "charge", &["Le disque est presque plein", "Rien n’est parti", "Faites de la place"]);
            window.kill();
            assert_eq!(desk.payments().iter().map(|payment| payment.state).collect::<Vec<_>>(), [State::Paid]);
            assert_eq!(gateway.taken(), 12_500);
        },
    );
}
