//! PayDunya's words, field by field, each with its place in the document « HTTP/JSON ».
//!
//! Amounts are numbers in an answer and text in a notification of the document; integrators have seen text in answers too. Both
//! are read.

use std::borrow::Cow;

use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::nested::Nested;
use crate::account::Keys;
use crate::json::Field;

/// « 1 - Structure JSON complète des données à envoyer », what `POST /checkout-invoice/create` is told.
#[derive(Serialize)]
pub(super) struct Create<'a> {
    /// « Les nœuds JSON obligatoires […] sont : le nœud racine invoice et son noeud enfant total_amount ».
    pub(super) invoice: Invoice<'a>,
    /// « […] ainsi que le nœud racine store et son noeud enfant name ».
    pub(super) store: Store<'a>,
    /// « 4 - Ajout de données personnalisées (facultatif) »: « nous vous offrons la possibilité de sauvegarder ces données sur nos
    /// serveurs et de pouvoir les récupérer ».
    pub(super) custom_data: CustomData<'a>,
    /// « 5 » to « 7 », where the customer and the notification go.
    pub(super) actions: Actions<'a>,
}

/// « 1 - Structure JSON complète des données à envoyer », `invoice`.
#[derive(Serialize)]
pub(super) struct Invoice<'a> {
    /// « 2 - Ajout d'articles ou d'éléments sur la facture PayDunya »: « Les "items" sont utilisés pour afficher au client sur la
    /// page de paiement la liste des articles qu'il a commandé ». Left out where the sale has no lines.
    #[serde(skip_serializing_if = "Numbered::is_empty")]
    pub(super) items: Numbered<Item<'a>>,
    /// « 3 - Ajout de taxes (facultatif) ». Left out where the sale has none.
    #[serde(skip_serializing_if = "Numbered::is_empty")]
    pub(super) taxes: Numbered<TaxLine<'a>>,
    /// « 1 - Structure JSON complète des données à envoyer »: `"total_amount": 5000`, a number, required.
    pub(super) total_amount: i64,
    /// « 1 - Structure JSON complète des données à envoyer »: `"description": ""`, optional.
    pub(super) description: Cow<'a, str>,
}

/// An object whose entries are named `item_0`, `item_1`, and so on.
pub(super) struct Numbered<T> {
    pub(super) name: &'static str,
    pub(super) entries: Vec<T>,
}

impl<T> Numbered<T> {
    const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T: Serialize> Serialize for Numbered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries.iter().enumerate().map(|(index, entry)| (format!("{}_{index}", self.name), entry)))
    }
}

/// « 2 - Ajout d'articles ou d'éléments sur la facture PayDunya », one of the `items`.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    /// « 2 - Ajout d'articles »: `"name": "Chaussures Croco"`.
    pub(super) name: &'a str,
    /// « 2 - Ajout d'articles »: `"quantity": 3`, a number.
    pub(super) quantity: u32,
    /// « 2 - Ajout d'articles »: `"unit_price": "10000"`, a text.
    pub(super) unit_price: String,
    /// « 2 - Ajout d'articles »: `"total_price": "30000"`, a text.
    pub(super) total_price: String,
    /// « 2 - Ajout d'articles »: `"description": ""`, empty in an example of the document.
    pub(super) description: &'static str,
}

/// « 3 - Ajout de taxes (facultatif) », one of the `taxes`.
#[derive(Serialize)]
pub(super) struct TaxLine<'a> {
    /// « 3 - Ajout de taxes »: `"name": "TVA (18%)"`.
    pub(super) name: &'a str,
    /// « 3 - Ajout de taxes »: `"amount": 6300`, a number.
    pub(super) amount: i64,
}

