//! What happens at a counter in some hours, at random: several payments in all states, and all else that a ledger keeps.

use std::collections::BTreeMap;

use comptoir_core::network::Network;
use comptoir_core::order::CustomerField;
use comptoir_core::payment::Payment;
use comptoir_core::payout::{Payout, PayoutState};
use comptoir_core::phone::PayerNumber;
use comptoir_core::shop::Shop;
use comptoir_ledger::{Filter, Ledger, LedgerError};

use crate::counter::{Counter, account};
use crate::take::Taking;

/// As long as nothing but power goes, no call is refused.
const UNTROUBLED: &str = "the ledger does what it is asked";

/// Opens the ledger and makes some calls; gives it back open.
pub(crate) fn live(taking: &mut Taking, counter: &mut Counter, calls: usize) -> Ledger {
    let mut ledger = taking.open().expect(UNTROUBLED);
    let mut payout = None;
    while taking.calls() < calls {
        match counter.dice.below(100) {
            0..14 => record(taking, counter, &mut ledger, true),
            14..17 => record(taking, counter, &mut ledger, false),
            17..74 => happen(taking, counter, &mut ledger),
            74..80 => ask(taking, counter, &mut ledger),
            80..90 => keep(taking, counter, &mut ledger),
            90..93 => pay_out(taking, counter, &mut ledger, &mut payout),
            93..96 => {
                let hours = counter.dice.below(50) as i64;
                counter.wait(3_600 * hours);
                let now = counter.now();
                taking.call("forget", || ledger.forget_confidential(now)).expect(UNTROUBLED);
            }
            96..97 => assert_eq!(taking.call("verify", || ledger.verify()).expect(UNTROUBLED), []),
            _ => {
                taking.close(ledger);
                ledger = taking.open().expect(UNTROUBLED);
            }
        }
    }
    ledger
}

/// One of the payments of late.
fn recent(counter: &mut Counter, ledger: &Ledger) -> Option<Payment> {
    let recent = ledger.list(&Filter { limit: 8, ..Filter::default() }).expect(UNTROUBLED);
    (!recent.is_empty()).then(|| counter.dice.one_of(&recent))
}

fn record(taking: &mut Taking, counter: &mut Counter, ledger: &mut Ledger, of_a_new_sale: bool) {
    let old = recent(counter, ledger).filter(|_| !of_a_new_sale);
    let sale = match old {
        Some(payment) => ledger.sale(payment.order.sale_id).expect(UNTROUBLED).expect("a payment has a sale"),
        None => counter.sale(),
    };
    taking.call("record", || counter.record(ledger, &sale)).expect(UNTROUBLED);
}

fn happen(taking: &mut Taking, counter: &mut Counter, ledger: &mut Ledger) {
    for _ in 0..8 {
        let Some(payment) = recent(counter, ledger).filter(|payment| !payment.state.is_final()) else { continue };
        let event = counter.event(&payment);
        taking.call(payment.state.code(), || counter.happen(ledger, &payment, &event)).expect(UNTROUBLED);
        return;
    }
}

fn ask(taking: &mut Taking, counter: &mut Counter, ledger: &mut Ledger) {
    let Some(payment) = recent(counter, ledger) else { return };
    let (id, now) = (payment.order.payment_id, counter.now());
    let word = format!("word{}", counter.dice.below(3));
    taking.call("question", || ledger.note_question(id, now)).expect(UNTROUBLED);
    taking.call("answer", || ledger.note_answer(id, None)).expect(UNTROUBLED);
    taking.call("word", || ledger.note_strange_word(id, now, &word)).expect(UNTROUBLED);
}

fn keep(taking: &mut Taking, counter: &mut Counter, ledger: &mut Ledger) {
    let now = counter.now();
    let phone = PayerNumber::as_typed(&format!("9012345{}", counter.dice.below(4))).expect("a number");
    let name = format!("account{}", counter.dice.below(3));
    let done = match counter.dice.below(7) {
        0 if ledger.account(&name).expect(UNTROUBLED).is_none() => {
            taking.call("account", || ledger.add_account(now, &account(&name)))
        }
        0 => taking.call("account", || ledger.remove_account(now, &name)),
        1 => {
            let shop = Shop { address: Some(format!("rue {}", counter.dice.below(99))), ..Shop::default() };
            taking.call("shop", || ledger.set_shop(now, &shop))
        }
        2 => taking.call("owner", || ledger.set_owner_pin(now, &format!("$argon2id${}", now.as_second()))),
        3 => taking.call("route", || ledger.set_route(now, Network::TgTmoney, Some(&name))),
        4 => taking.call("route", || ledger.set_route(now, Network::TgTmoney, None)),
        5 => {
            let particulars = BTreeMap::from([(CustomerField::Email, format!("{}@example.org", now.as_second()))]);
            taking.call("customer", || ledger.remember_customer(now, &phone, &particulars))
        }
        _ => taking.call("customer", || ledger.forget_customer(&phone).map(drop)),
    };
    done.expect(UNTROUBLED);
}

fn pay_out(taking: &mut Taking, counter: &mut Counter, ledger: &mut Ledger, under_way: &mut Option<Payout>) {
    let done: Result<(), LedgerError> = match under_way.take() {
        None => {
            let payout = counter.payout();
            let done = taking.call("payout", || ledger.record_payout(&payout));
            *under_way = Some(payout);
            done
        }
        Some(payout) => {
            let state = counter.dice.one_of(&[PayoutState::Done, PayoutState::Unknown, PayoutState::Refused]);
            let payout = Payout { state, updated_at: counter.now(), ..payout };
            taking.call("payout", || ledger.change_payout(&payout))
        }
    };
    done.expect(UNTROUBLED);
}
