//! Orders, and a gateway that answers what it is told to, for the tests of every gateway.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use comptoir_core::evidence::Question;
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::{Confidential, CustomerField, Environment, GatewayKind, Line, Method, Order, Sale, Tax};
use comptoir_core::payment::{Event, Payment};
use comptoir_core::phone::PayerNumber;
use comptoir_core::reference::{Epoch, IdentifierSecret, MerchantReference};
use comptoir_core::shop::Shop;
use jiff::Timestamp;
use secrecy::ExposeSecret;
use serde_json::Value;
use tracing_subscriber::fmt::MakeWriter;

use crate::account::{Account, Keys};
use crate::bill::Bill;
use crate::gateway::{Answer, Gateway, open};
use crate::memory::MemoryTransport;
use crate::transport::{Reply, Request, TransportError};

/// What a notification address brings back.
pub(crate) const SECRET: &str = "5ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4";

pub(crate) fn reference() -> MerchantReference {
    MerchantReference::derived(&IdentifierSecret::new([3; 32]), Epoch::FIRST, 1)
}

pub(crate) fn at() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

/// A page of 12 500 F that is asked for at this gateway.
pub(crate) fn order(gateway: GatewayKind) -> Order {
    Order {
        payment_id: PaymentId::minted(at(), &[1; 10]),
        sale_id: SaleId::minted(at(), &[2; 10]),
        reference: reference(),
        gateway,
        account: "boutique".to_owned(),
        key_fingerprint: "ABC234".to_owned(),
        method: Method::Page,
        network: None,
        payer: None,
        amount: Amount::new(12_500, Currency::Xof).unwrap(),
        environment: Environment::Live,
        note: Some("Deux pagnes".to_owned()),
        retry_of: None,
        double_accepted: false,
        cashier: None,
        created_at: at(),
    }
}

/// Everything that a bill is made of.
pub(crate) struct Papers {
    pub(crate) order: Order,
    pub(crate) sale: Sale,
    pub(crate) shop: Shop,
    pub(crate) confidential: Confidential,
}

impl Papers {
    /// The order of [`order`], without lines and without a customer.
    pub(crate) fn plain(gateway: GatewayKind) -> Self {
        let order = order(gateway);
        let sale = Sale { sale_id: order.sale_id, amount: order.amount, lines: Vec::new(), taxes: Vec::new(), opened_at: at() };
        let shop = Shop { name: "Chez Élodie".to_owned(), ..Shop::default() };
        Self { order, sale, shop, confidential: Confidential::default() }
    }

    /// Two lines and a tax, which add up to 12 500 F.
    pub(crate) fn with_lines(mut self) -> Self {
        let line = |name: &str, quantity, unit_price_minor| Line { name: name.to_owned(), quantity, unit_price_minor };
        self.sale.lines = vec![line("Pagne", 2, 5_000), line("Fil", 1, 500)];
        self.sale.taxes = vec![Tax { name: "TVA".to_owned(), amount_minor: 2_000 }];
        self
    }

    /// The whole of a shop.
    pub(crate) fn with_shop(mut self) -> Self {
        self.shop.town = Some("Lomé".to_owned());
        self.shop.address = Some("12 rue du Marché".to_owned());
        self.shop.phone = Some("+228 22 21 20 19".to_owned());
        self.shop.website = Some("https://boutique.example/".to_owned());
        self
    }

    /// A customer whose particulars are all known.
    pub(crate) fn with_customer(mut self, phone: &str) -> Self {
        let given = [
            (CustomerField::Email, "client@example.com"),
            (CustomerField::FirstName, "Ama"),
            (CustomerField::LastName, "Mensah"),
            (CustomerField::Address, "12 rue du Marché"),
            (CustomerField::City, "Lomé"),
            (CustomerField::Country, "TG"),
            (CustomerField::State, "M"),
            (CustomerField::Zip, "00228"),
        ];
        self.confidential.customer = given.into_iter().map(|(field, value)| (field, value.to_owned())).collect();
        self.confidential.payer = Some(PayerNumber::as_typed(phone).unwrap());
        self
    }

    pub(crate) fn bill(&self) -> Bill<'_> {
        let Self { order, sale, shop, confidential } = self;
        Bill { order, sale, shop, confidential, notification_secret: SECRET }
    }
}

/// An account with these fields.
pub(crate) fn account(gateway: GatewayKind, fields: &[(&str, &str)]) -> Account {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Account::checked("boutique".to_owned(), gateway, fields, None).unwrap()
}

/// These keys.
pub(crate) fn keys(gateway: GatewayKind, given: &[(&str, &str)]) -> Keys {
    let given: BTreeMap<_, _> = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned().into())).collect();
    Keys::checked(gateway, given).unwrap()
}

/// A payment that is asked about, with the gateway's number where there is one.
pub(crate) fn payment(order: Order, question: Question, gateway_reference: Option<&str>) -> Payment {
    Payment { question, gateway_reference: gateway_reference.map(str::to_owned), ..Payment::recorded(order) }
}

pub(crate) fn reply(status: u16, body: impl AsRef<[u8]>) -> Reply {
    Reply { status, retry_after: None, body: body.as_ref().to_vec() }
}

/// A request as a gateway hears it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Heard {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The body; null where there is none.
    pub(crate) json: Value,
}

impl Heard {
    fn of(request: &Request) -> Self {
        let header = |(name, value): &(&'static str, secrecy::SecretString)| (*name, value.expose_secret().to_owned());
        let body = request.json.as_deref().filter(|body| !body.is_empty());
        Self {
            method: if request.json.is_some() { "POST" } else { "GET" },
            url: request.url.to_string(),
            headers: request.headers.iter().map(header).collect(),
            json: body.map_or(Value::Null, |body| serde_json::from_slice(body).unwrap()),
        }
    }
}

/// A gateway that answers one after the other, the last answer for ever, and what it was told.
pub(crate) struct Spoken {
    pub(crate) gateway: Arc<dyn Gateway>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Spoken {
    pub(crate) fn to(account: Account, outcomes: Vec<Result<Reply, TransportError>>) -> Self {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        let transport = MemoryTransport::new(move |request| {
            let mut heard = hears.lock().unwrap();
            heard.push(Heard::of(request));
            outcomes[(heard.len() - 1).min(outcomes.len() - 1)].clone()
        });
        Self { gateway: open(account, Arc::new(transport)), heard }
    }

    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    pub(crate) fn create(&self, keys: &Keys, papers: &Papers) -> Event {
        now(self.gateway.create(keys, &papers.bill()))
    }

    pub(crate) fn ask(&self, keys: &Keys, payment: &Payment) -> Answer {
        now(self.gateway.ask(keys, payment))
    }
}

/// What comes of `future`, which waits for nothing outside this process.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// Does `work`, and tells everything that it wrote into the log, down to the last level.
///
/// A place in the code that another test reaches first would be remembered as one that nobody listens to, unless somebody else
/// listens too.
pub(crate) fn logged(work: impl FnOnce()) -> String {
    let _second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false).with_writer(log.clone()).finish();
    tracing::subscriber::with_default(subscriber, work);
    String::from_utf8(log.0.lock().unwrap().clone()).unwrap()
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
