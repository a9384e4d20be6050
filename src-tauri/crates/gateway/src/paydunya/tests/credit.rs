use comptoir_core::code::Reason;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::phone::PayerNumber;
use serde_json::{Value, json};

use super::samples::{MASTER_KEY, account, answering, failing, headers, keys, now, reply};
use crate::account::Keys;
use crate::gateway::PaidOut;
use crate::samples::{Heard, Spoken};
use crate::transport::TransportError;

/// « Paiement et redistribution », « Réponse attendue », verbatim.
const DOCUMENTED: &str = r#"{
    "response_code":"00",
    "response_text":"Transaction completed successfully",
    "description":"Success! Amount of 4500 FCFA has been transfered to Sandbox Account BOUBACAR BAH",
    "transaction_id":"TEST000001"
}"#;

fn pay_out(spoken: &Spoken, keys: &Keys, currency: Currency) -> PaidOut {
    let (to, amount) = (PayerNumber::as_typed("771111111").unwrap(), Amount::new(4_500, currency).unwrap());
    now(spoken.gateway.pay_out(keys, &to, amount))
}

fn came_of(spoken: &Spoken) -> PaidOut {
    pay_out(spoken, &keys(), Currency::Xof)
}

fn done() -> PaidOut {
    PaidOut::Done { gateway_reference: Some("TEST000001".to_owned()) }
}

fn with(field: &str, value: Value) -> String {
    let mut body: Value = serde_json::from_str(DOCUMENTED).unwrap();
    body[field] = value;
    body.to_string()
}

#[test]
fn money_is_sent_by_exactly_the_documented_call_and_once() {
    for (mode, url) in [
        ("live", "https://app.paydunya.com/api/v1/direct-pay/credit-account"),
        ("test", "https://app.paydunya.com/sandbox-api/v1/direct-pay/credit-account"),
    ] {
        let spoken = Spoken::to(account(mode), vec![Ok(reply(200, DOCUMENTED))]);
        assert_eq!(came_of(&spoken), done());
        let json = json!({"account_alias": "771111111", "amount": 4_500});
        assert_eq!(spoken.heard(), [Heard { method: "POST", url: url.to_owned(), headers: headers(), json }]);
    }
}

#[test]
fn a_refusal_that_can_only_mean_that_nothing_moved_is_one() {
    for (body, reason) in [
        (r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#, Reason::ModeRefused),
        (r#"{"response_code":"5000","response_text":"KYC"}"#, Reason::NotActivated),
        (r#"{"response_code":"4002","response_text":"Insufficient balance"}"#, Reason::AmountRefused),
        (r#"{"response_code":4002}"#, Reason::AmountRefused),
    ] {
        for status in [200, 400, 403] {
            assert_eq!(came_of(&answering(status, body)), PaidOut::Refused(reason), "{status} {body}");
        }
        assert_eq!(came_of(&answering(500, body)), PaidOut::Unknown(Reason::ServerFailed), "{body}");
    }
}

#[test]
fn whatever_else_is_answered_leaves_the_payout_unknown_and_is_never_sent_again() {
    let cases = [
        (200, with("response_code", json!("99")), Reason::UnknownWord),
        (200, with("response_code", json!(0)), Reason::UnknownWord),
        (200, r#"{"response_code":"404","response_text":"Account not found"}"#.to_owned(), Reason::UnknownWord),
        (200, with("response_code", Value::Null), Reason::Unreadable),
        (200, with("transaction_id", Value::Null), Reason::Unreadable),
        (200, with("transaction_id", json!("")), Reason::Unreadable),
        (200, with("transaction_id", json!({})), Reason::Unreadable),
        (200, with("transaction_id", json!(MASTER_KEY)), Reason::Unreadable),
        (200, DOCUMENTED.replacen('{', r#"{"transaction_id":"B","#, 1), Reason::Unreadable),
        (200, "<html>".to_owned(), Reason::WebPage),
        (200, String::new(), Reason::Unreadable),
        (302, DOCUMENTED.to_owned(), Reason::WebPage),
        (400, DOCUMENTED.to_owned(), Reason::HttpRefused),
        (403, "<html>".to_owned(), Reason::HttpRefused),
        (429, DOCUMENTED.to_owned(), Reason::Limited),
        (502, DOCUMENTED.to_owned(), Reason::ServerFailed),
    ];
    for (status, body, reason) in cases {
        let spoken = answering(status, &body);
        assert_eq!(came_of(&spoken), PaidOut::Unknown(reason), "{status} {body}");
        assert_eq!(spoken.heard().len(), 1);
    }
    assert_eq!(came_of(&failing(TransportError::Lost(Reason::TimedOut))), PaidOut::Unknown(Reason::TimedOut));
}

#[test]
fn a_payout_that_did_not_leave_says_so() {
    assert_eq!(came_of(&failing(TransportError::NotSent(Reason::TlsRefused))), PaidOut::NotSent(Reason::TlsRefused));
    let spoken = answering(200, DOCUMENTED);
    assert_eq!(pay_out(&spoken, &Keys::default(), Currency::Xof), PaidOut::NotSent(Reason::NoKey));
    assert_eq!(pay_out(&spoken, &keys(), Currency::Usd), PaidOut::NotSent(Reason::NeverSent));
    assert_eq!(spoken.heard(), []);
}

#[test]
fn an_answer_cut_anywhere_leaves_the_payout_unknown() {
    for length in 0..DOCUMENTED.len() {
        let outcome = came_of(&answering(200, &DOCUMENTED.as_bytes()[..length]));
        assert_eq!(outcome, PaidOut::Unknown(Reason::Unreadable), "{length} bytes");
    }
}
