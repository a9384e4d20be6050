use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Report, Told, Verdict, Word, judge};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::Order;
use comptoir_core::payment::Event;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::samples::{ACCEPTED, APIKEY, REFUSED, SITE_ID, account, answering, asked, keys, payment};
use crate::account::Keys;
use crate::call::digest;
use crate::samples::{Heard, Spoken, reference, reply};
use crate::transport::{Reply, TransportError};

/// An answer about the payment of 12 500 F, with this code and status.
fn told(code: &str, status: impl Into<Value>) -> Value {
    let status: Value = status.into();
    json!({
        "code": code,
        "message": "…",
        "data": {
            "amount": "12500",
            "currency": "XOF",
            "status": status,
            "payment_method": "OM",
            "description": "Deux pagnes",
            "metadata": payment().order.payment_id.to_string(),
            "operator_id": "MP220915.2257.A76307",
            "payment_date": "2022-09-15 22:57:15",
            "fund_availability_date": "2022-09-17 00:00:00",
        },
        "api_response_id": "1663323067.7677",
    })
}

fn accepted(field: &str, value: Value) -> Value {
    let mut body = told("00", "ACCEPTED");
    body["data"][field] = value;
    body
}

fn report(body: impl ToString) -> Report {
    let body = body.to_string();
    let event = asked(200, &body);
    let Event::Answered(report) = event else { panic!("{event:?} {body}") };
    *report
}

fn verdict_on(order: &Order, body: &Value) -> Verdict {
    let payment = comptoir_core::payment::Payment { order: order.clone(), ..payment() };
    let answer = answering(200, body.to_string()).ask(&keys(), &payment);
    let Event::Answered(report) = answer.event else { panic!("{answer:?}") };
    judge(&report, order, Some("token"), true)
}

