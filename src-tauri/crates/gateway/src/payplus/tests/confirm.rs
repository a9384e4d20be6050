use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Question, Report, Told, Verdict, Word, judge};
use comptoir_core::payment::{Event, Payment};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::samples::{
    DOCUMENTED_CONFIRM, KIND, Spoken, TOKEN, account, answering, documented, event, failed, keys, listed, of_the_field, order,
    payment, reference, reply, report, sent, with,
};
use crate::call::digest;
use crate::transport::{Reply, TransportError};

fn verdict(body: &Value) -> Verdict {
    judge(&report(body), &order(KIND), Some(TOKEN), true)
}

#[test]
fn a_production_answer_is_reported_field_by_field_and_without_the_phone_number() {
    let body = of_the_field("completed");
    let expected = Report {
        question: Question::ByGatewayReference,
        word: Word::Paid,
        reference: Told::That(reference().to_string()),
        gateway_reference: Told::That(TOKEN.to_owned()),
        operator_reference: Some("PP1000001".to_owned()),
        amount_minor: Told::That(12_500),
        currency: Told::Nothing,
        environment: Told::Nothing,
        paid_at: Some("2026-09-01 10:00:00".to_owned()),
        means: Some("MTN BENIN".to_owned()),
        cause: None,
        receipt_url: Some("https://app.payplus.africa/recu/1000001".to_owned()),
        seal: None,
        difference: None,
        digest: digest(body.to_string().as_bytes()),
    };
    assert_eq!(report(&body), expected);
    assert_eq!(verdict(&body), Verdict::Proven);
}

#[test]
fn a_documented_answer_proves_a_payment_though_it_has_no_amount() {
    let body = documented("completed");
    let report = report(&body);
    assert_eq!((report.word, report.amount_minor, report.means), (Word::Paid, Told::Nothing, None));
    assert_eq!(verdict(&body), Verdict::Proven);
    let bare = json!({"response_code": "00", "description": "completed"});
    assert_eq!(verdict(&bare), Verdict::Proven, "the token that was asked by is known to us and the gateway alone");
}

#[test]
fn each_documented_state_has_its_word_in_either_field_or_in_both() {
    for (text, word) in
        [("pending", Word::Pending), ("completed", Word::Paid), ("notcompleted", Word::Declined), ("nocompleted", Word::Declined)]
    {
        assert_eq!(report(&documented(text)).word, word);
        assert_eq!(report(&of_the_field(text)).word, word);
        assert_eq!(report(&with(of_the_field(text), "description", json!(text))).word, word);
        assert_eq!(report(&with(of_the_field(text), "description", Value::Null)).word, word);
    }
    let spelt = with(of_the_field("nocompleted"), "description", json!("notcompleted"));
    assert_eq!(report(&spelt).word, Word::Declined);
}

#[test]
fn two_fields_that_disagree_are_no_clear_word() {
    for (status, description) in [
        ("completed", "pending"),
        ("pending", "completed"),
        ("completed", "notcompleted"),
        ("completed", "Facture réglée"),
        ("Facture réglée", "completed"),
    ] {
        let body = with(of_the_field(status), "description", json!(description));
        assert_eq!(report(&body).word, Word::Unknown(format!("{status} / {description}")));
        assert_eq!(verdict(&body), Verdict::Nothing(Reason::UnknownWord));
    }
}

#[test]
fn a_word_the_document_does_not_have_is_kept_and_is_none_of_its_words() {
    for (word, kept) in [
        (json!("Completed"), "Completed"),
        (json!("completed "), "completed"),
        (json!("failed"), "failed"),
        (json!(1), "1"),
        (json!(" \n"), ""),
        (json!("attend 22990123456"), "attend ***********"),
        (json!("practice-token"), "…"),
    ] {
        for field in ["status", "description"] {
            let body = with(json!({"response_code": "00"}), field, word.clone());
            assert_eq!(report(&body).word, Word::Unknown(kept.to_owned()), "{body}");
        }
    }
}

#[test]
fn a_state_of_the_wrong_type_or_none_is_no_answer() {
    for strange in [json!(true), json!(["completed"]), json!({"completed": 1}), json!(1.5)] {
        for field in ["status", "description"] {
            let body = with(of_the_field("completed"), field, strange.clone()).to_string();
            assert_eq!(event(200, &body), Event::Unanswered(Reason::Unreadable), "{body}");
        }
    }
    for body in [r#"{"response_code":"00"}"#, r#"{"response_code":"00","status":"","description":null}"#] {
        assert_eq!(event(200, body), Event::Unanswered(Reason::Unreadable), "{body}");
    }
}

