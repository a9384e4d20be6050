//! The recovery scan: after an old copy was restored, the gateways that can be asked by our own references are asked about those
//! that come after the copy's last one, until they know none of fifty in a row.
//!
//! What they know comes back as a payment that only a person settles: *held* where the gateway says paid, else *unresolved*. Where
//! a gateway tells no amount there is nothing that a payment could be made of, and what it told is kept by itself.

use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

use comptoir_core::code::{Code, Reason};
use comptoir_core::evidence::{Report, Told};
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::order::{GatewayKind, Method, Order, Sale};
use comptoir_core::payment::{Event, Payment};
use comptoir_core::reference::MerchantReference;
use comptoir_core::schedule;
use comptoir_gateway::account::is_loopback;
use comptoir_gateway::{Account, Keys};
use comptoir_ledger::{Found, Next, Scan};
use futures::future::join_all;

use crate::accounts::fingerprint_of;
use crate::refusal::Refusal;
use crate::watch::trouble;
use crate::{Engine, News};

/// Where a recovery scan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// No copy was restored.
    NotNeeded,
    /// Every gateway that can be asked has told all it knows.
    Done,
    /// It goes on later: the time was over, or this stands in its way.
    Open(Option<Reason>),
}

impl Recovery {
    /// The worse of two.
    const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Open(Some(reason)), _) | (_, Self::Open(Some(reason))) => Self::Open(Some(reason)),
            (Self::Open(None), _) | (_, Self::Open(None)) => Self::Open(None),
            (Self::Done, _) | (_, Self::Done) => Self::Done,
            (Self::NotNeeded, Self::NotNeeded) => Self::NotNeeded,
        }
    }
}

/// One account, with what it is asked by.
struct Asked<'a> {
    account: &'a Account,
    keys: &'a Keys,
}

