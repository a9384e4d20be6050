use comptoir_core::code::Reason;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::Line;
use comptoir_core::payment::Event;
use serde_json::{Value, json};

use super::samples::{
    APIKEY, BEARER, DOCUMENTED_CREATE, KIND, PAGE, Papers, Spoken, TOKEN, account, answering, created, failed, keys, listed,
    order, reference, reply, sent, with,
};
use crate::account::{Account, Keys};
use crate::samples;
use crate::transport::TransportError;

const CREATE: &str = "https://app.payplus.africa/pay/v01/redirect/checkout-invoice/create";

fn event(status: u16, body: impl AsRef<[u8]>) -> Event {
    answering(status, body).create(&keys(), &Papers::plain(KIND))
}

fn success() -> Event {
    Event::Created { gateway_reference: TOKEN.to_owned(), page_url: Some(PAGE.to_owned()) }
}

/// The message that `papers` come to.
fn message(account: Account, papers: &Papers) -> Value {
    let spoken = Spoken::to(account, vec![Ok(reply(200, created().to_string()))]);
    let _ = spoken.create(&keys(), papers);
    spoken.heard().remove(0).json
}

#[test]
fn an_invoice_is_asked_for_by_exactly_the_documented_call() {
    let spoken = answering(200, created().to_string());
    let papers = Papers::plain(KIND).with_lines().with_shop();
    assert_eq!(spoken.create(&keys(), &papers), success());
    let heard = spoken.heard().remove(0);
    assert_eq!((heard.method, heard.url.as_str()), ("POST", CREATE));
    assert_eq!(heard.headers, [("Apikey", APIKEY.to_owned()), ("Authorization", format!("Bearer {BEARER}"))]);
    let site = "https://boutique.example/";
    let expected = json!({
        "commande": {
            "invoice": {
                "items": [
                    {"name": "Pagne", "description": "", "quantity": 2, "unit_price": 5_000, "total_price": 10_000},
                    {"name": "Fil", "description": "", "quantity": 1, "unit_price": 500, "total_price": 500},
                    {"name": "TVA", "description": "", "quantity": 1, "unit_price": 2_000, "total_price": 2_000},
                ],
                "total_amount": 12_500,
                "devise": "xof",
                "description": "Deux pagnes",
            },
            "store": {"name": "Chez Élodie", "website_url": site},
            "actions": {"cancel_url": site, "return_url": site, "callback_url": site},
            "custom_data": {
                "reference": reference().as_str(),
                "payment_id": order(KIND).payment_id.to_string(),
                "amount": "12500",
            },
        }
    });
    assert_eq!(heard.json, expected);
}

#[test]
fn a_sale_without_lines_is_one_article_and_a_shop_without_a_site_names_the_gateways() {
    let commande = &message(account("boutique"), &Papers::plain(KIND))["commande"];
    let one = json!({"name": "Deux pagnes", "description": "", "quantity": 1, "unit_price": 12_500, "total_price": 12_500});
    assert_eq!(commande["invoice"]["items"], json!([one]));
    let home = "https://payplus.africa";
    assert_eq!(commande["store"]["website_url"], home);
    assert_eq!(commande["actions"], json!({"cancel_url": home, "return_url": home, "callback_url": home}));
}

#[test]
fn the_articles_always_add_up_to_what_is_asked() {
    for price in [499, i64::MAX] {
        let mut papers = Papers::plain(KIND).with_lines();
        papers.sale.lines.push(Line { name: "Bouton".to_owned(), quantity: 2, unit_price_minor: price });
        let items = message(account("boutique"), &papers)["commande"]["invoice"]["items"].clone();
        assert_eq!((items.as_array().unwrap().len(), &items[0]["total_price"]), (1, &json!(12_500)), "{price}");
    }
}

#[test]
fn the_accounts_own_fields_go_first_and_the_mode_decides_the_host() {
    let fields = [
        ("mode", "test"),
        ("store_name", "Élodie, marché"),
        ("return_url", "https://merci.example/"),
        ("cancel_url", "https://non.example/"),
        ("notify_url", "https://relais.example/n?a=1"),
    ];
    let spoken = Spoken::to(samples::account(KIND, &fields), vec![Ok(reply(200, created().to_string()))]);
    let _ = spoken.create(&keys(), &Papers::plain(KIND).with_shop());
    let heard = spoken.heard().remove(0);
    assert_eq!(heard.url, "https://apptest.payplus.africa/pay/v01/redirect/checkout-invoice/create");
    let commande = &heard.json["commande"];
    assert_eq!(commande["store"], json!({"name": "Élodie, marché", "website_url": "https://boutique.example/"}));
    let actions = json!({
        "cancel_url": "https://non.example/",
        "return_url": "https://merci.example/",
        "callback_url": "https://relais.example/n?a=1",
    });
    assert_eq!(commande["actions"], actions);
}

#[test]
fn what_cannot_be_asked_for_is_not_sent() {
    let spoken = answering(200, created().to_string());
    let mut papers = Papers::plain(KIND);
    assert_eq!(spoken.create(&Keys::default(), &papers), Event::NotSent(Reason::NoKey));
    papers.order.amount = Amount::new(12_500, Currency::Xaf).unwrap();
    assert_eq!(spoken.create(&keys(), &papers), Event::NotSent(Reason::NeverSent));
    assert_eq!(spoken.heard(), []);
}

