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

    /// A number below `end`; zero where there is none.
    pub const fn below(&mut self, end: usize) -> usize {
        let end = if end == 0 { 1 } else { end };
        (self.throw() % end as u64) as usize
    }

    /// One of these.
    pub fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// Ten bytes for a name.
    pub fn ten(&mut self) -> [u8; 10] {
        std::array::from_fn(|_| self.throw().to_le_bytes()[0])
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
