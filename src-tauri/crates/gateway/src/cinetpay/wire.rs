//! CinetPay's words, field by field, each with its place in the documents « API de paiement » (its tables « Initier un
//! paiement » and « paiement par carte bancaire »), « Vérification » and « HMAC ».
//!
//! Where the first document's examples contradict its tables, the tables are followed: `lang` is `fr` and not `FR`,
//! `customer_zip_code` has five characters and not six.

use serde::{Deserialize, Serialize};

use crate::json::Field;

/// « Initier un paiement », what `POST /v2/payment` is told.
#[derive(Serialize)]
pub(super) struct Initiate<'a> {
    /// « Initier un paiement »: « votre apikey(fourni par CinetPay) », required.
    pub(super) apikey: &'a str,
    /// « Initier un paiement »: « votre site_id(fourni par CinetPay) », required.
    pub(super) site_id: &'a str,
    /// « Initier un paiement »: « Identification de la transaction(Fournissez un identifiant unique) », required.
    pub(super) transaction_id: &'a str,
    /// « Initier un paiement »: « Le montant de la transaction ( doit être un multiple de 5) », an integer, required.
    pub(super) amount: i64,
    /// « Initier un paiement »: « La devise monétaire (XOF, XAF, CDF, GNF, USD) », required.
    pub(super) currency: &'static str,
    /// In no table. The first example has it, empty, and so it is sent.
    pub(super) alternative_currency: &'static str,
    /// « Initier un paiement »: « Description du paiement en cours. Pour un meilleur fonctionnement, ne mettez pas de
    /// caractères spéciaux dans la valeur du paramètre (#,/,$,_,&) », required.
    pub(super) description: String,
    /// What the table « paiement par carte bancaire » asks for.
    #[serde(flatten)]
    pub(super) customer: Customer<'a>,
    /// « Initier un paiement »: « Le lien de notification du paiement », required.
    pub(super) notify_url: &'a str,
    /// « Initier un paiement »: « Le lien où le client sera redirigé après le paiement », required.
    pub(super) return_url: &'a str,
    /// « Initier un paiement »: « sert à définir les univers présent sur le guichet (ALL, MOBILE_MONEY, CREDIT_CARD, WALLET) »,
    /// required.
    pub(super) channels: &'a str,
    /// « Initier un paiement »: « La langue par défaut du guichet de paiement (fr, en) », optional.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lang: Option<&'a str>,
    /// « Initier un paiement »: « Tout autre information complémentaires, généralement vous mettrez des valeurs dont vous aurez
    /// besoin pour identifier ou traiter facilement le paiement », optional. It comes back in the answer of « Vérification ».
    pub(super) metadata: String,
    /// « Initier un paiement »: « Toute information supplémentaire que vous voulez afficher sur la facture de CinetPay(Supporte
    /// trois variables que vous nommez à votre convenance) », optional.
    pub(super) invoice_data: InvoiceData<'a>,
    /// « Initier un paiement »: « Ce paramètre vous permet de préfixer le numéro qui servira au paiement. […] Il s'utilise
    /// toujours avec le paramètre customer_phone_number », optional.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lock_phone_number: Option<bool>,
}

/// What is shown on the gateway's own invoice: three variables at most.
#[derive(Serialize)]
pub(super) struct InvoiceData<'a> {
    /// The shop's name.
    #[serde(rename = "Boutique", skip_serializing_if = "Option::is_none")]
    pub(super) shop: Option<String>,
    /// The shop's town.
    #[serde(rename = "Ville", skip_serializing_if = "Option::is_none")]
    pub(super) town: Option<String>,
    /// The name of the payment, which a customer can tell us.
    #[serde(rename = "Référence")]
    pub(super) reference: &'a str,
}

/// « paiement par carte bancaire »: « vous devez ajouter les informations concernant votre client ». Without a customer file
/// there is no `customer_id`, which is optional there too.
#[derive(Serialize)]
pub(super) struct Customer<'a> {
    /// « paiement par carte bancaire »: « Le nom du client », the family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customer_name: Option<&'a str>,
    /// « paiement par carte bancaire »: « Le prénom du client », the first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customer_surname: Option<&'a str>,
    /// « paiement par carte bancaire »: « Le numéro de téléphone du client ».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customer_phone_number: Option<String>,
    /// « paiement par carte bancaire »: « l'email du client ».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customer_email: Option<&'a str>,
    /// « paiement par carte bancaire »: « l'adresse du client ».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customer_address: Option<&'a str>,
    /// « paiement par carte bancaire »: « la ville du client ».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customer_city: Option<&'a str>,
    /// « paiement par carte bancaire »: « la valeur à envoyer est le code ISO du pays (code à deux chiffres) ex : CI, TG, SN ».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customer_country: Option<String>,
    /// « paiement par carte bancaire »: « L'Etat du pays dans lequel se trouve le client », two characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customer_state: Option<&'a str>,
    /// « paiement par carte bancaire »: « Le code postal du client », five characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) customer_zip_code: Option<&'a str>,
}

