//! A program killed before a sync leaves what it wrote in the system's hands: read by the next start, and not yet on the disk. What the
//! next start has shown of it must survive a cut.

use comptoir_tests::proof::{Account, Portion};

use crate::disk::{Act, Rules};
use crate::folder;
use crate::image::{Disk, Kept};
use crate::judge::Bench;
use crate::payment::pay;
use crate::take::Taking;
use comptoir_tests::dice::Dice;

#[test]
fn what_a_killed_program_left_is_durable_when_the_next_start_has_read_it() {
    let dir = folder::empty();
    let mut taking = Taking::begin(dir.path(), Rules::default());
    pay(&mut taking).map_err(|refusal| refusal.error).unwrap();
    let first = taking.end();

    let mut account = Account::of("PWR killed", "cuts", Portion { first_seed: 1, count: 0 });
    let (mut bench, mut dice) = (Bench::empty(), Dice::of(1));
    let (mut wrong, mut cuts) = (Vec::new(), 0);
    let mut disk = Disk::before(&first.log);
    // Just before each sync, most is unsure.
    let syncs = first.log.acts.iter().enumerate().filter(|(_, act)| matches!(act, Act::Sync { .. } | Act::SyncFolder { .. }));
    let instants = syncs.flat_map(|(place, _)| [(place, false), (place, true)]);
    for (done, a_sync_failed) in instants {
        disk.go_to(done);
        let dir = folder::empty();
        folder::fill(dir.path(), &disk.cut(&Kept::First(0)));
        let mut taking = Taking::begin(dir.path(), Rules::default());
        taking.leave_unsure(&disk.cut(&Kept::First(disk.unsure())), a_sync_failed);
        let ledger = taking.open().unwrap();
        let second = taking.end();
        drop(ledger);

        let mut again = Disk::before(&second.log);
        again.go_to(second.log.acts.len());
        assert_eq!(again.returned(), 1);
        for kept in [Kept::First(0), Kept::Torn(dice.another()), Kept::Torn(dice.another())] {
            cuts += 1;
            let judged = bench.found(&again.cut(&kept)).and_then(|book| second.allows(&book, again.returned()));
            if let Err(breach) = judged {
                wrong.push(format!(
                    "killed after act {done} (a sync failed: {a_sync_failed}), started, cut, {kept:?} kept: {breach}"
                ));
            }
        }
    }
    account.add(1, cuts, wrong.len() as u64);
    account.tell();
    assert!(wrong.is_empty(), "{} of {cuts} cuts: {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
}
