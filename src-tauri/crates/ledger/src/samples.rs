//! A till for tests: a ledger in a folder of its own, and payments to put in it.

use std::collections::BTreeMap;
use std::path::Path;

use comptoir_core::evidence::{Evidence, Question, Report, Told, Word};
use comptoir_core::ids::{PaymentId, PayoutId, RefundId, SaleId, TenderId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Confidential, CustomerField, Environment, GatewayKind, Line, Method, Order, Sale};
use comptoir_core::payment::{Decision, Payment, Settlement};
use comptoir_core::payout::{Payout, PayoutState};
use comptoir_core::phone::PayerNumber;
use comptoir_core::receipt::Series;
use comptoir_core::refund::{GivenBack, How};
use comptoir_core::shop::Shop;
use comptoir_core::state::{Standing, State};
use comptoir_core::tender::Taken;
use jiff::Timestamp;
use tempfile::TempDir;

use crate::{Birth, FolderLock, Ledger, LedgerError, ReceiptDue, StoredAccount};

pub(crate) const DIGITS: &str = "90123456";

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

pub(crate) fn birth() -> Birth {
    Birth { folder_id: "folder-1".to_owned(), identifier_secret: [7; 32], at: at(0) }
}

pub(crate) fn try_open(dir: &Path) -> Result<Ledger, LedgerError> {
    Ledger::open(dir, FolderLock::try_take(dir)?.expect("nobody else has the folder"), birth())
}

pub(crate) fn account(name: &str) -> StoredAccount {
    StoredAccount {
        name: name.to_owned(),
        gateway: GatewayKind::PaygateGlobal,
        fields: BTreeMap::from([("page".to_owned(), "off".to_owned())]),
        base_url: Some("http://127.0.0.1:9".to_owned()),
        key_fingerprint: "ABC234".to_owned(),
    }
}

pub(crate) fn confidential() -> Confidential {
    Confidential {
        payer: Some(PayerNumber::as_typed(DIGITS).unwrap()),
        customer: BTreeMap::from([(CustomerField::Email, "afi@example.org".to_owned())]),
    }
}

