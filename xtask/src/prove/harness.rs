//! What is proved, by what, and how much of it.

use super::tally::Tally;

/// How much is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Size {
    Night,
    Release,
}

impl Size {
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Night, Self::Release].into_iter().find(|size| size.name() == name)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Night => "night",
            Self::Release => "release",
        }
    }
}

/// One way of proving something.
pub(super) struct Harness {
    pub(super) name: &'static str,
    /// What is counted.
    pub(super) unit: &'static str,
    pub(super) means: Means,
    /// The first seed of its large sizes; every run of the tests begins elsewhere.
    pub(super) first_seed: u64,
    pub(super) night: Goal,
    pub(super) release: Goal,
    /// So much at once: a minute or two.
    pub(super) slice: u64,
}

/// How much is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// So many of the harness' unit.
    Count(u64),
    /// So long.
    Seconds(u64),
}

#[derive(Clone, Copy)]
pub(super) enum Means {
    /// A test of the package of tests.
    Test { target: &'static str, name: &'static str },
    /// A target of libFuzzer, whose slices are seconds.
    Fuzzer { target: &'static str },
}

impl Harness {
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name) || self.name.split(' ').next().is_some_and(|first| first.eq_ignore_ascii_case(name))
    }

    pub(super) fn goal(&self, size: Size) -> Goal {
        match size {
            Size::Night => self.night,
            Size::Release => self.release,
        }
    }

    /// How much of the goal is done, whatever the version, and how much of it there is.
    pub(super) fn progress(&self, size: Size, tally: &Tally) -> (u64, u64) {
        match self.goal(size) {
            Goal::Count(goal) => (tally.sum(self.name, size, |account| account.count), goal),
            Goal::Seconds(goal) => (tally.sum(self.name, size, |account| account.seconds), goal),
        }
    }

    /// What the goal counts.
    pub(super) fn counted(&self, size: Size) -> &'static str {
        match self.goal(size) {
            Goal::Count(_) => self.unit,
            Goal::Seconds(_) => "s",
        }
    }

    /// What a slice counts.
    pub(super) fn sliced(&self) -> &'static str {
        match self.means {
            Means::Test { .. } => self.unit,
            Means::Fuzzer { .. } => "s",
        }
    }

    pub(super) fn is_due(&self, size: Size, tally: &Tally) -> bool {
        let (done, goal) = self.progress(size, tally);
        done < goal
    }

    /// How much the next slice takes on.
    pub(super) fn next_slice(&self, size: Size, tally: &Tally) -> u64 {
        let (done, goal) = self.progress(size, tally);
        match (self.means, self.goal(size)) {
            // Executions cannot be told in seconds beforehand.
            (Means::Fuzzer { .. }, Goal::Count(_)) => self.slice,
            (Means::Fuzzer { .. } | Means::Test { .. }, _) => self.slice.min(goal.saturating_sub(done)),
        }
    }
}

const fn test(
    name: &'static str,
    unit: &'static str,
    target: &'static str,
    test: &'static str,
    night: u64,
    release: u64,
    slice: u64,
) -> Harness {
    let means = Means::Test { target, name: test };
    Harness { name, unit, means, first_seed: 1_000_000, night: Goal::Count(night), release: Goal::Count(release), slice }
}

const fn fuzzer(name: &'static str, target: &'static str) -> Harness {
    let (night, release) = (Goal::Seconds(600), Goal::Count(100_000_000));
    Harness { name, unit: "executions", means: Means::Fuzzer { target }, first_seed: 0, night, release, slice: 120 }
}

