//! A gateway's reply that the disk does not take. It is never told as what it says before it is on the disk; it is told at once
//! as what it is, so that a person can note it, and is tried again until it is written.

use std::sync::PoisonError;
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::payment::{Effect, Event, Moment, Payment, step};
use comptoir_core::state::{MoneyAtRisk, State};

use crate::disk::is_of_the_disk;
use crate::refusal::Refusal;
use crate::{Engine, News};

/// What a gateway has said that is not on the disk yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten {
    /// The state that it would lead to.
    pub said: State,
    /// The same for a person, in four parts.
    pub refusal: Refusal,
}

/// Between the first two tries; each pause is twice the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// Between two tries of a disk that stays full.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How long a person who asked by hand waits for the disk.
pub(crate) const BY_HAND: Duration = Duration::from_secs(5);

impl Engine {
    /// Takes what the gateway said of `payment` through the machine, however often the disk does not take it, until the clock
    /// passes `until`. The room kept aside is used first. Every try reads the ledger again: what failed may have been written.
    ///
    /// # Errors
    /// `reply_unwritten` when the clock has passed `until`; otherwise [`Refusal`] for what has nothing to do with the disk.
    pub(crate) async fn keep(&self, payment: &Payment, event: &Event, until: Duration) -> Result<(), Refusal> {
        let id = payment.order.payment_id;
        if *event == Event::NotKnown {
            // It counts from when it was said, and can be asked for again.
            return self.settle(id, event);
        }
        let mut pause = FIRST_PAUSE;
        let mut failed = false;
        loop {
            let cause = match self.settle(id, event) {
                Err(refusal) if is_of_the_disk(refusal.code) || self.ledger().disk_failed() => refusal.code,
                Ok(()) if failed => {
                    self.put_down(id);
                    // A try that failed may have written it, without telling.
                    return self.tell(News::Changed, id);
                }
                outcome => return outcome,
            };
            failed = true;
            if cause == Code::DiskFull && self.release_reserve() {
                continue;
            }
            let unwritten = self.hold(payment, event, cause)?;
            if self.clock.elapsed() >= until {
                return Err(unwritten);
            }
            self.clock.sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// What the gateway has said of a payment that is not on the disk yet, with the word of the state that it would lead to.
    pub fn unwritten_of(&self, id: PaymentId) -> Option<Unwritten> {
        self.in_hand.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// What was in hand of a payment is on the disk.
    pub(crate) fn put_down(&self, id: PaymentId) {
        self.in_hand.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    /// Keeps what was said in hand and tells it, once for each thing said.
    fn hold(&self, payment: &Payment, event: &Event, cause: Code) -> Result<Refusal, Refusal> {
        // A disk that cannot be read either keeps nothing from being told.
        let alone = Moment { now: self.clock.now(), sale_settled: false, contested: false };
        let (after, effects) = step(payment, event, &self.moment(payment).unwrap_or(alone));
        if !effects.iter().any(|effect| matches!(effect, Effect::Record { .. })) {
            // Nothing of it had to be written.
            return Err(cause.into());
        }
        let id = payment.order.payment_id;
        let unwritten = Unwritten { said: after.state, refusal: slip(payment, after.state, cause) };
        let held = self.in_hand.lock().unwrap_or_else(PoisonError::into_inner).insert(id, unwritten.clone());
        if held.as_ref() != Some(&unwritten) {
            tracing::error!(reference = %payment.order.reference, said = after.state.code(), "a reply is not written");
            self.tell(News::Unwritten, id).unwrap_or_else(|refusal| tracing::error!(%refusal, "nobody is told"));
        }
        Ok(unwritten.refusal)
    }
}

/// What a person must know to follow the payment without the ledger.
fn slip(payment: &Payment, said: State, cause: Code) -> Refusal {
    let risk = match said.money_at_risk() {
        MoneyAtRisk::No if !matches!(said, State::Paid) => MoneyAtRisk::Unknown,
        MoneyAtRisk::Unknown => MoneyAtRisk::Unknown,
        // Money that came, for a sale that the ledger does not know to be paid.
        MoneyAtRisk::No | MoneyAtRisk::Yes => MoneyAtRisk::Yes,
    };
    let amount = payment.order.amount;
    let refusal = Refusal::from(Code::ReplyUnwritten)
        .with("said", said.code())
        .with("cause", cause.code())
        .with("amount_minor", amount.minor().to_string())
        .with("currency", amount.currency().code());
    Refusal { reference: Some(payment.order.reference.to_string()), risk: Some(risk), ..refusal }
}
