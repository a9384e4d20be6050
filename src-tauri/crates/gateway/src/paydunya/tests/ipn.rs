use serde_json::{Value, json};
use url::form_urlencoded;

use super::samples::{MASTER_KEY, TOKEN, answering, keys, our_hash, paid, with, without};
use crate::account::Keys;
use crate::notification::{Notification, Notified, Seal};
use crate::samples::reference;
use crate::transport::LARGEST_REPLY;

/// Token, reference, seal.
type Named = (Option<String>, Option<String>, Seal);

fn read(keys: &Keys, body: impl AsRef<[u8]>) -> Option<Named> {
    let spoken = answering(200, "");
    let notification = Notification { body: body.as_ref().to_vec(), query: String::new(), headers: Vec::new() };
    let Notified { reference, gateway_reference, seal, secret, report } = spoken.gateway.notified(keys, &notification)?;
    assert!(secret.is_none() && report.is_none(), "the gateway is asked");
    assert_eq!(spoken.heard(), [], "reading asks nobody");
    Some((gateway_reference, reference, seal))
}

fn named(body: impl AsRef<[u8]>) -> Option<Named> {
    read(&keys(), body)
}

fn ours(seal: Seal) -> Named {
    (Some(TOKEN.to_owned()), Some(reference().to_string()), seal)
}

fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// As « Configuration de l'IPN » posts its example, with `tokens` where the example has two.
fn documented(tokens: &[&str]) -> String {
    let mut pairs = vec![
        ("data[response_code]", "00"),
        ("data[response_text]", "Transaction Found"),
        (
            "data[hash]",
            "8c6666a27fe5daeb76dae6abc7308a557dca5be1bda85dfe5d81fa330cdc0bc3c4b37765fe5d2cc36aa2ba0f9284226a80f5488d14740fa70769d6079a179406",
        ),
    ];
    pairs.extend(tokens.iter().map(|token| ("data[invoice][token]", *token)));
    pairs.extend([
        ("data[invoice][items][item_0][name]", "Chaussures Croco"),
        ("data[invoice][items][item_0][quantity]", "3"),
        ("data[invoice][items][item_0][unit_price]", "10000"),
        ("data[invoice][items][item_0][total_price]", "30000"),
        ("data[invoice][taxes][tax_0][name]", "TVA (18%)"),
        ("data[invoice][taxes][tax_0][amount]", "6300"),
        ("data[invoice][total_amount]", "42300"),
        ("data[custom_data][categorie]", "Jeu concours"),
        ("data[custom_data][numero_gagnant]", "5"),
        ("data[actions][cancel_url]", "http://magasin-le-choco.com/cancel_url.aspx"),
        ("data[mode]", "test"),
        ("data[status]", "completed"),
        ("data[customer][name]", "Alioune Faye"),
        ("data[receipt_url]", "https://paydunya.com/sandbox-checkout/receipt/pdf/test_jkEdPY8SuG.pdf"),
    ]);
    form(&pairs)
}

#[test]
fn the_documents_own_message_names_its_invoice_and_is_of_another_key() {
    let expected = (Some("test_jkEdPY8SuG".to_owned()), None, Seal::Differs);
    assert_eq!(named(documented(&["test_jkEdPY8SuG"])), Some(expected));
}

#[test]
fn the_example_with_two_tokens_names_no_payment() {
    assert_eq!(named(documented(&["test_jkEdPY8SuG", "test_Jh2T8skw1j"])), None);
}

#[test]
fn the_same_message_is_read_in_every_shape_that_integrators_receive() {
    let (hash, reference) = (our_hash(), reference().to_string());
    let data = paid();
    let unsealed = without(paid(), "/hash");
    let (text, unsealed_text) = (data.to_string(), unsealed.to_string());
    let shapes = [
        form(&[("data[hash]", &hash), ("data[invoice][token]", TOKEN), ("data[custom_data][reference]", &reference)]),
        form(&[("hash", &hash), ("data[invoice][token]", TOKEN), ("data[custom_data][reference]", &reference)]),
        form(&[("hash", &hash), ("invoice[token]", TOKEN), ("custom_data[reference]", &reference)]),
        form(&[("data", &text)]),
        form(&[("data", &text), ("hash", &hash)]),
        form(&[("hash", &hash), ("data", &unsealed_text)]),
        text.clone(),
        format!(" \n{text}"),
        json!({"data": data}).to_string(),
        json!({"data": data, "hash": hash}).to_string(),
        json!({"data": unsealed, "hash": hash}).to_string(),
        json!({"data": text}).to_string(),
        json!({"data": unsealed_text, "hash": hash}).to_string(),
    ];
    for body in shapes {
        assert_eq!(named(&body), Some(ours(Seal::Equal)), "{body}");
    }
}