impl Customer<'_> {
    /// Whether everything is there that the page asks of whoever pays by card.
    pub(super) const fn can_pay_by_card(&self) -> bool {
        self.customer_name.is_some()
            && self.customer_surname.is_some()
            && self.customer_phone_number.is_some()
            && self.customer_email.is_some()
            && self.customer_address.is_some()
            && self.customer_city.is_some()
            && self.customer_country.is_some()
            && self.customer_state.is_some()
            && self.customer_zip_code.is_some()
    }
}

/// What both calls answer, good or bad. The document's `api_response_id` is not read: it names the answer, not the payment.
#[derive(Deserialize)]
pub(super) struct Head {
    /// « Initier un paiement »: « "code": "201" », « "code": "ERROR_CODE" »; « Vérification »: « "code": "00" ». A text in every
    /// example.
    pub(super) code: Option<Field>,
    /// « Initier un paiement »: « "message": "CREATED" », « "message": "ERROR_MESSAGE " ».
    pub(super) message: Option<Field>,
    /// « Initier un paiement »: « "description": "Transaction created with success" », « "description": "ERROR_DESCRIPTION" ».
    pub(super) description: Option<Field>,
}

/// What stands beside the code.
#[derive(Deserialize)]
pub(super) struct Data<T> {
    /// « Initier un paiement » and « Vérification »: « "data": { … } ». Absent from an error.
    pub(super) data: Option<T>,
}

/// « Initier un paiement », what `POST /v2/payment` answers under `data`.
#[derive(Deserialize)]
pub(super) struct Created {
    /// « Initier un paiement »: « payment_token ».
    pub(super) payment_token: Option<Field>,
    /// « Initier un paiement »: « Après avoir obtenu l'url de paiement […] il vous suffit juste de lancer cette url dans un
    /// navigateur web ».
    pub(super) payment_url: Option<Field>,
}

/// « Vérification », what `POST /v2/payment/check` is told.
#[derive(Serialize)]
pub(super) struct Check<'a> {
    /// « Vérification »: « ENTRER VOTRE APIKEY ».
    pub(super) apikey: &'a str,
    /// « Vérification »: « ENTRER VOTRE SITE ID ».
    pub(super) site_id: &'a str,
    /// « Vérification »: « ENTRER VOTRE TRANSACTION ID ».
    pub(super) transaction_id: &'a str,
}

/// « Vérification », what `POST /v2/payment/check` answers under `data`. The payer's number, which older answers hold as
/// `phone_number`, is not read.
#[derive(Deserialize)]
pub(super) struct Checked {
    /// « Vérification »: « "amount": "100" », whole units of the currency.
    pub(super) amount: Option<Field>,
    /// « Vérification »: « "currency": "XOF" ».
    pub(super) currency: Option<Field>,
    /// « Vérification »: « "status": "ACCEPTED" », « "status": "REFUSED" »; « Notification »: « WAITING_FOR_CUSTOMER ».
    pub(super) status: Option<Field>,
    /// « Vérification »: « "payment_method": "OM" ».
    pub(super) payment_method: Option<Field>,
    /// « Vérification »: « "metadata": null », or what « Initier un paiement » was told.
    pub(super) metadata: Option<Field>,
    /// « Vérification »: « "operator_id": "MP220915.2257.A76307" », the operator's own number.
    pub(super) operator_id: Option<Field>,
    /// « Vérification »: « "payment_date": "2022-09-15 22:57:15" », a blank where nothing was paid.
    pub(super) payment_date: Option<Field>,
}

/// « HMAC »: « Le token est constitué par concaténation des informations reçues dans le corps de la requête », in this order.
pub(super) const SEALED: [&str; 16] = [
    "cpm_site_id",
    TRANS_ID,
    "cpm_trans_date",
    "cpm_amount",
    "cpm_currency",
    "signature",
    "payment_method",
    "cel_phone_num",
    "cpm_phone_prefixe",
    "cpm_language",
    "cpm_version",
    "cpm_payment_config",
    "cpm_page_action",
    "cpm_custom",
    "cpm_designation",
    "cpm_error_message",
];

/// « HMAC »: « la variable transaction_id que vous avez envoyé à l'initialisation ».
pub(super) const TRANS_ID: &str = "cpm_trans_id";

/// « HMAC »: « Un token HMAC pour permettre une vérification du côté du partenaire », a header.
pub(super) const SEAL: &str = "x-token";
