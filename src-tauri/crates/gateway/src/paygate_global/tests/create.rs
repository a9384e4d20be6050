use comptoir_core::code::Reason;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Confidential, Order};
use comptoir_core::payment::Event;
use comptoir_core::shop::Shop;
use proptest::prelude::*;
use serde_json::json;

use super::samples::{
    KEY, PHONE, Spoken, account, answering, billed, confidential, failing, keys, limited, now, order, reference,
};
use crate::account::Keys;
use crate::transport::TransportError;

const REGISTERED: &str = r#"{"tx_reference":1000001,"status":0}"#;

fn created(gateway_reference: &str) -> Event {
    Event::Created { gateway_reference: gateway_reference.to_owned(), page_url: None }
}

#[test]
fn the_customer_is_prompted_by_exactly_the_documented_call() {
    let spoken = answering(200, REGISTERED);
    assert_eq!(spoken.create(), created("1000001"));
    let message = json!({
        "auth_token": KEY,
        "phone_number": PHONE,
        "amount": 12_500,
        "description": "Deux pagnes",
        "identifier": reference().as_str(),
        "network": "TMONEY",
    });
    assert_eq!(spoken.heard(), [("https://paygateglobal.com/api/v1/pay".to_owned(), message)]);
}

#[test]
fn a_payment_without_a_note_is_described_by_its_reference() {
    for note in [None, Some(String::new())] {
        let spoken = answering(200, REGISTERED);
        let order = Order { note, network: Some(Network::TgFlooz), ..order() };
        let _ = billed(&order, &confidential(), &Shop::default(), |bill| now(spoken.gateway.create(&keys(), bill)));
        let (_, message) = spoken.heard().remove(0);
        assert_eq!(message["description"], format!("Paiement {}", reference()));
        assert_eq!(message["network"], "FLOOZ");
    }
}

