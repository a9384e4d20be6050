//! Whole days, lived by chance: bad weather on the wire, customers of every kind, an impatient cashier, a program that stops anywhere.

use std::collections::BTreeMap;
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::order::Method;
use comptoir_engine::ports::Clock;
use comptoir_engine::{AskedPayment, Refusal};
use comptoir_practice::{Does, Which};
use jiff::SignedDuration;

use crate::dice::Dice;
use crate::invariants::{Resends, check};
use crate::world::{PHONE, World};

/// Days that every run of the tests lives.
const DAYS: u64 = 200;

/// After the last fault everything is settled within this time.
const SETTLED_WITHIN: Duration = Duration::from_hours(48);

struct Day {
    world: World,
    dice: Dice,
    taken: Vec<PaymentId>,
    resends: Resends,
}

/// A day from its seed, with its weather, its sales and the calm after them.
fn lived(seed: u64) -> Day {
    let mut world = World::of(seed);
    let dice = world.dice.another();
    let mut day = Day { world, dice, taken: Vec::new(), resends: Resends::new() };
    let weather = day.dice.one_of(&[0, 10, 30, 60]);
    day.world.wire.storm(weather);
    for _ in 0..day.dice.between(3, 6) {
        day.sell();
        for _ in 0..day.dice.between(0, 4) {
            day.something_happens();
        }
    }
    day.settle();
    day
}

impl Day {
    fn sell(&mut self) {
        let ending = self.dice.one_of(&[0, 0, 5, 10, 15, 50]);
        let method = self.dice.one_of(&[Method::Push, Method::Push, Method::Push, Method::Page]);
        let asked = AskedPayment {
            amount: (self.dice.between(1, 999) * 100 + ending).to_string(),
            method: Some(method),
            phone: Some(PHONE.to_owned()),
            ..AskedPayment::default()
        };
        self.take(asked);
    }

    /// Takes a payment, scans its page and waits a while, unless the program stops before.
    fn take(&mut self, asked: AskedPayment) {
        let mut random = [0; 10];
        random.fill_with(|| self.dice.throw().to_le_bytes()[0]);
        let id = PaymentId::minted(self.world.clock.now(), &random);
        let asked = AskedPayment { payment_id: Some(id), ..asked };
        let patience = Duration::from_secs(self.dice.between(0, 240));
        let scans = self.dice.happens(80).then(|| self.dice.one_of(&[100, 100, 100, 99]));
        let steps = if self.dice.happens(30) { self.dice.between(0, 40) } else { 100_000 };
        let world = &self.world;
        let taking = async {
            world.engine().start(&asked).await?;
            if let (Some(percent), Some(page)) = (scans, world.engine().page(id).await?) {
                let minor = world.engine().view(id)?.amount_minor;
                let amount = |minor| format!("amount={minor}&");
                let address = page.with_key().replace(&amount(minor), &amount((minor * percent / 100).max(1)));
                drop(world.gateway.customer_scans(&address, world.clock.truth_ms()));
            }
            world.engine().wait(id, world.later(patience)).await
        };
        let outcome = world.clock.run_for(steps as usize, taking);
        match outcome {
            Some(outcome) => allowed(outcome, &[Code::EarlierPaymentAlive, Code::SaleSettled]),
            None => self.stopped(id),
        }
        if self.world.engine().ledger().payment(id).unwrap().is_some() {
            self.taken.push(id);
        }
    }

    /// Whoever waited does so no longer: only the waiting is stopped, or the whole program.
    fn stopped(&mut self, id: PaymentId) {
        if self.dice.happens(40) && self.world.engine().view(id).is_ok() {
            self.world.engine().let_go(id).unwrap();
        } else {
            self.world.clock.pass(Duration::from_secs(self.dice.between(0, 600)));
            self.world.reopen();
        }
    }

