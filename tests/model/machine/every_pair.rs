//! Every state with everything that can happen to it, at every gateway: the machine does what the table says, and nothing else.

use comptoir_core::code::Reason;
use comptoir_core::evidence::Evidence;
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::payment::{Effect, Moment, Payment, step};
use comptoir_core::reference::{Epoch, IdentifierSecret, MerchantReference};
use comptoir_core::state::{Lookups, State};
use comptoir_tests::proof::{Account, Portion};

use super::happens::Happens;
use super::table::{Does, Round, Stands, Way};
use comptoir_tests::samples::{WAYS, at, order};

/// The payment of this way, just written down.
pub(crate) fn recorded(way: usize) -> Payment {
    let reference = MerchantReference::derived(&IdentifierSecret::new([3; 32]), Epoch::FIRST, 1);
    Payment::recorded(order(WAYS[way], PaymentId::minted(at(0), &[1; 10]), SaleId::minted(at(0), &[2; 10]), reference, at(0)))
}

/// The machine's payment as the table sees it.
pub(crate) fn seen(payment: &Payment) -> Stands {
    let mut stands =
        Stands { state: payment.state.code(), again: false, late: false, unknown: None, bound: payment.amount_bound };
    let seconds = |moment: jiff::Timestamp| moment.as_second() - at(0).as_second();
    if let State::Sending { resent } = payment.state {
        stands.again = resent;
    } else if let State::Held { late, .. } = payment.state {
        stands.late = late;
    } else if let State::CreateUnknown(Lookups { first_unknown_at: Some(first), last_unknown_at: Some(last) }) = payment.state {
        stands.unknown = Some((seconds(first), seconds(last)));
    }
    stands
}

/// What the machine does, as the table sees it. The order is checked on the way: what is not on disk yet is neither told nor sent.
pub(crate) fn done(before: &Payment, after: &Payment, effects: &[Effect]) -> Result<Does, String> {
    let mut does = Does::default();
    for (place, effect) in effects.iter().enumerate() {
        match effect {
            Effect::Record { evidence, receipt } => {
                (does.evidence, does.receipt) = (evidence.is_some(), *receipt);
                if place != 0 {
                    return Err("something is done before it is recorded".to_owned());
                }
            }
            Effect::Submit => does.sends = true,
            Effect::Notify => {}
            Effect::Refuse(_) => does.refuses = true,
        }
    }
    let is_recorded = matches!(effects.first(), Some(Effect::Record { .. }));
    if (before == after) == is_recorded {
        return Err(format!("changed: {}, recorded: {is_recorded}", before != after));
    }
    Ok(does)
}

/// One step of both, which must be the same.
pub(crate) fn step_of_both(
    payment: &Payment,
    stands: Stands,
    way: Way,
    happens: Happens,
    round: Round,
) -> Result<(Payment, Stands), String> {
    let moment = Moment { now: at(round.now), sale_settled: round.sale_settled, contested: round.contested };
    let (after, effects) = step(payment, &happens.event(&payment.order), &moment);
    let does = done(payment, &after, &effects)?;
    let expected = stands.after(way, happens, round);
    if (seen(&after), does) != expected {
        return Err(format!(
            "{happens:?} makes of {stands:?}\n  {:?} {does:?}\nwhere the table has\n  {expected:?}",
            seen(&after)
        ));
    }
    if let Some(Effect::Record { evidence: Some(evidence), .. }) = effects.first() {
        let Evidence { read_at, .. } = **evidence;
        if read_at != moment.now {
            return Err("evidence that was read at another time".to_owned());
        }
    }
    if after.order != payment.order {
        return Err("the order was changed".to_owned());
    }
    Ok((after, expected.0))
}

/// Every state, with all that it can hold.
fn states() -> Vec<State> {
    let lookups =
        |first, last| State::CreateUnknown(Lookups { first_unknown_at: Some(at(first)), last_unknown_at: Some(at(last)) });
    let held = |late| State::Held { difference: Reason::AmountDiffers, late, received_minor: Some(100) };
    vec![
        State::Recorded,
        State::Sending { resent: false },
        State::Sending { resent: true },
        State::CreateUnknown(Lookups::default()),
        lookups(30, 30),
        lookups(30, 34),
        lookups(30, 35),
        State::Pending,
        State::CancelRequested,
        held(false),
        held(true),
        State::Declined,
        State::Expired,
        State::Unresolved,
        State::LatePaid,
        State::Paid,
        State::AbandonedUnsent,
        State::AbandonedOrphan,
        State::ResolvedPaid,
        State::ResolvedUnpaid,
        State::ResolvedRefunded,
    ]
}

/// Moments on either side of every limit: the watch, and the quarter of an hour since the first *not known*.
const MOMENTS: [i64; 6] = [-60, 60, 30 + 899, 30 + 900, 72 * 3_600 - 1, 72 * 3_600];

#[test]
fn every_state_does_with_everything_what_the_table_says() {
    let portion = Portion { first_seed: 0, count: 0 };
    let mut account = Account::of("PBT pairs", "pairs", portion);
    for (way, named) in WAYS.into_iter().enumerate() {
        for (state, happens) in states().into_iter().flat_map(|state| Happens::ALL.map(|happens| (state, happens))) {
            for (now, flags) in MOMENTS.into_iter().flat_map(|now| (0..8).map(move |flags| (now, flags))) {
                let mut payment = recorded(way);
                payment.state = state;
                payment.amount_bound = flags & 4 == 0;
                let round = Round { now, sale_settled: flags & 1 != 0, contested: flags & 2 != 0 };
                let stepped = step_of_both(&payment, seen(&payment), Way::ALL[way], happens, round);
                if let Err(why) = stepped {
                    panic!("{named:?} at {now} s: {why}");
                }
                account.meets(&format!("{} × {happens:?}", state.code()), 1);
                account.add(0, 1, 0);
            }
        }
    }
    for state in State::CODES {
        for happens in Happens::ALL {
            assert!(account.met(&format!("{state} × {happens:?}")) > 0, "{state} was never met by {happens:?}");
        }
    }
}

/// Whatever two answers say, and a third one after them: what is paid stays paid, and no answer takes a receipt back.
#[test]
fn whatever_three_answers_say_one_after_the_other_paid_is_never_left() {
    for way in 0..WAYS.len() {
        for (first, second) in Happens::WORDS.into_iter().flat_map(|first| Happens::WORDS.map(|second| (first, second))) {
            for third in Happens::WORDS {
                let mut payment = recorded(way);
                payment.state = State::Pending;
                let mut receipts = 0;
                for (place, happens) in [first, second, third].into_iter().enumerate() {
                    let moment = Moment { now: at(60 * place as i64), sale_settled: false, contested: false };
                    let (after, effects) = step(&payment, &happens.event(&payment.order), &moment);
                    if payment.state == State::Paid {
                        assert_eq!((&after, effects.as_slice()), (&payment, [].as_slice()), "{first:?}, {second:?}, {third:?}");
                    }
                    receipts += effects.iter().filter(|effect| matches!(effect, Effect::Record { receipt: true, .. })).count();
                    payment = after;
                }
                assert_eq!(receipts, usize::from(payment.state == State::Paid), "{first:?}, {second:?}, {third:?}");
            }
        }
    }
}
