//! PayDunya (Senegal and its neighbours): a payment page, « Paiement avec redirection ». Its own document is « HTTP/JSON ».

use std::sync::Arc;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::money::Currency;
use comptoir_core::network::Network;
use comptoir_core::order::CustomerField;
use comptoir_core::payment::{Event, Payment};

use crate::account::{Account, Facts, Field, Keys, MODE, MODES, TEST, Takes};
use crate::bill::Bill;
use crate::gateway::{Answer, Capabilities, Gateway};
use crate::notification::{Notification, Notified};
use crate::transport::Transport;

/// What an account is checked against.
pub const FACTS: Facts = Facts {
    base_url: "https://app.paydunya.com",
    test_base_url: None,
    home: "https://paydunya.com",
    domains: &["paydunya.com"],
    secrets: &["master_key", "private_key", "token"],
    optional_secrets: &[],
    fields: &[Field::of(MODE, Takes::OneOf(MODES))],
};

/// The mode that the private key is of.
pub(crate) fn mode_of(keys: &Keys) -> Option<&'static str> {
    let key = keys.exposed("private_key")?;
    if key.starts_with("test_") { Some(TEST) } else { Some("live") }
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
        let _ = (keys, bill, &self.account, &self.transport);
        Event::NotSent(Reason::NeverSent)
    }

    async fn ask(&self, keys: &Keys, payment: &Payment) -> Answer {
        let _ = (keys, payment);
        Answer::none(Reason::NotAskable)
    }

    fn notified(&self, keys: &Keys, notification: &Notification) -> Option<Notified> {
        let _ = (keys, notification);
        None
    }
}
