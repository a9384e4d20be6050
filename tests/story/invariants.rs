//! What must be true at the end of any day: the till's ledger against what really happened at the gateway.

use std::collections::{BTreeMap, BTreeSet};

use comptoir_core::payment::Payment;
use comptoir_core::state::State;
use comptoir_ledger::Filter;
use comptoir_practice::{State as Truth, Transaction};

use crate::world::World;

/// How often each reference was sent again by a person.
pub(crate) type Resends = BTreeMap<String, usize>;

/// Holds the settled world of a seed against the rules of the counter. What is wrong is told with all that happened.
pub(crate) fn check(seed: u64, world: &World, resends: &Resends) {
    world.wire.deliver();
    let now_ms = world.clock.truth_ms();
    let all = Filter { limit: u32::MAX, ..Filter::default() };
    let payments = world.engine().ledger().list(&all).unwrap();
    let transactions = world.gateway.transactions();
    let mut wrong = Vec::new();

    let references: BTreeMap<_, _> = payments.iter().map(|payment| (payment.order.reference.as_str(), payment)).collect();
    for transaction in &transactions {
        match references.get(transaction.identifier()) {
            None => wrong.push(format!("{} is at the gateway and not in the ledger", transaction.identifier())),
            Some(payment) => wrong.extend(contradiction(payment, transaction, now_ms)),
        }
    }
    let known: BTreeMap<_, _> = transactions.iter().map(|transaction| (transaction.identifier(), transaction)).collect();
    for payment in &payments {
        let (reference, state) = (payment.order.reference.as_str(), payment.state);
        if matches!(state, State::Recorded | State::Sending { .. } | State::CreateUnknown(_)) {
            wrong.push(format!("{reference} is still {}", state.code()));
        }
        if matches!(state, State::Paid | State::LatePaid) && !known.contains_key(reference) {
            wrong.push(format!("{reference} is {}, and the gateway never heard of it", state.code()));
        }
        let (sent, allowed) = (world.wire.creates(reference), 1 + resends.get(reference).copied().unwrap_or(0));
        if sent > allowed {
            wrong.push(format!("{reference} was sent {sent} times, and a person asked for {allowed}"));
        }
    }
    wrong.extend(receipts(world, &payments));
    wrong.extend(world.engine().ledger().verify().unwrap().into_iter().map(|finding| finding.to_string()));
    assert!(wrong.is_empty(), "{}\n\nThe day of seed {seed} ends wrong:\n{}", world.log.text(), wrong.join("\n"));
}

/// In what the payment is not what really happened.
fn contradiction(payment: &Payment, transaction: &Transaction, now_ms: i64) -> Option<String> {
    let asked = u64::try_from(payment.order.amount.minor()).unwrap();
    // A create call that was answered with another payment's number makes every true answer differ from it.
    let misnamed = payment.gateway_reference.as_ref().is_some_and(|number| *number != transaction.tx_reference().to_string());
    let truth = transaction.state(now_ms);
    let right = match (truth, payment.state) {
        (Truth::Paid { amount, .. }, State::Paid | State::LatePaid) => amount == asked,
        (_, State::Held { .. }) => true,
        (_, State::Paid | State::LatePaid) | (Truth::Paid { .. }, _) => false,
        (Truth::Cancelled { .. }, state) => misnamed || state == State::Declined,
        (Truth::Expired { .. }, state) => misnamed || state == State::Expired,
        (Truth::InProgress, state) => matches!(state, State::Pending | State::CancelRequested | State::Unresolved),
    };
    (!right).then(|| format!("{} is {} where the truth is {truth:?}", transaction.identifier(), payment.state.code()))
}

/// What is wrong with the receipts: one for each paid payment, one at most for a sale, numbered without a gap.
fn receipts(world: &World, payments: &[Payment]) -> Vec<String> {
    let mut wrong = Vec::new();
    let (mut numbers, mut sales) = (BTreeSet::new(), BTreeSet::new());
    for payment in payments {
        let receipt = world.engine().ledger().receipt_of(payment.order.payment_id).unwrap();
        if receipt.is_some() != (payment.state == State::Paid) {
            wrong.push(format!("{} is {} with {receipt:?}", payment.order.reference, payment.state.code()));
        }
        if let Some(linked) = receipt {
            numbers.insert(linked.receipt.number);
            if !sales.insert(payment.order.sale_id) {
                wrong.push(format!("sale {} has two receipts", payment.order.sale_id));
            }
        }
    }
    let expected: BTreeSet<_> = (1..=numbers.len()).map(|place| format!("COMPTOIR-1-2026-{place:06}")).collect();
    if numbers != expected {
        wrong.push(format!("receipts are numbered {numbers:?}"));
    }
    wrong
}
