//! Asking until the outcome is known. Stopping a wait cancels nothing.

use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

use comptoir_core::code::{Code, Reason};
use comptoir_core::evidence::{Verdict, Word, judge};
use comptoir_core::ids::PaymentId;
use comptoir_core::order::Method;
use comptoir_core::payment::{Event, Payment};
use comptoir_core::schedule;
use comptoir_core::state::{Standing, State};
use comptoir_gateway::{Keys, PageAddress};
use comptoir_ledger::Filter;
use futures::future::{Either, join_all, select};
use jiff::Timestamp;

use crate::accounts::fingerprint_of;
use crate::disk::is_of_the_disk;
use crate::in_hand::BY_HAND;
use crate::refusal::Refusal;
use crate::waited::Waited;
use crate::{Engine, News};

impl Engine {
    /// Asks about the payment on its schedule until it has an end or the clock passes `until` (on
    /// [`Clock::elapsed`](crate::ports::Clock::elapsed)). Changes are told as they come.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger or the keychain fails; the payment stays as it is on disk.
    pub async fn wait(&self, id: PaymentId, until: Duration) -> Result<(), Refusal> {
        let payment = self.stored(id)?;
        let keys = self.keys_by_name(&payment.order.account).await.map_err(|refusal| refusal.about(&payment))?;
        self.wait_with(id, &keys, until).await
    }

    async fn wait_with(&self, id: PaymentId, keys: &Keys, until: Duration) -> Result<(), Refusal> {
        let watching = pin!(self.watch(id, keys));
        match self.within(until, watching).await {
            Some(outcome) => outcome,
            None => Ok(()),
        }
    }

    async fn watch(&self, id: PaymentId, keys: &Keys) -> Result<(), Refusal> {
        let mut waited = Waited::since(self.clock.elapsed());
        loop {
            let payment = self.stored(id)?;
            let next = payment.next_delay(self.clock.now(), waited.for_it(payment.state.standing(), self.clock.elapsed()));
            let Some(delay) = next.filter(|_| payment.state.standing() == Standing::Open) else {
                return Ok(());
            };
            self.rest(&payment, delay).await;
            self.ask(&payment, keys, Duration::MAX).await?;
        }
    }

    /// Asks about the payment on its schedule as long as anything may still change it, its soft end included. A key that is
    /// missing or a keychain that does not answer is no reason to stop: either may come back.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger fails.
    pub async fn keep_watch(&self, id: PaymentId) -> Result<(), Refusal> {
        let mut waited = Waited::since(self.clock.elapsed());
        loop {
            let payment = self.stored(id)?;
            let watched = waited.for_it(payment.state.standing(), self.clock.elapsed());
            let Some(delay) = payment.next_delay(self.clock.now(), watched) else { return Ok(()) };
            self.rest(&payment, delay).await;
            let payment = self.stored(id)?;
            if !payment.can_be_asked() {
                return Ok(());
            }
            match self.keys_if_there(&payment.order.account).await {
                Ok(Some(keys)) => self.ask(&payment, &keys, Duration::MAX).await?,
                Ok(None) => self.unanswered(id, Reason::NoKey)?,
                Err(Refusal { code: Code::KeychainUnavailable, .. }) => {
                    self.unanswered(id, Reason::KeychainAway)?;
                    // A keychain that is locked can ask for its password each time.
                    self.clock.sleep(schedule::KEYCHAIN_REST).await;
                }
                Err(refusal) => return Err(refusal),
            }
        }
    }

    /// About when the payment is asked about next by itself, if it is: the watch counts from the last question, or from the end
    /// that may not be one.
    #[must_use]
    pub fn next_question_at(&self, payment: &Payment, asked_at: Option<Timestamp>) -> Option<Timestamp> {
        if !payment.order.gateway.can_be_asked() {
            return None;
        }
        let now = self.clock.now();
        let delay = payment.next_delay(now, Duration::ZERO)?;
        let from = match payment.state.standing() {
            Standing::Open => asked_at.map_or(payment.updated_at, |asked| asked.max(payment.updated_at)),
            Standing::SoftEnd | Standing::Final => now,
        };
        let quiet = self.pace(&payment.order.account, |pace, now| pace.quiet_for(now));
        Some(from.checked_add(delay).ok()?.max(now.checked_add(quiet).ok()?))
    }

    /// Lets the time to the next question pass, and what the gateway asks for besides.
    async fn rest(&self, payment: &Payment, delay: Duration) {
        let quiet = self.pace(&payment.order.account, |pace, now| pace.quiet_for(now));
        let shortest = payment.order.gateway.shortest_between_questions();
        self.clock.sleep(schedule::varied(payment.state, delay, self.dice()).max(quiet).max(shortest)).await;
    }