#[test]
fn the_documented_success_is_a_token_and_a_page() {
    let long = "j".repeat(1_024);
    let token = |token: Value| with(created(), "token", token);
    let named = |name: &str| Event::Created { gateway_reference: name.to_owned(), page_url: Some(PAGE.to_owned()) };
    for (body, event_expected) in [
        (created(), success()),
        (token(json!(1_000_001)), named("1000001")),
        (token(json!(long)), named(&long)),
        (with(created(), "customdata", listed(&sent())), success()),
        (with(created(), "customdata", json!(sent().to_string())), success()),
        (with(created(), "customdata", json!([])), success()),
        (with(created(), "customdata", Value::Null), success()),
        (with(created(), "custom_data", sent()), success()),
    ] {
        assert_eq!(event(200, body.to_string()), event_expected, "{body}");
        assert_eq!(event(201, body.to_string()), event_expected, "{body}");
    }
}

#[test]
fn whatever_is_not_the_documented_success_leaves_the_create_call_unanswered() {
    let other = |name: &str, value: Value| with(created(), "customdata", with(sent(), name, value));
    for (body, reason) in [
        (json!({}), Reason::Unreadable),
        (with(created(), "response_code", Value::Null), Reason::Unreadable),
        (with(created(), "response_code", json!(true)), Reason::Unreadable),
        (with(created(), "response_code", json!(["00"])), Reason::Unreadable),
        (with(created(), "response_code", json!(0.0)), Reason::Unreadable),
        (with(created(), "token", Value::Null), Reason::Unreadable),
        (with(created(), "token", json!("")), Reason::Unreadable),
        (with(created(), "token", json!("deux mots")), Reason::Unreadable),
        (with(created(), "token", json!("j".repeat(1_025))), Reason::Unreadable),
        (with(created(), "token", json!({"id": 1})), Reason::Unreadable),
        (with(created(), "response_text", Value::Null), Reason::Unreadable),
        (with(created(), "response_text", json!(7)), Reason::Unreadable),
        (with(created(), "response_text", json!("")), Reason::PageRefused),
        (with(created(), "response_text", json!("https://payplus.example/page")), Reason::PageRefused),
        (with(created(), "response_text", json!("http://app.payplus.africa/page")), Reason::PageRefused),
        (with(created(), "response_text", json!("Echec (Code00)")), Reason::KeyRefused),
        (other("reference", json!("CPTOTHER")), Reason::ReferenceDiffers),
        (other("amount", json!("100")), Reason::AmountDiffers),
        (with(created(), "customdata", json!("une phrase")), Reason::ReferenceDiffers),
    ] {
        assert_eq!(event(200, body.to_string()), Event::CreateUnanswered(reason), "{body}");
    }
    let twice = created().to_string().replacen('{', r#"{"response_code":"01","#, 1);
    assert_eq!(event(200, twice), Event::CreateUnanswered(Reason::Unreadable));
}

#[test]
fn every_other_code_is_the_documented_refusal_with_its_reason_where_it_is_known() {
    for (number, reason) in [
        ("00", Reason::KeyRefused),
        ("01", Reason::NotActivated),
        ("02", Reason::AmountRefused),
        ("03", Reason::AddressRefused),
        ("03b", Reason::AddressRefused),
        ("014", Reason::AddressRefused),
        ("14", Reason::AddressRefused),
        ("08", Reason::InputRefused),
        ("99", Reason::InputRefused),
        ("0", Reason::InputRefused),
        ("+1", Reason::InputRefused),
        ("0000", Reason::InputRefused),
        ("", Reason::InputRefused),
    ] {
        assert_eq!(event(200, failed(number).to_string()), Event::CreateRefused(reason), "{number}");
    }
    let refused = Event::CreateRefused(Reason::InputRefused);
    for code in [json!("01"), json!("0"), json!("000"), json!("00 "), json!(""), json!(0), json!(1)] {
        assert_eq!(event(200, with(created(), "response_code", code.clone()).to_string()), refused, "{code}");
    }
    assert_eq!(event(200, r#"{"response_code":"01"}"#), refused);
    assert_eq!(event(200, DOCUMENTED_CREATE), refused, "the document's own example is no success");
}

#[test]
fn a_create_call_without_an_answer_of_the_gateways_says_nothing() {
    for (status, body, reason) in [
        (200, "", Reason::Unreadable),
        (200, "[]", Reason::Unreadable),
        (200, "\"00\"", Reason::Unreadable),
        (200, " <html>Portail</html>", Reason::WebPage),
        (302, "", Reason::WebPage),
        (401, r#"{"response_code":"01"}"#, Reason::HttpRefused),
        (404, "<html>", Reason::HttpRefused),
        (429, r#"{"response_code":"01"}"#, Reason::Limited),
        (500, r#"{"response_code":"01"}"#, Reason::ServerFailed),
        (503, "", Reason::ServerFailed),
    ] {
        assert_eq!(event(status, body), Event::CreateUnanswered(reason), "{status} {body}");
    }
    for (error, expected) in [
        (TransportError::NotSent(Reason::NameNotFound), Event::NotSent(Reason::NameNotFound)),
        (TransportError::Lost(Reason::TimedOut), Event::CreateUnanswered(Reason::TimedOut)),
        (TransportError::Lost(Reason::TooLarge), Event::CreateUnanswered(Reason::TooLarge)),
    ] {
        assert_eq!(Spoken::to(account("boutique"), vec![Err(error)]).create(&keys(), &Papers::plain(KIND)), expected);
    }
}

#[test]
fn a_create_answer_cut_anywhere_says_nothing() {
    for body in [created().to_string(), failed("02").to_string(), DOCUMENTED_CREATE.to_owned()] {
        for length in (0..body.len()).rev() {
            let event = event(200, &body.as_bytes()[..length]);
            assert_eq!(event, Event::CreateUnanswered(Reason::Unreadable), "{length} bytes of {body}");
        }
    }
}
