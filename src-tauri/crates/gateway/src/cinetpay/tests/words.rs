use comptoir_core::code::Reason;
use comptoir_core::evidence::{Verdict, Word};
use comptoir_core::payment::Event;
use serde_json::{Value, json};

use super::samples::{asked, report, told, verdict};

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
