use comptoir_core::payment::Event;
use serde_json::json;

use super::samples::{APIKEY, BEARER, KIND, PAGE, Papers, Spoken, account, answering, keys, now, payment, reply};
use crate::samples::logged;

const PHONE: &str = "22990123456";

/// Answers that say the keys and the phone number back wherever they can.
fn telltales() -> Vec<String> {
    let leak = format!("{APIKEY} {BEARER} {PHONE}");
    let page = format!("{PAGE}?k={BEARER}");
    let shared = json!({
        "response_code": "00",
        "response_text": page,
        "description": leak,
        "status": leak,
        "custom_data": {"reference": leak},
        "montant": leak,
        "operator_name": leak,
        "transaction_id": BEARER,
        "date": APIKEY,
        "customer": PHONE,
        "receipt_url": page,
    });
    let tokens = [json!(BEARER), json!(format!("x{APIKEY}")), json!("invoice")];
    let with_token = |token| {
        let mut answer = shared.clone();
        answer["token"] = token;
        answer.to_string()
    };
    tokens.into_iter().map(with_token).chain([json!({"response_code": leak, "response_text": leak}).to_string()]).collect()
}

fn keeps_secrets(shown: &str) {
    for secret in [APIKEY, BEARER, PHONE] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn an_answer_that_tells_the_keys_back_is_kept_without_them() {
    for body in telltales() {
        let spoken = answering(200, body);
        let answer = spoken.ask(&keys(), &payment());
        keeps_secrets(&format!("{answer:?} {:?}", spoken.create(&keys(), &Papers::plain(KIND))));
        if let Event::Answered(report) = answer.event {
            keeps_secrets(&serde_json::to_string(&report).unwrap());
        }
    }
}

#[test]
fn the_log_names_the_call_and_the_size_of_its_answer_and_nothing_it_says() {
    let log = logged(|| {
        for body in telltales() {
            let spoken = Spoken::to(account("log"), vec![Ok(reply(203, body)), Ok(reply(405, "")), Ok(reply(404, ""))]);
            let _ = spoken.create(&keys(), &Papers::plain(KIND).with_shop());
            let _ = (spoken.ask(&keys(), &payment()), now(spoken.gateway.prove(&keys())));
        }
    });
    keeps_secrets(&log);
    for told in ["checkout-invoice/create", "checkout-invoice/confirm/", "status=203", "status=405"] {
        assert!(log.contains(told), "{told} is missing in {log}");
    }
}
