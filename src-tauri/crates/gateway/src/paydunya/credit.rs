//! « Paiement et redistribution »: money goes from the shop's account to another one at the gateway.
//!
//! The call moves money and has no name of ours that would let it be asked about: whatever is not its documented success, nor a
//! refusal that can only mean that nothing moved, is not known.

use comptoir_core::code::Reason;
use comptoir_core::money::Amount;
use comptoir_core::phone::PayerNumber;

use super::francs;
use super::said::{Said, said};
use super::wire::{Credit, CreditAnswer};
use crate::account::Keys;
use crate::gateway::PaidOut;
use crate::json;
use crate::transport::{Reply, TransportError};

pub(super) const PATH: &str = "/direct-pay/credit-account";

/// The call that sends `amount` to the account of `to`; none in a currency that the gateway does not have.
pub(super) fn message(to: &PayerNumber, amount: Amount) -> Option<Credit<'_>> {
    Some(Credit { account_alias: to.digits(), amount: francs(amount)? })
}

/// What became of the call.
pub(super) fn read(outcome: Result<Reply, TransportError>, keys: &Keys) -> PaidOut {
    let reply = match outcome {
        Ok(reply) => reply,
        Err(TransportError::NotSent(reason)) => return PaidOut::NotSent(reason),
        Err(TransportError::Lost(reason)) => return PaidOut::Unknown(reason),
    };
    match said(&reply) {
        Ok(Said::Done) => done(&reply, keys).unwrap_or_else(PaidOut::Unknown),
        Ok(Said::KeysRefused(reason)) => PaidOut::Refused(reason),
        // « Insufficient balance »: the gateway does not take so large an amount.
        Ok(Said::BalanceShort) => PaidOut::Refused(Reason::AmountRefused),
        Ok(Said::NotFound | Said::Other) => PaidOut::Unknown(Reason::UnknownWord),
        Err(reason) => PaidOut::Unknown(reason),
    }
}

/// A success without its number is not what the document calls one.
fn done(reply: &Reply, keys: &Keys) -> Result<PaidOut, Reason> {
    let answer: CreditAnswer = json::object(&reply.body)?;
    let number = answer.transaction_id.and_then(|number| number.name(&keys.hidden())).ok_or(Reason::Unreadable)?;
    Ok(PaidOut::Done { gateway_reference: Some(number) })
}
