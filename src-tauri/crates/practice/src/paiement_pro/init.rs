//! « Paramètres d'envoi »: a payment is registered, with its page.

use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::MERCHANT_ID;
use crate::{
    gateway::checkout,
    http::{Request, Response},
    memory::Memory,
    transaction::{Asked, CUSTOMERS_OWN_PHONE, Which},
};

pub(super) const CURL_INIT: &str = "/webservice/onlinepayment/init/curl-init.php";
pub(super) const INITIALIZE: &str = "/webservice/onlinepayment/js/initialize/initialize.php";

/// « Paramètres d'envoi », names and types. Those that are not « obligatoire » may be left out.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Init {
    merchant_id: String,
    amount: u64,
    description: String,
    /// Any text, or none.
    #[expect(dead_code, reason = "a channel that is no text is refused")]
    channel: Option<String>,
    country_currency_code: String,
    reference_number: String,
    customer_email: String,
    customer_first_name: String,
    #[serde(rename = "customerLastname")]
    customer_last_name: String,
    customer_phone_number: String,
    #[serde(rename = "notificationURL")]
    notification_url: Option<String>,
    #[serde(rename = "returnURL")]
    return_url: Option<String>,
    return_context: Option<String>,
}

impl Init {
    fn is_sound(&self) -> bool {
        let texts = [
            &self.description,
            &self.reference_number,
            &self.customer_email,
            &self.customer_first_name,
            &self.customer_last_name,
        ];
        let phone = &self.customer_phone_number;
        let addresses = [&self.notification_url, &self.return_url];
        let is_json = |text: &String| serde_json::from_str::<Value>(text).is_ok();
        self.merchant_id == MERCHANT_ID
            && self.amount > 0
            && texts.iter().all(|text| !text.is_empty())
            && self.customer_email.contains('@')
            && (8..=15).contains(&phone.len())
            && phone.bytes().all(|byte| byte.is_ascii_digit())
            && self.country_currency_code == "952"
            && addresses.into_iter().flatten().all(|address| is_of_the_web(address))
            && self.return_context.as_ref().is_none_or(is_json)
    }

    /// What its notification gives back or needs, and nothing of the customer.
    fn kept(&self) -> Value {
        json!({
            "notificationURL": self.notification_url,
            "returnContext": self.return_context,
        })
    }
}

fn is_of_the_web(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

pub(super) fn respond(memory: &mut Memory, request: &Request, now_ms: i64) -> Response {
    let init = match serde_json::from_slice::<Init>(&request.body) {
        Ok(init) if request.is_json() && init.is_sound() => init,
        Ok(_) | Err(_) => return failure("Echec de l'initialisation"),
    };
    if let Some(first) = memory.change(Which::Identifier(&init.reference_number)) {
        first.create_requests = first.create_requests.saturating_add(1);
        return failure("Référence déjà utilisée");
    }
    let asked = Asked {
        message: init.kept(),
        identifier: init.reference_number,
        amount: init.amount,
        description: Some(init.description),
        token: Some("paiement-pro-"),
        network: None,
        phone: CUSTOMERS_OWN_PHONE.to_owned(),
    };
    let payment = memory.register(asked, None, now_ms);
    payment.create_requests = 1;
    let answer = json!({
        "success": true,
        "message": "Initialisation effectuée avec succès",
        "url": format!("{}?sessionid={}", checkout(&request.base_url, &payment.token), payment.tx_reference()),
    });
    Response::json(200, &answer)
}

fn failure(message: &str) -> Response {
    Response::json(200, &json!({ "success": false, "message": message }))
}
