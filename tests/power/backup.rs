//! Every instant of copying a ledger (A11): under the copy's name stands the older copy or the new one, whole and sound, never something
//! between; and the ledger is what it was.

use std::collections::BTreeMap;

use comptoir_core::evidence::Word;
use comptoir_core::payment::Event;
use comptoir_ledger::Numbers;
use comptoir_tests::dice::Dice;
use comptoir_tests::proof::{Account, Portion};
use comptoir_tests::samples::at;

use crate::book::Book;
use crate::counter::{Counter, account, gateway_reference, report};
use crate::disk::{Act, Place, Rules};
use crate::folder;
use crate::image::Image;
use crate::judge::{Bench, Breach};
use crate::payment::judge_every_cut;
use crate::take::{Take, Taking, open};

const LEDGER: &str = "ledger.sqlite";
const COPY: &str = "copy.sqlite";

/// The calls of a life in which the ledger is copied, and once more in place of the first copy after another sale.
const CALLS: [&str; 5] = ["open", "first copy", "record", "second copy", "close"];

/// That life, on a ledger with a payment that is paid.
fn copied(rules: Rules) -> Take {
    let dir = folder::empty();
    let mut counter = Counter::of(Dice::of(5), 0);
    let mut ledger = open(dir.path()).unwrap();
    ledger.add_account(at(1), &account("boutique")).unwrap();
    let sale = counter.sale();
    let mut payment = counter.record(&mut ledger, &sale).unwrap();
    let created = Event::Created { gateway_reference: gateway_reference(&payment.order), page_url: None };
    let answered = Event::Answered(Box::new(report(&payment.order, Word::Paid)));
    for event in [Event::Send, created, answered] {
        payment = counter.happen(&mut ledger, &payment, &event).unwrap().unwrap_or(payment);
    }
    drop(ledger);

    let mut taking = Taking::begin(dir.path(), rules);
    let mut ledger = taking.open().unwrap();
    let copy = dir.path().join(COPY);
    taking.call("first copy", || ledger.back_up(dir.path(), &copy, Numbers::AsInTheLedger)).unwrap();
    let sale = counter.sale();
    taking.call("record", || counter.record(&mut ledger, &sale)).unwrap();
    taking.call("second copy", || ledger.back_up(dir.path(), &copy, Numbers::AsInTheLedger)).unwrap();
    taking.close(ledger);
    taking.end()
}

/// What the file of the copy's name holds, opened as the ledger that it would be; nothing where there is none.
fn copy_in(bench: &mut Bench, image: &Image) -> Result<Book, Breach> {
    match image.get(COPY) {
        Some(bytes) => bench.found(&BTreeMap::from([(LEDGER.to_owned(), bytes.clone())])),
        None => Ok(Book::NONE),
    }
}

/// Whether the copy may hold `found` after so many calls had returned: the last that was promised, or the one under way.
fn allows(take: &Take, found: &Book, returned: usize) -> Result<(), Breach> {
    let copies = (0..CALLS.len()).filter(|call| CALLS[*call].ends_with("copy"));
    let is_promised = match copies.clone().rfind(|call| *call < returned) {
        Some(call) => *found == take.books[call],
        None => *found == Book::NONE,
    };
    let is_under_way = copies.clone().any(|call| call == returned && *found == take.books[call]);
    if is_promised || is_under_way { Ok(()) } else { Err(Breach::Strange) }
}

/// What is wrong with the copy after a cut at every instant; `each` is told what was found each time.
fn wrong_copies(take: &Take, mut each: impl FnMut(&Book)) -> Vec<String> {
    let mut bench = Bench::empty();
    judge_every_cut(
        take,
        1,
        |image| copy_in(&mut bench, image),
        |returned, book| {
            each(book);
            allows(take, book, returned)
        },
    )
}

#[test]
fn a_copy_survives_a_cut_at_every_instant_of_its_making() {
    let take = copied(Rules::default());
    assert_eq!(take.calls, CALLS);
    assert_eq!(take.log.count(|act| matches!(act, Act::Rename { to, .. } if to == COPY)), 2);
    assert_ne!(take.books[1], take.books[3], "the copies are two");

    let mut account = Account::of("PWR backup", "cuts", Portion { first_seed: 1, count: 0 });
    let (mut cuts, mut ledgers) = (0, Bench::empty());
    let mut wrong = judge_every_cut(&take, 1, |image| ledgers.found(image), |returned, book| take.allows(book, returned));
    let of_copies = wrong_copies(&take, |book| {
        cuts += 1;
        let found = [(&Book::NONE, "no copy"), (&take.books[1], "first copy"), (&take.books[3], "second copy")];
        let name = found.iter().find(|(known, _)| *known == book).map_or("another", |(_, name)| name);
        account.meets(name, 1);
    });
    wrong.extend(of_copies);
    account.add(1, 2 * cuts, wrong.len() as u64);
    let met = ["no copy", "first copy", "second copy"].map(|name| account.met(name) > 0);
    account.tell();
    assert!(wrong.is_empty(), "{} of {cuts} cuts: {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
    assert_eq!(met, [true; 3]);
}

/// On a disk that only says that it syncs, the name can be there before the copy is.
#[test]
fn a_copy_whose_syncs_are_feigned_is_caught() {
    let take = copied(Rules { feigns: Some(Place::Sync), ..Rules::default() });
    assert_ne!(wrong_copies(&take, |_| {}), Vec::<String>::new());
}
