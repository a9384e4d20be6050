//! PaiementPro's words, field by field, each with its place in the document « WinDev integration ».

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::json::Field;

/// « Paramètres d'envoi »: what the create call is told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Init<'a> {
    /// « Paramètres d'envoi »: « Votre ID Marchand (ex: PP-F324) ».
    pub(super) merchant_id: &'a str,
    /// « Paramètres d'envoi »: « Montant de la transaction », int. The example « WinDev code » sends the text "1000"; the table
    /// says what it is.
    pub(super) amount: i64,
    /// « Paramètres d'envoi »: « Description du paiement (obligatoire) ».
    pub(super) description: Cow<'a, str>,
    /// « Paramètres d'envoi »: « Mode de paiement (CARD, OMCIV2, MOMOCI, WAVECI, etc.) ». Integrators leave it empty where the
    /// customer chooses on the page.
    pub(super) channel: &'a str,
    /// « Paramètres d'envoi »: « Code devise (ex: 952 pour XOF) », string.
    pub(super) country_currency_code: &'static str,
    /// « Paramètres d'envoi »: « Référence unique de la transaction (obligatoire) ».
    pub(super) reference_number: &'a str,
    /// « Paramètres d'envoi »: « Email du client (obligatoire) ».
    pub(super) customer_email: &'a str,
    /// « Paramètres d'envoi »: « Prénom du client (obligatoire) ».
    pub(super) customer_first_name: &'a str,
    /// « Paramètres d'envoi »: « Nom du client (obligatoire) ». The name is spelt `customerLastname`.
    #[serde(rename = "customerLastname")]
    pub(super) customer_last_name: &'a str,
    /// « Paramètres d'envoi »: « Téléphone du client (obligatoire) », in digits.
    pub(super) customer_phone_number: &'a str,
    /// « Paramètres d'envoi »: « URL de webhook pour notifications ».
    #[serde(rename = "notificationURL")]
    pub(super) notification_url: String,
    /// « Paramètres d'envoi »: « URL de redirection après paiement ».
    #[serde(rename = "returnURL")]
    pub(super) return_url: &'a str,
    /// « Paramètres d'envoi »: « Données additionnelles (JSON) », string. The example « WinDev code » sends « id:1 », which is
    /// none.
    pub(super) return_context: String,
}

/// « Paramètres d'envoi », `returnContext`: what it holds is ours to choose.
#[derive(Serialize)]
pub(super) struct ReturnContext<'a> {
    /// Our reference.
    pub(super) reference: &'a str,
    /// Our payment's name.
    pub(super) payment_id: String,
    /// In which currency we ask, since « Paramètres de réponse » has no field for it.
    pub(super) currency: &'static str,
}

/// « JSON response examples »: what the create call answers.
#[derive(Deserialize)]
pub(super) struct InitAnswer {
    /// « JSON response examples »: true or false.
    pub(super) success: Option<Value>,
    /// « JSON response examples »: « Initialisation effectuée avec succès », « Echec de l'initialisation ».
    pub(super) message: Option<Field>,
    /// « JSON response examples »: the page, whose address has a `sessionid`.
    pub(super) url: Option<Field>,
}

/// « Paramètres de réponse »: « Identifiant unique du partenaire ».
pub(super) const MERCHANT_ID: &str = "merchantId";
/// « Paramètres de réponse »: « Référence de la transaction ».
pub(super) const REFERENCE_NUMBER: &str = "referenceNumber";
/// « Paramètres de réponse »: « Montant de la transaction », int; a text where it comes in a form or a query.
pub(super) const AMOUNT: &str = "amount";
/// « Paramètres de réponse »: « Date et heure de la transaction ».
pub(super) const TRANSACTION_DATE: &str = "transactiondt";
/// « Paramètres de réponse »: « Données transmises au partenaire ».
pub(super) const RETURN_CONTEXT: &str = "returnContext";
/// « Paramètres de réponse »: « Chaîne cryptée pour sécurité ». How it is made is not documented, so that it proves nothing.
pub(super) const HASHCODE: &str = "hashcode";
/// « Paramètres de réponse »: « 0 = Réussi, -1 = Échoué », string. « 00 » in some messages that integrators received.
pub(super) const RESPONSE_CODE: &str = "responsecode";
/// Undocumented, checked by integrators in what they received: the currency, under either of two names.
pub(super) const CURRENCY: [&str; 2] = ["countryCurrencyCode", "currency"];
/// Undocumented, seen by integrators: the means, as `channel` of « Paramètres d'envoi » names it.
pub(super) const CHANNEL: &str = "channel";

/// What `returnContext` held when we sent it, as far as it is compared.
#[derive(Deserialize)]
pub(super) struct ReturnedContext {
    /// Our reference.
    pub(super) reference: Option<Field>,
    /// In which currency we asked.
    pub(super) currency: Option<Field>,
}
