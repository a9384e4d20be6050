use comptoir_core::code::Reason;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::payment::Event;
use comptoir_core::phone::PayerNumber;
use serde_json::json;
use url::Url;

use super::samples::{
    MASTER_KEY, PRIVATE_KEY, TOKEN, TOKEN_KEY, account, answering, failing, keys, now, order, our_hash, papers, payment, reply,
};
use crate::notification::Notification;
use crate::samples::{Spoken, logged};
use crate::transport::{Request, TransportError};

const PHONE: &str = "771111111";

/// A gateway that says the keys, their hash and the phone number back wherever it can.
fn telltale(status: &str) -> String {
    let leak = format!("{MASTER_KEY} {PRIVATE_KEY} {TOKEN_KEY}");
    json!({
        "response_code": "00",
        "response_text": format!("https://paydunya.com/{MASTER_KEY}"),
        "description": leak,
        "token": PRIVATE_KEY,
        "transaction_id": TOKEN_KEY,
        "hash": our_hash(),
        "invoice": {"token": MASTER_KEY, "total_amount": leak, "total_amount_without_fees": leak, "description": leak},
        "custom_data": {"reference": PRIVATE_KEY, "payment_id": leak, "amount": leak},
        "mode": TOKEN_KEY,
        "status": status,
        "fail_reason": leak,
        "customer": {"name": leak, "phone": PHONE, "email": leak, "payment_method": format!("{PRIVATE_KEY} {PHONE}")},
        "receipt_url": format!("https://paydunya.com/{TOKEN_KEY}.pdf"),
        "provider_reference": leak,
    })
    .to_string()
}

fn keeps_secrets(shown: &str) {
    for secret in [MASTER_KEY, PRIVATE_KEY, TOKEN_KEY, PHONE, our_hash().as_str()] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

fn all_calls(spoken: &Spoken) -> String {
    let (to, amount) = (PayerNumber::as_typed(PHONE).unwrap(), Amount::new(4_500, Currency::Xof).unwrap());
    let created = spoken.create(&keys(), &papers().with_customer(PHONE));
    let asked = spoken.ask(&keys(), &payment(order(), Some(TOKEN)));
    let proven = now(spoken.gateway.prove(&keys()));
    let paid_out = now(spoken.gateway.pay_out(&keys(), &to, amount));
    let stored = if let Event::Answered(report) = &asked.event { serde_json::to_string(report).unwrap() } else { String::new() };
    format!("{created:?} {asked:?} {stored} {proven:?} {paid_out:?}")
}

#[test]
fn an_answer_that_tells_the_keys_back_is_kept_without_them() {
    for status in ["completed", "failed", &format!("mot {MASTER_KEY} {PHONE}")] {
        let spoken = answering(200, telltale(status));
        keeps_secrets(&all_calls(&spoken));
        assert!(spoken.heard().iter().all(|call| !call.url.contains(MASTER_KEY) && !call.json.to_string().contains(MASTER_KEY)));
    }
}

#[test]
fn a_notification_that_tells_the_keys_back_names_nothing_of_them() {
    let notification = Notification { body: telltale("completed").into_bytes(), query: String::new(), headers: Vec::new() };
    let notified = answering(200, "").gateway.notified(&keys(), &notification);
    keeps_secrets(&format!("{notification:?} {notified:?} {:?}", keys()));
}

#[test]
fn what_is_printed_of_a_request_holds_no_key() {
    let url = Url::parse("https://app.paydunya.com/api/v1/checkout-invoice/create").unwrap();
    let request = Request::post(url, format!("{PHONE}{MASTER_KEY}").into_bytes()).with_header("PAYDUNYA-TOKEN", TOKEN_KEY.into());
    assert_eq!(format!("{request:?}"), "POST https://app.paydunya.com/api/v1/checkout-invoice/create");
}

#[test]
fn the_log_names_the_call_and_the_size_of_its_answer_and_nothing_it_says() {
    let body = telltale("completed");
    let calls = || {
        let _ = all_calls(&Spoken::to(account("live"), vec![Ok(reply(203, &body))]));
        let _ = all_calls(&failing(TransportError::Lost(Reason::Cut)));
        let _ = all_calls(&failing(TransportError::NotSent(Reason::TlsRefused)));
    };
    let log = logged(calls);
    keeps_secrets(&log);
    for told in [
        "/checkout-invoice/create",
        "/checkout-invoice/confirm",
        "/direct-pay/credit-account",
        "status=203",
        "reason=\"cut\"",
        "reason=\"tls_refused\"",
    ] {
        assert!(log.contains(told), "{told} is missing in {log}");
    }
    assert!(!log.contains(TOKEN), "a token is a name that only we and the gateway know: {log}");
    assert!(log.contains(&format!("bytes={}", body.len())), "{log}");
}
