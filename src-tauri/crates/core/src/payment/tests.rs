use std::fmt::Write;
use std::time::Duration;

use jiff::Timestamp;
use proptest::prelude::*;

use super::samples::{at, order, report};
use super::*;
use crate::evidence::{Told, Word};
use crate::order::GatewayKind;
use crate::state::Standing;

fn states() -> Vec<State> {
    let unknown_twice = Lookups { first_unknown_at: Some(at(1)), last_unknown_at: Some(at(6)) };
    vec![
        State::Recorded,
        State::Sending { resent: false },
        State::Sending { resent: true },
        State::CreateUnknown(Lookups::default()),
        State::CreateUnknown(unknown_twice),
        State::Pending,
        State::CancelRequested,
        State::Held { difference: Reason::AmountDiffers, late: false, received_minor: Some(100) },
        State::Held { difference: Reason::AmountDiffers, late: true, received_minor: Some(100) },
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

fn answered(order: &Order, word: Word) -> Event {
    Event::Answered(Box::new(report(order, word)))
}

fn events(order: &Order) -> Vec<(&'static str, Event)> {
    let mut other_amount = report(order, Word::Paid);
    other_amount.amount_minor = Told::That(100);
    let mut of_another = report(order, Word::Declined);
    of_another.reference = Told::That("CPTXXX".to_owned());
    vec![
        ("send", Event::Send),
        ("show", Event::Show),
        ("drop", Event::Drop),
        ("created", Event::Created { gateway_reference: "42".to_owned(), page_url: None }),
        ("create refused", Event::CreateRefused(Reason::KeyRefused)),
        ("reference known", Event::ReferenceKnown),
        ("not sent", Event::NotSent(Reason::NoConnection)),
        ("create unanswered", Event::CreateUnanswered(Reason::TimedOut)),
        ("paid and proven", answered(order, Word::Paid)),
        ("paid and another amount", Event::Answered(Box::new(other_amount))),
        ("pending", answered(order, Word::Pending)),
        ("declined", answered(order, Word::Declined)),
        ("expired", answered(order, Word::Expired)),
        ("unknown word", answered(order, Word::Unknown("9".to_owned()))),
        ("another's refusal", Event::Answered(Box::new(of_another))),
        ("not known", Event::NotKnown),
        ("unanswered", Event::Unanswered(Reason::TimedOut)),
        ("cancel", Event::Cancel),
        ("resend", Event::Resend),
        ("accept", Event::Accept),
        ("decide paid", Event::Decide(Decision::Paid)),
        ("decide unpaid", Event::Decide(Decision::Unpaid)),
        ("decide refunded", Event::Decide(Decision::Refunded)),
    ]
}

fn payment(state: State, method: Method) -> Payment {
    let mut payment = Payment::recorded(order(method));
    payment.state = state;
    if state.standing() == Standing::SoftEnd {
        payment.ended_at = Some(at(10));
    }
    payment
}

fn moment(now: Timestamp) -> Moment {
    Moment { now, sale_settled: false, contested: false }
}

fn named(state: State) -> String {
    let told = if matches!(state, State::Sending { resent: true }) {
        " (again)"
    } else if matches!(state, State::CreateUnknown(Lookups { last_unknown_at: Some(_), .. })) {
        " (not known)"
    } else if matches!(state, State::Held { late: true, .. }) {
        " (late)"
    } else {
        ""
    };
    format!("{}{told}", state.code())
}

fn told(effects: &[Effect]) -> String {
    let words: Vec<String> = effects
        .iter()
        .map(|effect| match effect {
            Effect::Record { evidence, receipt } => {
                let mut word = "record".to_owned();
                if evidence.is_some() {
                    word.push_str("+evidence");
                }
                if *receipt {
                    word.push_str("+receipt");
                }
                word
            }
            Effect::Submit => "submit".to_owned(),
            Effect::Notify => "notify".to_owned(),
            Effect::Refuse(code) => format!("refuse {}", code.code()),
        })
        .collect();
    words.join(", ")
}

/// Every state and event, and where they lead. Read a change of this table as a change of what happens to money.
fn table(method: Method, moment: Moment) -> String {
    let mut table = String::new();
    for state in states() {
        writeln!(table, "{}", named(state)).unwrap();
        let before = payment(state, method);
        for (name, event) in events(&before.order) {
            let (after, effects) = step(&before, &event, &moment);
            let changed = if after == before { "·".to_owned() } else { named(after.state) };
            if after == before && effects.is_empty() {
                continue;
            }
            writeln!(table, "    {name:<24} {changed:<28} {}", told(&effects)).unwrap();
        }
    }
    table
}

#[test]
fn the_machine_of_a_push() {
    insta::assert_snapshot!(table(Method::Push, moment(at(30))));
}

#[test]
fn the_machine_of_a_page() {
    insta::assert_snapshot!(table(Method::Page, moment(at(30))));
}

#[test]
fn the_machine_of_a_sale_that_is_settled() {
    insta::assert_snapshot!(table(Method::Push, Moment { now: at(30), sale_settled: true, contested: false }));
}

#[test]
fn the_machine_when_the_watch_is_over() {
    insta::assert_snapshot!(table(Method::Push, moment(at(72 * 3_600))));
}

#[test]
fn what_nobody_can_be_asked_about_waits_for_the_end_of_its_watch_and_no_longer() {
    let mut payment = payment(State::Pending, Method::Page);
    payment.order.gateway = GatewayKind::PaiementPro;
    let hour = Duration::from_hours(1);
    assert_eq!(payment.next_delay(at(3_600), Duration::ZERO), Some(schedule::WATCH - hour));
    assert_eq!(payment.next_delay(at(0), hour), Some(schedule::WATCH - hour), "by the clock that never goes back");
    assert_eq!(payment.next_delay(at(72 * 3_600), hour), Some(Duration::ZERO), "a last look ends it");
    assert_eq!(payment.next_delay(at(72 * 3_600), schedule::WATCH), Some(Duration::ZERO));
    assert_eq!(payment.next_delay(at(0), schedule::WATCH), None, "under a clock that was ahead no look could end it");
}

#[test]
fn an_end_dated_without_a_battery_is_watched_from_the_first_question_under_a_right_clock() {
    let without_battery = Timestamp::from_second(86_400).unwrap();
    let day = Duration::from_hours(24);
    for question in [Event::NotKnown, Event::Unanswered(Reason::TimedOut)] {
        let sending = payment(State::Sending { resent: false }, Method::Push);
        let ended = step(&sending, &Event::CreateRefused(Reason::KeyRefused), &moment(without_battery)).0;
        assert!(ended.is_watched(without_battery + day) && !ended.is_watched(without_battery + schedule::WATCH));
        assert!(ended.is_watched(at(0)), "how long ago it ended nobody knows");
        assert_eq!(ended.next_delay(at(0), day), Some(schedule::WATCH - day), "by the clock that never goes back");
        assert_eq!(step(&ended, &question, &moment(without_battery + day)), (ended.clone(), Vec::new()));
        let (dated, effects) = step(&ended, &question, &moment(at(0)));
        assert_eq!(dated, Payment { ended_at: Some(at(0)), updated_at: at(0), ..ended });
        assert_eq!(effects, [Effect::Record { evidence: None, receipt: false }]);
        assert!(dated.is_watched(at(71 * 3_600)) && !dated.is_watched(at(72 * 3_600)));
        assert_eq!(step(&dated, &question, &moment(at(60))), (dated, Vec::new()));
    }
}

#[test]
fn the_numbers_that_an_answer_tells_are_kept() {
    let mut before = payment(State::Pending, Method::Push);
    before.gateway_reference = None;
    let (paid, _) = step(&before, &answered(&before.order, Word::Paid), &moment(at(30)));
    assert_eq!(paid.state, State::Paid);
    assert_eq!((paid.gateway_reference.as_deref(), paid.operator_reference.as_deref()), (Some("42"), Some("7034872")));
    let mut other_amount = report(&before.order, Word::Paid);
    other_amount.amount_minor = Told::That(100);
    let (held, _) = step(&before, &Event::Answered(Box::new(other_amount)), &moment(at(30)));
    assert_eq!(held.state, State::Held { difference: Reason::AmountDiffers, late: false, received_minor: Some(100) });
    assert_eq!(held.gateway_reference.as_deref(), Some("42"));
}

#[test]
fn fifteen_minutes_of_not_known_leave_it_to_a_person() {
    let mut unknown = payment(State::CreateUnknown(Lookups::default()), Method::Push);
    for (second, state) in [(1, "create_unknown"), (6, "create_unknown"), (900, "create_unknown"), (901, "unresolved")] {
        unknown = step(&unknown, &Event::NotKnown, &moment(at(second))).0;
        assert_eq!(unknown.state.code(), state, "after {second} s");
    }
    assert_eq!(unknown.reason, Some(Reason::NeverKnown));
}

#[test]
fn a_request_is_sent_once_more_only_after_two_answers_far_enough_apart() {
    let ask_at = |seconds: &[i64]| {
        let start = payment(State::CreateUnknown(Lookups::default()), Method::Push);
        let unknown = seconds.iter().fold(start, |before, &second| step(&before, &Event::NotKnown, &moment(at(second))).0);
        step(&unknown, &Event::Resend, &moment(at(60)))
    };
    assert_eq!(ask_at(&[1]).1, [Effect::Refuse(Code::ResendNotSafe)]);
    assert_eq!(ask_at(&[1, 5]).1, [Effect::Refuse(Code::ResendNotSafe)]);
    let (sent, effects) = ask_at(&[1, 6]);
    assert_eq!(sent.state, State::Sending { resent: true });
    assert_eq!(told(&effects), "record, notify, submit");

    let unknown =
        payment(State::CreateUnknown(Lookups { first_unknown_at: Some(at(1)), last_unknown_at: Some(at(9)) }), Method::Push);
    let contested = Moment { now: at(60), sale_settled: false, contested: true };
    assert_eq!(step(&unknown, &Event::Resend, &contested).1, [Effect::Refuse(Code::ResendNotSafe)]);
}

#[test]
fn a_refusal_of_the_second_sending_says_nothing_of_the_first() {
    let (after, _) =
        step(&payment(State::Sending { resent: true }, Method::Push), &Event::CreateRefused(Reason::KeyRefused), &moment(at(9)));
    assert_eq!(after.state, State::CreateUnknown(Lookups::default()));
    assert_eq!(after.reason, Some(Reason::KeyRefused));
}

#[test]
fn a_reference_known_at_the_first_sending_needs_the_amount_told() {
    let sending = payment(State::Sending { resent: false }, Method::Push);
    let (known, _) = step(&sending, &Event::ReferenceKnown, &moment(at(1)));
    let mut silent = report(&known.order, Word::Paid);
    silent.amount_minor = Told::Nothing;
    let (held, _) = step(&known, &Event::Answered(Box::new(silent.clone())), &moment(at(2)));
    assert_eq!(held.reason, Some(Reason::AmountMissing));

    let again = payment(State::Sending { resent: true }, Method::Push);
    let (known, _) = step(&again, &Event::ReferenceKnown, &moment(at(1)));
    let (paid, _) = step(&known, &Event::Answered(Box::new(silent)), &moment(at(2)));
    assert_eq!(paid.state, State::Paid);
}

#[test]
fn a_push_that_is_not_known_by_one_name_is_asked_about_by_the_other() {
    let mut pending = payment(State::Pending, Method::Push);
    pending.gateway_reference = Some("42".to_owned());
    let (asked, _) = step(&pending, &Event::NotKnown, &moment(at(5)));
    assert_eq!(asked.question, Question::ByGatewayReference);
    let (expired, _) = step(&asked, &answered(&asked.order, Word::Expired), &moment(at(6)));
    assert_eq!(expired.question, Question::ByReference, "what ended is asked about by our own reference again");
    let (asked, _) = step(&asked, &Event::NotKnown, &moment(at(10)));
    assert_eq!(asked.question, Question::ByReference);
}

#[test]
fn a_number_that_is_another_payments_is_not_asked_by_again() {
    let mut pending = payment(State::Pending, Method::Push);
    pending.gateway_reference = Some("42".to_owned());
    pending.question = Question::ByGatewayReference;
    for (word, state) in [(Word::Pending, "pending"), (Word::Declined, "pending"), (Word::Paid, "held")] {
        let mut of_another = report(&pending.order, word);
        of_another.question = Question::ByGatewayReference;
        of_another.reference = Told::That("CPTXXX".to_owned());
        let (after, effects) = step(&pending, &Event::Answered(Box::new(of_another)), &moment(at(5)));
        assert_eq!((after.state.code(), after.question), (state, Question::ByReference));
        assert!(matches!(effects.first(), Some(Effect::Record { .. })));
    }
}

#[test]
fn soft_ends_are_watched_for_72_hours_and_open_ones_for_ever() {
    let declined = payment(State::Declined, Method::Push);
    assert!(declined.is_watched(at(10 + 72 * 3_600 - 1)));
    assert!(!declined.is_watched(at(10 + 72 * 3_600)));
    assert!(payment(State::Unresolved, Method::Push).is_watched(at(1_000 * 3_600)));
    assert!(!payment(State::Paid, Method::Push).is_watched(at(1)));
    assert!(!payment(State::LatePaid, Method::Push).is_watched(at(1)));
}

#[test]
fn a_lost_page_is_asked_about_only_where_our_own_reference_is_known() {
    let asked = GatewayKind::ALL.into_iter().filter(|gateway| {
        let mut lost = payment(State::AbandonedOrphan, Method::Page);
        lost.order.gateway = *gateway;
        lost.can_be_asked()
    });
    assert_eq!(asked.collect::<Vec<_>>(), [GatewayKind::PaygateGlobal, GatewayKind::Cinetpay]);
    assert!(payment(State::Pending, Method::Page).can_be_asked());
    assert!(!payment(State::AbandonedUnsent, Method::Page).can_be_asked());
}

#[test]
fn a_stored_payment_is_read_back_as_it_was() {
    for state in states() {
        let before = payment(state, Method::Push);
        let stored = serde_json::to_string(&before).unwrap();
        assert_eq!(serde_json::from_str::<Payment>(&stored).unwrap(), before, "{stored}");
    }
    let strange = serde_json::to_string(&payment(State::Paid, Method::Push)).unwrap().replace("\"paid\"", "\"perhaps\"");
    assert!(serde_json::from_str::<Payment>(&strange).is_err());
}

fn any_event() -> impl Strategy<Value = usize> {
    0..events(&order(Method::Push)).len()
}

proptest! {
    #[test]
    fn whatever_happens_paid_rests_on_proof_and_is_never_left(
        choices in prop::collection::vec((any_event(), 0i64..400_000, any::<bool>()), 1..50),
        page: bool,
    ) {
        let mut current = Payment::recorded(order(if page { Method::Page } else { Method::Push }));
        let mut proven = false;
        let mut sent = 0;
        let mut receipts = 0;
        let mut now = 0;
        for (choice, seconds, settled) in choices {
            now += seconds;
            let (name, event) = events(&current.order).swap_remove(choice);
            let moment = Moment { now: at(now), sale_settled: settled, contested: false };
            let (after, effects) = step(&current, &event, &moment);
            proven |= name == "paid and proven";
            if effects.contains(&Effect::Submit) {
                sent += 1;
                prop_assert!(matches!(effects[0], Effect::Record { .. }), "nothing is sent before it is recorded");
                prop_assert!(sent == 1 || name == "resend", "a second request needs a person");
            }
            if after != current {
                prop_assert!(matches!(effects[0], Effect::Record { .. }), "a change that is not recorded");
            }
            receipts += effects.iter().filter(|effect| matches!(effect, Effect::Record { receipt: true, .. })).count();
            if current.state.is_final() {
                prop_assert_eq!(&after, &current, "a final state was left");
            }
            if after.state == State::Paid {
                prop_assert!(proven);
                prop_assert!(!settled || current.state == State::Paid);
            }
            let time_only = matches!(event, Event::Unanswered(_) | Event::NotKnown);
            if time_only && after.state != current.state {
                prop_assert_eq!(after.state, State::Unresolved, "no network error decides");
            }
            current = after;
        }
        prop_assert!(receipts <= 1);
        prop_assert_eq!(receipts == 1, matches!(current.state, State::Paid | State::ResolvedPaid));
    }

    #[test]
    fn a_clock_that_jumps_never_panics_or_ends_a_payment(now in -4_000_000_000i64..4_000_000_000) {
        let pending = payment(State::Pending, Method::Push);
        let (after, _) = step(&pending, &Event::Unanswered(Reason::TimedOut), &moment(at(now)));
        prop_assert!(matches!(after.state, State::Pending | State::Unresolved));
        prop_assert!(pending.age(at(now)) >= Duration::ZERO);
    }
}

#[test]
fn a_payment_made_up_from_the_gateways_own_words_is_held_and_never_paid_by_an_answer() {
    let made_up = order(Method::Push);
    let payment = Payment::recovered(made_up.clone()).left_in_doubt(made_up.created_at);
    assert_eq!((payment.state, payment.reason), (State::Unresolved, Some(Reason::Restored)));
    let moment = Moment { now: made_up.created_at, sale_settled: false, contested: false };
    let paid = Event::Answered(Box::new(report(&made_up, Word::Paid)));
    let (held, effects) = step(&payment, &paid, &moment);
    assert!(matches!(held.state, State::Held { difference: Reason::Restored, late: true, .. }), "{:?}", held.state);
    assert!(matches!(effects[0], Effect::Record { evidence: Some(_), receipt: false }));
    assert_eq!(step(&held, &paid, &moment).0.state, held.state);
    assert!(held.may_be_decided(Decision::Paid) && held.may_be_decided(Decision::Refunded));
}
