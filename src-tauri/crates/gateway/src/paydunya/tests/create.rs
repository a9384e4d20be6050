use std::collections::BTreeMap;

use comptoir_core::code::Reason;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::{Line, Order};
use comptoir_core::payment::Event;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::samples::{
    KIND, MASTER_KEY, PRIVATE_KEY, Papers, TOKEN_KEY, account, answering, failing, headers, keys, order, papers, reply,
};
use crate::account::{Account, Keys};
use crate::samples::{Heard, Spoken, reference};
use crate::transport::TransportError;

/// « Paiement avec redirection », « Réponse attendue », verbatim.
const DOCUMENTED: &str = r#"{
    "response_code":"00",
    "response_text":"https://app.paydunya.com/sandbox-checkout/invoice/test_RHICF0HboN",
    "description":"Checkout Invoice Created",
    "token":"test_RHICF0HboN"
}"#;

const MISMATCH: &str = r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#;

fn created() -> Event {
    Event::Created {
        gateway_reference: "test_RHICF0HboN".to_owned(),
        page_url: Some("https://app.paydunya.com/sandbox-checkout/invoice/test_RHICF0HboN".to_owned()),
    }
}

fn create(status: u16, body: impl AsRef<[u8]>) -> Event {
    answering(status, body).create(&keys(), &papers())
}

fn heard(account: Account, papers: &Papers) -> Heard {
    let spoken = Spoken::to(account, vec![Ok(reply(200, DOCUMENTED))]);
    assert_eq!(spoken.create(&keys(), papers), created());
    spoken.heard().remove(0)
}

/// The documented answer with `value` in place of what stands in `field`.
fn with(field: &str, value: Value) -> String {
    let mut body: Value = serde_json::from_str(DOCUMENTED).unwrap();
    body[field] = value;
    body.to_string()
}

#[test]
fn an_invoice_is_asked_for_by_exactly_the_documented_call() {
    let fields = [
        ("mode", "live"),
        ("store_name", "Élodie Pagnes"),
        ("tagline", "Le pagne vrai"),
        ("logo_url", "https://boutique.example/logo.png"),
        ("cancel_url", "https://boutique.example/annule"),
        ("return_url", "https://boutique.example/merci"),
        ("notify_url", "https://boutique.example/ipn"),
    ];
    let papers = papers().with_lines().with_shop().with_customer("770000000");
    let message = json!({
        "invoice": {
            "items": {
                "item_0": {"name": "Pagne", "quantity": 2, "unit_price": "5000", "total_price": "10000", "description": ""},
                "item_1": {"name": "Fil", "quantity": 1, "unit_price": "500", "total_price": "500", "description": ""},
            },
            "taxes": {"tax_0": {"name": "TVA", "amount": 2_000}},
            "total_amount": 12_500,
            "description": "Deux pagnes",
        },
        "store": {
            "name": "Élodie Pagnes",
            "tagline": "Le pagne vrai",
            "postal_address": "12 rue du Marché, Lomé",
            "phone": "+228 22 21 20 19",
            "logo_url": "https://boutique.example/logo.png",
            "website_url": "https://boutique.example/",
        },
        "custom_data": {
            "reference": reference().as_str(),
            "payment_id": order().payment_id.to_string(),
            "amount": 12_500,
        },
        "actions": {
            "cancel_url": "https://boutique.example/annule",
            "return_url": "https://boutique.example/merci",
            "callback_url": "https://boutique.example/ipn",
        },
    });
    let expected = Heard {
        method: "POST",
        url: "https://app.paydunya.com/api/v1/checkout-invoice/create".to_owned(),
        headers: headers(),
        json: message,
    };
    let heard = heard(crate::samples::account(KIND, &fields), &papers);
    assert_eq!(heard, expected);
    assert_eq!(heard.json.to_string(), expected.json.to_string(), "in the order of the document");
}

#[test]
fn an_account_of_tests_asks_on_the_documented_path_of_tests() {
    assert_eq!(heard(account("test"), &papers()).url, "https://app.paydunya.com/sandbox-api/v1/checkout-invoice/create");
    let fields = BTreeMap::from([("mode".to_owned(), "test".to_owned())]);
    let local = Account::checked("boutique".to_owned(), KIND, fields, Some("http://127.0.0.1:8801/paydunya")).unwrap();
    assert_eq!(heard(local, &papers()).url, "http://127.0.0.1:8801/paydunya/sandbox-api/v1/checkout-invoice/create");
}

