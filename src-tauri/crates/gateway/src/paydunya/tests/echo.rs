//! What the answer brings back of our own, and what it says of the payment besides.

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Told, Verdict};
use serde_json::{Value, json};

use super::samples::{MASTER_KEY, TOKEN, our_hash, paid, report, verdict, with, without};
use crate::samples::reference;

const DIFFERS: Verdict = Verdict::Unproven(Reason::ReferenceDiffers);

#[test]
fn the_token_of_another_invoice_proves_nothing_and_ends_nothing() {
    let differs = Reason::GatewayReferenceDiffers;
    for token in [json!("test_Jh2T8skw1j"), json!(""), json!(7), json!(true), json!([TOKEN]), json!(" RHICF0HboN")] {
        let body = with(paid(), "/invoice/token", token);
        assert_eq!(verdict(&body), Verdict::Unproven(differs), "{body}");
        for status in ["pending", "cancelled", "failed", "expired"] {
            assert_eq!(verdict(&with(body.clone(), "/status", json!(status))), Verdict::Nothing(differs), "{status}");
        }
    }
    assert_eq!(verdict(&with(paid(), "/invoice/token", Value::Null)), Verdict::Proven, "the question named it");
}

#[test]
fn an_invoice_that_is_none_proves_nothing() {
    for (invoice, reason) in [
        (Value::Null, Reason::AmountMissing),
        (json!([]), Reason::AmountMissing),
        (json!({}), Reason::AmountMissing),
        (json!("12500"), Reason::GatewayReferenceDiffers),
        (json!([{"token": TOKEN, "total_amount": 12_500}]), Reason::GatewayReferenceDiffers),
        (json!(12_500), Reason::GatewayReferenceDiffers),
        (json!(true), Reason::GatewayReferenceDiffers),
        (json!(-1.5), Reason::GatewayReferenceDiffers),
        (json!(-1), Reason::GatewayReferenceDiffers),
    ] {
        assert_eq!(verdict(&with(paid(), "/invoice", invoice.clone())), Verdict::Unproven(reason), "{invoice}");
    }
    assert_eq!(verdict(&without(paid(), "/invoice")), Verdict::Unproven(Reason::AmountMissing));
}

#[test]
fn an_echo_that_differs_from_what_we_sent_is_no_proof() {
    let amount_differs = Verdict::Unproven(Reason::AmountDiffers);
    for (field, value, expected) in [
        ("reference", json!("CPTOTHER"), DIFFERS),
        ("reference", json!(reference().as_str().to_lowercase()), DIFFERS),
        ("reference", json!({}), DIFFERS),
        ("reference", json!(""), DIFFERS),
        ("reference", Value::Null, Verdict::Proven),
        ("payment_id", json!("another"), DIFFERS),
        ("payment_id", json!([]), DIFFERS),
        ("payment_id", Value::Null, Verdict::Proven),
        ("amount", json!(12_499), amount_differs),
        ("amount", json!("12500"), Verdict::Proven),
        ("amount", json!("12500.0"), amount_differs),
        ("amount", json!(true), amount_differs),
        ("amount", Value::Null, Verdict::Proven),
    ] {
        let body = with(paid(), &format!("/custom_data/{field}"), value.clone());
        assert_eq!(verdict(&body), expected, "{field} {value}");
    }
}

#[test]
fn data_that_is_not_brought_back_is_no_difference_and_data_of_another_shape_is_one() {
    assert_eq!(verdict(&without(paid(), "/custom_data")), Verdict::Proven);
    for (data, expected) in [
        (Value::Null, Verdict::Proven),
        (json!({}), Verdict::Proven),
        (json!([]), Verdict::Proven),
        (json!(["CPTOTHER"]), DIFFERS),
        (json!("{}"), DIFFERS),
        (json!(1), DIFFERS),
        (json!(false), DIFFERS),
    ] {
        assert_eq!(verdict(&with(paid(), "/custom_data", data.clone())), expected, "{data}");
    }
}

#[test]
fn the_hash_of_another_key_is_another_merchants() {
    let merchant = Reason::MerchantDiffers;
    for hash in
        [json!("0".repeat(128)), json!(our_hash().to_uppercase()), json!(&our_hash()[..127]), json!(""), json!(1), json!([])]
    {
        let body = with(paid(), "/hash", hash);
        assert_eq!(verdict(&body), Verdict::Unproven(merchant), "{body}");
        assert_eq!(verdict(&with(body, "/status", json!("cancelled"))), Verdict::Nothing(merchant));
    }
    assert_eq!(verdict(&with(paid(), "/hash", Value::Null)), Verdict::Proven);
    assert_eq!(verdict(&without(paid(), "/hash")), Verdict::Proven);
    assert_eq!(report(&paid()).seal, None, "who has it can write notifications that look true");
}

#[test]
fn a_receipt_is_kept_at_the_gateways_own_domains_only() {
    for address in ["https://paydunya.com/sandbox-checkout/receipt/pdf/a.pdf", "https://app.paydunya.com/r/a.pdf"] {
        assert_eq!(report(&with(paid(), "/receipt_url", json!(address))).receipt_url.as_deref(), Some(address));
    }
    for address in [
        Value::Null,
        json!(""),
        json!(1),
        json!([]),
        json!("http://paydunya.com/a.pdf"),
        json!("https://paydunya.com.example/a.pdf"),
        json!("file:///etc/hosts"),
        json!(format!("https://paydunya.com/{MASTER_KEY}.pdf")),
    ] {
        let body = with(paid(), "/receipt_url", address.clone());
        assert_eq!(report(&body).receipt_url, None, "{address}");
        assert_eq!(verdict(&body), Verdict::Proven, "{address}");
    }
}

#[test]
fn the_means_are_named_in_one_way_and_the_customer_in_none() {
    for (method, means) in [
        (json!("wave_senegal"), Some("wave-senegal")),
        (json!("wave-ci"), Some("wave-ci")),
        (json!("Orange_Money_Senegal"), Some("orange-money-senegal")),
        (json!("card 770000000"), Some("card *********")),
        (json!(""), None),
        (json!([]), None),
        (Value::Null, None),
    ] {
        let body = with(paid(), "/customer/payment_method", method.clone());
        assert_eq!(report(&body).means.as_deref(), means, "{method}");
    }
    for customer in [Value::Null, json!([]), json!({}), json!("Ama"), json!([{"payment_method": "card"}]), json!(7)] {
        let body = with(paid(), "/customer", customer.clone());
        assert_eq!(report(&body).means, None, "{customer}");
        assert_eq!(verdict(&body), Verdict::Proven, "{customer}");
    }
    assert_eq!(report(&without(paid(), "/customer")).means, None);
}

#[test]
fn the_operators_number_is_kept_as_text() {
    for (value, kept) in
        [(json!(7_034_872), Some("7034872")), (json!(" T\n1 "), Some("T 1")), (json!({}), None), (Value::Null, None)]
    {
        assert_eq!(report(&with(paid(), "/provider_reference", value)).operator_reference.as_deref(), kept);
    }
    assert_eq!(report(&paid()).gateway_reference, Told::That(TOKEN.to_owned()));
}
