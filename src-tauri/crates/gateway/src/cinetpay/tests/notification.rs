use comptoir_core::order::GatewayKind;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use url::form_urlencoded;

use super::samples::{APIKEY, SECRET_KEY, SITE_ID, answering, keys};
use crate::account::Keys;
use crate::notification::{Notification, Seal};
use crate::samples::{self, reference};
use crate::transport::LARGEST_REPLY;

/// The form of « HMAC », each field in its documented place.
fn form() -> Vec<(&'static str, String)> {
    let of = |name, value: &str| (name, value.to_owned());
    vec![
        of("cpm_site_id", SITE_ID),
        of("cpm_trans_id", reference().as_str()),
        of("cpm_trans_date", "2022-09-15 22:57:15"),
        of("cpm_amount", "12500"),
        of("cpm_currency", "XOF"),
        of("signature", "signature-of-theirs"),
        of("payment_method", "OM"),
        of("cel_phone_num", "0707123456"),
        of("cpm_phone_prefixe", "225"),
        of("cpm_language", "fr"),
        of("cpm_version", "V4"),
        of("cpm_payment_config", "SINGLE"),
        of("cpm_page_action", "PAYMENT"),
        of("cpm_custom", "été"),
        of("cpm_designation", "Deux pagnes + fil"),
        of("cpm_error_message", "SUCCES"),
    ]
}

/// The documented token of the values in this order.
fn token(form: &[(&str, String)]) -> String {
    let sealed: String = form.iter().map(|(_, value)| value.as_str()).collect();
    let mac = Hmac::<Sha256>::new_from_slice(SECRET_KEY.as_bytes()).unwrap().chain_update(sealed);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sent(form: &[(&str, String)], token: Option<&str>) -> Notification {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish().into_bytes();
    let headers = token.map(|token| ("X-Token".to_owned(), token.to_owned())).into_iter().collect();
    Notification { query: String::new(), headers, body }
}

/// The reference and the seal that are read of it; none where it names no payment.
fn read(keys: &Keys, notification: &Notification) -> Option<(Option<String>, Seal)> {
    let notified = answering(200, "").gateway.notified(keys, notification)?;
    assert!(notified.report.is_none() && notified.secret.is_none() && notified.gateway_reference.is_none());
    Some((notified.reference, notified.seal))
}

fn seal_of(form: &[(&str, String)], token: Option<&str>) -> Seal {
    let (name, seal) = read(&keys(), &sent(form, token)).unwrap();
    assert_eq!(name.as_deref(), Some(reference().as_str()));
    seal
}

#[test]
fn a_notification_names_its_payment_and_its_mark_is_compared() {
    let form = form();
    let right = token(&form);
    assert_eq!(seal_of(&form, Some(&right)), Seal::Equal);
    assert_eq!(seal_of(&form, Some(&right.to_uppercase())), Seal::Equal);
    assert_eq!(seal_of(&form, None), Seal::Absent);
    let cut = &right[..right.len() - 2];
    for wrong in ["", "00", cut, &right[1..], &format!("{right}00"), "x-token", &right.replace(['0', '1', '2', '3'], "4")] {
        assert_eq!(seal_of(&form, Some(wrong)), Seal::Differs, "{wrong}");
    }
}

#[test]
fn every_field_is_under_the_mark_in_its_documented_place() {
    let right = token(&form());
    for place in 0..form().len() {
        let mut changed = form();
        changed[place].1.push('0');
        if changed[place].0 == "cpm_trans_id" {
            let (_, seal) = read(&keys(), &sent(&changed, Some(&right))).unwrap();
            assert_eq!(seal, Seal::Differs);
        } else {
            assert_eq!(seal_of(&changed, Some(&right)), Seal::Differs, "{}", changed[place].0);
        }
    }
    let mut turned = form();
    turned.reverse();
    assert_eq!(seal_of(&turned, Some(&right)), Seal::Equal, "the order of the form does not count");
    turned.push(("another", "field".to_owned()));
    assert_eq!(seal_of(&turned, Some(&right)), Seal::Equal, "nor does a field that is not under the mark");
}

#[test]
fn a_field_that_is_not_there_adds_nothing_to_the_mark() {
    let mut without = form();
    without.pop();
    assert_eq!(seal_of(&without, Some(&token(&without))), Seal::Equal);
    let two = [("cpm_site_id", SITE_ID.to_owned()), ("cpm_trans_id", reference().to_string())];
    assert_eq!(seal_of(&two, Some(&token(&two))), Seal::Equal);
}

#[test]
fn without_the_secret_key_no_mark_can_be_compared() {
    let keys = samples::keys(GatewayKind::Cinetpay, &[("apikey", APIKEY)]);
    let form = form();
    let (name, seal) = read(&keys, &sent(&form, Some(&token(&form)))).unwrap();
    assert_eq!((name.as_deref(), seal), (Some(reference().as_str()), Seal::Absent));
}

#[test]
fn what_names_no_payment_is_none() {
    let of =
        |body: &str| read(&keys(), &Notification { query: String::new(), headers: Vec::new(), body: body.as_bytes().to_vec() });
    for body in [
        "",
        "cpm_site_id=445160",
        "cpm_trans_id=",
        "cpm_trans_id=%20",
        "cpm_trans_id=a&cpm_trans_id=b",
        "cpm_trans_id=a&cpm_amount=1&cpm_amount=2",
        "cpm_trans_id=a%0Ab",
        "cpm_trans_id=practice-apikey",
        "<html>cpm_trans_id</html>",
        r#"{"cpm_trans_id":"a"}"#,
    ] {
        assert_eq!(of(body), None, "{body}");
    }
    assert_eq!(of(&format!("cpm_trans_id=a&cpm_custom={}", "x".repeat(LARGEST_REPLY))), None);
    assert_eq!(of("cpm_trans_id=a"), Some((Some("a".to_owned()), Seal::Absent)));
    assert_eq!(of("cpm_trans_id=a&cpm_custom=%FF"), Some((Some("a".to_owned()), Seal::Absent)));
}
