//! What a network does to requests.

use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_practice::Kind;

use crate::cover::meets;
use crate::life::Life;
use crate::world::faults::{Fault, Lie, Wrong};

/// What a storm is made of: everything, and nothing that no till could see through.
pub(crate) const STORM: &[Fault] = &[
    Fault::NotSent(Reason::NameNotFound),
    Fault::NotSent(Reason::NoConnection),
    Fault::NotSent(Reason::TlsRefused),
    Fault::LostBefore,
    Fault::LostAfter,
    Fault::LostAfter,
    Fault::Cut,
    Fault::Late,
    Fault::Slow,
    Fault::Twice,
    Fault::ServerFailed { acted: false },
    Fault::ServerFailed { acted: true },
    Fault::WebPage,
    Fault::Limited(Duration::from_secs(20)),
    Fault::Limited(Duration::from_mins(4)),
    Fault::Halved,
    Fault::Huge,
    Fault::Swapped,
    Fault::Swapped,
    Fault::NotKnown,
    Fault::NotKnown,
    Fault::Says(Lie::Amount(Wrong::Zero)),
    Fault::Says(Lie::Amount(Wrong::FiveLess)),
    Fault::Says(Lie::Amount(Wrong::OneLess)),
    Fault::Says(Lie::Amount(Wrong::OneMore)),
    Fault::Says(Lie::Amount(Wrong::Twice)),
    Fault::Says(Lie::Amount(Wrong::Hundredfold)),
    Fault::Says(Lie::Currency),
    Fault::Says(Lie::Currency),
    Fault::Says(Lie::Environment),
    Fault::Says(Lie::Environment),
    Fault::Says(Lie::StrangeWord),
    Fault::Says(Lie::Without(0)),
    Fault::Says(Lie::Without(3)),
    Fault::Says(Lie::Without(5)),
    Fault::Says(Lie::Null(1)),
    Fault::Says(Lie::Null(2)),
    Fault::Says(Lie::Null(7)),
    Fault::Says(Lie::OtherType(1)),
    Fault::Says(Lie::OtherType(2)),
    Fault::Says(Lie::OtherType(6)),
    Fault::Says(Lie::Pending),
    Fault::Says(Lie::Pending),
    Fault::Says(Lie::Declined),
    Fault::Says(Lie::Expired),
];

/// How long the line, or the power, is away.
const OUTAGES: [Duration; 8] = [
    Duration::from_mins(1),
    Duration::from_mins(10),
    Duration::from_hours(1),
    Duration::from_hours(6),
    Duration::from_hours(26),
    Duration::from_hours(80),
    Duration::from_hours(10 * 24),
    Duration::from_hours(30 * 24),
];

impl Life {
    /// Fair, or not.
    pub(crate) fn weather_turns(&mut self) {
        let percent = self.dice.one_of(&[0, 0, 10, 30, 60]);
        self.world.wire.storm(percent, STORM);
    }

    /// Nobody, or one gateway, can be reached for a while. The program goes on asking, or nobody has turned it on.
    pub(crate) fn outage(&mut self) {
        let rare = self.dice.happens(20);
        let time = OUTAGES[self.dice.between(0, if rare { 7 } else { 3 }) as usize];
        if self.dice.happens(40) {
            self.world.clock.pass(time);
            self.restarts();
        } else {
            let fault = self.dice.one_of(&[
                Fault::NotSent(Reason::NoConnection),
                Fault::NotSent(Reason::NameNotFound),
                Fault::LostBefore,
                Fault::WebPage,
                Fault::ServerFailed { acted: false },
            ]);
            let only = self.dice.happens(50).then(|| self.dice.one_of(&Kind::ALL));
            self.world.wire.whenever(move |heard| only.is_none_or(|kind| kind == heard.gateway).then_some(fault));
            self.keeps_watch(time);
            self.world.wire.no_rule();
        }
        meets(&mut self.cover, "A7");
    }
}
