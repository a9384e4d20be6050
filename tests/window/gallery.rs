//! Every screen in turn, as it is to be seen: the walk behind `cargo xtask gallery`. It fails where a screen cannot be reached.

use comptoir_tests::{Customer, PHONE, PIN, ScriptedGateway};
use serde_json::json;
use thirtyfour::Key;

use crate::album::{Album, Look};
use crate::cashier::ENTER;
use crate::desk::Desk;
use crate::window::Window;

const LARGE: (u32, u32) = (1366, 768);

/// What was sold before the window is opened: so much, to this number. One of the customers refuses.
const SOLD: [(&str, &str); 6] = [
    ("3500", PHONE),
    ("8000", "96123456"),
    ("1250", "92334455"),
    ("2505", "99876543"),
    ("15000", "97112233"),
    ("5000", "70445566"),
];

const AWA: &str = "60293517";

#[test]
fn every_screen_in_daylight() {
    walk(Look { name: "light", lang: "fr", theme: "light", size: LARGE, only: &[] });
}

#[test]
fn every_screen_in_the_dark() {
    walk(Look { name: "dark", lang: "fr", theme: "dark", size: LARGE, only: &[] });
}

#[test]
fn a_small_window_in_english() {
    let only = &["charge-filled", "waiting", "paid", "code", "receipts", "day", "accounts"];
    walk(Look { name: "english-small", lang: "en", theme: "light", size: (1024, 600), only });
}

fn walk(look: Look) {
    let album = Album::new(look);
    train(&album);
    sell(&album);
}

/// A window of this look.
fn open<'a>(desk: &'a Desk, look: Look) -> Window<'a> {
    let window = Window::open(desk);
    window.resize(look.size.0, look.size.1);
    window
}

fn press(window: &Window<'_>, key: Key) {
    window.press(key.value().to_string());
}

/// The keypad with a sale of this amount and a customer of Mixx by Yas.
fn type_sale(window: &Window<'_>, amount: &str) {
    press(window, Key::F2);
    window.shows("[data-testid=charge]");
    window.press(format!("{amount}{ENTER}"));
    window.shows("[data-testid=phone]:focus");
    window.press(PHONE);
    window.text("ask");
}

fn stands(window: &Window<'_>, state: &str) {
    window.shows(&format!("[data-testid=payment][data-state={state}]"));
}

/// From the welcome to the closing of a day of training, after some sales.
fn train(album: &Album) {
    let look = album.look();
    let desk = Desk::new().preferring(look.lang, look.theme, false);
    let training = desk.till.with(&["--training"]);
    training.run(["shop", "set", "name=Chez Afi", "town=Lomé", "phone=90 00 00 01"]).exits(0);
    for (amount, phone) in SOLD {
        let code = if amount.ends_with("05") { 3 } else { 0 };
        training.run(["pay", amount, "--phone", phone, "--wait", "30"]).exits(code);
    }

    let window = open(&desk, look);
    window.text("welcome");
    album.take(&window, "welcome");
    window.press(ENTER.to_string());
    window.shows("[data-testid=charge]");
    album.take(&window, "charge");
    type_sale(&window, &format!("10500{}2{}1000", Key::Add.value(), Key::Multiply.value()));
    album.take(&window, "charge-filled");
    window.press(ENTER.to_string());
    stands(&window, "paid");
    window.text("prints");
    album.take(&window, "paid");

    type_sale(&window, "6515");
    window.press(ENTER.to_string());
    stands(&window, "pending");
    window.text("false-customer");
    album.take(&window, "waiting");

    type_sale(&window, "1505");
    window.press(ENTER.to_string());
    stands(&window, "declined");
    window.text("act-tender");
    album.take(&window, "refused");
    window.click_for("act-tender", "tender-yes");
    album.take(&window, "settled-otherwise");
    press(&window, Key::Escape);

    press(&window, Key::F2);
    window.shows("[data-testid=charge]");
    window.press("2515");
    window.choose("account", "practice-paydunya");
    window.press(ENTER.to_string());
    stands(&window, "pending");
    window.text("qr");
    album.take(&window, "code");

    press(&window, Key::F3);
    window.text("open-row");
    album.take(&window, "open");
    press(&window, Key::Enter);
    stands(&window, "pending");
    window.click_for("customer-pays", "prints");
    stands(&window, "paid");
    history(album, &window);
    day(album, &window);
    press(&window, Key::F2);
    window.shows("[data-testid=charge]");
    press(&window, Key::F1);
    window.text("keys-sheet");
    album.take(&window, "keys");
    window.kill();
}

