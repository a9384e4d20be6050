//! The amounts that stand on the screen to be taken with one key.

use std::collections::BTreeSet;

use comptoir_core::money::Currency;
use jiff::SignedDuration;

use crate::Engine;
use crate::refusal::Refusal;

/// What a shop that has sold nothing yet is shown, in francs.
const FIRST: [i64; COUNT] = [500, 1_000, 2_000, 5_000, 10_000];

const COUNT: usize = 5;

/// What was paid once or twice is chance.
const TIMES: u32 = 3;

const DAYS: SignedDuration = SignedDuration::from_hours(24 * 30);

impl Engine {
    /// Five amounts in francs, the smallest first: what the shop was paid most often within thirty days, and round sums where that is
    /// not enough.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub fn frequent_amounts(&self) -> Result<Vec<i64>, Refusal> {
        let now = self.clock.now();
        let since = now.checked_sub(DAYS).unwrap_or(now);
        let most = u32::try_from(COUNT).unwrap_or(u32::MAX);
        let learned = self.ledger().frequent_amounts(Currency::Xof, since, TIMES, most)?;
        let mut amounts: BTreeSet<i64> = learned.into_iter().collect();
        for amount in FIRST {
            if amounts.len() < COUNT {
                amounts.insert(amount);
            }
        }
        Ok(amounts.into_iter().collect())
    }
}
