//! Programs that start at once on one folder: one has it, the others are told so, and the ledger is whole.

use std::thread;

use comptoir_tests::proof::{Account, Portion};
use comptoir_tests::{Call, PHONE, Running, ScriptedGateway, Till};

/// Starts at once, in each round.
const AT_ONCE: u64 = 2;

#[test]
fn of_many_that_want_the_folder_for_long_one_has_it_and_the_others_are_told() {
    let (gateway, till) = (ScriptedGateway::start(), Till::new());
    till.add_account("boutique", &gateway);
    // Longer than anybody waits for the folder.
    let waiting: Vec<_> = (0..6).map(|_| till.spawn(["pay", "12500", "--phone", PHONE, "--wait", "9"])).collect();
    let outcomes: Vec<_> = waiting.into_iter().map(Running::finish).collect();
    let (had, told): (Vec<_>, Vec<_>) = outcomes.iter().partition(|outcome| outcome.exit == Some(4));
    assert_eq!((had.len(), told.len()), (1, 5), "{outcomes:?}");
    assert!(told.iter().all(|outcome| outcome.error.as_ref().is_some_and(|error| error["code"] == "folder_in_use")));
    assert_eq!(gateway.requests(Call::Pay).len(), 1);
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
}

#[test]
fn of_programs_that_start_at_once_each_writes_alone_or_is_told_that_the_folder_is_in_use() {
    let portion = Portion::asked_or(1, 10);
    let mut account = Account::of("STARTS", "rounds of starts at once", portion);
    let till = Till::new();
    for round in portion.first_seed..portion.first_seed + portion.count {
        let outcomes: Vec<_> = thread::scope(|scope| {
            let start = |number: u64| {
                let till = &till;
                scope.spawn(move || till.run(["shop", "set", &format!("name=Boutique {round} {number}")]))
            };
            let started: Vec<_> = (0..AT_ONCE).map(start).collect();
            started.into_iter().map(|started| started.join().unwrap()).collect()
        });
        for outcome in &outcomes {
            // Each waits for the other, who needs a moment; who waits too long says so.
            match outcome.exit {
                Some(0) => account.meets("written", 1),
                _ => {
                    assert!(outcome.stderr.contains("\"folder_in_use\""), "{outcome}");
                    account.meets("told in use", 1);
                }
            }
        }
        account.add(round, AT_ONCE, 0);
    }
    assert!(account.met("written") >= portion.count, "in each round somebody had the folder");
    let set = till.database().query_row("SELECT count(*) FROM journal WHERE kind = 'shop_set'", [], |row| row.get::<_, i64>(0));
    assert_eq!(set.unwrap(), account.met("written") as i64, "what was told to be written is there, each once");
    assert_eq!(till.run(["verify"]).exits(0).last()["sound"], true);
    account.tell();
}
