use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Question, Report, Told, Verdict, Word};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::Order;
use comptoir_core::payment::Event;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::samples::{
    ACCEPTED, APIKEY, REFUSED, SITE_ID, account, answering, asked, keys, payment, report, told, verdict, verdict_on,
};
use crate::account::Keys;
use crate::call::digest;
use crate::samples::{Heard, Spoken, reference, reply};
use crate::transport::{Reply, TransportError};

fn accepted(field: &str, value: Value) -> Value {
    let mut body = told("00", "ACCEPTED");
    body["data"][field] = value;
    body
}

#[test]
fn a_payment_is_asked_about_by_exactly_the_documented_call() {
    let spoken = answering(200, ACCEPTED);
    spoken.ask(&keys(), &payment());
    let json = json!({"apikey": APIKEY, "site_id": SITE_ID, "transaction_id": reference().as_str()});
    let url = "https://api-checkout.cinetpay.com/v2/payment/check".to_owned();
    assert_eq!(spoken.heard(), [Heard { method: "POST", url, headers: Vec::new(), json }]);
}

#[test]
fn the_documented_answers_are_reported_field_by_field() {
    let accepted = Report {
        question: Question::ByReference,
        word: Word::Paid,
        reference: Told::Nothing,
        gateway_reference: Told::Nothing,
        operator_reference: Some("MP220915.2257.A76307".to_owned()),
        amount_minor: Told::That(100),
        currency: Told::That(Currency::Xof),
        environment: Told::Nothing,
        paid_at: Some("2022-09-15 22:57:15".to_owned()),
        means: Some("OM".to_owned()),
        cause: None,
        difference: None,
        receipt_url: None,
        seal: None,
        digest: digest(ACCEPTED.as_bytes()),
    };
    assert_eq!(report(ACCEPTED), accepted);
    let refused = Report {
        word: Word::Declined,
        operator_reference: None,
        paid_at: None,
        means: Some("MOMO".to_owned()),
        cause: Some(Reason::CancelledByPayer),
        digest: digest(REFUSED.as_bytes()),
        ..accepted
    };
    assert_eq!(report(REFUSED), refused);
}

#[test]
fn a_payment_is_proven_by_the_code_the_status_the_amount_and_the_currency_together() {
    assert_eq!(verdict(&told("00", "ACCEPTED")), Verdict::Proven);
    assert_eq!(verdict(&accepted("metadata", Value::Null)), Verdict::Proven, "the documented answer echoes nothing");
    assert_eq!(verdict(&accepted("amount", json!(12_500))), Verdict::Proven);
    for (field, value, reason) in [
        ("amount", Value::Null, Reason::AmountMissing),
        ("amount", json!("12505"), Reason::AmountDiffers),
        ("amount", json!("100"), Reason::AmountDiffers),
        ("amount", json!("12500.00"), Reason::AmountDiffers),
        ("amount", json!("12 500"), Reason::AmountDiffers),
        ("amount", json!(12_500.0), Reason::AmountDiffers),
        ("amount", json!(""), Reason::AmountDiffers),
        ("amount", json!(i64::MAX), Reason::AmountDiffers),
        ("amount", json!(["12500"]), Reason::AmountDiffers),
        ("currency", Value::Null, Reason::CurrencyMissing),
        ("currency", json!("XAF"), Reason::CurrencyDiffers),
        ("currency", json!("CFA"), Reason::CurrencyDiffers),
        ("currency", json!(952), Reason::CurrencyDiffers),
        ("currency", json!({}), Reason::CurrencyDiffers),
        ("metadata", json!("user001"), Reason::ReferenceDiffers),
        ("metadata", json!(""), Reason::ReferenceDiffers),
        ("metadata", json!(7), Reason::ReferenceDiffers),
        ("metadata", json!({"id": payment().order.payment_id}), Reason::ReferenceDiffers),
    ] {
        assert_eq!(verdict(&accepted(field, value.clone())), Verdict::Unproven(reason), "{field} {value}");
    }
    assert_eq!(report(ACCEPTED).word, Word::Paid);
    assert_eq!(
        verdict(&serde_json::from_str(ACCEPTED).unwrap()),
        Verdict::Unproven(Reason::AmountDiffers),
        "the sample is of 100 F"
    );
}

#[test]
fn another_payments_refusal_does_not_end_this_one() {
    for (code, status) in [("627", "REFUSED"), ("625", "REFUSED"), ("662", "PENDING")] {
        let mut body = told(code, status);
        body["data"]["metadata"] = json!("user001");
        assert_eq!(verdict(&body), Verdict::Nothing(Reason::ReferenceDiffers), "{code}");
    }
}

#[test]
fn units_of_a_currency_are_read_back_as_its_minor_units() {
    for (minor, currency, units) in
        [(40_000, Currency::Cdf, "400"), (1_500, Currency::Usd, "15"), (400, Currency::Xaf, "400"), (15, Currency::Gnf, "15")]
    {
        let order = Order { amount: Amount::new(minor, currency).unwrap(), ..payment().order };
        let body = |currency: Value| {
            let mut body = accepted("amount", json!(units));
            body["data"]["currency"] = currency;
            body
        };
        assert_eq!(verdict_on(&order, &body(json!(currency.code()))), Verdict::Proven);
        assert_eq!(verdict_on(&order, &body(json!("XOF"))), Verdict::Unproven(Reason::CurrencyDiffers));
        assert_eq!(verdict_on(&order, &body(Value::Null)), Verdict::Unproven(Reason::CurrencyMissing));
        let wrong = Order { amount: Amount::new(minor + 1, currency).unwrap(), ..order };
        assert_eq!(verdict_on(&wrong, &body(json!(currency.code()))), Verdict::Unproven(Reason::AmountDiffers));
    }
}

