//! What is done to a till: to its ledger and to its maps.

use std::collections::BTreeMap;

use comptoir_core::code::Reason;
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{CustomerField, Environment, GatewayKind, Sale};
use comptoir_core::payment::{Decision, Effect, Event, Moment, Settlement, step};
use comptoir_core::phone::PayerNumber;
use comptoir_core::receipt::Series;
use comptoir_core::shop::Shop;
use comptoir_core::state::State;
use comptoir_ledger::{ReceiptDue, StoredAccount};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::maps::{Kept, Maps};
use super::till::{PHONES, Till, confidential};
use crate::machine::Happens;
use comptoir_tests::samples::{AMOUNT, WAYS, order};

/// Something that is done, as numbers say: which one, to whom, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act {
    pub(crate) kind: u32,
    pub(crate) whom: usize,
    pub(crate) how: usize,
}

impl Act {
    /// The act that a number makes.
    pub(crate) fn of(number: u32) -> Self {
        let part = |shift: u32, end: u32| usize::try_from((number >> shift) % end).unwrap();
        Self { kind: number % 40, whom: part(6, 64), how: part(12, 4_096) }
    }
}

impl Till {
    /// Does `act` to both, and compares what it touched.
    pub(crate) fn act(&mut self, act: Act) -> Result<(), TestCaseError> {
        self.now += i64::try_from(1 + act.how % 97).unwrap();
        let place = self.maps.payments.len().checked_sub(1).map(|last| act.whom % (last + 1));
        match (act.kind, place) {
            (0..4, _) | (_, None) => self.record(act, None)?,
            (4, Some(place)) => self.record(act, Some(place))?,
            (5..12, Some(place)) => self.happens(place, Happens::ALL[act.how % Happens::ALL.len()])?,
            (12..22, Some(place)) => self.happens(place, self.usual(place, act.how))?,
            (22, Some(place)) => self.asks(place, act)?,
            (23, Some(place)) => {
                let (id, now) = (self.maps.payments[place].payment.order.payment_id, self.moment());
                self.ledger().note_strange_word(id, now, ["nocompleted", "9"][act.how % 2]).unwrap();
                self.payment_is_equal(place)?;
            }
            (24 | 25, _) => self.account(act)?,
            (26, _) => self.particulars(act)?,
            (27 | 28, _) => self.customer(act)?,
            (29, _) => self.route(act)?,
            (30 | 31, _) => self.payout(act)?,
            (32, _) => self.forget()?,
            (33, _) => {
                self.reopen();
                self.all_is_equal()?;
            }
            (34, _) => self.now += 73 * 3_600,
            (35 | 36, Some(place)) => self.refund(place, act)?,
            (37, Some(_)) => self.close_day(act)?,
            (_, Some(place)) => self.is_refused(place, act)?,
        }
        Ok(())
    }

    fn record(&mut self, act: Act, again: Option<usize>) -> Result<(), TestCaseError> {
        let (now, count) = (self.moment(), u8::try_from(self.maps.payments.len()).unwrap());
        let sale_id = match again {
            Some(place) => self.maps.payments[place].payment.order.sale_id,
            None => SaleId::minted(now, &[count; 10]),
        };
        let sale = match self.maps.sales.iter().find(|sale| sale.sale_id == sale_id) {
            Some(sale) => sale.clone(),
            None => Sale {
                sale_id,
                amount: Amount::new(AMOUNT, Currency::Xof).unwrap(),
                lines: Vec::new(),
                taxes: Vec::new(),
                opened_at: now,
            },
        };
        let way = WAYS[act.how % WAYS.len()];
        let reference = self.next_reference();
        let order = order(way, PaymentId::minted(now, &[count; 10]), sale_id, reference, now);
        let (fingerprint, told) = (format!("fingerprint-{count}"), confidential(PHONES[act.how % PHONES.len()]));
        let payment = self.ledger().record(&sale, &order, &told, &fingerprint).unwrap();
        if again.is_none() {
            self.maps.sales.push(sale);
        }
        let kept = Kept {
            payment,
            fingerprint,
            confidential: Some(told),
            questions: 0,
            last_asked: None,
            trouble: None,
            settlement: None,
            receipt: None,
            refunds: Vec::new(),
        };
        self.maps.payments.push(kept);
        self.payment_is_equal(usize::from(count))
    }

    /// What usually happens next to a payment: otherwise few would ever be paid.
    fn usual(&self, place: usize, how: usize) -> Happens {
        let payment = &self.maps.payments[place].payment;
        match payment.state.code() {
            "recorded" if payment.order.is_sent() => Happens::Sent,
            "recorded" => Happens::Shown,
            "sending" => Happens::Acknowledged,
            "pending" => [Happens::SaysPaid, Happens::SaysPaid, Happens::CashierCancels, Happens::SaysPaidAnotherAmount][how % 4],
            "late_paid" => [Happens::PersonAccepts, Happens::OwnerSaysRefunded][how % 2],
            "unresolved" => Happens::OwnerSaysPaid,
            _ => Happens::SaysPaid,
        }
    }

