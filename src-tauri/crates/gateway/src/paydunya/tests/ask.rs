use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Question, Report, Told, Verdict, Word};
use comptoir_core::order::Environment;
use comptoir_core::payment::Event;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::samples::{
    MASTER_KEY, TOKEN, account, answering, asked, event, headers, keys, order, paid, payment, reply, report, test_order, verdict,
    with, without,
};
use crate::account::Keys;
use crate::samples::{Heard, Spoken, reference};
use crate::transport::{Reply, TransportError};

#[test]
fn a_payment_is_asked_about_by_exactly_the_documented_call() {
    for (mode, order, url) in [
        ("live", order(), "https://app.paydunya.com/api/v1/checkout-invoice/confirm/RHICF0HboN"),
        ("test", test_order(), "https://app.paydunya.com/sandbox-api/v1/checkout-invoice/confirm/RHICF0HboN"),
    ] {
        let spoken = Spoken::to(account(mode), vec![Ok(reply(200, with(paid(), "/mode", json!(mode)).to_string()))]);
        let Event::Answered(report) = spoken.ask(&keys(), &payment(order.clone(), Some(TOKEN))).event else { panic!() };
        let call = Heard { method: "GET", url: url.to_owned(), headers: headers(), json: Value::Null };
        assert_eq!(spoken.heard(), [call]);
        assert_eq!(report.environment, Told::That(order.environment));
    }
}

#[test]
fn a_payment_without_a_token_that_can_stand_in_an_address_is_not_asked_about() {
    let spoken = answering(200, paid().to_string());
    for token in [None, Some(""), Some("a/b"), Some(".."), Some("a?b"), Some("a#b"), Some("%2e")] {
        assert_eq!(spoken.ask(&keys(), &payment(order(), token)).event, Event::Unanswered(Reason::NotAskable), "{token:?}");
    }
    let without_keys = spoken.ask(&Keys::default(), &payment(order(), Some(TOKEN)));
    assert_eq!(without_keys.event, Event::Unanswered(Reason::NoKey));
    assert_eq!(spoken.heard(), []);
}

