//! An account, its keys, and the answers of the document.

use comptoir_core::evidence::{Question, Report};
use comptoir_core::order::GatewayKind;
use comptoir_core::payment::{Event, Payment};
use serde_json::{Value, json};

use crate::account::{Account, Keys};
use crate::samples;
pub(super) use crate::samples::{Papers, Spoken, now, order, reference, reply};

pub(super) const KIND: GatewayKind = GatewayKind::Payplus;
pub(super) const APIKEY: &str = "practice-apikey";
pub(super) const BEARER: &str = "practice-token";
pub(super) const TOKEN: &str = "invoice-1000001";
pub(super) const PAGE: &str = "https://app.payplus.africa/pay/v01/redirect/checkout-invoice/page/1000001";

/// « Envoie de la requête », « Réponse » of the document, as it stands there.
pub(super) const DOCUMENTED_CREATE: &str = r#"{
    "response_code": "contient 00 si succes. si different de 00 alors echec",
    "token":  "token de la transaction. il faut la conserver sur votre plateforme" ,
    "response_text":  "contient l'url de la page de validation de paiement (page vers laquelle vous devez rediriger le client pour qu'il procède au paiement)" ,
    "description":  "message texte décrivant le résultat de la requête" ,
    "customdata":  "contient les custom_data envoyées lors de l'envoie de la requête"  
}"#;

/// « Vérification du statut de la requête », « Réponse » of the document, as it stands there.
pub(super) const DOCUMENTED_CONFIRM: &str = r#"{
    "response_code": "contient 00 si succes. si different de 00 alors echec",
    "token":  "token de la transaction. il faut la conserver sur votre plateforme" ,
    "response_text":  "message texte décrivant le résultat de la requête" ,
    "description":  "indique le statut de la requête. valeurs possibles : pending (transaction en attente de validation), completed (transaction validée), notcompleted (transaction annulée). ce champ est vide si response_code est different de 00" ,
    "customdata":  "contient les custom_data envoyées lors de l'envoie de la requête"  
}"#;

/// An account of this name: what is remembered of a test's account is no other test's.
pub(super) fn account(name: &str) -> Account {
    Account { name: name.to_owned(), ..samples::account(KIND, &[]) }
}

pub(super) fn keys() -> Keys {
    samples::keys(KIND, &[("apikey", APIKEY), ("token", BEARER)])
}

pub(super) fn answering(status: u16, body: impl AsRef<[u8]>) -> Spoken {
    Spoken::to(account("boutique"), vec![Ok(reply(status, body))])
}

pub(super) fn payment() -> Payment {
    samples::payment(order(KIND), Question::ByReference, Some(TOKEN))
}

/// What we had the gateway keep, as we sent it.
pub(super) fn sent() -> Value {
    json!({"reference": reference().as_str(), "payment_id": order(KIND).payment_id.to_string(), "amount": "12500"})
}

/// The same as production answers give it back.
pub(super) fn listed(kept: &Value) -> Value {
    let entry = |(name, value): (&String, &Value)| json!({"keyof_customdata": name, "valueof_customdata": value, "datecreation_customdata": "2026-09-01 10:00:00"});
    kept.as_object().unwrap().iter().map(entry).collect()
}

/// A create answer in the shape of the document.
pub(super) fn created() -> Value {
    json!({"response_code": "00", "token": TOKEN, "response_text": PAGE, "description": "", "customdata": sent()})
}

/// A confirm answer in the shape of the document.
pub(super) fn documented(word: &str) -> Value {
    json!({"response_code": "00", "token": TOKEN, "response_text": "", "description": word, "customdata": sent()})
}

/// A confirm answer as integrators have seen it.
pub(super) fn of_the_field(word: &str) -> Value {
    json!({
        "response_code": "00",
        "token": TOKEN,
        "response_text": "",
        "description": "",
        "status": word,
        "custom_data": listed(&sent()),
        "montant": "12500",
        "amount": 12_500,
        "operator_id": "1",
        "operator_name": "MTN BENIN",
        "external_id": "",
        "request_id": "",
        "transaction_id": "PP1000001",
        "customer": "22990123456",
        "date": "2026-09-01 10:00:00",
        "receipt_url": "https://app.payplus.africa/recu/1000001",
        "wiki": "https://developers.payplus.africa",
    })
}

pub(super) fn failed(number: &str) -> Value {
    json!({"response_code": "01", "token": "", "response_text": format!("Echec (Code{number})"), "description": "", "customdata": []})
}

pub(super) fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

pub(super) fn event(status: u16, body: impl AsRef<[u8]>) -> Event {
    answering(status, body).ask(&keys(), &payment()).event
}

pub(super) fn report(body: &Value) -> Report {
    let event = event(200, body.to_string());
    let Event::Answered(report) = event else { panic!("{body}: {event:?}") };
    *report
}
