//! PayGateGlobal (Togo), from its « Guide d'intégration » and from what production answers are known to hold besides.

use comptoir_core::code::Reason;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_gateway::GatewayError;
use comptoir_tests::gateway::paygate_global::MANNERS;
use comptoir_tests::{Answer, Call};
use serde_json::{Value, json};

use crate::counter::Counter;
use crate::subject::{Created, Means, Names, Proves, Said, Subject, Told, documented, said, said_with};
use crate::table::stands;

const KEY: &str = "practice-key";

/// « Demander un paiement - Méthode 1 ».
pub(crate) const PUSH: Subject = Subject {
    name: "paygate_global_push",
    gateway: GatewayKind::PaygateGlobal,
    manners: &MANNERS,
    method: Method::Push,
    fields: &[],
    secrets: &[("auth_token", KEY)],
    phone: Some("90 12 34 56"),
    note: "Deux pagnes",
    customer: &[],
    create: Some(Call::Pay),
    asks: &[Call::Status, Call::StatusByNumber],
    proof: Some(Call::Balance),
    created: CREATED,
    answered: ANSWERED_PUSH,
    proofs: PROOFS,
    refusals: &[
        ("HTTP 401", GatewayError::Refused),
        ("HTTP 403", GatewayError::Refused),
        ("HTTP 403, a web page", GatewayError::Refused),
    ],
    requests: |names| {
        let pay = json!({
            "auth_token": KEY,
            "phone_number": "90123456",
            "amount": 12_500,
            "description": "Deux pagnes",
            "identifier": names.reference,
            "network": "TMONEY",
        });
        vec![
            Told::post("/api/v1/pay", pay),
            Told::post("/api/v2/status", by_identifier(names)),
            Told::post("/api/v1/status", json!({ "auth_token": KEY, "tx_reference": names.number.to_string() })),
            Told::post("/api/v1/check-balance", json!({ "auth_token": KEY })),
        ]
    },
    page: None,
};

/// « Demander un paiement - Méthode 2 ».
pub(crate) const PAGE: Subject = Subject {
    name: "paygate_global_page",
    method: Method::Page,
    fields: &[("page", "on")],
    create: None,
    created: &[],
    answered: ANSWERED_PAGE,
    requests: |names| {
        vec![
            Told::post("/api/v2/status", by_identifier(names)),
            Told::post("/api/v2/status", by_identifier(names)),
            Told::post("/api/v1/check-balance", json!({ "auth_token": KEY })),
        ]
    },
    page: Some(|names| {
        format!(
            "/v1/page?token={KEY}&amount=12500&description=Deux%20pagnes&identifier={}&phone=90123456&network=TOGOCEL",
            names.reference
        )
    }),
    ..PUSH
};

fn by_identifier(names: Names<'_>) -> Value {
    json!({ "auth_token": KEY, "identifier": names.reference })
}

