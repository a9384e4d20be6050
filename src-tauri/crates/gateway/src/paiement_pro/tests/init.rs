use std::collections::BTreeMap;

use comptoir_core::code::Reason;
use comptoir_core::evidence::Question;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::{CustomerField, Environment};
use comptoir_core::payment::Event;
use serde_json::{Value, json};

use super::samples::{
    DOCUMENTED_ERROR, DOCUMENTED_SUCCESS, KIND, LIVE_PAGE, MERCHANT, PAGE, PHONE, Papers, SECRET, Spoken, account, answering,
    now, order, papers, reference, reply,
};
use crate::account::{Account, Keys};
use crate::gateway::GatewayError;
use crate::samples;
use crate::transport::TransportError;

fn create(spoken: &Spoken, papers: &Papers) -> Event {
    spoken.create(&Keys::default(), papers)
}

fn event(status: u16, body: impl AsRef<[u8]>) -> Event {
    create(&answering(status, body), &papers())
}

/// Where the message went, and what it said.
fn message(account: Account, papers: &Papers) -> (String, Value) {
    let spoken = Spoken::to(account, vec![Ok(reply(200, DOCUMENTED_SUCCESS))]);
    let _ = create(&spoken, papers);
    let heard = spoken.heard().remove(0);
    (heard.url, heard.json)
}

fn created(gateway_reference: &str, page: &str) -> Event {
    Event::Created { gateway_reference: gateway_reference.to_owned(), page_url: Some(page.to_owned()) }
}

