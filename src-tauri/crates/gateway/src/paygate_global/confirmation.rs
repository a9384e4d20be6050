//! « Recevoir une confirmation de paiement »: an unsigned message that anyone can send, and so no more than a hint to ask.

use super::wire::ConfirmationMessage;
use crate::json::{self, Field};
use crate::transport::LARGEST_REPLY;

/// Which payment to ask about. It proves nothing: neither that it was paid, nor that the gateway sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Our reference, as the message has it.
    pub reference: Option<String>,
    /// The gateway's own number, as the message has it.
    pub gateway_reference: Option<String>,
}

impl Confirmation {
    /// The hint in `message`, if it names a payment at all.
    #[must_use]
    pub fn read(message: &[u8]) -> Option<Self> {
        if message.len() > LARGEST_REPLY {
            return None;
        }
        let message: ConfirmationMessage = json::object(message).ok()?;
        let name = |field: Option<Field>| field.and_then(|field| field.name(""));
        let hint = Self { reference: name(message.identifier), gateway_reference: name(message.tx_reference) };
        (hint.reference.is_some() || hint.gateway_reference.is_some()).then_some(hint)
    }
}
