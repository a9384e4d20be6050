//! « Paiement et redistribution »: money goes from the practice account to another one.

use serde_json::json;

use super::{
    invalid,
    parameters::{Credit, read},
    refusal,
};
use crate::{
    customer::Does,
    http::{Request, Response},
};

pub(super) fn respond(request: &Request, now_ms: i64) -> Response {
    let sound = |credit: &Credit| !credit.account_alias.trim().is_empty() && credit.amount > 0;
    let Some(credit) = read::<Credit>(request).filter(sound) else {
        return invalid();
    };
    if Does::by_amount(credit.amount) == Does::Refuses {
        return refusal(200, "4002", "Insufficient balance");
    }
    let answer = json!({
        "response_code": "00",
        "response_text": "Transaction completed successfully",
        "description": format!("Success! Amount of {} FCFA has been transfered to Sandbox Account ENTRAINEMENT", credit.amount),
        "transaction_id": format!("TEST{now_ms}"),
    });
    Response::json(200, &answer)
}
