//! Receipts: numbered without a gap, each with its two places in the chain.

use comptoir_core::ids::PaymentId;
use comptoir_core::receipt::{LinkedReceipt, Receipt, Series};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::connection::first_row;
use crate::entry::from_json;
use crate::error::{Doing, LedgerError};
use crate::reader::Reader;

/// The next place of a series, and the receipt number there.
pub(crate) fn next_number(tx: &Connection, series: &Series) -> Result<(i64, String), LedgerError> {
    let sql = "SELECT last_place FROM receipt_series WHERE series = ?1";
    let last = first_row(tx, sql, [series.as_str()], |row| row.get::<_, i64>(0)).optional().doing("taking a receipt number")?;
    let place = last.unwrap_or(0) + 1;
    let unsigned = u64::try_from(place).map_err(|_| LedgerError::damaged(format!("receipt_series {}", series.as_str())))?;
    Ok((place, series.number(unsigned)))
}

impl Reader {
    /// The receipt of a payment, if one was issued.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn receipt_of(&self, id: PaymentId) -> Result<Option<LinkedReceipt>, LedgerError> {
        let sql = "SELECT number, body, previous_code, code FROM receipts WHERE payment_id = ?1";
        let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?));
        let row = first_row(self.connection(), sql, [id.to_string()], read).optional().doing("reading a receipt")?;
        let Some((number, body, previous_code, code)) = row else {
            return Ok(None);
        };
        let place = || format!("receipts {number}");
        let receipt: Receipt = from_json(&body, place)?;
        if receipt.number == number && receipt.payment_id == id {
            Ok(Some(LinkedReceipt { receipt, previous_code, code }))
        } else {
            Err(LedgerError::Damaged { place: place() })
        }
    }
}

#[cfg(test)]
mod tests;
