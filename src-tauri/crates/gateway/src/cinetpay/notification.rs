//! « HMAC »: the form that the gateway sends when something has changed. It says which payment to ask about; the answer to that
//! question says how it stands.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use url::form_urlencoded;

use super::SECRET_KEY;
use super::wire::{SEAL, SEALED, TRANS_ID};
use crate::account::Keys;
use crate::json::Field;
use crate::notification::{Notification, Notified, Seal};
use crate::transport::LARGEST_REPLY;

/// Which payment `notification` is about, if it names one.
pub(super) fn read(notification: &Notification, keys: &Keys) -> Option<Notified> {
    if notification.body.len() > LARGEST_REPLY {
        return None;
    }
    let mut form = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(&notification.body) {
        // Of two values nobody can say which one the gateway means.
        if form.insert(name, value).is_some() {
            return None;
        }
    }
    let reference = form.get(TRANS_ID).and_then(|id| Field::Text(id.to_string()).name(&keys.hidden()))?;
    // A field that is not there adds nothing: not every version of the form has the last one.
    let sealed: String = SEALED.iter().filter_map(|name| form.get(*name)).map(AsRef::as_ref).collect();
    let seal = seal(notification.header(SEAL), keys.exposed(SECRET_KEY), &sealed);
    Some(Notified { reference: Some(reference), gateway_reference: None, seal, secret: None, report: None })
}

/// « L'étape consiste à vérifier que le token reçu dans l'en-tête correspond à celui que vous aurez généré », compared in
/// constant time.
fn seal(token: Option<&str>, secret_key: Option<&str>, sealed: &str) -> Seal {
    let (Some(token), Some(secret_key)) = (token, secret_key) else {
        return Seal::Absent;
    };
    // HMAC takes a key of any length, so that this is never the reason.
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes()) else {
        return Seal::Absent;
    };
    let is_ours = bytes(token.trim()).is_some_and(|token| mac.chain_update(sealed).verify_slice(&token).is_ok());
    if is_ours { Seal::Equal } else { Seal::Differs }
}

/// The bytes that hexadecimal digits write.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = digits.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    digits.chunks(2).map(|pair| if let [high, low] = pair { u8::try_from(high * 16 + low).ok() } else { None }).collect()
}
