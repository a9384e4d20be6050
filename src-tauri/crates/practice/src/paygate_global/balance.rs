//! « Consulter votre Solde »: what the practice customers have paid, network by network.

use serde_json::json;

use super::{parameters::Parameters, refuse};
use crate::{
    http::{Request, Response},
    memory::Memory,
    transaction::{Network, State},
};

pub(super) fn respond(memory: &Memory, request: &Request, now_ms: i64) -> Response {
    if let Err(refused) = Parameters::read(request) {
        return refuse(refused);
    }
    let paid_with = |network: Network| {
        memory
            .transactions()
            .iter()
            .filter(|transaction| transaction.network == Some(network))
            .map(|transaction| match transaction.state(now_ms) {
                State::Paid { amount, .. } => amount,
                State::InProgress | State::Expired { .. } | State::Cancelled { .. } => 0,
            })
            .fold(0, u64::saturating_add)
    };
    let answer = json!({
        "flooz": paid_with(Network::Flooz),
        "tmoney": paid_with(Network::Tmoney),
    });
    Response::json(200, &answer)
}
