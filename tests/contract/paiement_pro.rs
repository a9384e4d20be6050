//! PaiementPro, also XPAYE (Côte d'Ivoire), from its document « WinDev integration » and from what production answers are known to
//! hold besides. It cannot be asked how a payment stands: what it sends by itself is in [`notices`].

mod cases;
mod notice;
mod notices;

use comptoir_core::code::Reason;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_core::reference::IdentifierSecret;
use comptoir_tests::Call;
use comptoir_tests::gateway::paiement_pro::MANNERS;
use serde_json::{Value, json};

use crate::counter::IDENTIFIER_SECRET;
use crate::requests;
use crate::subject::{Created, Names, Said, Subject, Told, documented, said, said_with};

const MERCHANT: &str = "PP-F324";
const PHONE: &str = "0102030405";

/// « WinDev code ».
pub(crate) const PAGE: Subject = Subject {
    name: "paiement_pro_page",
    gateway: GatewayKind::PaiementPro,
    manners: &MANNERS,
    method: Method::Page,
    fields: &[
        ("merchant_id", MERCHANT),
        ("channel", "CARD"),
        ("notify_url", "https://votre-site.example/webhook?boutique=1"),
        ("return_url", "https://votre-site.example/retour"),
    ],
    secrets: &[],
    phone: Some("01 02 03 04 05"),
    note: "Deux pagnes",
    customer: &[("email", "client@example.com"), ("first_name", "Jean"), ("last_name", "Dupont")],
    create: Some(Call::Pay),
    asks: &[],
    proof: None,
    created: CREATED,
    answered: &[],
    proofs: &[],
    refusals: &[],
    requests: |names| vec![Told::post("/webservice/onlinepayment/init/curl-init.php", init(names, "CARD"))],
    page: Some(|names| format!("/checkout/{0}?sessionid={0}", names.number)),
};

/// « Paramètres d'envoi ». The example sends the amount as a text; the table says that it is a number.
fn init(names: Names<'_>, channel: &str) -> Value {
    let secret = IdentifierSecret::new(IDENTIFIER_SECRET).notification_secret(&names.reference.parse().unwrap());
    json!({
        "merchantId": MERCHANT,
        "description": "Deux pagnes",
        "amount": 12_500,
        "channel": channel,
        "countryCurrencyCode": "952",
        "referenceNumber": names.reference,
        "customerEmail": "client@example.com",
        "customerFirstName": "Jean",
        "customerLastname": "Dupont",
        "customerPhoneNumber": PHONE,
        "notificationURL": format!("https://votre-site.example/webhook?boutique=1&cle={secret}"),
        "returnURL": "https://votre-site.example/retour",
        "returnContext": format!(
            r#"{{"reference":"{}","payment_id":"{}","currency":"XOF"}}"#,
            names.reference, names.payment_id
        ),
    })
}

/// Integrators disagree on which of its two addresses moves money; they leave the channel empty where the customer chooses it.
#[test]
fn the_other_address_is_told_the_same_and_no_channel_is_an_empty_one() {
    static OTHER: Subject = Subject {
        fields: &[
            ("merchant_id", MERCHANT),
            ("endpoint", "initialize"),
            ("notify_url", "https://votre-site.example/webhook?boutique=1"),
            ("return_url", "https://votre-site.example/retour"),
        ],
        requests: |names| vec![Told::post("/webservice/onlinepayment/js/initialize/initialize.php", init(names, ""))],
        ..PAGE
    };
    requests::messages(&OTHER);
}

/// An answer of success with this for its page.
macro_rules! page {
    ($url:expr) => {
        concat!(r#"{"success":true,"message":"Initialisation effectuée avec succès","url":"#, $url, "}")
    };
}

/// A page that would be a good one.
macro_rules! good {
    () => {
        r#""$base/checkout/$tx?sessionid=$tx""#
    };
}

/// « Success response », as it stands in the document.
const SUCCESS_SAMPLE: &str = r#"{
  "success": true,
  "message": "Initialisation effectuée avec succès",
  "url": "https://sandbox.paiementpro.net/sandbox.php?sessionid=1234567890"
}"#;

/// « Error response », as it stands in the document.
const ERROR_SAMPLE: &str = r#"{
  "success": false,
  "message": "Echec de l'initialisation"
}"#;

const REFUSED: Created = Created::Refused(Reason::InputRefused);
const NO_ANSWER: Created = Created::Nothing(Reason::Unreadable);
const NO_PAGE: Created = Created::Nothing(Reason::PageRefused);

