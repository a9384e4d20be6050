//! CinetPay, the generation with a key and a site id: a payment page (« guichet »). Its own document is « API de paiement »;
//! what a payment is asked about by, and the mark on a notification, stand in its pages « Vérification » and « HMAC ».
//!
//! The document's « SDK Seamless » is left out on purpose: it is a script of somebody else's, and none runs in our window.

use std::sync::Arc;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::money::Currency;
use comptoir_core::network::Network;
use comptoir_core::payment::{Event, Payment};
use serde::Serialize;

use crate::account::{Account, Facts, Field, Keys, Takes};
use crate::bill::Bill;
use crate::call;
use crate::gateway::{Answer, Balance, Capabilities, Gateway, GatewayError};
use crate::notification::{Notification, Notified};
use crate::transport::{Reply, Request, Transport, TransportError};

mod amount;
mod answer;
mod check;
mod notification;
mod payment;
#[cfg(test)]
mod tests;
mod wire;

const KEY: &str = "apikey";
const SECRET_KEY: &str = "secret_key";
const SITE_ID: &str = "site_id";
const CHANNELS: &str = "channels";
const LANG: &str = "lang";
const LOCK_PHONE: &str = "lock_phone";
const ON: &str = "on";

/// What an account at CinetPay is checked against.
pub const FACTS: Facts = Facts {
    base_url: "https://api-checkout.cinetpay.com",
    test_base_url: None,
    home: "https://cinetpay.com",
    domains: &["cinetpay.com"],
    secrets: &[KEY],
    optional_secrets: &[SECRET_KEY],
    fields: &[
        Field::required(SITE_ID, Takes::Text),
        Field::of(CHANNELS, Takes::Perhaps(&["ALL", "MOBILE_MONEY", "CREDIT_CARD", "WALLET"])),
        Field::of(LANG, Takes::OneOf(&["fr", "en"])),
        Field::of(LOCK_PHONE, Takes::OneOf(&["off", ON])),
    ],
};

/// An account at CinetPay.
pub struct Cinetpay {
    account: Account,
    transport: Arc<dyn Transport>,
}

impl Cinetpay {
    /// Speaks for `account` through `transport`.
    #[must_use]
    pub fn new(account: Account, transport: Arc<dyn Transport>) -> Self {
        Self { account, transport }
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

    /// Asks about the payment with this reference.
    async fn check(&self, apikey: &str, transaction_id: &str) -> Result<Reply, TransportError> {
        let site_id = self.account.field(SITE_ID).ok_or(TransportError::NotSent(Reason::NeverSent))?;
        self.call(check::PATH, wire::Check { apikey, site_id, transaction_id }).await
    }
}

#[async_trait]
impl Gateway for Cinetpay {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            push: false,
            page: true,
            ask_by_reference: true,
            ask_by_gateway_reference: false,
            balance: false,
            payout: false,
            lines: false,
            networks: &Network::ALL,
            currencies: &[Currency::Xof, Currency::Xaf, Currency::Cdf, Currency::Gnf, Currency::Usd],
            demands: &[],
            demands_phone: false,
            multiple_of: 5,
        }
    }

    async fn create(&self, keys: &Keys, bill: &Bill<'_>) -> Event {
        let Some(key) = keys.exposed(KEY) else {
            return Event::NotSent(Reason::NoKey);
        };
        let message = match payment::message(key, &self.account, bill) {
            Ok(message) => message,
            Err(reason) => return Event::NotSent(reason),
        };
        let outcome = self.call(payment::PATH, message).await;
        call::created(outcome, |reply| payment::read(reply, &self.account, &keys.hidden()))
    }

    async fn ask(&self, keys: &Keys, payment: &Payment) -> Answer {
        let Some(key) = keys.exposed(KEY) else {
            return Answer::none(Reason::NoKey);
        };
        let outcome = self.check(key, payment.order.reference.as_str()).await;
        call::answered(outcome, |reply| check::read(reply, &payment.order, &keys.hidden()))
    }

    async fn prove(&self, keys: &Keys) -> Result<Vec<Balance>, GatewayError> {
        let key = keys.exposed(KEY).ok_or(GatewayError::Silent(Reason::NoKey))?;
        match self.check(key, check::NOBODYS).await {
            Ok(reply) => check::proven(&reply).map(|()| Vec::new()),
            Err(TransportError::NotSent(reason) | TransportError::Lost(reason)) => Err(GatewayError::Silent(reason)),
        }
    }

    fn notified(&self, keys: &Keys, notification: &Notification) -> Option<Notified> {
        notification::read(notification, keys)
    }
}
