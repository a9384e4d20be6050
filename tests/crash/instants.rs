//! A till that is killed again and again, at instants that nobody chose: while it takes payments at all five gateways, while a person's
//! hand is on them, and while it recovers.

use std::time::{Duration, Instant};

use comptoir_tests::{Customer, PIN};
use serde_json::{Value, json};

use crate::hall::{Hall, kind_of, text};
use crate::kinds::{KINDS, Kind};
use crate::named::{Killed, serve_the_next_customer};
use crate::run::Kill;
use comptoir_tests::dice::Dice;

/// Kills a till.
pub(crate) const KILLS: u64 = 8;

/// A till that `seed` decides everything of but the speed of the machine.
pub(crate) fn kill_again_and_again(seed: u64) -> Killed {
    let mut dice = Dice::of(seed);
    let mut hall = Hall::new();
    let started = Instant::now();
    hall.told_by(&[&["pay", "100"], Kind::PaygateGlobal.customer()].concat(), "");
    let usual = started.elapsed();
    let mut killed = Killed { met: true, ..Killed::default() };
    while killed.kills < KILLS {
        for _ in 0..=dice.below(2) {
            killed.kills += u64::from(kill_at_some_instant(&mut hall, usual, &mut dice));
        }
        hall.recover();
        killed.faults.extend(hall.evidence().faults());
        if !killed.faults.is_empty() {
            return killed;
        }
    }
    everybody_pays(&hall);
    let kind = dice.one_of(&KINDS);
    serve_the_next_customer(&mut hall, kind);
    killed.faults.extend(hall.evidence().faults());
    killed.faults.extend(hall.leaks());
    killed
}

/// Whether the kill came before the end.
fn kill_at_some_instant(hall: &mut Hall, usual: Duration, dice: &mut Dice) -> bool {
    let mind = dice.one_of(&[Customer::Pays, Customer::Pays, Customer::Waits, Customer::Declines, Customer::PaysAmount(1)]);
    hall.customers(mind);
    let (words, input) = some_command(hall, dice);
    // A run that waits asks two seconds after its first answer.
    let (from, span) = match words.iter().any(|word| word == "--wait") {
        true => (Duration::from_millis(1_500), Duration::from_millis(1_500)),
        false => (Duration::ZERO, usual),
    };
    let instant = from + Duration::from_micros(dice.below(span.as_micros().try_into().expect("it is short")) as u64);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let ended = hall.run(hall.command(&words), &input, Kill::After(instant));
    for kind in KINDS {
        hall.line(kind).until_quiet();
    }
    ended.was_killed()
}

/// A payment, a recovery, or what can be done to a payment that is there.
fn some_command(hall: &mut Hall, dice: &mut Dice) -> (Vec<String>, String) {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let turn = dice.below(10);
    if turn < 6 {
        // Of no other amount than a multiple of five CinetPay asks.
        let amount = (100 + 5 * dice.below(180_000)).to_string();
        let wait: &[&str] = if dice.below(3) == 0 { &["--wait", "20"] } else { &[] };
        return (owned(&[&["pay", &amount], dice.one_of(&KINDS).customer(), wait].concat()), String::new());
    }
    let ledger = hall.ledger();
    if turn == 6 || ledger.is_empty() {
        return (owned(&["resume"]), String::new());
    }
    let payment = dice.one_of(&ledger.iter().collect::<Vec<_>>());
    let (reference, id) = (text(payment, "reference").to_owned(), text(payment, "payment_id"));
    match (text(payment, "state"), kind_of(payment)) {
        ("pending", _) if turn == 7 => {
            hall.commanded.cancelled.insert(reference);
            (owned(&["cancel", id]), String::new())
        }
        ("pending" | "cancel_requested", Kind::PaiementPro) => {
            // Whoever has not decided is nothing to be notified of.
            by_notification(hall, &reference).unwrap_or_else(|| (owned(&["resume"]), String::new()))
        }
        ("held" | "unresolved", _) => {
            hall.commanded.settled.insert(reference);
            let proof = ["--as", "paid", "--reason", "vu au guichet", "--operator-reference", "OP1"];
            (owned(&[&["settle", id], &proof[..]].concat()), json!({ "pin": PIN }).to_string())
        }
        ("late_paid", _) => (owned(&["accept", id]), String::new()),
        _ => (owned(&["ask", id]), String::new()),
    }
}

fn by_notification(hall: &Hall, reference: &str) -> Option<(Vec<String>, String)> {
    let transactions = hall.gateway(Kind::PaiementPro).transactions();
    let mut decided = transactions.iter().filter(|transaction| transaction.customer != Customer::Waits);
    let (query, body) = hall.notification(decided.find(|transaction| transaction.identifier == reference)?);
    let words = ["notify", "paiement-pro", "--account", "paiement-pro", "--query", &query];
    Some((words.map(str::to_owned).to_vec(), body))
}

/// Who was asked on the phone or saw a page, and has not decided yet, pays.
fn everybody_pays(hall: &Hall) {
    for kind in KINDS {
        for waiting in hall.gateway(kind).transactions().iter().filter(|asked| asked.customer == Customer::Waits) {
            let shown = |line: &Value| line["reference"] == *waiting.identifier && line["page_url"].is_string();
            if !kind.makes_a_page() || hall.told.iter().any(shown) {
                hall.decide(kind, &waiting.identifier, Customer::Pays);
            }
        }
    }
}
