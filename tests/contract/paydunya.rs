//! PayDunya, from its document « HTTP/JSON » and from what production answers are known to hold besides.

use comptoir_core::code::Reason;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_gateway::GatewayError;
use comptoir_tests::Call;
use comptoir_tests::gateway::paydunya::MANNERS;
use serde_json::{Value, json};

use crate::requests;
use crate::subject::{Names, Proves, Said, Subject, Told, said, said_with};

mod answered;
mod created;

const MASTER_KEY: &str = "practice-master-key";
const PRIVATE_KEY: &str = "test_private_of-practice";
const TOKEN: &str = "practice-token";

/// « Paiement avec redirection », with the keys of tests.
pub(crate) const PAYDUNYA: Subject = Subject {
    name: "paydunya_page",
    gateway: GatewayKind::Paydunya,
    manners: &MANNERS,
    method: Method::Page,
    fields: &[("store_name", "Magasin le Choco"), ("tagline", "Tout le chocolat")],
    secrets: &[("master_key", MASTER_KEY), ("private_key", PRIVATE_KEY), ("token", TOKEN)],
    phone: None,
    note: "Deux pagnes",
    customer: &[],
    create: Some(Call::Pay),
    asks: &[Call::Status],
    proof: Some(Call::Status),
    created: created::CREATED,
    answered: answered::ANSWERED,
    proofs: PROOFS,
    refusals: &[
        ("HTTP 401", GatewayError::Refused),
        ("HTTP 403", GatewayError::Refused),
        ("HTTP 403, a web page", GatewayError::Refused),
    ],
    requests: |names| told("/sandbox-api/v1", PRIVATE_KEY, names),
    page: Some(|names| format!("/checkout/{}", names.number)),
};

/// What is told at `api`, the endpoints of one mode, with the private key of that mode.
fn told(api: &str, private_key: &str, names: Names<'_>) -> Vec<Told> {
    let headers = [("paydunya-master-key", MASTER_KEY), ("paydunya-private-key", private_key), ("paydunya-token", TOKEN)];
    let confirm = |token: &str| Told::get(format!("{api}/checkout-invoice/confirm/{token}")).with(&headers);
    let token = names.number.to_string();
    vec![
        Told::post(&format!("{api}/checkout-invoice/create"), create(names)).with(&headers),
        confirm(&token),
        confirm(&token),
        confirm("comptoir-account-test"),
    ]
}

/// « 1 - Structure JSON complète des données à envoyer », but for what is not known of the shop and the sale.
fn create(names: Names<'_>) -> Value {
    json!({
        "invoice": { "total_amount": 12_500, "description": "Deux pagnes" },
        "store": { "name": "Magasin le Choco", "tagline": "Tout le chocolat" },
        "custom_data": { "reference": names.reference, "payment_id": names.payment_id, "amount": 12_500 },
        "actions": {
            "cancel_url": "https://paydunya.com",
            "return_url": "https://paydunya.com",
            "callback_url": "https://paydunya.com",
        },
    })
}

/// The keys of the other mode go to the other endpoints.
#[test]
fn an_account_with_live_keys_speaks_to_the_live_endpoints() {
    const LIVE_KEY: &str = "practice-private-key";
    static LIVE: Subject = Subject {
        secrets: &[("master_key", MASTER_KEY), ("private_key", LIVE_KEY), ("token", TOKEN)],
        requests: |names| told("/api/v1", LIVE_KEY, names),
        ..PAYDUNYA
    };
    requests::messages(&LIVE);
}

/// What is answered about an invoice that nobody made: whatever it is, the keys were good enough to be told.
const PROOFS: &[Said<Proves>] = &[
    said("00", r#"{"response_code":"00","response_text":"Transaction Found"}"#, Proves::Good(&[])),
    said("not found", r#"{"response_code":"404","response_text":"Invoice Not Found"}"#, Proves::Good(&[])),
    said_with(
        404,
        "not found, with HTTP 404",
        r#"{"response_code":"404","response_text":"Invoice Not Found"}"#,
        Proves::Good(&[]),
    ),
    said("not found, in French", r#"{"response_code":"42","response_text":"Cette facture n'existe pas"}"#, Proves::Good(&[])),
    said("1001 wrong keys", r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#, KEYS_REFUSED),
    said_with(
        401,
        "1001 with HTTP 401",
        r#"{"response_code":"1001","response_text":"Invalid Masterkey Specified"}"#,
        KEYS_REFUSED,
    ),
    said("1001 in words of no invoice", r#"{"response_code":1001,"response_text":"Masterkey not found"}"#, KEYS_REFUSED),
    said(
        "papers are wanted",
        r#"{"response_code":"5000","response_text":"KYC"}"#,
        Proves::Not(GatewayError::AccountRefused(Reason::NotActivated)),
    ),
    said_with(
        401,
        "not found, with HTTP 401",
        r#"{"response_code":"404","response_text":"Key not found"}"#,
        Proves::Not(GatewayError::Refused),
    ),
    said_with(
        403,
        "not found, with HTTP 403",
        r#"{"response_code":"404","response_text":"Account not found"}"#,
        Proves::Not(GatewayError::Refused),
    ),
    said(
        "another code",
        r#"{"response_code":"42","response_text":"Erreur"}"#,
        Proves::Not(GatewayError::Silent(Reason::UnknownWord)),
    ),
    said("no code", r#"{"response_text":"Invoice Not Found"}"#, Proves::Not(GatewayError::Silent(Reason::Unreadable))),
    said_with(403, "an address not on the list", "<html>403</html>", Proves::Not(GatewayError::Refused)),
    said_with(401, "HTTP 401", "", Proves::Not(GatewayError::Refused)),
];

const KEYS_REFUSED: Proves = Proves::Not(GatewayError::AccountRefused(Reason::ModeRefused));
