//! A network that wants somebody to sign in answers in the gateway's place: a page, the way to one, or its own word for it.

use comptoir_core::code::Reason;
use comptoir_practice::Kind;
use comptoir_words::{Lang, Words};

use crate::certificates::{Authority, Version, showing};
use crate::desk::{Desk, Place};
use crate::server::Says;
use crate::told::{stands, without_answer};

/// What such networks answer.
fn portals() -> Vec<(&'static str, Vec<u8>)> {
    const PAGE: &str = "<!DOCTYPE html><title>Wi-Fi</title><form action=\"http://portail.example/login\"></form>";
    let answer = |line: &str, headers: &str, body: &str| {
        format!("HTTP/1.1 {line}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
    };
    let to_the_page = "Location: http://portail.example/login\r\n";
    let html = "Content-Type: text/html\r\n";
    vec![
        ("a page with 200", answer("200 OK", html, PAGE)),
        ("a page said to be JSON", answer("200 OK", "Content-Type: application/json\r\n", &format!("\r\n  {PAGE}"))),
        ("a page with a byte order mark", answer("200 OK", html, &format!("\u{feff}{PAGE}"))),
        ("the way to a page", answer("302 Found", to_the_page, "")),
        ("the way to a page, with a page", answer("302 Found", to_the_page, PAGE)),
        ("the way to a page, by 303", answer("303 See Other", to_the_page, "")),
        ("the way to a page, by 307", answer("307 Temporary Redirect", to_the_page, "")),
        ("511", answer("511 Network Authentication Required", html, PAGE)),
        ("407", answer("407 Proxy Authentication Required", "Proxy-Authenticate: Basic\r\n", PAGE)),
    ]
}

#[test]
fn a_login_page_is_told_as_one_and_is_no_answer() {
    for (what, portal) in portals() {
        for (version, kind) in [Version::Tls12, Version::Tls13].into_iter().cycle().zip(Kind::ALL) {
            println!("{what}, {}", kind.name());
            let desk = Desk::at(Place::good(kind, version));
            desk.server.says(Says::This(portal.clone()));
            let id = desk.start();
            stands(&desk.view(id), without_answer(desk.gateway()), Some(Reason::WebPage));
            assert_eq!((desk.server.requests().len(), desk.proxy.connections()), (1, 1), "followed, or sent again");
            // In the place of an answer to a question.
            let desk = Desk::at(Place::good(kind, version));
            let id = desk.start();
            desk.customer_pays(id);
            desk.server.says(Says::This(portal.clone()));
            desk.ask(id);
            let asked = kind != Kind::PaiementPro;
            stands(&desk.view(id), "pending", asked.then_some(Reason::WebPage));
            assert_eq!(desk.server.requests().len(), 1 + usize::from(asked));
            // Somebody has signed in.
            desk.server.says(Says::TheGateway);
            desk.ask(id);
            assert_eq!(desk.view(id).state == "paid", asked);
        }
    }
}

/// One that breaks into TLS shows a certificate of its own, and learns nothing. What to do is the same.
#[test]
fn a_login_page_that_breaks_into_tls_is_told_nothing() {
    let portal = Authority::root("Portail");
    let (server, key) = portal.certify(|_| {});
    let tls = showing(vec![server], &key.serialize_der(), Version::Tls13);
    let desk = Desk::at(Place { tls, ..Place::good(Kind::PaygateGlobal, Version::Tls13) });
    let id = desk.start();
    stands(&desk.view(id), "abandoned_unsent", Some(Reason::CertificateUnknownIssuer));
    assert_eq!(desk.proxy.of_a_request(), 0);
}

#[test]
fn whoever_has_to_sign_in_is_told_so() {
    for reason in [Reason::WebPage, Reason::CertificateUnknownIssuer, Reason::CertificateOtherName] {
        let (french, english) = (Words::of(Lang::Fr).reason(reason), Words::of(Lang::En).reason(reason));
        assert!(french.contains("page de connexion Wi-Fi") && french.contains("Ouvrez"), "{french}");
        assert!(english.contains("Wi-Fi login page") && english.contains("Open"), "{english}");
    }
}
