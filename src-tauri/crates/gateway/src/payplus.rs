//! PayPlus Africa (Benin): a payment page, « Intégration avec redirection ».

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
    base_url: "https://app.payplus.africa",
    test_base_url: Some("https://apptest.payplus.africa"),
    home: "https://payplus.africa",
    domains: &["payplus.africa"],
    secrets: &["apikey", "token"],
    optional_secrets: &[],
    fields: &[Field::of(MODE, Takes::OneOf(MODES))],
};

/// An account at the gateway.
pub struct Payplus {
    account: Account,
    transport: Arc<dyn Transport>,
}

impl Payplus {
    /// Speaks for `account` through `transport`.
    #[must_use]
    pub fn new(account: Account, transport: Arc<dyn Transport>) -> Self {
        Self { account, transport }
    }
}

#[async_trait]
impl Gateway for Payplus {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            push: false,
            page: true,
            ask_by_reference: false,
            ask_by_gateway_reference: true,
            balance: false,
            payout: false,
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