impl Engine {
    /// Whether the recovery scan is over, as far as the ledger tells. Nobody is asked.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub fn recovery(&self) -> Result<Recovery, Refusal> {
        let accounts = self.scanned_accounts()?;
        let ledger = self.ledger();
        let scans = ledger.scans()?;
        let mut recovery = if scans.is_empty() { Recovery::NotNeeded } else { Recovery::Done };
        for scan in scans {
            for account in &accounts {
                if ledger.next_to_scan(scan, &account.name)?.is_some() {
                    recovery = Recovery::Open(None);
                }
            }
        }
        Ok(recovery)
    }

    /// Goes on with the recovery scan until it is over, a gateway does not answer, or the clock passes `until`. How far it came is
    /// on disk. Payments that are found are told.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger or the keychain fails.
    pub async fn recover(&self, until: Duration) -> Result<Recovery, Refusal> {
        if !matches!(self.recovery()?, Recovery::Open(_)) {
            return self.recovery();
        }
        self.secrets.probe().await?;
        // What one gateway knows moves the end for the others, which are then asked about more; an account may be added meanwhile.
        loop {
            let accounts = self.scanned_accounts()?;
            let mut keys = BTreeMap::new();
            for account in &accounts {
                keys.insert(&account.name, self.keys_if_there(&account.name).await?);
            }
            let scanned = accounts.iter().map(|account| async {
                match keys.get(&account.name).and_then(Option::as_ref) {
                    Some(keys) => self.scan_account(&Asked { account, keys }, until).await,
                    None => Ok(Recovery::Open(Some(Reason::NoKey))),
                }
            });
            let outcomes = join_all(scanned).await.into_iter().collect::<Result<Vec<_>, Refusal>>()?;
            let outcome = outcomes.into_iter().fold(Recovery::Done, Recovery::and);
            let stopped = matches!(outcome, Recovery::Open(_));
            if stopped || self.recovery()? == Recovery::Done {
                return Ok(outcome);
            }
        }
    }

    /// Goes on with the recovery scan until it is over, whatever stands in its way meanwhile.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger fails.
    pub async fn keep_recovering(&self) -> Result<(), Refusal> {
        loop {
            match self.recover(Duration::MAX).await {
                Ok(Recovery::NotNeeded | Recovery::Done) => return Ok(()),
                Ok(Recovery::Open(_)) | Err(Refusal { code: Code::KeychainUnavailable, .. }) => {}
                Err(refusal) => return Err(refusal),
            }
            self.clock.sleep(schedule::SCAN_REST).await;
        }
    }

    /// The accounts whose gateway can be asked about a reference of ours of which nothing else is known.
    fn scanned_accounts(&self) -> Result<Vec<Account>, Refusal> {
        let accounts = self.accounts()?.into_iter().map(|(account, _)| account);
        Ok(accounts.filter(|account| self.capabilities(account).ask_by_reference).collect())
    }

    async fn scan_account(&self, asked: &Asked<'_>, until: Duration) -> Result<Recovery, Refusal> {
        let name = &asked.account.name;
        let mut trusted = false;
        for scan in self.ledger_scans()? {
            loop {
                let next = self.ledger().next_to_scan(scan, name)?;
                let Some(next) = next else { break };
                if self.clock.elapsed() >= until {
                    return Ok(Recovery::Open(None));
                }
                if !trusted {
                    // A gateway that knows what nobody made would have us make up payments without end.
                    let nobodys = self.ledger().nobodys_reference();
                    match self.look_up(asked, nobodys, until).await? {
                        Some(Event::NotKnown) => trusted = true,
                        Some(Event::Unanswered(reason)) => return Ok(Recovery::Open(Some(reason))),
                        Some(_) => return Ok(Recovery::Open(Some(Reason::AnothersAnswer))),
                        None => return Ok(Recovery::Open(None)),
                    }
                }
                let mut answer = self.look_up(asked, next.reference.clone(), until).await?;
                if answer.as_ref().is_some_and(is_believed_twice) {
                    answer = self.look_up(asked, next.reference.clone(), until).await?;
                }
                match answer {
                    Some(Event::NotKnown) => self.ledger().note_scanned(scan, name, &next)?,
                    Some(Event::Answered(report)) if names_another(&report, &next.reference) => {
                        return Ok(Recovery::Open(Some(Reason::ReferenceDiffers)));
                    }
                    // Under a word that no document has it is known all the same.
                    Some(Event::Answered(report)) => self.keep_found(asked, scan, &next, *report)?,
                    Some(Event::Unanswered(reason)) => return Ok(Recovery::Open(Some(reason))),
                    Some(_) => return Ok(Recovery::Open(Some(Reason::UnknownWord))),
                    None => return Ok(Recovery::Open(None)),
                }
            }
        }
        Ok(Recovery::Done)
    }

    fn ledger_scans(&self) -> Result<Vec<Scan>, Refusal> {
        Ok(self.ledger().scans()?)
    }

    /// What the gateway answers about a reference, at its pace; none once the clock passes `until`.
    async fn look_up(&self, asked: &Asked<'_>, reference: MerchantReference, until: Duration) -> Result<Option<Event>, Refusal> {
        let Asked { account, keys } = asked;
        let answer = {
            let asking = pin!(async {
                let quiet = self.pace(&account.name, |pace, now| pace.quiet_for(now));
                // What is on this machine is troubled by nobody's pace.
                let near = account.base_url.as_ref().is_some_and(is_loopback);
                let apart = if near { Duration::ZERO } else { account.kind.shortest_between_questions() };
                self.clock.sleep(quiet.max(apart)).await;
                let probe = self.made_up(account, keys, reference, Amount::new(1, Currency::Xof).ok()?);
                Some(self.gateway(account).ask(keys, &probe).await)
            });
            self.within(until, asking).await.flatten()
        };
        let Some(mut answer) = answer else { return Ok(None) };
        // Another merchant's key does not know it, which says nothing.
        let stored = self.ledger().account(&account.name)?;
        if answer.event == Event::NotKnown && stored.is_some_and(|stored| stored.key_fingerprint != fingerprint_of(keys)) {
            answer.event = Event::Unanswered(Reason::NoKey);
        }
        let answered = !matches!(answer.event, Event::Unanswered(_));
        self.pace(&account.name, |pace, now| pace.note(now, answered, answer.leave_alone));
        Ok(Some(answer.event))
    }

    /// Keeps what a gateway told of a reference that the ledger does not know, and tells the payment that stands for it.
    fn keep_found(&self, asked: &Asked<'_>, scan: Scan, next: &Next, mut report: Report) -> Result<(), Refusal> {
        let Asked { account, keys } = asked;
        let amount = amount_told(account.kind, &report);
        let payment = amount.map(|amount| self.made_up(account, keys, next.reference.clone(), amount));
        let found = Found {
            reference: next.reference.clone(),
            account: account.name.clone(),
            gateway: account.kind,
            environment: account.environment(),
            word: report.word.clone(),
            amount_minor: amount.map(Amount::minor),
            currency: amount.map(Amount::currency),
            gateway_reference: report.gateway_reference.value().cloned(),
            operator_reference: report.operator_reference.clone(),
            paid_at: report.paid_at.clone(),
            payment_id: payment.as_ref().map(|payment| payment.order.payment_id),
            found_at: self.clock.now(),
        };
        let with_sale = payment.as_ref().map(|payment| {
            let Order { sale_id, amount, created_at, .. } = &payment.order;
            let sale = Sale { sale_id: *sale_id, amount: *amount, lines: Vec::new(), taxes: Vec::new(), opened_at: *created_at };
            (sale, payment)
        });
        let is_new = {
            let with_sale = with_sale.as_ref().map(|(sale, payment)| (sale, *payment));
            self.ledger().note_found(scan, next, &found, with_sale)?
        };
        tracing::warn!(reference = %next.reference, is_new, "a gateway knows a reference that the restored copy does not");
        if let (true, Some(payment)) = (is_new, payment) {
            let id = payment.order.payment_id;
            self.tell(News::Changed, id)?;
            // The echo of a payment's own id cannot be equal: the id was lost with the rest.
            report.difference = None;
            self.settle(id, &Event::Answered(Box::new(report)))?;
        }
        Ok(())
    }

    /// A payment that stands for a reference of which nothing else is known, in doubt.
    fn made_up(&self, account: &Account, keys: &Keys, reference: MerchantReference, amount: Amount) -> Payment {
        let now = self.clock.now();
        let order = Order {
            payment_id: PaymentId::minted(now, &self.random()),
            sale_id: SaleId::minted(now, &self.random()),
            reference,
            gateway: account.kind,
            account: account.name.clone(),
            key_fingerprint: fingerprint_of(keys),
            method: if self.capabilities(account).push { Method::Push } else { Method::Page },
            network: None,
            payer: None,
            amount,
            environment: account.environment(),
            note: None,
            retry_of: None,
            double_accepted: false,
            cashier: None,
            created_at: now,
        };
        Payment::recovered(order).left_in_doubt(now)
    }
}

