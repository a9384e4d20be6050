//! What a computer does to a program: it stops it anywhere, sleeps, and shows a wrong time.

use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

use comptoir_core::order::Method;
use comptoir_engine::ports::Clock;
use futures::future::{Either, join_all, select};
use jiff::SignedDuration;

use crate::counter::Taken;
use crate::cover::{meets, row_of};
use crate::eyes::kind_of;
use crate::life::Life;
use crate::world::fuse::Point;

/// Where a program dies that is made to die at a certain point, each often enough to be met.
pub(crate) const DEATHS: [Point; 8] = [
    Point::Told("recorded"),
    Point::Told("sending"),
    Point::Leaves { creates: true },
    Point::Answered { creates: true, paid: false },
    Point::Told("pending"),
    Point::Leaves { creates: false },
    Point::Answered { creates: false, paid: true },
    Point::Told("paid"),
];

/// Wrong times: from ten years ago to ten years ahead.
const WRONG: [i64; 10] = [-315_360_000, -31_536_000, -90_000, -7_200, -61, 0, 61, 7_200, 90_000, 315_360_000];

impl Life {
    /// The program is started again.
    pub(crate) fn restarts(&mut self) {
        self.world.reopen();
    }

    /// The program died in the middle of taking a payment: what it finds when it starts again must be what was on disk.
    pub(crate) fn died(&mut self, point: Point, taken: &Taken) {
        let before = self.world.engine().view(taken.id).ok();
        let pause = self.dice.one_of(&[0, 1, 60, 600, 20_000]);
        self.world.clock.pass(Duration::from_secs(pause));
        self.restarts();
        let Some(before) = before else { return };
        let kind = kind_of(before.gateway);
        let stored_page = before.state == "pending" && before.page_url.is_some();
        let Some(row) = row_of(point, kind, stored_page) else { return };
        meets(&mut self.cover, row);
        let after = self.world.view(taken.id);
        match row {
            "A2" if before.state == "recorded" && after.state != "abandoned_unsent" => {
                self.wrong(format!("{}: was recorded, and the next start makes it {}", after.reference, after.state));
            }
            "A6" if taken.method == Method::Page && before.state == "pending" => {
                let page = self.world.run(self.world.engine().page(taken.id)).unwrap();
                if page.is_none_or(|page| before.page_url.is_some_and(|stored| stored != page.with_key())) {
                    self.wrong(format!("{}: its page is not the one that was stored", after.reference));
                }
            }
            // It may have been another payment of the sale that was told.
            "A9" if before.state == "paid" && (after.state, after.receipt_number.is_some()) != ("paid", true) => {
                self.wrong(format!("{}: was told paid, and is {} without a receipt", after.reference, after.state));
            }
            _ => {}
        }
    }

    /// The till is open for a while and does what it does by itself.
    pub(crate) fn keeps_watch(&mut self, time: Duration) {
        let engine = self.world.engine();
        let ids = engine.unsettled().unwrap();
        let watching = async {
            let watches = pin!(join_all(ids.iter().map(|id| engine.keep_watch(*id))));
            match select(watches, self.world.clock.sleep(time)).await {
                Either::Left((ended, _)) => ended.into_iter().for_each(|watch| watch.expect("a watch that ends well")),
                Either::Right(_) => {}
            }
        };
        let known = self.world.wire.heard_count();
        self.world.run(watching);
        // All that the schedule asks while a payment is young, and one question in five minutes later, each a fifth earlier.
        let most = 70 + time.as_secs() / 240;
        for (name, times) in self.asked_since(known) {
            if times > most {
                self.wrong(format!("{name}: was asked about {times} times in {time:?}"));
            }
        }
    }

    /// How often each payment was asked about after the first `known` requests.
    fn asked_since(&self, known: usize) -> BTreeMap<String, u64> {
        let mut asked = BTreeMap::new();
        for heard in self.world.wire.heard_since(known) {
            *asked.entry(heard.name).or_default() += 1;
        }
        asked
    }

    /// The lid is closed on an open till, and opened again: what is due is asked about, and no more than that.
    pub(crate) fn sleeps(&mut self) {
        let asleep = Duration::from_secs(self.dice.between(60, 200_000));
        let counts = self.dice.happens(50);
        let begins = Duration::from_millis(self.dice.between(100, 20_000));
        let engine = self.world.engine();
        let ids = engine.unsettled().unwrap();
        let mut known = 0;
        let night = async {
            let watches = pin!(join_all(ids.iter().map(|id| engine.keep_watch(*id))));
            let machine = pin!(async {
                self.world.clock.sleep(begins).await;
                if counts {
                    self.world.clock.pass(asleep)
                } else {
                    self.world.clock.suspend(asleep)
                }
                known = self.world.wire.heard_count();
                self.world.clock.sleep(Duration::from_secs(4)).await;
            });
            select(watches, machine).await;
        };
        self.world.run(night);
        let asked = if known == 0 { BTreeMap::new() } else { self.asked_since(known) };
        for (name, times) in asked {
            if times > 2 {
                self.wrong(format!("{name}: was asked about {times} times in four seconds after waking up"));
            }
        }
        meets(&mut self.cover, "A13");
    }

    /// The wall clock shows another time, which may be the right one.
    pub(crate) fn clock_jumps(&mut self) {
        let by = if self.dice.happens(10) {
            // An empty battery: 1970.
            -SignedDuration::from_millis(self.world.clock.truth_ms())
        } else {
            SignedDuration::from_secs(self.dice.one_of(&WRONG))
        };
        self.clock_goes_wrong(by);
        meets(&mut self.cover, "D1");
    }

    pub(crate) fn clock_goes_wrong(&mut self, by: SignedDuration) {
        self.wrong_since.push((self.world.clock.truth_ms(), by));
        self.world.clock.go_wrong(by);
    }
}