/// Every harness that has large sizes, the quick ones first.
pub(super) const HARNESSES: &[Harness] = &[
    test(
        "TOX",
        "cells",
        "network",
        "matrix::whatever_a_network_does_a_request_is_sent_once_and_what_is_known_of_it_is_told",
        240,
        2_400,
        240,
    ),
    test("PBT", "sequences", "model", "machine::sequences::a_payment_lives_as_the_table_says", 100_000, 500_000, 100_000),
    test("PBT ledger", "sequences", "model", "ledger::sequences::a_ledger_holds_what_maps_in_memory_hold", 10_000, 50_000, 2_000),
    test(
        "PBT tampering",
        "changes",
        "model",
        "ledger::tampering::whatever_is_changed_in_the_file_is_found",
        10_000,
        100_000,
        5_000,
    ),
    test(
        "BACKUP",
        "copies cut",
        "terminal",
        "backups::a_copy_that_is_killed_at_any_instant_leaves_no_half_file_under_its_name",
        1_000,
        5_000,
        500,
    ),
    test(
        "STARTS",
        "rounds of starts at once",
        "disk",
        "starts::of_programs_that_start_at_once_each_writes_alone_or_is_told_that_the_folder_is_in_use",
        1_000,
        5_000,
        500,
    ),
    test("PWR", "cuts", "power", "chance::what_was_promised_survives_cuts_at_random", 200_000, 1_000_000, 20_000),
    test("PWR flips", "flips", "power", "flips::a_flipped_byte_of_a_closed_ledger_is_found_or_harmless", 10_000, 100_000, 10_000),
    test(
        "SIM",
        "payments",
        "simulation",
        "chance::whatever_happens_in_any_life_the_ledger_is_what_the_customers_paid",
        1_000_000,
        10_000_000,
        50_000,
    ),
    test(
        "KILL",
        "kills",
        "crash",
        "kills::kills_at_named_points_and_at_any_instant_lose_nothing_and_charge_nobody_twice",
        10_000,
        50_000,
        1_000,
    ),
    test(
        "FUZZ replay",
        "executions",
        "replies",
        "mutated::whatever_becomes_of_a_reply_nothing_is_paid_or_ended_without_its_document",
        10_000_000,
        100_000_000,
        2_000_000,
    ),
    fuzzer("FUZZ paygate_global_create", "paygate_global_create"),
    fuzzer("FUZZ paygate_global_ask", "paygate_global_ask"),
    fuzzer("FUZZ paygate_global_notification", "paygate_global_notification"),
    fuzzer("FUZZ paydunya_create", "paydunya_create"),
    fuzzer("FUZZ paydunya_ask", "paydunya_ask"),
    fuzzer("FUZZ paydunya_notification", "paydunya_notification"),
    fuzzer("FUZZ paydunya_payout", "paydunya_payout"),
    fuzzer("FUZZ cinetpay_create", "cinetpay_create"),
    fuzzer("FUZZ cinetpay_ask", "cinetpay_ask"),
    fuzzer("FUZZ cinetpay_notification", "cinetpay_notification"),
    fuzzer("FUZZ payplus_create", "payplus_create"),
    fuzzer("FUZZ payplus_ask", "payplus_ask"),
    fuzzer("FUZZ payplus_notification", "payplus_notification"),
    fuzzer("FUZZ paiement_pro_create", "paiement_pro_create"),
    fuzzer("FUZZ paiement_pro_notification", "paiement_pro_notification"),
    fuzzer("FUZZ page_address", "page_address"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;
    use crate::workspace::root;

    #[test]
    fn every_test_and_every_target_of_the_table_is_there() {
        let kept = |folder: &str| {
            fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap())
        };
        let corpora: BTreeSet<String> = kept("tests/fuzz/corpus").collect();
        let mut targets = BTreeSet::new();
        for harness in HARNESSES {
            match harness.means {
                Means::Fuzzer { target } => drop(targets.insert(target.to_owned())),
                Means::Test { target, name } => {
                    let (module, function) = name.rsplit_once("::").unwrap();
                    let file = root().join(format!("tests/{target}/{}.rs", module.replace("::", "/")));
                    assert!(fs::read_to_string(&file).unwrap().contains(&format!("fn {function}()")), "{name}");
                }
            }
        }
        assert_eq!(targets, corpora);
    }
}
