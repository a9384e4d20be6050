//! PaiementPro, also XPAYE (Côte d'Ivoire): a payment page that cannot be asked about. Its own document is « WinDev integration ».
//!
//! It has no key and no call that tells how a payment stands. What it sends by itself is believed only with our own secret of the
//! payment in it, which stands in the address that the create call gave.

use std::sync::Arc;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::money::Currency;
use comptoir_core::network::Network;
use comptoir_core::order::CustomerField;
use comptoir_core::payment::{Event, Payment};

use crate::account::{Account, Facts, Field, Keys, Takes};
use crate::bill::Bill;
use crate::call;
use crate::gateway::{Answer, Capabilities, Gateway};
use crate::notification::{Notification, Notified};
use crate::transport::{Request, Transport};

mod init;
mod notice;
#[cfg(test)]
mod tests;
mod wire;

const MERCHANT_ID: &str = "merchant_id";
const CHANNEL: &str = "channel";
const ENDPOINT: &str = "endpoint";

/// The document's address of the create call.
const CURL_INIT: &str = "curl-init";
/// The one that the gateway's own script for browsers calls. Integrators disagree on which of the two moves money.
const INITIALIZE: &str = "initialize";

/// What an account is checked against.
pub const FACTS: Facts = Facts {
    base_url: "https://www.paiementpro.net",
    test_base_url: Some("https://sandbox.paiementpro.net"),
    home: "https://www.paiementpro.net",
    domains: &["paiementpro.net"],
    secrets: &[],
    optional_secrets: &[],
    fields: &[
        Field::required(MERCHANT_ID, Takes::Text),
        Field::of(CHANNEL, Takes::Text),
        Field::of(ENDPOINT, Takes::OneOf(&[CURL_INIT, INITIALIZE])),
    ],
};

/// An account at the gateway.
pub struct PaiementPro {
    account: Account,
    transport: Arc<dyn Transport>,
}

impl PaiementPro {
    /// Speaks for `account` through `transport`.
    #[must_use]
    pub fn new(account: Account, transport: Arc<dyn Transport>) -> Self {
        Self { account, transport }
    }
}

#[async_trait]
impl Gateway for PaiementPro {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            push: false,
            page: true,
            ask_by_reference: false,
            ask_by_gateway_reference: false,
            balance: false,
            payout: false,
            lines: false,
            networks: &Network::ALL,
            currencies: &[Currency::Xof],
            demands: &[CustomerField::Email, CustomerField::FirstName, CustomerField::LastName],
            demands_phone: true,
            multiple_of: 1,
        }
    }

    async fn create(&self, _: &Keys, bill: &Bill<'_>) -> Event {
        let path = init::path(self.account.field(ENDPOINT));
        let Some((url, json)) = self.account.at(path).zip(init::message(&self.account, bill)) else {
            return Event::NotSent(Reason::NeverSent);
        };
        let outcome = call::send(&*self.transport, path, Request::post(url, json)).await;
        call::created(outcome, |reply| init::read(reply, &self.account, bill))
    }

    async fn ask(&self, _: &Keys, _: &Payment) -> Answer {
        Answer::none(Reason::NotAskable)
    }

    fn notified(&self, _: &Keys, notification: &Notification) -> Option<Notified> {
        notice::read(notification, self.account.field(MERCHANT_ID)?)
    }
}