#[test]
fn a_hash_is_equal_only_to_the_whole_of_ours_wherever_it_stands() {
    let hash = our_hash();
    let body = |hash: Value| json!({"data": with(paid(), "/hash", hash)}).to_string();
    for other in
        [json!("0".repeat(128)), json!(&hash[..127]), json!(format!("{hash}0")), json!(hash.to_uppercase()), json!(""), json!(0)]
    {
        assert_eq!(named(body(other.clone())), Some(ours(Seal::Differs)), "{other}");
    }
    assert_eq!(named(body(json!(hash))), Some(ours(Seal::Equal)));
    assert_eq!(named(body(Value::Null)), Some(ours(Seal::Absent)));
    assert_eq!(named(without(paid(), "/hash").to_string()), Some(ours(Seal::Absent)));
    // One of two is a forger's.
    let two = json!({"data": paid(), "hash": "0".repeat(128)}).to_string();
    assert_eq!(named(two), Some(ours(Seal::Differs)));
    let two = form(&[("hash", &hash), ("data[hash]", "x"), ("data[invoice][token]", TOKEN)]);
    assert_eq!(named(two), Some((Some(TOKEN.to_owned()), None, Seal::Differs)));
    assert_eq!(read(&Keys::default(), paid().to_string()), Some(ours(Seal::Absent)), "no key of ours makes it");
}

#[test]
fn a_message_may_name_the_payment_in_one_way_only() {
    let by_token = (Some("a".to_owned()), None, Seal::Absent);
    let by_reference = (None, Some("CPTA".to_owned()), Seal::Absent);
    for body in [
        json!({"invoice": {"token": "a"}}),
        json!({"invoice": {"token": "a"}, "custom_data": []}),
        json!({"data": {"invoice": {"token": "a"}, "custom_data": "x"}}),
        json!({"data": {"invoice": {"token": "a"}, "custom_data": {"reference": {}}}}),
    ] {
        assert_eq!(named(body.to_string()), Some(by_token.clone()), "{body}");
    }
    for body in [
        json!({"custom_data": {"reference": "CPTA"}}),
        json!({"invoice": [], "custom_data": {"reference": "CPTA"}}),
        json!({"invoice": {"token": "a/../b"}, "custom_data": {"reference": "CPTA"}}),
        json!({"invoice": {"token": MASTER_KEY}, "custom_data": {"reference": "CPTA"}}),
    ] {
        assert_eq!(named(body.to_string()), Some(by_reference.clone()), "{body}");
    }
}

#[test]
fn a_message_that_names_no_payment_is_no_hint() {
    let huge = json!({"invoice": {"token": "a"}, "other": "x".repeat(LARGEST_REPLY)}).to_string();
    for body in [
        "",
        "{}",
        "null",
        "[]",
        "<html>",
        "token=a",
        "data=",
        "data=a",
        "data=[]",
        "data[invoice]=a",
        "data[invoice][token]=",
        "data[invoice][token]=a%2Fb",
        "hash=a",
        r#"{"data":null}"#,
        r#"{"data":[]}"#,
        r#"{"data":1}"#,
        r#"{"data":"{}"}"#,
        r#"{"data":"a","invoice":{"token":"a"}}"#,
        r#"{"data":[{"invoice":{"token":"a"}}]}"#,
        r#"{"invoice":"a"}"#,
        r#"{"invoice":{"token":["a"]}}"#,
        r#"{"invoice":{"token":"a","token":"b"}}"#,
        r#"{"invoice":{"token":"a"},"invoice":{"token":"b"}}"#,
        r#"{"data":"{\"invoice\":{\"token\":\"a\",\"token\":\"b\"}}"}"#,
        "data[invoice][token]=a&data[invoice][token]=a",
        "hash=a&data[invoice][token]=a&hash=b",
        &huge,
    ] {
        assert_eq!(named(body), None, "{}", &body[..body.len().min(80)]);
    }
    assert_eq!(named([0xff, 0xfe]), None);
}

#[test]
fn a_message_cut_anywhere_never_has_a_right_seal_for_another_token() {
    let whole = json!({"data": paid()}).to_string();
    for length in 0..whole.len() {
        assert_eq!(named(&whole.as_bytes()[..length]), None, "{length} bytes");
    }
    let whole = form(&[("data[invoice][token]", TOKEN), ("data[hash]", &our_hash())]);
    for length in 0..whole.len() {
        let seal = named(&whole[..length]).map(|(_, _, seal)| seal);
        assert_ne!(seal, Some(Seal::Equal), "{length} bytes");
    }
}
