//! Chance that a seed decides.

use std::sync::{Mutex, PoisonError};

use comptoir_engine::ports::Rng;

/// SplitMix64: the same seed throws the same numbers on every machine.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// The dice of this seed.
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub const fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `from` to `to`, both included.
    pub const fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.throw() % (to - from + 1)
    }

    /// Whether something happens that happens so often.
    pub const fn happens(&mut self, percent: u64) -> bool {
        self.throw() % 100 < percent
    }

    /// One of these.
    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        let last = choices.len() as u64 - 1;
        choices[self.between(0, last) as usize]
    }

    /// Other dice, so that what one part of a world throws does not change what another part throws.
    pub const fn another(&mut self) -> Self {
        Self(self.throw())
    }
}

/// The engine's chance, thrown by dice.
pub struct SeededRng(Mutex<Dice>);

impl SeededRng {
    /// Chance that these dice decide.
    pub const fn of(dice: Dice) -> Self {
        Self(Mutex::new(dice))
    }
}

impl Rng for SeededRng {
    fn fill(&self, bytes: &mut [u8]) {
        let mut dice = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for byte in bytes {
            *byte = dice.throw().to_le_bytes()[0];
        }
    }
}
