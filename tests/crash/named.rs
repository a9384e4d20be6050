//! A till killed at a named point, at one gateway, and started again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use comptoir_tests::{Call, Customer};
use serde_json::Value;

use crate::acts::{Act, pay};
use crate::hall::Hall;
use crate::kinds::Kind;
use crate::places::{At, Left, Place};
use crate::run::{Ended, Kill};
use crate::stand::ID;
use crate::steps::{Come, Steps};
use crate::strace;
use comptoir_tests::dice::Dice;

/// A point and a gateway where it exists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub(crate) place: &'static Place,
    pub(crate) kind: Kind,
}

/// What came of killing a till.
#[derive(Debug, Default)]
pub(crate) struct Killed {
    /// Whether the kill came where it was meant to come.
    pub(crate) met: bool,
    pub(crate) kills: u64,
    /// Every rule that was broken.
    pub(crate) faults: Vec<String>,
}

impl Pair {
    /// What it is called in the account.
    pub(crate) fn name(&self) -> String {
        format!("{} · {}", self.place.name, self.kind.name())
    }

    /// Kills a till there. With `again`, its recovery is killed too, at some instant.
    pub(crate) fn kill(&self, seed: u64, again: bool) -> Killed {
        let mut dice = Dice::of(seed);
        let Self { place, kind } = *self;
        let mut hall = place.act.prepared(kind);
        let before = hall.gateway(kind).count();
        let (ended, come) = self.run_until_killed(&mut hall, &mut dice);
        hall.line(kind).until_quiet();
        let sent = hall.gateway(kind).count() - before;
        if !ended.was_killed() || (Come { told: ended.told.len(), sent }) != come {
            return Killed { kills: u64::from(ended.was_killed()), ..Killed::default() };
        }
        let mut killed = Killed { met: true, kills: 1, faults: Vec::new() };
        // A till that does not know what became of its order gives it again, under the same name.
        let repeats = place.act == Act::Pay && dice.below(3) == 0;
        if repeats {
            hall.told_by(&pay(kind), "");
        }
        if matches!(place.act, Act::Open | Act::Remove) {
            killed.faults.extend(self.is_not_done_once_more(&mut hall));
        } else if again {
            let instant = Duration::from_micros(dice.below(RECOVERY.as_micros().try_into().expect("it is short")) as u64);
            killed.kills += u64::from(hall.run(hall.command(&["resume"]), "", Kill::After(instant)).was_killed());
        }
        hall.recover();
        killed.faults.extend(hall.evidence().faults());
        if place.act == Act::PayOut {
            killed.faults.extend(self.is_not_paid_out_once(&hall));
        } else {
            killed.faults.extend(self.is_not_left(&hall, repeats));
        }
        killed.faults.extend(hall.leaks());
        if dice.below(8) == 0 {
            serve_the_next_customer(&mut hall, kind);
            killed.faults.extend(hall.evidence().faults());
        }
        killed
    }

    /// How the run ended, and how far it must have come by then.
    fn run_until_killed(&self, hall: &mut Hall, dice: &mut Dice) -> (Ended, Come) {
        let Self { place, kind } = *self;
        let typed = place.act.typed(hall, kind);
        let command = hall.command(&typed.words());
        place.act.is_commanded(hall, kind);
        match place.at {
            At::Silent(silence) => {
                let silent = hall.line(kind).fall_silent(silence);
                let come = Come { told: place.act.told_when_sent(), sent: usize::from(silence.lets_the_request_pass()) };
                (hall.run(command, &typed.input, Kill::When(silent)), come)
            }
            At::Telling(nth) => {
                let come = Come { told: nth - 1, sent: usize::from(place.act.has_sent_when_telling(nth)) };
                (strace::killed_telling(nth, &command, &typed.input, |line| hall.hear(line)), come)
            }
            At::Before(_)
            | At::Within(_)
            | At::Unsynced(_)
            | At::Next(_)
            | At::Named
            | At::Told
            | At::Connecting
            | At::Sending => {
                let steps = steps(place.act, kind);
                let (point, come) =
                    steps.find(place.at, dice).unwrap_or_else(|| panic!("{} has no place: {steps:?}", self.name()));
                (strace::killed_at(point, &command, &typed.input, |line| hall.hear(line)), come)
            }
        }
    }

    /// An account that was killed while it was added is there or can be added, and one that was being removed is gone or can be
    /// removed. Which of both, the point says.
    fn is_not_done_once_more(&self, hall: &mut Hall) -> Option<String> {
        let act = self.place.act;
        let (done, done_already) =
            if act == Act::Open { (Left::AnAccount, "account_taken") } else { (Left::NoAccount, "account_unknown") };
        let typed = act.typed(hall, self.kind);
        let again = hall.till.run_typing(typed.words(), &typed.input);
        let refused = again.error.as_ref().is_some_and(|error| error["code"] == done_already);
        if !refused && again.exit != Some(0) {
            return Some(format!("it is neither done nor can be done: {again}"));
        }
        hall.told_by(&pay(self.kind), "");
        (refused != (self.place.left == done)).then(|| format!("it was done already: {refused}"))
    }

