use comptoir_core::code::Reason;
use serde_json::{Value, json};

use super::samples::{Spoken, account, documented, failed, keys, now, reply};
use crate::account::Keys;
use crate::gateway::{Balance, GatewayError};
use crate::transport::{Reply, TransportError};

fn proved(outcome: Result<Reply, TransportError>) -> Result<Vec<Balance>, GatewayError> {
    now(Spoken::to(account("prove"), vec![outcome]).gateway.prove(&keys()))
}

#[test]
fn the_keys_are_proved_by_asking_about_an_invoice_that_nobody_has() {
    let spoken = Spoken::to(account("prove"), vec![Ok(reply(200, failed("02").to_string()))]);
    assert_eq!(now(spoken.gateway.prove(&keys())), Ok(vec![]));
    let heard = spoken.heard();
    let url = "https://app.payplus.africa/pay/v01/redirect/checkout-invoice/confirm/?invoiceToken=comptoir";
    assert_eq!((heard.len(), heard[0].method, heard[0].url.as_str(), heard[0].headers.len()), (1, "GET", url, 2));
}

#[test]
fn every_answer_says_whether_the_keys_are_proved_and_why_not() {
    let silent = |reason| Err(GatewayError::Silent(reason));
    let code = |number: &str| failed(number).to_string();
    let contradicted = |text: &str| json!({"response_code": "00", "response_text": text}).to_string();
    for (status, body, verdict) in [
        (200, code("02"), Ok(vec![])),
        (404, code("02"), Ok(vec![])),
        (200, code("00"), Err(GatewayError::KeyRefused)),
        (401, code("00"), Err(GatewayError::KeyRefused)),
        (401, "<html>".to_owned(), Err(GatewayError::KeyRefused)),
        (401, code("99"), Err(GatewayError::KeyRefused)),
        (403, String::new(), Err(GatewayError::Refused)),
        (200, code("01"), Err(GatewayError::AccountRefused(Reason::NotActivated))),
        (200, code("14"), Err(GatewayError::AccountRefused(Reason::AddressRefused))),
        (200, code("03"), silent(Reason::UnknownWord)),
        (200, documented("pending").to_string(), silent(Reason::UnknownWord)),
        (200, contradicted("Echec (Code02)"), silent(Reason::UnknownWord)),
        (200, "{}".to_owned(), silent(Reason::Unreadable)),
        (200, "<html>".to_owned(), silent(Reason::WebPage)),
        (400, "{}".to_owned(), silent(Reason::HttpRefused)),
        (429, code("02"), silent(Reason::Limited)),
        (500, code("02"), silent(Reason::ServerFailed)),
    ] {
        assert_eq!(proved(Ok(reply(status, &body))), verdict, "{status} {body}");
    }
    for error in [TransportError::NotSent(Reason::NoConnection), TransportError::Lost(Reason::NoConnection)] {
        assert_eq!(proved(Err(error)), silent(Reason::NoConnection));
    }
    let spoken = Spoken::to(account("prove"), vec![Ok(reply(200, Value::Null.to_string()))]);
    assert_eq!((now(spoken.gateway.prove(&Keys::default())), spoken.heard()), (silent(Reason::NoKey), vec![]));
}
