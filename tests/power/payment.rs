//! Every instant of one payment, from the birth of its ledger to its receipt and the end of the program.

use std::collections::HashMap;

use comptoir_core::evidence::Word;
use comptoir_core::payment::Event;
use comptoir_core::state::State;
use comptoir_ledger::{Filter, Ledger, LedgerError};
use comptoir_tests::proof::{Account, Portion};
use sha2::{Digest, Sha256};

use crate::book::Book;
use crate::counter::{Counter, account, gateway_reference, report};
use crate::disk::{Act, Rules};
use crate::folder;
use crate::image::{Disk, Image, Kept};
use crate::judge::{Bench, Breach};
use crate::take::{Take, Taking};
use comptoir_tests::dice::Dice;
use comptoir_tests::samples::at;

/// Torn disks for each instant.
const TORN: u64 = 3;

/// The calls of the payment, in the order of the rows A1 to A9 of what may go wrong.
pub(crate) const CALLS: [&str; 7] = ["open", "account", "record", "sending", "pending", "paid", "close"];

/// A call that was refused, and the ledger if it was open.
pub(crate) struct Refusal {
    pub(crate) error: LedgerError,
    pub(crate) ledger: Option<Ledger>,
}

/// Takes the payment, until it is whole or a call is refused.
///
/// # Errors
/// The refusal.
pub(crate) fn pay(taking: &mut Taking) -> Result<(), Box<Refusal>> {
    let mut counter = Counter::of(Dice::of(1), 0);
    let mut ledger = taking.open().map_err(|error| Refusal { error, ledger: None })?;
    match steps(taking, &mut counter, &mut ledger) {
        Ok(()) => {
            taking.close(ledger);
            Ok(())
        }
        Err(error) => Err(Box::new(Refusal { error, ledger: Some(ledger) })),
    }
}

/// Goes on from what the ledger holds.
///
/// # Errors
/// What the ledger says.
pub(crate) fn steps(taking: &mut Taking, counter: &mut Counter, ledger: &mut Ledger) -> Result<(), LedgerError> {
    if ledger.account("boutique")?.is_none() {
        taking.call("account", || ledger.add_account(at(1), &account("boutique")))?;
    }
    let recorded = ledger.list(&Filter { limit: 1, ..Filter::default() })?.pop();
    let mut payment = match recorded {
        Some(payment) => payment,
        None => {
            let sale = counter.sale();
            taking.call("record", || counter.record(ledger, &sale))?
        }
    };
    while payment.state != State::Paid {
        let created = Event::Created { gateway_reference: gateway_reference(&payment.order), page_url: None };
        let (name, event) = match payment.state.code() {
            "recorded" => ("sending", Event::Send),
            "sending" => ("pending", created),
            _ => ("paid", Event::Answered(Box::new(report(&payment.order, Word::Paid)))),
        };
        payment = taking.call(name, || counter.happen(ledger, &payment, &event))?.expect("the machine goes on");
        assert_eq!(payment.state.code(), name);
    }
    Ok(())
}

/// Judges every instant of a life, with each beginning of what is unsure and some torn parts of it: `judge` tells what a disk holds, and
/// `each` what that is worth after so many calls have returned. Tells what is wrong.
pub(crate) fn judge_every_cut(
    take: &Take,
    seed: u64,
    mut judge: impl FnMut(&Image) -> Result<Book, Breach>,
    mut each: impl FnMut(usize, &Book) -> Result<(), Breach>,
) -> Vec<String> {
    let (mut known, mut wrong) = (HashMap::new(), Vec::new());
    let mut disk = Disk::before(&take.log);
    for done in 0..=take.log.acts.len() {
        disk.go_to(done);
        let all = disk.unsure();
        // A write leaves what was unsure before it as it was: its beginnings were judged before the write.
        let adds = done > 0
            && !matches!(
                take.log.acts[done - 1],
                Act::Sync { .. } | Act::SyncFailed { .. } | Act::SyncFolder { .. } | Act::Returned
            );
        let beginnings = (if adds { all } else { 0 }..=all).map(Kept::First);
        let torn = (0..TORN).map(|nth| Kept::Torn(Dice::of(seed + done as u64 * TORN + nth)));
        for kept in beginnings.chain(torn.filter(|_| all > 0)) {
            let image = disk.cut(&kept);
            let found = known.entry(digest(&image)).or_insert_with(|| judge(&image)).clone();
            if let Err(breach) = found.and_then(|book| each(disk.returned(), &book)) {
                wrong.push(format!("cut after act {done}, {kept:?} kept: {breach}"));
            }
        }
    }
    wrong
}

/// Tells images apart.
fn digest(image: &Image) -> Vec<u8> {
    let mut digest = Sha256::new();
    for (name, bytes) in image {
        digest.update(format!("{name} {}\n", bytes.len()));
        digest.update(bytes);
    }
    digest.finalize().to_vec()
}

#[test]
fn a_payment_survives_a_cut_at_every_instant() {
    let portion = Portion { first_seed: 1, count: 0 };
    let mut account = Account::of("PWR payment", "cuts", portion);
    let dir = folder::empty();
    let mut taking = Taking::begin(dir.path(), Rules::default());
    pay(&mut taking).map_err(|refusal| refusal.error).unwrap();
    let take = taking.end();
    assert_eq!(take.calls, CALLS);
    assert!(take.log.count(|act| matches!(act, Act::Sync { .. })) >= 8, "each call syncs");
    assert_eq!(take.books.last().unwrap().receipts(), 1);

    let mut cuts = 0;
    let mut bench = Bench::empty();
    let wrong = judge_every_cut(
        &take,
        1,
        |image| bench.found(image),
        |returned, book| {
            cuts += 1;
            account.meets(take.calls.get(returned).map_or("afterwards", |call| call), 1);
            take.allows(book, returned)
        },
    );
    account.add(1, cuts, wrong.len() as u64);
    let met: Vec<_> = CALLS.iter().filter(|call| account.met(call) == 0).collect();
    account.tell();
    assert!(wrong.is_empty(), "{} of {cuts} cuts: {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
    assert!(met.is_empty(), "nothing was cut during {met:?}");
}
