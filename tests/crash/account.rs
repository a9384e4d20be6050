//! A kill at each write of what comes before the first payment: the ledger is born, and an account is added to it.

use comptoir_tests::{Call, Customer, KEY, PHONE};
use serde_json::json;

use crate::side_by_side::side_by_side;
use crate::stand::Stand;
use crate::strace::{self, Point};
use crate::tally::{self, Case};

/// The least that makes a ledger.
const FIRST_RUN: [&str; 3] = ["shop", "set", "name=Chez Afi"];

#[test]
fn a_ledger_killed_at_any_write_of_its_birth_is_born_all_the_same() {
    let stand = Stand::bare();
    let (mut points, ended) = strace::points(&stand.command(&FIRST_RUN), "", stand.till.folder(), |_| {});
    ended.came_to_its_end();
    assert_eq!(ended.told.last().unwrap()["name"], "Chez Afi");
    strace::thin(&mut points);
    let cases = side_by_side(&points, |point| {
        let mut stand = Stand::bare();
        let killed = strace::killed_at(point, &stand.command(&FIRST_RUN), "", |_| {});
        // Reading makes no ledger, and works beside half of one.
        let found = stand.till.run(["shop", "show"]).exits(0).text("name");
        assert!(found == "Chez Afi" || (found == "Comptoir" && killed.told.is_empty()), "{point:?}: {found}");
        assert_eq!(stand.till.run(FIRST_RUN).exits(0).text("name"), "Chez Afi", "{point:?}");
        if point.nth % 64 == 2 {
            add_account(&stand);
            stand.serve_the_next_customer();
        }
        case(point, killed.was_killed(), &stand)
    });
    let tally = tally::judge("birth", &cases);
    tally.was_killed_at_nearly_all();
    tally.has_reached(&["no payment", "paid"]);
}

#[test]
fn an_account_killed_at_any_write_is_added_whole_or_can_be_added_again() {
    let stand = in_a_shop();
    let address = stand.gateway.base_url();
    let (mut points, ended) = strace::points(&stand.command(&account(&address)), &keys(), stand.till.folder(), |_| {});
    ended.came_to_its_end();
    assert_eq!(ended.told.last().unwrap()["kind"], "account");
    strace::thin(&mut points);
    let cases = side_by_side(&points, |point| {
        let mut stand = in_a_shop();
        let address = stand.gateway.base_url();
        let killed = strace::killed_at(point, &stand.command(&account(&address)), &keys(), |_| {});
        let again = stand.till.run_typing(account(&address), &keys());
        match again.exit {
            Some(0) => assert!(killed.told.is_empty(), "{point:?}: the account was told, and was not there\n{again}"),
            _ => drop(again.refused(2, "account_taken")),
        }
        assert_eq!(stand.till.run(["account", "list"]).exits(0).lines.len(), 1, "{point:?}");
        stand.gateway.everyone(Customer::Waits);
        stand.told_by(&["pay", "700", "--phone", PHONE]);
        let sent = stand.gateway.requests(Call::Pay);
        assert_eq!(sent[0].text("auth_token").as_deref(), Some(KEY), "{point:?}: another key");
        case(point, killed.was_killed(), &stand)
    });
    let tally = tally::judge("account add", &cases);
    tally.was_killed_at_nearly_all();
    tally.has_reached(&["pending"]);
}

fn in_a_shop() -> Stand {
    let stand = Stand::bare();
    stand.till.run(FIRST_RUN).exits(0);
    stand
}

fn add_account(stand: &Stand) {
    stand.till.run_typing(account(&stand.gateway.base_url()), &keys()).exits(0);
}

fn account(base_url: &str) -> [&str; 7] {
    ["account", "add", "boutique", "--gateway", "paygate-global", "--base-url", base_url]
}

fn keys() -> String {
    json!({ "auth_token": KEY }).to_string()
}

fn case(point: &Point, killed: bool, stand: &Stand) -> Case {
    Case { name: format!("{point:?}"), kills: usize::from(killed), evidence: vec![stand.evidence()] }
}