#[test]
fn each_documented_word_of_the_create_call_has_its_meaning_as_a_number_and_as_text() {
    let cases = [
        (REGISTERED, created("1000001")),
        (r#"{"tx_reference":"1000001","status":"0"}"#, created("1000001")),
        (r#"{"status":0,"tx_reference":"TX-7a","message":"ok"}"#, created("TX-7a")),
        (r#"{"status":2}"#, Event::CreateRefused(Reason::KeyRefused)),
        (r#"{"status":"2"}"#, Event::CreateRefused(Reason::KeyRefused)),
        (r#"{"status":4,"tx_reference":null}"#, Event::CreateRefused(Reason::InputRefused)),
        (r#"{"status":"4"}"#, Event::CreateRefused(Reason::InputRefused)),
        (r#"{"status":6,"tx_reference":1000001}"#, Event::ReferenceKnown),
        (r#"{"status":"6"}"#, Event::ReferenceKnown),
    ];
    for (body, event) in cases {
        assert_eq!(answering(200, body).create(), event, "{body}");
        assert_eq!(answering(201, body).create(), event, "{body}");
    }
}

#[test]
fn whatever_is_not_a_documented_word_leaves_the_create_call_unanswered() {
    let cases = [
        (r"{}", Reason::Unreadable),
        (r#"{"tx_reference":1000001}"#, Reason::Unreadable),
        (r#"{"tx_reference":1000001,"status":null}"#, Reason::Unreadable),
        (r#"{"status":0}"#, Reason::Unreadable),
        (r#"{"status":0,"tx_reference":null}"#, Reason::Unreadable),
        (r#"{"status":0,"tx_reference":""}"#, Reason::Unreadable),
        (r#"{"status":0,"tx_reference":true}"#, Reason::Unreadable),
        (r#"{"status":0,"tx_reference":1.5}"#, Reason::Unreadable),
        (r#"{"status":0,"tx_reference":[1]}"#, Reason::Unreadable),
        (r#"{"status":0.0,"tx_reference":1}"#, Reason::Unreadable),
        (r#"{"status":-0,"tx_reference":1}"#, Reason::Unreadable),
        (r#"{"status":true,"tx_reference":1}"#, Reason::Unreadable),
        (r#"{"status":{"code":0},"tx_reference":1}"#, Reason::Unreadable),
        (r#"{"status":2,"status":0,"tx_reference":1}"#, Reason::Unreadable),
        (r#"{"status":0,"tx_reference":1,"tx_reference":2}"#, Reason::Unreadable),
        (r#"{"data":{"status":0,"tx_reference":1}}"#, Reason::Unreadable),
        (r#"[{"status":0,"tx_reference":1}]"#, Reason::Unreadable),
        (r#"[1,0]"#, Reason::Unreadable),
        (r#"{"error_code":403,"error_message":"Forbidden"}"#, Reason::Unreadable),
        (r#"{"Status":0,"tx_reference":1}"#, Reason::Unreadable),
        (r#"{"status":1,"tx_reference":1}"#, Reason::UnknownWord),
        (r#"{"status":200,"tx_reference":1}"#, Reason::UnknownWord),
        (r#"{"status":-2,"tx_reference":1}"#, Reason::UnknownWord),
        (r#"{"status":"00","tx_reference":1}"#, Reason::UnknownWord),
        (r#"{"status":"","tx_reference":1}"#, Reason::UnknownWord),
        (r#"{"status":" 0","tx_reference":1}"#, Reason::UnknownWord),
        (r#"{"status":"SUCCESS","tx_reference":1}"#, Reason::UnknownWord),
        ("<html>Connexion au Wi-Fi</html>", Reason::WebPage),
        ("OK", Reason::Unreadable),
        ("", Reason::Unreadable),
    ];
    for (body, reason) in cases {
        assert_eq!(answering(200, body).create(), Event::CreateUnanswered(reason), "{body}");
    }
}

#[test]
fn an_http_error_leaves_the_create_call_unanswered_whatever_its_body_says() {
    for (status, reason) in [
        (301, Reason::HttpRefused),
        (400, Reason::HttpRefused),
        (401, Reason::HttpRefused),
        (403, Reason::HttpRefused),
        (429, Reason::Limited),
        (500, Reason::ServerFailed),
        (502, Reason::ServerFailed),
        (999, Reason::ServerFailed),
    ] {
        for body in [REGISTERED, r#"{"status":2}"#, r#"{"status":4}"#, r#"{"status":6}"#, "", "<html>"] {
            assert_eq!(answering(status, body).create(), Event::CreateUnanswered(reason), "{status} {body}");
        }
    }
    assert_eq!(Spoken::to(account("off"), Ok(limited(429, 7))).create(), Event::CreateUnanswered(Reason::Limited));
}

#[test]
fn nothing_sent_and_an_answer_lost_are_told_apart() {
    for reason in [Reason::NameNotFound, Reason::NoConnection, Reason::TlsRefused] {
        assert_eq!(failing(TransportError::NotSent(reason)).create(), Event::NotSent(reason));
    }
    for reason in [Reason::TimedOut, Reason::Cut, Reason::TooLarge] {
        assert_eq!(failing(TransportError::Lost(reason)).create(), Event::CreateUnanswered(reason));
    }
}

#[test]
fn an_order_that_cannot_be_told_to_the_gateway_is_not_sent() {
    let spoken = answering(200, REGISTERED);
    let refused = |keys: &Keys, order: &Order, confidential: &Confidential| {
        billed(order, confidential, &Shop::default(), |bill| now(spoken.gateway.create(keys, bill)))
    };
    let dollars = Amount::new(12_500, Currency::Usd).unwrap();
    let never_sent = Event::NotSent(Reason::NeverSent);
    assert_eq!(refused(&Keys::default(), &order(), &confidential()), Event::NotSent(Reason::NoKey));
    assert_eq!(refused(&keys(), &order(), &Confidential::default()), never_sent);
    for network in [None, Some(Network::BjMoov)] {
        assert_eq!(refused(&keys(), &Order { network, ..order() }, &confidential()), never_sent);
    }
    assert_eq!(refused(&keys(), &Order { amount: dollars, ..order() }, &confidential()), never_sent);
    assert_eq!(spoken.heard(), []);
}

#[test]
fn an_answer_cut_anywhere_is_never_a_success_nor_a_refusal() {
    for body in
        [REGISTERED, r#"{"tx_reference":"1000001","status":"0"}"#, r#"{"status":2}"#, r#"{"status":4}"#, r#"{"status":6}"#]
    {
        for length in 0..body.len() {
            let event = answering(200, &body[..length]).create();
            assert_eq!(event, Event::CreateUnanswered(Reason::Unreadable), "{}", &body[..length]);
        }
    }
}

proptest! {
    #[test]
    fn no_answer_is_a_success_without_the_word_and_the_number(body in r#"\{("(status|tx_reference|other)":(0|2|6|"0"|true|null|\{\}|"x")[,]?){0,4}\}"#) {
        if let Event::Created { .. } = answering(200, &body).create() {
            let value: serde_json::Value = serde_json::from_str(&body).unwrap();
            prop_assert!(value["status"] == json!(0) || value["status"] == json!("0"));
            prop_assert!(value["tx_reference"].is_number() || value["tx_reference"].is_string());
        }
    }

    #[test]
    fn garbage_is_no_answer(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let event = answering(200, &body).create();
        prop_assert!(matches!(event, Event::CreateUnanswered(_)), "{:?}", event);
    }
}
