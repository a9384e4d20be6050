//! What a cashier does, who is in a hurry.

use std::cell::Cell;
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_engine::{AskedPayment, Refusal};
use futures::future::{join, join_all};

use crate::counter::Taken;
use crate::cover::meets;
use crate::eyes::gateway_of;
use crate::life::Life;
use crate::machine::DEATHS;
use crate::world::{PHONE, World};

/// More steps than any sale takes.
const ENDLESS: usize = 1_000_000;

/// What customers make of the amount in an address, in percent. No lie of the weather makes a right amount of a wrong one of these.
const EDITED: [i64; 6] = [100, 100, 100, 100, 98, 60];

/// How one sale goes, decided before it begins.
struct Course {
    /// The button is pressed twice.
    twice: bool,
    /// Everybody presses « vérifier maintenant ».
    impatient: bool,
    /// The customer opens the page, and pays so much of a hundred where the address lets them.
    scans: Option<i64>,
    patience: Duration,
    steps: usize,
}

impl Life {
    /// A sale, from the amount to the moment in which nobody waits for it any more.
    pub(crate) fn sells(&mut self) {
        let (gateway, method, asked) = self.sale();
        self.takes(gateway, method, &asked);
    }

    fn course(&mut self) -> Course {
        match self.dice.between(0, 9) {
            0 => self.world.fuse.light(self.dice.between(0, 14)),
            1 | 2 => self.world.fuse.light_at(self.dice.one_of(&DEATHS)),
            _ => {}
        }
        let drops = self.dice.happens(12);
        Course {
            twice: self.dice.happens(15),
            impatient: self.dice.happens(15),
            scans: self.dice.happens(80).then(|| self.dice.one_of(&EDITED)),
            patience: Duration::from_secs(self.dice.between(0, 240)),
            steps: if drops { self.dice.between(0, 40) as usize } else { ENDLESS },
        }
    }

    /// Takes a payment, unless the cashier or the program stops before.
    pub(crate) fn takes(&mut self, gateway: GatewayKind, method: Method, asked: &AskedPayment) {
        let id = asked.payment_id.expect("a payment has its name before it is asked for");
        let course = self.course();
        let reached = Cell::new(false);
        let outcome = self.world.lives(course.steps, taken(&self.world, id, asked, &course, &reached));
        let is_on_disk = self.world.engine().ledger().payment(id).unwrap().is_some();
        let taken = Taken { id, gateway, method, reached: reached.get() || method == Method::Push };
        match outcome {
            Ok(Some(outcome)) => {
                if course.twice {
                    meets(&mut self.cover, "E1");
                }
                self.allowed("a sale", outcome, &[Code::EarlierPaymentAlive, Code::SaleSettled]);
            }
            Ok(None) => self.is_left(&taken, is_on_disk),
            Err(point) => self.died(point, &taken),
        }
        if is_on_disk {
            self.taken.push(taken);
        }
    }

    /// Whoever waited does so no longer: only the waiting is stopped, or the whole program.
    fn is_left(&mut self, taken: &Taken, is_on_disk: bool) {
        if !is_on_disk {
            let known = self.world.gateways.iter().any(|gateway| {
                let reference = self.world.engine().ledger().next_reference().unwrap();
                gateway.transaction(comptoir_practice::Which::Identifier(reference.as_str())).is_some()
            });
            if known {
                self.wrong("a payment is at a gateway that was never on disk".to_owned());
            }
            meets(&mut self.cover, "A1");
        }
        if self.dice.happens(40) && is_on_disk {
            let outcome = self.world.engine().let_go(taken.id);
            self.allowed("letting go", outcome, &[]);
        } else {
            self.world.clock.pass(Duration::from_secs(self.dice.between(0, 600)));
            self.restarts();
        }
    }

    /// « Vérifier maintenant », several times at once.
    pub(crate) fn asks_now(&mut self) {
        let Some(taken) = self.some_taken() else { return };
        let times = self.dice.one_of(&[1, 1, 5]);
        let engine = self.world.engine();
        let known = self.world.wire.heard_count();
        let outcomes = self.world.run(join_all((0..times).map(|_| engine.ask_once(taken.id))));
        let asked = self.world.wire.heard_since(known).len();
        if asked > 1 {
            self.wrong(format!("{times} questions at once were asked {asked} times"));
        }
        for outcome in outcomes {
            self.allowed("a question", outcome, &[]);
        }
        meets(&mut self.cover, "E1");
    }

