use comptoir_core::code::Reason;
use serde_json::json;

use super::samples::{APIKEY, SITE_ID, account, answering, keys};
use crate::account::Keys;
use crate::gateway::{Balance, GatewayError};
use crate::samples::{Heard, Spoken, now};
use crate::transport::TransportError;

fn proven(status: u16, body: &str) -> Result<Vec<Balance>, GatewayError> {
    now(answering(status, body).gateway.prove(&keys()))
}

#[test]
fn the_keys_are_proven_by_asking_about_nobodys_payment() {
    let spoken = answering(404, r#"{"code":"404","message":"TRANSACTION_NOT_FOUND"}"#);
    assert_eq!(now(spoken.gateway.prove(&keys())), Ok(vec![]));
    let json = json!({"apikey": APIKEY, "site_id": SITE_ID, "transaction_id": "COMPTOIRESSAI"});
    let url = "https://api-checkout.cinetpay.com/v2/payment/check".to_owned();
    assert_eq!(spoken.heard(), [Heard { method: "POST", url, headers: Vec::new(), json }]);
}

#[test]
fn whoever_looks_a_payment_up_has_let_the_key_in() {
    for body in [
        r#"{"code":"600","message":"PAYMENT_FAILED"}"#,
        r#"{"code":"627","message":"TRANSACTION_CANCEL","data":{"status":"REFUSED"}}"#,
        r#"{"code":"662","message":"WAITING_CUSTOMER_PAYMENT","data":{"status":"PENDING"}}"#,
        r#"{"code":"625","message":"ABONNEMENT_OR_TRANSACTIONS_EXPIRED"}"#,
        r#"{"code":404,"description":"transaction not found"}"#,
    ] {
        assert_eq!(proven(200, body), Ok(vec![]), "{body}");
    }
}

#[test]
fn a_refusal_says_what_is_wrong_with_the_account() {
    let refused = GatewayError::AccountRefused;
    for (code, error) in [
        ("609", GatewayError::KeyRefused),
        ("613", refused(Reason::SiteRefused)),
        ("624", refused(Reason::KeyOrPhoneRefused)),
        ("608", GatewayError::Silent(Reason::InputRefused)),
        ("429", GatewayError::Silent(Reason::Limited)),
        ("1010", GatewayError::Silent(Reason::ProgramRefused)),
        ("999", GatewayError::Silent(Reason::UnknownWord)),
        ("00", GatewayError::Silent(Reason::UnknownWord)),
    ] {
        assert_eq!(proven(200, &json!({ "code": code }).to_string()), Err(error), "{code}");
    }
    assert_eq!(proven(401, r#"{"code":"609","message":"AUTH_NOT_FOUND"}"#), Err(GatewayError::KeyRefused));
    assert_eq!(proven(400, "<html>400</html>"), Err(refused(Reason::ServiceRefused)));
}

#[test]
fn whatever_is_no_answer_proves_nothing() {
    for (status, body, reason) in [
        (200, "<html>", Reason::WebPage),
        (200, "{}", Reason::Unreadable),
        (200, r#"{"code":"601","message":"MERCHANT_NOT_FOUND"}"#, Reason::UnknownWord),
        (404, r#"{"code":"404","message":"NOT_FOUND"}"#, Reason::HttpRefused),
        (400, r#"{"code":"600"}"#, Reason::HttpRefused),
        (403, "error code: 1010", Reason::ProgramRefused),
        (429, "", Reason::Limited),
        (500, r#"{"code":"609"}"#, Reason::ServerFailed),
    ] {
        assert_eq!(proven(status, body), Err(GatewayError::Silent(reason)), "{status} {body}");
    }
    for error in [TransportError::NotSent(Reason::TlsRefused), TransportError::Lost(Reason::TlsRefused)] {
        let spoken = Spoken::to(account(&[]), vec![Err(error)]);
        assert_eq!(now(spoken.gateway.prove(&keys())), Err(GatewayError::Silent(Reason::TlsRefused)));
    }
    let spoken = answering(200, "");
    assert_eq!(now(spoken.gateway.prove(&Keys::default())), Err(GatewayError::Silent(Reason::NoKey)));
    assert_eq!(spoken.heard(), []);
    assert_eq!(now(spoken.gateway.balances(&keys())), Err(GatewayError::NotOffered));
}
