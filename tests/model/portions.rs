//! Sequences of steps, each made by its own seed.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use comptoir_tests::proof::{Account, Portion, say};

/// The one sequence that `seed` makes, held by `check`. What breaks is made as short as it can be before it is told.
fn one<S: Strategy>(seed: u64, sequences: &S, check: impl Fn(S::Value) -> Result<(), TestCaseError>) -> Result<(), String> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases: 1, failure_persistence: None, max_shrink_iters: 2_000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    match runner.run(sequences, check) {
        Ok(()) => Ok(()),
        Err(TestError::Fail(why, sequence)) => Err(format!("{why}\nshortest sequence: {sequence:#?}")),
        Err(TestError::Abort(why)) => Err(why.to_string()),
    }
}

/// All sequences of `portion`, told in `account`; a breach is told with its seed.
pub(crate) fn all<S: Strategy>(
    portion: Portion,
    account: &mut Account,
    sequences: &S,
    check: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    let mut breaches = 0;
    for seed in portion.first_seed..portion.first_seed + portion.count {
        let held = one(seed, sequences, &check);
        if let Err(why) = &held {
            say(format_args!("seed {seed}: {why}"));
            breaches += 1;
        }
        account.add(seed, 1, u64::from(held.is_err()));
        // One is told in full; a fault that breaks all of them would say the same for ever.
        if breaches >= 3 {
            break;
        }
    }
    assert_eq!(breaches, 0, "the model and the real one differ: see the seeds above");
}

#[test]
fn what_differs_is_found_and_made_short() {
    let longs = proptest::collection::vec(0_u8..10, 1..50);
    let planted = |numbers: Vec<u8>| {
        if numbers.contains(&7) { Err(TestCaseError::fail("a seven")) } else { Ok(()) }
    };
    let found: Vec<_> = (0..50).filter_map(|seed| one(seed, &longs, planted).err()).collect();
    assert!(!found.is_empty(), "the check is blind");
    assert!(found.iter().all(|why| why.contains("[\n    7,\n]")), "{found:#?}");
}
