//! What a filter lets through, all in all: how many payments, what of them is paid, and where each stretch of the list begins.

use std::collections::BTreeMap;

use comptoir_core::money::Currency;
use rusqlite::params_from_iter;

use crate::error::{Doing, LedgerError};
use crate::list::{Filter, Question};
use crate::reader::Reader;

/// The payments that a filter lets through, in one look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// How many they are.
    pub count: u64,
    /// What of them is paid, a sum a currency.
    pub paid: Vec<Sum>,
    /// The entry that recorded the first of each stretch, the newest stretch first.
    pub starts: Vec<u64>,
}

/// What was paid in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// The currency.
    pub currency: Currency,
    /// How many payments.
    pub count: u64,
    /// Their amounts together, in minor units.
    pub minor: i64,
}

impl Reader {
    /// What `filter` lets through in stretches of so many payments; its own `before` and `limit` play no part.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read, or a sum is beyond counting.
    pub fn outline(&self, filter: &Filter, stretch: u32) -> Result<Outline, LedgerError> {
        const DOING: &str = "looking through the payments";
        let columns = "recorded_seq, state IN ('paid', 'resolved_paid'), currency, amount_minor";
        let Question { sql, values } = Question::of_all(self, filter, columns)?;
        let mut statement = self.connection().prepare_cached(&sql).doing(DOING)?;
        let mut rows = statement.query(params_from_iter(values)).doing(DOING)?;
        let damaged = || LedgerError::damaged("payments");
        let mut outline = Outline::default();
        let mut paid = BTreeMap::<Currency, Sum>::new();
        while let Some(row) = rows.next().doing(DOING)? {
            if outline.count.is_multiple_of(u64::from(stretch.max(1))) {
                outline.starts.push(u64::try_from(row.get::<_, i64>(0).doing(DOING)?).map_err(|_| damaged())?);
            }
            outline.count += 1;
            if row.get(1).doing(DOING)? {
                let code = row.get_ref(2).doing(DOING)?.as_str().map_err(|_| damaged())?;
                let currency = Currency::from_code(code).ok_or_else(damaged)?;
                let sum = paid.entry(currency).or_insert(Sum { currency, count: 0, minor: 0 });
                sum.count += 1;
                sum.minor = sum.minor.checked_add(row.get(3).doing(DOING)?).ok_or_else(damaged)?;
            }
        }
        outline.paid = paid.into_values().collect();
        Ok(outline)
    }
}
