//! CinetPay, the generation with a key and a site id: a payment page (« guichet »).

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
    base_url: "https://api-checkout.cinetpay.com",
    test_base_url: None,
    home: "https://cinetpay.com",
    domains: &["cinetpay.com"],
    secrets: &["apikey"],
    optional_secrets: &["secret_key"],
    fields: &[
        Field::required("site_id", Takes::Text),
        Field::of("channels", Takes::Perhaps(&["ALL", "MOBILE_MONEY", "CREDIT_CARD", "WALLET"])),
    ],
};

/// An account at the gateway.
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
