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
use comptoir_core::payment::{Event, Payment};
use serde::Serialize;

use crate::account::{Account, Facts, Field, Keys, Takes};
use crate::bill::Bill;
use crate::call;
use crate::gateway::{Answer, Balance, Capabilities, Gateway, GatewayError};
use crate::notification::{Notification, Notified};
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

const KEY: &str = "auth_token";
const PAGE: &str = "page";
const ON: &str = "on";

/// What an account at PayGateGlobal is checked against.
pub const FACTS: Facts = Facts {
    base_url: "https://paygateglobal.com",
    test_base_url: None,
    home: "https://paygateglobal.com",
    domains: &["paygateglobal.com"],
    secrets: &[KEY],
    optional_secrets: &[],
    fields: &[Field::of(PAGE, Takes::OneOf(&["off", ON]))],
};

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
        call::send(&*self.transport, path, Request::post(url, json)).await
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
            lines: false,
            networks: &[Network::TgTmoney, Network::TgFlooz],
            currencies: &[Currency::Xof],
            demands: &[],
            demands_phone: false,
            multiple_of: 1,
        }
    }

    async fn create(&self, keys: &Keys, bill: &Bill<'_>) -> Event {
        let Some(key) = keys.exposed(KEY) else {
            return Event::NotSent(Reason::NoKey);
        };
        let Some(message) = pay::message(key, bill) else {
            return Event::NotSent(Reason::NeverSent);
        };
        call::created(self.call(pay::PATH, message).await, |reply| pay::read(reply, key))
    }

    fn derived_page(&self, keys: &Keys, bill: &Bill<'_>) -> Option<PageAddress> {
        if !self.page_is_on() {
            return None;
        }
        let page = self.account.at(page::PATH)?;
        let back = self.account.field("return_url").or(bill.shop.website.as_deref());
        page::address(page, keys.exposed(KEY)?, bill, back)
    }

    async fn ask(&self, keys: &Keys, payment: &Payment) -> Answer {
        let Some(key) = keys.exposed(KEY) else {
            return Answer::none(Reason::NoKey);
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
        call::answered(outcome, |reply| status::read(reply, question, key))
    }

    async fn balances(&self, keys: &Keys) -> Result<Vec<Balance>, GatewayError> {
        let key = keys.exposed(KEY).ok_or(GatewayError::Silent(Reason::NoKey))?;
        match self.call(balance::PATH, wire::CheckBalance { auth_token: key }).await {
            Ok(reply) => balance::read(&reply),
            Err(TransportError::NotSent(reason) | TransportError::Lost(reason)) => Err(GatewayError::Silent(reason)),
        }
    }

    fn notified(&self, keys: &Keys, notification: &Notification) -> Option<Notified> {
        confirmation::read(&notification.body, &keys.hidden())
    }
}
