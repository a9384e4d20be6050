use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Question, Report, Told, Word};
use comptoir_core::payment::Event;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::samples::{KEY, Spoken, account, answering, failing, keys, limited, now, payment, reference};
use crate::account::Keys;
use crate::transport::TransportError;

/// As « Vérifier l'état d'un Paiement » names its fields.
fn documented_v1() -> Value {
    json!({
        "tx_reference": 1_000_001,
        "identifier": reference().as_str(),
        "payment_reference": "7034872",
        "status": 0,
        "datetime": "2026-09-01T10:00:00.000Z",
        "payment_method": "FLOOZ",
    })
}

/// As « Méthode alternative » names its fields.
fn documented_v2() -> Value {
    json!({
        "tx_reference": 1_000_001,
        "payment_reference": "7034872",
        "status": 0,
        "datetime": "2026-09-01T10:00:00.000Z",
        "payment_method": "T-Money",
    })
}

/// As production answers of « Méthode alternative » are.
fn of_the_field() -> Value {
    json!({
        "tx_reference": 1_000_001,
        "identifier": reference().as_str(),
        "amount": 12_500,
        "payment_reference": "7034872",
        "payment_method": "T-Money",
        "datetime": "2026-09-01T10:00:00.000Z",
        "phone_number": "22890123456",
        "status": 0,
    })
}

fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

fn report(body: &Value) -> Report {
    let answer = answering(200, body.to_string()).ask();
    let Event::Answered(report) = answer.event else { panic!("{answer:?}") };
    *report
}

fn event(status: u16, body: impl AsRef<[u8]>) -> Event {
    answering(status, body).ask().event
}

#[test]
fn a_payment_is_asked_about_by_exactly_the_documented_calls() {
    let v1 = ("https://paygateglobal.com/api/v1/status".to_owned(), json!({"auth_token": KEY, "tx_reference": "1000001"}));
    let v2 =
        ("https://paygateglobal.com/api/v2/status".to_owned(), json!({"auth_token": KEY, "identifier": reference().as_str()}));
    let cases = [
        (Question::ByReference, None, &v2, Question::ByReference),
        (Question::ByReference, Some("1000001"), &v2, Question::ByReference),
        (Question::ByGatewayReference, Some("1000001"), &v1, Question::ByGatewayReference),
        (Question::ByGatewayReference, None, &v2, Question::ByReference),
    ];
    for (question, number, call, asked) in cases {
        let spoken = answering(200, documented_v1().to_string());
        let answer = now(spoken.gateway.ask(&keys(), &payment(question, number)));
        assert_eq!(spoken.heard(), std::slice::from_ref(call));
        let Event::Answered(report) = answer.event else { panic!("{answer:?}") };
        assert_eq!(report.question, asked, "a report says which question it answers");
    }
}

#[test]
fn a_production_answer_is_reported_field_by_field_and_without_the_phone_number() {
    let body = of_the_field();
    let digest: String = Sha256::digest(body.to_string()).iter().map(|byte| format!("{byte:02x}")).collect();
    let expected = Report {
        question: Question::ByReference,
        word: Word::Paid,
        reference: Told::That(reference().to_string()),
        gateway_reference: Told::That("1000001".to_owned()),
        operator_reference: Some("7034872".to_owned()),
        amount_minor: Told::That(12_500),
        currency: Told::Nothing,
        environment: Told::Nothing,
        paid_at: Some("2026-09-01T10:00:00.000Z".to_owned()),
        means: Some("T-Money".to_owned()),
        cause: None,
        receipt_url: None,
        seal: None,
        difference: None,
        digest,
    };
    assert_eq!(report(&body), expected);
    assert!(!serde_json::to_string(&expected).unwrap().contains("90123456"));
}

#[test]
fn the_documented_answers_tell_what_they_tell_and_no_more() {
    let v1 = report(&documented_v1());
    assert_eq!((v1.reference, v1.amount_minor), (Told::That(reference().to_string()), Told::Nothing));
    let v2 = report(&documented_v2());
    assert_eq!((v2.reference, v2.amount_minor), (Told::Nothing, Told::Nothing));
    assert_eq!(v2.gateway_reference, Told::That("1000001".to_owned()));
    let bare = report(&json!({"status": 2}));
    assert_eq!((bare.word, bare.gateway_reference, bare.operator_reference), (Word::Pending, Told::Nothing, None));
    assert_eq!((bare.paid_at, bare.means), (None, None));
}

#[test]
fn each_documented_state_has_its_word_as_a_number_and_as_text() {
    for (code, word) in [(0, Word::Paid), (2, Word::Pending), (4, Word::Expired), (6, Word::Declined)] {
        assert_eq!(report(&with(of_the_field(), "status", json!(code))).word, word);
        assert_eq!(report(&with(documented_v2(), "status", json!(code.to_string()))).word, word);
    }
}

