//! What every gateway can be asked, whatever its words.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{CustomerField, GatewayKind};
use comptoir_core::payment::{Event, Payment};
use comptoir_core::phone::PayerNumber;

use crate::account::{Account, Keys};
use crate::bill::Bill;
use crate::cinetpay::Cinetpay;
use crate::notification::{Notification, Notified};
use crate::page_address::PageAddress;
use crate::paiement_pro::PaiementPro;
use crate::paydunya::Paydunya;
use crate::paygate_global::PaygateGlobal;
use crate::payplus::Payplus;
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
    /// Shows the lines and taxes of a sale to the customer.
    pub lines: bool,
    /// The networks it reaches.
    pub networks: &'static [Network],
    /// The currencies it takes.
    pub currencies: &'static [Currency],
    /// The particulars of the customer without which it refuses.
    pub demands: &'static [CustomerField],
    /// Whether it demands the customer's number for its page too.
    pub demands_phone: bool,
    /// It takes multiples of this many units of a currency only.
    pub multiple_of: i64,
}

impl Capabilities {
    /// Whether it can be asked about `payment` by any name that is known.
    #[must_use]
    pub const fn can_ask(&self, payment: &Payment) -> bool {
        self.ask_by_reference || (self.ask_by_gateway_reference && payment.gateway_reference.is_some())
    }
}

/// One account at one gateway, ready to be called.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// What the account can do.
    fn capabilities(&self) -> Capabilities;

    /// Sends the create call of `bill`, once, and tells what came of it: [`Event::Created`], [`Event::CreateRefused`],
    /// [`Event::ReferenceKnown`], [`Event::NotSent`] or [`Event::CreateUnanswered`].
    async fn create(&self, keys: &Keys, bill: &Bill<'_>) -> Event;

    /// The page of a gateway that needs no create call for it; none where the account has no such page.
    fn derived_page(&self, _keys: &Keys, _bill: &Bill<'_>) -> Option<PageAddress> {
        None
    }

    /// Asks once how `payment` stands: [`Event::Answered`], [`Event::NotKnown`] or [`Event::Unanswered`].
    async fn ask(&self, keys: &Keys, payment: &Payment) -> Answer;

    /// The cheapest call that proves the keys without moving money, with the balances where it tells them.
    ///
    /// # Errors
    /// [`GatewayError`], which says why they are not proven.
    async fn prove(&self, keys: &Keys) -> Result<Vec<Balance>, GatewayError> {
        self.balances(keys).await
    }

    /// The balances of the account.
    ///
    /// # Errors
    /// [`GatewayError`], which says why they are not known.
    async fn balances(&self, _keys: &Keys) -> Result<Vec<Balance>, GatewayError> {
        Err(GatewayError::NotOffered)
    }

    /// Sends `amount` to the customer of `to`, once, and tells what came of it.
    async fn pay_out(&self, _keys: &Keys, _to: &PayerNumber, _amount: Amount) -> PaidOut {
        PaidOut::NotSent(Reason::NeverSent)
    }

    /// What a notification says; none where it names no payment or cannot be read.
    fn notified(&self, keys: &Keys, notification: &Notification) -> Option<Notified>;
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// For the payment machine.
    pub event: Event,
    /// The gateway wants to be left alone for so long (Retry-After).
    pub leave_alone: Option<Duration>,
}

impl Answer {
    /// No answer, for this reason.
    #[must_use]
    pub const fn none(reason: Reason) -> Self {
        Self { event: Event::Unanswered(reason), leave_alone: None }
    }
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

/// What came of a payout. Only the first and the last say where the money is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaidOut {
    /// The gateway's documented success.
    Done {
        /// Its number of the payout.
        gateway_reference: Option<String>,
    },
    /// Its documented refusal.
    Refused(Reason),
    /// A request may have left, and no trustworthy answer came: nobody sends it again.
    Unknown(Reason),
    /// Not one byte of a request left.
    NotSent(Reason),
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
    /// Its own word for what is wrong with the account.
    #[error("the gateway refused the account")]
    AccountRefused(Reason),
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
        GatewayKind::Paydunya => Arc::new(Paydunya::new(account, transport)),
        GatewayKind::Cinetpay => Arc::new(Cinetpay::new(account, transport)),
        GatewayKind::Payplus => Arc::new(Payplus::new(account, transport)),
        GatewayKind::PaiementPro => Arc::new(PaiementPro::new(account, transport)),
    }
}
