//! An account, an order, and a gateway that answers what it is told to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use comptoir_core::evidence::Question;
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Confidential, Environment, GatewayKind, Method, Order, Sale};
use comptoir_core::payment::{Event, Payment};
use comptoir_core::phone::{Country, PhoneNumber};
use comptoir_core::shop::Shop;
use jiff::Timestamp;
use serde_json::Value;

use crate::account::{Account, Keys};
use crate::bill::Bill;
use crate::gateway::{Answer, Balance, Gateway, GatewayError, open};
use crate::memory::MemoryTransport;
use crate::transport::{Reply, TransportError};

pub(super) use crate::samples::{now, reference, reply};

pub(super) const KEY: &str = "practice-key";
pub(super) const PHONE: &str = "90123456";

pub(super) fn order() -> Order {
    let at = Timestamp::from_second(1_800_000_000).unwrap();
    Order {
        payment_id: PaymentId::minted(at, &[1; 10]),
        sale_id: SaleId::minted(at, &[2; 10]),
        reference: reference(),
        gateway: GatewayKind::PaygateGlobal,
        account: "boutique".to_owned(),
        key_fingerprint: "ABC234".to_owned(),
        method: Method::Push,
        network: Some(Network::TgTmoney),
        payer: Some("****3456".to_owned()),
        amount: Amount::new(12_500, Currency::Xof).unwrap(),
        environment: Environment::Live,
        note: Some("Deux pagnes".to_owned()),
        retry_of: None,
        double_accepted: false,
        cashier: None,
        created_at: at,
    }
}

/// A sale of `order`, at a shop with this site.
pub(super) fn sale(order: &Order) -> Sale {
    Sale { sale_id: order.sale_id, amount: order.amount, lines: Vec::new(), taxes: Vec::new(), opened_at: order.created_at }
}

/// Does `work` with the bill of `order`.
pub(super) fn billed<T>(order: &Order, confidential: &Confidential, shop: &Shop, work: impl FnOnce(&Bill<'_>) -> T) -> T {
    work(&Bill { order, sale: &sale(order), shop, confidential, notification_secret: "" })
}

pub(super) fn confidential() -> Confidential {
    let phone = PhoneNumber::typed(PHONE, Country::Tg).unwrap();
    Confidential { payer: Some(phone.into()), ..Confidential::default() }
}

/// A payment that is asked about by `question`, with the gateway's number where there is one.
pub(super) fn payment(question: Question, gateway_reference: Option<&str>) -> Payment {
    Payment { question, gateway_reference: gateway_reference.map(str::to_owned), ..Payment::recorded(order()) }
}

pub(super) fn keys() -> Keys {
    let given = BTreeMap::from([("auth_token".to_owned(), KEY.to_owned().into())]);
    Keys::checked(GatewayKind::PaygateGlobal, given).unwrap()
}

pub(super) fn account(page: &str) -> Account {
    let fields = BTreeMap::from([("page".to_owned(), page.to_owned())]);
    Account::checked("boutique".to_owned(), GatewayKind::PaygateGlobal, fields, None).unwrap()
}

pub(super) fn limited(status: u16, seconds: u64) -> Reply {
    Reply { status, retry_after: Some(Duration::from_secs(seconds)), body: Vec::new() }
}

/// A gateway that always answers the same, and what it was told.
pub(super) struct Spoken {
    pub(super) gateway: Arc<dyn Gateway>,
    heard: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Spoken {
    pub(super) fn to(account: Account, outcome: Result<Reply, TransportError>) -> Self {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        let transport = MemoryTransport::new(move |request| {
            let body = request.json.as_deref().map_or(Value::Null, |body| serde_json::from_slice(body).unwrap());
            hears.lock().unwrap().push((request.url.to_string(), body));
            outcome.clone()
        });
        Self { gateway: open(account, Arc::new(transport)), heard }
    }

    /// The addresses called, each with its message.
    pub(super) fn heard(&self) -> Vec<(String, Value)> {
        self.heard.lock().unwrap().clone()
    }

    pub(super) fn create(&self) -> Event {
        billed(&order(), &confidential(), &Shop::default(), |bill| now(self.gateway.create(&keys(), bill)))
    }

    pub(super) fn ask(&self) -> Answer {
        now(self.gateway.ask(&keys(), &payment(Question::ByReference, None)))
    }

    pub(super) fn balances(&self) -> Result<Vec<Balance>, GatewayError> {
        now(self.gateway.balances(&keys()))
    }
}

pub(super) fn answering(status: u16, body: impl AsRef<[u8]>) -> Spoken {
    Spoken::to(account("off"), Ok(reply(status, body)))
}

pub(super) fn failing(error: TransportError) -> Spoken {
    Spoken::to(account("off"), Err(error))
}
