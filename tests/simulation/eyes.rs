//! Looks at every payment as it is told: what is told is on disk already, what is paid was really paid, and what is final stays.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use comptoir_core::state::State;
use comptoir_engine::{News, PaymentView};
use comptoir_ledger::Reader;
use comptoir_practice::{Kind, PracticeGateway, State as Truth, Transaction, Which};

use crate::world::World;
use crate::world::clock::VirtualClock;

/// Whoever looks on.
#[derive(Default)]
pub(crate) struct Eyes {
    place: OnceLock<Place>,
    seen: Mutex<Seen>,
}

struct Place {
    clock: Arc<VirtualClock>,
    gateways: Vec<Arc<PracticeGateway>>,
    folder: PathBuf,
}

#[derive(Default)]
struct Seen {
    reader: Option<Reader>,
    states: BTreeMap<String, (&'static str, i64)>,
    wrong: Vec<String>,
}

impl Eyes {
    /// From now on looks at this world.
    pub(crate) fn look_at(&self, world: &World) {
        let (clock, gateways, folder) = (Arc::clone(&world.clock), world.gateways.clone(), world.folder());
        self.place.get_or_init(|| Place { clock, gateways, folder });
    }

    /// A payment is told.
    pub(crate) fn sees(&self, news: News, view: &PaymentView) {
        let Some(place) = self.place.get().filter(|_| news == News::Changed) else { return };
        let mut seen = self.seen();
        let before = seen.states.get(&view.payment_id).map(|(state, _)| *state);
        if before == Some(view.state) {
            return;
        }
        let now_ms = place.clock.truth_ms();
        seen.states.insert(view.payment_id.clone(), (view.state, now_ms));
        let reader = seen.reader.get_or_insert_with(|| Reader::open(&place.folder).unwrap().unwrap());
        let id = view.payment_id.parse().unwrap();
        let stored = reader.payment(id).unwrap();
        let receipt = reader.receipt_of(id).unwrap().map(|linked| linked.receipt.number);
        let mut wrong = |what: String| seen.wrong.push(format!("{}: {what}", view.reference));
        match stored {
            None => wrong("is told and is not on disk".to_owned()),
            Some(stored) if stored.state.code() != view.state => {
                wrong(format!("is told {} and is {} on disk", view.state, stored.state.code()));
            }
            Some(_) => {}
        }
        if let Some(before) = before.filter(|before| is_final(before)) {
            wrong(format!("was {before} and becomes {}", view.state));
        }
        let has_receipt = matches!(view.state, "paid" | "resolved_paid");
        if receipt.is_some() != has_receipt || view.receipt_number != receipt {
            wrong(format!("is {} with the receipt {receipt:?}, and is told with {:?}", view.state, view.receipt_number));
        }
        if matches!(view.state, "paid" | "late_paid") {
            let debits = debits_under(&place.gateways, view, now_ms);
            if !debits.contains(&view.amount_minor.unsigned_abs()) {
                wrong(format!("is {} of {}, and the customer paid {debits:?}", view.state, view.amount_minor));
            }
        }
        if matches!(view.state, "abandoned_unsent") && !debits_under(&place.gateways, view, now_ms).is_empty() {
            wrong("was never sent, and is paid".to_owned());
        }
    }

    /// When this payment came to this state, on a right clock, if it did so last.
    pub(crate) fn since(&self, payment_id: &str, state: &str) -> Option<i64> {
        self.seen().states.get(payment_id).filter(|(last, _)| *last == state).map(|(_, at_ms)| *at_ms)
    }

    /// How many payments were told last in each state.
    pub(crate) fn states(&self) -> Vec<&'static str> {
        self.seen().states.values().map(|(state, _)| *state).collect()
    }

    /// What was seen to be wrong since this was asked last.
    pub(crate) fn wrong(&self) -> Vec<String> {
        std::mem::take(&mut self.seen().wrong)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_final(state: &str) -> bool {
    matches!(state, "paid" | "abandoned_unsent" | "resolved_paid" | "resolved_unpaid" | "resolved_refunded")
}

/// What was really paid under the reference of a payment.
fn debits_under(gateways: &[Arc<PracticeGateway>], view: &PaymentView, now_ms: i64) -> Vec<u64> {
    let gateway = gateways.iter().find(|gateway| gateway.kind().name() == view.gateway);
    let known = gateway.into_iter().flat_map(|gateway| under(gateway, &view.reference, view.gateway_reference.as_deref()));
    known.filter_map(|transaction| paid(&transaction, now_ms)).collect()
}

/// The transactions of a payment: by our reference, and by the gateway's number where it is this reference's too.
fn under(gateway: &PracticeGateway, reference: &str, number: Option<&str>) -> Vec<Transaction> {
    let newest = gateway.transaction(Which::Identifier(reference));
    let by_token = number.and_then(|number| gateway.transaction(Which::Token(number)));
    let ours = by_token.filter(|transaction| transaction.identifier() == reference);
    newest.into_iter().chain(ours).collect()
}

/// What the customer of a transaction really paid.
pub(crate) fn paid(transaction: &Transaction, now_ms: i64) -> Option<u64> {
    match transaction.state(now_ms) {
        Truth::Paid { amount, .. } => Some(amount),
        Truth::InProgress | Truth::Expired { .. } | Truth::Cancelled { .. } => None,
    }
}

/// The practice gateway of this name.
pub(crate) fn gateway_of<'a>(world: &'a World, code: &str) -> &'a Arc<PracticeGateway> {
    world.gateways.iter().find(|gateway| gateway.kind().name() == code).expect("a gateway that is played")
}

/// Which gateway this name is of.
pub(crate) fn kind_of(code: &str) -> Kind {
    Kind::ALL.into_iter().find(|kind| kind.name() == code).expect("a gateway that is played")
}

/// Whether nothing of a payment is left to be learned by asking.
pub(crate) const fn is_unfinished(state: State) -> bool {
    matches!(state, State::Recorded | State::Sending { .. } | State::CreateUnknown(_))
}
