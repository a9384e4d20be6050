//! The cashiers of a shop, whom only the owner adds and changes.

use std::collections::BTreeSet;

use comptoir_core::code::Code;
use comptoir_core::ids::CashierId;
use comptoir_core::people::{Cashier, OWNER, Person, Right};
use comptoir_core::text::cleaned;
use secrecy::SecretString;

use crate::Engine;
use crate::refusal::Refusal;

/// What stands on the narrowest paper beside its heading.
const LONGEST_NAME: usize = 24;

/// What the owner changes of a cashier. It does not print: it may hold a PIN.
#[derive(Clone)]
pub enum CashierChange {
    /// What they are called.
    Name(String),
    /// Their PIN.
    Pin(SecretString),
    /// What they may do.
    Rights(BTreeSet<Right>),
    /// Whether they may take the till.
    Active(bool),
}

impl Engine {
    /// Adds a cashier with a PIN of their own. From the first one on nothing is done at the till before somebody has taken it; whoever
    /// adds the first one has it.
    ///
    /// # Errors
    /// `training_only`, `cashier_name_invalid`, `cashier_taken`, `pin_invalid`, or those of the owner's PIN `owner`.
    pub fn add_cashier(
        &self,
        name: &str,
        rights: BTreeSet<Right>,
        pin: &SecretString,
        owner: Option<&SecretString>,
    ) -> Result<Cashier, Refusal> {
        if self.is_training() {
            return Err(Code::TrainingOnly.into());
        }
        let name = checked_name(name)?;
        self.demand_free_name(&name, None)?;
        let hash = self.kept_pin(pin)?;
        let by = self.demand_owner(owner)?;
        let now = self.clock.now();
        let cashier = Cashier { cashier_id: CashierId::minted(now, &self.random()), name, rights, active: true };
        self.ledger().signed(Some(by)).add_cashier(now, &cashier, &hash)?;
        if self.on_duty().is_none() {
            self.begin_duty(Some(Person::Owner));
        }
        Ok(cashier)
    }

    /// Changes a cashier. What they did stays under the name that they had.
    ///
    /// # Errors
    /// `cashier_unknown`, `cashier_name_invalid`, `cashier_taken`, `pin_invalid`, or those of the owner's PIN `owner`.
    pub fn change_cashier(&self, id: CashierId, change: CashierChange, owner: Option<&SecretString>) -> Result<Cashier, Refusal> {
        let unknown = || Refusal::naming(Code::CashierUnknown, "cashier", "");
        self.ledger().cashier(id)?.ok_or_else(unknown)?;
        let now = self.clock.now();
        match change {
            CashierChange::Name(name) => {
                let name = checked_name(&name)?;
                self.demand_free_name(&name, Some(id))?;
                let by = self.demand_owner(owner)?;
                self.ledger().signed(Some(by)).rename_cashier(now, id, &name)?;
            }
            CashierChange::Pin(pin) => {
                let hash = self.kept_pin(&pin)?;
                let by = self.demand_owner(owner)?;
                let mut ledger = self.ledger();
                ledger.signed(Some(by)).set_cashier_pin(now, id, &hash)?;
                // Whoever forgot the old one waits no longer.
                ledger.forget_pin_misses(&id.to_string())?;
                drop(ledger);
                self.forget_turns(&id.to_string());
            }
            CashierChange::Rights(rights) => {
                let by = self.demand_owner(owner)?;
                self.ledger().signed(Some(by)).set_cashier_rights(now, id, &rights)?;
            }
            CashierChange::Active(active) => {
                let by = self.demand_owner(owner)?;
                self.ledger().signed(Some(by)).turn_cashier(now, id, active)?;
            }
        }
        self.ledger().cashier(id)?.ok_or_else(unknown)
    }

    /// The cashier of this name, however its letters are written, those who left included.
    ///
    /// # Errors
    /// `cashier_unknown`.
    pub fn cashier_named(&self, name: &str) -> Result<Cashier, Refusal> {
        let found = self.ledger().cashier_named(name.trim())?;
        found.ok_or_else(|| Refusal::naming(Code::CashierUnknown, "cashier", name.trim()))
    }

    fn demand_free_name(&self, name: &str, of: Option<CashierId>) -> Result<(), Refusal> {
        match self.ledger().cashier_named(name)? {
            Some(other) if Some(other.cashier_id) != of => Err(Refusal::naming(Code::CashierTaken, "cashier", &other.name)),
            Some(_) | None => Ok(()),
        }
    }
}

/// A name that can be typed on a command line and stands on the narrowest paper.
fn checked_name(name: &str) -> Result<String, Refusal> {
    let name = cleaned(name, usize::MAX).ok_or(Code::CashierNameInvalid)?;
    let fits = name.chars().count() <= LONGEST_NAME && !name.starts_with('-') && name.chars().any(char::is_alphabetic);
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '\'' | '’'));
    if fits && plain && !name.eq_ignore_ascii_case(OWNER) { Ok(name) } else { Err(Code::CashierNameInvalid.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_be_printed_and_typed_and_is_not_the_owners() {
        for name in ["Awa", "Élodie K.", " Kofi ", "N’Guessan-2"] {
            assert_eq!(checked_name(name), Ok(name.trim().to_owned()));
        }
        for name in ["", "  ", "Owner", "-x", "90", "a/b", "une caissière au nom trop long"] {
            assert_eq!(checked_name(name), Err(Code::CashierNameInvalid.into()), "{name}");
        }
    }
}