/// « JSON response examples ».
const CREATED: &[Said<Created>] = &[
    documented("success, as in production", page!(good!()), Created::Registered),
    documented("the document's success", SUCCESS_SAMPLE, Created::Registered),
    documented("the document's error", ERROR_SAMPLE, REFUSED),
    documented("the reference was used", r#"{"success":false,"message":"Référence déjà utilisée"}"#, Created::Known),
    said("the reference was used, in capitals", r#"{"success":false,"message":"REFERENCE DEJA UTILISEE !"}"#, Created::Known),
    said("another refusal", r#"{"success":false,"message":"Marchand inconnu"}"#, REFUSED),
    said("a refusal without a message", r#"{"success":false}"#, REFUSED),
    said("a refusal with a strange message", r#"{"success":false,"message":{"code":11}}"#, REFUSED),
    said("a refusal with a page", concat!(r#"{"success":false,"message":"Echec","url":"#, good!(), "}"), REFUSED),
    said_with(201, "success with HTTP 201", page!(good!()), Created::Registered),
    said("success with its page alone", concat!(r#"{"success":true,"url":"#, good!(), "}"), Created::Registered),
    said("success without a session", page!(r#""https://www.paiementpro.net/p/$tx""#), Created::Registered),
    said("success with an empty session", page!(r#""https://www.paiementpro.net/p?sessionid=""#), Created::Registered),
    said("success with more besides", concat!(r#"{"more":[{}],"success":true,"url":"#, good!(), "}"), Created::Registered),
    said("no success", concat!(r#"{"message":"Initialisation effectuée avec succès","url":"#, good!(), "}"), NO_ANSWER),
    said("success null", concat!(r#"{"success":null,"url":"#, good!(), "}"), NO_ANSWER),
    said("success a text", concat!(r#"{"success":"true","url":"#, good!(), "}"), NO_ANSWER),
    said("no success, as a text", r#"{"success":"false","message":"Echec de l'initialisation"}"#, NO_ANSWER),
    said("success 1", concat!(r#"{"success":1,"url":"#, good!(), "}"), NO_ANSWER),
    said("success 0", r#"{"success":0,"message":"Echec de l'initialisation"}"#, NO_ANSWER),
    said("success a list", concat!(r#"{"success":[true],"url":"#, good!(), "}"), NO_ANSWER),
    said("success an object", concat!(r#"{"success":{},"url":"#, good!(), "}"), NO_ANSWER),
    said("success in capitals", concat!(r#"{"Success":true,"url":"#, good!(), "}"), NO_ANSWER),
    said("success, no JSON", concat!(r#"{"success":True,"url":"#, good!(), "}"), NO_ANSWER),
    said("success twice", concat!(r#"{"success":false,"success":true,"url":"#, good!(), "}"), NO_ANSWER),
    said("the page twice", concat!(r#"{"success":true,"url":"https://www.paiementpro.net/","url":"#, good!(), "}"), NO_ANSWER),
    said("success without its page", r#"{"success":true,"message":"Initialisation effectuée avec succès"}"#, NO_ANSWER),
    said("success, its page null", page!("null"), NO_ANSWER),
    said("success, its page a number", page!("1234567890"), NO_ANSWER),
    said("success, its page a list", page!(r#"["https://www.paiementpro.net/p"]"#), NO_ANSWER),
    said("all of it deeper", concat!(r#"{"data":{"success":true,"url":"#, good!(), "}}"), NO_ANSWER),
    said("all of it in a list", concat!(r#"[{"success":true,"url":"#, good!(), "}]"), NO_ANSWER),
    said("an answer of the SOAP call", r#"{"Code":"0","Description":"OK","Sessionid":"$tx"}"#, NO_ANSWER),
    said("an error body", r#"{"error_code":403,"error_message":"Interdit"}"#, NO_ANSWER),
    said("success, its page empty", page!(r#""""#), NO_PAGE),
    said("success, its page a path", page!(r#""/sandbox.php?sessionid=$tx""#), NO_PAGE),
    said("success, its page another's", page!(r#""https://paiementpro.example/p?sessionid=$tx""#), NO_PAGE),
    said("success, its page without TLS", page!(r#""http://www.paiementpro.net/p?sessionid=$tx""#), NO_PAGE),
    said("success, its page with a name", page!(r#""https://paiementpro.net@autre.example/p?sessionid=$tx""#), NO_PAGE),
    said("success, its page a script", page!(r#""javascript:alert(1)""#), NO_PAGE),
];
