//! « Paramètres de réponse »: what the gateway sends to `notificationURL`, as a form, in JSON or in the address itself.
//!
//! It is the only word there ever is of a payment. Anybody can write it, so that it is worth what the secret in it is worth: the
//! one that we put in that address, which nobody but the gateway was told.

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Question, Report, Told, Word};
use comptoir_core::money::Currency;
use comptoir_core::text::cleaned;
use secrecy::SecretString;

use super::init::{SECRET, XOF};
use super::wire::{
    AMOUNT, CHANNEL, CURRENCY, HASHCODE, MERCHANT_ID, REFERENCE_NUMBER, RESPONSE_CODE, RETURN_CONTEXT, ReturnedContext,
    TRANSACTION_DATE,
};
use crate::call::digest;
use crate::hidden::tells;
use crate::json::{self, Field, told};
use crate::notification::{Notification, Notified, Seal};
use crate::pairs::Pairs;
use crate::transport::LARGEST_REPLY;

/// What `notification` says to the account of `merchant`.
pub(super) fn read(notification: &Notification, merchant: &str) -> Option<Notified> {
    if notification.query.len().max(notification.body.len()) > LARGEST_REPLY {
        return None;
    }
    let query = Pairs::of_form(notification.query.as_bytes());
    let secret = match query.get(SECRET) {
        Some(Field::Text(secret)) => Some(secret.clone()),
        Some(Field::Whole(_) | Field::Strange) | None => None,
    };
    let body = match notification.body.trim_ascii_start().first() {
        Some(b'{') => json::object(&notification.body).ok()?,
        Some(_) | None => Pairs::of_form(&notification.body),
    };
    let message = query.and(body);
    let hidden: Vec<_> = secret.as_deref().into_iter().collect();
    let reference = message.get(REFERENCE_NUMBER)?.name(&hidden)?;
    let report = report(&message, &reference, merchant, notification, &hidden);
    Some(Notified {
        reference: Some(reference),
        gateway_reference: None,
        seal: Seal::Absent,
        secret: secret.map(SecretString::from),
        report: Some(Box::new(report)),
    })
}

fn report(message: &Pairs, reference: &str, merchant: &str, notification: &Notification, hidden: &[&str]) -> Report {
    let shown = |name: &str| message.get(name).and_then(|field| field.shown(hidden));
    let context = context(message);
    Report {
        question: Question::Notified,
        word: word(message.get(RESPONSE_CODE), hidden),
        reference: Told::That(reference.to_owned()),
        gateway_reference: Told::Nothing,
        operator_reference: None,
        amount_minor: told(message.get(AMOUNT), Field::whole),
        currency: currency(message, context.as_ref()),
        environment: Told::Nothing,
        paid_at: shown(TRANSACTION_DATE),
        means: message.get(CHANNEL).and_then(|field| field.words(hidden)),
        cause: None,
        receipt_url: None,
        seal: message.get(HASHCODE).and_then(|field| raw(field, hidden)),
        difference: difference(message, context.as_ref(), reference, merchant),
        digest: digest(&[notification.query.as_bytes(), b"\n", &notification.body].concat()),
    }
}

/// The hash as it came, longer than other texts are kept.
fn raw(hashcode: &Field, hidden: &[&str]) -> Option<String> {
    const LONGEST: usize = 512;
    let Field::Text(text) = hashcode else { return hashcode.shown(hidden) };
    cleaned(text, LONGEST).filter(|text| !tells(text, hidden))
}

/// « 0 = Réussi, -1 = Échoué »
fn word(code: Option<&Field>, hidden: &[&str]) -> Word {
    match code {
        Some(Field::Whole(0)) => Word::Paid,
        Some(Field::Whole(-1)) => Word::Declined,
        Some(Field::Text(text)) if text == "0" || text == "00" => Word::Paid,
        Some(Field::Text(text)) if text == "-1" => Word::Declined,
        field => Word::Unknown(String::from_iter(field.and_then(|field| field.words(hidden)))),
    }
}

/// What we had it give back, where it can be read.
fn context(message: &Pairs) -> Option<ReturnedContext> {
    match message.get(RETURN_CONTEXT)? {
        Field::Text(text) => json::object(text.as_bytes()).ok(),
        Field::Whole(_) | Field::Strange => None,
    }
}

/// The currency. The document has no field for it; a message may name it all the same, and what we had it give back does. All that
/// name it must name the same.
fn currency(message: &Pairs, context: Option<&ReturnedContext>) -> Told<Currency> {
    let fields = CURRENCY.into_iter().filter_map(|name| message.get(name));
    let fields = fields.chain(context.and_then(|context| context.currency.as_ref()));
    let told = fields.map(|field| told(Some(field), francs));
    told.reduce(|one, other| if one == other { one } else { Told::Strange }).unwrap_or(Told::Nothing)
}

/// The francs under either of their names.
fn francs(field: &Field) -> Option<Currency> {
    match field {
        Field::Whole(952) => Some(Currency::Xof),
        Field::Text(text) if text == XOF || text == Currency::Xof.code() => Some(Currency::Xof),
        Field::Whole(_) | Field::Text(_) | Field::Strange => None,
    }
}

/// The merchant must be there and be ours; what we had it give back must be of this payment where it can be read.
fn difference(message: &Pairs, context: Option<&ReturnedContext>, reference: &str, merchant: &str) -> Option<Reason> {
    if !matches!(message.get(MERCHANT_ID), Some(Field::Text(told)) if told == merchant) {
        return Some(Reason::MerchantDiffers);
    }
    let named = context.and_then(|context| context.reference.as_ref());
    let is_of_another = named.is_some_and(|field| !matches!(field, Field::Text(told) if told == reference));
    (is_of_another || message.get(RETURN_CONTEXT).is_some_and(Field::is_strange)).then_some(Reason::ReferenceDiffers)
}
