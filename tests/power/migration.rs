//! Every instant of bringing an older ledger up to date (A11): it is the old one or the new one, never something between, and the copy
//! that was to be kept is whole before anything is changed.

use std::fs;
use std::path::Path;

use comptoir_core::evidence::Word;
use comptoir_core::payment::Event;
use comptoir_tests::proof::{Account, Portion};
use rusqlite::Connection;

use crate::book::Book;
use crate::counter::{Counter, account, gateway_reference, report};
use crate::disk::{Act, Rules};
use crate::folder;
use crate::image::Image;
use crate::judge::Breach;
use crate::older::of_first_version;
use crate::payment::judge_every_cut;
use crate::take::{Take, Taking, open};
use comptoir_tests::dice::Dice;
use comptoir_tests::samples::at;

const COPY: &str = "ledger-v1.bak.sqlite";

/// An older ledger in `dir`, with a paid payment and an open one.
fn lay(dir: &Path) {
    let today = folder::empty();
    let mut counter = Counter::of(Dice::of(3), 0);
    let mut ledger = open(today.path()).unwrap();
    ledger.add_account(at(1), &account("boutique")).unwrap();
    for word in [Word::Paid, Word::Pending] {
        let sale = counter.sale();
        let mut payment = counter.record(&mut ledger, &sale).unwrap();
        let created = Event::Created { gateway_reference: gateway_reference(&payment.order), page_url: None };
        let answered = Event::Answered(Box::new(report(&payment.order, word)));
        for event in [Event::Send, created, answered] {
            payment = counter.happen(&mut ledger, &payment, &event).unwrap().unwrap_or(payment);
        }
    }
    drop(ledger);
    of_first_version(&today.path().join("ledger.sqlite"), &dir.join("ledger.sqlite"));
}

/// The old ledger brought up to date, and the program ended.
fn brought_up_to_date(rules: Rules) -> Take {
    let dir = folder::empty();
    lay(dir.path());
    let mut taking = Taking::begin(dir.path(), rules);
    let ledger = taking.open().unwrap();
    taking.close(ledger);
    taking.end()
}

/// What an image holds before anything is done to it; and opened, it is today's, whole, with all that the old one held.
fn judge(dir: &Path, image: &Image, take: &Take) -> Result<Book, Breach> {
    folder::fill(dir, image);
    let (path, copy) = (dir.join("ledger.sqlite"), dir.join(COPY));
    let damaged = |error: &dyn std::fmt::Display| Breach::Damaged(error.to_string());
    let found = Book::of_file(&path).map_err(|error| damaged(&error))?;
    drop(fs::remove_file(dir.join("ledger.sqlite-shm")));
    if copy.exists() {
        let kept = Book::of_file(&copy).map_err(|error| damaged(&error))?;
        let word: String = Connection::open(&copy)
            .and_then(|copy| copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)))
            .map_err(|error| damaged(&error))?;
        if word != "ok" || kept != take.books[0].without(&["confidential"]) {
            return Err(Breach::Damaged(format!("the copy that was kept: {word}")));
        }
    } else if found.version() > 1 {
        return Err(Breach::Damaged("brought up to date without a copy of what it was".to_owned()));
    }
    let ledger = open(dir).map_err(|error| damaged(&error))?;
    let findings = ledger.verify().map_err(|error| damaged(&error))?;
    drop(ledger);
    let now = Book::of_file(&path).map_err(|error| damaged(&error))?;
    if now != take.books[1] || !findings.is_empty() || !copy.exists() {
        return Err(Breach::Damaged(format!("opened, it is not the new one: {findings:?}")));
    }
    Ok(found)
}

#[test]
fn an_older_ledger_survives_a_cut_at_every_instant_of_bringing_it_up_to_date() {
    let take = brought_up_to_date(Rules::default());
    assert_eq!((take.books[0].version(), take.books[0].receipts(), take.books[1].receipts()), (1, 1, 1));
    assert!(take.books[1].version() > 1);
    assert_eq!(take.log.count(|act| matches!(act, Act::Rename { to, .. } if to == COPY)), 1);

    let mut account = Account::of("PWR migration", "cuts", Portion { first_seed: 1, count: 0 });
    let (mut cuts, dir) = (0, folder::empty());
    let wrong = judge_every_cut(
        &take,
        1,
        |image| judge(dir.path(), image, &take),
        |returned, book| {
            cuts += 1;
            account.meets(if book.version() == 1 { "old found" } else { "new found" }, 1);
            take.allows(book, returned)
        },
    );
    account.add(1, cuts, wrong.len() as u64);
    let both = account.met("old found") > 0 && account.met("new found") > 0;
    account.tell();
    assert!(wrong.is_empty(), "{} of {cuts} cuts: {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
    assert!(both);
}
