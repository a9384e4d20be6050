//! Some weeks of one shop, from its seed.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_engine::Refusal;
use comptoir_engine::ports::Clock;
use jiff::SignedDuration;

use crate::counter::Taken;
use crate::cover::{Cover, meets, met_on_the_wire};
use crate::eyes::{Eyes, is_unfinished};
use crate::world::World;
use crate::world::log::Log;

/// How many payments one seed takes at least.
pub(crate) const PAYMENTS: u64 = 60;

/// After the last fault everything is settled within this time.
pub(crate) const SETTLED_WITHIN: Duration = Duration::from_hours(48);

/// One shop, in the middle of its life.
pub(crate) struct Life {
    pub(crate) world: World,
    pub(crate) eyes: Arc<Eyes>,
    pub(crate) dice: comptoir_tests::dice::Dice,
    pub(crate) cover: Cover,
    pub(crate) taken: Vec<Taken>,
    /// How often each reference was sent again by a person.
    pub(crate) resends: BTreeMap<String, usize>,
    /// From when on the wall clock was wrong by how much, on a right clock.
    pub(crate) wrong_since: Vec<(i64, SignedDuration)>,
    pub(crate) wrong: Vec<String>,
    heard: usize,
}

/// What became of a seed.
pub(crate) struct Lived {
    pub(crate) payments: u64,
    pub(crate) wrong: Vec<String>,
    pub(crate) cover: Cover,
    pub(crate) log: Log,
}

/// Something that is done to a world in the middle of its life, to see whether it is seen.
pub(crate) type Plant = fn(&mut Life);

/// A life from its seed. After half of its sales `plant` is done to it.
pub(crate) fn lived(seed: u64, plant: Plant) -> Lived {
    let mut life = Life::of(seed);
    let mut planted = false;
    while (life.taken.len() as u64) < PAYMENTS {
        if life.dice.happens(30) {
            life.weather_turns();
        }
        life.sells();
        life.looks_around();
        for _ in 0..life.dice.between(0, 3) {
            life.something_happens();
            life.looks_around();
        }
        if !planted && life.taken.len() as u64 > PAYMENTS / 2 {
            plant(&mut life);
            planted = true;
        }
    }
    life.settles();
    life.looks_around();
    life.balances("48 hours after the last fault");
    if life.dice.happens(30) {
        life.a_week_later();
        life.looks_around();
        life.balances("a week later");
    }
    life.keeps_its_secrets();
    let payments = life.taken.len() as u64;
    for state in life.eyes.states() {
        meets(&mut life.cover, state);
    }
    Lived { payments, wrong: life.wrong, cover: life.cover, log: life.world.log }
}

impl Life {
    fn of(seed: u64) -> Self {
        let eyes = Arc::new(Eyes::default());
        let watcher = Arc::clone(&eyes);
        let mut world = World::of_all(seed, Arc::new(move |news, view| watcher.sees(news, view)));
        eyes.look_at(&world);
        let dice = world.dice.another();
        Self {
            world,
            eyes,
            dice,
            cover: Cover::new(),
            taken: Vec::new(),
            resends: BTreeMap::new(),
            wrong_since: Vec::new(),
            wrong: Vec::new(),
            heard: 0,
        }
    }

    /// Notes that something is not as it must be.
    pub(crate) fn wrong(&mut self, what: String) {
        self.world.log.write(self.world.clock.elapsed(), format_args!("WRONG {what}"));
        self.wrong.push(what);
    }

    /// A command that was carried out, or refused for one of these reasons.
    pub(crate) fn allowed<T>(&mut self, what: &str, outcome: Result<T, Refusal>, reasons: &[Code]) -> Option<T> {
        match outcome {
            Ok(done) => Some(done),
            Err(refusal) if reasons.contains(&refusal.code) => None,
            Err(refusal) => {
                self.wrong(format!("{what} was refused: {refusal:?}"));
                None
            }
        }
    }

    fn something_happens(&mut self) {
        match self.dice.between(0, 21) {
            0 | 1 => self.asks_now(),
            2 | 3 => self.cancels(),
            4 => self.accepts(),
            5 => self.sends_again(),
            6 | 7 => self.retries(),
            8 => self.world.resume(),
            9 | 10 => self.customer_pays_after_all(),
            11 => self.restarts(),
            12 => self.world.clock.pass(Duration::from_secs(self.dice.between(1, 10_800))),
            13 => self.clock_jumps(),
            14 => self.owner_settles(),
            15 | 16 => self.is_notified(),
            17 => self.outage(),
            18 => self.sleeps(),
            19 => self.stranger_pays(),
            _ => {
                let seconds = self.dice.between(5, 900);
                self.keeps_watch(Duration::from_secs(seconds));
            }
        }
    }

    /// What must be true between any two things that happen.
    fn looks_around(&mut self) {
        let seen = self.eyes.wrong();
        for wrong in seen {
            self.wrong(wrong);
        }
        let unfinished = self.world.engine().ledger().unfinished_sending().unwrap();
        for payment in unfinished {
            self.wrong(format!("{} is {} and nobody sends it", payment.order.reference, payment.state.code()));
        }
        let heard = self.world.wire.heard_since(self.heard);
        self.heard += heard.len();
        for heard in heard {
            meets(&mut self.cover, "requests");
            met_on_the_wire(&mut self.cover, &heard);
            let allowed = 1 + self.resends.get(&heard.name).copied().unwrap_or_default();
            let sent = self.world.wire.creates(&heard.name);
            if heard.creates && sent > allowed {
                self.wrong(format!("{} was sent {sent} times, and a person asked for {allowed}", heard.name));
            }
            if heard.creates && heard.fault.is_some() && sent == allowed {
                meets(&mut self.cover, "B6");
            }
        }
    }

    /// The weather clears up, the clock is set right, and the till asks again: at its start, through the day, and at its closing. Some
    /// tills stay open and go on by themselves. The owner looks through what no gateway can be asked about.
    fn settles(&mut self) {
        self.world.wire.fair();
        self.clock_goes_wrong(SignedDuration::ZERO);
        self.world.clock.pass(Duration::from_mins(2));
        self.restarts();
        self.owner_looks_through();
        let start = self.world.clock.elapsed();
        let elapsed = |life: &Self| life.world.clock.elapsed();
        let stays_open = self.dice.happens(15);
        for time in [Duration::from_mins(20), Duration::from_hours(10), SETTLED_WITHIN] {
            let until = if stays_open { start + time } else { elapsed(self) };
            self.world.run(self.world.engine().resume(until)).unwrap();
            self.world.clock.pass((start + time).saturating_sub(elapsed(self)));
        }
        self.world.resume();
        let unfinished = self.world.engine().ledger().watched(self.world.clock.now()).unwrap();
        for payment in unfinished {
            if is_unfinished(payment.state) {
                self.wrong(format!("{} is still {}", payment.order.reference, payment.state.code()));
            }
        }
    }

    /// Somebody pays what they could have paid days ago.
    fn a_week_later(&mut self) {
        self.world.clock.pass(Duration::from_hours(self.dice.between(1, 120)));
        for _ in 0..6 {
            self.customer_pays_after_all();
        }
        self.world.clock.pass(Duration::from_mins(1));
        self.restarts();
        self.owner_looks_through();
        for _ in 0..3 {
            self.world.resume();
            self.world.clock.pass(Duration::from_mins(10));
        }
    }
}