#[test]
fn a_production_answer_is_reported_field_by_field_and_without_the_customer() {
    let body = paid();
    let expected = Report {
        question: Question::ByGatewayReference,
        word: Word::Paid,
        reference: Told::That(reference().to_string()),
        gateway_reference: Told::That(TOKEN.to_owned()),
        operator_reference: Some("TID7A".to_owned()),
        amount_minor: Told::That(12_500),
        currency: Told::Nothing,
        environment: Told::That(Environment::Live),
        paid_at: None,
        means: Some("wave-senegal".to_owned()),
        cause: None,
        difference: None,
        receipt_url: Some("https://paydunya.com/checkout/receipt/pdf/RHICF0HboN.pdf".to_owned()),
        seal: None,
        digest: Sha256::digest(body.to_string()).iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    assert_eq!(report(&body), expected);
    assert_eq!(verdict(&body), Verdict::Proven);
    let kept = serde_json::to_string(&expected).unwrap();
    for particular in ["Mensah", "770000000", "client@example.com"] {
        assert!(!kept.contains(particular), "{particular}");
    }
}

#[test]
fn each_state_has_its_word_and_a_refusal_its_cause() {
    let cancelled = "Payment cancelled by customer";
    let by_payer = Some(Reason::CancelledByPayer);
    for (status, fail_reason, word, cause, verdict_of_it) in [
        ("completed", "", Word::Paid, None, Verdict::Proven),
        ("pending", "", Word::Pending, None, Verdict::Pending),
        ("cancelled", cancelled, Word::Declined, by_payer, Verdict::Declined),
        ("cancelled", "", Word::Declined, by_payer, Verdict::Declined),
        ("canceled", "", Word::Declined, by_payer, Verdict::Declined),
        ("failed", "", Word::Declined, None, Verdict::Declined),
        ("failed", "Do not honor", Word::Declined, None, Verdict::Declined),
        ("failed", cancelled, Word::Declined, by_payer, Verdict::Declined),
        ("fail", "", Word::Declined, None, Verdict::Declined),
        ("expired", "", Word::Expired, None, Verdict::Expired),
    ] {
        let body = with(with(paid(), "/status", json!(status)), "/fail_reason", json!(fail_reason));
        let report = report(&body);
        assert_eq!((report.word, report.cause), (word, cause), "{status}");
        assert_eq!(verdict(&body), verdict_of_it, "{status}");
    }
    for fail_reason in [Value::Null, json!([]), json!({}), json!(7), json!(false)] {
        let body = with(with(paid(), "/status", json!("failed")), "/fail_reason", fail_reason);
        assert_eq!(report(&body).cause, None);
    }
}

#[test]
fn a_word_the_document_does_not_have_is_kept_and_changes_nothing() {
    for (status, word) in [
        (json!("Completed"), "Completed"),
        (json!("completed "), "completed"),
        (json!("paid"), "paid"),
        (json!("00"), "00"),
        (json!(""), ""),
        (json!(0), "0"),
        (json!("attend 770000000"), "attend *********"),
        (json!(format!("clé {MASTER_KEY}")), "clé …"),
    ] {
        let body = with(paid(), "/status", status);
        assert_eq!(report(&body).word, Word::Unknown(word.to_owned()));
        assert_eq!(verdict(&body), Verdict::Nothing(Reason::UnknownWord));
    }
}

#[test]
fn a_state_of_the_wrong_type_or_none_is_no_answer() {
    for status in [json!(true), json!(0.5), json!(["completed"]), json!({"word": "completed"}), Value::Null] {
        let body = with(paid(), "/status", status).to_string();
        assert_eq!(event(200, &body), Event::Unanswered(Reason::Unreadable), "{body}");
    }
    assert_eq!(event(200, without(paid(), "/status").to_string()), Event::Unanswered(Reason::Unreadable));
}

#[test]
fn an_amount_is_read_as_a_number_and_as_text() {
    for (amount, told) in [
        (json!(12_500), Told::That(12_500)),
        (json!("12500"), Told::That(12_500)),
        (json!(0), Told::That(0)),
        (json!(1), Told::That(1)),
        (Value::Null, Told::Nothing),
        (json!(12_500.0), Told::Strange),
        (json!("12500.00"), Told::Strange),
        (json!("12 500"), Told::Strange),
        (json!(""), Told::Strange),
        (json!([12_500]), Told::Strange),
        (json!({"xof": 12_500}), Told::Strange),
        (json!(true), Told::Strange),
        (json!(u64::MAX), Told::Strange),
    ] {
        let body = without(with(paid(), "/invoice/total_amount", amount), "/invoice/total_amount_without_fees");
        let expected = match told {
            Told::That(12_500) => Verdict::Proven,
            Told::That(_) | Told::Strange => Verdict::Unproven(Reason::AmountDiffers),
            Told::Nothing => Verdict::Unproven(Reason::AmountMissing),
        };
        assert_eq!(verdict(&body), expected, "{body}");
        assert_eq!(report(&body).amount_minor, told, "{body}");
    }
}

#[test]
fn fees_that_the_customer_bears_are_not_of_the_sale() {
    let differs = Verdict::Unproven(Reason::AmountDiffers);
    for (total, without_fees, expected) in [
        (json!(12_750), json!(12_500), Verdict::Proven),
        (json!("12750"), json!("12500"), Verdict::Proven),
        (json!(12_500), json!(12_500), Verdict::Proven),
        // The shop bears them.
        (json!(12_500), json!(12_250), Verdict::Proven),
        (json!(12_500), Value::Null, Verdict::Proven),
        (json!(12_500), json!([]), Verdict::Proven),
        // Less than the sale was paid, whatever it would be without fees.
        (json!(12_499), json!(12_500), differs),
        (json!(0), json!(12_500), differs),
        (json!(12_750), json!(12_499), differs),
        (json!(12_750), json!(12_750), differs),
        (json!(12_750), Value::Null, differs),
        (json!(12_750), json!("12500.0"), differs),
        (json!(12_750.5), json!(12_500), differs),
        (Value::Null, json!(12_500), Verdict::Unproven(Reason::AmountMissing)),
    ] {
        let body = with(paid(), "/invoice/total_amount", total);
        let body = with(body, "/invoice/total_amount_without_fees", without_fees);
        assert_eq!(verdict(&body), expected, "{}", body["invoice"]);
    }
    let body = with(paid(), "/invoice/total_amount", json!(12_750));
    assert_eq!(report(&body).amount_minor, Told::That(12_500));
}

#[test]
fn an_answer_of_the_other_mode_or_of_none_is_no_proof() {
    let differs = Verdict::Unproven(Reason::EnvironmentDiffers);
    for (mode, told, expected) in [
        (json!("live"), Told::That(Environment::Live), Verdict::Proven),
        (json!("test"), Told::Strange, differs),
        (json!("Live"), Told::Strange, differs),
        (json!(""), Told::Strange, differs),
        (json!(1), Told::Strange, differs),
        (json!(["live"]), Told::Strange, differs),
        (Value::Null, Told::Nothing, Verdict::Unproven(Reason::EnvironmentMissing)),
    ] {
        let body = with(paid(), "/mode", mode);
        assert_eq!(report(&body).environment, told, "{body}");
        assert_eq!(verdict(&body), expected, "{body}");
    }
    assert_eq!(verdict(&without(paid(), "/mode")), Verdict::Unproven(Reason::EnvironmentMissing));
}

#[test]
fn an_unknown_invoice_is_told_from_refused_keys_and_from_everything_else() {
    let not_found = r#"{"response_code":"404","response_text":"Invoice Not Found"}"#;
    for status in [200, 400, 404] {
        assert_eq!(event(status, not_found), Event::NotKnown, "{status}");
        let refused = r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#;
        assert_eq!(event(status, refused), Event::Unanswered(Reason::ModeRefused), "{status}");
        let kyc = r#"{"response_code":"5000","response_text":"Informations KYC à valider"}"#;
        assert_eq!(event(status, kyc), Event::Unanswered(Reason::NotActivated), "{status}");
    }
    assert_eq!(event(200, with(paid(), "/response_code", json!("99")).to_string()), Event::Unanswered(Reason::UnknownWord));
    for code in [json!("0"), json!(0), json!("000"), json!("OK")] {
        let body = with(paid(), "/response_code", code).to_string();
        assert_eq!(event(200, &body), Event::Unanswered(Reason::UnknownWord), "{body}");
    }
    assert_eq!(event(200, without(paid(), "/response_code").to_string()), Event::Unanswered(Reason::Unreadable));
}

#[test]
fn whatever_is_no_answer_of_the_gateways_changes_nothing() {
    let paid = paid().to_string();
    for status in [301, 400, 401, 404] {
        for body in [paid.as_str(), "<html>", ""] {
            assert_eq!(event(status, body), Event::Unanswered(Reason::HttpRefused), "{status} {body}");
        }
    }
    assert_eq!(event(500, &paid), Event::Unanswered(Reason::ServerFailed));
    assert_eq!(event(200, " <html>Portail</html>"), Event::Unanswered(Reason::WebPage));
    for body in ["", "OK", "null", "[]", "{}", r#"{"data":{"status":"completed"}}"#] {
        assert_eq!(event(200, body), Event::Unanswered(Reason::Unreadable), "{body}");
    }
    for error in [TransportError::NotSent(Reason::TimedOut), TransportError::Lost(Reason::TooLarge)] {
        let reason = match error {
            TransportError::NotSent(reason) | TransportError::Lost(reason) => reason,
        };
        assert_eq!(asked(Err(error)).event, Event::Unanswered(reason));
    }
}

#[test]
fn a_field_that_stands_there_twice_makes_the_answer_unreadable() {
    let whole = paid().to_string();
    for (once, twice) in [
        (r#""status":"completed""#, r#""status":"pending","status":"completed""#),
        (r#""mode":"live""#, r#""mode":"test","mode":"live""#),
        (r#""total_amount":12500,"#, r#""total_amount":1,"total_amount":12500,"#),
        (r#""invoice":{"#, r#""invoice":{},"invoice":{"#),
        (r#""invoice":{"#, r#""invoice":{"token":"b","#),
        (r#""custom_data":{"#, r#""custom_data":{"reference":"CPTX","#),
        (r#""payment_method":"#, r#""payment_method":"card","payment_method":"#),
    ] {
        assert!(whole.contains(once), "{once}");
        let body = whole.replacen(once, twice, 1);
        assert_eq!(event(200, &body), Event::Unanswered(Reason::Unreadable), "{twice}");
    }
}

#[test]
fn a_gateway_that_asks_to_be_left_alone_says_for_how_long() {
    let limited = |status| asked(Ok(Reply { retry_after: Some(Duration::from_secs(7)), ..reply(status, "") }));
    let answer = limited(429);
    assert_eq!((answer.event, answer.leave_alone), (Event::Unanswered(Reason::Limited), Some(Duration::from_secs(7))));
    assert_eq!(limited(503).leave_alone, Some(Duration::from_secs(7)));
    assert_eq!(limited(200).leave_alone, None);
}

#[test]
fn an_answer_cut_anywhere_says_nothing() {
    let body = paid().to_string();
    for length in 0..body.len() {
        assert_eq!(event(200, &body.as_bytes()[..length]), Event::Unanswered(Reason::Unreadable), "{length} bytes");
    }
}

proptest! {
    #[test]
    fn an_answer_with_one_byte_changed_is_never_proven_with_another_word(at in any::<usize>(), byte in any::<u8>()) {
        let mut body = with(paid(), "/status", json!("pending")).to_string().into_bytes();
        let at = at % body.len();
        body[at] = byte;
        if let Event::Answered(report) = event(200, &body) {
            prop_assert_ne!(report.word, Word::Paid);
        }
    }

    #[test]
    fn garbage_is_no_answer(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let event = event(200, &body);
        prop_assert!(matches!(event, Event::Unanswered(_)), "{:?}", event);
    }
}