    pub(crate) fn cancels(&mut self) {
        let Some(taken) = self.some_taken() else { return };
        let outcome = self.world.engine().cancel(taken.id);
        self.allowed("cancelling", outcome, &[]);
    }

    pub(crate) fn accepts(&mut self) {
        let Some(taken) = self.some_taken() else { return };
        let outcome = self.world.engine().accept(taken.id);
        self.allowed("accepting", outcome, &[Code::NotAcceptable]);
    }

    pub(crate) fn sends_again(&mut self) {
        let Some(taken) = self.some_taken() else { return };
        for _ in 0..2 {
            self.world.clock.pass(Duration::from_secs(6));
            let outcome = self.world.run(self.world.engine().ask_once(taken.id));
            self.allowed("a question", outcome, &[]);
        }
        let reference = self.world.view(taken.id).reference;
        let before = self.world.wire.creates(&reference);
        let outcome = self.world.run(self.world.engine().resend(taken.id));
        // A second sending that never left was asked for all the same.
        if self.world.wire.creates(&reference) > before {
            *self.resends.entry(reference).or_default() += 1;
            meets(&mut self.cover, "sent again");
        }
        self.allowed("sending again", outcome, &[Code::ResendNotSafe]);
    }

    /// Another payment of the same sale, at the same gateway or another.
    pub(crate) fn retries(&mut self) {
        let Some(earlier) = self.some_taken() else { return };
        let elsewhere = self.dice.happens(40);
        let (gateway, method, other) = self.sale();
        let (gateway, method, other) = if elsewhere {
            (gateway, method, other)
        } else {
            (earlier.gateway, earlier.method, self.asked(earlier.gateway, earlier.method))
        };
        let asked = AskedPayment {
            amount: self.world.view(earlier.id).amount_minor.to_string(),
            retry_of: Some(earlier.id),
            accept_double: self.dice.happens(50),
            ..other
        };
        self.takes(gateway, method, &asked);
    }

    /// A prompt went to a stranger's phone, and another one goes to the right one.
    pub(crate) fn mistypes(&mut self) -> Option<Taken> {
        let amount = (self.dice.between(1, 999) * 100 + 15).to_string();
        let (gateway, method) = (GatewayKind::PaygateGlobal, Method::Push);
        let wrong = AskedPayment { amount: amount.clone(), phone: Some("90 12 34 65".to_owned()), ..self.asked(gateway, method) };
        self.takes(gateway, method, &wrong);
        let first = self.taken.last().cloned().filter(|taken| Some(taken.id) == wrong.payment_id)?;
        let outcome = self.world.engine().cancel(first.id);
        self.allowed("cancelling", outcome, &[]);
        let right = AskedPayment {
            amount,
            phone: Some(PHONE.to_owned()),
            retry_of: Some(first.id),
            accept_double: true,
            ..self.asked(gateway, method)
        };
        self.takes(gateway, method, &right);
        Some(first)
    }
}

/// What is done at the counter to take one payment.
async fn taken(world: &World, id: PaymentId, asked: &AskedPayment, course: &Course, reached: &Cell<bool>) -> Result<(), Refusal> {
    let engine = world.engine();
    if course.twice {
        let (first, second) = join(engine.start(asked), engine.start(asked)).await;
        first.and(second)?;
    } else {
        engine.start(asked).await?;
    }
    if let Some(page) = engine.page(id).await? {
        reached.set(true);
        if let Some(percent) = course.scans {
            let view = engine.view(id)?;
            // Only one gateway's page has its amount in its address.
            let amount = |minor: i64| format!("amount={minor}&");
            let edited = amount((view.amount_minor * percent / 100).max(1));
            let address = page.with_key().replace(&amount(view.amount_minor), &edited);
            drop(gateway_of(world, view.gateway).customer_scans(&address, world.clock.truth_ms()));
        }
    }
    if course.impatient {
        join_all((0..4).map(|_| engine.ask_once(id))).await.into_iter().collect::<Result<Vec<()>, Refusal>>()?;
    }
    engine.wait(id, world.later(course.patience)).await
}
