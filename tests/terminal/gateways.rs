//! `account add` at each gateway: its keys, its fields, and the mode that its keys are of.

use comptoir_tests::{Keyring, Outcome, Till};
use serde_json::{Value, json};

const PAYDUNYA: &str = r#"{"master_key":"practice-master","private_key":"live_of-practice","token":"practice-token"}"#;
const PAYDUNYA_TEST: &str = r#"{"master_key":"practice-master","private_key":"test_of-practice","token":"practice-token"}"#;
const CINETPAY: &str = r#"{"apikey":"practice-apikey"}"#;
const PAYPLUS: &str = r#"{"apikey":"practice-apikey","token":"practice-token"}"#;

fn add(till: &Till, name: &str, gateway: &str, fields: &[&str], secrets: &str) -> Outcome {
    let mut words = vec!["account", "add", name, "--gateway", gateway];
    for field in fields {
        words.extend(["--field", field]);
    }
    till.run_typing(words, secrets)
}

#[test]
fn each_gateway_takes_its_own_keys_and_fields() {
    let keyring = Keyring::unlocked();
    let till = Till::on(&keyring);
    let cases: [(&str, &[&str], &str, &str, usize); 7] = [
        ("paydunya", &[], PAYDUNYA, "live", 3),
        ("paydunya", &[], PAYDUNYA_TEST, "test", 3),
        ("cinetpay", &["site_id=445160"], CINETPAY, "live", 1),
        ("cinetpay", &["site_id=445160"], r#"{"apikey":"practice-apikey","secret_key":"practice-secret"}"#, "live", 2),
        ("payplus", &[], PAYPLUS, "live", 2),
        ("payplus", &["mode=test"], PAYPLUS, "test", 2),
        ("paiement-pro", &["merchant_id=PP-F324"], "", "live", 0),
    ];
    let mut expected = 0;
    for (place, (gateway, fields, secrets, environment, keys)) in cases.into_iter().enumerate() {
        let added = add(&till, &format!("compte{place}"), gateway, fields, secrets).exits(0);
        assert_eq!((added.text("gateway").as_str(), added.text("environment").as_str()), (gateway, environment), "{added}");
        expected += keys;
        assert_eq!(keyring.keys().len(), expected, "{added}");
    }
    assert_eq!(till.run(["account", "list"]).exits(0).lines.len(), 7);
    for place in 0..7 {
        till.run(["account", "remove", &format!("compte{place}")]).exits(0);
    }
    assert!(keyring.keys().is_empty());
}

#[test]
fn a_field_or_key_that_the_gateway_needs_is_named_while_it_is_missing() {
    let till = Till::new();
    let cases: [(&str, &[&str], &str, &str, &str); 9] = [
        ("cinetpay", &[], CINETPAY, "field_missing", "site_id"),
        ("paiement-pro", &[], "", "field_missing", "merchant_id"),
        ("paiement-pro", &["channel=WAVECI"], "{}", "field_missing", "merchant_id"),
        ("paydunya", &[], r#"{"master_key":"a","token":"b"}"#, "secret_missing", "private_key"),
        ("payplus", &[], r#"{"apikey":"a"}"#, "secret_missing", "token"),
        ("cinetpay", &["site_id=445160"], r#"{"secret_key":"a"}"#, "secret_missing", "apikey"),
        ("cinetpay", &["site_id=445160"], r#"{"apikey":"a","token":"b"}"#, "secret_unknown", "token"),
        ("cinetpay", &["site_id=445160", "apikey=a"], "{}", "secret_in_field", "apikey"),
        ("paiement-pro", &["merchant_id=PP-F324"], r#"{"token":"a"}"#, "secret_unknown", "token"),
    ];
    for (gateway, fields, secrets, code, named) in cases {
        let refused = add(&till, "compte", gateway, fields, secrets).refused(2, code).error.unwrap();
        assert!(refused["message"].as_str().unwrap().contains(named), "{refused}");
    }
    assert!(till.run(["account", "list"]).exits(0).lines.is_empty());
}

#[test]
fn an_optional_key_that_is_left_empty_is_none() {
    let keyring = Keyring::unlocked();
    let till = Till::on(&keyring);
    let empty = r#"{"apikey":"practice-apikey","secret_key":" "}"#;
    let left = add(&till, "vide", "cinetpay", &["site_id=445160"], empty).exits(0);
    let without = add(&till, "sans", "cinetpay", &["site_id=445160"], CINETPAY).exits(0);
    assert_eq!(left.text("key_fingerprint"), without.text("key_fingerprint"));
    assert_eq!(keyring.keys().len(), 2);
    add(&till, "faux", "cinetpay", &["site_id=445160"], r#"{"apikey":"a","secret_key":"b c"}"#).refused(2, "secret_invalid");
}

#[test]
fn a_field_takes_what_it_can_be_and_no_other() {
    let till = Till::new();
    let invalid = [
        ("cinetpay", "site_id="),
        ("cinetpay", "channels=CASH"),
        ("cinetpay", "channels=all"),
        ("payplus", "mode=prod"),
        ("paydunya", "mode="),
        ("paiement-pro", "endpoint=soap"),
        ("paydunya", "country=FR"),
        ("payplus", "return_url=boutique.bj"),
        ("payplus", "notify_url=ftp://boutique.bj/"),
        ("payplus", "store_name="),
    ];
    for (gateway, field) in invalid {
        add(&till, "compte", gateway, &[field], PAYPLUS).refused(2, "field_invalid");
    }
    for (gateway, field) in [("cinetpay", "page=on"), ("paygate-global", "site_id=1"), ("paydunya", "channel=WAVECI")] {
        add(&till, "compte", gateway, &[field], PAYPLUS).refused(2, "field_unknown");
    }
    let fields = [
        "country=CI",
        "store_name=Chez Awa",
        "return_url=https://boutique.bj/merci",
        "cancel_url=https://boutique.bj/",
        "notify_url=https://boutique.bj/avis?x=1",
        "mode=live",
    ];
    let added = add(&till, "cotonou", "payplus", &fields, PAYPLUS).exits(0);
    let told = added.last()["fields"].as_object().unwrap();
    for field in fields {
        let (name, value) = field.split_once('=').unwrap();
        assert_eq!(told[name], Value::from(value), "{added}");
    }
}

#[test]
fn the_mode_of_a_paydunya_account_is_the_one_of_its_keys() {
    let till = Till::new();
    let mode = |name: &str, fields: &[&str], secrets: &str| {
        let added = add(&till, name, "paydunya", fields, secrets).exits(0);
        (added.last()["fields"]["mode"].clone(), added.text("environment"))
    };
    assert_eq!(mode("reel", &[], PAYDUNYA), (json!("live"), "live".to_owned()));
    assert_eq!(mode("essai", &[], PAYDUNYA_TEST), (json!("test"), "test".to_owned()));
    assert_eq!(mode("dit-reel", &["mode=live"], PAYDUNYA), (json!("live"), "live".to_owned()));
    assert_eq!(mode("dit-essai", &["mode=test"], PAYDUNYA_TEST), (json!("test"), "test".to_owned()));
    add(&till, "faux", "paydunya", &["mode=test"], PAYDUNYA).refused(2, "mode_mismatch");
    let refused = add(&till, "faux", "paydunya", &["mode=live"], PAYDUNYA_TEST).refused(2, "mode_mismatch");
    assert!(refused.error.unwrap()["what_to_do"].as_str().unwrap().contains("mode=test"));
    assert_eq!(till.run(["account", "list"]).exits(0).lines.len(), 4);
}
