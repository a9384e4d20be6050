//! An account that goes away, and a keychain that does.

use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_engine::ports::{SecretSlot, Secrets, SecretsError};
use comptoir_practice::Does;

use crate::world::{ACCOUNT, World, push, refused};

#[test]
fn an_account_stays_while_a_payment_of_it_may_still_be_paid_and_may_go_afterwards() {
    let world = World::of(51);
    let id = world.push("12515");
    let remove = || world.run(world.engine().remove_account(ACCOUNT));
    assert_eq!(refused(remove()), Code::AccountInUse);
    world.customer(id, Does::Expires);
    world.wait(id, Duration::from_mins(1));
    assert_eq!(world.state(id), "expired");
    assert_eq!(refused(remove()), Code::AccountInUse, "a late success may still come");
    world.clock.pass(Duration::from_hours(73));
    remove().unwrap();
    assert_eq!(refused(world.start(&push("12500"))), Code::AccountMissing);
    let heard = world.wire.heard().len();
    world.resume();
    assert_eq!((world.state(id), world.wire.heard().len()), ("expired", heard), "without an account nothing is asked");

    world.add_account();
    let again = world.push("12500");
    world.wait(again, Duration::from_mins(1));
    assert_eq!((world.state(again), world.state(id)), ("paid", "expired"));
    assert_eq!(world.engine().ledger().verify().unwrap(), []);
}

#[test]
fn a_key_that_the_keychain_has_lost_stops_the_questions_and_loses_no_payment() {
    let world = World::of(52);
    let id = world.push("12515");
    world.wait(id, Duration::from_secs(10));
    let slot = SecretSlot { folder_id: "folder-1".to_owned(), account: ACCOUNT.to_owned(), field: "auth_token".to_owned() };
    world.run(world.secrets.erase(&slot)).unwrap();
    assert_eq!(refused(world.start(&push("200"))), Code::KeyMissing);
    let heard = world.wire.heard().len();
    world.clock.pass(Duration::from_secs(10));
    world.resume();
    assert_eq!(world.standing(id), ("pending", Some("no_key"), "unknown"));
    assert_eq!(world.wire.heard().len(), heard);
    world.add_account();
    world.customer(id, Does::Pays { amount: None });
    world.resume();
    assert_eq!(world.state(id), "paid");
}

#[test]
fn without_a_keychain_nothing_is_written_and_nothing_is_sent() {
    let world = World::of(53);
    let id = world.push("12515");
    let (heard, story) = (world.wire.heard(), world.engine().ledger().story(id).unwrap());
    for failure in [SecretsError::Absent, SecretsError::Locked, SecretsError::NoAnswer, SecretsError::Failed] {
        world.secrets.kept.fail_with(Some(failure));
        world.clock.pass(Duration::from_secs(10));
        let later = world.later(Duration::from_secs(60));
        assert_eq!(refused(world.start(&push("12500"))), Code::KeychainUnavailable);
        assert_eq!(refused(world.run(world.engine().ask_once(id))), Code::KeychainUnavailable);
        assert_eq!(refused(world.run(world.engine().resume(later))), Code::KeychainUnavailable);
        assert_eq!(refused(world.run(world.engine().wait(id, later))), Code::KeychainUnavailable);
        assert_eq!(refused(world.run(world.engine().resend(id))), Code::KeychainUnavailable);
    }
    assert_eq!((world.wire.heard(), world.engine().ledger().story(id).unwrap()), (heard, story));
    assert_eq!(world.gateway.transactions().len(), 1);
    world.secrets.kept.fail_with(None);
    world.customer(id, Does::Pays { amount: None });
    world.wait(id, Duration::from_secs(60));
    assert_eq!(world.state(id), "paid", "a keychain that is unlocked later works without a restart");
}
