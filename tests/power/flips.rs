//! Bytes that change by themselves (D4), in the files of a ledger that was closed and in the log of one that was not.
//!
//! A changed byte of the database is found, or changes nothing that the journal tells of. A changed byte of a log ends it there, as a cut
//! would: that cannot be told from a cut, and leaves an earlier moment, whole.

use std::fs;
use std::path::Path;

use comptoir_ledger::Reader;
use comptoir_tests::proof::{Account, Portion};

use crate::book::Book;
use crate::counter::Counter;
use crate::disk::Rules;
use crate::folder;
use crate::image::Image;
use crate::take::{Take, Taking, open};
use crate::walk::live;
use comptoir_tests::dice::Dice;

/// How many bytes the tests of every day flip.
const FLIPS: u64 = 500;

/// A ledger's files after some hours, closed or not, and what it held from call to call.
fn files(ends_well: bool) -> (Image, Take) {
    let dir = folder::empty();
    let mut taking = Taking::begin(dir.path(), Rules::default());
    let ledger = live(&mut taking, &mut Counter::of(Dice::of(5), 0), 40);
    let left = |dir: &Path| {
        let names = ["ledger.sqlite", "ledger.sqlite-wal"].into_iter().filter(|name| dir.join(name).exists());
        names.map(|name| (name.to_owned(), fs::read(dir.join(name)).unwrap())).collect::<Image>()
    };
    if ends_well {
        taking.close(ledger);
        let image = left(dir.path());
        assert_eq!(image.len(), 1, "a log is left");
        (image, taking.end())
    } else {
        let image = left(dir.path());
        let take = taking.end();
        drop(ledger);
        (image, take)
    }
}

/// What is found where a byte has changed.
enum Found {
    /// The ledger is refused, or `verify` tells of it.
    Damage,
    /// It holds this.
    Book(Book),
}

fn found(dir: &Path, image: &Image) -> Found {
    folder::fill(dir, image);
    let sound = |reader: &Reader| reader.verify().is_ok_and(|findings| findings.is_empty());
    let Ok(ledger) = open(dir) else { return Found::Damage };
    if !sound(&ledger) {
        return Found::Damage;
    }
    Book::of(dir).map_or(Found::Damage, Found::Book)
}

/// Flips bits of one byte of the file `name`, so many times, each time in the file as it was; tells what of the journal is then another.
fn flip(account: &mut Account, portion: Portion, name: &str, allowed: &[Book], image: &Image) -> Vec<String> {
    let (dir, mut wrong) = (folder::empty(), Vec::new());
    for seed in portion.first_seed..portion.first_seed + portion.count {
        let mut dice = Dice::of(seed);
        let mut flipped = image.clone();
        let bytes = flipped.get_mut(name).expect("the file is there");
        let (place, flip) = (dice.below(bytes.len()), 1 + dice.below(255) as u8);
        bytes[place] ^= flip;
        match found(dir.path(), &flipped) {
            Found::Damage => account.meets("found", 1),
            Found::Book(book) if book.journalled() == allowed.last().expect("it held something").journalled() => {
                account.meets("harmless", 1)
            }
            Found::Book(book) if allowed.iter().any(|earlier| earlier.journalled() == book.journalled()) => {
                account.meets("an earlier moment", 1);
            }
            Found::Book(_) => wrong.push(format!("seed {seed}: byte {place} of {name} flipped by {flip:#04x} is not found")),
        }
    }
    account.add(portion.first_seed + portion.count - 1, portion.count, wrong.len() as u64);
    wrong
}

#[test]
fn a_flipped_byte_of_a_closed_ledger_is_found_or_harmless() {
    let portion = Portion::asked_or(1, FLIPS);
    let mut account = Account::of("PWR flips", "flips", portion);
    let (image, take) = files(true);
    let wrong = flip(&mut account, portion, "ledger.sqlite", &take.books[take.books.len() - 1..], &image);
    let found = account.met("found");
    account.tell();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(found > portion.count / 10 || portion.count < FLIPS, "only {found} were found: the harness is blind");
}

#[test]
fn a_flipped_byte_of_a_log_leaves_an_earlier_moment_whole() {
    let Portion { first_seed, count } = Portion::asked_or(1, FLIPS);
    let portion = Portion { first_seed, count: count.div_ceil(5) };
    let mut account = Account::of("PWR flips of a log", "flips", portion);
    let (image, take) = files(false);
    let wrong = flip(&mut account, portion, "ledger.sqlite-wal", &take.books, &image);
    let earlier = account.met("an earlier moment");
    account.tell();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(earlier > 0, "the log is not read");
}
