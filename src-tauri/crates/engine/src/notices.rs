//! A gateway's own message about a payment, handed in by whoever received it. Where the gateway can be asked, it only makes us
//! ask; where it cannot, it is judged as an answer, if it brings our secret back.

use comptoir_core::code::{Code, Reason};
use comptoir_core::evidence::{Report, Verdict, Word, judge};
use comptoir_core::ids::PaymentId;
use comptoir_core::payment::{Event, Payment};
use comptoir_core::schedule;
use comptoir_core::state::State;
use comptoir_gateway::{Notification, Notified, Seal};
use secrecy::ExposeSecret;
use subtle::ConstantTimeEq;

use crate::Engine;
use crate::in_hand::BY_HAND;
use crate::refusal::Refusal;

/// What a notification came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noticed {
    /// The payment that it names.
    pub payment_id: PaymentId,
    /// Whether the gateway's mark on it is right.
    pub seal: Seal,
    /// The gateway was asked because of it.
    pub asked: bool,
    /// It was judged as an answer, since its gateway cannot be asked.
    pub judged: bool,
    /// What is missing in it or wrong with it.
    pub difference: Option<Reason>,
}

impl Engine {
    /// Takes a notification that arrived for `account`.
    ///
    /// # Errors
    /// `notification_unreadable`, `notification_unmatched`, or as [`Engine::ask_once`]. Nothing has changed then.
    pub async fn notify(&self, account: &str, notification: &Notification) -> Result<Noticed, Refusal> {
        let account = self.account(account)?;
        let gateway = self.gateway(&account);
        // Without its keys only the mark cannot be checked.
        let keys = self.keys_if_there(&account.name).await?.unwrap_or_default();
        let notified = gateway.notified(&keys, notification).ok_or(Code::NotificationUnreadable)?;
        let payment = self.named_by(&account.name, &notified)?.ok_or(Code::NotificationUnmatched)?;
        let payment_id = payment.order.payment_id;
        let mut noticed = Noticed { payment_id, seal: notified.seal, asked: false, judged: false, difference: None };
        if payment.state == State::AbandonedOrphan && !payment.can_be_asked() {
            // Whoever is told of a payment on a page that nobody can have seen must look.
            tracing::warn!(reference = %payment.order.reference, "a notification names a payment whose page was lost");
            noticed.difference = Some(Reason::PageLost);
        } else if gateway.capabilities().can_ask(&payment) {
            if payment.can_be_asked() {
                if let Some(early) = self.since_asked(payment_id)?.and_then(|since| schedule::SHORTEST_BY_HAND.checked_sub(since))
                {
                    self.clock.sleep(early).await;
                }
                self.ask_once(payment_id).await?;
                noticed.asked = true;
            }
        } else if let Some(mut report) = notified.report.filter(|_| !matches!(payment.state, State::Paid | State::ResolvedPaid)) {
            if !self.brings_our_secret_back(&payment, notified.secret.as_ref().map(ExposeSecret::expose_secret)) {
                report.difference = Some(Reason::SecretDiffers);
            }
            if payment.state.is_final() {
                // The owner's word stands; proof that money came all the same must not pass unseen.
                let bound = payment.amount_bound;
                if judge(&report, &payment.order, payment.gateway_reference.as_deref(), bound) == Verdict::Proven {
                    tracing::warn!(reference = %payment.order.reference, "paid after the owner's decision");
                    noticed.judged = true;
                    noticed.difference = Some(Reason::PaidAfterEnd);
                }
                return Ok(noticed);
            }
            noticed.difference = difference(&report, &payment);
            noticed.judged = true;
            if let Word::Unknown(word) = &report.word
                && report.difference.is_none()
            {
                self.ledger().note_strange_word(payment_id, self.clock.now(), word)?;
            }
            self.keep(&payment, &Event::Answered(report), self.clock.elapsed() + BY_HAND).await?;
        }
        Ok(noticed)
    }

    /// The payment of the account that a notification names: by our reference first, which nobody else can guess.
    fn named_by(&self, account: &str, notified: &Notified) -> Result<Option<Payment>, Refusal> {
        let ledger = self.ledger();
        let by_reference = match notified.reference.as_deref().and_then(|reference| reference.parse().ok()) {
            Some(reference) => ledger.payment_by_reference(&reference)?,
            None => None,
        };
        let found = match (by_reference, &notified.gateway_reference) {
            (Some(payment), _) => Some(payment),
            (None, Some(number)) => ledger.payment_by_gateway_reference(account, number)?,
            (None, None) => None,
        };
        Ok(found.filter(|payment| payment.order.account == account))
    }

    fn brings_our_secret_back(&self, payment: &Payment, given: Option<&str>) -> bool {
        let ours = self.ledger().identifier_secret().notification_secret(&payment.order.reference);
        given.is_some_and(|given| bool::from(given.as_bytes().ct_eq(ours.as_bytes())))
    }
}

/// What keeps a notification from being taken at its word.
fn difference(report: &Report, payment: &Payment) -> Option<Reason> {
    match judge(report, &payment.order, payment.gateway_reference.as_deref(), payment.amount_bound) {
        Verdict::Unproven(reason) | Verdict::Nothing(reason) => Some(reason),
        Verdict::Proven | Verdict::Pending | Verdict::Declined | Verdict::Expired => None,
    }
}
