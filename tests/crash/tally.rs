//! What all the kills of a test came to, in one line.

use std::collections::BTreeMap;

use comptoir_tests::proof;

use crate::evidence::Evidence;

/// How one case ended.
pub(crate) struct Case {
    pub(crate) name: String,
    /// How many of its runs were killed.
    pub(crate) kills: usize,
    /// After each recovery.
    pub(crate) evidence: Vec<Evidence>,
}

/// How all of them did.
pub(crate) struct Tally {
    cases: usize,
    pub(crate) kills: usize,
    /// How many payments stood in each state at the end, and how many cases had none.
    ends: BTreeMap<String, usize>,
}

/// Prints the tally, and fails if any case has a fault.
#[track_caller]
pub(crate) fn judge(test: &str, cases: &[Case]) -> Tally {
    let kills = cases.iter().map(|case| case.kills).sum();
    let mut tally = Tally { cases: cases.len(), kills, ends: BTreeMap::new() };
    let mut faults = Vec::new();
    for case in cases {
        let last = case.evidence.last().expect("a case has an end");
        let none = last.ledger.is_empty().then_some("no payment");
        for end in last.states().chain(none) {
            *tally.ends.entry(end.to_owned()).or_default() += 1;
        }
        faults.extend(case.evidence.iter().flat_map(Evidence::faults).map(|fault| format!("{}: {fault}", case.name)));
    }
    let Tally { cases, kills, ends } = &tally;
    proof::say(format_args!("{test}: {cases} cases, {kills} kills, {} faults, at the end {ends:?}", faults.len()));
    let first: Vec<_> = faults.iter().take(20).map(String::as_str).collect();
    assert!(faults.is_empty(), "{test}:\n{}", first.join("\n"));
    tally
}

impl Tally {
    /// The kills were at places that differ enough to end in all these ways.
    #[track_caller]
    pub(crate) fn has_reached(&self, ends: &[&str]) {
        for end in ends {
            assert!(self.ended(end) > 0, "no kill led to {end}");
        }
    }

    /// There were writes to kill at, and kills. A run makes a call more or less now and then, so a last one may not come.
    #[track_caller]
    pub(crate) fn was_killed_at_nearly_all(&self) {
        let Self { cases, kills, .. } = *self;
        assert!(cases >= 20 && kills * 20 >= cases * 19, "{kills} kills at {cases} writes");
    }

    /// How many payments ended in this state.
    pub(crate) fn ended(&self, state: &str) -> usize {
        self.ends.get(state).copied().unwrap_or_default()
    }
}