/// « 0 : Transaction enregistrée avec succès », « 2 : Jeton d'authentification invalide », « 4 : Paramètres Invalides », « 6 : Doublons
/// détectées ».
const CREATED: &[Said<Created>] = &[
    documented("0 registered", r#"{"tx_reference":$tx,"status":0}"#, Created::Registered),
    documented("0 registered, as text", r#"{"tx_reference":"$tx","status":"0"}"#, Created::Registered),
    documented("2 wrong key", r#"{"status":2}"#, Created::Refused(Reason::KeyRefused)),
    documented("4 invalid input", r#"{"tx_reference":null,"status":4}"#, Created::Refused(Reason::InputRefused)),
    documented("6 duplicate", r#"{"status":6}"#, Created::Known),
    said("2 as text", r#"{"status":"2"}"#, Created::Refused(Reason::KeyRefused)),
    said("4 as text", r#"{"status":"4"}"#, Created::Refused(Reason::InputRefused)),
    said("6 as text, with a number", r#"{"tx_reference":"$tx","status":"6"}"#, Created::Known),
    said_with(201, "0 with HTTP 201", r#"{"tx_reference":$tx,"status":0}"#, Created::Registered),
    said("0 with more besides", r#"{"status":0,"tx_reference":$tx,"amount":"x","more":[{}]}"#, Created::Registered),
    said("0 without its number", r#"{"status":0}"#, Created::Nothing(Reason::Unreadable)),
    said("0, its number null", r#"{"tx_reference":null,"status":0}"#, Created::Nothing(Reason::Unreadable)),
    said("0, its number true", r#"{"tx_reference":true,"status":0}"#, Created::Nothing(Reason::Unreadable)),
    said("0, its number broken", r#"{"tx_reference":1.5,"status":0}"#, Created::Nothing(Reason::Unreadable)),
    said("0, its number empty", r#"{"tx_reference":"","status":0}"#, Created::Nothing(Reason::Unreadable)),
    said("no status", r#"{"tx_reference":$tx}"#, Created::Nothing(Reason::Unreadable)),
    said("status null", r#"{"tx_reference":$tx,"status":null}"#, Created::Nothing(Reason::Unreadable)),
    said("status false", r#"{"tx_reference":$tx,"status":false}"#, Created::Nothing(Reason::Unreadable)),
    said("status 0.0", r#"{"tx_reference":$tx,"status":0.0}"#, Created::Nothing(Reason::Unreadable)),
    said("status an object", r#"{"tx_reference":$tx,"status":{"code":0}}"#, Created::Nothing(Reason::Unreadable)),
    said("status NaN", r#"{"tx_reference":$tx,"status":NaN}"#, Created::Nothing(Reason::Unreadable)),
    said("status twice", r#"{"tx_reference":$tx,"status":2,"status":0}"#, Created::Nothing(Reason::Unreadable)),
    said("the number twice", r#"{"tx_reference":1,"tx_reference":$tx,"status":0}"#, Created::Nothing(Reason::Unreadable)),
    said("all of it deeper", r#"{"data":{"tx_reference":$tx,"status":0}}"#, Created::Nothing(Reason::Unreadable)),
    said("all of it in a list", r#"[{"tx_reference":$tx,"status":0}]"#, Created::Nothing(Reason::Unreadable)),
    said("an error body", r#"{"error_code":403,"error_message":"Interdit"}"#, Created::Nothing(Reason::Unreadable)),
    said("status 1", r#"{"tx_reference":$tx,"status":1}"#, Created::Nothing(Reason::UnknownWord)),
    said("status 200", r#"{"tx_reference":$tx,"status":200}"#, Created::Nothing(Reason::UnknownWord)),
    said("status SUCCESS", r#"{"tx_reference":$tx,"status":"SUCCESS"}"#, Created::Nothing(Reason::UnknownWord)),
    said("status empty", r#"{"tx_reference":$tx,"status":""}"#, Created::Nothing(Reason::UnknownWord)),
    said("status 00", r#"{"tx_reference":$tx,"status":"00"}"#, Created::Nothing(Reason::UnknownWord)),
];

/// Answers whose meaning does not hang on the method. « 0 : Paiement réussi avec succès », « 2 : En cours », « 4 : Expiré », « 6 : Annulé ».
macro_rules! answered {
    ($($of_the_method:expr),* $(,)?) => {
        &[
            $($of_the_method,)*
            documented(
                "0 paid, as in production",
                r#"{"tx_reference":$tx,"identifier":"$id","amount":12500,"payment_reference":"MP240926","payment_method":"T-Money","datetime":"2026-11-26T14:05:09.000Z","phone_number":"22890123456","status":0}"#,
                Means::Paid,
            ),
            said("0 paid, all as text", r#"{"tx_reference":"$tx","identifier":"$id","amount":"12500","status":"0"}"#, Means::Paid),
            said("0 paid, no echo but the amount", r#"{"amount":12500,"status":0}"#, Means::Paid),
            said("0 paid, no echo null", r#"{"tx_reference":null,"identifier":null,"amount":12500,"status":0}"#, Means::Paid),
            documented("2 pending", r#"{"tx_reference":$tx,"identifier":"$id","amount":12500,"status":2}"#, Means::Pending),
            documented("4 expired", r#"{"tx_reference":$tx,"identifier":"$id","status":4,"datetime":null}"#, Means::Expired),
            documented("6 cancelled", r#"{"tx_reference":"$tx","identifier":"$id","status":"6"}"#, CANCELLED),
            said("6 cancelled, of another amount", r#"{"identifier":"$id","amount":100,"status":6}"#, CANCELLED),
            documented("unknown transaction", r#"{"error_code":403,"error_message":"Transaction inconnue"}"#, Means::NotKnown),
            said_with(403, "unknown, with HTTP 403", r#"{"error_code":403,"error_message":"Inconnue"}"#, Means::NotKnown),
            said_with(404, "unknown, with HTTP 404", r#"{"error_code":"404"}"#, Means::NotKnown),
            said("an error of another kind", r#"{"error_code":401,"error_message":"Jeton invalide"}"#, REFUSED),
            said("an error code that is none", r#"{"error_code":{"code":403}}"#, UNREADABLE),
            said("an error code beside pending", r#"{"error_code":403,"identifier":"$id","status":2}"#, Means::Pending),
            said("0 paid, amount 0", r#"{"identifier":"$id","amount":0,"status":0}"#, DIFFERS),
            said("0 paid, amount n-5", r#"{"identifier":"$id","amount":12495,"status":0}"#, DIFFERS),
            said("0 paid, amount n-1", r#"{"identifier":"$id","amount":12499,"status":0}"#, DIFFERS),
            said("0 paid, amount n+1", r#"{"identifier":"$id","amount":"12501","status":0}"#, DIFFERS),
            said("0 paid, amount 2n", r#"{"identifier":"$id","amount":25000,"status":0}"#, DIFFERS),
            said("0 paid, amount 100n", r#"{"identifier":"$id","amount":1250000,"status":0}"#, DIFFERS),
            said("0 paid, amount -n", r#"{"identifier":"$id","amount":-12500,"status":0}"#, DIFFERS),
            said("0 paid, amount n.0", r#"{"identifier":"$id","amount":12500.0,"status":0}"#, DIFFERS),
            said("0 paid, amount 1e308", r#"{"identifier":"$id","amount":1e308,"status":0}"#, DIFFERS),
            said("0 paid, amount true", r#"{"identifier":"$id","amount":true,"status":0}"#, DIFFERS),
            said("0 paid, amount empty", r#"{"identifier":"$id","amount":"","status":0}"#, DIFFERS),
            said("0 paid, another reference", r#"{"identifier":"CPTOTHER","amount":12500,"status":0}"#, OTHER),
            said("0 paid, a strange reference", r#"{"identifier":["$id"],"amount":12500,"status":0}"#, OTHER),
            said("0 paid, another number", r#"{"tx_reference":1,"identifier":"$id","amount":12500,"status":0}"#, Means::AnotherNumber),
            said("0 paid, a strange number", r#"{"tx_reference":true,"identifier":"$id","amount":12500,"status":0}"#, STRANGER),
            said("2 pending, another reference", r#"{"identifier":"CPTOTHER","status":2}"#, Means::Nobody),
            said("4 expired, another reference", r#"{"identifier":"CPTOTHER","status":4}"#, Means::Nobody),
            said("6 cancelled, another reference", r#"{"identifier":"CPTOTHER","amount":12500,"status":6}"#, Means::Nobody),
            said("no status", r#"{"tx_reference":$tx,"identifier":"$id","amount":12500}"#, UNREADABLE),
            said("status null", r#"{"identifier":"$id","amount":12500,"status":null}"#, UNREADABLE),
            said("status false", r#"{"identifier":"$id","amount":12500,"status":false}"#, UNREADABLE),
            said("status 0.0", r#"{"identifier":"$id","amount":12500,"status":0.0}"#, UNREADABLE),
            said("status a list", r#"{"identifier":"$id","amount":12500,"status":[0]}"#, UNREADABLE),
            said("status NaN", r#"{"identifier":"$id","amount":12500,"status":NaN}"#, UNREADABLE),
            said("status twice", r#"{"identifier":"$id","amount":12500,"status":6,"status":0}"#, UNREADABLE),
            said("amount twice", r#"{"identifier":"$id","amount":100,"amount":12500,"status":0}"#, UNREADABLE),
            said("all of it deeper", r#"{"data":{"identifier":"$id","amount":12500,"status":0}}"#, UNREADABLE),
            said("all of it in a list", r#"[{"identifier":"$id","amount":12500,"status":0}]"#, UNREADABLE),
            said("status 1", r#"{"identifier":"$id","amount":12500,"status":1}"#, UNKNOWN_WORD),
            said("status 200", r#"{"identifier":"$id","amount":12500,"status":200}"#, UNKNOWN_WORD),
            said("status -2", r#"{"identifier":"$id","amount":12500,"status":-2}"#, UNKNOWN_WORD),
            said("status PAID", r#"{"identifier":"$id","amount":12500,"status":"PAID"}"#, UNKNOWN_WORD),
            said("status with a blank", r#"{"identifier":"$id","amount":12500,"status":" 0"}"#, UNKNOWN_WORD),
            said("status empty", r#"{"identifier":"$id","amount":12500,"status":""}"#, UNKNOWN_WORD),
        ]
    };
}

const CANCELLED: Means = Means::Declined(Reason::Refused);
const DIFFERS: Means = Means::Unproven(Reason::AmountDiffers);
const OTHER: Means = Means::Unproven(Reason::ReferenceDiffers);
const STRANGER: Means = Means::Unproven(Reason::GatewayReferenceDiffers);
const MISSING: Means = Means::Unproven(Reason::AmountMissing);
const UNREADABLE: Means = Means::Nothing(Reason::Unreadable);
const REFUSED: Means = Means::Nothing(Reason::HttpRefused);
const UNKNOWN_WORD: Means = Means::Nothing(Reason::UnknownWord);

/// As « Vérifier l'état d'un Paiement » has it, without an amount: a push that is paid, since its amount was fixed by our own call.
const V1: &str = r#"{"tx_reference":$tx,"identifier":"$id","payment_reference":"MP240926","status":0,"datetime":"2026-11-26 14:05:09","payment_method":"FLOOZ"}"#;

/// As « Méthode alternative » has it, without an amount and without our reference.
const V2: &str = r#"{"tx_reference":$tx,"payment_reference":"MP240926","status":0,"datetime":"2026-11-26 14:05:09","payment_method":"T-Money"}"#;

const ANSWERED_PUSH: &[Said<Means>] = answered![
    documented("0 paid, as in the guide's v1", V1, Means::Paid),
    documented("0 paid, as in the guide's v2", V2, Means::Paid),
    said("0 paid, amount null", r#"{"identifier":"$id","amount":null,"status":0}"#, Means::Paid),
];

const ANSWERED_PAGE: &[Said<Means>] = answered![
    documented("0 paid, as in the guide's v1", V1, MISSING),
    documented("0 paid, as in the guide's v2", V2, MISSING),
    said("0 paid, amount null", r#"{"identifier":"$id","amount":null,"status":0}"#, MISSING),
];

/// « Consulter votre Solde »: Flooz, then T-Money.
const PROOFS: &[Said<Proves>] = &[
    documented("as in the guide", r#"{"flooz":1500,"tmoney":250000}"#, Proves::Good(&[Some(1_500), Some(250_000)])),
    documented("as in production", r#"{"status":0,"flooz":0,"tmoney":12}"#, Proves::Good(&[Some(0), Some(12)])),
    said("as text", r#"{"flooz":"1500","tmoney":"0"}"#, Proves::Good(&[Some(1_500), Some(0)])),
    said("one of them absent", r#"{"tmoney":250000}"#, Proves::Good(&[None, Some(250_000)])),
    said("one of them strange", r#"{"flooz":1.5,"tmoney":"N/A"}"#, Proves::Good(&[None, None])),
    said("neither", r#"{"status":0}"#, Proves::Not(GatewayError::Silent(Reason::Unreadable))),
    said("2 wrong key", r#"{"status":2,"flooz":0,"tmoney":0}"#, Proves::Not(GatewayError::KeyRefused)),
    said("an error body", r#"{"error_code":401,"flooz":0}"#, Proves::Not(GatewayError::Refused)),
    said_with(403, "an address not on the list", "<html>403</html>", Proves::Not(GatewayError::Refused)),
    said_with(401, "HTTP 401", "", Proves::Not(GatewayError::Refused)),
];

/// Our reference was used before we first sent it: whoever did so may have named as much.
#[test]
fn a_reference_that_the_gateway_knew_before_is_left_to_a_person() {
    let counter = Counter::of(&PUSH);
    for (answer, after) in [
        (r#"{"identifier":"$id","amount":12500,"status":0}"#, stands("held", Some("reference_known"))),
        (r#"{"identifier":"$id","status":0}"#, stands("held", Some("amount_missing"))),
        (r#"{"identifier":"$id","amount":100,"status":0}"#, stands("held", Some("amount_differs"))),
        (r#"{"identifier":"$id","amount":100,"status":6}"#, stands("declined", Some("refused"))),
    ] {
        counter.gateway.once(Call::Pay, Answer::bytes(200, r#"{"status":6}"#));
        let id = counter.start();
        assert_eq!(counter.stands(id), stands("create_unknown", Some("reference_known")));
        let answer = answer.replace("$id", &counter.view(id).reference);
        counter.gateway.once(Call::Status, Answer::bytes(200, answer.as_str()));
        counter.ask(id);
        assert_eq!(counter.stands(id), after, "{answer}");
    }
}

/// Asked by the gateway's number, only the echo of our reference ties an answer to our order.
#[test]
fn an_answer_by_the_gateways_number_is_proof_only_with_our_reference_in_it() {
    let counter = Counter::of(&PUSH);
    for (answer, after) in [
        (r#"{"tx_reference":$tx,"identifier":"$id","status":0}"#, stands("paid", None)),
        (r#"{"identifier":"$id","amount":"12500","status":"0"}"#, stands("paid", None)),
        (r#"{"tx_reference":$tx,"status":0}"#, stands("held", Some("reference_missing"))),
        (r#"{"tx_reference":$tx,"identifier":null,"amount":12500,"status":0}"#, stands("held", Some("reference_missing"))),
        (r#"{"tx_reference":$tx,"identifier":"CPTOTHER","status":0}"#, stands("held", Some("reference_differs"))),
        (r#"{"tx_reference":$tx,"status":6}"#, stands("pending", Some("anothers_answer"))),
        (r#"{"tx_reference":$tx,"identifier":"$id","status":6}"#, stands("declined", Some("refused"))),
    ] {
        let id = counter.start();
        let number = (counter.next_number() - 1).to_string();
        let answer = answer.replace("$id", &counter.view(id).reference).replace("$tx", &number);
        counter.gateway.once(Call::Status, Answer::unknown_transaction());
        counter.ask(id);
        counter.gateway.once(Call::StatusByNumber, Answer::bytes(200, answer.as_str()));
        counter.ask(id);
        assert_eq!(counter.stands(id), after, "{answer}");
    }
}