#[test]
fn what_is_not_known_of_the_sale_and_of_the_shop_is_left_out() {
    let mut plain = papers();
    plain.order.note = None;
    let home = "https://paydunya.com";
    let message = json!({
        "invoice": {"total_amount": 12_500, "description": format!("Paiement {}", reference())},
        "store": {"name": "Chez Élodie"},
        "custom_data": {
            "reference": reference().as_str(),
            "payment_id": order().payment_id.to_string(),
            "amount": 12_500,
        },
        "actions": {"cancel_url": home, "return_url": home, "callback_url": home},
    });
    assert_eq!(heard(account("live"), &plain).json, message);
    plain.shop.town = Some("Lomé".to_owned());
    assert_eq!(heard(account("live"), &plain).json["store"]["postal_address"], "Lomé");
}

#[test]
fn eleven_lines_are_numbered_in_their_order() {
    let mut papers = papers();
    papers.sale.lines = (0..11).map(|n| Line { name: format!("L{n}"), quantity: 1, unit_price_minor: 1 }).collect();
    let message = heard(account("live"), &papers).json;
    let items = message["invoice"]["items"].as_object().unwrap();
    let names: Vec<_> = items.iter().map(|(name, item)| format!("{name} {}", item["name"].as_str().unwrap())).collect();
    assert_eq!(names, (0..11).map(|n| format!("item_{n} L{n}")).collect::<Vec<_>>());
}

#[test]
fn the_documented_answer_makes_a_page_with_any_success_of_http() {
    for status in [200, 201] {
        assert_eq!(create(status, DOCUMENTED), created());
    }
}

#[test]
fn keys_of_the_other_mode_are_refused_in_words_whatever_the_http_status() {
    let kyc = r#"{"response_code":"5000","response_text":"Vous devez valider vos informations de KYC"}"#;
    for status in [200, 400, 401, 403] {
        for body in [MISMATCH, r#"{"response_code":1001}"#, r#"{"response_code":"1001","response_text":{}}"#] {
            assert_eq!(create(status, body), Event::CreateRefused(Reason::ModeRefused), "{status} {body}");
        }
        assert_eq!(create(status, kyc), Event::CreateRefused(Reason::NotActivated), "{status}");
    }
    assert_eq!(create(500, MISMATCH), Event::CreateUnanswered(Reason::ServerFailed));
    assert_eq!(create(302, MISMATCH), Event::CreateUnanswered(Reason::WebPage));
}

