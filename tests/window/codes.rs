//! The QR code of a gateway's page, read from the screen as a customer's phone reads it.

use std::io::{Read, Write};
use std::net::TcpStream;

use comptoir_core::state::State;
use comptoir_tests::{Call, Customer, KEY, ScriptedGateway};
use url::Url;

use crate::cashier::{ENTER, to_keypad};
use crate::desk::Desk;
use crate::window::Window;

/// Opens an address as a phone that has scanned it does.
fn scanned(address: &str) {
    let url = Url::parse(address).expect("the code holds an address");
    let (host, port) = (url.host_str().unwrap(), url.port().unwrap());
    let mut stream = TcpStream::connect((host, port)).unwrap();
    let path = &url[url::Position::BeforePath..];
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n").unwrap();
    stream.read_to_end(&mut Vec::new()).unwrap();
}

#[test]
fn the_code_on_screen_is_the_page_of_this_payment_and_paying_there_is_seen() {
    let (desk, gateway) = (Desk::of_a_shop(), ScriptedGateway::start());
    gateway.everyone(Customer::Pays);
    desk.till.add_page_account("boutique", &gateway);
    let window = Window::open(&desk);
    to_keypad(&window);
    window.press(format!("2500{ENTER}"));
    window.says("charge", "Le pavé écrit ici");
    window.press(format!("q{ENTER}"));
    window.says("word", "En attente du client");
    window.text("qr");
    let address = window.picture().code();

    let reference = desk.till.database().query_row("SELECT reference FROM payments", [], |row| row.get::<_, String>(0)).unwrap();
    let url = Url::parse(&address).expect("the code holds an address");
    let said = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    assert!(address.starts_with(&format!("{}/v1/page?", gateway.base_url())), "{address}");
    assert_eq!(
        (said("token").as_deref(), said("amount").as_deref(), said("identifier").as_deref()),
        (Some(KEY), Some("2500"), Some(reference.as_str()))
    );
    assert!(!window.source().contains(KEY), "the address stays out of the page");

    scanned(&address);
    assert_eq!(gateway.requests(Call::Page).len(), 1);
    gateway.page_opened(&reference, 2_500);
    window.says("word", "Payé");
    window.close();
    assert_eq!(desk.payments().iter().map(|payment| payment.state).collect::<Vec<_>>(), [State::Paid]);
}
