//! Carries out what the payment machine demands: the ledger first, the wire second, the screen last.

use std::time::Duration;

use comptoir_core::code::{Code, Reason};
use comptoir_core::ids::PaymentId;
use comptoir_core::order::Environment;
use comptoir_core::payment::{Effect, Event, Moment, Payment, Settlement, step};
use comptoir_core::people::By;
use comptoir_core::receipt::Series;
use comptoir_core::reference::Epoch;
use comptoir_core::state::State;
use comptoir_gateway::Keys;
use comptoir_ledger::{Ledger, ReceiptDue};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::refusal::Refusal;
use crate::view::{PaymentView, zone_of};
use crate::{Engine, News};

/// What is left to do once an event is on disk and told.
struct Committed {
    payment: Payment,
    submit: bool,
}

impl Engine {
    /// Takes `event` through the machine, sends what must be sent, and takes its answer through too.
    pub(crate) async fn drive(&self, id: PaymentId, event: Event, keys: &Keys, by: Option<By>) -> Result<(), Refusal> {
        let committed = self.commit(id, &event, None, by)?;
        if !committed.submit {
            return Ok(());
        }
        let order = &committed.payment.order;
        let account = self.account(&order.account)?;
        let papers = self.papers(order)?;
        tracing::info!(reference = %order.reference, "create call");
        let answer = self.gateway(&account).create(keys, &papers.bill(order)).await;
        self.keep(&committed.payment, &answer, Duration::MAX).await
    }

    /// Takes an event that sends nothing, and is nobody's act, through the machine.
    pub(crate) fn settle(&self, id: PaymentId, event: &Event) -> Result<(), Refusal> {
        self.commit(id, event, None, None).map(drop)
    }

    /// The same of somebody's act.
    pub(crate) fn settle_by(&self, id: PaymentId, event: &Event, by: Option<By>) -> Result<(), Refusal> {
        self.commit(id, event, None, by).map(drop)
    }

    /// Takes the owner's decision through the machine.
    pub(crate) fn decide(&self, id: PaymentId, settlement: Settlement, by: Option<By>) -> Result<(), Refusal> {
        self.commit(id, &Event::Decide(settlement.decision), Some(&settlement), by).map(drop)
    }

    /// The machine's step, made durable in one transaction, then told.
    fn commit(
        &self,
        id: PaymentId,
        event: &Event,
        settlement: Option<&Settlement>,
        by: Option<By>,
    ) -> Result<Committed, Refusal> {
        let (payment, effects) = {
            let mut ledger = self.ledger();
            let before = ledger.payment(id)?.ok_or(Code::PaymentUnknown)?;
            let moment = self.moment_in(&ledger, &before)?;
            let another = is_of_another(&ledger, &before, event)?;
            let event = if another { &Event::CreateUnanswered(Reason::AnothersAnswer) } else { event };
            let (mut payment, effects) = step(&before, event, &moment);
            if let Some(reference) = settlement.and_then(|settlement| settlement.operator_reference.clone()) {
                payment.operator_reference = Some(reference);
            }
            write_down(&mut ledger.signed(by), &payment, &effects, &moment, settlement)?;
            if effects.iter().any(|effect| matches!(effect, Effect::Record { .. })) {
                self.put_down(id);
            }
            if payment.state.code() != before.state.code() {
                // What a question met with before says nothing of the payment as it stands now, which is on disk, whatever
                // becomes of this.
                ledger.note_answer(id, None).unwrap_or_else(|error| tracing::error!(%error, "ledger"));
                let (state, reference) = (payment.state.code(), &payment.order.reference);
                tracing::info!(%reference, from = before.state.code(), state, "payment");
            }
            if *event == Event::ReferenceKnown && before.state == (State::Sending { resent: false }) {
                self.renew_references(&mut ledger);
            }
            (payment, effects)
        };
        let mut committed = Committed { payment, submit: false };
        for effect in effects {
            match effect {
                Effect::Record { .. } => {}
                Effect::Notify => self.tell(News::Changed, id)?,
                Effect::Submit => committed.submit = true,
                Effect::Refuse(code) => return Err(Refusal::from(code).about(&committed.payment)),
            }
        }
        Ok(committed)
    }

    /// After a gateway knew a reference that was never sent from here, the next ones are others. That this fails changes nothing of
    /// the payment: its next one then meets with the same.
    fn renew_references(&self, ledger: &mut Ledger) {
        match ledger.renew_references(self.clock.now(), &Epoch::salt(&self.random())) {
            Ok(Some(epoch)) => {
                tracing::warn!(epoch = %epoch.letter(), "a reference was known before it was sent: a copied folder?")
            }
            Ok(None) => tracing::error!("a reference was known before it was sent, and no letter is left"),
            Err(error) => tracing::error!(%error, "the references are not renewed"),
        }
    }