    fn something_happens(&mut self) {
        let Some(&id) = self.taken.get(self.dice.between(0, 9) as usize) else { return };
        match self.dice.between(0, 9) {
            0 => allowed(self.world.run(self.world.engine().ask_once(id)), &[]),
            1 => allowed(self.world.engine().cancel(id), &[]),
            2 => allowed(self.world.engine().accept(id), &[Code::NotAcceptable]),
            3 => self.send_again(id),
            4 => self.retry(id),
            5 => self.world.resume(),
            6 => self.customer_thinks_again(id),
            7 => self.world.reopen(),
            8 => self.world.clock.pass(Duration::from_secs(self.dice.between(1, 10_800))),
            _ => self.world.clock.jump(SignedDuration::from_secs(self.dice.between(0, 14_400) as i64 - 7_200)),
        }
    }

    fn send_again(&mut self, id: PaymentId) {
        for _ in 0..2 {
            self.world.ask_after(Duration::from_secs(6), id);
        }
        let outcome = self.world.run(self.world.engine().resend(id));
        if outcome.is_ok() {
            *self.resends.entry(self.world.view(id).reference).or_default() += 1;
        }
        allowed(outcome, &[Code::ResendNotSafe]);
    }

    fn retry(&mut self, id: PaymentId) {
        let amount = self.world.view(id).amount_minor.to_string();
        let accept_double = self.dice.happens(50);
        self.take(AskedPayment {
            amount,
            method: Some(Method::Push),
            phone: Some(PHONE.to_owned()),
            retry_of: Some(id),
            accept_double,
            ..AskedPayment::default()
        });
    }

    /// The customer pays after all. Who has paid already, or was never asked, does nothing.
    fn customer_thinks_again(&self, id: PaymentId) {
        let reference = self.world.view(id).reference;
        let does = Does::Pays { amount: None };
        drop(self.world.gateway.customer(Which::Identifier(&reference), does, self.world.clock.truth_ms()));
    }

    /// The weather clears up, and the till asks again: at its start, through the day, and at its closing. Some tills stay open and go
    /// on by themselves.
    fn settle(&mut self) {
        self.world.wire.fair();
        self.world.clock.pass(Duration::from_mins(2));
        self.world.reopen();
        let start = self.world.clock.elapsed();
        let stays_open = self.dice.happens(15);
        for time in [Duration::from_mins(20), Duration::from_hours(10), SETTLED_WITHIN] {
            let until = if stays_open { start + time } else { self.world.clock.elapsed() };
            self.world.run(self.world.engine().resume(until)).unwrap();
            self.world.clock.pass((start + time).saturating_sub(self.world.clock.elapsed()));
        }
        self.world.resume();
    }
}

/// A command that was carried out, or refused for one of these reasons.
#[track_caller]
fn allowed<T>(outcome: Result<T, Refusal>, reasons: &[Code]) {
    if let Err(refusal) = outcome {
        assert!(reasons.contains(&refusal.code), "{refusal:?}");
    }
}

/// Lives the days of these seeds, which have among them payments that end in every way.
fn live_through(seeds: impl Iterator<Item = u64>) {
    let mut ends = BTreeMap::<_, usize>::new();
    for seed in seeds {
        let day = lived(seed);
        check(seed, &day.world, &day.resends);
        for id in day.taken {
            *ends.entry(day.world.state(id)).or_default() += 1;
        }
    }
    for state in ["abandoned_unsent", "declined", "expired", "held", "late_paid", "paid", "pending", "unresolved"] {
        assert!(ends.contains_key(state), "no day ends with a payment {state}: {ends:?}");
    }
}

#[test]
fn the_ledger_is_true_at_the_end_of_any_day() {
    live_through((0..DAYS).step_by(2));
}

#[test]
fn the_ledger_is_true_at_the_end_of_any_other_day() {
    live_through((1..DAYS).step_by(2));
}

#[test]
fn one_seed_lives_the_same_day_twice_to_the_byte() {
    for seed in 1_000..1_006 {
        let (first, second) = (lived(seed).world.log.text(), lived(seed).world.log.text());
        assert!(first.len() > 1_000);
        assert!(first == second, "the days of seed {seed} differ: {:?}", first.lines().zip(second.lines()).find(|(a, b)| a != b));
        assert_ne!(first, lived(seed + 100).world.log.text());
    }
}
