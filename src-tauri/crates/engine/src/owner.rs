//! The owner's PIN.

use comptoir_core::code::Code;
use comptoir_core::people::OWNER;
use secrecy::SecretString;

use crate::Engine;
use crate::refusal::Refusal;

impl Engine {
    /// Whether the owner has set a PIN. In training nobody needs one.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub fn owner_pin_is_set(&self) -> Result<bool, Refusal> {
        Ok(self.ledger().owner_pin_hash()?.is_some())
    }

    /// Sets the owner's PIN; in place of another one only with that one.
    ///
    /// # Errors
    /// `pin_invalid`, `pin_needed`, `pin_wrong`, `pin_later`, or the ledger's.
    pub fn set_owner_pin(&self, old: Option<&SecretString>, new: &SecretString) -> Result<(), Refusal> {
        let hash = self.kept_pin(new)?;
        if self.owner_pin_is_set()? {
            self.demand_pin(old)?;
        }
        self.ledger().set_owner_pin(self.clock.now(), &hash)?;
        Ok(())
    }

    /// Lets only the owner go on.
    ///
    /// # Errors
    /// `pin_unset`, `pin_needed`, `pin_wrong` or `pin_later`.
    pub(crate) fn demand_pin(&self, pin: Option<&SecretString>) -> Result<(), Refusal> {
        if self.is_training() {
            return Ok(());
        }
        let hash = self.ledger().owner_pin_hash()?.ok_or(Code::PinUnset)?;
        self.check_pin(OWNER, &hash, pin)
    }
}
