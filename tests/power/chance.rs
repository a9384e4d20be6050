//! Cuts at random instants of random hours, one life after another: what a cut left is what the next life begins with.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use comptoir_tests::proof::{Account, Portion, say};

use crate::counter::Counter;
use crate::disk::{Act, Promise, Rules};
use crate::folder;
use crate::image::{Disk, Image, Kept};
use crate::judge::{Bench, Breach};
use crate::take::{Take, Taking};
use crate::walk::live;
use comptoir_tests::dice::Dice;

/// How many cuts the tests of every day make.
const CUTS: u64 = 5_000;

/// Cuts of one life, and lives of one ledger: a seed is one ledger.
const OF_A_LIFE: u64 = 50;
const LIVES: u64 = 2;
pub(crate) const OF_A_SEED: u64 = OF_A_LIFE * LIVES;

/// What the cuts of one seed found.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) cuts: u64,
    pub(crate) breaches: Vec<(String, Breach)>,
    pub(crate) met: BTreeMap<&'static str, u64>,
}

/// Lives the lives of `seed` under these rules and cuts each at `OF_A_LIFE` instants.
pub(crate) fn cut_at_random(seed: u64, rules: Rules, bench: &mut Bench) -> Tally {
    let (mut dice, mut tally) = (Dice::of(seed), Tally::default());
    let mut counter = Counter::of(dice.another(), 0);
    let mut left = Image::new();
    for life in 0..LIVES {
        let dir = folder::empty();
        folder::fill(dir.path(), &left);
        let mut taking = Taking::begin(dir.path(), rules);
        let calls = 2 + dice.below(40);
        let ledger = live(&mut taking, &mut counter, calls);
        // A program ends well or is simply gone.
        let ends_well = dice.happens(30);
        let (take, gone) = if ends_well {
            taking.close(ledger);
            (taking.end(), None)
        } else {
            (taking.end(), Some(ledger))
        };
        drop(gone);

        // One in ten is in the first call, which is born or finds what the last cut left.
        let (opened, last) = (take.log.acts.iter().position(|act| *act == Act::Returned).unwrap_or(0), take.log.acts.len());
        let any = |dice: &mut Dice| {
            let (from, to) = if dice.happens(10) { (0, opened) } else { (opened, last) };
            from + dice.below(to - from + 1)
        };
        let mut instants: Vec<_> = (0..OF_A_LIFE).map(|_| any(&mut dice)).collect();
        instants.sort_unstable();
        let heir = dice.below(instants.len());
        let mut disk = Disk::before(&take.log);
        for (nth, done) in instants.into_iter().enumerate() {
            disk.go_to(done);
            let kept = kept(&mut dice, disk.unsure());
            let image = disk.cut(&kept);
            let judged = bench.found(&image).and_then(|book| take.allows(&book, disk.returned()));
            tally.cuts += 1;
            for met in rows(&take, &disk, &kept) {
                *tally.met.entry(met).or_default() += 1;
            }
            let sound = judged.is_ok();
            if let Err(breach) = judged {
                tally.breaches.push((format!("seed {seed}, life {life}, cut after act {done}, {kept:?} kept"), breach));
            }
            if nth == heir && sound {
                left = image;
            }
        }
    }
    tally
}

fn kept(dice: &mut Dice, unsure: usize) -> Kept {
    match dice.below(10) {
        0 => Kept::First(0),
        1 => Kept::First(unsure),
        2 | 3 => Kept::First(dice.below(unsure + 1)),
        _ => Kept::Torn(dice.another()),
    }
}

/// The rows of what may go wrong that a cut falls into.
fn rows(take: &Take, disk: &Disk<'_>, kept: &Kept) -> Vec<&'static str> {
    let returned = disk.returned();
    let under_way = take.calls.get(returned).copied();
    let receipts = |after: usize| take.books.get(after).map(|book| book.receipts());
    let mut rows = vec![match under_way {
        Some("open") if take.books[returned].version() == 0 => "a birth",
        Some("open") => "an opening after a cut or an end",
        Some("close") => "an end",
        Some("forget") => "clearing the log",
        // The intent is on its way to the disk; then the mark that a request may leave; then the gateway's answer.
        Some("record") => "A1",
        Some("recorded") => "A2",
        Some("sending") => "A5",
        Some(_) => "another call",
        None => "between calls",
    }];
    rows.extend((receipts(returned + 1) > receipts(returned)).then_some("A8 A9"));
    rows.extend((disk.unsure() > 0).then_some("something unsure"));
    rows.extend((matches!(kept, Kept::Torn(_)) && disk.unsure() > 0).then_some("something torn"));
    rows.extend((disk.is_unsure("ledger.sqlite")).then_some("a checkpoint"));
    rows
}

/// The rows that must be met in every account.
const ROWS: [&str; 10] = [
    "a birth",
    "an opening after a cut or an end",
    "an end",
    "clearing the log",
    "A1",
    "A2",
    "A5",
    "A8 A9",
    "something torn",
    "a checkpoint",
];

/// Runs these seeds under these rules, on all cores.
pub(crate) fn all(portion: Portion, rules: Rules) -> (Vec<Tally>, u64) {
    let seeds = portion.count.div_ceil(OF_A_SEED);
    let (next, tallies) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, |cores| cores.get()) {
            scope.spawn(|| {
                let mut bench = Bench::empty();
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    if nth >= seeds {
                        return;
                    }
                    let tally = cut_at_random(portion.first_seed + nth, rules, &mut bench);
                    tallies.lock().unwrap().push(tally);
                }
            });
        }
    });
    (tallies.into_inner().unwrap(), portion.first_seed + seeds - 1)
}

#[test]
fn what_was_promised_survives_cuts_at_random() {
    let portion = Portion::asked_or(1, CUTS);
    let mut account = Account::of("PWR", "cuts", portion);
    let (tallies, last_seed) = all(portion, Rules { promise: Promise::Full, ..Rules::default() });
    let mut shown = 0;
    for tally in tallies {
        account.add(last_seed, tally.cuts, tally.breaches.len() as u64);
        tally.met.into_iter().for_each(|(row, times)| account.meets(row, times));
        for (where_, breach) in tally.breaches {
            shown += 1;
            say(format_args!("{where_}: {breach}"));
        }
    }
    let missed: Vec<_> = ROWS.iter().filter(|row| account.met(row) == 0).collect();
    account.tell();
    assert_eq!(shown, 0, "breaches");
    assert!(missed.is_empty() || portion.count < CUTS, "never met: {missed:?}");
}

/// What is asked of the disk, and where; but not which bytes: SQLite marks each log with a number of its own chance.
fn shape(act: &Act) -> String {
    if let Act::Write { file, at, bytes } = act {
        format!("write {} bytes at {at} of file {file}", bytes.len())
    } else {
        format!("{act:?}")
    }
}

#[test]
fn a_seed_replays_the_same_acts() {
    let shapes = || {
        let dir = folder::empty();
        let mut taking = Taking::begin(dir.path(), Rules::default());
        let ledger = live(&mut taking, &mut Counter::of(Dice::of(7), 0), 60);
        taking.close(ledger);
        taking.end().log.acts.iter().map(shape).collect::<Vec<_>>()
    };
    let first = shapes();
    assert!(first.len() > 300, "{} acts", first.len());
    assert!(first == shapes());
}
