//! One shop, one sale and one payment at each gateway, always the same, so that kept bytes can name them.

use std::sync::Arc;

use comptoir_core::evidence::Question;
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Confidential, CustomerField, GatewayKind, Method, Order, Sale};
use comptoir_core::payment::{Event, Moment, Payment, step};
use comptoir_core::phone::PayerNumber;
use comptoir_core::reference::{Epoch, IdentifierSecret, MerchantReference};
use comptoir_core::shop::Shop;
use comptoir_core::state::State;
use comptoir_gateway::memory::MemoryTransport;
use comptoir_gateway::{Account, Bill, Gateway, Keys, Reply};
use jiff::Timestamp;

use super::{Breach, Opener, breach};

/// What is asked, in francs.
pub const AMOUNT: i64 = 12_500;

/// What a notification address brings back.
pub const SECRET: &str = "5ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4";

/// The number at the gateway that is held of a payment that can be asked about by one.
pub(super) const HELD: &str = "7000001";

pub(super) const MERCHANT: &str = "PP-F324";

/// Where the account is that is not at the gateway itself.
pub(super) const LOCAL: &str = "http://127.0.0.1:8801";

/// The HTTP statuses that the first byte chooses from.
const STATUSES: [u16; 16] = [200, 201, 204, 299, 301, 302, 400, 401, 403, 404, 405, 429, 500, 502, 503, 599];

/// The first byte that a printed digit stands for nothing in.
const ZERO: u8 = b'0';

/// Our reference of the payment.
#[must_use]
pub fn reference() -> MerchantReference {
    MerchantReference::derived(&IdentifierSecret::new([3; 32]), Epoch::FIRST, 1)
}

/// The payment's own name.
pub(super) fn payment_id() -> PaymentId {
    PaymentId::minted(at(0), &[1; 10])
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

/// The four ways in which one payment can differ from another, whatever they mean at its gateway.
#[derive(Debug, Clone, Copy)]
pub(super) struct Variation {
    pub(super) first: bool,
    pub(super) second: bool,
    pub(super) third: bool,
    pub(super) fourth: bool,
}

/// The reply and the variation that `bytes` make.
pub(super) fn taken_apart(bytes: &[u8]) -> Option<(Reply, Variation)> {
    let (&[status, variation], body) = bytes.split_first_chunk()?;
    let status = STATUSES[usize::from(status.wrapping_sub(ZERO)) % STATUSES.len()];
    Some((Reply { status, retry_after: None, body: body.to_vec() }, variation_of(variation)))
}

pub(super) const fn variation_of(byte: u8) -> Variation {
    let bits = byte.wrapping_sub(ZERO);
    Variation { first: bits & 1 != 0, second: bits & 2 != 0, third: bits & 4 != 0, fourth: bits & 8 != 0 }
}

/// A gateway, and the payment that is asked for or asked about at it.
pub(super) struct Desk {
    pub(super) gateway: Arc<dyn Gateway>,
    pub(super) account: Account,
    pub(super) keys: Keys,
    pub(super) payment: Payment,
    sale: Sale,
    shop: Shop,
    confidential: Confidential,
}

impl Desk {
    /// The desk of this gateway, where every request is answered by `reply`.
    ///
    /// `first`: PayGateGlobal is asked by its page; PayDunya and PayPlus are in test mode; the others are on this machine. `second`: it is
    /// asked by the gateway's number. `third`: that number is held. `fourth`: the create call may have been another's.
    pub(super) fn of(kind: GatewayKind, variation: Variation, open: &Opener, reply: Reply) -> Self {
        let account = account(kind, variation.first);
        let payment = payment(kind, &account, variation);
        let transport = MemoryTransport::new(move |_| Ok(reply.clone()));
        let sale = Sale {
            sale_id: payment.order.sale_id,
            amount: payment.order.amount,
            lines: Vec::new(),
            taxes: Vec::new(),
            opened_at: at(0),
        };
        Self {
            gateway: open(account.clone(), Arc::new(transport)),
            keys: keys(kind),
            account,
            payment,
            sale,
            shop: Shop { name: "Chez Élodie".to_owned(), ..Shop::default() },
            confidential: confidential(),
        }
    }

    pub(super) fn bill(&self) -> Bill<'_> {
        let Self { payment, sale, shop, confidential, .. } = self;
        Bill { order: &payment.order, sale, shop, confidential, notification_secret: SECRET }
    }

    pub(super) const fn order(&self) -> &Order {
        &self.payment.order
    }

    /// The payment after `event`, an hour after it was made.
    pub(super) fn after(&self, event: &Event) -> Payment {
        let moment = Moment { now: at(3_600), sale_settled: false, contested: false };
        step(&self.payment, event, &moment).0
    }

    /// No key of the account stands in what is kept or shown of an answer.
    pub(super) fn tells_no_key(&self, told: &str) -> Result<(), Breach> {
        let decoded = super::read::unescaped(told.as_bytes());
        let keys = secrets(self.account.kind).iter().map(|(_, key)| *key);
        // Only its address of notifications holds a secret, which nobody else is told.
        let secret = (self.account.kind == GatewayKind::PaiementPro).then_some(SECRET);
        match keys.chain(secret).find(|key| told.contains(key) || decoded.contains(key)) {
            Some(key) => breach(format!("a key is told ({} characters): {told}", key.len())),
            None => Ok(()),
        }
    }
}