/// Whether an answer may be a slip: *not known* echoes no reference, so that it may answer another question, and of a word that no
/// document has nobody can say what it is worth.
fn is_believed_twice(answer: &Event) -> bool {
    matches!(trouble(answer), Some(Reason::NotKnown | Reason::UnknownWord))
}

/// Whether an answer echoes another reference than the one that was asked about. What a gateway kept of a payment's own id is no
/// matter here: that id was lost with the rest.
fn names_another(report: &Report, reference: &MerchantReference) -> bool {
    match &report.reference {
        Told::That(echo) => echo != reference.as_str(),
        Told::Strange => true,
        Told::Nothing => false,
    }
}

/// The amount that the gateway told, if it told one whole: PayGateGlobal has one currency only, others must name theirs.
fn amount_told(gateway: GatewayKind, report: &Report) -> Option<Amount> {
    let currency = match (report.currency.value(), gateway) {
        (Some(currency), _) => *currency,
        (None, GatewayKind::PaygateGlobal) => Currency::Xof,
        (None, GatewayKind::Paydunya | GatewayKind::Cinetpay | GatewayKind::Payplus | GatewayKind::PaiementPro) => return None,
    };
    Amount::new(*report.amount_minor.value()?, currency).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use comptoir_core::evidence::{Question, Word};

    fn told(amount_minor: Told<i64>, currency: Told<Currency>) -> Report {
        Report {
            question: Question::ByReference,
            word: Word::Paid,
            reference: Told::Nothing,
            gateway_reference: Told::Nothing,
            operator_reference: None,
            amount_minor,
            currency,
            environment: Told::Nothing,
            paid_at: None,
            means: None,
            cause: None,
            difference: None,
            receipt_url: None,
            seal: None,
            digest: String::new(),
        }
    }

    #[test]
    fn an_amount_that_is_not_told_whole_is_none_and_never_zero() {
        let xof = |minor| Amount::new(minor, Currency::Xof).ok();
        let cases = [
            (GatewayKind::PaygateGlobal, Told::That(500), Told::Nothing, xof(500)),
            (GatewayKind::PaygateGlobal, Told::Nothing, Told::Nothing, None),
            (GatewayKind::PaygateGlobal, Told::That(0), Told::Nothing, None),
            (GatewayKind::PaygateGlobal, Told::That(-5), Told::Nothing, None),
            (GatewayKind::PaygateGlobal, Told::Strange, Told::Nothing, None),
            (GatewayKind::Cinetpay, Told::That(500), Told::That(Currency::Xof), xof(500)),
            (GatewayKind::Cinetpay, Told::That(500), Told::Nothing, None),
            (GatewayKind::Cinetpay, Told::That(500), Told::Strange, None),
            (GatewayKind::Cinetpay, Told::Nothing, Told::That(Currency::Xof), None),
        ];
        for (gateway, amount, currency, expected) in cases {
            assert_eq!(amount_told(gateway, &told(amount, currency)), expected);
        }
    }

    #[test]
    fn a_scan_is_over_only_when_it_is_over_for_every_account() {
        let stopped = Recovery::Open(Some(Reason::TimedOut));
        assert_eq!(Recovery::Done.and(stopped), stopped);
        assert_eq!(stopped.and(Recovery::Open(None)), stopped);
        assert_eq!(Recovery::Done.and(Recovery::Open(None)), Recovery::Open(None));
        assert_eq!(Recovery::Done.and(Recovery::NotNeeded), Recovery::Done);
    }
}
