//! « Demander un paiement - Méthode 1 »: the customer's phone is prompted.

use comptoir_core::code::Reason;
use comptoir_core::money::Currency;
use comptoir_core::order::Order;
use comptoir_core::payment::Event;

use super::wire::{Pay, PayAnswer, pay_network};
use crate::bill::Bill;
use crate::call::http_fault;
use crate::json;
use crate::transport::Reply;

pub(super) const PATH: &str = "/api/v1/pay";

/// The call that asks for `bill`; none where the order has not what it needs.
pub(super) fn message<'a>(key: &'a str, bill: &'a Bill<'a>) -> Option<Pay<'a>> {
    Some(Pay {
        auth_token: key,
        phone_number: bill.payer()?,
        amount: francs(bill.order)?,
        description: bill.description(),
        identifier: bill.order.reference.as_str(),
        network: pay_network(bill.order.network?)?,
    })
}

/// The amount as both methods write it, which has no currency and so can only be of the one.
pub(super) fn francs(order: &Order) -> Option<i64> {
    (order.amount.currency() == Currency::Xof).then(|| order.amount.minor())
}

/// What became of the call.
pub(super) fn read(reply: &Reply, key: &str) -> Result<Event, Reason> {
    http_fault(reply.status)?;
    let answer: PayAnswer = json::object(&reply.body)?;
    let status = answer.status.ok_or(Reason::Unreadable)?;
    match status.whole() {
        // « Transaction enregistrée avec succès » without its number is not what the document calls success.
        Some(0) => match answer.tx_reference.and_then(|number| number.name(&[key])) {
            Some(gateway_reference) => Ok(Event::Created { gateway_reference, page_url: None }),
            None => Err(Reason::Unreadable),
        },
        // « Jeton d'authentification invalide »
        Some(2) => Ok(Event::CreateRefused(Reason::KeyRefused)),
        // « Paramètres Invalides »
        Some(4) => Ok(Event::CreateRefused(Reason::InputRefused)),
        // « Doublons détectées. Une transaction avec le même identifiant existe déja. »
        Some(6) => Ok(Event::ReferenceKnown),
        None if status.is_strange() => Err(Reason::Unreadable),
        Some(_) | None => Err(Reason::UnknownWord),
    }
}
