//! PayGateGlobal (Togo): Moov Money (Flooz) and Mixx by Yas (T-Money). Its own document is « Guide d'intégration ».
//!
//! The same number means different things on different calls: 0 is *registered* when a payment is asked for, and *paid* when
//! it is asked about. Each call therefore has its own words, and none has a default.

use std::sync::Arc;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::evidence::Question;
use comptoir_core::money::Currency;
use comptoir_core::network::Network;
use comptoir_core::order::{Confidential, Order};
use comptoir_core::payment::{Event, Payment};
use secrecy::ExposeSecret;
use serde::Serialize;

use crate::account::{Account, Facts, Keys};
use crate::gateway::{Answer, Balance, Capabilities, Gateway, GatewayError};
use crate::page_address::PageAddress;
use crate::transport::{Reply, Request, Transport, TransportError};

mod balance;
mod confirmation;
mod page;
mod pay;
mod status;
#[cfg(test)]
mod tests;
mod wire;

pub use confirmation::Confirmation;

const KEY: &str = "auth_token";
const PAGE: &str = "page";
const ON: &str = "on";

/// What an account at PayGateGlobal is checked against.
pub const FACTS: Facts = Facts { base_url: "https://paygateglobal.com", secrets: &[KEY], fields: &[(PAGE, &["off", ON])] };

/// An account at PayGateGlobal.
pub struct PaygateGlobal {
    account: Account,
    transport: Arc<dyn Transport>,
}

impl PaygateGlobal {
    /// Speaks for `account` through `transport`.
    #[must_use]
    pub fn new(account: Account, transport: Arc<dyn Transport>) -> Self {
        Self { account, transport }
    }

    fn page_is_on(&self) -> bool {
        self.account.field(PAGE) == Some(ON)
    }

    /// Makes the documented call at `path`. The log learns that it was made, and nothing that it says.
    async fn call(&self, path: &'static str, message: impl Serialize) -> Result<Reply, TransportError> {
        let request = self.account.at(path).zip(serde_json::to_vec(&message).ok());
        drop(message);
        let Some((url, json)) = request else {
            return Err(TransportError::NotSent(Reason::NeverSent));
        };
        let outcome = self.transport.send(Request { url, json: Some(json) }).await;
        match &outcome {
            Ok(reply) => tracing::debug!(call = path, status = reply.status, bytes = reply.body.len(), "answered"),
            Err(TransportError::NotSent(reason)) => tracing::debug!(call = path, reason = reason.code(), "not sent"),
            Err(TransportError::Lost(reason)) => tracing::debug!(call = path, reason = reason.code(), "no whole answer"),
        }
        outcome
    }
}

#[async_trait]
impl Gateway for PaygateGlobal {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            push: true,
            page: self.page_is_on(),
            ask_by_reference: true,
            ask_by_gateway_reference: true,
            balance: true,
            payout: false,
            networks: &[Network::TgTmoney, Network::TgFlooz],
            currencies: &[Currency::Xof],
        }
    }

    async fn create(&self, keys: &Keys, order: &Order, confidential: &Confidential) -> Event {
        let Some(key) = key(keys) else {
            return Event::NotSent(Reason::NoKey);
        };
        let Some(message) = pay::message(key, order, confidential) else {
            return Event::NotSent(Reason::NeverSent);
        };
        match self.call(pay::PATH, message).await {
            Ok(reply) => pay::outcome(&reply, key),
            Err(TransportError::NotSent(reason)) => Event::NotSent(reason),
            Err(TransportError::Lost(reason)) => Event::CreateUnanswered(reason),
        }
    }

    fn derived_page(&self, keys: &Keys, order: &Order, confidential: &Confidential) -> Option<PageAddress> {
        if !self.page_is_on() {
            return None;
        }
        let page = self.account.at(page::PATH)?;
        page::address(page, key(keys)?, order, confidential, self.account.website.as_ref())
    }

    async fn ask(&self, keys: &Keys, payment: &Payment) -> Answer {
        let Some(key) = key(keys) else {
            return Answer { event: Event::Unanswered(Reason::NoKey), leave_alone: None };
        };
        let by_number = payment.gateway_reference.as_deref().filter(|_| payment.question == Question::ByGatewayReference);
        let (question, outcome) = match by_number {
            Some(tx_reference) => {
                let message = wire::StatusByTxReference { auth_token: key, tx_reference };
                (Question::ByGatewayReference, self.call(status::BY_TX_REFERENCE, message).await)
            }
            None => {
                let message = wire::StatusByIdentifier { auth_token: key, identifier: payment.order.reference.as_str() };
                (Question::ByReference, self.call(status::BY_IDENTIFIER, message).await)
            }
        };
        match outcome {
            Ok(reply) => status::answer(&reply, question, key),
            Err(TransportError::NotSent(reason) | TransportError::Lost(reason)) => {
                Answer { event: Event::Unanswered(reason), leave_alone: None }
            }
        }
    }

    async fn balances(&self, keys: &Keys) -> Result<Vec<Balance>, GatewayError> {
        let key = key(keys).ok_or(GatewayError::Silent(Reason::NoKey))?;
        match self.call(balance::PATH, wire::CheckBalance { auth_token: key }).await {
            Ok(reply) => balance::read(&reply),
            Err(TransportError::NotSent(reason) | TransportError::Lost(reason)) => Err(GatewayError::Silent(reason)),
        }
    }
}

fn key(keys: &Keys) -> Option<&str> {
    keys.get(KEY).map(ExposeSecret::expose_secret)
}

/// What an HTTP status says by itself; success says nothing yet.
const fn http_fault(status: u16) -> Result<(), Reason> {
    match status {
        200..=299 => Ok(()),
        429 => Err(Reason::Limited),
        500.. => Err(Reason::ServerFailed),
        _ => Err(Reason::HttpRefused),
    }
}
