//! What every gateway can be asked, whatever its words.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::money::Currency;
use comptoir_core::network::Network;
use comptoir_core::order::{Confidential, GatewayKind, Order};
use comptoir_core::payment::{Event, Payment};

use crate::account::{Account, Keys};
use crate::page_address::PageAddress;
use crate::paygate_global::PaygateGlobal;
use crate::transport::Transport;

/// What an account can do. What it cannot do is not offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Prompts the customer's phone.
    pub push: bool,
    /// Shows a payment page; for some gateways only once the owner has turned it on.
    pub page: bool,
    /// Can be asked about a payment by our own reference.
    pub ask_by_reference: bool,
    /// Can be asked about a payment by its own number.
    pub ask_by_gateway_reference: bool,
    /// Tells its balances.
    pub balance: bool,
    /// Pays out.
    pub payout: bool,
    /// The networks it reaches.
    pub networks: &'static [Network],
    /// The currencies it takes.
    pub currencies: &'static [Currency],
}

/// One account at one gateway, ready to be called.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// What the account can do.
    fn capabilities(&self) -> Capabilities;

    /// Sends the create call of `order`, once, and tells what came of it: [`Event::Created`], [`Event::CreateRefused`],
    /// [`Event::ReferenceKnown`], [`Event::NotSent`] or [`Event::CreateUnanswered`].
    async fn create(&self, keys: &Keys, order: &Order, confidential: &Confidential) -> Event;

    /// The page of a gateway that needs no create call for it; none where the account has no such page.
    fn derived_page(&self, keys: &Keys, order: &Order, confidential: &Confidential) -> Option<PageAddress>;

    /// Asks once how `payment` stands: [`Event::Answered`], [`Event::NotKnown`] or [`Event::Unanswered`].
    async fn ask(&self, keys: &Keys, payment: &Payment) -> Answer;

    /// The balances of the account.
    ///
    /// # Errors
    /// [`GatewayError`], which says why they are not known.
    async fn balances(&self, keys: &Keys) -> Result<Vec<Balance>, GatewayError>;
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// For the payment machine.
    pub event: Event,
    /// The gateway wants to be left alone for so long (Retry-After).
    pub leave_alone: Option<Duration>,
}

/// What an account holds on one network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// The network.
    pub network: Network,
    /// Minor units; none where the gateway did not say, which is not zero.
    pub amount_minor: Option<i64>,
    /// The currency.
    pub currency: Currency,
}

/// Why a gateway did not answer a question that concerns no payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// No connection was made, or no trustworthy answer came.
    #[error("the gateway did not answer")]
    Silent(Reason),
    /// It does not know the key.
    #[error("the gateway refused the key")]
    KeyRefused,
    /// It does not answer this key from this internet address, or not at all.
    #[error("the gateway refused to answer")]
    Refused,
    /// It has no such service.
    #[error("the gateway has no such service")]
    NotOffered,
}

/// The gateway of `account`, spoken to through `transport`.
#[must_use]
pub fn open(account: Account, transport: Arc<dyn Transport>) -> Arc<dyn Gateway> {
    match account.kind {
        GatewayKind::PaygateGlobal => Arc::new(PaygateGlobal::new(account, transport)),
    }
}
