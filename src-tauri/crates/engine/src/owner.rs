//! The owner: a PIN, and what only the owner may do with it.

use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use comptoir_core::code::Code;
use secrecy::{ExposeSecret, SecretString};

use crate::Engine;
use crate::refusal::Refusal;

/// Longest PIN; the shortest has four digits.
const LONGEST_PIN: usize = 12;
const SHORTEST_PIN: usize = 4;

/// After so many wrong PINs in a row the next one must wait.
const FREE_TURNS: u32 = 3;

/// Wrong PINs in a row. Times are those of [`Clock::elapsed`](crate::ports::Clock::elapsed).
#[derive(Debug, Default)]
pub(crate) struct PinTurns {
    wrong: u32,
    next_at: Duration,
}

impl PinTurns {
    fn missed(&mut self, now: Duration) {
        self.wrong = self.wrong.saturating_add(1);
        if self.wrong >= FREE_TURNS {
            self.next_at = now + Duration::from_secs(1 << (self.wrong - FREE_TURNS).min(8));
        }
    }
}

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
    /// `pin_invalid`, `pin_needed`, `pin_wrong`, or the ledger's.
    pub fn set_owner_pin(&self, old: Option<&SecretString>, new: &SecretString) -> Result<(), Refusal> {
        if !can_be_a_pin(new.expose_secret()) {
            return Err(Code::PinInvalid.into());
        }
        if self.owner_pin_is_set()? {
            self.demand_pin(old)?;
        }
        let salt = SaltString::encode_b64(&self.random::<16>()).map_err(|_| Code::Unexpected)?;
        let hash = Argon2::default().hash_password(new.expose_secret().as_bytes(), &salt).map_err(|_| Code::Unexpected)?;
        self.ledger().set_owner_pin(self.clock.now(), &hash.to_string())?;
        Ok(())
    }

    /// Lets only the owner go on.
    ///
    /// # Errors
    /// `pin_unset`, `pin_needed` or `pin_wrong`.
    pub(crate) fn demand_pin(&self, pin: Option<&SecretString>) -> Result<(), Refusal> {
        if self.is_training() {
            return Ok(());
        }
        let hash = self.ledger().owner_pin_hash()?.ok_or(Code::PinUnset)?;
        let now = self.clock.elapsed();
        let mut turns = self.pin_turns.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if pin.is_some_and(|pin| !pin.expose_secret().is_empty()) && now < turns.next_at {
            return Err(Code::PinWrong.into());
        }
        let opened = pin_opens(&hash, pin);
        match &opened {
            Ok(()) => *turns = PinTurns::default(),
            Err(refusal) if refusal.code == Code::PinWrong => turns.missed(now),
            Err(_) => {}
        }
        opened
    }
}

/// Whether the owner's PIN, kept as `hash`, is this one: for what is done where no engine is open.
///
/// # Errors
/// `pin_needed` or `pin_wrong`.
pub fn pin_opens(hash: &str, pin: Option<&SecretString>) -> Result<(), Refusal> {
    let pin = pin.filter(|pin| !pin.expose_secret().is_empty()).ok_or(Code::PinNeeded)?;
    let hash = PasswordHash::new(hash).map_err(|_| Code::LedgerDamaged)?;
    let opens = Argon2::default().verify_password(pin.expose_secret().trim().as_bytes(), &hash).is_ok();
    if opens { Ok(()) } else { Err(Code::PinWrong.into()) }
}

/// Digits only, neither all alike nor in sequence: what somebody would try first.
fn can_be_a_pin(pin: &str) -> bool {
    let digits = pin.as_bytes();
    let fits = (SHORTEST_PIN..=LONGEST_PIN).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
    let steps = |step: i16| digits.windows(2).all(|pair| matches!(pair, [a, b] if i16::from(*b) - i16::from(*a) == step));
    fits && ![-1, 0, 1].into_iter().any(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_that_anybody_would_try_is_none() {
        for pin in ["", "123", "1234", "4321", "0000", "111111", "98765", "12a4", "4 82", "4826482648264", "٤٨٢٦"] {
            assert!(!can_be_a_pin(pin), "{pin}");
        }
        for pin in ["4826", "1357", "90210", "482648264826"] {
            assert!(can_be_a_pin(pin), "{pin}");
        }
    }

    #[test]
    fn wrong_pins_take_longer_and_longer() {
        let mut turns = PinTurns::default();
        let mut waits = Vec::new();
        for _ in 0..12 {
            turns.missed(Duration::from_secs(100));
            waits.push(turns.next_at.saturating_sub(Duration::from_secs(100)).as_secs());
        }
        assert_eq!(waits, [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 256]);
    }
}
