//! « Recevoir une confirmation de paiement »: an unsigned message that anyone can send, and so no more than a hint to ask.

use super::wire::ConfirmationMessage;
use crate::json::{self, Field};
use crate::notification::{Notified, Seal};
use crate::transport::LARGEST_REPLY;

/// Which payment `message` is about, if it names one at all. It proves nothing: neither that it was paid, nor that the gateway
/// sent it. A name with something `hidden` in it is none.
pub(super) fn read(message: &[u8], hidden: &[&str]) -> Option<Notified> {
    if message.len() > LARGEST_REPLY {
        return None;
    }
    let message: ConfirmationMessage = json::object(message).ok()?;
    let name = |field: Option<Field>| field.and_then(|field| field.name(hidden));
    let (reference, gateway_reference) = (name(message.identifier), name(message.tx_reference));
    let named = reference.is_some() || gateway_reference.is_some();
    named.then_some(Notified { reference, gateway_reference, seal: Seal::Absent, secret: None, report: None })
}
