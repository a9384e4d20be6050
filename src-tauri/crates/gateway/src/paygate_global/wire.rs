//! PayGateGlobal's words, field by field, each with its place in the document « Guide d'intégration ».
//!
//! The document gives no types. Numbers are also read from text, as real answers have both.

use std::borrow::Cow;

use comptoir_core::network::Network;
use serde::{Deserialize, Serialize};

use crate::json::Field;

/// « Demander un paiement - Méthode 1 », what `POST /api/v1/pay` is told.
#[derive(Serialize)]
pub(super) struct Pay<'a> {
    /// « Demander un paiement - Méthode 1 »: « Jeton d'authentification de l'e-commerce (Clé API) », required.
    pub(super) auth_token: &'a str,
    /// « Demander un paiement - Méthode 1 »: « Numéro de téléphone mobile du Client », required. Integrators send the eight
    /// local digits.
    pub(super) phone_number: &'a str,
    /// « Demander un paiement - Méthode 1 »: « Montant de la transaction sans la devise (Devise par défaut: FCFA) », required.
    pub(super) amount: i64,
    /// « Demander un paiement - Méthode 1 »: « Détails de la transaction », optional.
    pub(super) description: Cow<'a, str>,
    /// « Demander un paiement - Méthode 1 »: « Identifiant interne de la transaction de l'e-commerce. Cet identifiant doit
    /// etre unique. », required.
    pub(super) identifier: &'a str,
    /// « Demander un paiement - Méthode 1 »: « valeurs possibles: FLOOZ, TMONEY », required.
    pub(super) network: &'static str,
}

/// « Demander un paiement - Méthode 1 », what `POST /api/v1/pay` answers.
#[derive(Deserialize)]
pub(super) struct PayAnswer {
    /// « Demander un paiement - Méthode 1 »: « Identifiant Unique générée par PayGateGlobal pour la transaction ». A number in
    /// production answers.
    pub(super) tx_reference: Option<Field>,
    /// « Demander un paiement - Méthode 1 »: « Code d'état de la transaction. » 0 registered, 2 invalid key, 4 invalid
    /// parameters, 6 duplicate identifier.
    pub(super) status: Option<Field>,
}

/// « Demander un paiement - Méthode 2 », the query of `GET /v1/page`.
pub(super) struct Page<'a> {
    /// « Demander un paiement - Méthode 2 »: « Jeton d'authentification de l'e-commerce (Clé API) », required.
    pub(super) token: &'a str,
    /// « Demander un paiement - Méthode 2 »: « Montant de la transaction sans la devise (Devise par défaut: FCFA) », required.
    pub(super) amount: i64,
    /// « Demander un paiement - Méthode 2 »: « Détails de la transaction », optional.
    pub(super) description: Option<&'a str>,
    /// « Demander un paiement - Méthode 2 »: « Identifiant interne de la transaction de l'e-commerce. ex: Numero de commande.
    /// Cet identifiant doit etre unique. », required.
    pub(super) identifier: &'a str,
    /// « Demander un paiement - Méthode 2 »: « Lien de la page vers laquelle le client sera redirigé après le paiement »,
    /// optional.
    pub(super) url: Option<&'a str>,
    /// « Demander un paiement - Méthode 2 »: « Numéro de téléphone du client », optional.
    pub(super) phone: Option<&'a str>,
    /// « Demander un paiement - Méthode 2 »: « Réseau du numéro de téléphone (ex: MOOV, TOGOCEL). Si ce parametre n'est pas
    /// fourni, le client devra manuellement choisir son réseau. », optional.
    pub(super) network: Option<&'static str>,
}

/// « Vérifier l'état d'un Paiement », what `POST /api/v1/status` is told.
#[derive(Serialize)]
pub(super) struct StatusByTxReference<'a> {
    /// « Vérifier l'état d'un Paiement »: « Jeton d'authentification de l'e-commerce (Clé API) », required.
    pub(super) auth_token: &'a str,
    /// « Vérifier l'état d'un Paiement »: « Identifiant Unique précédemment généré par PayGateGlobal pour la transaction »,
    /// required.
    pub(super) tx_reference: &'a str,
}