#[test]
fn a_page_is_asked_for_by_exactly_the_documented_call() {
    let spoken = answering(200, DOCUMENTED_SUCCESS.replace(PAGE, LIVE_PAGE));
    assert_eq!(create(&spoken, &papers().with_shop()), created("1234567890", LIVE_PAGE));
    let heard = spoken.heard();
    let url = "https://www.paiementpro.net/webservice/onlinepayment/init/curl-init.php";
    assert_eq!((heard.len(), heard[0].method, heard[0].url.as_str()), (1, "POST", url));
    assert_eq!(heard[0].headers, []);
    let context = format!(r#"{{"reference":"{}","payment_id":"{}","currency":"XOF"}}"#, reference(), order(KIND).payment_id);
    let expected = json!({
        "merchantId": MERCHANT,
        "amount": 12_500,
        "description": "Deux pagnes",
        "channel": "",
        "countryCurrencyCode": "952",
        "referenceNumber": reference().as_str(),
        "customerEmail": "client@example.com",
        "customerFirstName": "Ama",
        "customerLastname": "Mensah",
        "customerPhoneNumber": PHONE,
        "notificationURL": format!("https://boutique.example/?cle={SECRET}"),
        "returnURL": "https://boutique.example/",
        "returnContext": context,
    });
    assert_eq!(heard[0].json, expected);
}

#[test]
fn the_channel_and_the_endpoint_are_the_accounts() {
    for (endpoint, path) in [
        ("curl-init", "/webservice/onlinepayment/init/curl-init.php"),
        ("initialize", "/webservice/onlinepayment/js/initialize/initialize.php"),
    ] {
        let (url, message) = message(account(&[("endpoint", endpoint), ("channel", "OMCIV2")]), &papers());
        assert_eq!((url, &message["channel"]), (format!("https://www.paiementpro.net{path}"), &json!("OMCIV2")));
    }
}

#[test]
fn the_gateways_sandbox_is_an_account_of_tests() {
    let fields = BTreeMap::from([("merchant_id".to_owned(), MERCHANT.to_owned())]);
    let sandbox = Account::checked("b".to_owned(), KIND, fields, Some("https://sandbox.paiementpro.net")).unwrap();
    assert_eq!((sandbox.environment(), account(&[]).environment()), (Environment::Test, Environment::Live));
    let (url, _) = message(sandbox, &papers());
    assert_eq!(url, "https://sandbox.paiementpro.net/webservice/onlinepayment/init/curl-init.php");
}

#[test]
fn the_notification_brings_our_secret_back_beside_what_the_shop_put_in_its_address() {
    for (notify_url, sent) in [
        ("https://relais.example/n", format!("https://relais.example/n?cle={SECRET}")),
        ("https://relais.example/n?a=1&b", format!("https://relais.example/n?a=1&b&cle={SECRET}")),
        ("https://relais.example/n?#x", format!("https://relais.example/n?cle={SECRET}#x")),
    ] {
        let (_, message) = message(account(&[("notify_url", notify_url), ("return_url", "https://merci.example/")]), &papers());
        assert_eq!(message["notificationURL"], sent);
        assert_eq!(message["returnURL"], "https://merci.example/", "whoever comes back from the page is not told the secret");
    }
    let (_, without_a_site) = message(account(&[]), &papers());
    assert_eq!(without_a_site["notificationURL"], format!("https://www.paiementpro.net/?cle={SECRET}"));
}

#[test]
fn what_the_gateway_would_refuse_is_not_sent() {
    let spoken = answering(200, DOCUMENTED_SUCCESS);
    let never = Event::NotSent(Reason::NeverSent);
    assert_eq!(create(&spoken, &Papers::plain(KIND)), never);
    for field in [CustomerField::Email, CustomerField::FirstName, CustomerField::LastName] {
        for value in [None, Some(String::new())] {
            let mut papers = papers();
            papers.confidential.customer.remove(&field);
            papers.confidential.customer.extend(value.map(|value| (field, value)));
            assert_eq!(create(&spoken, &papers), never, "{field:?}");
        }
    }
    let mut dollars = papers();
    dollars.order.amount = Amount::new(100, Currency::Usd).unwrap();
    assert_eq!(create(&spoken, &dollars), never);
    let mut nobody = papers();
    nobody.confidential.payer = None;
    assert_eq!(create(&spoken, &nobody), never);
    assert_eq!(spoken.heard(), []);
}

#[test]
fn the_documented_success_is_a_page_and_its_session() {
    let answer = |url: &str| json!({"success": true, "message": "ok", "url": url}).to_string();
    let ours = reference().to_string();
    // The document answers the live address with a page of the sandbox, which takes no money: it is shown to test accounts only.
    let fields = [("merchant_id".to_owned(), MERCHANT.to_owned())].into();
    let sandbox = Account::checked("b".to_owned(), KIND, fields, Some("https://sandbox.paiementpro.net")).unwrap();
    let of_tests = Spoken::to(sandbox, vec![Ok(reply(200, DOCUMENTED_SUCCESS))]);
    assert_eq!(create(&of_tests, &papers()), created("1234567890", PAGE));
    assert_eq!(event(200, DOCUMENTED_SUCCESS), Event::CreateUnanswered(Reason::PageRefused));
    for (url, session) in [
        ("https://www.paiementpro.net/p?a=1&sessionid=ab-12", "ab-12"),
        ("https://www.paiementpro.net/p?sessionid=", &ours),
        ("https://www.paiementpro.net/p?sessionid=deux%20mots%0A", &ours),
        ("https://www.paiementpro.net/p", &ours),
    ] {
        assert_eq!(event(201, answer(url)), created(session, url));
    }
    for url in [
        "",
        "/sandbox.php?sessionid=1",
        "http://www.paiementpro.net/p",
        "https://paiementpro.example/p",
        "javascript:alert(1)",
        &format!("https://www.paiementpro.net/p?notify={SECRET}"),
    ] {
        assert_eq!(event(200, answer(url)), Event::CreateUnanswered(Reason::PageRefused), "{url}");
    }
}

#[test]
fn the_documented_failure_is_a_refusal_unless_the_reference_was_used_before() {
    let failure = |message: Value| json!({"success": false, "message": message}).to_string();
    let refused = Event::CreateRefused(Reason::InputRefused);
    assert_eq!(event(200, DOCUMENTED_ERROR), refused);
    for message in [json!("Marchand inconnu"), json!("Référence déjà"), json!(""), json!(7), json!({}), Value::Null] {
        assert_eq!(event(200, failure(message.clone())), refused, "{message}");
    }
    assert_eq!(event(200, r#"{"success":false}"#), refused);
    let with_a_page = json!({"success": false, "message": "Echec", "url": PAGE}).to_string();
    assert_eq!(event(200, with_a_page), refused);
    for message in [
        "Référence déjà utilisée",
        "REFERENCE DEJA UTILISEE",
        "Cette référence a été DÉJÀ UTILISÉE.",
        "numéro deja utilisé",
        "de\u{301}ja\u{300} utilise\u{301}e",
    ] {
        assert_eq!(event(200, failure(json!(message))), Event::ReferenceKnown, "{message}");
    }
    let success = json!({"success": true, "message": "Référence déjà utilisée", "url": LIVE_PAGE}).to_string();
    assert_eq!(event(200, success), created("1234567890", LIVE_PAGE));
}

#[test]
fn whatever_is_not_the_documented_answer_leaves_the_create_call_unanswered() {
    for (status, body, reason) in [
        (200, "{}", Reason::Unreadable),
        (200, r#"{"success":null,"url":"https://www.paiementpro.net/"}"#, Reason::Unreadable),
        (200, r#"{"success":"true","url":"https://www.paiementpro.net/"}"#, Reason::Unreadable),
        (200, r#"{"success":"false"}"#, Reason::Unreadable),
        (200, r#"{"success":1,"url":"https://www.paiementpro.net/"}"#, Reason::Unreadable),
        (200, r#"{"success":0}"#, Reason::Unreadable),
        (200, r#"{"success":[true]}"#, Reason::Unreadable),
        (200, r#"{"success":{}}"#, Reason::Unreadable),
        (200, r#"{"success":true}"#, Reason::Unreadable),
        (200, r#"{"success":true,"url":null}"#, Reason::Unreadable),
        (200, r#"{"success":true,"url":["https://www.paiementpro.net/"]}"#, Reason::Unreadable),
        (200, r#"{"success":false,"success":true,"url":"https://www.paiementpro.net/"}"#, Reason::Unreadable),
        (200, r#"{"Success":true,"url":"https://www.paiementpro.net/"}"#, Reason::Unreadable),
        (200, "[true]", Reason::Unreadable),
        (200, "", Reason::Unreadable),
        (200, "<html>", Reason::WebPage),
        (302, DOCUMENTED_SUCCESS, Reason::WebPage),
        (400, DOCUMENTED_ERROR, Reason::HttpRefused),
        (404, "<html>", Reason::HttpRefused),
        (429, DOCUMENTED_ERROR, Reason::Limited),
        (500, DOCUMENTED_ERROR, Reason::ServerFailed),
        (503, "", Reason::ServerFailed),
    ] {
        assert_eq!(event(status, body), Event::CreateUnanswered(reason), "{status} {body}");
    }
    for (error, expected) in [
        (TransportError::NotSent(Reason::TlsRefused), Event::NotSent(Reason::TlsRefused)),
        (TransportError::Lost(Reason::Cut), Event::CreateUnanswered(Reason::Cut)),
        (TransportError::Lost(Reason::TooLarge), Event::CreateUnanswered(Reason::TooLarge)),
    ] {
        assert_eq!(create(&Spoken::to(account(&[]), vec![Err(error)]), &papers()), expected);
    }
}

#[test]
fn a_documented_answer_cut_anywhere_says_nothing() {
    for body in [DOCUMENTED_SUCCESS, DOCUMENTED_ERROR] {
        for length in 0..body.len() {
            let event = event(200, &body.as_bytes()[..length]);
            assert_eq!(event, Event::CreateUnanswered(Reason::Unreadable), "{length} bytes of {body}");
        }
    }
}

#[test]
fn the_gateway_cannot_be_asked_anything() {
    let spoken = answering(200, r#"{"success":true}"#);
    let payment = samples::payment(order(KIND), Question::ByReference, Some("1234567890"));
    let answer = spoken.ask(&Keys::default(), &payment);
    assert_eq!((answer.event, answer.leave_alone), (Event::Unanswered(Reason::NotAskable), None));
    assert_eq!(now(spoken.gateway.prove(&Keys::default())), Err(GatewayError::NotOffered));
    assert_eq!(spoken.heard(), []);
}
