//! A disk that fills up at each moment of one payment: nothing is lost, nothing is told that is not on it, and it goes on when
//! there is room again.

use std::fs;
use std::path::Path;

use comptoir_core::code::Code;
use comptoir_engine::News;
use comptoir_tests::proof::{Account, Portion};

use crate::stand::{At, Stand, push};
use comptoir_tests::Fault;
use comptoir_tests::child::on_a_small_disk;

/// More than these are not looked for.
const MOMENTS: usize = 40;

#[test]
fn a_disk_that_fills_up_at_any_moment_of_a_payment_loses_nothing() {
    on_a_small_disk("full::a_disk_that_fills_up_at_any_moment_of_a_payment_loses_nothing", 20, |disk| {
        let mut account = Account::of("DISK", "full disks", Portion { first_seed: 0, count: 0 });
        for reserve in [true, false] {
            each_moment(disk, reserve, &Fault::full(disk), &mut account);
        }
        assert!(account.met("reserve released") >= 3, "the room kept aside is used");
        assert!(account.met("reply in hand") >= 1 && account.met("paid in hand") >= 1, "without it, replies stay in hand");
        assert!(account.met("refused") >= 1);
        account.tell();
    });
}

/// Strikes at each telling and at each reply, one payment each, until there is none left to strike at.
pub(crate) fn each_moment(disk: &Path, reserve: bool, fault: &Fault, account: &mut Account) {
    let kinds: [fn(usize) -> At; 2] = [At::Telling, At::Reply];
    for moment in kinds {
        let struck = (0..MOMENTS).find(|number| !strikes(disk, reserve, fault, moment(*number), account));
        assert!(struck.is_some_and(|moments| moments >= 3), "a payment is told and answered some times, and not for ever");
    }
}

/// One payment with a fault in it, and one after it; whether there was that moment.
fn strikes(disk: &Path, reserve: bool, fault: &Fault, at: At, account: &mut Account) -> bool {
    let folder = disk.join("till");
    let mut stand = Stand::on(&folder, reserve);
    stand.strikes_at(at, fault);
    let outcome = stand.pays(fault);
    account.add(0, 1, 0);
    account.meets("reserve released", u64::from(*stand.disk.released.lock().unwrap()));
    for (_, state, said) in stand.told.lock().unwrap().iter() {
        assert!(said.is_none_or(|said| said != *state), "what is not on the disk is not told as it if were");
        account.meets(said.map_or("told", |said| if said == "paid" { "paid in hand" } else { "reply in hand" }), 1);
    }
    let transactions = stand.gateway.transactions();
    match outcome {
        Ok(view) => {
            assert_eq!((view.state, transactions.len()), ("paid", 1), "{fault:?} {at:?}");
            assert_eq!(*stand.creates.lock().unwrap(), 1, "it was asked for once");
            assert!(view.receipt_number.is_some());
        }
        Err(refusal) => {
            assert!(matches!(refusal.code, Code::DiskFull | Code::DiskFailed), "{refusal:?}");
            assert!(transactions.is_empty(), "what was refused was not sent");
            account.meets("refused", 1);
        }
    }
    let struck = stand.came_to(at);
    stand.reopen();
    assert_eq!(stand.engine().ledger().verify().unwrap(), []);
    assert_eq!(stand.engine().unsettled().unwrap(), [], "{at:?}: everything has its end after the next start");
    // The next sale goes as any other.
    assert_eq!(stand.pays(fault).unwrap().state, "paid");
    drop(stand);
    fs::remove_dir_all(&folder).unwrap();
    struck
}

#[test]
fn a_reply_that_the_disk_does_not_take_is_told_with_all_that_a_person_must_note() {
    on_a_small_disk("full::a_reply_that_the_disk_does_not_take_is_told_with_all_that_a_person_must_note", 20, |disk| {
        let stand = Stand::on(&disk.join("till"), false);
        let fault = Fault::full(disk);
        // Recorded, sending, and then the answer.
        stand.strikes_at(At::Telling(1), &fault);
        let id = {
            let asked = push("12500");
            let starting = stand.engine().start(&asked);
            assert!(stand.clock.run_for(20, starting).is_none(), "it is tried again as long as the disk is full");
            stand.engine().unsettled().unwrap()[0]
        };
        let unwritten = stand.engine().unwritten_of(id).expect("a reply in hand");
        assert_eq!((unwritten.said.code(), unwritten.refusal.code), ("pending", Code::ReplyUnwritten));
        let view = stand.engine().view(id).unwrap();
        assert_eq!((view.state, view.unwritten.as_ref()), ("sending", Some(&unwritten)));
        assert_eq!(unwritten.refusal.reference.as_ref(), Some(&view.reference));
        for (name, value) in [("said", "pending"), ("cause", "disk_full"), ("amount_minor", "12500"), ("currency", "XOF")] {
            assert!(unwritten.refusal.data.contains(&(name, value.to_owned())), "{name}");
        }
        assert_eq!(stand.told(News::Unwritten), 1, "it is told once, however often it is tried");
    });
}