    /// The rest of the world, as the ledger has it now.
    pub(crate) fn moment(&self, payment: &Payment) -> Result<Moment, Refusal> {
        self.moment_in(&self.ledger(), payment)
    }

    fn moment_in(&self, ledger: &Ledger, payment: &Payment) -> Result<Moment, Refusal> {
        let (sale, id) = (payment.order.sale_id, payment.order.payment_id);
        Ok(Moment {
            now: self.watched_now(),
            sale_settled: ledger.sale_settled_but_for(sale, id)?,
            contested: ledger.contested(sale, id)?,
        })
    }

    /// Tells the payment as it stands on disk.
    pub(crate) fn tell(&self, news: News, id: PaymentId) -> Result<(), Refusal> {
        let view = self.view(id)?;
        (self.observer)(news, &view);
        Ok(())
    }

    /// The payment as it stands on disk.
    ///
    /// # Errors
    /// [`Refusal`] when there is none or the ledger cannot be read.
    pub fn view(&self, id: PaymentId) -> Result<PaymentView, Refusal> {
        let ledger = self.ledger();
        let payment = ledger.payment(id)?.ok_or(Code::PaymentUnknown)?;
        Ok(PaymentView { unwritten: self.unwritten_of(id), ..PaymentView::of(&ledger, &payment)? })
    }

    /// Stops caring for a request that is on its way, when whoever waited for it no longer does: it may have arrived.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be written.
    pub fn let_go(&self, id: PaymentId) -> Result<(), Refusal> {
        self.settle(id, &Event::CreateUnanswered(Reason::Interrupted))
    }

    /// What an earlier run left half done: what was not sent is abandoned, what may have been sent must be asked about.
    pub(crate) fn take_up_the_unfinished(&self) -> Result<(), Refusal> {
        let unfinished = self.ledger().unfinished_sending()?;
        for payment in unfinished {
            let id = payment.order.payment_id;
            self.settle(id, &Event::Drop)?;
            self.settle(id, &Event::CreateUnanswered(Reason::Interrupted))?;
        }
        self.take_up_payouts()?;
        let now = self.clock.now();
        self.ledger().forget_confidential(now)?;
        Ok(())
    }

    pub(crate) fn random<const LENGTH: usize>(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        self.rng.fill(&mut bytes);
        bytes
    }
}

/// Whether an answer to a create call names a number that another payment at the gateway has already: it is that one's answer, and its
/// page that one's page. The practice gateway counts anew whenever the program starts.
fn is_of_another(ledger: &Ledger, payment: &Payment, event: &Event) -> Result<bool, Refusal> {
    let Event::Created { gateway_reference, .. } = event else { return Ok(false) };
    if payment.order.environment == Environment::Training {
        return Ok(false);
    }
    let others = ledger.payments_by_gateway_reference(gateway_reference)?;
    let is_another =
        |other: &Payment| other.order.payment_id != payment.order.payment_id && other.order.gateway == payment.order.gateway;
    Ok(others.iter().any(is_another))
}

fn write_down(
    ledger: &mut Ledger,
    payment: &Payment,
    effects: &[Effect],
    moment: &Moment,
    settlement: Option<&Settlement>,
) -> Result<(), Refusal> {
    for effect in effects {
        if let Effect::Record { evidence, receipt } = effect {
            let due = if *receipt { Some(receipt_due(ledger, payment.order.environment, moment.now)?) } else { None };
            match settlement {
                Some(settlement) => ledger.settle(payment, settlement, due.as_ref())?,
                None => ledger.change(payment, evidence.as_deref(), due.as_ref())?,
            };
        }
    }
    Ok(())
}

/// The series that a receipt or a refund of `environment` takes its number from now, and the shop as it is now.
pub(crate) fn receipt_due(ledger: &Ledger, environment: Environment, now: Timestamp) -> Result<ReceiptDue, Refusal> {
    let shop = ledger.shop()?;
    let zone = zone_of(&shop.zone).unwrap_or(TimeZone::UTC);
    let year = now.to_zoned_datetime(zone).year();
    let series = Series::of(&shop, environment, year).in_epoch(ledger.epoch()?);
    Ok(ReceiptDue { series, shop, issued_at: now })
}