/// The keys that the account has. One of them has signs that an address must write otherwise.
pub(super) const fn secrets(kind: GatewayKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        GatewayKind::PaygateGlobal => &[("auth_token", "practice-token")],
        GatewayKind::Paydunya => {
            &[("master_key", "practice-master-key"), ("private_key", "practice-private-key"), ("token", "practice-token")]
        }
        GatewayKind::Cinetpay => &[("apikey", "practice/apikey+1=="), ("secret_key", "practice-secret-key")],
        GatewayKind::Payplus => &[("apikey", "practice-apikey"), ("token", "practice-token")],
        GatewayKind::PaiementPro => &[],
    }
}

fn keys(kind: GatewayKind) -> Keys {
    let given = secrets(kind).iter().map(|(name, key)| ((*name).to_owned(), (*key).to_owned().into()));
    Keys::checked(kind, given.collect()).unwrap()
}

fn account(kind: GatewayKind, first: bool) -> Account {
    let (fields, base_url): (&[(&str, &str)], _) = match kind {
        GatewayKind::PaygateGlobal if first => (&[("page", "on")], None),
        GatewayKind::PaygateGlobal => (&[], None),
        GatewayKind::Paydunya | GatewayKind::Payplus if first => (&[("mode", "test")], None),
        GatewayKind::Paydunya | GatewayKind::Payplus => (&[], None),
        GatewayKind::Cinetpay => (&[("site_id", "445160")], first.then_some(LOCAL)),
        GatewayKind::PaiementPro => (&[("merchant_id", MERCHANT)], first.then_some(LOCAL)),
    };
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Account::checked("boutique".to_owned(), kind, fields, base_url).unwrap()
}

fn payment(kind: GatewayKind, account: &Account, variation: Variation) -> Payment {
    let push = kind == GatewayKind::PaygateGlobal && !variation.first;
    let order = Order {
        payment_id: payment_id(),
        sale_id: SaleId::minted(at(0), &[2; 10]),
        reference: reference(),
        gateway: kind,
        account: account.name.clone(),
        key_fingerprint: "ABC234".to_owned(),
        method: if push { Method::Push } else { Method::Page },
        network: push.then_some(Network::TgTmoney),
        payer: push.then(|| "****3456".to_owned()),
        amount: Amount::new(AMOUNT, Currency::Xof).unwrap(),
        environment: account.environment(),
        note: Some("Deux pagnes".to_owned()),
        retry_of: None,
        double_accepted: false,
        cashier: None,
        created_at: at(0),
    };
    let by_number = match kind {
        GatewayKind::PaygateGlobal => variation.second,
        GatewayKind::Paydunya | GatewayKind::Payplus => true,
        GatewayKind::Cinetpay | GatewayKind::PaiementPro => false,
    };
    let mut payment = Payment::recorded(order);
    payment.state = State::Pending;
    payment.question = if by_number { Question::ByGatewayReference } else { Question::ByReference };
    payment.gateway_reference = (by_number || variation.third).then(|| HELD.to_owned());
    payment.amount_bound &= !variation.fourth;
    payment
}

fn confidential() -> Confidential {
    let given =
        [(CustomerField::Email, "client@example.com"), (CustomerField::FirstName, "Ama"), (CustomerField::LastName, "Mensah")];
    Confidential {
        payer: Some(PayerNumber::as_typed("90123456").unwrap()),
        customer: given.into_iter().map(|(field, value)| (field, value.to_owned())).collect(),
    }
}
