//! What a seed makes of what is kept.

use std::panic::{AssertUnwindSafe, catch_unwind};

use comptoir_tests::dice::Dice;
use comptoir_tests::oracle::{Breach, Target};
use comptoir_tests::proof::{Account, Portion, say};

use crate::corpus::{Kept, all};
use crate::mutator::changed;

/// How many executions every run of the tests does.
const EXECUTIONS: u64 = 20_000;

/// The bytes of one seed, and where they go.
fn of_seed(seed: u64, targets: &[(Target, Vec<Kept>)]) -> (Target, Vec<u8>) {
    let mut dice = Dice::of(seed);
    let (target, kept) = &targets[dice.below(targets.len())];
    let (one, other) = (&kept[dice.below(kept.len())], &kept[dice.below(kept.len())]);
    (*target, changed(&mut dice, &one.bytes, &other.bytes))
}

/// What comes of the bytes; a panic is a rule that was broken.
fn outcome(target: Target, bytes: &[u8]) -> Result<&'static str, String> {
    let held = catch_unwind(AssertUnwindSafe(|| target.holds(&comptoir_gateway::open, bytes)));
    held.unwrap_or_else(|_| Err(Breach("a panic".to_owned()))).map_err(|Breach(rule)| rule)
}

#[test]
fn whatever_becomes_of_a_reply_nothing_is_paid_or_ended_without_its_document() {
    let targets = all();
    let portion = Portion::asked_or(1, EXECUTIONS);
    let mut account = Account::of("FUZZ replay", "executions", portion);
    let mut breaches = 0;
    for seed in portion.first_seed..portion.first_seed + portion.count {
        let (target, bytes) = of_seed(seed, &targets);
        match outcome(target, &bytes) {
            Ok(word) => account.meets(word, 1),
            Err(rule) => {
                breaches += 1;
                say(format_args!("seed {seed}, {}: {rule}\n{:?}", target.name, String::from_utf8_lossy(&bytes)));
            }
        }
        account.meets(target.name, 1);
        account.add(seed, 1, 0);
    }
    account.add(0, 0, breaches);
    if !Portion::is_asked() {
        for word in ["paid", "held", "pending", "ended", "nothing", "created", "refused", "named", "paid_out", "shown"] {
            assert!(account.met(word) > 0, "nothing was ever {word}");
        }
    }
    account.tell();
    assert_eq!(breaches, 0, "rules were broken: see the seeds above");
}

#[test]
fn the_same_seed_makes_the_same_bytes() {
    let targets = all();
    for seed in 1..200 {
        let (one, again) = (of_seed(seed, &targets), of_seed(seed, &targets));
        assert_eq!((one.0.name, one.1), (again.0.name, again.1));
    }
}
