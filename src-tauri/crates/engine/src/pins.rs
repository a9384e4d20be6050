//! PINs: which can be one, how they are kept, and how wrong ones are slowed, from one start of the program to the next.

use std::collections::BTreeMap;
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use comptoir_core::code::Code;
use comptoir_ledger::PinMisses;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use crate::Engine;
use crate::refusal::Refusal;

/// Longest PIN; the shortest has four digits.
const LONGEST_PIN: usize = 12;
const SHORTEST_PIN: usize = 4;

/// After so many wrong PINs in a row the next one must wait.
const FREE_TURNS: u32 = 3;

/// The longest wait: a clock that is wrong by years keeps nobody out for longer.
const LONGEST_WAIT: Duration = Duration::from_secs(256);

/// The wrong PINs in a row of everybody who has one.
pub(crate) type PinTurns = BTreeMap<String, Turns>;

/// Somebody's wrong PINs in a row. Times are those of [`Clock::elapsed`](crate::ports::Clock::elapsed).
#[derive(Debug, Default)]
pub(crate) struct Turns {
    wrong: u32,
    next_at: Duration,
}

impl Turns {
    /// As an earlier run of the program left them. A clock that went back makes the wait whole again, never longer.
    fn left(misses: Option<PinMisses>, wall: Timestamp, now: Duration) -> Self {
        let Some(PinMisses { count, last_at }) = misses else { return Self::default() };
        let passed = Duration::try_from(wall.duration_since(last_at)).unwrap_or(Duration::ZERO);
        Self { wrong: count, next_at: now + wait_after(count).saturating_sub(passed) }
    }

    fn missed(&mut self, now: Duration) {
        self.wrong = self.wrong.saturating_add(1);
        self.next_at = now + wait_after(self.wrong);
    }
}

fn wait_after(wrong: u32) -> Duration {
    match wrong.checked_sub(FREE_TURNS) {
        Some(further) => Duration::from_secs(1 << further.min(8)).min(LONGEST_WAIT),
        None => Duration::ZERO,
    }
}

impl Engine {
    /// Lets only somebody on who types the PIN that is kept as `hash`. Wrong ones are counted for `person`, on disk too.
    pub(crate) fn check_pin(&self, person: &str, hash: &str, pin: Option<&SecretString>) -> Result<(), Refusal> {
        if pin.is_none_or(|pin| pin.expose_secret().is_empty()) {
            return Err(Code::PinNeeded.into());
        }
        let now = self.clock.elapsed();
        let mut turns = self.pin_turns.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !turns.contains_key(person) {
            let misses = self.ledger().pin_misses(person)?;
            turns.insert(person.to_owned(), Turns::left(misses, self.clock.now(), now));
        }
        let turn = turns.entry(person.to_owned()).or_default();
        if now < turn.next_at {
            let wait = turn.next_at.saturating_sub(now).as_millis().div_ceil(1_000);
            return Err(Refusal::from(Code::PinLater).with("wait", wait.to_string()));
        }
        let opened = pin_opens(hash, pin);
        // A disk that takes nothing keeps no owner out, and no wrong PIN uncounted in this run.
        let kept = match &opened {
            Ok(()) if turn.wrong == 0 => Ok(()),
            Ok(()) => {
                *turn = Turns::default();
                self.ledger().forget_pin_misses(person)
            }
            Err(refusal) if refusal.code == Code::PinWrong => {
                turn.missed(now);
                self.ledger().count_pin_miss(person, self.clock.now())
            }
            Err(_) => Ok(()),
        };
        kept.unwrap_or_else(|error| tracing::error!(%error, "wrong PINs are not counted on disk"));
        opened
    }

    /// Forgets the wrong PINs of somebody who has another PIN from now on.
    pub(crate) fn forget_turns(&self, person: &str) {
        self.pin_turns.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(person);
    }

    /// A PIN in the form in which it is kept.
    pub(crate) fn kept_pin(&self, pin: &SecretString) -> Result<String, Refusal> {
        if !can_be_a_pin(pin.expose_secret()) {
            return Err(Code::PinInvalid.into());
        }
        let salt = SaltString::encode_b64(&self.random::<16>()).map_err(|_| Code::Unexpected)?;
        let hash = Argon2::default().hash_password(pin.expose_secret().as_bytes(), &salt).map_err(|_| Code::Unexpected)?;
        Ok(hash.to_string())
    }
}

/// Whether the PIN that is kept as `hash` is this one: for what is done where no engine is open.
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
        let mut turns = Turns::default();
        let mut waits = Vec::new();
        for _ in 0..12 {
            turns.missed(Duration::from_secs(100));
            waits.push(turns.next_at.saturating_sub(Duration::from_secs(100)).as_secs());
        }
        assert_eq!(waits, [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 256]);
    }

    #[test]
    fn a_new_start_goes_on_waiting_and_a_wrong_clock_keeps_nobody_out_for_ever() {
        let last_at: Timestamp = "2026-11-27T08:00:00Z".parse().unwrap();
        let started = Duration::from_secs(3);
        let wait = |count, now: &str| {
            let left = Turns::left(Some(PinMisses { count, last_at }), now.parse().unwrap(), started);
            left.next_at.saturating_sub(started).as_secs()
        };
        assert_eq!(wait(9, "2026-11-27T08:00:10Z"), 54);
        assert_eq!(wait(9, "2026-11-27T08:05:00Z"), 0);
        // Put back by a year, then put right.
        assert_eq!(wait(9, "2025-11-27T08:00:00Z"), 64);
        assert_eq!(wait(1_000, "1980-01-01T00:00:00Z"), 256);
        assert_eq!(wait(2, "2026-11-27T08:00:00Z"), 0);
        // The count is kept: the next wrong one waits longer still.
        let mut left = Turns::left(Some(PinMisses { count: 5, last_at }), last_at, started);
        left.missed(Duration::from_secs(20));
        assert_eq!(left.next_at, Duration::from_secs(28));
    }
}
