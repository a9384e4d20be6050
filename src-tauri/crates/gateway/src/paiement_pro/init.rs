//! « Paramètres d'envoi »: the create call, which makes the page.

use comptoir_core::code::Reason;
use comptoir_core::money::Currency;
use comptoir_core::order::CustomerField;
use comptoir_core::payment::Event;
use serde_json::Value;
use url::Url;

use super::wire::{Init, InitAnswer, ReturnContext};
use super::{CHANNEL, INITIALIZE, MERCHANT_ID};
use crate::account::{Account, Back};
use crate::bill::Bill;
use crate::call::http_fault;
use crate::json::{self, Field};
use crate::page_address::judged;
use crate::transport::Reply;

/// Our secret in the address of the notification.
pub(super) const SECRET: &str = "cle";

/// « Code devise (ex: 952 pour XOF) »
pub(super) const XOF: &str = "952";

/// « WinDev code »: the address, or the one of the gateway's script for browsers.
pub(super) fn path(endpoint: Option<&str>) -> &'static str {
    match endpoint {
        Some(INITIALIZE) => "/webservice/onlinepayment/js/initialize/initialize.php",
        Some(_) | None => "/webservice/onlinepayment/init/curl-init.php",
    }
}

/// The message that asks for `bill`; none where it has not what the gateway demands.
pub(super) fn message(account: &Account, bill: &Bill<'_>) -> Option<Vec<u8>> {
    let (order, shop) = (bill.order, bill.shop);
    let context = ReturnContext {
        reference: order.reference.as_str(),
        payment_id: order.payment_id.to_string(),
        currency: order.amount.currency().code(),
    };
    let message = Init {
        merchant_id: account.field(MERCHANT_ID)?,
        amount: (order.amount.currency() == Currency::Xof).then(|| order.amount.minor())?,
        description: bill.description(),
        channel: account.field(CHANNEL).unwrap_or(""),
        country_currency_code: XOF,
        reference_number: order.reference.as_str(),
        customer_email: bill.customer(CustomerField::Email)?,
        customer_first_name: bill.customer(CustomerField::FirstName)?,
        customer_last_name: bill.customer(CustomerField::LastName)?,
        customer_phone_number: bill.payer()?,
        notification_url: with_secret(account.back(Back::Notify, shop), bill.notification_secret)?,
        return_url: account.back(Back::Return, shop),
        return_context: serde_json::to_string(&context).ok()?,
    };
    serde_json::to_vec(&message).ok()
}

fn with_secret(address: &str, secret: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    url.query_pairs_mut().append_pair(SECRET, secret);
    Some(url.into())
}

/// What became of the call.
pub(super) fn read(reply: &Reply, account: &Account, bill: &Bill<'_>) -> Result<Event, Reason> {
    http_fault(reply.status)?;
    let answer: InitAnswer = json::object(&reply.body)?;
    match answer.success {
        Some(Value::Bool(true)) => {}
        // « Référence déjà utilisée »: an earlier message of ours arrived, or somebody else's has our reference.
        Some(Value::Bool(false)) if answer.message.is_some_and(|message| tells_of_use(&message)) => {
            return Ok(Event::ReferenceKnown);
        }
        Some(Value::Bool(false)) => return Ok(Event::CreateRefused(Reason::InputRefused)),
        Some(Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_)) | None => {
            return Err(Reason::Unreadable);
        }
    }
    let Some(Field::Text(url)) = answer.url else { return Err(Reason::Unreadable) };
    let page = judged(&url, account, &[bill.notification_secret]).ok_or(Reason::PageRefused)?;
    let gateway_reference = session_of(&page).unwrap_or_else(|| bill.order.reference.to_string());
    Ok(Event::Created { gateway_reference, page_url: Some(page) })
}

/// The `sessionid` of a page's address, which is all the number that the gateway gives.
fn session_of(page: &str) -> Option<String> {
    let page = Url::parse(page).ok()?;
    let (_, session) = page.query_pairs().find(|(name, _)| name == "sessionid")?;
    Field::Text(session.into_owned()).name(&[])
}

/// Whether a refusal says that the reference was used before, whatever its accents and capitals.
fn tells_of_use(message: &Field) -> bool {
    let Field::Text(text) = message else { return false };
    let plain = text.chars().flat_map(char::to_lowercase).filter_map(|c| match c {
        'à' | 'â' => Some('a'),
        'é' | 'è' | 'ê' => Some('e'),
        // An accent that is a character of its own.
        '\u{300}'..='\u{36f}' => None,
        _ => Some(c),
    });
    plain.collect::<String>().contains("deja utilise")
}
