//! PaiementPro, also XPAYE (Côte d'Ivoire): a payment page that cannot be asked about. Its own document is « WinDev integration ».

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
    base_url: "https://www.paiementpro.net",
    test_base_url: Some("https://sandbox.paiementpro.net"),
    home: "https://www.paiementpro.net",
    domains: &["paiementpro.net"],
    secrets: &[],
    optional_secrets: &[],
    fields: &[
        Field::required("merchant_id", Takes::Text),
        Field::of("channel", Takes::Text),
        Field::of("endpoint", Takes::OneOf(&["curl-init", "initialize"])),
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
