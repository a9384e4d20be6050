//! Who has the till, and what they may do at it. A shop without cashiers asks nobody.

use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::CashierId;
use comptoir_core::people::{By, Cashier, Person, Right};
use secrecy::SecretString;

use crate::Engine;
use crate::refusal::Refusal;

/// So long the owner's leave for one act waits for it.
const LEAVE_LASTS: Duration = Duration::from_secs(60);

/// Who has the till. It is in memory alone: a till that starts anew is nobody's.
#[derive(Debug, Default)]
pub(crate) struct Duty {
    person: Option<Person>,
    /// What the owner let through once, and until when.
    leave: Option<(Right, Duration)>,
}

impl Engine {
    /// The cashiers who may take the till, by name. Where there is none, nobody has to.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub fn active_cashiers(&self) -> Result<Vec<Cashier>, Refusal> {
        Ok(self.ledger().cashiers()?.into_iter().filter(|cashier| cashier.active).collect())
    }

    /// Who has the till, if anybody has.
    #[must_use]
    pub fn on_duty(&self) -> Option<Person> {
        self.duty().person.clone()
    }

    /// Gives the till to a cashier; without one, to the owner.
    ///
    /// # Errors
    /// `cashier_unknown` where they may not take it, `pin_unset`, `pin_needed`, `pin_wrong` or `pin_later`: whoever has it keeps it.
    pub fn take_duty(&self, cashier: Option<CashierId>, pin: Option<&SecretString>) -> Result<Person, Refusal> {
        let person = match cashier {
            Some(id) => {
                let found = self.active_cashiers()?.into_iter().find(|cashier| cashier.cashier_id == id);
                let found = found.ok_or_else(|| Refusal::naming(Code::CashierUnknown, "cashier", ""))?;
                let hash = self.ledger().cashier_pin_hash(id)?.ok_or(Code::LedgerDamaged)?;
                self.check_pin(&id.to_string(), &hash, pin)?;
                Person::from(&found)
            }
            None => {
                self.demand_pin(pin)?;
                Person::Owner
            }
        };
        self.begin_duty(Some(person.clone()));
        Ok(person)
    }

    /// Leaves the till to nobody.
    pub fn leave_duty(&self) {
        self.begin_duty(None);
    }

    /// Lets the cashier who has the till do one act, within a minute, that they have no right to.
    ///
    /// # Errors
    /// `till_locked` where nobody has the till, or the PIN's.
    pub fn allow_once(&self, right: Right, pin: Option<&SecretString>) -> Result<(), Refusal> {
        if self.on_duty().is_none() {
            return Err(Code::TillLocked.into());
        }
        self.demand_pin(pin)?;
        self.duty().leave = Some((right, self.clock.elapsed() + LEAVE_LASTS));
        Ok(())
    }

    /// Lets somebody do an act of `right`, and tells whose act it is: whoever has the till, if they have the right or the owner
    /// let it through; the owner, who typed the PIN at a till that nobody has. In a shop without cashiers it is nobody's, and only
    /// what has always needed the owner's PIN needs it.
    ///
    /// # Errors
    /// `till_locked`, `right_needed`, or the PIN's.
    pub(crate) fn authorize(&self, right: Right, pin: Option<&SecretString>) -> Result<Option<By>, Refusal> {
        let cashiers = self.active_cashiers()?;
        if cashiers.is_empty() {
            return match right {
                Right::Refund | Right::Settle | Right::Payout => self.demand_pin(pin).map(|()| None),
                Right::Sell | Right::Reprint | Right::Export | Right::Settings => Ok(None),
            };
        }
        let id = match self.on_duty() {
            Some(Person::Owner) => return Ok(Some(Person::Owner.into())),
            Some(Person::Cashier { cashier_id, .. }) => cashier_id,
            None if pin.is_none() => return Err(Code::TillLocked.into()),
            None => return self.demand_pin(pin).map(|()| Some(Person::Owner.into())),
        };
        // What they may do is read each time: the owner may have thought otherwise since.
        let Some(cashier) = cashiers.iter().find(|cashier| cashier.cashier_id == id) else {
            self.leave_duty();
            return Err(Code::TillLocked.into());
        };
        let person = Person::from(cashier);
        if cashier.rights.contains(&right) {
            return Ok(Some(person.into()));
        }
        if !self.uses_leave(right) {
            if pin.is_none() {
                return Err(Refusal::naming(Code::RightNeeded, "cashier", &cashier.name).with("right", right.code()));
            }
            self.demand_pin(pin)?;
        }
        Ok(Some(By { person, owner_allowed: true }))
    }

    /// Lets somebody have payments written into a file.
    ///
    /// # Errors
    /// `till_locked`, `right_needed`, or the ledger's.
    pub fn may_export(&self) -> Result<Option<By>, Refusal> {
        self.authorize(Right::Export, None)
    }

    /// Lets only the owner go on: who has the till, or types the PIN.
    ///
    /// # Errors
    /// The PIN's.
    pub(crate) fn demand_owner(&self, pin: Option<&SecretString>) -> Result<By, Refusal> {
        if self.on_duty() != Some(Person::Owner) || self.active_cashiers()?.is_empty() {
            self.demand_pin(pin)?;
        }
        Ok(Person::Owner.into())
    }

    pub(crate) fn begin_duty(&self, person: Option<Person>) {
        *self.duty() = Duty { person, leave: None };
    }

    /// Whether the owner let an act of `right` through, which is used up with it.
    fn uses_leave(&self, right: Right) -> bool {
        let now = self.clock.elapsed();
        self.duty().leave.take_if(|(of, until)| *of == right && now < *until).is_some()
    }

    fn duty(&self) -> std::sync::MutexGuard<'_, Duty> {
        self.duty.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