    /// Asks once, now, whatever the schedule says; a question sooner after the last one than a person may ask is not sent.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger or the keychain fails. A silent gateway is no error: the payment stands as it stood.
    pub async fn ask_once(&self, id: PaymentId) -> Result<(), Refusal> {
        let payment = self.stored(id)?;
        self.secrets.probe().await.map_err(|error| Refusal::from(error).about(&payment))?;
        if !payment.can_be_asked() {
            return Ok(());
        }
        let keys = self.keys_by_name(&payment.order.account).await.map_err(|refusal| refusal.about(&payment))?;
        if self.since_asked(id)?.is_some_and(|since| since < schedule::SHORTEST_BY_HAND) {
            return Ok(());
        }
        self.ask(&payment, &keys, self.clock.elapsed() + BY_HAND).await
    }

    /// Asks about every open payment and every recent soft end, side by side, within the time of [`schedule::RESUME`]; then,
    /// until the clock passes `until`, goes on with those that are still open.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger or the keychain fails.
    pub async fn resume(&self, until: Duration) -> Result<(), Refusal> {
        let now = self.clock.now();
        let watched = self.ledger().watched(now)?;
        // Without the keychain nobody can say where the money of the open ones is.
        let in_doubt = |refusal: Refusal| {
            watched.first().map_or(refusal.clone(), |first| Refusal { reference: None, ..refusal.about(first) })
        };
        self.secrets.probe().await.map_err(|error| in_doubt(error.into()))?;
        let mut keys = BTreeMap::new();
        for payment in &watched {
            let account = &payment.order.account;
            if !keys.contains_key(account) {
                keys.insert(account.clone(), self.keys_if_there(account).await.map_err(in_doubt)?);
            }
        }
        let round_ends = self.clock.elapsed() + schedule::RESUME;
        let asked = watched.iter().map(|payment| self.ask_by(round_ends, payment, keys.get(&payment.order.account)));
        join_all(asked).await.into_iter().collect::<Result<Vec<()>, Refusal>>()?;
        let waits = watched.iter().filter_map(|payment| {
            let keys = keys.get(&payment.order.account)?.as_ref()?;
            Some(self.wait_with(payment.order.payment_id, keys, until))
        });
        if self.clock.elapsed() < until {
            join_all(waits).await.into_iter().collect::<Result<Vec<()>, Refusal>>()?;
        }
        Ok(())
    }