#[test]
fn every_other_code_changes_nothing_whatever_stands_beside_it() {
    for (number, reason) in [
        ("00", Reason::KeyRefused),
        ("01", Reason::NotActivated),
        ("02", Reason::NotKnown),
        ("14", Reason::AddressRefused),
        ("03", Reason::UnknownWord),
        ("99", Reason::UnknownWord),
        ("", Reason::UnknownWord),
    ] {
        let body = failed(number);
        assert_eq!(event(200, body.to_string()), Event::Unanswered(reason), "{number}");
        let told = with(body, "status", json!("notcompleted")).to_string();
        assert_eq!(event(200, told), Event::Unanswered(reason), "{number}");
    }
    for code in [json!("01"), json!("0"), json!("000"), json!(0), json!("")] {
        for word in ["completed", "notcompleted"] {
            let body = with(of_the_field(word), "response_code", code.clone()).to_string();
            assert_eq!(event(200, &body), Event::Unanswered(Reason::UnknownWord), "{body}");
        }
    }
    for code in [Value::Null, json!(true), json!(["00"]), json!({}), json!(0.0)] {
        let body = with(of_the_field("completed"), "response_code", code).to_string();
        assert_eq!(event(200, &body), Event::Unanswered(Reason::Unreadable), "{body}");
    }
    assert_eq!(event(200, DOCUMENTED_CONFIRM), Event::Unanswered(Reason::UnknownWord));
}

#[test]
fn the_number_of_a_failure_is_never_taken_for_the_code_of_success() {
    let contradicted = with(of_the_field("completed"), "response_text", json!("Echec (Code00)")).to_string();
    assert_eq!(event(200, contradicted), Event::Unanswered(Reason::KeyRefused));
    let elsewhere = with(failed("00"), "description", json!("completed")).to_string();
    assert_eq!(event(200, elsewhere), Event::Unanswered(Reason::KeyRefused));
}

