//! « Configuration de l'IPN (Instant Payment Notification) »: a hint to ask, sealed by a hash that never changes.
//!
//! « PayDunya Fait une requête Post de type application/x-www-form-urlencoded »; integrators also receive JSON, with or without
//! `data` round it, `data` as JSON in a text, and the hash beside `data`. All of them are read.

use std::collections::BTreeMap;

use url::form_urlencoded;

use super::nested::Nested;
use super::seal;
use super::wire::{Notice, NoticeEnvelope, token};
use crate::account::Keys;
use crate::json::{self, Field};
use crate::notification::Notified;
use crate::transport::LARGEST_REPLY;

/// As far as a message is read: the rest is what the gateway is asked for.
struct Message {
    /// The hash beside `data` and the one inside.
    hashes: Vec<Field>,
    token: Option<Field>,
    reference: Option<Field>,
}

/// Which payment `body` is about, if it names one at all.
pub(super) fn read(body: &[u8], keys: &Keys) -> Option<Notified> {
    if body.len() > LARGEST_REPLY {
        return None;
    }
    let is_json = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let message = if is_json { of_json(body) } else { of_form(body) }?;
    let gateway_reference = message.token.and_then(|field| token(&field, keys));
    let reference = message.reference.and_then(|field| field.name(&keys.hidden()));
    let named = gateway_reference.is_some() || reference.is_some();
    let seal = seal::judged(&message.hashes, keys);
    named.then_some(Notified { reference, gateway_reference, seal, secret: None, report: None })
}

fn of_json(body: &[u8]) -> Option<Message> {
    let NoticeEnvelope { data, hash, invoice, custom_data } = json::object(body).ok()?;
    match data {
        Some(Nested::Of(notice)) => Some(Message::of(notice, hash)),
        Some(Nested::Text(text)) => of_text(&text, hash),
        Some(Nested::Empty | Nested::Strange) => None,
        None => Some(Message::of(Notice { hash, invoice, custom_data }, None)),
    }
}

/// `data` as JSON in a text, with the hash that may stand beside it.
fn of_text(data: &str, hash: Option<Field>) -> Option<Message> {
    json::object(data.as_bytes()).ok().map(|notice| Message::of(notice, hash))
}

fn of_form(body: &[u8]) -> Option<Message> {
    const DATA: &str = "data";
    const HASHES: [&str; 2] = ["hash", "data[hash]"];
    const TOKENS: [&str; 2] = ["data[invoice][token]", "invoice[token]"];
    const REFERENCES: [&str; 2] = ["data[custom_data][reference]", "custom_data[reference]"];
    let mut fields = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(body).into_owned() {
        let is_read = name == DATA || [HASHES, TOKENS, REFERENCES].concat().contains(&name.as_str());
        // A field that stands there twice says two things.
        if is_read && fields.insert(name, Field::Text(value)).is_some() {
            return None;
        }
    }
    if let Some(Field::Text(data)) = fields.remove(DATA) {
        return of_text(&data, fields.remove("hash"));
    }
    let mut first = |names: [&str; 2]| names.into_iter().find_map(|name| fields.remove(name));
    let (token, reference) = (first(TOKENS), first(REFERENCES));
    Some(Message { hashes: HASHES.into_iter().filter_map(|name| fields.remove(name)).collect(), token, reference })
}

impl Message {
    fn of(notice: Notice, hash: Option<Field>) -> Self {
        let token = match notice.invoice {
            Some(Nested::Of(invoice)) => invoice.token,
            Some(Nested::Empty | Nested::Text(_) | Nested::Strange) | None => None,
        };
        let reference = match notice.custom_data {
            Some(Nested::Of(echo)) => echo.reference,
            Some(Nested::Empty | Nested::Text(_) | Nested::Strange) | None => None,
        };
        Self { hashes: hash.into_iter().chain(notice.hash).collect(), token, reference }
    }
}