/// A report that proves `order` paid.
pub(crate) fn report(order: &Order, word: Word) -> Report {
    Report {
        question: Question::ByReference,
        word,
        reference: Told::That(order.reference.to_string()),
        gateway_reference: Told::That(gateway_reference(order)),
        operator_reference: Some("OPER-7034872".to_owned()),
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

/// The owner's decision, with its words.
pub(crate) fn settlement(decision: Decision) -> Settlement {
    Settlement { decision, why: "seen in the merchant pages".to_owned(), operator_reference: Some("OPER-1".to_owned()) }
}

/// A payout that is under way.
pub(crate) fn payout(seed: u8) -> Payout {
    Payout {
        payout_id: PayoutId::minted(at(1), &[seed; 10]),
        gateway: GatewayKind::Paydunya,
        account: "dakar".to_owned(),
        payee: "*****1111".to_owned(),
        payee_fingerprint: "f".repeat(64),
        amount: Amount::new(4_500, Currency::Xof).unwrap(),
        why: "fournisseur".to_owned(),
        environment: Environment::Test,
        state: PayoutState::Sending,
        reason: None,
        gateway_reference: None,
        settled_why: None,
        created_at: at(1),
        updated_at: at(1),
    }
}

/// So much given back out of the drawer.
pub(crate) fn given_back(seed: u8, minor: i64) -> GivenBack {
    GivenBack {
        refund_id: RefundId::minted(at(900), &[seed; 10]),
        amount: Amount::new(minor, Currency::Xof).unwrap(),
        how: How::Cash,
        why: "pagne décousu".to_owned(),
    }
}

pub(crate) fn gateway_reference(order: &Order) -> String {
    format!("GATE-{}", &order.reference.as_str()[20..])
}

pub(crate) fn due(issued_at: Timestamp) -> ReceiptDue {
    let shop = Shop::default();
    ReceiptDue { series: Series::of(&shop, Environment::Live, 2027), shop, issued_at }
}

pub(crate) struct Till {
    pub(crate) ledger: Ledger,
    pub(crate) dir: TempDir,
    pub(crate) seconds: i64,
    pub(crate) note: Option<String>,
    minted: u8,
}

impl Till {
    pub(crate) fn new() -> Self {
        Self::in_folder(tempfile::tempdir().unwrap())
    }

    pub(crate) fn in_folder(dir: TempDir) -> Self {
        Self::over(try_open(dir.path()).unwrap(), dir)
    }

    pub(crate) fn over(ledger: Ledger, dir: TempDir) -> Self {
        Self { ledger, dir, seconds: 0, note: None, minted: 0 }
    }

    pub(crate) fn now(&mut self) -> Timestamp {
        self.seconds += 10;
        at(self.seconds)
    }

    pub(crate) fn sale(&mut self) -> Sale {
        let now = self.now();
        self.minted += 1;
        Sale {
            sale_id: SaleId::minted(now, &[self.minted; 10]),
            amount: Amount::new(12_500, Currency::Xof).unwrap(),
            lines: vec![Line { name: "pagne".to_owned(), quantity: 2, unit_price_minor: 6_250 }],
            taxes: Vec::new(),
            opened_at: now,
        }
    }

    pub(crate) fn order(&mut self, sale: &Sale) -> Order {
        let now = self.now();
        self.minted += 1;
        Order {
            payment_id: PaymentId::minted(now, &[self.minted; 10]),
            sale_id: sale.sale_id,
            reference: self.ledger.next_reference().unwrap(),
            gateway: GatewayKind::PaygateGlobal,
            account: "boutique".to_owned(),
            key_fingerprint: "ABC234".to_owned(),
            method: Method::Push,
            network: Some(Network::TgTmoney),
            payer: Some("****3456".to_owned()),
            amount: sale.amount,
            environment: Environment::Live,
            note: self.note.clone(),
            retry_of: None,
            double_accepted: false,
            cashier: None,
            created_at: now,
        }
    }

    /// Another payment of `sale`.
    pub(crate) fn record_for(&mut self, sale: &Sale) -> Payment {
        let order = self.order(sale);
        self.ledger.record(sale, &order, &confidential(), "fingerprint").unwrap()
    }

    /// A payment of a sale of its own.
    pub(crate) fn record(&mut self) -> Payment {
        let sale = self.sale();
        self.record_for(&sale)
    }

    /// A sale of its own that was settled in cash.
    pub(crate) fn tendered(&mut self) -> TenderId {
        let (sale, now) = (self.sale(), self.now());
        let tender_id = TenderId::minted(now, &[self.minted; 10]);
        let taken = Taken { tender_id, how: How::Cash, note: None };
        self.ledger.tender(&sale, Environment::Live, taken, &due(now)).unwrap();
        tender_id
    }

    /// `payment`, recorded in `state`, which needs neither proof nor receipt.
    pub(crate) fn moved(&mut self, payment: &Payment, state: State) -> Payment {
        let now = self.now();
        let ended_at = (state.standing() == Standing::SoftEnd).then_some(now);
        let payment = Payment { state, ended_at, updated_at: now, ..payment.clone() };
        let decisions = [(State::ResolvedUnpaid, Decision::Unpaid), (State::ResolvedRefunded, Decision::Refunded)];
        let decision = decisions.into_iter().find_map(|(settled, decision)| (state == settled).then_some(decision));
        match decision {
            Some(decision) => self.ledger.settle(&payment, &settlement(decision), None).unwrap(),
            None => self.ledger.change(&payment, None, None).unwrap(),
        };
        payment
    }

    /// `payment`, proven and paid with its receipt.
    pub(crate) fn pay(&mut self, payment: &Payment) -> Payment {
        let now = self.now();
        let evidence = Evidence { report: report(&payment.order, Word::Paid), read_at: now };
        let payment = Payment {
            state: State::Paid,
            gateway_reference: Some(gateway_reference(&payment.order)),
            operator_reference: evidence.report.operator_reference.clone(),
            updated_at: now,
            ..payment.clone()
        };
        let due = ReceiptDue { shop: self.ledger.shop().unwrap(), ..due(now) };
        self.ledger.change(&payment, Some(&evidence), Some(&due)).unwrap().unwrap();
        payment
    }

    /// A payment that went all the way.
    pub(crate) fn paid(&mut self) -> Payment {
        let payment = self.record();
        let payment = self.moved(&payment, State::Sending { resent: false });
        let payment = self.moved(&payment, State::Pending);
        self.pay(&payment)
    }

    /// A till of a later day, in a folder that has a ledger: its ids are none of those that are there.
    pub(crate) fn later_in(dir: TempDir) -> Self {
        Self { seconds: 6_000, minted: 100, ..Self::in_folder(dir) }
    }

    /// The same till after the program ended and began again.
    pub(crate) fn reopened(self) -> Self {
        let Self { ledger, dir, seconds, note, minted } = self;
        drop(ledger);
        let ledger = try_open(dir.path()).unwrap();
        Self { ledger, dir, seconds, note, minted }
    }
}
