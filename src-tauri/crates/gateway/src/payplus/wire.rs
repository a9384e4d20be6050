//! PayPlus Africa's words, field by field, each with its place in the document « Intégration avec redirection ».
//!
//! The document gives its shapes by one example a message and no types. Its example of a payload is no JSON (a comma stands
//! after the last article), and its total of 1 900 is not the sum of its articles, 2 900: here the articles add up to the total.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::kept::Kept;
use crate::json::Field;

/// « Envoie de la requête », « Payload »: what `POST …/checkout-invoice/create` is told.
#[derive(Serialize)]
pub(super) struct Create<'a> {
    /// « Payload »: `commande`, the whole of it.
    pub(super) commande: Commande<'a>,
}

/// « Payload »: `commande`.
#[derive(Serialize)]
pub(super) struct Commande<'a> {
    /// « Payload »: `invoice`, what is owed.
    pub(super) invoice: Invoice<'a>,
    /// « Payload »: `store`, who sells.
    pub(super) store: Store<'a>,
    /// « Payload »: `actions`, where to go from here.
    pub(super) actions: Actions<'a>,
    /// « Payload »: `custom_data`, names and texts of our own that come back with every answer.
    pub(super) custom_data: CustomData<'a>,
}

/// « Payload »: `invoice`.
#[derive(Serialize)]
pub(super) struct Invoice<'a> {
    /// « Payload »: `items`, a list.
    pub(super) items: Vec<Item<'a>>,
    /// « Payload »: `total_amount`, a number.
    pub(super) total_amount: i64,
    /// « Payload »: `devise`, « xof » in small letters.
    pub(super) devise: &'static str,
    /// « Payload »: « Description du contenu de la facture ».
    pub(super) description: Cow<'a, str>,
}

/// « Payload »: one of `items`.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    /// « Payload »: `name`, « Article 1 ».
    pub(super) name: Cow<'a, str>,
    /// « Payload »: `description`, empty in the example.
    pub(super) description: &'static str,
    /// « Payload »: `quantity`, a number.
    pub(super) quantity: u32,
    /// « Payload »: `unit_price`, a number.
    pub(super) unit_price: i64,
    /// « Payload »: `total_price`, a number.
    pub(super) total_price: i64,
}

/// « Payload »: `store`.
#[derive(Serialize)]
pub(super) struct Store<'a> {
    /// « Payload »: « nom de votre boutique/application ».
    pub(super) name: &'a str,
    /// « Payload »: « url de votre site ».
    pub(super) website_url: &'a str,
}

/// « Payload »: `actions`.
#[derive(Serialize)]
pub(super) struct Actions<'a> {
    /// « Payload »: « url de d'annulation de vente ».
    pub(super) cancel_url: &'a str,
    /// « Payload »: « url de retour apres validation du paiement ».
    pub(super) return_url: &'a str,
    /// « Payload »: « url de retour apres validation du paiemente », which is where the gateway sends its notification.
    pub(super) callback_url: &'a str,
}

/// « Payload »: `custom_data`; the names are ours to choose.
#[derive(Serialize)]
pub(super) struct CustomData<'a> {
    /// Our reference.
    pub(super) reference: &'a str,
    /// Our payment's name.
    pub(super) payment_id: String,
    /// The amount in francs, as text like every value of the example.
    pub(super) amount: String,
}

/// « Envoie de la requête », « Réponse »: what the create call answers.
#[derive(Deserialize)]
pub(super) struct CreateAnswer {
    /// « Réponse »: « contient 00 si succes. si different de 00 alors echec ».
    pub(super) response_code: Option<Field>,
    /// « Réponse »: « token de la transaction. il faut la conserver sur votre plateforme ».
    pub(super) token: Option<Field>,
    /// « Réponse »: « contient l'url de la page de validation de paiement ». « Echec (CodeNN) » in production answers where the
    /// call failed.
    pub(super) response_text: Option<Field>,
    /// « Réponse »: « contient les custom_data envoyées ».
    pub(super) customdata: Option<Kept>,
    /// `customdata` under the name it is sent by, as production answers have it.
    pub(super) custom_data: Option<Kept>,
}

/// « Vérification du statut de la requête », « Réponse »: what the confirm call answers. The payer's number, which production
/// answers hold as `customer`, is not read.
#[derive(Deserialize)]
pub(super) struct ConfirmAnswer {
    /// « Réponse »: « contient 00 si succes. si different de 00 alors echec ».
    pub(super) response_code: Option<Field>,
    /// « Réponse »: « token de la transaction ». Empty in some production answers.
    pub(super) token: Option<Field>,
    /// « Réponse »: « message texte décrivant le résultat de la requête ». « Echec (CodeNN) » in production answers where the
    /// call failed.
    pub(super) response_text: Option<Field>,
    /// « Réponse »: « indique le statut de la requête. valeurs possibles : pending, completed, notcompleted. ce champ est vide si
    /// response_code est different de 00 ».
    pub(super) description: Option<Field>,
    /// Undocumented, seen in production answers: the status, where `description` is empty or says the same.
    pub(super) status: Option<Field>,
    /// « Réponse »: « contient les custom_data envoyées ».
    pub(super) customdata: Option<Kept>,
    /// `customdata` under the name it is sent by, a list in production answers.
    pub(super) custom_data: Option<Kept>,
    /// Undocumented, seen in production answers: what was paid, in francs.
    pub(super) montant: Option<Field>,
    /// Undocumented, seen in production answers: the same as `montant`.
    pub(super) amount: Option<Field>,
    /// Undocumented, seen in production answers: the number of the operator's payment.
    pub(super) transaction_id: Option<Field>,
    /// Undocumented, seen in production answers: the operator.
    pub(super) operator_name: Option<Field>,
    /// Undocumented, seen in production answers: when it was paid.
    pub(super) date: Option<Field>,
    /// Undocumented, seen in production answers: the gateway's own receipt.
    pub(super) receipt_url: Option<Field>,
}

/// The notification that `callback_url` is sent, written in JSON: undocumented, it has the fields of a confirm answer. It is read
/// as far as it names a payment; the rest could be written by anyone.
#[derive(Deserialize)]
pub(super) struct CallbackMessage {
    /// As in « Réponse »; not always the token of the create call.
    pub(super) token: Option<Field>,
    /// As in « Réponse ».
    pub(super) customdata: Option<Kept>,
    /// `customdata` under the name it is sent by.
    pub(super) custom_data: Option<Kept>,
}
