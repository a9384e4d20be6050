//! Reading what a call was given, strictly: types as the document's, and nothing that it does not name.

use std::collections::BTreeMap;

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use url::Url;

use super::SECRETS;
use crate::http::Request;

/// Whether the three headers carry the practice account's keys.
pub(super) fn has_our_keys(request: &Request) -> bool {
    let headers = ["paydunya-master-key", "paydunya-private-key", "paydunya-token"];
    headers.into_iter().zip(SECRETS).all(|(header, (_, key))| request.header(header) == Some(*key))
}

/// « Notre API HTTP est exclusivement basée sur le format d'échange de données JSON. »
pub(super) fn read<T: DeserializeOwned>(request: &Request) -> Option<T> {
    let body = request.is_json().then_some(&request.body)?;
    serde_json::from_slice(body).ok()
}

/// « 1 - Structure JSON complète des données à envoyer ».
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    pub(super) invoice: Invoice,
    store: Store,
    #[serde(default)]
    pub(super) custom_data: Map<String, Value>,
    #[serde(default)]
    actions: Actions,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Invoice {
    #[serde(default)]
    items: BTreeMap<String, Item>,
    #[serde(default)]
    taxes: BTreeMap<String, Tax>,
    pub(super) total_amount: u64,
    #[serde(default)]
    pub(super) description: String,
}

/// « 2 - Ajout d'articles ou d'éléments sur la facture PayDunya ».
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    name: String,
    quantity: u32,
    unit_price: String,
    total_price: String,
    #[serde(rename = "description")]
    _description: String,
}

/// « 3 - Ajout de taxes (facultatif) ».
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tax {
    name: String,
    #[serde(rename = "amount")]
    _amount: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Store {
    name: String,
    #[serde(default, rename = "tagline")]
    _tagline: String,
    #[serde(default, rename = "postal_address")]
    _postal_address: String,
    #[serde(default, rename = "phone")]
    _phone: String,
    #[serde(default)]
    logo_url: String,
    #[serde(default)]
    website_url: String,
}

/// « 5 - Configuration d'une URL de redirection » to « 7 - Configuration de l'IPN ».
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Actions {
    cancel_url: String,
    return_url: String,
    callback_url: String,
}

impl Asked {
    /// Whether every part says what the document's own structure says.
    pub(super) fn is_sound(&self) -> bool {
        let Self { invoice, store, actions, .. } = self;
        let sound_item =
            |item: &Item| !item.name.is_empty() && item.quantity > 0 && is_whole(&item.unit_price) && is_whole(&item.total_price);
        let addresses = [&store.logo_url, &store.website_url, &actions.cancel_url, &actions.return_url, &actions.callback_url];
        invoice.total_amount > 0
            && !store.name.is_empty()
            && are_numbered("item", &invoice.items)
            && invoice.items.values().all(sound_item)
            && are_numbered("tax", &invoice.taxes)
            && invoice.taxes.values().all(|tax| !tax.name.is_empty())
            && addresses.into_iter().all(|address| address.is_empty() || is_address(address))
    }
}

/// `item_0`, `item_1`, and so on, without a gap.
fn are_numbered<T>(name: &str, entries: &BTreeMap<String, T>) -> bool {
    (0..entries.len()).all(|index| entries.contains_key(&format!("{name}_{index}")))
}

fn is_whole(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// « Paiement et redistribution ».
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Credit {
    pub(super) account_alias: String,
    pub(super) amount: u64,
}
