//! « Consulter votre Solde »: answered only to internet addresses that the gateway has on its list.

use comptoir_core::code::Reason;
use comptoir_core::money::Currency;
use comptoir_core::network::Network;

use super::wire::BalanceAnswer;
use crate::call::http_fault;
use crate::gateway::{Balance, GatewayError};
use crate::json::{self, Field};
use crate::transport::Reply;

pub(super) const PATH: &str = "/api/v1/check-balance";

/// The balances that `reply` tells.
pub(super) fn read(reply: &Reply) -> Result<Vec<Balance>, GatewayError> {
    let fault = http_fault(reply.status);
    match fault {
        Ok(()) | Err(Reason::HttpRefused) => {}
        Err(reason) => return Err(GatewayError::Silent(reason)),
    }
    let answer = json::object::<BalanceAnswer>(&reply.body);
    // A refusal is one whatever figures stand beside it.
    if let Ok(answer) = &answer {
        if answer.status.as_ref().and_then(Field::whole) == Some(2) {
            return Err(GatewayError::KeyRefused);
        }
        if answer.error_code.is_some() {
            return Err(GatewayError::Refused);
        }
    }
    if matches!(reply.status, 401 | 403) {
        return Err(GatewayError::Refused);
    }
    fault.map_err(GatewayError::Silent)?;
    let answer = answer.map_err(GatewayError::Silent)?;
    if answer.flooz.is_none() && answer.tmoney.is_none() {
        return Err(GatewayError::Silent(Reason::Unreadable));
    }
    let balance = |network, field: Option<Field>| Balance {
        network,
        amount_minor: field.as_ref().and_then(Field::whole),
        currency: Currency::Xof,
    };
    Ok(vec![balance(Network::TgFlooz, answer.flooz), balance(Network::TgTmoney, answer.tmoney)])
}
