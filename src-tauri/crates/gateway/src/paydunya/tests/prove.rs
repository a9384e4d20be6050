use comptoir_core::code::Reason;
use serde_json::Value;

use super::samples::{account, answering, failing, headers, keys, now, paid, reply};
use crate::account::Keys;
use crate::gateway::GatewayError;
use crate::samples::{Heard, Spoken};
use crate::transport::TransportError;

const NOT_FOUND: &str = r#"{"response_code":"404","response_text":"Invoice Not Found"}"#;

fn proven(spoken: &Spoken) -> Result<(), GatewayError> {
    now(spoken.gateway.prove(&keys())).map(|balances| assert!(balances.is_empty()))
}

#[test]
fn keys_are_proven_by_asking_about_an_invoice_that_nobody_made() {
    for (mode, api) in [("live", "api"), ("test", "sandbox-api")] {
        let spoken = Spoken::to(account(mode), vec![Ok(reply(200, NOT_FOUND))]);
        assert_eq!(proven(&spoken), Ok(()));
        let url = format!("https://app.paydunya.com/{api}/v1/checkout-invoice/confirm/comptoir-account-test");
        assert_eq!(spoken.heard(), [Heard { method: "GET", url, headers: headers(), json: Value::Null }]);
    }
    for body in [NOT_FOUND, r#"{"response_code":"9","response_text":"Facture introuvable"}"#] {
        assert_eq!(proven(&answering(404, body)), Ok(()), "{body}");
    }
    assert_eq!(proven(&answering(200, paid().to_string())), Ok(()));
}

#[test]
fn keys_that_are_not_accepted_are_said_to_be_refused() {
    let mismatch = r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#;
    let kyc = r#"{"response_code":"5000","response_text":"Informations KYC à valider"}"#;
    for status in [200, 401, 403] {
        assert_eq!(proven(&answering(status, mismatch)), Err(GatewayError::AccountRefused(Reason::ModeRefused)), "{status}");
        assert_eq!(proven(&answering(status, kyc)), Err(GatewayError::AccountRefused(Reason::NotActivated)), "{status}");
    }
    for status in [401, 403] {
        assert_eq!(proven(&answering(status, "<html>")), Err(GatewayError::Refused), "{status}");
        let no_key = r#"{"response_code":"404","response_text":"Key Not Found"}"#;
        assert_eq!(proven(&answering(status, no_key)), Err(GatewayError::Refused), "{status}");
    }
}

#[test]
fn whatever_else_is_answered_proves_nothing() {
    for (status, body, reason) in [
        (200, r#"{"response_code":"99"}"#, Reason::UnknownWord),
        (200, r#"{"response_code":"4002"}"#, Reason::UnknownWord),
        (200, "{}", Reason::Unreadable),
        (200, "<html>", Reason::WebPage),
        (404, "<html>", Reason::HttpRefused),
        (429, NOT_FOUND, Reason::Limited),
        (500, NOT_FOUND, Reason::ServerFailed),
    ] {
        assert_eq!(proven(&answering(status, body)), Err(GatewayError::Silent(reason)), "{status} {body}");
    }
    for error in [TransportError::NotSent(Reason::NoConnection), TransportError::Lost(Reason::NoConnection)] {
        assert_eq!(proven(&failing(error)), Err(GatewayError::Silent(Reason::NoConnection)));
    }
    let without_keys = now(answering(200, NOT_FOUND).gateway.prove(&Keys::default()));
    assert_eq!(without_keys, Err(GatewayError::Silent(Reason::NoKey)));
}

#[test]
fn no_balance_is_offered() {
    let spoken = answering(200, NOT_FOUND);
    assert!(!spoken.gateway.capabilities().balance);
    assert_eq!(now(spoken.gateway.balances(&keys())), Err(GatewayError::NotOffered));
    assert_eq!(spoken.heard(), []);
}
