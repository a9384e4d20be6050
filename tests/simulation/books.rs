//! The till's books against what the customers really paid, once everything has settled.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use comptoir_core::payment::Payment;
use comptoir_core::state::{Standing, State};
use comptoir_ledger::Filter;
use comptoir_practice::{Kind, State as Truth, Transaction};
use comptoir_tests::leak::{Secrets, files_under};

use crate::cover::meets;
use crate::customers::debit_of;
use crate::life::Life;
use crate::world::faults::{Fault, Lie};
use crate::world::wire::Heard;

/// Every key that a till of a life holds.
static KEYS: LazyLock<Secrets> = LazyLock::new(|| {
    let keys = Kind::ALL.into_iter().flat_map(|kind| kind.secrets().iter().map(|(_, key)| *key));
    Secrets::of(keys.filter(|key| key.len() >= 8).collect::<BTreeSet<_>>())
});

impl Life {
    /// Holds the whole ledger against the gateways' memories. `when` is told with what is wrong.
    pub(crate) fn balances(&mut self, when: &str) {
        self.world.wire.deliver();
        let all = Filter { limit: u32::MAX, ..Filter::default() };
        let payments = self.world.engine().ledger().list(&all).unwrap();
        let (mut wrong, lied_to) = self.debits(&payments);
        (0..lied_to).for_each(|_| meets(&mut self.cover, "lied to at its last question"));
        wrong.extend(self.standings(&payments));
        wrong.extend(self.receipts(&payments));
        wrong.extend(self.world.engine().ledger().verify().unwrap().into_iter().map(|finding| finding.to_string()));
        for wrong in wrong {
            self.wrong(format!("{wrong} ({when})"));
        }
    }

    /// Every debit is in the ledger, as what it is; and of how many payments that cannot be known.
    fn debits(&self, payments: &[Payment]) -> (Vec<String>, usize) {
        let now_ms = self.world.clock.truth_ms();
        let known: BTreeMap<_, _> = payments.iter().map(|payment| (payment.order.reference.as_str(), payment)).collect();
        let (mut wrong, mut lied_to) = (Vec::new(), 0);
        for gateway in &self.world.gateways {
            for transaction in gateway.transactions() {
                let debit = debit_of(&transaction, now_ms);
                match known.get(transaction.identifier()) {
                    None => wrong.push(format!("{} is at the gateway and not in the ledger", transaction.identifier())),
                    Some(payment) => {
                        if let Some((amount, paid_ms)) = debit
                            && !is_accounted(payment, amount, &transaction)
                            && !is_anothers(payments, payment, &transaction)
                        {
                            let state = payment.state.code();
                            if self.was_lied_to(payment, paid_ms) {
                                lied_to += 1;
                            } else {
                                wrong.push(format!("{} of {amount} was paid and is {state}", transaction.identifier()));
                            }
                        }
                    }
                }
            }
        }
        (wrong, lied_to)
    }

    /// Whether no question since the debit was answered truly, and the last one, when the watch was over for the till, was answered in the gateway's own
    /// words that nobody had paid. No rule of a till sees through that, and no till asks for ever.
    fn was_lied_to(&self, payment: &Payment, paid_ms: i64) -> bool {
        let id = payment.order.payment_id.to_string();
        let Some(ended_ms) = self.eyes.since(&id, payment.state.code()) else { return false };
        let names = [Some(payment.order.reference.as_str()), payment.gateway_reference.as_deref()];
        let is_about = |heard: &&Heard| !heard.creates && heard.at_ms >= paid_ms && names.contains(&Some(heard.name.as_str()));
        let heard = self.world.wire.heard();
        let since: Vec<_> = heard.iter().filter(is_about).collect();
        let denies = |fault| {
            matches!(fault, Fault::Says(Lie::Pending | Lie::Declined | Lie::Expired))
                || (fault == Fault::NotKnown && payment.state == State::AbandonedOrphan)
        };
        payment.state.standing() == Standing::SoftEnd
            && since.iter().all(|heard| heard.fault.is_some_and(|fault| !matches!(fault, Fault::Slow | Fault::Twice)))
            && since.last().is_some_and(|last| !self.is_watched(ended_ms, last.at_ms) && last.fault.is_some_and(denies))
    }

    /// No payment stands otherwise than it can, given what happened.
    fn standings(&self, payments: &[Payment]) -> Vec<String> {
        let now_ms = self.world.clock.truth_ms();
        let mut ends = BTreeMap::<(&str, String), Vec<Transaction>>::new();
        for gateway in &self.world.gateways {
            for transaction in gateway.transactions() {
                ends.entry((gateway.kind().name(), transaction.identifier().to_owned())).or_default().push(transaction);
            }
        }
        let mut wrong = Vec::new();
        for payment in payments {
            let (reference, asked) = (payment.order.reference.as_str(), payment.order.amount.minor().unsigned_abs());
            let its = ends.get(&(payment.order.gateway.code(), reference.to_owned())).map(Vec::as_slice).unwrap_or_default();
            let was_paid = its.iter().any(|known| debit_of(known, now_ms).is_some_and(|(amount, _)| amount == asked));
            let has_ended =
                its.iter().any(|known| matches!(known.state(now_ms), Truth::Expired { .. } | Truth::Cancelled { .. }));
            let right = match payment.state {
                State::Recorded | State::Sending { .. } | State::CreateUnknown(_) => false,
                State::Paid | State::LatePaid | State::ResolvedPaid => was_paid,
                State::AbandonedUnsent => its.is_empty(),
                State::Pending | State::CancelRequested => {
                    let is_asked = payment.order.gateway.can_be_asked() && !is_misnamed(payment, its);
                    !is_asked || !(was_paid || has_ended)
                }
                State::Held { .. }
                | State::Declined
                | State::Expired
                | State::Unresolved
                | State::AbandonedOrphan
                | State::ResolvedUnpaid
                | State::ResolvedRefunded => true,
            };
            if !right {
                let truth: Vec<_> = its.iter().map(|known| known.state(now_ms)).collect();
                wrong.push(format!("{reference} is {} where the truth is {truth:?}", payment.state.code()));
            }
        }
        wrong
    }

