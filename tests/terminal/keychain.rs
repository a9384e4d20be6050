//! A keychain that is absent, locked or silent: selling is refused before anything is written, and the ledger stays readable.

use std::thread;
use std::time::{Duration, Instant};

use comptoir_tests::{Customer, Keyring, PHONE, ScriptedGateway, Till};

use crate::{counter, pending};

/// What happened in this shop: a paid payment, a late one, a pending one.
struct Story {
    gateway: ScriptedGateway,
    till: Till,
    paid: String,
    late: String,
    waiting: String,
}

fn story() -> Story {
    story_of(Till::new())
}

fn story_of(till: Till) -> Story {
    let gateway = ScriptedGateway::start();
    till.add_page_account("boutique", &gateway);
    let [paid, late, waiting] = [(); 3].map(|()| pending(&till, "12500"));
    till.run(["cancel", &late.id()]).exits(4);
    for payment in [&paid, &late] {
        gateway.customer(&payment.text("reference"), Customer::Pays);
        till.run(["ask", &payment.id()]);
    }
    Story { gateway, till, paid: paid.id(), late: late.id(), waiting: waiting.id() }
}

/// How many entries the journal has.
fn journal(till: &Till) -> i64 {
    till.database().query_row("SELECT count(*) FROM journal", [], |row| row.get(0)).unwrap()
}