#[test]
fn what_the_gateway_kept_for_us_must_be_equal_where_it_gives_it_back() {
    let numbers = with(sent(), "amount", json!(12_500));
    for equal in [sent(), listed(&sent()), json!(sent().to_string()), json!(listed(&sent()).to_string()), numbers] {
        for field in ["customdata", "custom_data"] {
            let body = with(json!({"response_code": "00", "status": "completed"}), field, equal.clone());
            assert_eq!(report(&body).reference, Told::That(reference().to_string()), "{body}");
            assert_eq!(verdict(&body), Verdict::Proven, "{body}");
        }
    }
    for empty in [Value::Null, json!([]), json!({}), json!("")] {
        let body = with(documented("completed"), "customdata", empty);
        assert_eq!((report(&body).reference, verdict(&body)), (Told::Nothing, Verdict::Proven), "{body}");
    }
    let without = |name: &str| {
        let mut kept = sent();
        kept.as_object_mut().unwrap().remove(name);
        kept
    };
    let cases = [
        (with(sent(), "reference", json!("CPTOTHER")), Reason::ReferenceDiffers),
        (with(sent(), "reference", json!(["CPT"])), Reason::ReferenceDiffers),
        (with(sent(), "payment_id", json!("autre")), Reason::ReferenceDiffers),
        (with(sent(), "amount", json!("100")), Reason::AmountDiffers),
        (with(sent(), "amount", json!("12500.00")), Reason::AmountDiffers),
        (without("reference"), Reason::ReferenceMissing),
        (without("payment_id"), Reason::ReferenceMissing),
        (without("amount"), Reason::AmountMissing),
        (json!("contient les custom_data"), Reason::ReferenceDiffers),
        (json!(7), Reason::ReferenceDiffers),
        (json!(true), Reason::ReferenceDiffers),
        (json!(1.5), Reason::ReferenceDiffers),
        (json!([sent()]), Reason::ReferenceDiffers),
        (json!([null]), Reason::ReferenceDiffers),
        (json!(["reference"]), Reason::ReferenceDiffers),
        (json!([{"keyof_customdata": "reference"}]), Reason::ReferenceDiffers),
        (json!([{"keyof_customdata": 1, "valueof_customdata": "x"}]), Reason::ReferenceDiffers),
    ];
    for (kept, reason) in cases {
        let body = with(documented("completed"), "customdata", kept.clone());
        assert_eq!(verdict(&body), Verdict::Unproven(reason), "{body}");
        let beside = with(of_the_field("completed"), "customdata", kept);
        assert_eq!(verdict(&beside), Verdict::Unproven(reason), "an equal echo beside it does not mend it");
    }
    let twice = documented("completed").to_string().replace(r#""customdata":{"#, r#""customdata":{"amount":"100","#);
    let Event::Answered(report) = event(200, twice) else { panic!() };
    assert_eq!(report.difference, Some(Reason::AmountDiffers));
}

#[test]
fn a_refusal_of_another_invoice_ends_nothing() {
    let body = with(documented("notcompleted"), "customdata", with(sent(), "reference", json!("CPTOTHER")));
    assert_eq!(verdict(&body), Verdict::Nothing(Reason::ReferenceDiffers));
    assert_eq!(verdict(&documented("notcompleted")), Verdict::Declined);
    assert_eq!(verdict(&documented("pending")), Verdict::Pending);
}

#[test]
fn a_token_that_is_told_must_be_the_one_that_was_asked_by() {
    for (token, told, verdict_expected) in [
        (json!(TOKEN), Told::That(TOKEN.to_owned()), Verdict::Proven),
        (json!(""), Told::Nothing, Verdict::Proven),
        (Value::Null, Told::Nothing, Verdict::Proven),
        (json!("autre"), Told::That("autre".to_owned()), Verdict::Unproven(Reason::GatewayReferenceDiffers)),
        (json!("deux mots"), Told::Strange, Verdict::Unproven(Reason::GatewayReferenceDiffers)),
        (json!([TOKEN]), Told::Strange, Verdict::Unproven(Reason::GatewayReferenceDiffers)),
    ] {
        let body = with(documented("completed"), "token", token);
        assert_eq!((report(&body).gateway_reference, verdict(&body)), (told, verdict_expected), "{body}");
    }
}

#[test]
fn an_amount_that_is_told_is_the_one_that_was_asked_or_the_payment_is_held() {
    let differs = Verdict::Unproven(Reason::AmountDiffers);
    for (montant, amount, told, verdict_expected) in [
        (json!(12_500), Value::Null, Told::That(12_500), Verdict::Proven),
        (Value::Null, json!("12500"), Told::That(12_500), Verdict::Proven),
        (json!("12500"), json!(12_500), Told::That(12_500), Verdict::Proven),
        (Value::Null, Value::Null, Told::Nothing, Verdict::Proven),
        (json!(100), Value::Null, Told::That(100), differs),
        (json!(0), Value::Null, Told::That(0), differs),
        (json!(12_500), json!(12_499), Told::Strange, differs),
        (json!(12_500.0), Value::Null, Told::Strange, differs),
        (json!("12500.00"), json!("12500.00"), Told::Strange, differs),
        (Value::Null, json!(""), Told::Strange, differs),
        (json!([12_500]), Value::Null, Told::Strange, differs),
    ] {
        let body = with(with(of_the_field("completed"), "montant", montant), "amount", amount);
        assert_eq!((report(&body).amount_minor, verdict(&body)), (told, verdict_expected), "{body}");
    }
}

#[test]
fn a_receipt_is_kept_from_the_gateways_own_site_only() {
    for (url, kept) in [
        (json!("https://payplus.africa/r/1"), Some("https://payplus.africa/r/1")),
        (json!("http://payplus.africa/r/1"), None),
        (json!("https://payplus.example/r/1"), None),
        (json!("https://payplus.africa/r/practice-token"), None),
        (json!("javascript:alert(1)"), None),
        (json!(""), None),
        (json!(1), None),
    ] {
        assert_eq!(report(&with(of_the_field("completed"), "receipt_url", url)).receipt_url.as_deref(), kept);
    }
}

#[test]
fn whatever_is_no_answer_of_the_gateways_changes_nothing() {
    let paid = of_the_field("completed").to_string();
    for (status, reason) in [
        (301, Reason::HttpRefused),
        (400, Reason::HttpRefused),
        (401, Reason::HttpRefused),
        (404, Reason::HttpRefused),
        (405, Reason::HttpRefused),
        (429, Reason::Limited),
        (500, Reason::ServerFailed),
        (503, Reason::ServerFailed),
    ] {
        assert_eq!(event(status, &paid), Event::Unanswered(reason), "{status}");
        assert_eq!(event(status, "<html>"), Event::Unanswered(reason), "{status}");
    }
    assert_eq!(event(200, " <html>Portail</html>"), Event::Unanswered(Reason::WebPage));
    let twice = paid.replacen('{', r#"{"status":"pending","#, 1);
    for body in ["", "OK", "null", "\"completed\"", "[]", "[{\"response_code\":\"00\"}]", &twice] {
        assert_eq!(event(200, body), Event::Unanswered(Reason::Unreadable), "{body}");
    }
    for (error, reason) in [
        (TransportError::NotSent(Reason::NameNotFound), Reason::NameNotFound),
        (TransportError::Lost(Reason::TooLarge), Reason::TooLarge),
    ] {
        let answer = Spoken::to(account("boutique"), vec![Err(error)]).ask(&keys(), &payment());
        assert_eq!(answer.event, Event::Unanswered(reason));
    }
}

#[test]
fn a_payment_whose_token_never_came_cannot_be_asked_about() {
    let spoken = Spoken::to(account("boutique"), vec![Ok(reply(200, of_the_field("completed").to_string()))]);
    let answer = spoken.ask(&keys(), &Payment { gateway_reference: None, ..payment() });
    assert_eq!((answer.event, spoken.heard()), (Event::Unanswered(Reason::NotAskable), vec![]));
    let keyless = spoken.ask(&crate::account::Keys::default(), &payment());
    assert_eq!((keyless.event, spoken.heard()), (Event::Unanswered(Reason::NoKey), vec![]));
}

#[test]
fn a_gateway_that_asks_to_be_left_alone_says_for_how_long() {
    let limited = |status| Reply { retry_after: Some(Duration::from_secs(7)), ..reply(status, "") };
    let leave_alone = |status| Spoken::to(account("boutique"), vec![Ok(limited(status))]).ask(&keys(), &payment()).leave_alone;
    assert_eq!((leave_alone(429), leave_alone(503)), (Some(Duration::from_secs(7)), Some(Duration::from_secs(7))));
    assert_eq!(leave_alone(200), None);
}

#[test]
fn an_answer_cut_anywhere_says_nothing() {
    for body in [documented("completed").to_string(), of_the_field("completed").to_string(), DOCUMENTED_CONFIRM.to_owned()] {
        for length in 0..body.len() {
            let event = event(200, &body.as_bytes()[..length]);
            assert_eq!(event, Event::Unanswered(Reason::Unreadable), "{length} bytes of {body}");
        }
    }
}

proptest! {
    #[test]
    fn an_answer_with_one_byte_changed_is_never_proof_with_another_word(at in 0_usize..900, byte in any::<u8>()) {
        let mut body = of_the_field("pending").to_string().into_bytes();
        let at = at % body.len();
        body[at] = byte;
        if let Event::Answered(report) = event(200, &body) {
            prop_assert_ne!(&report.word, &Word::Paid);
        }
    }

    #[test]
    fn garbage_is_no_answer(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let event = event(200, &body);
        prop_assert!(matches!(event, Event::Unanswered(_)), "{:?}", event);
    }
}

/// A list as deep as JSON may be, in a text, in a list as deep, and so on: each text doubles, so that an answer holds sixteen.
#[test]
fn lists_in_texts_in_lists_do_not_use_up_the_stack() {
    let mut kept = "[]".to_owned();
    while kept.len() < 100_000 {
        kept = format!("{}{}{}", "[".repeat(120), serde_json::to_string(&kept).unwrap(), "]".repeat(120));
    }
    let body = format!(r#"{{"response_code":"00","status":"completed","custom_data":{kept}}}"#);
    assert!(body.len() < crate::transport::LARGEST_REPLY);
    let Event::Answered(report) = answering(200, &body).ask(&keys(), &payment()).event else { panic!("no report") };
    assert_eq!(judge(&report, &order(KIND), Some(TOKEN), true), Verdict::Unproven(Reason::ReferenceDiffers));
}
