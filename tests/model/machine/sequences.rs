//! Long lives of payments: both go the same way, at every gateway, whatever the clock does.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use comptoir_core::state::State;
use comptoir_tests::proof::{Account, Portion};

use super::every_pair::{recorded, seen, step_of_both};
use super::happens::Happens;
use super::table::{Round, Stands, Way};
use crate::portions;
use comptoir_tests::samples::WAYS;

/// How many sequences every run of the tests does.
const SEQUENCES: u64 = 2_000;

/// One thing that happens, so many seconds after the one before, and how the sale stands then.
#[derive(Debug, Clone)]
struct Step {
    happens: Happens,
    later: i64,
    sale_settled: bool,
    contested: bool,
}

/// A step that a number makes. One number a step is quick to draw and to make smaller.
fn step(number: u32) -> Step {
    let part = |shift: u32, end: u32| i64::from((number >> shift) % end);
    // Mostly moments and minutes; now and then days, or a clock that is set back.
    let later = match part(5, 16) {
        0..8 => part(9, 10),
        8..13 => part(9, 1_200),
        13..15 => part(9, 8_192) * 40,
        _ => -part(9, 8_192) * 50,
    };
    let happens = Happens::ALL[usize::try_from(number).unwrap() % Happens::ALL.len()];
    Step { happens, later, sale_settled: part(22, 10) == 9, contested: part(26, 10) == 9 }
}

fn steps() -> impl Strategy<Value = (usize, Vec<Step>)> {
    (0..WAYS.len(), proptest::collection::vec(any::<u32>(), 1..=49)).prop_map(|(way, numbers)| {
        let mut steps: Vec<_> = numbers.into_iter().map(step).collect();
        // Without a first step most payments would never leave.
        let begins = if Way::ALL[way].is_shown { Happens::Shown } else { Happens::Sent };
        if steps.len() % 8 != 0 {
            steps.insert(0, Step { happens: begins, later: 0, sale_settled: false, contested: false });
        }
        (way, steps)
    })
}

fn both_live(way: usize, steps: &[Step]) -> Result<Stands, TestCaseError> {
    let mut payment = recorded(way);
    let mut stands = Stands::recorded(Way::ALL[way]);
    assert_eq!(seen(&payment), stands);
    let (mut now, mut receipts, mut proven) = (0, 0, false);
    for Step { happens, later, sale_settled, contested } in steps {
        now += later;
        let round = Round { now, sale_settled: *sale_settled, contested: *contested };
        let before = payment.state;
        proven |= matches!(happens, Happens::SaysPaid | Happens::SaysPaidWithoutAmount);
        let (after, expected) = step_of_both(&payment, stands, Way::ALL[way], *happens, round).map_err(TestCaseError::fail)?;
        // What no sequence may do, whatever the table says.
        prop_assert!(!before.is_final() || after == payment, "a final state was left");
        prop_assert!(proven || !matches!(after.state, State::Paid | State::LatePaid), "paid without proof");
        if matches!(happens, Happens::NoAnswer | Happens::SaysUnknownPayment | Happens::SaysSomethingElse) {
            prop_assert!(after.state.code() == before.code() || after.state == State::Unresolved, "silence decides nothing");
        }
        if before != after.state && matches!(after.state, State::Paid | State::ResolvedPaid) {
            receipts += 1;
        }
        (payment, stands) = (after, expected);
    }
    prop_assert!(receipts <= 1);
    Ok(stands)
}

#[test]
fn a_payment_lives_as_the_table_says() {
    let portion = Portion::asked_or(1, SEQUENCES);
    let mut account = Account::of("PBT", "sequences", portion);
    let ends = std::cell::RefCell::new(Vec::new());
    portions::all(portion, &mut account, &steps(), |(way, steps)| {
        let end = both_live(way, &steps)?;
        ends.borrow_mut().push(end.state);
        Ok(())
    });
    for end in ends.into_inner() {
        account.meets(end, 1);
    }
    if !Portion::is_asked() {
        for end in State::CODES.iter().filter(|end| !["sending", "create_unknown", "pending", "recorded"].contains(end)) {
            assert!(account.met(end) > 0, "no sequence ever ended {end}");
        }
    }
    account.tell();
}

/// The comparison sees a machine that does otherwise: here the table is told another gateway.
#[test]
fn a_machine_that_differs_from_the_table_is_seen() {
    let steps: Vec<_> = [Happens::Sent, Happens::NoAnswerToCreate]
        .map(|happens| Step { happens, later: 1, sale_settled: false, contested: false })
        .into();
    assert!(both_live(0, &steps).is_ok());
    let (payment, stands) = (recorded(0), Stands::recorded(Way::ALL[0]));
    let round = Round { now: 1, sale_settled: false, contested: false };
    let (payment, stands) = step_of_both(&payment, stands, Way::ALL[2], Happens::Sent, round).unwrap();
    assert!(step_of_both(&payment, stands, Way::ALL[2], Happens::NoAnswerToCreate, round).is_err(), "the comparison is blind");
}
