use serde_json::json;

use super::samples::{APIKEY, SECRET_KEY, account, answering, keys, papers, payment};
use crate::notification::Notification;
use crate::samples::{Spoken, logged, now, reply};

const PHONE: &str = "0707123456";

/// A gateway that says the keys and the phone number back wherever it can.
fn telltale(code: &str) -> String {
    let leak = format!("{APIKEY} {SECRET_KEY} {PHONE}");
    json!({
        "code": code,
        "message": leak,
        "description": leak,
        "data": {
            "payment_token": format!("t-{APIKEY}"),
            "payment_url": format!("https://checkout.cinetpay.com/{APIKEY}"),
            "amount": leak,
            "currency": leak,
            "status": leak,
            "payment_method": leak,
            "metadata": leak,
            "operator_id": format!("{APIKEY}{SECRET_KEY}"),
            "payment_date": APIKEY,
            "phone_number": PHONE,
        },
    })
    .to_string()
}

fn keeps_secrets(shown: &str) {
    for secret in [APIKEY, SECRET_KEY, PHONE] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn an_answer_that_tells_the_keys_back_is_kept_without_them() {
    for code in ["00", "201", "608", APIKEY, PHONE] {
        let spoken = answering(200, telltale(code));
        let papers = papers().with_customer(PHONE);
        keeps_secrets(&format!("{:?}", spoken.create(&keys(), &papers)));
        keeps_secrets(&format!("{:?} {:?}", spoken.ask(&keys(), &payment()), now(spoken.gateway.prove(&keys()))));
    }
}

#[test]
fn a_notification_is_kept_without_what_it_says_of_the_payer() {
    let body = format!("cpm_trans_id=a&cel_phone_num={PHONE}&cpm_custom={APIKEY}").into_bytes();
    let notification = Notification { query: String::new(), headers: Vec::new(), body };
    let notified = answering(200, "").gateway.notified(&keys(), &notification);
    keeps_secrets(&format!("{notified:?} {notification:?}"));
}

#[test]
fn the_log_names_the_call_and_nothing_it_says() {
    let log = logged(|| {
        let spoken = Spoken::to(account(&[("lock_phone", "on")]), vec![Ok(reply(203, telltale("00")))]);
        let _ = (spoken.create(&keys(), &papers().with_customer(PHONE)), spoken.ask(&keys(), &payment()));
        let _ = now(spoken.gateway.prove(&keys()));
        assert_eq!(spoken.heard()[0].json["apikey"], APIKEY, "it was told, to the gateway only");
    });
    keeps_secrets(&log);
    for told in ["\"/v2/payment\"", "\"/v2/payment/check\"", "status=203"] {
        assert!(log.contains(told), "{told} is missing in {log}");
    }
}
