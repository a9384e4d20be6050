//! Payments in the order of their days, each through its whole course.

use comptoir_core::evidence::{Evidence, Question, Report, Told, Word};
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::money::{Amount, AmountError, Currency};
use comptoir_core::order::{Confidential, Environment, Line, Order, Sale};
use comptoir_core::payment::{Payment, Settlement};
use comptoir_core::phone::PayerNumber;
use comptoir_core::printer::PrintOutcome;
use comptoir_core::receipt::Series;
use comptoir_core::schedule::{WATCH, may_be_right};
use comptoir_core::shop::Shop;
use comptoir_core::state::{Standing, State};
use comptoir_ledger::{Ledger, LedgerError, ReceiptDue};
use jiff::{SignedDuration, Timestamp};

use crate::chance::Dice;
use crate::course::{self, Step};
use crate::goods;
use crate::shop::{PAGES, PUSH, Way};

const DAYS: u64 = 730;
const OPENS_HOUR: u64 = 8;
const OPEN_SECONDS: u64 = 12 * 3_600;
const DAY_SECONDS: u64 = 86_400;

/// So many payments are durable together.
const IN_ONE_GO: u64 = 5_000;

/// The last payments are of the last minutes.
const OF_THE_LAST_MINUTES: u64 = 20;

const PRINTER: &str = "Caisse";

pub(crate) struct Sower {
    dice: Dice,
    now: Timestamp,
    payments: u64,
    shop: Shop,
    /// A payment that did not come to its end, whose sale the next one may try again.
    failed: Option<(Sale, PaymentId)>,
}

impl Sower {
    pub(crate) fn new(seed: u64, now: Timestamp, payments: u64) -> Self {
        Self { dice: Dice::of(seed), now, payments, shop: Shop::default(), failed: None }
    }

    /// Writes all payments into `ledger`, and tells after each part how many there are.
    pub(crate) fn sow(&mut self, ledger: &mut Ledger, told: impl Fn(u64)) -> Result<(), LedgerError> {
        self.shop = ledger.shop()?;
        let mut sown = 0;
        while sown < self.payments {
            let end = (sown + IN_ONE_GO).min(self.payments);
            ledger.in_bulk(|ledger| (sown..end).try_for_each(|place| self.payment(ledger, place)))?;
            sown = end;
            told(sown);
        }
        ledger.forget_confidential(self.now)
    }

    /// When the payment at `place` is taken: in the hours of the shop, spread over two years.
    fn taken_at(&mut self, place: u64) -> Timestamp {
        let left = self.payments - place;
        if left <= OF_THE_LAST_MINUTES {
            return self.before_now(left * 60 + 30);
        }
        let open = DAYS * OPEN_SECONDS;
        let each = (open / self.payments).max(1);
        let at = (open / self.payments * place + open % self.payments * place / self.payments + self.dice.throw() % each)
            .min(open - 1);
        let (days_ago, second) = (DAYS - at / OPEN_SECONDS, OPENS_HOUR * 3_600 + at % OPEN_SECONDS);
        let since_midnight = u64::try_from(self.now.as_second()).unwrap_or(0) % DAY_SECONDS;
        self.before_now(since_midnight + days_ago * DAY_SECONDS - second)
    }

