//! What the shop is paid most often.

use comptoir_core::money::Currency;
use jiff::Timestamp;
use rusqlite::params;

use crate::error::{Doing, LedgerError};
use crate::reader::Reader;

impl Reader {
    /// Amounts in minor units that were paid `times` times or more since `since`, the most frequent first, at most `most` of them.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn frequent_amounts(&self, currency: Currency, since: Timestamp, times: u32, most: u32) -> Result<Vec<i64>, LedgerError> {
        const DOING: &str = "counting what was paid";
        let sql = "SELECT amount_minor FROM payments
            WHERE created_at_ms >= ?1 AND currency = ?2 AND state IN ('paid', 'resolved_paid')
            GROUP BY amount_minor HAVING count(*) >= ?3 ORDER BY count(*) DESC, amount_minor LIMIT ?4";
        let mut statement = self.connection().prepare_cached(sql).doing(DOING)?;
        let rows =
            statement.query_map(params![since.as_millisecond(), currency.code(), times, most], |row| row.get(0)).doing(DOING)?;
        rows.collect::<Result<_, _>>().doing(DOING)
    }
}
