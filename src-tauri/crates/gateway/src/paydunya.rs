//! PayDunya (Senegal and its neighbours): a payment page, « Paiement avec redirection ». Its own document is « HTTP/JSON ».
//!
//! Test and live are one host and two paths, each with keys of its own. Keys of the other mode are refused in words that speak
//! of a wrong key, so that a refused key is always said to be of the other mode, or wrong.

use std::sync::Arc;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::payment::{Event, Payment};
use comptoir_core::phone::PayerNumber;
use url::Url;

use crate::account::{Account, Facts, Field, Keys, MODE, MODES, TEST, Takes};
use crate::bill::Bill;
use crate::call;
use crate::gateway::{Answer, Balance, Capabilities, Gateway, GatewayError, PaidOut};
use crate::notification::{Notification, Notified};
use crate::transport::{Reply, Request, Transport, TransportError};

mod confirm;
mod create;
mod credit;
mod ipn;
mod nested;
mod said;
mod seal;
#[cfg(test)]
mod tests;
mod wire;

const MASTER_KEY: &str = "master_key";
const PRIVATE_KEY: &str = "private_key";
const TOKEN: &str = "token";

/// What `mode` is when it is not [`TEST`], in an account and in an answer.
const LIVE: &str = "live";

/// The headers that every call has, each with the key that it carries.
const HEADERS: [(&str, &str); 3] =
    [("PAYDUNYA-MASTER-KEY", MASTER_KEY), ("PAYDUNYA-PRIVATE-KEY", PRIVATE_KEY), ("PAYDUNYA-TOKEN", TOKEN)];

/// What an account is checked against.
pub const FACTS: Facts = Facts {
    base_url: "https://app.paydunya.com",
    test_base_url: None,
    home: "https://paydunya.com",
    domains: &["paydunya.com"],
    secrets: &[MASTER_KEY, PRIVATE_KEY, TOKEN],
    optional_secrets: &[],
    fields: &[Field::of(MODE, Takes::OneOf(MODES)), Field::of("tagline", Takes::Text), Field::of("logo_url", Takes::Address)],
};

/// The mode that the private key is of.
pub(crate) fn mode_of(keys: &Keys) -> Option<&'static str> {
    let key = keys.exposed(PRIVATE_KEY)?;
    if key.starts_with("test_") { Some(TEST) } else { Some(LIVE) }
}

/// An account at the gateway.
pub struct Paydunya {
    account: Account,
    transport: Arc<dyn Transport>,
}

impl Paydunya {
    /// Speaks for `account` through `transport`.
    #[must_use]
    pub fn new(account: Account, transport: Arc<dyn Transport>) -> Self {
        Self { account, transport }
    }

    fn mode(&self) -> &'static str {
        if self.account.is_in_test_mode() { TEST } else { LIVE }
    }

    /// The documented `path` in the account's mode.
    fn at(&self, path: &str) -> Option<Url> {
        let api = if self.account.is_in_test_mode() { "/sandbox-api/v1" } else { "/api/v1" };
        self.account.at(&format!("{api}{path}"))
    }

    /// The address that asks about the payment with this token; none where it is no token, and would make another address.
    fn confirm_address(&self, token: &str) -> Option<Url> {
        wire::is_token(token).then(|| self.at(&format!("{}/{token}", confirm::PATH))).flatten()
    }

    /// Sends `request` with the account's keys as the documented call `name`.
    async fn send(&self, name: &'static str, request: Request, keys: &Keys) -> Result<Reply, TransportError> {
        let mut request = request;
        for (header, key) in HEADERS {
            let key = keys.get(key).ok_or(TransportError::NotSent(Reason::NoKey))?;
            request = request.with_header(header, key.clone());
        }
        call::send(&*self.transport, name, request).await
    }
}

/// An amount as the gateway writes it: it has no currency, and so can only be of the one.
fn francs(amount: Amount) -> Option<i64> {
    (amount.currency() == Currency::Xof).then(|| amount.minor())
}

#[async_trait]
impl Gateway for Paydunya {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            push: false,
            page: true,
            ask_by_reference: false,
            ask_by_gateway_reference: true,
            balance: false,
            payout: true,
            lines: true,
            networks: &Network::ALL,
            currencies: &[Currency::Xof],
            demands: &[],
            demands_phone: false,
            multiple_of: 1,
        }
    }

    async fn create(&self, keys: &Keys, bill: &Bill<'_>) -> Event {
        let message = create::message(&self.account, bill).and_then(|message| serde_json::to_vec(&message).ok());
        let Some((url, json)) = self.at(create::PATH).zip(message) else {
            return Event::NotSent(Reason::NeverSent);
        };
        let outcome = self.send(create::PATH, Request::post(url, json), keys).await;
        call::created(outcome, |reply| create::read(reply, &self.account, keys))
    }

    async fn ask(&self, keys: &Keys, payment: &Payment) -> Answer {
        let Some(url) = payment.gateway_reference.as_deref().and_then(|token| self.confirm_address(token)) else {
            return Answer::none(Reason::NotAskable);
        };
        let outcome = self.send(confirm::PATH, Request::get(url), keys).await;
        let asker = confirm::Asker { account: &self.account, mode: self.mode(), keys, order: &payment.order };
        call::answered(outcome, |reply| asker.read(reply))
    }

    async fn prove(&self, keys: &Keys) -> Result<Vec<Balance>, GatewayError> {
        let url = self.confirm_address(confirm::INVENTED).ok_or(GatewayError::Silent(Reason::NeverSent))?;
        match self.send(confirm::PATH, Request::get(url), keys).await {
            Ok(reply) => confirm::proves(&reply).map(|()| Vec::new()),
            Err(TransportError::NotSent(reason) | TransportError::Lost(reason)) => Err(GatewayError::Silent(reason)),
        }
    }

    async fn pay_out(&self, keys: &Keys, to: &PayerNumber, amount: Amount) -> PaidOut {
        let message = credit::message(to, amount).and_then(|message| serde_json::to_vec(&message).ok());
        let Some((url, json)) = self.at(credit::PATH).zip(message) else {
            return PaidOut::NotSent(Reason::NeverSent);
        };
        credit::read(self.send(credit::PATH, Request::post(url, json), keys).await, keys)
    }

    fn notified(&self, keys: &Keys, notification: &Notification) -> Option<Notified> {
        ipn::read(&notification.body, keys)
    }
}
