use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

use super::samples::{APIKEY, TOKEN, answering, keys, listed, of_the_field, reference, sent, with};
use crate::notification::{Notification, Seal};
use crate::transport::LARGEST_REPLY;

/// Our reference and the gateway's number, as a notification of this body has them.
fn named(body: impl AsRef<[u8]>) -> Option<(Option<String>, Option<String>)> {
    let notification = Notification { body: body.as_ref().to_vec(), query: String::new(), headers: Vec::new() };
    let notified = answering(200, "").gateway.notified(&keys(), &notification)?;
    assert!(notified.seal == Seal::Absent && notified.secret.is_none() && notified.report.is_none());
    Some((notified.reference, notified.gateway_reference))
}

fn form(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn ours() -> Option<(Option<String>, Option<String>)> {
    Some((Some(reference().to_string()), None))
}

fn by_token() -> Option<(Option<String>, Option<String>)> {
    Some((None, Some(TOKEN.to_owned())))
}

#[test]
fn a_notification_in_json_names_the_payment_by_our_reference_first() {
    for kept in [sent(), listed(&sent()), json!(sent().to_string())] {
        for name in ["customdata", "custom_data"] {
            assert_eq!(named(json!({"token": "another-token", name: kept}).to_string()), ours());
        }
    }
    assert_eq!(named(of_the_field("completed").to_string()), ours());
    for nothing in [json!([]), json!({}), json!("une phrase"), Value::Null, json!({"rubrique_1": "x"})] {
        assert_eq!(named(with(json!({"token": TOKEN}), "custom_data", nothing).to_string()), by_token());
    }
}

#[test]
fn a_notification_as_a_form_names_the_payment_as_well() {
    let reference = reference().to_string();
    let text = sent().to_string();
    for pairs in [
        vec![("token", "another-token"), ("custom_data", text.as_str())],
        vec![("custom_data[reference]", &reference), ("token", "another-token")],
        vec![("customdata[reference]", &reference)],
        vec![
            ("custom_data[0][keyof_customdata]", "amount"),
            ("custom_data[0][valueof_customdata]", "12500"),
            ("custom_data[1][keyof_customdata]", "reference"),
            ("custom_data[1][valueof_customdata]", &reference),
        ],
    ] {
        assert_eq!(named(form(&pairs)), ours(), "{pairs:?}");
    }
    assert_eq!(named(form(&[("token", TOKEN), ("status", "completed")])), by_token());
    assert_eq!(named(form(&[("token", TOKEN), ("custom_data[0][keyof_customdata]", "reference")])), by_token());
}

#[test]
fn a_notification_that_names_nothing_is_none() {
    let huge = format!("{{\"token\":\"{}\"}}", "t".repeat(LARGEST_REPLY));
    let twice = form(&[("token", TOKEN), ("token", "another-token")]);
    let keys_back = json!({"token": APIKEY}).to_string();
    for body in ["", " ", "{}", "[]", "{\"token\":\"\"}", "{\"token\":true}", "status=completed", &huge, &twice, &keys_back] {
        assert_eq!(named(body), None, "{}", &body[..body.len().min(60)]);
    }
    let whole = json!({"token": TOKEN, "custom_data": listed(&sent())}).to_string();
    for length in 0..whole.len() {
        assert_eq!(named(&whole[..length]), None, "{}", &whole[..length]);
    }
}