    /// A payout that was killed is asked for again, by its name and by another one.
    fn is_not_paid_out_once(&self, hall: &Hall) -> Option<String> {
        let typed = Act::PayOut.typed(hall, self.kind);
        let before = hall.gateway(self.kind).requests(Call::Payout).len();
        let again = hall.till.run_typing(typed.words(), &typed.input);
        let words = typed.words().into_iter().filter(|word| *word != ID && *word != "--payout-id");
        let other = hall.till.run_typing(words, &typed.input);
        let come = hall.gateway(self.kind).requests(Call::Payout).len();
        let state = again.lines.last().and_then(|line| line["state"].as_str());
        let refused = other.error.as_ref().and_then(|error| error["code"].as_str());
        // The one that has another name is another one, as long as no earlier one may have been sent.
        let expected = if self.place.left == Left::PayoutUnknown {
            (before, Some("unknown"), Some("payout_unsettled"), before)
        } else {
            (usize::from(self.place.left == Left::PayoutDone), Some("done"), None, 2)
        };
        ((before, state, refused, come) != expected).then(|| format!("{before} requests, then {come}: {again}\n{other}"))
    }

    /// What is found is not what the point says. An order that was `repeated` is a new one where nothing was on disk.
    fn is_not_left(&self, hall: &Hall, repeated: bool) -> Option<String> {
        let Self { place, kind } = *self;
        let payment = hall.ledger().into_iter().find(|payment| payment["payment_id"] == ID);
        let state = payment.as_ref().and_then(|payment| payment["state"].as_str());
        let left = if repeated && place.left == Left::Nothing { Left::Paid } else { place.left };
        let expected = match (left, kind) {
            (Left::Nothing, _) => None,
            (Left::Unsent, _) => Some("abandoned_unsent"),
            (Left::Lost, Kind::PaygateGlobal) => Some("create_unknown"),
            (Left::Unanswered, Kind::PaygateGlobal) | (Left::Paid | Left::NoAccount | Left::AnAccount, _) => Some("paid"),
            (Left::Lost | Left::Unanswered, Kind::PaiementPro) => Some("unresolved"),
            (Left::Lost | Left::Unanswered, _) => Some("abandoned_orphan"),
            (Left::Waiting, _) => Some("pending"),
            (Left::Cancelled, _) => Some("cancel_requested"),
            (Left::Late, _) => Some("late_paid"),
            (Left::Held, _) => Some("held"),
            (Left::Settled, _) => Some("resolved_paid"),
            (Left::NoPayout | Left::PayoutUnknown | Left::PayoutDone, _) => None,
        };
        let come = hall.gateway(kind).requests(Call::Pay).len();
        let sent = match (place.act, left) {
            (Act::Pay, Left::Nothing | Left::Unsent | Left::Lost) => come == 0,
            (Act::Resend, Left::Paid) => come == 2,
            _ => come == 1,
        };
        let found = format!("found {state:?} after {come} requests, and not {expected:?}");
        (state != expected || !sent).then_some(found)
    }
}

/// More than a recovery takes without its gateway.
const RECOVERY: Duration = Duration::from_millis(300);

/// What a run does that nobody kills, looked up once for each command and gateway.
fn steps(act: Act, kind: Kind) -> Arc<Steps> {
    type Known = Mutex<BTreeMap<(Act, Kind), Arc<OnceLock<Arc<Steps>>>>>;
    static KNOWN: Known = Mutex::new(BTreeMap::new());
    let known = Arc::clone(KNOWN.lock().unwrap().entry((act, kind)).or_default());
    Arc::clone(known.get_or_init(|| {
        let hall = act.prepared(kind);
        let typed = act.typed(&hall, kind);
        let (steps, ended) = Steps::of(&hall.command(&typed.words()), &typed.input, hall.till.folder(), |_| {});
        ended.came_to_its_end();
        Arc::new(steps)
    }))
}

/// A customer who pays 700: nothing that was killed before stands in the way.
#[track_caller]
pub(crate) fn serve_the_next_customer(hall: &mut Hall, kind: Kind) {
    hall.customers(Customer::Pays);
    hall.told_by(&[&["pay", "700"], kind.customer()].concat(), "");
    hall.recover();
    let paid = |payment: &&Value| payment["amount_minor"] == 700 && payment["state"] == "paid";
    assert_eq!(hall.ledger().iter().filter(paid).count(), 1, "the next customer cannot pay");
}