fn verdict(body: &Value) -> Verdict {
    verdict_on(&payment().order, body)
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
        question: comptoir_core::evidence::Question::ByReference,
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
fn each_code_and_status_has_its_meaning_together() {
    let waiting = [
        "PENDING",
        "WAITING_FOR_CUSTOMER",
        "WAITING_CUSTOMER_PAYMENT",
        "WAITING_CUSTOMER_TO_VALIDATE",
        "WAITING_CUSTOMER_OTP_CODE",
    ];
    let word = |code: &str, status: Value| report(told(code, status)).word;
    for code in ["623", "662", "663", "664"] {
        assert_eq!(word(code, Value::Null), Word::Pending, "{code}");
    }
    for code in ["00", "623", "662", "663", "664", "603", "624", "999"] {
        for status in waiting {
            assert_eq!(word(code, json!(status)), Word::Pending, "{code} {status}");
        }
    }
    for code in ["600", "602", "604", "627"] {
        assert_eq!(word(code, Value::Null), Word::Declined, "{code}");
    }
    for code in ["00", "600", "602", "603", "604", "606", "624", "627", "635", "642", "662", "664", "812", "999"] {
        assert_eq!(word(code, json!("REFUSED")), Word::Declined, "{code}");
    }
    for status in [Value::Null, json!("REFUSED")] {
        assert_eq!(word("625", status), Word::Expired);
    }
}

#[test]
fn words_that_contradict_each_other_or_are_in_no_document_say_nothing() {
    let cases = [
        ("662", json!("ACCEPTED"), "662 ACCEPTED"),
        ("623", json!("ACCEPTED"), "623 ACCEPTED"),
        ("600", json!("ACCEPTED"), "600 ACCEPTED"),
        ("625", json!("ACCEPTED"), "625 ACCEPTED"),
        ("609", json!("ACCEPTED"), "609 ACCEPTED"),
        ("201", json!("ACCEPTED"), "201 ACCEPTED"),
        ("0", json!("ACCEPTED"), "0 ACCEPTED"),
        ("000", json!("ACCEPTED"), "000 ACCEPTED"),
        ("600", json!("PENDING"), "600 PENDING"),
        ("625", json!("WAITING_FOR_CUSTOMER"), "625 WAITING_FOR_CUSTOMER"),
        ("00", json!("accepted"), "00 accepted"),
        ("00", json!("SUCCESS"), "00 SUCCESS"),
        ("00", json!(""), "00"),
        ("00", json!(1), "00 1"),
        ("627", json!("CANCELED"), "627 CANCELED"),
        ("00", Value::Null, "00"),
        ("201", Value::Null, "201"),
        ("603", Value::Null, "603"),
        ("606", Value::Null, "606"),
        ("635", Value::Null, "635"),
        ("641", Value::Null, "641"),
        ("812", Value::Null, "812"),
        ("999", Value::Null, "999"),
        ("", Value::Null, ""),
    ];
    for (code, status, words) in cases {
        assert_eq!(report(told(code, status)).word, Word::Unknown(words.to_owned()), "{code}");
    }
    for status in [json!(true), json!([]), json!({"status": "ACCEPTED"}), json!(1.5)] {
        assert_eq!(asked(200, told("00", status).to_string()), Event::Unanswered(Reason::Unreadable));
    }
}

#[test]
fn a_refusal_has_the_cause_of_its_code() {
    let causes = [
        ("602", Some(Reason::FundsInsufficient)),
        ("603", Some(Reason::OperatorAway)),
        ("604", Some(Reason::CodeWrong)),
        ("606", Some(Reason::SettingsRefused)),
        ("627", Some(Reason::CancelledByPayer)),
        ("635", Some(Reason::PhoneRefused)),
        ("636", Some(Reason::PhoneRefused)),
        ("641", Some(Reason::AmountRefused)),
        ("642", Some(Reason::AmountRefused)),
        ("804", Some(Reason::OperatorAway)),
        ("807", Some(Reason::LimitReached)),
        ("808", Some(Reason::LimitReached)),
        ("809", Some(Reason::LimitReached)),
        ("810", Some(Reason::LimitReached)),
        ("811", Some(Reason::LimitReached)),
        ("812", Some(Reason::LimitReached)),
        ("600", None),
        ("00", None),
        ("999", None),
    ];
    for (code, cause) in causes {
        assert_eq!(report(told(code, "REFUSED")).cause, cause, "{code}");
        assert_eq!(report(told(code, "PENDING")).cause, None, "{code}");
    }
    assert_eq!(report(json!({"code": "602", "message": "INSUFFICIENT_BALANCE"})).cause, Some(Reason::FundsInsufficient));
}

#[test]
fn older_answers_without_status_and_amount_prove_nothing() {
    let paid = json!({
        "code": "00",
        "message": "SUCCES",
        "api_response_id": "1617808789.7749",
        "data": {
            "operator_id": "8210407187720",
            "payment_method": "FLOOZ",
            "payment_date": "2021-04-07 14:07:24",
            "phone_number": "0102324373",
            "phone_prefix": "225",
        },
    });
    assert_eq!(report(&paid).word, Word::Unknown("00".to_owned()));
    let shown = format!("{:?}", report(&paid));
    assert!(!shown.contains("0102324373"), "{shown}");
    let failed = json!({"code": "600", "message": "PAYMENT_FAILED", "data": {"payment_method": "OM"}});
    assert_eq!(verdict(&failed), Verdict::Declined);
    assert_eq!(verdict(&json!({"code": "662", "message": "WAITING_CUSTOMER_PAYMENT"})), Verdict::Pending);
}

#[test]
fn a_complaint_is_no_word_about_the_payment() {
    let currency = "You cannot create a transaction in a different currency";
    for (code, message, reason) in [
        ("608", "MINIMUM_REQUIRED_FIELDS", Reason::InputRefused),
        ("608", currency, Reason::CurrencyRefused),
        ("609", "AUTH_NOT_FOUND", Reason::KeyRefused),
        ("613", "ERROR_SITE_ID_NOTVALID", Reason::SiteRefused),
        ("624", "An error occurred while processing the request", Reason::KeyOrPhoneRefused),
        ("403", "", Reason::HttpRefused),
        ("429", "TOO_MANY_REQUEST", Reason::Limited),
        ("1010", "", Reason::ProgramRefused),
    ] {
        for data in [Value::Null, json!([]), json!({}), json!({"status": null})] {
            let body = json!({"code": code, "message": message, "data": data}).to_string();
            for status in [200, 400, 401, 404] {
                assert_eq!(asked(status, &body), Event::Unanswered(reason), "{status} {body}");
            }
        }
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
        (302, paid.as_str(), Reason::HttpRefused),
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