#[test]
fn a_word_the_document_does_not_have_is_kept_and_is_none_of_its_words() {
    let cases = [
        (json!(1), "1"),
        (json!(-2), "-2"),
        (json!("00"), "00"),
        (json!(" 0"), "0"),
        (json!(""), ""),
        (json!("SUCCESS"), "SUCCESS"),
        (json!("en\u{202e} cours\n"), "en cours"),
        (json!("attend 22890123456"), "attend ***********"),
        (json!("bad key practice-key"), "bad key …"),
    ];
    for (status, word) in cases {
        assert_eq!(report(&with(of_the_field(), "status", status)).word, Word::Unknown(word.to_owned()));
    }
    let Word::Unknown(long) = report(&with(of_the_field(), "status", json!("é".repeat(500)))).word else { panic!() };
    assert_eq!(long.chars().count(), 64);
}

#[test]
fn a_state_of_the_wrong_type_or_none_is_no_answer() {
    for status in [json!(0.0), json!(true), json!(false), json!([0]), json!({"code": 0}), Value::Null] {
        let body = with(of_the_field(), "status", status).to_string();
        assert_eq!(event(200, &body), Event::Unanswered(Reason::Unreadable), "{body}");
    }
    for body in
        ["{}", r#"{"tx_reference":1,"amount":12500}"#, r#"{"error_code":null}"#, r#"{"error_code":{}}"#, r#"{"Status":0}"#]
    {
        assert_eq!(event(200, body), Event::Unanswered(Reason::Unreadable), "{body}");
    }
}

#[test]
fn an_amount_is_a_whole_number_nothing_or_strange() {
    let cases = [
        (json!(12_500), Told::That(12_500)),
        (json!("12500"), Told::That(12_500)),
        (json!(0), Told::That(0)),
        (json!("0"), Told::That(0)),
        (json!(-12_500), Told::That(-12_500)),
        (Value::Null, Told::Nothing),
        (json!(12_500.0), Told::Strange),
        (json!(1e308), Told::Strange),
        (json!(u64::MAX), Told::Strange),
        (json!("12500.00"), Told::Strange),
        (json!("12 500"), Told::Strange),
        (json!("-12500"), Told::Strange),
        (json!("12500 F"), Told::Strange),
        (json!(""), Told::Strange),
        (json!(true), Told::Strange),
        (json!([12_500]), Told::Strange),
    ];
    for (amount, told) in cases {
        assert_eq!(report(&with(of_the_field(), "amount", amount.clone())).amount_minor, told, "{amount}");
    }
}

#[test]
fn an_echo_is_told_exactly_or_strange() {
    let named = |field: &str, value: Value| {
        let report = report(&with(of_the_field(), field, value));
        (report.reference, report.gateway_reference)
    };
    for strange in [json!(""), json!(true), json!(1.5), json!([]), json!(" x"), json!("x".repeat(65)), json!(KEY)] {
        assert_eq!(named("identifier", strange.clone()).0, Told::Strange, "{strange}");
        assert_eq!(named("tx_reference", strange.clone()).1, Told::Strange, "{strange}");
    }
    assert_eq!(named("identifier", json!("CPTOTHER")).0, Told::That("CPTOTHER".to_owned()));
    assert_eq!(named("identifier", json!(10)).0, Told::That("10".to_owned()));
    assert_eq!(named("tx_reference", json!("1000001")).1, Told::That("1000001".to_owned()));
    assert_eq!(named("tx_reference", Value::Null).1, Told::Nothing);
}

#[test]
fn the_operators_number_is_kept_as_text_however_it_is_written() {
    for (value, kept) in [
        (json!(7_034_872), Some("7034872")),
        (json!(" MP\n2609 "), Some("MP 2609")),
        (json!(""), None),
        (json!({"id": 1}), None),
        (Value::Null, None),
    ] {
        assert_eq!(report(&with(of_the_field(), "payment_reference", value)).operator_reference.as_deref(), kept);
    }
    let long = report(&with(of_the_field(), "payment_reference", json!("7".repeat(500))));
    assert_eq!(long.operator_reference.map(|text| text.len()), Some(64));
}

#[test]
fn a_complaint_about_the_key_or_the_place_is_no_unknown_transaction() {
    for body in [r#"{"error_code":401,"error_message":"Jeton invalide"}"#, r#"{"error_code":1}"#, r#"{"error_code":"x"}"#] {
        for status in [200, 400, 403] {
            assert_eq!(event(status, body), Event::Unanswered(Reason::HttpRefused), "{status} {body}");
        }
    }
}

#[test]
fn an_unknown_transaction_is_known_by_its_error_code_whatever_the_http_status() {
    for body in [
        r#"{"error_code":403,"error_message":"Transaction introuvable"}"#,
        r#"{"error_code":"404"}"#,
        r#"{"error_code":404,"status":null}"#,
    ] {
        for status in [200, 201, 301, 400, 403, 404, 422] {
            assert_eq!(event(status, body), Event::NotKnown, "{status} {body}");
        }
        assert_eq!(event(401, body), Event::Unanswered(Reason::HttpRefused));
        assert_eq!(event(429, body), Event::Unanswered(Reason::Limited));
        for status in [302, 303, 307, 407, 511] {
            assert_eq!(event(status, body), Event::Unanswered(Reason::WebPage), "{status}");
        }
        for status in [500, 503, 999] {
            assert_eq!(event(status, body), Event::Unanswered(Reason::ServerFailed));
        }
    }
    let contradicted = with(of_the_field(), "error_code", json!(403)).to_string();
    assert_eq!(event(403, &contradicted), Event::Unanswered(Reason::HttpRefused), "an HTTP error never says paid");
    assert!(matches!(event(200, with(json!({"status": 2}), "error_code", json!(403)).to_string()), Event::Answered(_)));
}

#[test]
fn whatever_is_no_answer_of_the_gateways_changes_nothing() {
    let paid = of_the_field().to_string();
    for (status, reason) in [(301, Reason::HttpRefused), (400, Reason::HttpRefused), (404, Reason::HttpRefused)] {
        assert_eq!(event(status, &paid), Event::Unanswered(reason), "{status}");
        assert_eq!(event(status, "<html>"), Event::Unanswered(reason), "{status}");
        assert_eq!(event(status, ""), Event::Unanswered(reason), "{status}");
    }
    assert_eq!(event(500, &paid), Event::Unanswered(Reason::ServerFailed));
    assert_eq!(event(200, " <html>Portail</html>"), Event::Unanswered(Reason::WebPage));
    for body in ["", "OK", "null", "0", "[0]", "{\"status\":0", "{\"status\":2,\"status\":0}"] {
        assert_eq!(event(200, body), Event::Unanswered(Reason::Unreadable), "{body}");
    }
    let bytes = [b"\xef\xbb\xbf".as_slice(), paid.as_bytes()].concat();
    assert_eq!(event(200, bytes), Event::Unanswered(Reason::Unreadable));
    for error in [TransportError::NotSent(Reason::NameNotFound), TransportError::Lost(Reason::NameNotFound)] {
        assert_eq!(failing(error).ask().event, Event::Unanswered(Reason::NameNotFound));
    }
    let spoken = answering(200, &paid);
    let answer = now(spoken.gateway.ask(&Keys::default(), &payment(Question::ByReference, None)));
    assert_eq!((answer.event, spoken.heard()), (Event::Unanswered(Reason::NoKey), vec![]));
}

#[test]
fn a_gateway_that_asks_to_be_left_alone_says_for_how_long() {
    let leave_alone = |status| Spoken::to(account("off"), Ok(limited(status, 7))).ask().leave_alone;
    assert_eq!(leave_alone(429), Some(Duration::from_secs(7)));
    assert_eq!(leave_alone(503), Some(Duration::from_secs(7)));
    assert_eq!(leave_alone(200), None);
    assert_eq!(answering(429, "").ask().leave_alone, None);
}

#[test]
fn an_answer_cut_anywhere_says_nothing() {
    for body in [documented_v1(), documented_v2(), of_the_field(), json!({"error_code": 403, "error_message": "inconnu"})] {
        let body = body.to_string();
        for length in 0..body.len() {
            assert_eq!(event(200, &body[..length]), Event::Unanswered(Reason::Unreadable), "{}", &body[..length]);
        }
    }
}

proptest! {
    #[test]
    fn an_answer_with_one_byte_changed_is_never_paid_with_another_word(at in 0_usize..300, byte in any::<u8>()) {
        let mut body = with(of_the_field(), "status", json!(2)).to_string().into_bytes();
        let at = at % body.len();
        body[at] = byte;
        if let Event::Answered(report) = event(200, &body)
            && report.word == Word::Paid
        {
            let value: Value = serde_json::from_slice(&body).unwrap();
            prop_assert_eq!(&value["status"], &json!(0));
        }
    }

    #[test]
    fn garbage_is_no_answer(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let event = event(200, &body);
        prop_assert!(matches!(event, Event::Unanswered(_)), "{:?}", event);
    }
}
