//! The lives of many seeds. Some of them, or all where more is asked for, are lived twice, and the second is the first to the byte.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use comptoir_tests::proof::{Account, Portion, say};

use crate::cover::{BESIDES, ROWS};
use crate::life::{Life, Lived, PAYMENTS, lived};

/// Payments that every run of the tests takes.
const COUNT: u64 = 20_000;

/// As many lives as this are lived side by side.
const SIDE_BY_SIDE: usize = 2;

/// One seed of so many is lived twice in every run of the tests.
const TWICE: u64 = 20;

/// Nothing is planted.
pub(crate) fn untouched(_: &mut Life) {}

#[test]
fn whatever_happens_in_any_life_the_ledger_is_what_the_customers_paid() {
    let portion = Portion::asked_or(1, COUNT);
    let seeds = portion.count.div_ceil(PAYMENTS);
    let account = Mutex::new(Account::of("SIM", "payments", portion));
    let (next, breaches) = (AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    if place >= seeds {
                        return;
                    }
                    let seed = portion.first_seed + place;
                    let (life, wrong) = held(seed, Portion::is_asked() || place.is_multiple_of(TWICE));
                    let mut account = account.lock().unwrap();
                    account.add(seed, life.as_ref().map_or(0, |life| life.payments), wrong);
                    for (what, times) in life.into_iter().flat_map(|life| life.cover) {
                        account.meets(&what, times);
                    }
                    breaches.fetch_add(wrong, Ordering::Relaxed);
                }
            });
        }
    });
    let account = account.into_inner().unwrap();
    let missing: Vec<_> = ROWS.iter().chain(&BESIDES).filter(|row| account.met(row) == 0).collect();
    let is_whole = portion.count >= COUNT;
    account.tell();
    assert_eq!(breaches.load(Ordering::Relaxed), 0, "see above");
    assert!(!is_whole || missing.is_empty(), "no life met with {missing:?}");
}

/// One life, and how much is wrong with it. `twice`: it is lived again, and the second must be the first.
fn held(seed: u64, twice: bool) -> (Option<Lived>, u64) {
    let life = match alive(seed) {
        Ok(life) => life,
        Err(panic) => {
            tell(seed, &[panic], None);
            return (None, 1);
        }
    };
    let mut wrong = life.wrong.clone();
    let again = twice.then(|| alive(seed).map_or_else(|panic| panic, |again| again.log.text()));
    if let Some(again) = again {
        let first = life.log.text();
        if first != again {
            let differing = first.lines().zip(again.lines()).find(|(one, other)| one != other);
            wrong.push(format!("the same seed is lived otherwise: {differing:?}"));
        }
    }
    if !wrong.is_empty() {
        tell(seed, &wrong, Some(&life));
    }
    (Some(life), wrong.len() as u64)
}

/// A life; or what it ended of, where it is the product or the harness that gave up.
fn alive(seed: u64) -> Result<Lived, String> {
    catch_unwind(AssertUnwindSafe(|| lived(seed, untouched))).map_err(|panic: Box<dyn Any + Send>| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default()
    })
}

/// Tells what is wrong, with what happened to whatever it names and how to see it again.
fn tell(seed: u64, wrong: &[String], life: Option<&Lived>) {
    let names = wrong.iter().flat_map(|text| text.split(|letter: char| !letter.is_ascii_alphanumeric()));
    let names: Vec<_> = names.filter(|name| name.starts_with("CPT") && name.len() == 25).map(str::to_owned).collect();
    let story = life.map(|life| life.log.about(&names, 120)).unwrap_or_default();
    say(format_args!(
        "\nSeed {seed} goes wrong:\n{}\n\nWhat happened:\n{}\n\nTo see it again: COMPTOIR_PROVE_FIRST_SEED={seed} COMPTOIR_PROVE_COUNT=1 cargo test \
         -p comptoir-tests --test simulation",
        wrong.join("\n"),
        story.join("\n")
    ));
}
