//! Orders, and a gateway's answers about them.

use comptoir_core::evidence::{Question, Report, Told, Word};
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Environment, GatewayKind, Method, Order};
use comptoir_core::reference::MerchantReference;
use jiff::Timestamp;

/// What every sale is.
pub const AMOUNT: i64 = 12_500;

/// A moment so many seconds after the beginning.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

/// The ways in which customers are asked: each gateway, and PayGateGlobal by prompt and by page.
pub const WAYS: [(GatewayKind, Method); 6] = [
    (GatewayKind::PaygateGlobal, Method::Push),
    (GatewayKind::PaygateGlobal, Method::Page),
    (GatewayKind::Paydunya, Method::Page),
    (GatewayKind::Cinetpay, Method::Page),
    (GatewayKind::Payplus, Method::Page),
    (GatewayKind::PaiementPro, Method::Page),
];

/// An order of the sale of this name.
pub fn order(
    (gateway, method): (GatewayKind, Method),
    payment_id: PaymentId,
    sale_id: SaleId,
    reference: MerchantReference,
    created_at: Timestamp,
) -> Order {
    let is_push = method == Method::Push;
    Order {
        payment_id,
        sale_id,
        reference,
        gateway,
        account: "boutique".to_owned(),
        key_fingerprint: "ABC234".to_owned(),
        method,
        network: is_push.then_some(Network::TgTmoney),
        payer: is_push.then(|| "****3456".to_owned()),
        amount: Amount::new(AMOUNT, Currency::Xof).unwrap(),
        environment: Environment::Live,
        note: None,
        retry_of: None,
        double_accepted: false,
        cashier: None,
        created_at,
    }
}

/// An answer about `order` that says all there is to say, and all of it equal.
pub fn report(order: &Order, word: Word) -> Report {
    Report {
        question: Question::ByReference,
        word,
        reference: Told::That(order.reference.to_string()),
        gateway_reference: Told::Nothing,
        operator_reference: None,
        amount_minor: Told::That(order.amount.minor()),
        currency: Told::That(order.amount.currency()),
        environment: Told::That(order.environment),
        paid_at: None,
        means: None,
        cause: None,
        difference: None,
        receipt_url: None,
        seal: None,
        digest: "00".to_owned(),
    }
}
