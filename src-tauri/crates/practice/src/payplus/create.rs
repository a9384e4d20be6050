//! « Envoie de la requête »: an invoice is made, with its page.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use url::Url;

use super::{NO_SUCH_AMOUNT, NOT_UNDERSTOOD, WRONG_KEY, failure, has_both_keys};
use crate::{
    gateway::checkout,
    http::{Request, Response},
    memory::Memory,
    transaction::{Asked, CUSTOMERS_OWN_PHONE, Which},
};

pub(super) const PATH: &str = "/pay/v01/redirect/checkout-invoice/create";

/// Where a shop keeps its own name of a payment.
pub(super) const REFERENCE: &str = "reference";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Payload {
    commande: Commande,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Commande {
    invoice: Invoice,
    store: Store,
    actions: Actions,
    custom_data: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Invoice {
    items: Vec<Item>,
    total_amount: u64,
    devise: String,
    description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    name: String,
    /// It must be there; « "" » in the document.
    #[expect(dead_code, reason = "a payload without it is refused")]
    description: String,
    quantity: u64,
    unit_price: u64,
    total_price: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Store {
    name: String,
    website_url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Actions {
    cancel_url: String,
    return_url: String,
    callback_url: String,
}

impl Commande {
    fn is_sound(&self) -> bool {
        let Self { invoice, store, actions, custom_data } = self;
        let addresses = [&store.website_url, &actions.cancel_url, &actions.return_url, &actions.callback_url];
        let items = &invoice.items;
        let total = items.iter().try_fold(0_u64, |sum, item| sum.checked_add(item.total_price));
        let adds_up = |item: &Item| item.quantity.checked_mul(item.unit_price) == Some(item.total_price);
        invoice.devise == "xof"
            && !invoice.description.is_empty()
            && !store.name.is_empty()
            && addresses.into_iter().all(|address| is_of_the_web(address))
            && items.iter().all(|item| !item.name.is_empty() && adds_up(item))
            && total == Some(invoice.total_amount)
            && custom_data.values().all(Value::is_string)
    }
}

fn is_of_the_web(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

pub(super) fn respond(memory: &mut Memory, request: &Request, now_ms: i64) -> Response {
    if !has_both_keys(request) {
        return failure(WRONG_KEY);
    }
    let commande = match serde_json::from_slice::<Payload>(&request.body) {
        Ok(Payload { commande }) if request.is_json() && commande.is_sound() => commande,
        Ok(_) | Err(_) => return failure(NOT_UNDERSTOOD),
    };
    if commande.invoice.total_amount == 0 {
        return failure(NO_SUCH_AMOUNT);
    }
    let identifier = commande.custom_data.get(REFERENCE).and_then(Value::as_str).unwrap_or_default().to_owned();
    let earlier = memory.find(Which::Identifier(&identifier)).map_or(0, |earlier| earlier.create_requests());
    let asked = Asked {
        identifier,
        amount: commande.invoice.total_amount,
        description: Some(commande.invoice.description),
        message: Value::Object(commande.custom_data),
        token: Some("payplus-"),
        network: None,
        phone: CUSTOMERS_OWN_PHONE.to_owned(),
    };
    let invoice = memory.register(asked, None, now_ms);
    invoice.create_requests = earlier.saturating_add(1);
    let answer = json!({
        "response_code": "00",
        "token": invoice.token,
        "response_text": checkout(&request.base_url, &invoice.token),
        "description": "",
        "customdata": invoice.message,
    });
    Response::json(200, &answer)
}
