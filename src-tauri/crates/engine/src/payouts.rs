//! Money that the shop sends out: on disk first, sent once, and never sent again by anybody while its outcome is not known.

use comptoir_core::code::{Code, Reason};
use comptoir_core::ids::PayoutId;
use comptoir_core::money::{Amount, Currency};
use comptoir_core::payout::{Payout, PayoutState};
use comptoir_core::people::{By, Right};
use comptoir_core::phone::{PayerNumber, PhoneNumber};
use comptoir_core::text::cleaned;
use comptoir_gateway::PaidOut;
use secrecy::SecretString;

use crate::Engine;
use crate::refusal::Refusal;

/// Longest reason for a payout or a settlement, in characters.
pub(crate) const LONGEST_WHY: usize = 200;

/// A payout as it is asked for. It does not print: it holds the payee's number.
#[derive(Clone, Default)]
pub struct AskedPayout {
    /// A name for it, made by the asker so that a repeated request is harmless.
    pub payout_id: Option<PayoutId>,
    /// The account that pays.
    pub account: String,
    /// How much.
    pub amount: String,
    /// The payee's number.
    pub to: String,
    /// Why the shop pays.
    pub why: String,
    /// The owner's PIN.
    pub pin: Option<SecretString>,
}

impl Engine {
    /// Sends money out, once. The same name again sends nothing and tells how it stands. The PIN is demanded once nothing else is
    /// missing.
    ///
    /// # Errors
    /// [`Refusal`]: nothing was sent, unless the ledger failed after it. `payout_unsettled` while an earlier payout to the same
    /// payee has no known outcome.
    pub async fn pay_out(&self, asked: &AskedPayout) -> Result<Payout, Refusal> {
        let account = self.account(asked.account.trim())?;
        let gateway = self.gateway(&account);
        if !gateway.capabilities().payout {
            return Err(Code::ServiceUnavailable.into());
        }
        let amount = Amount::typed(&asked.amount, Currency::Xof)?;
        let payee = PayerNumber::from(PhoneNumber::typed(&asked.to, account.country())?);
        let why = cleaned(&asked.why, LONGEST_WHY).ok_or(Code::WhyNeeded)?;
        let known = match asked.payout_id {
            Some(id) => self.ledger().payout(id)?,
            None => None,
        };
        let payee_fingerprint = self.ledger().identifier_secret().fingerprint(&format!("payee {}", payee.digits()));
        if let Some(known) = known {
            let same = known.account == account.name && known.amount == amount && known.payee_fingerprint == payee_fingerprint;
            return if same { Ok(known) } else { Err(Code::IdReused.into()) };
        }
        let by = self.authorize(Right::Payout, asked.pin.as_ref())?;
        let keys = self.keys(&account).await?;
        let now = self.clock.now();
        let mut payout = Payout {
            payout_id: asked.payout_id.unwrap_or_else(|| PayoutId::minted(now, &self.random())),
            gateway: account.kind,
            account: account.name.clone(),
            payee: payee.masked(),
            payee_fingerprint,
            amount,
            why,
            environment: account.environment(),
            state: PayoutState::Sending,
            reason: None,
            gateway_reference: None,
            settled_why: None,
            created_at: now,
            updated_at: now,
        };
        {
            let mut ledger = self.ledger();
            if let Some(earlier) = ledger.unsettled_payouts(&payout.payee_fingerprint)?.first() {
                return Err(Refusal::from(Code::PayoutUnsettled).with("payout", earlier.payout_id.to_string()));
            }
            ledger.signed(by).record_payout(&payout)?;
        }
        tracing::info!(payout = %payout.payout_id, "payout");
        let outcome = gateway.pay_out(&keys, &payee, amount).await;
        (payout.state, payout.reason) = match outcome {
            PaidOut::Done { gateway_reference } => {
                payout.gateway_reference = gateway_reference;
                (PayoutState::Done, None)
            }
            PaidOut::Refused(reason) => (PayoutState::Refused, Some(reason)),
            PaidOut::NotSent(reason) => (PayoutState::Unsent, Some(reason)),
            PaidOut::Unknown(reason) => (PayoutState::Unknown, Some(reason)),
        };
        self.change_payout(payout, None)
    }

    /// Notes the owner's word on a payout whose outcome nobody knows.
    ///
    /// # Errors
    /// `not_settleable` where its outcome is known, `why_needed`, or the PIN's.
    pub fn settle_payout(&self, id: PayoutId, paid: bool, why: &str, pin: Option<&SecretString>) -> Result<Payout, Refusal> {
        let payout = self.ledger().payout(id)?.ok_or(Code::PaymentUnknown)?;
        if !payout.state.is_unsettled() {
            return Err(Code::NotSettleable.into());
        }
        let why = cleaned(why, LONGEST_WHY).ok_or(Code::WhyNeeded)?;
        let by = self.authorize(Right::Settle, pin)?;
        let state = if paid { PayoutState::SettledPaid } else { PayoutState::SettledUnpaid };
        self.change_payout(Payout { state, settled_why: Some(why), ..payout }, by)
    }

    /// What an earlier run left under way: it may have been paid out.
    pub(crate) fn take_up_payouts(&self) -> Result<(), Refusal> {
        let under_way = self.ledger().payouts_under_way()?;
        for payout in under_way {
            self.change_payout(Payout { state: PayoutState::Unknown, reason: Some(Reason::Interrupted), ..payout }, None)?;
        }
        Ok(())
    }

    fn change_payout(&self, mut payout: Payout, by: Option<By>) -> Result<Payout, Refusal> {
        payout.updated_at = self.clock.now().max(payout.updated_at);
        // On a line of its own: the room is given free without the ledger.
        let changed = self.ledger().signed(by.clone()).change_payout(&payout);
        if let Err(error) = changed {
            let refusal = Refusal::from(error);
            if refusal.code != Code::DiskFull || !self.release_reserve() {
                return Err(refusal);
            }
            self.ledger().signed(by).change_payout(&payout)?;
        }
        Ok(payout)
    }
}