#[test]
fn whatever_is_not_the_documented_success_leaves_the_create_call_unanswered() {
    let cases = [
        (with("response_code", json!("0")), Reason::UnknownWord),
        (with("response_code", json!(0)), Reason::UnknownWord),
        (with("response_code", json!("000")), Reason::UnknownWord),
        (with("response_code", json!("")), Reason::UnknownWord),
        (with("response_code", json!(" 00")), Reason::UnknownWord),
        (with("response_code", json!("4002")), Reason::UnknownWord),
        (with("response_code", json!("99")), Reason::UnknownWord),
        (r#"{"response_code":"404","response_text":"Not found"}"#.to_owned(), Reason::UnknownWord),
        (with("response_code", Value::Null), Reason::Unreadable),
        (with("response_code", json!(true)), Reason::Unreadable),
        (with("response_code", json!(0.0)), Reason::Unreadable),
        (with("response_code", json!(["00"])), Reason::Unreadable),
        (with("token", Value::Null), Reason::Unreadable),
        (with("token", json!("")), Reason::Unreadable),
        (with("token", json!(true)), Reason::Unreadable),
        (with("token", json!(["a"])), Reason::Unreadable),
        (with("token", json!("a/../b")), Reason::Unreadable),
        (with("token", json!("..")), Reason::Unreadable),
        (with("token", json!("a?b")), Reason::Unreadable),
        (with("token", json!("jeton é")), Reason::Unreadable),
        (with("token", json!("a".repeat(65))), Reason::Unreadable),
        (with("token", json!(MASTER_KEY)), Reason::Unreadable),
        (with("response_text", Value::Null), Reason::Unreadable),
        (with("response_text", json!(1)), Reason::Unreadable),
        (with("response_text", json!({"url": "https://paydunya.com"})), Reason::Unreadable),
        (DOCUMENTED.replacen('{', r#"{"token":"b","#, 1), Reason::Unreadable),
        (DOCUMENTED.replacen('{', r#"{"response_code":"1001","#, 1), Reason::Unreadable),
        (format!("[{DOCUMENTED}]"), Reason::Unreadable),
        (format!(r#"{{"data":{DOCUMENTED}}}"#), Reason::Unreadable),
        ("{}".to_owned(), Reason::Unreadable),
        ("null".to_owned(), Reason::Unreadable),
        (String::new(), Reason::Unreadable),
        ("OK".to_owned(), Reason::Unreadable),
        ("<html>Connexion au Wi-Fi</html>".to_owned(), Reason::WebPage),
    ];
    for (body, reason) in cases {
        assert_eq!(create(200, &body), Event::CreateUnanswered(reason), "{body}");
    }
}

#[test]
fn a_page_elsewhere_or_one_that_tells_a_key_is_not_shown() {
    for address in [
        "Checkout Invoice Created".to_owned(),
        String::new(),
        "http://app.paydunya.com/checkout/invoice/a".to_owned(),
        "https://app.paydunya.com.example/checkout/invoice/a".to_owned(),
        "https://example.com/paydunya.com".to_owned(),
        "javascript:alert(1)".to_owned(),
        format!("https://app.paydunya.com/checkout/{}", "a".repeat(2_048)),
        format!("https://app.paydunya.com/checkout/invoice/a?k={MASTER_KEY}"),
        format!("https://app.paydunya.com/checkout/invoice/a?k={PRIVATE_KEY}"),
        format!("https://app.paydunya.com/checkout/invoice/a?k={TOKEN_KEY}"),
    ] {
        let event = create(200, with("response_text", json!(address)));
        assert_eq!(event, Event::CreateUnanswered(Reason::PageRefused), "{address}");
    }
}

#[test]
fn an_http_error_leaves_the_create_call_unanswered_whatever_its_body_says() {
    for (status, reason) in [
        (301, Reason::HttpRefused),
        (400, Reason::HttpRefused),
        (404, Reason::HttpRefused),
        (422, Reason::HttpRefused),
        (429, Reason::Limited),
        (500, Reason::ServerFailed),
        (503, Reason::ServerFailed),
    ] {
        for body in [DOCUMENTED, r#"{"response_code":"99"}"#, "", "<html>"] {
            assert_eq!(create(status, body), Event::CreateUnanswered(reason), "{status} {body}");
        }
    }
}

#[test]
fn nothing_sent_and_an_answer_lost_are_told_apart() {
    for reason in [Reason::NameNotFound, Reason::NoConnection, Reason::TlsRefused] {
        let event = failing(TransportError::NotSent(reason)).create(&keys(), &papers());
        assert_eq!(event, Event::NotSent(reason));
    }
    for reason in [Reason::TimedOut, Reason::Cut, Reason::TooLarge] {
        let event = failing(TransportError::Lost(reason)).create(&keys(), &papers());
        assert_eq!(event, Event::CreateUnanswered(reason));
    }
}

#[test]
fn an_order_that_cannot_be_told_to_the_gateway_is_not_sent() {
    let spoken = answering(200, DOCUMENTED);
    assert_eq!(spoken.create(&Keys::default(), &papers()), Event::NotSent(Reason::NoKey));
    let dollars = Amount::new(12_500, Currency::Usd).unwrap();
    let in_dollars = Papers { order: Order { amount: dollars, ..order() }, ..papers() };
    assert_eq!(spoken.create(&keys(), &in_dollars), Event::NotSent(Reason::NeverSent));
    let mut beyond = papers();
    beyond.sale.lines = vec![Line { name: "Or".to_owned(), quantity: 2, unit_price_minor: i64::MAX }];
    assert_eq!(spoken.create(&keys(), &beyond), Event::NotSent(Reason::NeverSent));
    assert_eq!(spoken.heard(), []);
}

#[test]
fn an_answer_cut_anywhere_is_never_a_success_nor_a_refusal() {
    for body in [DOCUMENTED, MISMATCH] {
        for length in 0..body.len() {
            let cut = &body.as_bytes()[..length];
            assert_eq!(create(200, cut), Event::CreateUnanswered(Reason::Unreadable), "{length} bytes");
        }
    }
}

proptest! {
    #[test]
    fn garbage_is_no_answer(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let event = create(200, &body);
        prop_assert!(matches!(event, Event::CreateUnanswered(_)), "{:?}", event);
    }
}
