use comptoir_core::code::Reason;
use comptoir_core::payment::Event;
use serde_json::Value;

use super::samples::{APIKEY, BEARER, Spoken, TOKEN, account, documented, keys, payment, reply};
use crate::samples::{Heard, account as account_of};
use crate::transport::{Reply, TransportError};

fn refused(status: u16) -> Result<Reply, TransportError> {
    Ok(reply(status, ""))
}

fn answered() -> Result<Reply, TransportError> {
    Ok(reply(200, documented("pending").to_string()))
}

/// The verbs that one question of the account of this name took, and whether it was answered.
fn asked(name: &str, outcomes: Vec<Result<Reply, TransportError>>) -> (Vec<&'static str>, bool) {
    let spoken = Spoken::to(account(name), outcomes);
    let answer = spoken.ask(&keys(), &payment());
    (spoken.heard().iter().map(|heard| heard.method).collect(), matches!(answer.event, Event::Answered(_)))
}

#[test]
fn an_invoice_is_asked_about_by_its_token_with_either_verb() {
    let url = format!("https://app.payplus.africa/pay/v01/redirect/checkout-invoice/confirm/?invoiceToken={TOKEN}");
    let headers = vec![("Apikey", APIKEY.to_owned()), ("Authorization", format!("Bearer {BEARER}"))];
    let heard = |method| Heard { method, url: url.clone(), headers: headers.clone(), json: Value::Null };
    let spoken = Spoken::to(account("either verb"), vec![refused(405), answered()]);
    let _ = spoken.ask(&keys(), &payment());
    assert_eq!(spoken.heard(), [heard("GET"), heard("POST")]);
}

#[test]
fn a_token_stands_in_the_address_as_one_value() {
    let spoken = Spoken::to(account_of(super::samples::KIND, &[("mode", "test")]), vec![answered()]);
    let payment = comptoir_core::payment::Payment { gateway_reference: Some("a&b=c/d+e".to_owned()), ..payment() };
    let _ = spoken.ask(&keys(), &payment);
    let expected = "https://apptest.payplus.africa/pay/v01/redirect/checkout-invoice/confirm/?invoiceToken=a%26b%3Dc%2Fd%2Be";
    assert_eq!(spoken.heard()[0].url, expected);
}

#[test]
fn a_get_is_all_it_takes_where_it_is_answered() {
    for _ in 0..2 {
        assert_eq!(asked("get", vec![answered()]), (vec!["GET"], true));
    }
    for status in [400, 401, 403, 429, 500] {
        assert_eq!(asked("get", vec![refused(status), answered()]), (vec!["GET"], false), "{status}");
    }
}

#[test]
fn the_verb_that_worked_is_remembered_for_the_account_and_unlearned_when_it_works_no_more() {
    for status in [404, 405] {
        let name = format!("remembers {status}");
        assert_eq!(asked(&name, vec![refused(status), answered()]), (vec!["GET", "POST"], true));
        assert_eq!(asked(&name, vec![answered()]), (vec!["POST"], true), "the next question knows");
        assert_eq!(asked("knows nothing", vec![answered()]), (vec!["GET"], true), "another account does not");
        assert_eq!(asked(&name, vec![refused(status), answered()]), (vec!["POST", "GET"], true), "one question more");
        assert_eq!(asked(&name, vec![answered()]), (vec!["GET"], true), "and that is known too");
    }
}

#[test]
fn a_verb_that_did_not_work_is_not_remembered() {
    assert_eq!(asked("neither", vec![refused(405), refused(404)]), (vec!["GET", "POST"], false));
    assert_eq!(asked("neither", vec![answered()]), (vec!["GET"], true));
    let lost = Err(TransportError::Lost(Reason::TimedOut));
    assert_eq!(asked("neither", vec![refused(405), lost]), (vec!["GET", "POST"], false));
    assert_eq!(asked("neither", vec![answered()]), (vec!["GET"], true));
}