/// The receipts, one of them open, and what can be done with it.
fn history(album: &Album, window: &Window<'_>) {
    press(window, Key::F4);
    window.text("row");
    album.take(window, "receipts");
    window.click_for("to-export", "export-go");
    album.take(window, "export");
    press(window, Key::Escape);
    window.press("c");
    window.text("check-answer");
    album.take(window, "check");
    press(window, Key::Escape);
    // The newest that is paid.
    let keys = [Key::Home, Key::Down, Key::Down, Key::Down, Key::Enter];
    window.press(keys.iter().map(Key::value).collect::<String>());
    window.text("paper");
    album.take(window, "receipt");
    window.press("h");
    window.text("story");
    album.take(window, "story");
    window.press("w");
    window.text("share-text");
    window.text("qr");
    album.take(window, "share");
    press(window, Key::Escape);
    window.press("r");
    window.text("refund-yes");
    album.take(window, "refund");
    press(window, Key::Escape);
}

/// The day, its closing, and the paper of it.
fn day(album: &Album, window: &Window<'_>) {
    press(window, Key::F6);
    window.text("chart-days");
    album.take(window, "day");
    window.press("c");
    window.fill("explain", "Le client est parti");
    window.fill("float", "20000");
    window.fill("counted", "19500");
    album.take(window, "close");
    window.click_for("close-yes", "closed");
    window.text("paper");
    window.text("qr");
    album.take(window, "closing");
    press(window, Key::Escape);
}

/// A shop with two cashiers: who takes the till, a payment that nobody is sure of, and the settings.
fn sell(album: &Album) {
    let look = album.look();
    let (desk, gateway) = (Desk::new().preferring(look.lang, look.theme, true), ScriptedGateway::start());
    desk.till.run(["shop", "set", "name=Chez Afi", "town=Lomé", "phone=90 00 00 01"]).exits(0);
    desk.till.add_account("boutique", &gateway);
    desk.till.run(["printer", "add", "Caisse", "--to", "tcp:192.168.1.50", "--drawer"]).exits(0);
    desk.till.set_pin();
    for (name, pin) in [("Awa", AWA), ("Kofi", "71849326")] {
        desk.till.run_typing(["cashier", "add", name], &json!({ "new_pin": pin, "pin": PIN }).to_string()).exits(0);
    }
    let window = open(&desk, look);
    window.text("person");
    album.take(&window, "lock");
    window.press("1");
    window.fill("lock-pin", AWA);
    album.take(&window, "lock-code");
    window.press(ENTER.to_string());
    window.shows("[data-testid=charge]");

    gateway.everyone(Customer::PaysAmount(12_000));
    type_sale(&window, "12500");
    window.press(ENTER.to_string());
    stands(&window, "held");
    album.take(&window, "held");

    press(&window, Key::F8);
    for subject in ["shop", "accounts", "printers", "owner", "cashiers", "look", "training", "about"] {
        window.click(&format!("subject-{subject}"));
        window.shows(&format!("[data-testid=subject-{subject}][aria-current]"));
        window.shows(&format!("[data-testid=settings] {}", listed(subject)));
        album.take(&window, subject);
    }
    window.kill();
}

/// What is read anew when a subject of the settings is opened; its heading, where nothing is.
fn listed(subject: &str) -> &'static str {
    match subject {
        "accounts" => "[data-testid=account]",
        "printers" => "[data-testid=printer]",
        "cashiers" => "[data-testid=cashier]",
        _ => "h1",
    }
}
