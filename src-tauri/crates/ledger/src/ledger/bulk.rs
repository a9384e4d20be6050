//! Many calls in one transaction, for a practice ledger as large as one of years. No program that takes payments is built with it.

use rusqlite::Connection;

use super::Ledger;
use crate::error::{Doing, LedgerError};

const DOING: &str = "writing in bulk";

/// In KiB: the journal's hashes fall all over their index, which would be read again and again.
const CACHE_KIB: i64 = 256 << 10;

impl Ledger {
    /// Whatever `work` writes becomes durable when this returns, or none of it.
    ///
    /// # Errors
    /// Those of `work`, and whatever kept it from being written.
    pub fn in_bulk<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, LedgerError>) -> Result<T, LedgerError> {
        self.connection().pragma_update(None, "cache_size", -CACHE_KIB).doing(DOING)?;
        self.connection().execute_batch("BEGIN IMMEDIATE").doing(DOING)?;
        let done = work(self).and_then(|done| {
            self.connection().execute_batch("COMMIT").doing(DOING)?;
            Ok(done)
        });
        if done.is_err() && !self.connection().is_autocommit() {
            self.connection().execute_batch("ROLLBACK").doing(DOING)?;
        }
        done
    }
}

/// One call of many: undone alone where it fails.
pub(super) fn one_of_many<T>(
    connection: &mut Connection,
    doing: &'static str,
    work: impl FnOnce(&Connection) -> Result<T, LedgerError>,
) -> Result<T, LedgerError> {
    let savepoint = connection.savepoint().doing(doing)?;
    let done = work(&savepoint)?;
    savepoint.commit().doing(doing)?;
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::Till;

    #[test]
    fn what_is_written_in_bulk_is_there_or_none_of_it() {
        let mut till = Till::new();
        let paid = till.paid();
        let sale = till.sale();
        let order = till.order(&sale);
        let failed = till.ledger.in_bulk(|ledger| {
            ledger.record(&sale, &order, &crate::samples::confidential(), "fingerprint")?;
            Err::<(), _>(LedgerError::Forbidden("testing"))
        });
        assert!(matches!(failed, Err(LedgerError::Forbidden("testing"))));
        assert_eq!(till.ledger.payment(order.payment_id).unwrap(), None);
        let refused = till.ledger.in_bulk(|ledger| {
            ledger.record(&sale, &order, &crate::samples::confidential(), "fingerprint")?;
            // One call that is refused leaves the others.
            assert!(ledger.change(&paid, None, None).is_err());
            Ok(())
        });
        refused.unwrap();
        assert!(till.ledger.payment(order.payment_id).unwrap().is_some());
        assert_eq!(till.ledger.verify().unwrap(), []);
    }
}