/// Every command that needs a key is refused, and leaves no trace.
fn selling_is_refused(story: &Story, without: &Till) {
    let Story { gateway, till, waiting, .. } = story;
    let (entries, requests) = (journal(till), gateway.count());
    let lines: [&[&str]; 10] = [
        &["pay", "500", "--phone", PHONE],
        &["pay", "500", "--method", "page"],
        &["ask", waiting],
        &["resend", waiting],
        &["resume"],
        &["resume", "--wait", "30"],
        &["balance", "boutique"],
        &["account", "test", "boutique"],
        &["account", "remove", "boutique"],
        &["account", "add", "marche", "--gateway", "paygate-global"],
    ];
    for line in lines {
        let outcome = without.run_typing(line, r#"{"auth_token":"practice-key"}"#);
        // An account with open payments is not removed anyway, nor is a payment that waits sent again: either refusal is true.
        match outcome.error.as_ref().and_then(|error| error["code"].as_str()) {
            Some("account_in_use" | "resend_not_safe") => {}
            _ => drop(outcome.refused(1, "keychain_unavailable")),
        }
        assert_eq!((journal(till), gateway.count()), (entries, requests), "{line:?}");
    }
}

#[test]
fn without_a_keychain_selling_is_refused_and_nothing_is_written() {
    let story = story();
    selling_is_refused(&story, &story.till.moved_to(&Keyring::absent()));
}

#[test]
fn with_a_locked_keychain_selling_is_refused_and_nothing_is_written() {
    let keyring = Keyring::unlocked();
    let story = story_of(Till::on(&keyring));
    keyring.lock();
    selling_is_refused(&story, &story.till);
}

#[test]
fn without_a_keychain_no_notification_makes_the_gateway_be_asked() {
    let Story { gateway, till, waiting, .. } = story();
    let without = till.moved_to(&Keyring::absent());
    let message = format!(r#"{{"identifier":"{}"}}"#, till.run(["show", &waiting]).text("reference"));
    let (entries, requests) = (journal(&till), gateway.count());
    without.run_typing(["notify", "paygate-global", "--account", "boutique"], &message).refused(1, "keychain_unavailable");
    assert_eq!((journal(&till), gateway.count()), (entries, requests));
}

#[test]
fn a_key_is_not_kept_where_no_keyring_was_ever_made() {
    let till = Till::on(&Keyring::unmade());
    let add = ["account", "add", "boutique", "--gateway", "paygate-global"];
    till.run_typing(add, r#"{"auth_token":"practice-key"}"#).refused(1, "keychain_unavailable");
    assert!(till.run(["account", "list"]).exits(0).lines.is_empty());
}

#[test]
fn without_a_keychain_an_account_is_neither_added_nor_removed() {
    let keyring = Keyring::unlocked();
    let gateway = ScriptedGateway::start();
    let till = Till::on(&keyring);
    till.add_account("boutique", &gateway);
    let keys = keyring.keys();
    let without = till.moved_to(&Keyring::absent());
    let add = ["account", "add", "marche", "--gateway", "paygate-global"];
    without.run_typing(add, r#"{"auth_token":"practice-key"}"#).refused(1, "keychain_unavailable");
    without.run(["account", "remove", "boutique"]).refused(1, "keychain_unavailable");
    assert_eq!(till.run(["account", "list"]).exits(0).lines.len(), 1);
    assert_eq!(keyring.keys(), keys);
}

#[test]
fn without_a_keychain_everything_else_works() {
    let Story { gateway, till, paid, late, waiting } = story();
    let without = till.moved_to(&Keyring::absent());
    let requests = gateway.count();
    without.run(["show", &paid]).exits(0);
    without.run(["receipt", &paid]).exits(0);
    assert_eq!(without.run(["list"]).exits(0).lines.len(), 3);
    without.run(["account", "list"]).exits(0);
    without.run(["shop", "show"]).exits(0);
    without.run(["shop", "set", "name=Boutique Adjovi"]).exits(0);
    assert_eq!(without.run(["cancel", &waiting]).exits(4).state(), "cancel_requested");
    assert_eq!(without.run(["accept", &late]).exits(0).state(), "paid");
    assert_eq!(without.run(["verify"]).exits(0).last()["sound"], true);
    assert_eq!(gateway.count(), requests);
}

#[test]
fn a_refusal_for_want_of_a_keychain_says_that_no_money_is_at_risk_and_what_to_do() {
    let (_gateway, till) = counter();
    let refused = till.moved_to(&Keyring::absent()).run(["pay", "12500", "--phone", PHONE]).refused(1, "keychain_unavailable");
    assert_eq!(refused.error.unwrap()["money_at_risk"], "no");
}

#[test]
fn a_payment_that_was_waiting_is_taken_up_again_once_the_keychain_is_back() {
    let (gateway, till) = counter();
    let waiting = pending(&till, "12500");
    gateway.everyone(Customer::Pays);
    let without = till.moved_to(&Keyring::absent());
    without.run(["resume"]).refused(1, "keychain_unavailable");
    without.run(["ask", &waiting.id()]).refused(1, "keychain_unavailable");
    assert_eq!(till.run(["ask", &waiting.id()]).exits(0).state(), "paid");
}

#[test]
fn a_keychain_that_says_nothing_is_given_up_after_ten_seconds_however_short_the_wait() {
    let (gateway, till) = counter();
    let id = pending(&till, "12500").id();
    let silent = Keyring::silent();
    let other = Till::new();
    other.add_account("boutique", &gateway);
    let (asking, adding, paying) = (till.moved_to(&silent), Till::on(&silent), other.moved_to(&silent));
    let given_up = |till: &Till, line: &[&str]| {
        let start = Instant::now();
        till.run_typing(line, r#"{"auth_token":"practice-key"}"#).refused(1, "keychain_unavailable");
        assert!(start.elapsed() >= Duration::from_secs(10), "{line:?} took {:?}", start.elapsed());
    };
    thread::scope(|scope| {
        scope.spawn(|| given_up(&asking, &["ask", &id]));
        scope.spawn(|| given_up(&adding, &["account", "add", "boutique", "--gateway", "paygate-global"]));
        scope.spawn(|| given_up(&paying, &["pay", "500", "--phone", PHONE, "--wait", "1"]));
    });
    asking.run(["show", &id]).exits(4);
    assert!(other.run(["list"]).exits(0).lines.is_empty());
    assert_eq!(gateway.count(), 1);
}
