//! The account of kills: every named point at every gateway where it exists, then as many more as are asked for.

use std::collections::BTreeSet;
use std::{fs, panic};

use comptoir_tests::proof::{Account, Portion};

use crate::acts::Act;
use crate::instants;
use crate::kinds::{KINDS, Kind, SECRET};
use crate::named::{Killed, Pair};
use crate::places::PLACES;
use crate::side_by_side::side_by_side;

/// `COMPTOIR_PROVE_FIRST_SEED=7 cargo test -p comptoir-tests --test crash kills` kills at other instants.
const SEED: u64 = 20_261_127;

/// Kills in every run of the tests.
const KILLS: u64 = 300;

/// So often a point is tried that was not met: a run makes a call more or less now and then.
const TRIES: u64 = 5;

#[derive(Debug)]
enum Case {
    Named { pair: Pair, seed: u64, again: bool },
    AtInstants { seed: u64 },
}

#[test]
fn kills_at_named_points_and_at_any_instant_lose_nothing_and_charge_nobody_twice() {
    let portion = Portion::asked_or(SEED, KILLS);
    let cases = cases(portion);
    let mut account = Account::of("KILL", "kills", portion);
    let outcomes = side_by_side(&cases, Case::kill);
    let mut breaches = Vec::new();
    for (case, killed) in cases.iter().zip(outcomes) {
        account.add(case.seed(), killed.kills, u64::from(!killed.faults.is_empty()));
        account.meets(&case.name(), if killed.met { case.times_met(&killed) } else { 0 });
        breaches.extend(killed.faults.into_iter().map(|fault| format!("{}, seed {}: {fault}", case.name(), case.seed())));
    }
    let missed: Vec<_> = pairs().map(|pair| pair.name()).filter(|name| account.met(name) == 0).collect();
    account.tell();
    assert!(breaches.is_empty(), "{} breaches:\n{}", breaches.len(), breaches[..breaches.len().min(20)].join("\n"));
    assert!(missed.is_empty(), "never met: {missed:?}");
}

fn pairs() -> impl Iterator<Item = Pair> {
    let of_all = |place| KINDS.into_iter().map(move |kind| Pair { place, kind });
    PLACES.iter().flat_map(of_all).filter(|pair| pair.place.exists_at(pair.kind))
}

/// Every pair once, and what is left of the portion by turns at a pair, the recovery killed too, and at instants.
fn cases(portion: Portion) -> Vec<Case> {
    let pairs: Vec<_> = pairs().collect();
    let mut seed = portion.first_seed;
    let mut next = || {
        seed += 1;
        seed - 1
    };
    let mut cases: Vec<_> = pairs.iter().map(|pair| Case::Named { pair: *pair, seed: next(), again: false }).collect();
    let mut left = portion.count.saturating_sub(cases.len() as u64);
    while left > 0 {
        let at_instants = left.min(instants::KILLS);
        cases.push(Case::AtInstants { seed: next() });
        left -= at_instants;
        for _ in 0..instants::KILLS {
            // The kill of a recovery may come after its end, and is not counted on.
            if left == 0 || !Portion::is_asked() {
                break;
            }
            let seed = next();
            let nth = usize::try_from(seed % pairs.len() as u64).expect("a place in a list");
            cases.push(Case::Named { pair: pairs[nth], seed, again: true });
            left -= 1;
        }
    }
    cases
}

impl Case {
    fn seed(&self) -> u64 {
        match self {
            Self::Named { seed, .. } | Self::AtInstants { seed } => *seed,
        }
    }

    /// What it is called in the account.
    fn name(&self) -> String {
        match self {
            Self::Named { pair, .. } => pair.name(),
            Self::AtInstants { .. } => "at instants".to_owned(),
        }
    }

    /// How often what it is called was met.
    fn times_met(&self, killed: &Killed) -> u64 {
        match self {
            Self::Named { .. } => 1,
            Self::AtInstants { .. } => killed.kills,
        }
    }

    /// A till that cannot go on is a breach like any other.
    fn kill(&self) -> Killed {
        panic::catch_unwind(|| match self {
            Self::Named { pair, seed, again } => {
                let mut tries = (0..TRIES).map(|more| pair.kill(seed + more, *again));
                tries.find(|killed| killed.met || !killed.faults.is_empty()).unwrap_or_default()
            }
            Self::AtInstants { seed } => instants::kill_again_and_again(*seed),
        })
        .unwrap_or_else(|_| Killed { faults: vec!["it could not go on, as told above".to_owned()], ..Killed::default() })
    }
}

#[test]
fn a_till_that_loses_what_was_written_or_writes_a_key_down_is_noticed() {
    let mut hall = Act::Recover.prepared(Kind::Payplus);
    // What no program can make good.
    hall.lay_out();
    hall.recover();
    let faults = hall.evidence().faults();
    for fault in ["was sent and is not on disk", "is not on disk, and the customer Waits", "and not on disk"] {
        assert!(faults.iter().any(|found| found.contains(fault)), "not seen: {fault}\n{faults:?}");
    }
    assert_eq!(hall.leaks(), Vec::<String>::new());
    fs::write(hall.till.folder().join("note"), format!("auth-{SECRET}")).unwrap();
    assert_eq!(hall.leaks().len(), 1);
}

#[test]
fn every_pair_of_a_point_and_a_gateway_has_a_name_of_its_own() {
    let names: BTreeSet<_> = pairs().map(|pair| pair.name()).collect();
    assert_eq!(names.len(), pairs().count());
    assert_eq!((PLACES.len(), pairs().count()), (68, 257), "docs/reliability.md tells how many there are");
}