#[test]
fn a_payment_is_not_known_only_where_the_gateway_says_just_that() {
    for body in [
        json!({"code": "404", "message": "TRANSACTION_NOT_FOUND"}),
        json!({"code": 404, "message": "NOT_FOUND", "description": "Transaction not found"}),
        json!({"code": "601", "message": "Transaction not found."}),
    ] {
        assert_eq!(asked(200, body.to_string()), Event::NotKnown, "{body}");
        assert_eq!(asked(404, body.to_string()), Event::NotKnown, "{body}");
        assert_eq!(asked(400, body.to_string()), Event::Unanswered(Reason::HttpRefused), "{body}");
        assert_eq!(asked(500, body.to_string()), Event::Unanswered(Reason::ServerFailed), "{body}");
    }
    for body in [
        json!({"code": "404", "message": "NOT_FOUND"}),
        json!({"code": "601", "message": "MERCHANT_NOT_FOUND"}),
        json!({"message": "TRANSACTION_NOT_FOUND"}),
    ] {
        assert_eq!(asked(404, body.to_string()), Event::Unanswered(Reason::HttpRefused), "{body}");
    }
    let key = json!({"code": "609", "message": "AUTH_NOT_FOUND", "description": "transaction not found"}).to_string();
    assert_eq!(asked(200, key), Event::Unanswered(Reason::KeyRefused), "a refused key looks up nothing");
}

#[test]
fn whatever_is_no_answer_of_the_gateways_changes_nothing() {
    let paid = told("00", "ACCEPTED").to_string();
    for (status, body, reason) in [
        (200, "<html>Portail</html>", Reason::WebPage),
        (200, "", Reason::Unreadable),
        (200, "null", Reason::Unreadable),
        (200, r#"{"status":"ACCEPTED"}"#, Reason::Unreadable),
        (200, r#"{"code":null}"#, Reason::Unreadable),
        (200, r#"{"code":"00","data":["12500","XOF","ACCEPTED","OM",null,null,null]}"#, Reason::Unreadable),
        (200, r#"{"code":"00","data":"ACCEPTED"}"#, Reason::Unreadable),
        (200, r#"{"code":"662","code":"00","data":{"status":"ACCEPTED"}}"#, Reason::Unreadable),
        (200, r#"{"code":"00","data":{"status":"REFUSED","status":"ACCEPTED"}}"#, Reason::Unreadable),
        (200, r#"{"code":"00","data":{"status":"ACCEPTED","amount":"1","amount":"12500"}}"#, Reason::Unreadable),
        (302, paid.as_str(), Reason::WebPage),
        (400, paid.as_str(), Reason::HttpRefused),
        (404, paid.as_str(), Reason::HttpRefused),
        (400, "<html>", Reason::ServiceRefused),
        (403, "<html>", Reason::HttpRefused),
        (403, "error code: 1010", Reason::ProgramRefused),
        (429, paid.as_str(), Reason::Limited),
        (500, paid.as_str(), Reason::ServerFailed),
    ] {
        assert_eq!(asked(status, body), Event::Unanswered(reason), "{status} {body}");
    }
    for error in [TransportError::NotSent(Reason::TlsRefused), TransportError::Lost(Reason::TlsRefused)] {
        let answer = Spoken::to(account(&[]), vec![Err(error)]).ask(&keys(), &payment());
        assert_eq!(answer.event, Event::Unanswered(Reason::TlsRefused));
    }
    let spoken = answering(200, paid);
    assert_eq!((spoken.ask(&Keys::default(), &payment()).event, spoken.heard()), (Event::Unanswered(Reason::NoKey), vec![]));
}

#[test]
fn a_gateway_that_asks_to_be_left_alone_says_for_how_long() {
    let limited = Reply { retry_after: Some(Duration::from_secs(30)), ..reply(429, "") };
    let answer = Spoken::to(account(&[]), vec![Ok(limited)]).ask(&keys(), &payment());
    assert_eq!((answer.event, answer.leave_alone), (Event::Unanswered(Reason::Limited), Some(Duration::from_secs(30))));
}

#[test]
fn the_documented_answers_cut_anywhere_say_nothing() {
    for body in [ACCEPTED, REFUSED] {
        for length in 0..body.len() {
            assert_eq!(asked(200, &body[..length]), Event::Unanswered(Reason::Unreadable), "{}", &body[..length]);
        }
    }
}

proptest! {
    #[test]
    fn a_waiting_answer_with_one_byte_changed_is_never_paid(at in 0_usize..500, byte in any::<u8>()) {
        let mut body = told("662", "PENDING").to_string().into_bytes();
        let at = at % body.len();
        body[at] = byte;
        if let Event::Answered(report) = asked(200, &body) {
            prop_assert_ne!(report.word, Word::Paid);
        }
    }

    #[test]
    fn garbage_is_no_answer(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let event = asked(200, &body);
        prop_assert!(matches!(event, Event::Unanswered(_)), "{:?}", event);
    }
}