/// « 1 - Structure JSON complète des données à envoyer », `store`. What is not known of the shop is left out.
#[derive(Serialize)]
pub(super) struct Store<'a> {
    /// « 1 - Structure JSON complète des données à envoyer »: `"name": "Magasin le Choco"`, required.
    pub(super) name: &'a str,
    /// « 1 - Structure JSON complète des données à envoyer »: `"tagline": ""`, optional.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tagline: Option<&'a str>,
    /// « 1 - Structure JSON complète des données à envoyer »: `"postal_address": ""`, optional.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) postal_address: Option<String>,
    /// « 1 - Structure JSON complète des données à envoyer »: `"phone": ""`, optional.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) phone: Option<&'a str>,
    /// « 1 - Structure JSON complète des données à envoyer »: `"logo_url": ""`, optional.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) logo_url: Option<&'a str>,
    /// « 1 - Structure JSON complète des données à envoyer »: `"website_url": ""`, optional.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) website_url: Option<&'a str>,
}

/// « 4 - Ajout de données personnalisées (facultatif) »: what we have the gateway keep. « Elles sont uniquement récupérées à
/// l'aide de notre action de callback confirm au niveau de l'API. »
#[derive(Serialize)]
pub(super) struct CustomData<'a> {
    /// Our reference, which the gateway has no other place for.
    pub(super) reference: &'a str,
    /// The payment's name.
    pub(super) payment_id: String,
    /// What is asked, so that an echo tells an invoice that was changed.
    pub(super) amount: i64,
}

/// « 5 - Configuration d'une URL de redirection après annulation », « 6 - […] après confirmation », « 7 - Configuration de
/// l'IPN ».
#[derive(Serialize)]
pub(super) struct Actions<'a> {
    /// « 5 »: « une URL sur laquelle seront redirigés vos clients après qu'ils aient cliqué sur le bouton "Annuler le paiement" ».
    pub(super) cancel_url: &'a str,
    /// « 6 »: « une URL sur laquelle seront redirigés vos clients après qu'ils aient réussi le paiement de leur commande ».
    pub(super) return_url: &'a str,
    /// « 7 »: « PayDunya utilise cette URL afin de vous envoyer instantanément, par requête POST, les informations relatives à la
    /// transaction de paiement ».
    pub(super) callback_url: &'a str,
}

/// « APIs »: what every answer has.
#[derive(Deserialize)]
pub(super) struct Head {
    /// « APIs »: « Le nœud response_code représente le code technique de la réponse ».
    pub(super) response_code: Option<Field>,
    /// « APIs »: « le noeud response_text fournit quant à lui des explications sur la réponse ».
    pub(super) response_text: Option<Field>,
}

/// « Paiement avec redirection », what `POST /checkout-invoice/create` answers.
#[derive(Deserialize)]
pub(super) struct CreateAnswer {
    /// « Paiement avec redirection »: `"response_text":"https://app.paydunya.com/sandbox-checkout/invoice/test_RHICF0HboN"`, the
    /// page. It is never made from the token.
    pub(super) response_text: Option<Field>,
    /// « Paiement avec redirection »: `"token":"test_RHICF0HboN"`, by which the invoice is asked about.
    pub(super) token: Option<Field>,
}

/// « État de paiement », what `GET /checkout-invoice/confirm/[invoice_token]` answers. What it says of the customer, but for the
/// means, and of our own lines is not read.
#[derive(Deserialize)]
pub(super) struct ConfirmAnswer {
    /// « État de paiement »: « Le hash renvoyé par PayDunya est le hash de votre MasterKey (clé principale) ».
    pub(super) hash: Option<Field>,
    /// « État de paiement »: the invoice.
    pub(super) invoice: Option<Nested<InvoiceEcho>>,
    /// « État de paiement »: our own data.
    pub(super) custom_data: Option<Nested<Echo>>,
    /// « État de paiement »: `"mode": "test"` or `"live"`. The example of a failed live payment has a receipt of the test host.
    pub(super) mode: Option<Field>,
    /// « État de paiement »: « Le statut d'une facture peut être soit pending (en attente), cancelled (annulé) ou completed
    /// (complété) »; « 7 - Configuration de l'IPN »: « pour les paiements échoués le statut devient failed ». `canceled`, `fail`
    /// and `expired` were seen in production answers.
    pub(super) status: Option<Field>,
    /// « État de paiement »: « un message d'échec est renseigné dans le noeud fail_reason seulement pour les transactions par
    /// carte bancaires échouées ou annulées ».
    pub(super) fail_reason: Option<Field>,
    /// « État de paiement »: who paid.
    pub(super) customer: Option<Nested<Customer>>,
    /// « 7 - Configuration de l'IPN »: « l'URL de sa facture PayDunya en version PDF ».
    pub(super) receipt_url: Option<Field>,
    /// Undocumented, seen in production answers: the operator's own number of the payment.
    pub(super) provider_reference: Option<Field>,
}