    /// Something happens to a payment; what the machine wants recorded is recorded, as the engine does it.
    fn happens(&mut self, place: usize, happens: Happens) -> Result<(), TestCaseError> {
        let (now, before) = (self.moment(), self.maps.payments[place].payment.clone());
        let moment = Moment { now, sale_settled: self.maps.sale_settled(place), contested: self.maps.contested(place) };
        let event = happens.event(&before.order);
        let (after, effects) = step(&before, &event, &moment);
        let Some(Effect::Record { evidence, receipt }) = effects.first() else {
            return self.payment_is_equal(place);
        };
        let series = Series::of(&self.maps.shop, Environment::Live, 2027);
        let due = receipt.then(|| ReceiptDue { series: series.clone(), shop: self.maps.shop.clone(), issued_at: now });
        let linked = if let Event::Decide(decision) = event {
            let settlement = settlement(decision);
            let linked = self.ledger().settle(&after, &settlement, due.as_ref()).unwrap();
            self.maps.payments[place].settlement = Some(settlement);
            linked
        } else {
            self.ledger().change(&after, evidence.as_deref(), due.as_ref()).unwrap()
        };
        if *receipt {
            let number = self.maps.next_number(series.as_str());
            prop_assert_eq!(linked.map(|linked| linked.receipt.number), Some(number.clone()));
            self.maps.payments[place].receipt = Some(number);
        } else {
            prop_assert!(linked.is_none());
        }
        self.maps.payments[place].payment = after;
        self.payment_is_equal(place)
    }

    fn asks(&mut self, place: usize, act: Act) -> Result<(), TestCaseError> {
        let (id, now) = (self.maps.payments[place].payment.order.payment_id, self.moment());
        let trouble = act.how.is_multiple_of(2).then_some(Reason::TimedOut);
        self.ledger().note_question(id, now).unwrap();
        self.ledger().note_answer(id, trouble).unwrap();
        let kept = &mut self.maps.payments[place];
        (kept.questions, kept.last_asked, kept.trouble) = (kept.questions + 1, Some(now), trouble);
        self.payment_is_equal(place)
    }

    fn account(&mut self, act: Act) -> Result<(), TestCaseError> {
        let (now, name) = (self.moment(), ["boutique", "annexe", "dakar"][act.whom % 3].to_owned());
        let account = StoredAccount {
            name: name.clone(),
            gateway: GatewayKind::ALL[act.how % GatewayKind::ALL.len()],
            fields: BTreeMap::from([("country".to_owned(), "TG".to_owned())]),
            base_url: None,
            key_fingerprint: "ABC234".to_owned(),
        };
        let is_there = self.maps.accounts.contains_key(&name);
        if act.kind == 24 {
            let added = self.ledger().add_account(now, &account);
            prop_assert_eq!(added.is_ok(), !is_there);
            self.maps.accounts.entry(name).or_insert(account);
        } else {
            let removed = self.ledger().remove_account(now, &name);
            prop_assert_eq!(removed.is_ok(), is_there);
            self.maps.accounts.remove(&name);
        }
        self.shop_is_equal()
    }

    fn particulars(&mut self, act: Act) -> Result<(), TestCaseError> {
        let now = self.moment();
        if act.how.is_multiple_of(4) {
            let pin = format!("$argon2id${}", act.how);
            self.ledger().set_owner_pin(now, &pin).unwrap();
            self.maps.pin = Some(pin);
        } else {
            let name = ["Chez Élodie", "Au bon pagne", "Comptoir"][act.how % 3].to_owned();
            let shop = Shop { name, town: Some("Lomé".to_owned()), ..Shop::default() };
            self.ledger().set_shop(now, &shop).unwrap();
            self.maps.shop = shop;
        }
        self.shop_is_equal()
    }

    fn customer(&mut self, act: Act) -> Result<(), TestCaseError> {
        let (now, phone) = (self.moment(), PHONES[act.whom % PHONES.len()]);
        let number = PayerNumber::as_typed(phone).unwrap();
        if act.kind == 27 {
            let particulars = BTreeMap::from([(CustomerField::FirstName, format!("Ama {}", act.how))]);
            self.ledger().remember_customer(now, &number, &particulars).unwrap();
            self.maps.customers.insert(phone.to_owned(), particulars);
        } else {
            let forgotten = self.ledger().forget_customer(&number).unwrap();
            prop_assert_eq!(forgotten, self.maps.customers.remove(phone).is_some());
        }
        self.shop_is_equal()
    }

    fn route(&mut self, act: Act) -> Result<(), TestCaseError> {
        let (now, network) = (self.moment(), Network::ALL[act.whom % Network::ALL.len()]);
        let account = (!act.how.is_multiple_of(3)).then(|| ["boutique", "dakar"][act.how % 2]);
        self.ledger().set_route(now, network, account).unwrap();
        match account {
            Some(account) => drop(self.maps.routes.insert(network, account.to_owned())),
            None => drop(self.maps.routes.remove(&network)),
        }
        self.shop_is_equal()
    }

    fn forget(&mut self) -> Result<(), TestCaseError> {
        let now = self.moment();
        self.ledger().forget_confidential(now).unwrap();
        for kept in &mut self.maps.payments {
            kept.confidential = kept.confidential.take().filter(|_| Maps::is_of_use(&kept.payment, now));
        }
        (0..self.maps.payments.len()).try_for_each(|place| self.payment_is_equal(place))
    }
}

/// The owner's decision, with its words.
fn settlement(decision: Decision) -> Settlement {
    Settlement { decision, why: "vu sur le compte marchand".to_owned(), operator_reference: Some("OPER-1".to_owned()) }
}

/// Whether a payment has its money and its receipt.
pub(crate) const fn has_receipt(state: State) -> bool {
    matches!(state, State::Paid | State::ResolvedPaid)
}