    fn before_now(&self, seconds: u64) -> Timestamp {
        let ago = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(0));
        self.now.checked_sub(ago).unwrap_or(self.now)
    }

    fn payment(&mut self, ledger: &mut Ledger, place: u64) -> Result<(), LedgerError> {
        let at = self.taken_at(place);
        let left = self.payments - place - 1;
        let drawn = course::of(left, self.dice.throw() % 1_000);
        // A soft end of before the first version is taken for one that a wrong clock has dated, and asked about at every start.
        let course = if drawn.ends_softly() && !may_be_right(at) { course::UNSENT } else { drawn };
        let (sale, way, retry_of) = self.sale(at)?;
        let order = self.order(ledger, at, &sale, way, retry_of)?;
        let mut payment = ledger.record(&sale, &order, &Confidential::default(), "seed")?;
        let mut after = SignedDuration::ZERO;
        for step in course.steps {
            after += SignedDuration::from_secs(i64::try_from(self.dice.between(1, 20)).unwrap_or(1));
            payment.updated_at = at.checked_add(after).unwrap_or(self.now).min(self.now);
            self.step(ledger, &mut payment, *step, way)?;
        }
        self.ended(ledger, &payment)?;
        self.failed = (payment.state.standing() == Standing::SoftEnd).then_some((sale, payment.order.payment_id));
        Ok(())
    }

    /// A new sale, or the one before once more.
    fn sale(&mut self, at: Timestamp) -> Result<(Sale, &'static Way, Option<PaymentId>), LedgerError> {
        let again = self.dice.happens(400);
        if let Some((sale, retry_of)) = self.failed.take().filter(|(sale, _)| again && sale.amount.currency() == Currency::Xof) {
            return Ok((sale, &PUSH, Some(retry_of)));
        }
        let way = if self.dice.happens(500) { &PUSH } else { self.dice.one_of(&PAGES).unwrap_or(&PUSH) };
        let currency = self.dice.one_of(way.currencies).copied().unwrap_or(Currency::Xof);
        let lines = if currency == Currency::Xof && self.dice.happens(400) { goods::lines(&mut self.dice) } else { Vec::new() };
        let amount = self.amount(currency, &lines).map_err(|_| LedgerError::Forbidden("an amount that is none"))?;
        let sale_id = SaleId::minted(at, &self.dice.ten());
        Ok((Sale { sale_id, amount, lines, taxes: Vec::new(), opened_at: at }, way, None))
    }

    fn amount(&mut self, currency: Currency, lines: &[Line]) -> Result<Amount, AmountError> {
        let of_lines = lines.iter().filter_map(Line::total_minor).sum();
        let minor = match currency {
            _ if !lines.is_empty() => of_lines,
            Currency::Usd | Currency::Cdf => i64::try_from(self.dice.between(150, 25_000)).unwrap_or(150),
            Currency::Xof | Currency::Xaf | Currency::Gnf => i64::try_from(self.dice.between(4, 2_400)).unwrap_or(4) * 25,
        };
        Amount::new(minor, currency)
    }

    fn order(
        &mut self,
        ledger: &Ledger,
        at: Timestamp,
        sale: &Sale,
        way: &Way,
        retry_of: Option<PaymentId>,
    ) -> Result<Order, LedgerError> {
        let digits = format!("9{:07}", self.dice.throw() % 10_000_000);
        let payer = PayerNumber::as_typed(&digits).map_err(|_| LedgerError::Forbidden("a number that is none"))?;
        Ok(Order {
            payment_id: PaymentId::minted(at, &self.dice.ten()),
            sale_id: sale.sale_id,
            reference: ledger.next_reference()?,
            gateway: way.gateway,
            account: way.account.to_owned(),
            key_fingerprint: "SEED23".to_owned(),
            method: way.method,
            network: self.dice.one_of(way.networks).copied(),
            payer: Some(payer.masked()),
            amount: sale.amount,
            environment: Environment::Training,
            note: goods::note(&mut self.dice),
            retry_of,
            double_accepted: false,
            cashier: None,
            created_at: at,
        })
    }

    fn step(&mut self, ledger: &mut Ledger, payment: &mut Payment, step: Step, way: &Way) -> Result<(), LedgerError> {
        let at = payment.updated_at;
        match step {
            Step::Moves(state, reason) => {
                (payment.state, payment.reason) = (state, reason);
                if state == State::Pending {
                    payment.gateway_reference = Some(format!("{}{:09}", way.operator, self.dice.throw() % 1_000_000_000));
                    payment.amount_bound = true;
                }
                payment.ended_at = (state.standing() == Standing::SoftEnd).then_some(at);
                ledger.change(payment, None, None)?;
            }
            Step::Proven(state) => {
                payment.operator_reference = Some(format!("{:010}", self.dice.throw() % 10_000_000_000));
                let evidence = Evidence { report: proof(payment), read_at: at };
                (payment.state, payment.reason) = (state, None);
                ledger.change(payment, Some(&evidence), self.due(ledger, payment)?.as_ref())?;
            }
            Step::Settled(state, decision) => {
                let operator_reference = Some(format!("{:010}", self.dice.throw() % 10_000_000_000));
                payment.operator_reference.clone_from(&operator_reference);
                payment.state = state;
                let why = "vu sur le relevé de l’opérateur".to_owned();
                let settlement = Settlement { decision, why, operator_reference };
                ledger.settle(payment, &settlement, self.due(ledger, payment)?.as_ref())?;
            }
        }
        Ok(())
    }

    /// The receipt of a payment that has become paid.
    fn due(&self, ledger: &Ledger, payment: &Payment) -> Result<Option<ReceiptDue>, LedgerError> {
        if !matches!(payment.state, State::Paid | State::ResolvedPaid) {
            return Ok(None);
        }
        // The default zone is UTC all year round, and another one is wrong by hours at the turn of the year only.
        let year = payment.updated_at.to_zoned_datetime(jiff::tz::TimeZone::UTC).year();
        let series = Series::of(&self.shop, payment.order.environment, year).in_epoch(ledger.epoch()?);
        Ok(Some(ReceiptDue { series, shop: self.shop.clone(), issued_at: payment.updated_at }))
    }

    /// What follows the end: papers of a receipt; the last question about a soft end, so that no start asks about thousands.
    fn ended(&mut self, ledger: &mut Ledger, payment: &Payment) -> Result<(), LedgerError> {
        let (id, at) = (payment.order.payment_id, payment.updated_at);
        if matches!(payment.state, State::Paid | State::ResolvedPaid) && self.dice.happens(300) {
            let papers = if self.dice.happens(100) { 2 } else { 1 };
            for _ in 0..papers {
                let print = ledger.begin_print(at, id, None, PRINTER)?;
                ledger.end_print(at, id, print.place, PrintOutcome::Printed)?;
            }
        }
        let watch = SignedDuration::try_from(WATCH).unwrap_or(SignedDuration::MAX);
        if payment.state.standing() == Standing::SoftEnd
            && let Ok(last) = at.checked_add(watch)
            && last <= self.now
        {
            ledger.note_question(id, last)?;
            ledger.note_answer(id, None)?;
        }
        Ok(())
    }
}

