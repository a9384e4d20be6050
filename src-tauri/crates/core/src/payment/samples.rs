//! Orders and reports for tests.

use jiff::Timestamp;

use crate::evidence::{Question, Report, Told, Word};
use crate::ids::{PaymentId, SaleId};
use crate::money::{Amount, Currency};
use crate::network::Network;
use crate::order::{Environment, GatewayKind, Method, Order};
use crate::reference::{Epoch, IdentifierSecret, MerchantReference};

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

pub(crate) fn order(method: Method) -> Order {
    Order {
        payment_id: PaymentId::minted(at(0), &[1; 10]),
        sale_id: SaleId::minted(at(0), &[2; 10]),
        reference: MerchantReference::derived(&IdentifierSecret::new([3; 32]), Epoch::FIRST, 1),
        gateway: GatewayKind::PaygateGlobal,
        account: "boutique".to_owned(),
        key_fingerprint: "ABC234".to_owned(),
        method,
        network: Some(Network::TgTmoney),
        payer: Some("****3456".to_owned()),
        amount: Amount::new(12_500, Currency::Xof).unwrap(),
        environment: Environment::Live,
        note: None,
        retry_of: None,
        double_accepted: false,
        cashier: None,
        created_at: at(0),
    }
}

pub(crate) fn report(order: &Order, word: Word) -> Report {
    Report {
        question: Question::ByReference,
        word,
        reference: Told::That(order.reference.to_string()),
        gateway_reference: Told::That("42".to_owned()),
        operator_reference: Some("7034872".to_owned()),
        amount_minor: Told::That(order.amount.minor()),
        currency: Told::Nothing,
        environment: Told::Nothing,
        paid_at: None,
        means: None,
        cause: None,
        receipt_url: None,
        seal: None,
        difference: None,
        digest: "00".to_owned(),
    }
}