    /// Every payment that is open, and every soft end that is still watched, oldest first.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub fn unsettled(&self) -> Result<Vec<PaymentId>, Refusal> {
        let now = self.clock.now();
        let ledger = self.ledger();
        let open = Filter { open: true, limit: u32::MAX, ..Filter::default() };
        let mut payments = ledger.list(&open)?;
        payments.extend(ledger.watched(now)?);
        let mut ids: Vec<_> = payments.iter().map(|payment| (payment.order.created_at, payment.order.payment_id)).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(ids.into_iter().map(|(_, id)| id).collect())
    }

    /// One question that must be answered before the clock passes `end`.
    async fn ask_by(&self, end: Duration, payment: &Payment, keys: Option<&Option<Keys>>) -> Result<(), Refusal> {
        let id = payment.order.payment_id;
        let Some(Some(keys)) = keys else {
            return self.unanswered(id, Reason::NoKey);
        };
        let asking = pin!(async {
            let since = self.since_asked(id)?;
            let shortest = payment.order.gateway.shortest_between_questions();
            if let Some(early) = since.and_then(|since| shortest.checked_sub(since)) {
                self.clock.sleep(early).await;
            }
            self.ask(payment, keys, Duration::MAX).await
        });
        match self.within(end, asking).await {
            Some(outcome) => outcome,
            None => match self.unwritten_of(id) {
                // It was answered, and the disk does not take the answer.
                Some(unwritten) => Err(unwritten.refusal),
                None => self.unanswered(id, Reason::TimedOut),
            },
        }
    }

    /// One question, and what it changes; a disk that does not take it is given until the clock passes `until`.
    async fn ask(&self, payment: &Payment, keys: &Keys, until: Duration) -> Result<(), Refusal> {
        let id = payment.order.payment_id;
        let account = match self.account(&payment.order.account) {
            Ok(account) if account.kind == payment.order.gateway => account,
            Ok(_) | Err(Refusal { code: Code::AccountUnknown, .. }) => return self.unanswered(id, Reason::NoKey),
            Err(refusal) => return Err(refusal),
        };
        let gateway = self.gateway(&account);
        if !gateway.capabilities().can_ask(payment) {
            // The end of the watch comes all the same.
            self.settle(id, &Event::Unanswered(Reason::NotAskable))?;
            return self.tell(News::Asked, id);
        }
        let asked_at = self.clock.now();
        let noted = self.ledger().note_question(id, asked_at).map_err(Refusal::from);
        if let Err(refusal) = noted
            && !is_of_the_disk(refusal.code)
        {
            return Err(refusal);
        }
        let mut answer = gateway.ask(keys, payment).await;
        if answer.event == Event::NotKnown && fingerprint_of(keys) != payment.order.key_fingerprint {
            // Another merchant's key does not know it, which says nothing.
            answer.event = Event::Unanswered(Reason::NoKey);
        }
        let trouble = trouble(&answer.event).or_else(|| anothers(payment, &answer.event));
        self.pace(&account.name, |pace, now| pace.note(now, trouble.is_none(), answer.leave_alone));
        if let Some(trouble) = trouble {
            tracing::warn!(reference = %payment.order.reference, trouble = trouble.code(), "no answer to a question");
        }
        // First what was said: a question that counts as answered may be the last.
        self.keep(payment, &answer.event, until).await?;
        let noted = self.note(id, asked_at, trouble, &answer.event);
        if let Err(refusal) = noted
            && !is_of_the_disk(refusal.code)
        {
            return Err(refusal);
        }
        self.tell(News::Asked, id)
    }

    /// What became of a question, beside what it changes.
    fn note(&self, id: PaymentId, asked_at: Timestamp, trouble: Option<Reason>, event: &Event) -> Result<(), Refusal> {
        let mut ledger = self.ledger();
        ledger.note_answer(id, trouble)?;
        if let Event::Answered(report) = event
            && let Word::Unknown(word) = &report.word
        {
            ledger.note_strange_word(id, asked_at, word)?;
        }
        Ok(())
    }

    fn unanswered(&self, id: PaymentId, reason: Reason) -> Result<(), Refusal> {
        self.ledger().note_answer(id, Some(reason))?;
        self.settle(id, &Event::Unanswered(reason))?;
        self.tell(News::Asked, id)
    }

    /// How long ago the payment was last asked about. A clock that went back since makes that unknown.
    pub(crate) fn since_asked(&self, id: PaymentId) -> Result<Option<Duration>, Refusal> {
        let last = self.ledger().asked(id)?.last_at;
        Ok(last.and_then(|last| Duration::try_from(self.clock.now().duration_since(last)).ok()))
    }

    /// The page to show for a payment that is waiting for it: the address that was stored with the gateway's answer, or one that
    /// holds the key and is rebuilt in memory.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger or the keychain fails.
    pub async fn page(&self, id: PaymentId) -> Result<Option<PageAddress>, Refusal> {
        let payment = self.stored(id)?;
        if payment.state != State::Pending || payment.order.method != Method::Page {
            return Ok(None);
        }
        if let Some(stored) = payment.page_url {
            return Ok(Some(PageAddress::new(stored)));
        }
        let account = self.account(&payment.order.account)?;
        let keys = self.keys(&account).await.map_err(|refusal| refusal.about(&payment))?;
        if fingerprint_of(&keys) != payment.order.key_fingerprint {
            return Ok(None);
        }
        let papers = self.papers(&payment.order)?;
        Ok(self.gateway(&account).derived_page(&keys, &papers.bill(&payment.order)))
    }

    pub(crate) fn stored(&self, id: PaymentId) -> Result<Payment, Refusal> {
        self.ledger().payment(id)?.ok_or_else(|| Code::PaymentUnknown.into())
    }

    /// The outcome of `work`, or none once the clock passes `until`.
    pub(crate) async fn within<F: Future + Unpin>(&self, until: Duration, work: F) -> Option<F::Output> {
        let left = until.saturating_sub(self.clock.elapsed());
        match select(work, self.clock.sleep(left)).await {
            Either::Left((outcome, _)) => Some(outcome),
            Either::Right(_) => None,
        }
    }
}

/// An answer about another payment says nothing of this one: it is no last word about it.
fn anothers(payment: &Payment, event: &Event) -> Option<Reason> {
    let Event::Answered(report) = event else { return None };
    let verdict = judge(report, &payment.order, payment.gateway_reference.as_deref(), payment.amount_bound);
    matches!(verdict, Verdict::Nothing(_)).then_some(Reason::AnothersAnswer)
}

/// Why a question got no answer that says how a payment stands.
pub(crate) fn trouble(event: &Event) -> Option<Reason> {
    match event {
        Event::Unanswered(reason) => Some(*reason),
        Event::NotKnown => Some(Reason::NotKnown),
        Event::Answered(report) => match report.word {
            Word::Unknown(_) => Some(Reason::UnknownWord),
            Word::Paid | Word::Pending | Word::Declined | Word::Expired => None,
        },
        Event::Send
        | Event::Show
        | Event::Drop
        | Event::Created { .. }
        | Event::CreateRefused(_)
        | Event::ReferenceKnown
        | Event::NotSent(_)
        | Event::CreateUnanswered(_)
        | Event::Cancel
        | Event::Resend
        | Event::Accept
        | Event::Decide(_) => None,
    }
}
