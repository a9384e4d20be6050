//! How much a harness does in one run, and the account that it gives of it.
//!
//! Plain `cargo test` runs each harness at its own size, from its own first seed. `cargo xtask prove` asks for more by the environment
//! and collects the accounts.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::time::Instant;

/// How many, in the harness' own unit.
const COUNT: &str = "COMPTOIR_PROVE_COUNT";

/// The first seed.
const FIRST_SEED: &str = "COMPTOIR_PROVE_FIRST_SEED";

/// The file that accounts are added to, a line each.
const REPORT: &str = "COMPTOIR_PROVE_REPORT";

/// What one run is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    /// The seed to begin with; those that follow count up.
    pub first_seed: u64,
    /// How many, in the harness' own unit.
    pub count: u64,
}

impl Portion {
    /// What was asked for, or else the harness' own size.
    pub fn asked_or(first_seed: u64, count: u64) -> Self {
        Self { first_seed: number(FIRST_SEED).unwrap_or(first_seed), count: number(COUNT).unwrap_or(count) }
    }

    /// Whether more was asked for than every run of the tests does.
    pub fn is_asked() -> bool {
        number(COUNT).is_some()
    }
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|value| value.parse().expect("a count and a seed are whole numbers"))
}

/// A harness' account of one run.
#[derive(Debug)]
pub struct Account {
    harness: &'static str,
    unit: &'static str,
    first_seed: u64,
    last_seed: u64,
    count: u64,
    breaches: u64,
    /// How often each thing that must not be missed was met.
    met: BTreeMap<String, u64>,
    began: Instant,
}

impl Account {
    /// Begins with nothing done.
    pub fn of(harness: &'static str, unit: &'static str, portion: Portion) -> Self {
        let Portion { first_seed, .. } = portion;
        let met = BTreeMap::new();
        Self { harness, unit, first_seed, last_seed: first_seed, count: 0, breaches: 0, met, began: Instant::now() }
    }

    /// So many more were done, up to this seed, and so many of them broke a rule.
    pub fn add(&mut self, last_seed: u64, count: u64, breaches: u64) {
        self.last_seed = self.last_seed.max(last_seed);
        self.count += count;
        self.breaches += breaches;
    }

    /// Something that must not be missed was met so often more.
    pub fn meets(&mut self, what: &str, times: u64) {
        assert!(!what.contains(['\t', ';', '=']), "{what:?} cannot stand in an account");
        *self.met.entry(what.to_owned()).or_default() += times;
    }

    /// How often something was met.
    pub fn met(&self, what: &str) -> u64 {
        self.met.get(what).copied().unwrap_or_default()
    }

    /// Gives the account: a line past the test runner, and the same in the file that `xtask prove` collects. Its fields, between
    /// tabulators: harness, unit, first seed, last seed, count, seconds, breaches, and what was met as `name=times` between
    /// semicolons.
    pub fn tell(&self) {
        let met: Vec<_> = self.met.iter().map(|(what, times)| format!("{what}={times}")).collect();
        let Self { harness, unit, first_seed, last_seed, count, breaches, .. } = self;
        let (seconds, met) = (self.began.elapsed().as_secs(), met.join(";"));
        let line = format!("{harness}\t{unit}\t{first_seed}\t{last_seed}\t{count}\t{seconds}\t{breaches}\t{met}");
        say(format_args!("{line}"));
        if let Ok(path) = env::var(REPORT) {
            let mut file = OpenOptions::new().create(true).append(true).open(path).expect("the file of accounts");
            writeln!(file, "{line}").expect("the account is kept");
        }
    }
}

/// Says a line past the test runner, which keeps back what a passing test prints.
pub fn say(line: fmt::Arguments<'_>) {
    let mut out = io::stdout().lock();
    let said = out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush());
    // Nobody may be listening.
    said.unwrap_or_default();
}
