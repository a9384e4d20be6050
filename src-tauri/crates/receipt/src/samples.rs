//! Receipts for the tests: one with all that a receipt can say, and one with as little as it can.

use comptoir_core::ids::{CashierId, PaymentId, RefundId, SaleId, TenderId};
use comptoir_core::logo::{Logo, Picture};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Environment, GatewayKind, Line, Method, Tax};
use comptoir_core::people::Person;
use comptoir_core::receipt::{LinkedReceipt, Receipt};
use comptoir_core::reference::{Epoch, IdentifierSecret, MerchantReference};
use comptoir_core::refund::{GivenBack, How, LinkedRefund, Refund};
use comptoir_core::seal::{FiscalSeal, SealStatus};
use comptoir_core::shop::Shop;
use comptoir_core::tender::{LinkedTender, Tender};
use jiff::Timestamp;

pub(crate) fn rich() -> LinkedReceipt {
    let mut linked = poor();
    let receipt = &mut linked.receipt;
    receipt.number = "BOUTIQUEADJOVI-1-2026-000482".to_owned();
    receipt.shop = Shop {
        name: "Boutique Adjovi".to_owned(),
        town: Some("Lomé".to_owned()),
        address: Some("12, rue du Grand Marché".to_owned()),
        phone: Some("22 21 45 80".to_owned()),
        tax_id: Some("1000 482 913".to_owned()),
        website: Some("https://adjovi.example".to_owned()),
        ..Shop::default()
    };
    receipt.network = Some(Network::TgTmoney);
    receipt.payer = Some("****2233".to_owned());
    receipt.lines = vec![
        Line {
            name: "Pagne « wax » d’Abomey, six yards, motif cœur de bœuf — coupon".to_owned(),
            quantity: 1,
            unit_price_minor: 8_500,
        },
        Line { name: "Savon".to_owned(), quantity: 2, unit_price_minor: 1_100 },
    ];
    receipt.taxes = vec![Tax { name: "TVA 18 %".to_owned(), amount_minor: 1_800 }];
    receipt.cashier = Some(awa());
    receipt.note = Some("Commande de Mme Akouvi".to_owned());
    receipt.gateway_reference = Some("7193048266".to_owned());
    receipt.operator_reference = Some("CI251126.1433.A04512".to_owned());
    linked
}

pub(crate) fn poor() -> LinkedReceipt {
    let issued_at: Timestamp = "2026-11-26T14:05:09.5Z".parse().unwrap();
    let receipt = Receipt {
        number: "COMPTOIR-1-2026-000001".to_owned(),
        issued_at,
        shop: Shop::default(),
        sale_id: SaleId::minted(issued_at, &[1; 10]),
        payment_id: PaymentId::minted(issued_at, &[2; 10]),
        reference: MerchantReference::derived(&IdentifierSecret::new([3; 32]), Epoch::FIRST, 1),
        gateway: GatewayKind::PaygateGlobal,
        account: "lome".to_owned(),
        method: Method::Push,
        network: None,
        payer: None,
        amount: Amount::new(12_500, Currency::Xof).unwrap(),
        lines: Vec::new(),
        taxes: Vec::new(),
        note: None,
        environment: Environment::Live,
        gateway_reference: None,
        operator_reference: None,
        key_fingerprint: "7F3A91".to_owned(),
        settled_by_hand: false,
        cashier: None,
    };
    LinkedReceipt { receipt, previous_code: "0B5D44E8".to_owned(), code: "7F3A91C2".to_owned(), logo: None, seal: None }
}

pub(crate) fn awa() -> Person {
    let cashier_id = CashierId::minted("2026-11-26T14:05:09.5Z".parse().unwrap(), &[5; 10]);
    Person::Cashier { cashier_id, name: "Awa".to_owned() }
}

/// A part of the rich receipt that went back by a transfer.
pub(crate) fn refund() -> LinkedRefund {
    let LinkedReceipt { receipt, .. } = rich();
    let refunded_at: Timestamp = "2026-11-27T09:12:00Z".parse().unwrap();
    let given = GivenBack {
        refund_id: RefundId::minted(refunded_at, &[4; 10]),
        amount: Amount::new(4_500, Currency::Xof).unwrap(),
        how: How::Operator { reference: "CI251127.0912.B00231".to_owned() },
        why: "Un pagne était décousu".to_owned(),
    };
    let number = "BOUTIQUEADJOVI-1-2026-R000007".to_owned();
    let refund = Refund::noted(number, refunded_at, &receipt.shop, &receipt, 500, given).unwrap();
    let refund = Refund { cashier: Some(Person::Owner), ..refund };
    LinkedRefund { refund, previous_code: "44E80B5D".to_owned(), code: "91C27F3A".to_owned(), logo: None }
}

/// A logo of a few dots, another on each paper.
pub(crate) fn logo() -> Logo {
    let picture = |row_bytes: u16, rows: u16| {
        let dots = (0..row_bytes * rows).map(|at| if (at / row_bytes).is_multiple_of(2) { 0xff } else { 0x81 });
        Picture::new(row_bytes, rows, dots.collect()).unwrap()
    };
    Logo { narrow: picture(8, 10), wide: picture(20, 30) }
}

pub(crate) fn seal() -> FiscalSeal {
    FiscalSeal {
        authority: "DGI Bénin".to_owned(),
        status: SealStatus::Sealed,
        number: Some("EM01234567-42".to_owned()),
        code: Some("TEST-ABCD-EFGH-IJKL-MNOP".to_owned()),
        qr: Some("F;EM01234567;TESTABCDEFGHIJKLMNOP;3202100000000;20261126140511".to_owned()),
        counters: Some("42/57 FV".to_owned()),
        time: Some("2026-11-26T14:05:11Z".parse().unwrap()),
        recorded_at: "2026-11-26T14:05:12Z".parse().unwrap(),
    }
}

/// The sale of the rich receipt, settled without a gateway.
pub(crate) fn tender(how: How) -> LinkedTender {
    let LinkedReceipt { receipt, .. } = rich();
    let tendered_at: Timestamp = "2026-11-27T09:12:00Z".parse().unwrap();
    let letter = if how == How::Cash { 'E' } else { 'M' };
    let tender = Tender {
        tender_id: TenderId::minted(tendered_at, &[5; 10]),
        number: format!("BOUTIQUEADJOVI-1-2026-{letter}000012"),
        tendered_at,
        shop: receipt.shop,
        sale_id: receipt.sale_id,
        amount: receipt.amount,
        lines: receipt.lines,
        taxes: receipt.taxes,
        note: Some("Table 4".to_owned()),
        how,
        environment: Environment::Live,
        cashier: None,
    };
    LinkedTender { tender, previous_code: "44E80B5D".to_owned(), code: "91C27F3A".to_owned(), logo: None }
}
