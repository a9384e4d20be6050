//! Money that goes back.

use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::RefundId;
use comptoir_core::refund::How;
use comptoir_engine::AskedRefund;
use comptoir_engine::ports::Clock;
use secrecy::SecretString;

use crate::world::{PIN, World, refused};

fn back(seed: u8, amount: &str, pin: &str) -> AskedRefund {
    AskedRefund {
        refund_id: Some(RefundId::minted(comptoir_tests::samples::at(0), &[seed; 10])),
        amount: amount.to_owned(),
        how: How::Cash,
        why: "pagne décousu".to_owned(),
        pin: Some(SecretString::from(pin)),
    }
}

#[test]
fn a_sale_goes_back_once_however_often_a_key_is_pressed_and_whatever_comes_between() {
    let mut world = World::of(61);
    let id = world.push("12500");
    assert_eq!(refused(world.engine().refund(id, &back(1, "100", PIN))), Code::NotRefundable, "nobody has paid yet");
    world.wait(id, Duration::from_mins(1));
    assert_eq!(world.state(id), "paid");
    assert_eq!(refused(world.engine().refund(id, &back(1, "4500", ""))), Code::PinNeeded);
    assert_eq!(refused(world.engine().refund(id, &back(1, "4500", "1357"))), Code::PinWrong);
    let first = world.engine().refund(id, &back(1, "4500", PIN)).unwrap();
    world.reopen();
    assert_eq!(world.engine().refund(id, &back(1, "4500", "")).unwrap(), first, "the same press after a restart");
    assert_eq!(refused(world.engine().refund(id, &back(1, "4600", PIN))), Code::IdReused);
    assert_eq!(refused(world.engine().refund(id, &back(2, "8001", PIN))), Code::RefundTooLarge);
    let rest = world.engine().refund(id, &back(2, "8000", PIN)).unwrap();
    assert_eq!((first.refund.left_minor, rest.refund.left_minor), (8_000, 0));
    assert_eq!(refused(world.engine().refund(id, &back(3, "1", PIN))), Code::RefundTooLarge);
    // The gateway goes on saying that it was paid, and it was.
    world.ask_after(Duration::from_mins(5), id);
    let view = world.view(id);
    assert_eq!((view.state, view.refunded_minor, view.money_at_risk), ("paid", 12_500, "no"));
    assert!(world.clock.now() > first.refund.refunded_at);
    assert_eq!(world.engine().ledger().verify().unwrap(), []);
}