/// A report with all that any gateway must state.
fn proof(payment: &Payment) -> Report {
    let order = &payment.order;
    Report {
        question: Question::ByReference,
        word: Word::Paid,
        reference: Told::That(order.reference.to_string()),
        gateway_reference: payment.gateway_reference.clone().map_or(Told::Nothing, Told::That),
        operator_reference: payment.operator_reference.clone(),
        amount_minor: Told::That(order.amount.minor()),
        currency: Told::That(order.amount.currency()),
        environment: Told::That(order.environment),
        paid_at: None,
        means: None,
        cause: None,
        receipt_url: None,
        seal: None,
        difference: None,
        digest: "00".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use comptoir_ledger::{Birth, Filter, FolderLock};

    use super::*;

    #[test]
    fn what_is_sown_is_sound_has_every_state_and_is_of_two_years() {
        let dir = tempfile::tempdir().unwrap();
        let now: Timestamp = "2026-11-27T16:30:00Z".parse().unwrap();
        let lock = FolderLock::try_take(dir.path()).unwrap().unwrap();
        let birth = Birth { folder_id: "seed".to_owned(), identifier_secret: [7; 32], at: now };
        let mut ledger = Ledger::open(dir.path(), lock, birth).unwrap();
        Sower::new(1, now, 400).sow(&mut ledger, |_| {}).unwrap();
        Sower::new(2, now, 30).sow(&mut ledger, |_| {}).unwrap();
        assert_eq!(ledger.verify().unwrap(), []);
        let payments = ledger.list(&Filter { limit: 1_000, ..Filter::default() }).unwrap();
        assert_eq!(payments.len(), 430);
        let states: BTreeSet<_> = payments.iter().map(|payment| payment.state.code()).collect();
        assert_eq!(states, State::CODES.into_iter().collect());
        assert!(payments.iter().all(|payment| payment.order.environment == Environment::Training && payment.updated_at <= now));
        let first = payments.iter().map(|payment| payment.order.created_at).min().unwrap();
        assert!(now.duration_since(first).as_hours() > 24 * 720, "{first}");
        let watched = ledger.watched(now).unwrap();
        assert!(watched.len() < 40, "a start asks about {} payments", watched.len());
        let currencies: BTreeSet<_> = payments.iter().map(|payment| payment.order.amount.currency()).collect();
        assert!(currencies.contains(&Currency::Usd) && currencies.contains(&Currency::Xof));
    }
}