/// « Vérifier l'état d'un Paiement », « Méthode alternative », what `POST /api/v2/status` is told.
#[derive(Serialize)]
pub(super) struct StatusByIdentifier<'a> {
    /// « Méthode alternative pour verifier l'etat »: « Jeton d'authentification de l'e-commerce (Clé API) », required.
    pub(super) auth_token: &'a str,
    /// « Méthode alternative pour verifier l'etat »: « Identifiant Unique précédemment généré par l'Ecommerçant pour la
    /// transaction », required.
    pub(super) identifier: &'a str,
}

/// « Vérifier l'état d'un Paiement », what both status calls answer. The payer's number, which production answers hold as
/// `phone_number`, is not read.
#[derive(Deserialize)]
pub(super) struct StatusAnswer {
    /// « Vérifier l'état d'un Paiement » and « Méthode alternative »: « Identifiant Unique généré par PayGateGlobal pour la
    /// transaction ». A number in production answers.
    pub(super) tx_reference: Option<Field>,
    /// « Vérifier l'état d'un Paiement »: « Identifiant interne de la transaction de l'e-commerce ». In « Méthode
    /// alternative » undocumented, seen in production answers.
    pub(super) identifier: Option<Field>,
    /// « Vérifier l'état d'un Paiement » and « Méthode alternative »: « Code de référence de paiement généré par
    /// Flooz/TMoney. »
    pub(super) payment_reference: Option<Field>,
    /// « Vérifier l'état d'un Paiement » and « Méthode alternative »: « 0 : Paiement réussi avec succès 2 : En cours 4 :
    /// Expiré 6: Annulé ».
    pub(super) status: Option<Field>,
    /// « Vérifier l'état d'un Paiement » and « Méthode alternative »: « Date et Heure du paiement ».
    pub(super) datetime: Option<Field>,
    /// « Vérifier l'état d'un Paiement » and « Méthode alternative »: « Valeurs possibles: FLOOZ, T-Money ».
    pub(super) payment_method: Option<Field>,
    /// Undocumented, seen in production answers of « Méthode alternative »: what was paid, in francs.
    pub(super) amount: Option<Field>,
    /// Undocumented, seen in production answers: there, without `status`, where the transaction is not known.
    pub(super) error_code: Option<Field>,
}

/// « Consulter votre Solde », what `POST /api/v1/check-balance` is told.
#[derive(Serialize)]
pub(super) struct CheckBalance<'a> {
    /// « Consulter votre Solde »: « Jeton d'authentification de l'e-commerce (Clé API) », required.
    pub(super) auth_token: &'a str,
}

/// « Consulter votre Solde », what `POST /api/v1/check-balance` answers.
#[derive(Deserialize)]
pub(super) struct BalanceAnswer {
    /// « Consulter votre Solde »: « Solde de votre compte Flooz ».
    pub(super) flooz: Option<Field>,
    /// « Consulter votre Solde »: « Solde de votre compte TMoney ».
    pub(super) tmoney: Option<Field>,
    /// Undocumented, seen in production answers; 2 is the invalid key of the other calls.
    pub(super) status: Option<Field>,
    /// Undocumented, seen in production answers: a refusal.
    pub(super) error_code: Option<Field>,
}

/// « Recevoir une confirmation de paiement », as far as it is read: the rest could be written by anyone.
#[derive(Deserialize)]
pub(super) struct ConfirmationMessage {
    /// « Recevoir une confirmation de paiement »: « Identifiant Unique générée par PayGateGlobal pour la transaction ».
    pub(super) tx_reference: Option<Field>,
    /// « Recevoir une confirmation de paiement »: « Identifiant interne de la transaction de l'e-commerce. ».
    pub(super) identifier: Option<Field>,
}

/// The network as « Demander un paiement - Méthode 1 » calls it.
pub(super) fn pay_network(network: Network) -> Option<&'static str> {
    named(network, "FLOOZ", "TMONEY")
}

/// The network as « Demander un paiement - Méthode 2 » calls it.
pub(super) fn page_network(network: Network) -> Option<&'static str> {
    named(network, "MOOV", "TOGOCEL")
}

fn named(network: Network, flooz: &'static str, tmoney: &'static str) -> Option<&'static str> {
    if network == Network::TgFlooz {
        Some(flooz)
    } else if network == Network::TgTmoney {
        Some(tmoney)
    } else {
        None
    }
}