    /// One receipt for each paid payment, one at most for a sale, numbered in order without a gap, and adding up.
    fn receipts(&self, payments: &[Payment]) -> Vec<String> {
        let ledger = self.world.engine().ledger();
        let mut wrong = Vec::new();
        let mut series = BTreeMap::<String, BTreeSet<u64>>::new();
        let mut sales = BTreeSet::new();
        let (mut of_receipts, mut of_payments) = (0, 0);
        for payment in payments {
            let receipt = ledger.receipt_of(payment.order.payment_id).unwrap();
            let is_paid = matches!(payment.state, State::Paid | State::ResolvedPaid);
            if is_paid {
                of_payments += payment.order.amount.minor();
            }
            if receipt.is_some() != is_paid {
                wrong.push(format!("{} is {} with {receipt:?}", payment.order.reference, payment.state.code()));
            }
            if let Some(linked) = receipt {
                of_receipts += linked.receipt.amount.minor();
                let (name, place) = linked.receipt.number.rsplit_once('-').unwrap();
                if !series.entry(name.to_owned()).or_default().insert(place.parse().unwrap()) {
                    wrong.push(format!("the receipt {} was given twice", linked.receipt.number));
                }
                if !sales.insert(payment.order.sale_id) {
                    wrong.push(format!("sale {} has two receipts", payment.order.sale_id));
                }
            }
        }
        for (name, places) in series {
            if !places.iter().copied().eq(1..=places.len() as u64) {
                wrong.push(format!("the receipts {name} are numbered {places:?}"));
            }
        }
        if of_receipts != of_payments {
            wrong.push(format!("receipts of {of_receipts} for payments of {of_payments}"));
        }
        wrong
    }

    /// No key stands in the shop's folder nor in what was told, however it is written.
    pub(crate) fn keeps_its_secrets(&mut self) {
        let files = files_under(&self.world.folder()).into_iter().map(|(path, bytes)| (path.display().to_string(), bytes));
        let told = ("what was told".to_owned(), self.world.log.text().into_bytes());
        for (name, bytes) in files.chain([told]) {
            if let Some((key, spelling)) = KEYS.found(&bytes) {
                self.wrong(format!("{key} stands in {name} as {spelling}"));
            }
        }
    }
}

/// Whether money that came is seen to have come.
fn is_accounted(payment: &Payment, amount: u64, transaction: &Transaction) -> bool {
    let right = amount == payment.order.amount.minor().unsigned_abs();
    match payment.state {
        State::Paid | State::LatePaid => right,
        // What the owner was told by the gateway's own list.
        State::ResolvedPaid | State::ResolvedUnpaid | State::ResolvedRefunded => true,
        State::Held { .. } => {
            let was_known = payment.order.is_sent() && !payment.amount_bound;
            !right
                || was_known
                || !payment.order.gateway.can_be_asked()
                || is_misnamed(payment, std::slice::from_ref(transaction))
        }
        State::Unresolved => !payment.order.gateway.can_be_asked(),
        State::Recorded
        | State::Sending { .. }
        | State::CreateUnknown(_)
        | State::Pending
        | State::CancelRequested
        | State::Declined
        | State::Expired
        | State::AbandonedUnsent
        | State::AbandonedOrphan => false,
    }
}

/// A create call that was answered with another payment's number: whoever opened the page paid the other one, and every true answer
/// about it differs.
fn is_misnamed(payment: &Payment, its: &[Transaction]) -> bool {
    let Some(number) = &payment.gateway_reference else { return false };
    let is_its = |known: &Transaction| {
        *number == known.tx_reference().to_string()
            || number.ends_with(&format!("_{}", known.tx_reference()))
            || number.ends_with(&format!("-{}", known.tx_reference()))
    };
    !its.iter().any(is_its)
}

/// Whether the money is held under another payment, whose page this one's customer was never shown.
fn is_anothers(payments: &[Payment], payment: &Payment, transaction: &Transaction) -> bool {
    let number = transaction.tx_reference().to_string();
    let names_it = |other: &&Payment| {
        other.order.gateway == payment.order.gateway
            && other.gateway_reference.as_ref().is_some_and(|held| held.rsplit(['_', '-']).next() == Some(number.as_str()))
    };
    let mut others = payments.iter().filter(|other| other.order.payment_id != payment.order.payment_id).filter(names_it);
    others.any(|other| {
        matches!(other.state, State::Held { .. } | State::ResolvedPaid | State::ResolvedUnpaid | State::ResolvedRefunded)
    })
}
