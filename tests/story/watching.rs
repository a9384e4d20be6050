//! A program that runs all day keeps watch: over what is open, over ends that may not be the last word, and through a keychain that
//! is away for a while.

use std::time::Duration;

use comptoir_core::code::Reason;
use comptoir_engine::ports::{Clock, SecretSlot, Secrets, SecretsError};
use comptoir_practice::Does;
use comptoir_practice::paygate_global::PRACTICE_KEY;
use futures::future::{Either, select};
use secrecy::SecretString;

use crate::wire::Fault;
use crate::world::{ACCOUNT, World};

const QUARTER: Duration = Duration::from_mins(15);

#[test]
fn a_success_that_comes_after_an_end_is_seen_by_the_watch_alone() {
    let world = World::of(71);
    let id = world.push("12510");
    let engine = world.engine();
    world.run(engine.wait(id, world.later(QUARTER))).unwrap();
    assert_eq!(world.state(id), "expired");
    let paying = async {
        world.clock.sleep(Duration::from_mins(5)).await;
        world.customer(id, Does::Pays { amount: None });
        world.clock.sleep(Duration::from_hours(80)).await;
    };
    let watch = Box::pin(engine.keep_watch(id));
    match world.run(select(watch, Box::pin(paying))) {
        Either::Left((outcome, _)) => outcome.unwrap(),
        Either::Right(_) => panic!("the watch goes on where nothing is left to watch"),
    }
    assert_eq!(world.state(id), "late_paid");
}

#[test]
fn a_watch_that_nobody_answers_ends_with_the_watch_and_decides_nothing() {
    let world = World::of(72);
    let id = world.push("12515");
    world.run(world.engine().keep_watch(id)).unwrap();
    assert_eq!(world.state(id), "unresolved");
    assert!(world.clock.elapsed() >= Duration::from_hours(72));
}

#[test]
fn an_account_whose_key_is_gone_is_watched_until_it_is_back() {
    let world = World::of(73);
    let id = world.push("12515");
    world.wait(id, Duration::from_secs(10));
    let asked = world.wire.heard().len();
    world.run(world.secrets.erase(&key())).unwrap();
    let returning = async {
        world.clock.sleep(QUARTER).await;
        assert_eq!((world.state(id), world.view(id).reason), ("pending", Some("no_key")));
        assert_eq!(world.wire.heard().len(), asked, "nothing can be asked without a key");
        world.customer(id, Does::Pays { amount: None });
        world.secrets.store(&key(), SecretString::from(PRACTICE_KEY)).await.unwrap();
    };
    world.run(futures::future::join(world.engine().keep_watch(id), returning)).0.unwrap();
    assert_eq!(world.state(id), "paid");
}

#[test]
fn a_locked_keychain_is_said_and_the_watch_goes_on_once_it_is_open() {
    let world = World::of(74);
    let id = world.push("12515");
    world.wait(id, Duration::from_secs(10));
    let asked = world.wire.heard().len();
    world.secrets.kept.fail_with(Some(SecretsError::Locked));
    let unlocking = async {
        world.clock.sleep(QUARTER).await;
        assert_eq!((world.state(id), world.view(id).reason), ("pending", Some("keychain_away")));
        assert_eq!(world.wire.heard().len(), asked);
        world.customer(id, Does::Pays { amount: None });
        world.secrets.kept.fail_with(None);
    };
    world.run(futures::future::join(world.engine().keep_watch(id), unlocking)).0.unwrap();
    assert_eq!((world.state(id), world.view(id).reason), ("paid", None));
}

fn key() -> SecretSlot {
    SecretSlot { folder_id: "folder-1".to_owned(), account: ACCOUNT.to_owned(), field: "auth_token".to_owned() }
}

#[test]
fn an_end_that_nobody_asked_about_for_days_is_asked_about_until_the_gateway_answers_once() {
    let mut world = World::of(76);
    let id = world.push("12510");
    world.wait(id, Duration::from_mins(3));
    assert_eq!(world.state(id), "expired");
    world.customer(id, Does::Pays { amount: None });
    world.clock.pass(Duration::from_hours(30 * 24));
    world.wire.next([Some(Fault::LostBefore)]);
    world.resume();
    assert_eq!(world.state(id), "expired");
    world.reopen();
    world.resume();
    assert_eq!(world.standing(id), ("late_paid", Some("paid_after_end"), "yes"));

    let other = world.push("12510");
    world.wait(other, Duration::from_mins(3));
    world.clock.pass(Duration::from_hours(30 * 24));
    world.resume();
    let known = world.wire.heard_count();
    world.clock.pass(Duration::from_hours(1));
    world.resume();
    assert_eq!((world.state(other), world.wire.heard_count()), ("expired", known), "its last word was heard");
}

#[test]
fn an_answer_about_another_payment_is_no_last_word_about_an_end() {
    let world = World::of(75);
    let [id, other] = ["12510", "12505"].map(|amount| world.push(amount));
    for ended in [id, other] {
        world.wait(ended, Duration::from_mins(3));
    }
    assert_eq!((world.state(id), world.state(other)), ("expired", "declined"));
    world.customer(id, Does::Pays { amount: None });
    world.ask_after(Duration::from_hours(73), other);
    world.wire.next([Some(Fault::Swapped)]);
    world.resume();
    assert_eq!((world.state(id), world.view(id).trouble), ("expired", Some(Reason::AnothersAnswer)));
    world.resume();
    assert_eq!(world.standing(id), ("late_paid", Some("paid_after_end"), "yes"));
}
