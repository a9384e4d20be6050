//! Chance that a seed decides.

/// SplitMix64: the same seed throws the same numbers on every machine.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of this seed.
    pub(crate) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(crate) const fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) const fn below(&mut self, end: usize) -> usize {
        (self.throw() % end as u64) as usize
    }

    /// Whether something happens that happens so often.
    pub(crate) const fn happens(&mut self, percent: u64) -> bool {
        self.throw() % 100 < percent
    }

    /// One of these.
    pub(crate) fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// Other dice, so that what one part throws does not change what another part throws.
    pub(crate) const fn another(&mut self) -> Self {
        Self(self.throw())
    }

    /// Ten bytes for a name.
    pub(crate) fn ten(&mut self) -> [u8; 10] {
        std::array::from_fn(|_| self.throw().to_le_bytes()[0])
    }
}
