//! Tills that are killed again and again, at instants that nobody chose: while they take payments, and while they recover.

use std::env;
use std::time::{Duration, Instant};

use comptoir_tests::{Customer, PHONE, proof};

use crate::run::run;
use crate::side_by_side::side_by_side;
use crate::stand::Stand;
use crate::tally::{self, Case};

const TILLS: u64 = 6;

/// Kills a till.
const ROUNDS: usize = 10;

/// `CRASH_SEED=7 cargo test -p comptoir-tests --test crash instants` kills at other instants.
const SEED: u64 = 20_261_126;

#[test]
fn tills_killed_again_and_again_lose_nothing_and_charge_nobody_twice() {
    let first = env::var("CRASH_SEED").map_or(SEED, |seed| seed.parse().expect("a seed is a number"));
    let seeds: Vec<u64> = (first..first + TILLS).collect();
    proof::say(format_args!("instants: seeds {seeds:?}"));
    let cases = side_by_side(&seeds, |seed| {
        let mut chance = Chance(*seed);
        let mut stand = Stand::new();
        stand.add_account("kiosque");
        let started = Instant::now();
        stand.told_by(&["pay", "100", "--account", "kiosque", "--phone", PHONE]);
        let answered_after = started.elapsed();
        let (mut kills, mut evidence) = (0, Vec::new());
        for round in 0..ROUNDS {
            // Payments stay open for two rounds, and are all paid in the third.
            match round % 3 {
                2 => stand.gateway.everyone(Customer::Pays),
                _ => stand.customers_hesitate(),
            }
            for _ in 0..=chance.below(2) {
                kills += usize::from(kill_at_some_instant(&mut stand, answered_after, &mut chance));
            }
            stand.resume();
            evidence.push(stand.evidence());
        }
        stand.gateway.everyone(Customer::Pays);
        stand.serve_the_next_customer();
        evidence.push(stand.evidence());
        Case { name: format!("seed {seed}"), kills, evidence }
    });
    let tally = tally::judge("instants", &cases);
    let rounds = ROUNDS * seeds.len();
    assert!(tally.kills > rounds / 2 && tally.ended("paid") > rounds / 4, "too few were killed, or had begun");
}

/// Whether the kill came before the end. A run has its first answer after about `answered_after`, and asks two seconds later.
fn kill_at_some_instant(stand: &mut Stand, answered_after: Duration, chance: &mut Chance) -> bool {
    let (from_us, to_us) = match chance.below(3) {
        0 => (1_500_000, 3_000_000),
        _ => (0, u64::try_from(answered_after.as_micros()).unwrap()),
    };
    let instant_us = from_us + chance.below(to_us - from_us);
    let amount = (100 + chance.below(900_000)).to_string();
    let account = if chance.below(2) == 0 { "boutique" } else { "kiosque" };
    let command = match chance.below(4) {
        0 => stand.command(&["resume", "--wait", "20"]),
        _ => stand.command(&["pay", &amount, "--account", account, "--phone", PHONE, "--wait", "20"]),
    };
    let ended = run(command, "", Some(Duration::from_micros(instant_us)), |_| {});
    let killed = ended.was_killed();
    stand.told.extend(ended.told);
    stand.line().until_quiet();
    killed
}

/// Numbers that only their seed decides (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}
