//! A shop's counter: what is sold and paid there, as the engine would hand it to the ledger.

use std::collections::BTreeMap;

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Report, Told, Word};
use comptoir_core::ids::{PaymentId, PayoutId, SaleId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::{Confidential, CustomerField, Environment, GatewayKind, Line, Method, Order, Sale};
use comptoir_core::payment::{Decision, Effect, Event, Moment, Payment, Settlement, step};
use comptoir_core::payout::{Payout, PayoutState};
use comptoir_core::phone::PayerNumber;
use comptoir_core::receipt::Series;
use comptoir_core::shop::Shop;
use comptoir_ledger::{Birth, Ledger, LedgerError, ReceiptDue, StoredAccount};
use jiff::Timestamp;

use comptoir_tests::dice::Dice;
use comptoir_tests::samples::{self, at};

/// What the ledger is born with.
pub(crate) fn birth() -> Birth {
    Birth { folder_id: "folder-1".to_owned(), identifier_secret: [7; 32], at: at(0) }
}

/// The shop's account under this name.
pub(crate) fn account(name: &str) -> StoredAccount {
    StoredAccount {
        name: name.to_owned(),
        gateway: GatewayKind::PaygateGlobal,
        fields: BTreeMap::from([("page".to_owned(), "off".to_owned())]),
        base_url: Some("http://127.0.0.1:9".to_owned()),
        key_fingerprint: "ABC234".to_owned(),
    }
}

/// A report about `order` that proves what it says.
pub(crate) fn report(order: &Order, word: Word) -> Report {
    Report {
        gateway_reference: Told::That(gateway_reference(order)),
        operator_reference: Some("OPER-7034872".to_owned()),
        ..samples::report(order, word)
    }
}

/// The gateway's own number of a payment.
pub(crate) fn gateway_reference(order: &Order) -> String {
    format!("GATE-{}", &order.reference.as_str()[20..])
}

/// A counter with its clock and its customers, which dice decide.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    pub(crate) dice: Dice,
    seconds: i64,
}

impl Counter {
    /// A counter whose clock stands at `seconds`.
    pub(crate) const fn of(dice: Dice, seconds: i64) -> Self {
        Self { dice, seconds }
    }

    /// Lets time pass.
    pub(crate) const fn wait(&mut self, seconds: i64) {
        self.seconds += seconds;
    }

    /// The time, ten seconds after it was asked for last.
    pub(crate) fn now(&mut self) -> Timestamp {
        self.seconds += 10;
        at(self.seconds)
    }

    /// A sale of one line.
    pub(crate) fn sale(&mut self) -> Sale {
        let (opened_at, unit_price_minor) = (self.now(), 5 + self.dice.below(9_000) as i64);
        Sale {
            sale_id: SaleId::minted(opened_at, &self.dice.ten()),
            amount: Amount::new(2 * unit_price_minor, Currency::Xof).unwrap(),
            lines: vec![Line { name: "pagne".to_owned(), quantity: 2, unit_price_minor }],
            taxes: Vec::new(),
            opened_at,
        }
    }

    /// Records a payment of `sale`, under the ledger's next reference.
    ///
    /// # Errors
    /// What keeps the ledger from it.
    pub(crate) fn record(&mut self, ledger: &mut Ledger, sale: &Sale) -> Result<Payment, LedgerError> {
        let created_at = self.now();
        let id = PaymentId::minted(created_at, &self.dice.ten());
        let way = (GatewayKind::PaygateGlobal, Method::Push);
        let order = samples::order(way, id, sale.sale_id, ledger.next_reference()?, created_at);
        let order = Order { amount: sale.amount, ..order };
        let confidential = Confidential {
            payer: Some(PayerNumber::as_typed("90123456").unwrap()),
            customer: BTreeMap::from([(CustomerField::Email, "afi@example.org".to_owned())]),
        };
        ledger.record(sale, &order, &confidential, "fingerprint")
    }

    /// Lets `event` happen to `payment`, and makes durable what the machine says of it; nothing if it says nothing.
    ///
    /// # Errors
    /// What keeps the ledger from it.
    pub(crate) fn happen(
        &mut self,
        ledger: &mut Ledger,
        payment: &Payment,
        event: &Event,
    ) -> Result<Option<Payment>, LedgerError> {
        let (sale, id) = (payment.order.sale_id, payment.order.payment_id);
        let now = self.now();
        let sale_settled = ledger.sale_settled_but_for(sale, id)?;
        let moment = Moment { now, sale_settled, contested: ledger.contested(sale, id)? };
        let (next, effects) = step(payment, event, &moment);
        for effect in effects {
            if let Effect::Record { evidence, receipt } = effect {
                let shop = Shop::default();
                let due =
                    receipt.then(|| ReceiptDue { series: Series::of(&shop, Environment::Live, 2027), shop, issued_at: now });
                if let Event::Decide(decision) = event {
                    ledger.settle(&next, &settlement(*decision), due.as_ref())?;
                } else {
                    ledger.change(&next, evidence.as_deref(), due.as_ref())?;
                }
                return Ok(Some(next));
            }
        }
        Ok(None)
    }

    /// Something that may happen to a payment; half of the time what a payment that goes well needs next.
    pub(crate) fn event(&mut self, payment: &Payment) -> Event {
        let order = &payment.order;
        let answered = |word| Event::Answered(Box::new(report(order, word)));
        let created = Event::Created { gateway_reference: gateway_reference(order), page_url: None };
        if self.dice.happens(50) {
            return match payment.state.code() {
                "recorded" => Event::Send,
                "sending" => created,
                "late_paid" => Event::Accept,
                _ => answered(Word::Paid),
            };
        }
        let mut other_amount = report(order, Word::Paid);
        other_amount.amount_minor = Told::That(100);
        let reason = Reason::TimedOut;
        let events = [
            Event::Drop,
            created,
            Event::CreateRefused(reason),
            Event::ReferenceKnown,
            Event::NotSent(reason),
            Event::CreateUnanswered(reason),
            answered(Word::Pending),
            answered(Word::Declined),
            answered(Word::Expired),
            Event::Answered(Box::new(other_amount)),
            Event::NotKnown,
            Event::Unanswered(reason),
            Event::Cancel,
            Event::Resend,
            Event::Accept,
            Event::Decide(self.dice.one_of(&Decision::ALL)),
        ];
        self.dice.one_of(&events)
    }

    /// A payout that is under way.
    pub(crate) fn payout(&mut self) -> Payout {
        let now = self.now();
        Payout {
            payout_id: PayoutId::minted(now, &self.dice.ten()),
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
            created_at: now,
            updated_at: now,
        }
    }
}

/// The owner's decision, with its words.
fn settlement(decision: Decision) -> Settlement {
    Settlement { decision, why: "seen in the merchant pages".to_owned(), operator_reference: Some("OPER-1".to_owned()) }
}
