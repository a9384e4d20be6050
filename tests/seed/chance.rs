//! Chance that a seed decides.

/// SplitMix64.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `from` to `to`, both included.
    pub(crate) const fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.throw() % (to - from + 1)
    }

    /// Whether something happens that happens so often.
    pub(crate) const fn happens(&mut self, per_thousand: u64) -> bool {
        self.throw() % 1_000 < per_thousand
    }

    /// One of these; there must be one.
    pub(crate) fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let count = u64::try_from(choices.len()).ok()?.max(1);
        choices.get(usize::try_from(self.throw() % count).ok()?)
    }

    /// Ten bytes for a name.
    pub(crate) fn ten(&mut self) -> [u8; 10] {
        std::array::from_fn(|_| self.throw().to_le_bytes()[0])
    }
}
