//! Sales settled without a gateway, and what comes of what was asked for before.

use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::{PaymentId, TenderId};
use comptoir_core::refund::How;
use comptoir_core::tender::LinkedTender;
use comptoir_engine::{AskedPayment, AskedTender, Refusal, TenderedSale};
use comptoir_practice::Does;
use secrecy::SecretString;

use crate::world::{PIN, World, push, refused};

fn cash(seed: u8, sale: TenderedSale) -> AskedTender {
    AskedTender {
        tender_id: Some(TenderId::minted(comptoir_tests::samples::at(0), &[seed; 10])),
        sale,
        how: How::Cash,
        note: None,
        accept_double: false,
        pin: None,
    }
}

fn of(seed: u8, id: PaymentId) -> AskedTender {
    cash(seed, TenderedSale::Of(id))
}

fn new(seed: u8, amount: &str) -> AskedTender {
    cash(seed, TenderedSale::New { amount: amount.to_owned(), lines: Vec::new() })
}

fn tender(world: &World, asked: &AskedTender) -> Result<LinkedTender, Refusal> {
    world.run(world.engine().tender(asked))
}

fn elsewhere(asked: AskedTender, reference: &str, pin: &str) -> AskedTender {
    AskedTender { how: How::Operator { reference: reference.to_owned() }, pin: Some(SecretString::from(pin)), ..asked }
}

#[test]
fn a_success_after_the_customer_paid_in_cash_is_late_money_and_never_a_second_receipt() {
    let mut world = World::of(71);
    let id = world.push("12515");
    world.clock.pass(Duration::from_secs(10));
    assert_eq!(refused(tender(&world, &of(1, id))), Code::EarlierPaymentAlive, "the customer can still pay");
    let agreed = AskedTender { accept_double: true, ..of(1, id) };
    let noted = tender(&world, &agreed).unwrap();
    assert_eq!((noted.tender.amount.minor(), world.state(id)), (12_515, "cancel_requested"));
    let view = world.view(id);
    assert_eq!((view.tender_number.as_deref(), view.receipt_number), (Some(noted.tender.number.as_str()), None));
    world.reopen();
    assert_eq!(tender(&world, &agreed).unwrap(), noted, "the same press after a restart");
    world.customer(id, Does::Pays { amount: None });
    world.ask_after(Duration::from_mins(5), id);
    let view = world.view(id);
    assert_eq!(
        (view.state, view.reason, view.receipt_number, view.money_at_risk),
        ("late_paid", Some("paid_twice"), None, "yes")
    );
    assert_eq!(refused(world.engine().accept(id)), Code::NotAcceptable, "the sale has its receipt");
    assert_eq!(refused(tender(&world, &of(2, id))), Code::SaleSettled);
    assert_eq!(world.engine().ledger().tenders(None, None).unwrap(), [noted]);
    assert_eq!(world.engine().ledger().verify().unwrap(), []);
}

#[test]
fn a_payment_that_turns_out_paid_when_asked_is_not_settled_in_cash_besides() {
    let world = World::of(72);
    let id = world.push("12515");
    world.clock.pass(Duration::from_secs(10));
    world.customer(id, Does::Pays { amount: None });
    assert_eq!(refused(tender(&world, &AskedTender { accept_double: true, ..of(1, id) })), Code::SaleSettled);
    assert_eq!(world.state(id), "paid");
    assert_eq!(world.engine().ledger().tenders(None, None).unwrap(), []);
}

#[test]
fn what_came_in_elsewhere_needs_its_number_and_the_owner_and_cash_needs_neither() {
    let world = World::of(73);
    let first = tender(&world, &new(1, "500")).unwrap();
    assert!(first.tender.number.ends_with("-E000001"), "{}", first.tender.number);
    assert_eq!(tender(&world, &new(1, "500")).unwrap(), first);
    assert_eq!(refused(tender(&world, &new(1, "600"))), Code::IdReused);
    assert_eq!(refused(tender(&world, &new(2, "0"))), Code::AmountNotPositive);
    assert_eq!(refused(tender(&world, &elsewhere(new(2, "700"), " ", PIN))), Code::OperatorReferenceNeeded);
    assert_eq!(refused(tender(&world, &elsewhere(new(2, "700"), "OP 1", ""))), Code::PinNeeded);
    assert_eq!(refused(tender(&world, &elsewhere(new(2, "700"), "OP 1", "1357"))), Code::PinWrong);
    let second = tender(&world, &elsewhere(new(2, "700"), "OP 1", PIN)).unwrap();
    assert!(second.tender.number.ends_with("-M000001"), "{}", second.tender.number);
    assert_eq!(world.engine().ledger().verify().unwrap(), []);
}

#[test]
fn a_sale_that_was_settled_otherwise_is_not_asked_for_again() {
    let world = World::of(74);
    let id = world.push("12505");
    world.wait(id, Duration::from_mins(1));
    assert_eq!(world.state(id), "declined");
    tender(&world, &of(1, id)).unwrap();
    assert_eq!(refused(world.start(&AskedPayment { retry_of: Some(id), ..push("12505") })), Code::SaleSettled);
    assert_eq!(world.state(id), "declined", "and it stays as it is, watched for a late success");
}
