//! CinetPay, the generation with a key and a site id, from its documents « API de paiement » and « Vérification » and from what
//! production answers are known to hold besides.

use comptoir_core::code::Reason;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_gateway::GatewayError;
use comptoir_tests::Call;
use comptoir_tests::gateway::cinetpay::MANNERS;
use serde_json::{Value, json};

use crate::requests;
use crate::subject::{Names, Proves, Said, Subject, Told, said, said_with};

mod answered;
mod created;

const KEY: &str = "practice-apikey";
const SITE_ID: &str = "445160";

/// « Initier un paiement », with all that « paiement par carte bancaire » asks of the customer.
pub(crate) const CINETPAY: Subject = Subject {
    name: "cinetpay_page",
    gateway: GatewayKind::Cinetpay,
    manners: &MANNERS,
    method: Method::Page,
    fields: &[("site_id", SITE_ID), ("store_name", "Magasin le Choco"), ("lock_phone", "on")],
    secrets: &[("apikey", KEY)],
    phone: Some("07 07 12 34 56"),
    note: "Deux pagnes & un foulard #3",
    customer: &[
        ("last_name", "Kouadio"),
        ("first_name", "Ama"),
        ("email", "client@example.com"),
        ("address", "BP 0024"),
        ("city", "Abidjan"),
        ("country", "ci"),
        ("state", "AB"),
        ("zip", "06510"),
    ],
    create: Some(Call::Pay),
    asks: &[Call::Status],
    proof: Some(Call::Status),
    created: created::CREATED,
    answered: answered::ANSWERED,
    proofs: PROOFS,
    refusals: &[],
    requests: |names| {
        let mut message = create(names);
        let card = json!({
            "customer_name": "Kouadio",
            "customer_surname": "Ama",
            "customer_phone_number": "+2250707123456",
            "customer_email": "client@example.com",
            "customer_address": "BP 0024",
            "customer_city": "Abidjan",
            "customer_country": "CI",
            "customer_state": "AB",
            "customer_zip_code": "06510",
            "channels": "ALL",
            "lock_phone_number": true,
        });
        message.as_object_mut().unwrap().extend(card.as_object().unwrap().clone());
        told(message, names)
    },
    page: Some(|names| format!("/payment/{}", names.number)),
};

fn told(message: Value, names: Names<'_>) -> Vec<Told> {
    let check = |reference: &str| {
        let message = json!({ "apikey": KEY, "site_id": SITE_ID, "transaction_id": reference });
        Told::post("/v2/payment/check", message)
    };
    vec![Told::post("/v2/payment", message), check(names.reference), check(names.reference), check("COMPTOIRESSAI")]
}

/// « Initier un paiement », its description without the signs that it must not have.
fn create(names: Names<'_>) -> Value {
    json!({
        "apikey": KEY,
        "site_id": SITE_ID,
        "transaction_id": names.reference,
        "amount": 12_500,
        "currency": "XOF",
        "alternative_currency": "",
        "description": "Deux pagnes un foulard 3",
        "notify_url": "https://cinetpay.com",
        "return_url": "https://cinetpay.com",
        "channels": "MOBILE_MONEY",
        "lang": "fr",
        "metadata": names.payment_id,
        "invoice_data": { "Boutique": "Magasin le Choco", "Référence": names.reference },
    })
}

/// Nobody can pay by card of whom nothing is known.
#[test]
fn a_customer_of_whom_nothing_is_known_is_asked_for_mobile_money() {
    static UNKNOWN: Subject = Subject { phone: None, customer: &[], requests: |names| told(create(names), names), ..CINETPAY };
    requests::messages(&UNKNOWN);
}

const SITE_REFUSED: Proves = Proves::Not(GatewayError::AccountRefused(Reason::SiteRefused));
const KEY_OR_PHONE: Proves = Proves::Not(GatewayError::AccountRefused(Reason::KeyOrPhoneRefused));
const SERVICE_REFUSED: Proves = Proves::Not(GatewayError::AccountRefused(Reason::ServiceRefused));
const UNKNOWN_WORD: Proves = Proves::Not(GatewayError::Silent(Reason::UnknownWord));
const HTTP_REFUSED: Proves = Proves::Not(GatewayError::Silent(Reason::HttpRefused));

/// What is answered about a payment that nobody asked for: whoever looks it up has let the key in.
const PROOFS: &[Said<Proves>] = &[
    said("not found", r#"{"code":"404","message":"TRANSACTION_NOT_FOUND"}"#, Proves::Good(&[])),
    said_with(404, "not found, with HTTP 404", r#"{"code":404,"description":"Transaction not found"}"#, Proves::Good(&[])),
    said("600 failed", r#"{"code":"600","message":"PAYMENT_FAILED"}"#, Proves::Good(&[])),
    said("627 cancelled", r#"{"code":"627","message":"TRANSACTION_CANCEL","data":{"status":"REFUSED"}}"#, Proves::Good(&[])),
    said("662 waiting", r#"{"code":"662","message":"WAITING_CUSTOMER_PAYMENT"}"#, Proves::Good(&[])),
    said("609 wrong key", r#"{"code":"609","message":"AUTH_NOT_FOUND"}"#, Proves::Not(GatewayError::KeyRefused)),
    said_with(401, "609 with HTTP 401", r#"{"code":609,"message":"AUTH_NOT_FOUND"}"#, Proves::Not(GatewayError::KeyRefused)),
    said("609 beside not found", r#"{"code":"609","message":"transaction not found"}"#, Proves::Not(GatewayError::KeyRefused)),
    said("613 wrong site", r#"{"code":"613","message":"ERROR_SITE_ID_NOTVALID"}"#, SITE_REFUSED),
    said("624 error", r#"{"code":"624","message":"An error occurred while processing the request"}"#, KEY_OR_PHONE),
    said(
        "608 input",
        r#"{"code":"608","message":"Minimum required field"}"#,
        Proves::Not(GatewayError::Silent(Reason::InputRefused)),
    ),
    said("429 suspicious", r#"{"code":"429","message":"TOO_MANY_REQUEST"}"#, Proves::Not(GatewayError::Silent(Reason::Limited))),
    said_with(403, "1010, the guard's page", "error code: 1010", Proves::Not(GatewayError::Silent(Reason::ProgramRefused))),
    said_with(400, "page 400", "<html>400 accès interdit</html>", SERVICE_REFUSED),
    said("00", r#"{"code":"00","message":"SUCCES"}"#, UNKNOWN_WORD),
    said("another code", r#"{"code":"601","message":"MERCHANT_NOT_FOUND"}"#, UNKNOWN_WORD),
    said_with(404, "another code with HTTP 404", r#"{"code":"404","message":"NOT_FOUND"}"#, HTTP_REFUSED),
    said_with(401, "not found, with HTTP 401", r#"{"code":"404","message":"TRANSACTION_NOT_FOUND"}"#, HTTP_REFUSED),
    said("no code", r#"{"message":"TRANSACTION_NOT_FOUND"}"#, Proves::Not(GatewayError::Silent(Reason::Unreadable))),
];
