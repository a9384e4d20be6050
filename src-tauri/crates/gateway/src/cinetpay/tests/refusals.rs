use comptoir_core::code::Reason;
use comptoir_core::payment::Event;
use serde_json::{Value, json};

use super::samples::{CREATED, ERROR, account, created, keys, papers};
use crate::samples::{Spoken, reply};
use crate::transport::TransportError;

const OTHER_CURRENCY: &str = "You cannot create a transaction in a different currency than the one allowed to your account. \
                              Transaction currency :'XAF' Account currency :'XOF";

fn error(code: impl Into<Value>, message: &str, description: &str) -> String {
    let code: Value = code.into();
    json!({"code": code, "message": message, "description": description, "api_response_id": "1632143554.8513"}).to_string()
}

#[test]
fn a_documented_refusal_has_its_own_reason_whatever_the_http_status() {
    let cases = [
        (error("608", "MINIMUM_REQUIRED_FIELDS", "Minimum required field"), Reason::InputRefused),
        (error("608", "Minimum required field", ""), Reason::InputRefused),
        (error("608", "MINIMUM_REQUIRED_FIELDS", OTHER_CURRENCY), Reason::CurrencyRefused),
        (error("608", OTHER_CURRENCY, ""), Reason::CurrencyRefused),
        (error(608, OTHER_CURRENCY, ""), Reason::CurrencyRefused),
        (error("609", "AUTH_NOT_FOUND", "apikey"), Reason::KeyRefused),
        (error("613", "ERROR_SITE_ID_NOTVALID", "site_id"), Reason::SiteRefused),
        (json!({"code": "613"}).to_string(), Reason::SiteRefused),
        (json!({"code": "609", "data": []}).to_string(), Reason::KeyRefused),
    ];
    for (body, reason) in cases {
        for status in [200, 400, 401, 403, 404, 422] {
            assert_eq!(created(status, &body), Event::CreateRefused(reason), "{status} {body}");
        }
    }
}

#[test]
fn an_error_that_leaves_a_doubt_leaves_the_call_unanswered_with_its_reason() {
    let cases = [
        (400, error("624", "An error occurred while processing the request", ""), Reason::KeyOrPhoneRefused),
        (200, error("624", "UNKNOWN_ERROR", ""), Reason::KeyOrPhoneRefused),
        (200, error("403", "", ""), Reason::HttpRefused),
        (200, error("429", "TOO_MANY_REQUEST", ""), Reason::Limited),
        (403, error("1010", "", ""), Reason::ProgramRefused),
        (200, error("612", "ERROR_CURRENCY_NOTVALID", ""), Reason::UnknownWord),
        (200, error("00", "SUCCES", ""), Reason::UnknownWord),
        (200, error("0608", "", ""), Reason::UnknownWord),
        (200, error("", "", ""), Reason::UnknownWord),
        (200, ERROR.to_owned(), Reason::UnknownWord),
        (400, ERROR.to_owned(), Reason::HttpRefused),
        (400, CREATED.to_owned(), Reason::HttpRefused),
        (200, error(Value::Null, "CREATED", ""), Reason::Unreadable),
        (200, error(json!(["201"]), "CREATED", ""), Reason::Unreadable),
        (200, error(json!(608.0), "", ""), Reason::Unreadable),
        (200, "[]".to_owned(), Reason::Unreadable),
        (200, String::new(), Reason::Unreadable),
        (200, "<html>Connexion au Wi-Fi</html>".to_owned(), Reason::WebPage),
    ];
    for (status, body, reason) in cases {
        assert_eq!(created(status, &body), Event::CreateUnanswered(reason), "{status} {body}");
    }
}

#[test]
fn an_http_error_without_a_code_speaks_by_its_status_and_by_its_page() {
    let cases = [
        (400, "", Reason::ServiceRefused),
        (400, "<html>400 accès interdit</html>", Reason::ServiceRefused),
        (400, r#"{"error":"Bad Request"}"#, Reason::ServiceRefused),
        (403, "", Reason::HttpRefused),
        (403, "<html>Forbidden</html>", Reason::HttpRefused),
        (403, "error code: 1010", Reason::ProgramRefused),
        (403, "<span class=\"cf-error-code\">1010</span>", Reason::ProgramRefused),
        (403, r#"{"error_code":1010}"#, Reason::ProgramRefused),
        (403, "<p>Ray ID: 81010f</p><p style=\"width:1010px\">", Reason::HttpRefused),
        (404, "<html>", Reason::HttpRefused),
        (200, "error code: 1010", Reason::Unreadable),
    ];
    for (status, body, reason) in cases {
        assert_eq!(created(status, body), Event::CreateUnanswered(reason), "{status} {body}");
    }
}

#[test]
fn a_server_that_fails_a_limit_and_a_redirection_say_nothing_whatever_their_body_says() {
    let refusal = error("609", "AUTH_NOT_FOUND", "");
    for body in [CREATED, refusal.as_str(), "", "<html>1010</html>"] {
        for (status, reason) in [
            (301, Reason::HttpRefused),
            (304, Reason::HttpRefused),
            (429, Reason::Limited),
            (500, Reason::ServerFailed),
            (503, Reason::ServerFailed),
            (520, Reason::ServerFailed),
        ] {
            assert_eq!(created(status, body), Event::CreateUnanswered(reason), "{status} {body}");
        }
    }
}

#[test]
fn nothing_sent_as_with_an_expired_certificate_and_an_answer_lost_are_told_apart() {
    let create = |error| Spoken::to(account(&[]), vec![Err(error)]).create(&keys(), &papers());
    for reason in [Reason::TlsRefused, Reason::NameNotFound, Reason::NoConnection] {
        assert_eq!(create(TransportError::NotSent(reason)), Event::NotSent(reason));
    }
    for reason in [Reason::TimedOut, Reason::Cut, Reason::TooLarge] {
        assert_eq!(create(TransportError::Lost(reason)), Event::CreateUnanswered(reason));
    }
    assert!(matches!(Spoken::to(account(&[]), vec![Ok(reply(200, CREATED))]).create(&keys(), &papers()), Event::Created { .. }));
}
