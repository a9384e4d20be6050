//! « Demander un paiement - Méthode 1 »: the customer's phone is prompted.

use serde_json::{Value, json};

use super::parameters::{Parameters, Refused, is_local_phone};
use crate::{
    customer::{Habits, Plan},
    http::{Request, Response},
    memory::Memory,
    transaction::{Asked, Network, Which},
};

pub(super) fn respond(memory: &mut Memory, habits: Habits, request: &Request, now_ms: i64) -> Response {
    let asked = match read(request) {
        Ok(asked) => asked,
        // « 2 : Jeton d'authentification invalide »
        Err(Refused::WrongKey) => return refusal(2),
        // « 4 : Paramètres Invalides »
        Err(Refused::Invalid) => return refusal(4),
    };
    if let Some(first) = memory.change(Which::Identifier(&asked.identifier)) {
        first.create_requests = first.create_requests.saturating_add(1);
        // « 6 : Doublons détectées. Une transaction avec le même identifiant existe déja. »
        return refusal(6);
    }
    let plan = Plan::by_amount(asked.amount, habits, now_ms);
    let transaction = memory.register(asked, Some(plan), now_ms);
    transaction.create_requests = 1;
    // « 0 : Transaction enregistrée avec succès »
    let answer = json!({ "tx_reference": transaction.tx_reference, "status": 0 });
    Response::json(200, &answer)
}

fn read(request: &Request) -> Result<Asked, Refused> {
    let parameters = Parameters::read(request)?;
    let phone = parameters.text("phone_number")?;
    if !is_local_phone(phone) {
        return Err(Refused::Invalid);
    }
    let network = match parameters.text("network")? {
        "FLOOZ" => Network::Flooz,
        "TMONEY" => Network::Tmoney,
        _ => return Err(Refused::Invalid),
    };
    Ok(Asked {
        identifier: parameters.text("identifier")?.to_owned(),
        amount: parameters.number("amount")?,
        description: parameters.optional_text("description")?.map(str::to_owned),
        message: Value::Null,
        token: None,
        network: Some(network),
        phone: phone.to_owned(),
    })
}

fn refusal(word: u8) -> Response {
    Response::json(200, &json!({ "status": word }))
}
