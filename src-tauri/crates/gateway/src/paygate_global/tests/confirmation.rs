use serde_json::json;

use super::samples::reference;
use crate::notification::{Notified, Seal};
use crate::paygate_global::confirmation;
use crate::transport::LARGEST_REPLY;

const KEY: &str = "practice-token";

/// The names in a message.
fn named(message: &[u8]) -> Option<(Option<String>, Option<String>)> {
    let Notified { reference, gateway_reference, seal, secret, report } = confirmation::read(message, &[KEY])?;
    assert_eq!(seal, Seal::Absent);
    assert!(secret.is_none() && report.is_none(), "it proves nothing");
    Some((reference, gateway_reference))
}

#[test]
fn the_documented_message_names_the_payment_to_ask_about_and_nothing_else() {
    let message = json!({
        "tx_reference": 1_000_001,
        "identifier": reference().as_str(),
        "payment_reference": "7034872",
        "amount": 12_500,
        "datetime": "2026-09-01T10:00:00.000Z",
        "payment_method": "FLOOZ",
        "phone_number": "22890123456",
    });
    let names = named(message.to_string().as_bytes()).unwrap();
    assert_eq!(names, (Some(reference().to_string()), Some("1000001".to_owned())));
}

#[test]
fn a_message_may_name_the_payment_in_one_way_only() {
    let by_number = (None, Some("7".to_owned()));
    assert_eq!(named(br#"{"tx_reference":"7"}"#), Some(by_number));
    let by_reference = (Some("CPTX".to_owned()), None);
    assert_eq!(named(br#"{"identifier":"CPTX","tx_reference":{}}"#), Some(by_reference));
}

#[test]
fn a_message_that_names_no_payment_is_no_hint() {
    let huge = format!("{{\"identifier\":\"CPTX\",\"other\":\"{}\"}}", "x".repeat(LARGEST_REPLY));
    for message in [
        "",
        "{}",
        "null",
        "[]",
        "<html>",
        r#"{"identifier":null}"#,
        r#"{"identifier":"","tx_reference":true}"#,
        r#"{"identifier":"CPTX","identifier":"CPTY"}"#,
        r#"{"amount":12500}"#,
        "identifier=CPTX",
        &huge,
    ] {
        assert_eq!(named(message.as_bytes()), None);
    }
}

#[test]
fn a_name_with_the_key_in_it_is_none() {
    let with_key = format!("x{KEY}y");
    let names = |message: serde_json::Value| named(message.to_string().as_bytes());
    assert_eq!(names(json!({"identifier": with_key, "tx_reference": 7})), Some((None, Some("7".to_owned()))));
    assert_eq!(names(json!({"identifier": with_key})), None);
}
