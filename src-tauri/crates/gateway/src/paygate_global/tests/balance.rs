use comptoir_core::code::Reason;
use comptoir_core::money::Currency;
use comptoir_core::network::Network;
use serde_json::json;

use super::samples::{KEY, answering, failing, now};
use crate::account::Keys;
use crate::gateway::{Balance, GatewayError};
use crate::transport::TransportError;

fn told(flooz: Option<i64>, tmoney: Option<i64>) -> Vec<Balance> {
    let balance = |network, amount_minor| Balance { network, amount_minor, currency: Currency::Xof };
    vec![balance(Network::TgFlooz, flooz), balance(Network::TgTmoney, tmoney)]
}

#[test]
fn the_balances_are_asked_for_by_exactly_the_documented_call() {
    let spoken = answering(200, r#"{"flooz":1500,"tmoney":"25000"}"#);
    assert_eq!(spoken.balances(), Ok(told(Some(1_500), Some(25_000))));
    let call = ("https://paygateglobal.com/api/v1/check-balance".to_owned(), json!({"auth_token": KEY}));
    assert_eq!(spoken.heard(), [call]);
}

#[test]
fn a_balance_that_is_not_told_is_not_zero() {
    for (body, balances) in [
        (r#"{"status":0,"flooz":0,"tmoney":0}"#, told(Some(0), Some(0))),
        (r#"{"flooz":1500}"#, told(Some(1_500), None)),
        (r#"{"flooz":null,"tmoney":-5}"#, told(None, Some(-5))),
        (r#"{"flooz":1500.0,"tmoney":"12,50"}"#, told(None, None)),
        (r#"{"flooz":"","tmoney":{}}"#, told(None, None)),
    ] {
        assert_eq!(answering(200, body).balances(), Ok(balances), "{body}");
    }
}

#[test]
fn a_refusal_says_whether_the_key_or_this_place_is_refused() {
    let cases = [
        (200, r#"{"status":2}"#, GatewayError::KeyRefused),
        (401, r#"{"status":"2"}"#, GatewayError::KeyRefused),
        (200, r#"{"status":2,"flooz":0,"tmoney":0}"#, GatewayError::KeyRefused),
        (200, r#"{"error_code":403,"error_message":"IP"}"#, GatewayError::Refused),
        (200, r#"{"error_code":403,"flooz":0,"tmoney":0}"#, GatewayError::Refused),
        (404, r#"{"error_code":403}"#, GatewayError::Refused),
        (401, "", GatewayError::Refused),
        (403, "<html>Forbidden</html>", GatewayError::Refused),
        (403, r#"{"flooz":0,"tmoney":0}"#, GatewayError::Refused),
    ];
    for (status, body, error) in cases {
        assert_eq!(answering(status, body).balances(), Err(error), "{status} {body}");
    }
}

#[test]
fn whatever_else_comes_is_silence_with_its_reason() {
    let cases = [
        (200, "{}", Reason::Unreadable),
        (200, r#"{"status":0}"#, Reason::Unreadable),
        (200, r#"{"flooz":1,"flooz":2}"#, Reason::Unreadable),
        (200, "<html>", Reason::WebPage),
        (302, r#"{"flooz":1,"tmoney":1}"#, Reason::WebPage),
        (404, "", Reason::HttpRefused),
        (429, r#"{"error_code":429}"#, Reason::Limited),
        (500, r#"{"status":2}"#, Reason::ServerFailed),
    ];
    for (status, body, reason) in cases {
        assert_eq!(answering(status, body).balances(), Err(GatewayError::Silent(reason)), "{status} {body}");
    }
    for error in [TransportError::NotSent(Reason::NoConnection), TransportError::Lost(Reason::NoConnection)] {
        assert_eq!(failing(error).balances(), Err(GatewayError::Silent(Reason::NoConnection)));
    }
    let spoken = answering(200, r#"{"flooz":1}"#);
    assert_eq!(now(spoken.gateway.balances(&Keys::default())), Err(GatewayError::Silent(Reason::NoKey)));
    assert_eq!(spoken.heard(), []);
}