/// « État de paiement », `invoice`.
#[derive(Deserialize)]
pub(super) struct InvoiceEcho {
    /// « État de paiement »: `"token": "test_Jh2T8skw1j"`. The example is asked about with another one.
    pub(super) token: Option<Field>,
    /// « État de paiement »: `"total_amount": 42300`. Text in « 7 - Configuration de l'IPN » and in some production answers.
    pub(super) total_amount: Option<Field>,
    /// Undocumented, seen in production answers: the total without the fees that the customer bears.
    pub(super) total_amount_without_fees: Option<Field>,
}

/// « État de paiement », `custom_data`, as we have sent it.
#[derive(Deserialize)]
pub(super) struct Echo {
    /// Our reference.
    pub(super) reference: Option<Field>,
    /// The payment's name.
    pub(super) payment_id: Option<Field>,
    /// What was asked; text once it has been through a form.
    pub(super) amount: Option<Field>,
}

/// « État de paiement », `customer`. The name, the phone number and the e-mail address of the document are not read.
#[derive(Deserialize)]
pub(super) struct Customer {
    /// Undocumented, seen in production answers: `wave_senegal` or `wave-ci`.
    pub(super) payment_method: Option<Field>,
}

/// « Paiement et redistribution », what `POST /direct-pay/credit-account` is told.
#[derive(Serialize)]
pub(super) struct Credit<'a> {
    /// « Paiement et redistribution »: `"account_alias" : "771111111"`, a text.
    pub(super) account_alias: &'a str,
    /// « Paiement et redistribution »: `"amount" : 4500`, a number.
    pub(super) amount: i64,
}

/// « Paiement et redistribution », what `POST /direct-pay/credit-account` answers. Its description names who was paid, and is not
/// read.
#[derive(Deserialize)]
pub(super) struct CreditAnswer {
    /// « Paiement et redistribution »: `"transaction_id":"TEST000001"`.
    pub(super) transaction_id: Option<Field>,
}

/// « 7 - Configuration de l'IPN », as integrators receive it in JSON: `data`, or what is in it.
#[derive(Deserialize)]
pub(super) struct NoticeEnvelope {
    /// « 7 - Configuration de l'IPN »: « La strucutre renvoyée se trouve sous l'index "data". »
    pub(super) data: Option<Nested<Notice>>,
    /// As in [`Notice`].
    pub(super) hash: Option<Field>,
    /// As in [`Notice`].
    pub(super) invoice: Option<Nested<InvoiceEcho>>,
    /// As in [`Notice`].
    pub(super) custom_data: Option<Nested<Echo>>,
}

/// « 7 - Configuration de l'IPN », as far as it is read: the gateway is asked all the same.
#[derive(Deserialize)]
pub(super) struct Notice {
    /// « 7 - Configuration de l'IPN »: « un hash permettant de vérifier que les données reçues proviennent bien de nos serveurs ».
    pub(super) hash: Option<Field>,
    /// « 7 - Configuration de l'IPN »: `'invoice'`, whose example has two tokens.
    pub(super) invoice: Option<Nested<InvoiceEcho>>,
    /// « 7 - Configuration de l'IPN »: `'custom_data'`.
    pub(super) custom_data: Option<Nested<Echo>>,
}

/// The token in `field`, exactly as it is written.
pub(super) fn token(field: &Field, keys: &Keys) -> Option<String> {
    field.name(&keys.hidden()).filter(|name| is_token(name))
}

/// Whether `text` can stand in an address as it is, and make it no other one.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}
