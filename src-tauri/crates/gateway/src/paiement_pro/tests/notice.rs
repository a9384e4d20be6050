use comptoir_core::code::Reason;
use comptoir_core::evidence::{Question, Report, Told, Verdict, Word, judge};
use comptoir_core::money::Currency;
use proptest::prelude::*;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

use super::samples::{KIND, MERCHANT, PHONE, SECRET, context, notified, order, paid, query, reference, with};
use crate::call::digest;
use crate::notification::Seal;
use crate::transport::LARGEST_REPLY;

fn report_of(query: &str, body: impl AsRef<[u8]>) -> Report {
    *notified(query, body).unwrap().report.unwrap()
}

fn report(body: &Value) -> Report {
    report_of(&query(), body.to_string())
}

fn verdict(report: &Report) -> Verdict {
    judge(report, &order(KIND), Some("1234567890"), true)
}

/// The same message as a form.
fn form(message: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let pairs = message.as_object().unwrap().iter().map(|(name, value)| (name, text(value)));
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

#[test]
fn a_notification_says_the_same_as_a_form_in_json_and_in_the_address() {
    let message = with(paid(), "channel", json!("OMCIV2"));
    let merged = format!("{}&{}", query(), form(&message));
    for (query, body) in [
        (query(), form(&message)),
        (query(), message.to_string()),
        (query(), format!("\n {message}")),
        (merged.clone(), String::new()),
        (merged.clone(), form(&message)),
        (merged, message.to_string()),
    ] {
        let told = notified(&query, &body).unwrap();
        assert_eq!((told.reference, told.gateway_reference, told.seal), (Some(reference().to_string()), None, Seal::Absent));
        assert_eq!(told.secret.unwrap().expose_secret(), SECRET);
        let expected = Report {
            question: Question::Notified,
            word: Word::Paid,
            reference: Told::That(reference().to_string()),
            gateway_reference: Told::Nothing,
            operator_reference: None,
            amount_minor: Told::That(12_500),
            currency: Told::That(Currency::Xof),
            environment: Told::Nothing,
            paid_at: Some("2026-09-01 10:00:00".to_owned()),
            means: Some("OMCIV2".to_owned()),
            cause: None,
            receipt_url: None,
            seal: Some("d".repeat(128)),
            difference: None,
            digest: digest(format!("{query}\n{body}").as_bytes()),
        };
        assert_eq!(*told.report.unwrap(), expected);
        assert_eq!(verdict(&expected), Verdict::Proven);
    }
}

#[test]
fn the_documented_fields_are_proof_with_what_we_had_it_give_back_and_not_without() {
    let whole = report(&paid());
    assert_eq!((&whole.means, verdict(&whole)), (&None, Verdict::Proven));
    for context in [Value::Null, json!(""), json!("id:1"), json!("{}")] {
        let report = report(&with(paid(), "returnContext", context.clone()));
        assert_eq!((&report.word, &report.currency), (&Word::Paid, &Told::Nothing), "{context}");
        assert_eq!(verdict(&report), Verdict::Unproven(Reason::CurrencyMissing), "{context}");
    }
}

#[test]
fn each_documented_code_has_its_word_and_nothing_else_has_one() {
    let unknown = |text: &str| Word::Unknown(text.to_owned());
    for (code, word) in [
        (json!("0"), Word::Paid),
        (json!(0), Word::Paid),
        (json!("00"), Word::Paid),
        (json!("-1"), Word::Declined),
        (json!(-1), Word::Declined),
        (json!("000"), unknown("000")),
        (json!(" 0"), unknown("0")),
        (json!("1"), unknown("1")),
        (json!(1), unknown("1")),
        (json!("-01"), unknown("-01")),
        (json!(""), unknown("")),
        (json!("Réussi"), unknown("Réussi")),
        (json!("0102030405"), unknown("**********")),
        (json!(SECRET), unknown("…")),
        (json!(0.0), unknown("")),
        (json!(false), unknown("")),
        (json!(["0"]), unknown("")),
        (Value::Null, unknown("")),
    ] {
        assert_eq!(report(&with(paid(), "responsecode", code.clone())).word, word, "{code}");
    }
    assert_eq!(verdict(&report(&with(paid(), "responsecode", json!("-1")))), Verdict::Declined);
    let nothing = report(&with(paid(), "responsecode", json!("7")));
    assert_eq!(verdict(&nothing), Verdict::Nothing(Reason::UnknownWord));
}

#[test]
fn the_secret_is_what_stands_in_the_address_and_nowhere_else() {
    let secret =
        |query: &str, body: String| notified(query, body).unwrap().secret.map(|secret| secret.expose_secret().to_owned());
    assert_eq!(secret(&format!("a=1&cle={SECRET}&b"), form(&paid())).as_deref(), Some(SECRET));
    assert_eq!(secret("cle=une%20autre", form(&paid())).as_deref(), Some("une autre"));
    assert_eq!(secret("", form(&with(paid(), "cle", json!(SECRET)))), None);
    assert_eq!(secret("", with(paid(), "cle", json!(SECRET)).to_string()), None);
    assert_eq!(secret("cle=a&cle=b", form(&paid())), None);
    assert_eq!(secret("CLE=a", form(&paid())), None);
    assert_eq!(secret("cle=", form(&paid())).as_deref(), Some(""));
}

#[test]
fn the_merchant_must_be_there_and_be_ours() {
    let differs = Verdict::Unproven(Reason::MerchantDiffers);
    for merchant in [Value::Null, json!(""), json!("PP-F325"), json!("pp-f324"), json!(324), json!([MERCHANT])] {
        let report = report(&with(paid(), "merchantId", merchant.clone()));
        assert_eq!((report.difference, verdict(&report)), (Some(Reason::MerchantDiffers), differs), "{merchant}");
    }
    let declined = with(with(paid(), "merchantId", json!("PP-F325")), "responsecode", json!("-1"));
    assert_eq!(verdict(&report(&declined)), Verdict::Nothing(Reason::MerchantDiffers));
}

#[test]
fn the_amount_must_be_there_and_be_the_one_that_was_asked() {
    let differs = Verdict::Unproven(Reason::AmountDiffers);
    for (amount, told, verdict_expected) in [
        (json!(12_500), Told::That(12_500), Verdict::Proven),
        (json!("12500"), Told::That(12_500), Verdict::Proven),
        (json!(100), Told::That(100), differs),
        (json!(0), Told::That(0), differs),
        (json!("0"), Told::That(0), differs),
        (json!(12_500.0), Told::Strange, differs),
        (json!("12500.00"), Told::Strange, differs),
        (json!("12 500"), Told::Strange, differs),
        (json!(""), Told::Strange, differs),
        (json!({}), Told::Strange, differs),
        (Value::Null, Told::Nothing, Verdict::Unproven(Reason::AmountMissing)),
    ] {
        let report = report(&with(paid(), "amount", amount.clone()));
        assert_eq!((&report.amount_minor, verdict(&report)), (&told, verdict_expected), "{amount}");
    }
}

#[test]
fn the_currency_is_the_francs_under_either_of_its_names() {
    let cases = [
        (Value::Null, Value::Null, Told::That(Currency::Xof)),
        (json!("952"), Value::Null, Told::That(Currency::Xof)),
        (json!(952), Value::Null, Told::That(Currency::Xof)),
        (json!("XOF"), Value::Null, Told::That(Currency::Xof)),
        (Value::Null, json!("952"), Told::That(Currency::Xof)),
        (json!("952"), json!(952), Told::That(Currency::Xof)),
        (json!("952"), json!("XOF"), Told::That(Currency::Xof)),
        (json!("952"), json!("978"), Told::Strange),
        (json!("978"), Value::Null, Told::Strange),
        (json!("xof"), Value::Null, Told::Strange),
        (json!(""), Value::Null, Told::Strange),
        (json!([952]), Value::Null, Told::Strange),
    ];
    for (code, currency, told) in cases {
        let message = with(with(paid(), "countryCurrencyCode", code), "currency", currency);
        let report = report(&message);
        assert_eq!(report.currency, told, "{message}");
        let proven = told.value().is_some();
        assert_eq!(verdict(&report) == Verdict::Proven, proven, "{message}");
    }
}

#[test]
fn the_currency_we_had_it_give_back_counts_where_no_field_tells_one_and_never_against_one() {
    let strange = || Told::Strange;
    for (ours, field, told) in [
        (json!("XOF"), Value::Null, Told::That(Currency::Xof)),
        (json!("XOF"), json!("952"), Told::That(Currency::Xof)),
        (Value::Null, json!("952"), Told::That(Currency::Xof)),
        (Value::Null, Value::Null, Told::Nothing),
        (json!("EUR"), Value::Null, strange()),
        (json!("xof"), Value::Null, strange()),
        (json!(true), Value::Null, strange()),
        (json!("XOF"), json!("978"), strange()),
        (json!("EUR"), json!("952"), strange()),
        (json!("EUR"), json!("978"), strange()),
    ] {
        let context = with(context(), "currency", ours).to_string();
        let message = with(with(paid(), "returnContext", json!(context)), "countryCurrencyCode", field);
        assert_eq!(report(&message).currency, told, "{message}");
    }
}

#[test]
fn a_field_that_the_address_and_the_body_tell_otherwise_is_strange() {
    for (name, value, reason) in [
        ("merchantId", "PP-F325", Reason::MerchantDiffers),
        ("amount", "100", Reason::AmountDiffers),
        ("countryCurrencyCode", "978", Reason::CurrencyDiffers),
        ("returnContext", "{}", Reason::ReferenceDiffers),
    ] {
        let report = report_of(&format!("{}&{name}={value}", query()), form(&paid()));
        assert_eq!(verdict(&report), Verdict::Unproven(reason), "{name}");
    }
    let report = report_of(&format!("{}&responsecode=-1", query()), form(&paid()));
    assert_eq!(report.word, Word::Unknown(String::new()));
    assert!(notified(&format!("{}&referenceNumber=CPTOTHER", query()), form(&paid())).is_none());
    let twice = paid().to_string().replacen('{', r#"{"responsecode":"-1","#, 1);
    assert_eq!(report_of(&query(), twice).word, Word::Unknown(String::new()));
}

#[test]
fn what_we_had_it_give_back_is_of_this_payment_where_it_can_be_read() {
    let named = with(paid(), "countryCurrencyCode", json!("952"));
    let given_back = |value: Value| verdict(&report(&with(named.clone(), "returnContext", value)));
    for silent in [Value::Null, json!(""), json!("id:1"), json!("{}"), json!(r#"{"reference":null}"#)] {
        assert_eq!(given_back(silent.clone()), Verdict::Proven, "{silent}");
    }
    // A text is what its document knows; whatever else stands there is not what we gave.
    for other in [json!(r#"{"reference":"CPTOTHER"}"#), json!(r#"{"reference":7}"#), context(), json!([]), json!(true)] {
        assert_eq!(given_back(other.clone()), Verdict::Unproven(Reason::ReferenceDiffers), "{other}");
    }
}

#[test]
fn another_payments_notification_is_none_of_this_one() {
    let other = report(&with(with(paid(), "referenceNumber", json!("CPTOTHER")), "returnContext", Value::Null));
    assert_eq!(other.reference, Told::That("CPTOTHER".to_owned()));
    assert_eq!(verdict(&other), Verdict::Unproven(Reason::ReferenceDiffers));
}

#[test]
fn the_hash_is_kept_as_it_came_and_the_customers_number_is_not_kept() {
    for (hash, kept) in [
        (json!("0".repeat(64)), Some("0".repeat(64))),
        (json!("a".repeat(600)), Some("a".repeat(512))),
        (json!(42), Some("42".to_owned())),
        (json!(""), None),
        (json!({}), None),
        (json!(SECRET), None),
        (Value::Null, None),
    ] {
        assert_eq!(report(&with(paid(), "hashcode", hash)).seal, kept);
    }
    assert!(!serde_json::to_string(&report(&paid())).unwrap().contains(PHONE));
}

#[test]
fn a_notification_that_names_no_payment_or_cannot_be_read_is_none() {
    let huge = format!("{}&x={}", form(&paid()), "x".repeat(LARGEST_REPLY));
    let nameless = with(paid(), "referenceNumber", Value::Null).to_string();
    let strange = with(paid(), "referenceNumber", json!([reference().as_str()])).to_string();
    let blank = with(paid(), "referenceNumber", json!(" ")).to_string();
    for body in ["", "{}", "[]", "OK", "<html>", "responsecode=0", &huge, &nameless, &strange, &blank] {
        assert!(notified(&query(), body).is_none(), "{}", &body[..body.len().min(60)]);
        assert!(notified("", body).is_none());
    }
    assert!(notified(&huge, "").is_none());
}

#[test]
fn a_notification_cut_anywhere_proves_nothing() {
    let json = paid().to_string();
    for length in 0..json.len() {
        assert!(notified(&query(), &json.as_bytes()[..length]).is_none(), "{length} bytes of {json}");
    }
    // A form has no end of its own: what is cut of it is missing, or another value.
    let form = form(&paid());
    for length in 0..form.len() {
        let told = notified(&query(), &form.as_bytes()[..length]).and_then(|told| told.report);
        assert!(told.is_none_or(|report| verdict(&report) != Verdict::Proven), "{length} bytes of {form}");
    }
}

proptest! {
    #[test]
    fn a_notification_with_one_byte_changed_is_never_proof_of_another_word(at in 0_usize..600, byte in any::<u8>()) {
        let mut body = with(paid(), "responsecode", json!("-1")).to_string().into_bytes();
        let at = at % body.len();
        body[at] = byte;
        if let Some(report) = notified(&query(), &body).and_then(|told| told.report) {
            prop_assert_ne!(&report.word, &Word::Paid);
        }
    }

    #[test]
    fn garbage_names_no_payment(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(notified(&query(), &body).is_none());
    }
}
