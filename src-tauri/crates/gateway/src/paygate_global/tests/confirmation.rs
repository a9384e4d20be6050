use serde_json::json;

use super::samples::reference;
use crate::paygate_global::Confirmation;
use crate::transport::LARGEST_REPLY;

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
    let hint = Confirmation::read(message.to_string().as_bytes()).unwrap();
    let expected = Confirmation { reference: Some(reference().to_string()), gateway_reference: Some("1000001".to_owned()) };
    assert_eq!(hint, expected);
    let shown = format!("{hint:?}");
    assert!(!shown.contains("90123456") && !shown.contains("12500"), "{shown}");
}

#[test]
fn a_message_may_name_the_payment_in_one_way_only() {
    let read = |message: &str| Confirmation::read(message.as_bytes());
    let by_number = Confirmation { reference: None, gateway_reference: Some("7".to_owned()) };
    assert_eq!(read(r#"{"tx_reference":"7"}"#), Some(by_number));
    let by_reference = Confirmation { reference: Some("CPTX".to_owned()), gateway_reference: None };
    assert_eq!(read(r#"{"identifier":"CPTX","tx_reference":{}}"#), Some(by_reference));
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
        assert_eq!(Confirmation::read(message.as_bytes()), None);
    }
}
