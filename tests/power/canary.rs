//! The harness is not blind: where less is promised, or the disk lies, it must see what is lost.

use comptoir_tests::proof::{Account, Portion};

use crate::chance::{OF_A_SEED, all};
use crate::disk::{Place, Promise, Rules};
use crate::judge::Breach;

/// What must be caught is caught in a few seeds.
const SEEDS: u64 = 1;

/// How many cuts showed a loss, and how many a ledger that is no ledger any more or never was so.
fn seen(name: &'static str, rules: Rules) -> (usize, usize) {
    let portion = Portion { first_seed: 1, count: SEEDS * OF_A_SEED };
    let mut account = Account::of(name, "cuts", portion);
    let (tallies, last_seed) = all(portion, rules);
    let breaches: Vec<_> = tallies.iter().flat_map(|tally| &tally.breaches).collect();
    let lost = breaches.iter().filter(|(_, breach)| matches!(breach, Breach::Lost { .. })).count();
    account.add(last_seed, tallies.iter().map(|tally| tally.cuts).sum(), 0);
    account.meets("lost", lost as u64);
    account.meets("damaged", (breaches.len() - lost) as u64);
    account.tell();
    (lost, breaches.len() - lost)
}

#[test]
fn with_synchronous_normal_acknowledged_commits_are_lost() {
    let (lost, damaged) = seen("PWR canary NORMAL", Rules { promise: Promise::Normal, ..Rules::default() });
    assert!(lost > 0, "the harness is blind");
    assert_eq!(damaged, 0, "NORMAL loses commits in a write-ahead log, and nothing else");
}

#[test]
fn with_synchronous_off_ledgers_are_damaged() {
    let (lost, damaged) = seen("PWR canary OFF", Rules { promise: Promise::Off, ..Rules::default() });
    assert!(lost > 0 && damaged > 0, "the harness is blind: {lost} lost, {damaged} damaged");
}

#[test]
fn a_disk_that_feigns_its_syncs_loses_what_was_promised() {
    let (lost, damaged) = seen("PWR canary feigned syncs", Rules { feigns: Some(Place::Sync), ..Rules::default() });
    assert!(lost + damaged > 0, "the harness is blind");
}

#[test]
fn a_folder_whose_names_are_not_synced_loses_a_born_ledger() {
    let (lost, _) = seen("PWR canary feigned names", Rules { feigns: Some(Place::FolderSync), ..Rules::default() });
    assert!(lost > 0, "the harness is blind");
}
