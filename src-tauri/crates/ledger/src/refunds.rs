//! Money of sales that was given back: numbered without a gap, each with its two places in the chain.

use comptoir_core::ids::{PaymentId, RefundId};
use comptoir_core::receipt::{Receipt, Series};
use comptoir_core::refund::{GivenBack, LinkedRefund, Refund};
use rusqlite::{Connection, OptionalExtension};

use crate::connection::first_row;
use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::journal::append_by;
use crate::ledger::{Ledger, ReceiptDue};
use crate::logos;
use crate::reader::Reader;

const READING: &str = "reading a refund";

impl Reader {
    /// What was given back of a payment, first to last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn refunds(&self, id: PaymentId) -> Result<Vec<LinkedRefund>, LedgerError> {
        select(self.connection(), "payment_id = ?1", &id.to_string())
    }

    /// The refund of this name.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn refund_of(&self, id: RefundId) -> Result<Option<LinkedRefund>, LedgerError> {
        Ok(select(self.connection(), "refund_id = ?1", &id.to_string())?.pop())
    }

    /// The refund of this number, however its letters are written.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn refund_numbered(&self, number: &str) -> Result<Option<LinkedRefund>, LedgerError> {
        Ok(select(self.connection(), "number = ?1", number)?.pop())
    }

    /// The refunds with this code. Two may have the same by chance.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn refunds_coded(&self, code: &str) -> Result<Vec<LinkedRefund>, LedgerError> {
        select(self.connection(), "code = ?1", code)
    }

    /// How much was given back of a payment, in minor units.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn refunded_minor(&self, id: PaymentId) -> Result<i64, LedgerError> {
        refunded_minor(self.connection(), id)
    }
}

fn refunded_minor(connection: &Connection, id: PaymentId) -> Result<i64, LedgerError> {
    let sql = "SELECT coalesce(sum(amount_minor), 0) FROM refunds WHERE payment_id = ?1";
    first_row(connection, sql, [id.to_string()], |row| row.get(0)).doing(READING)
}

fn select(connection: &Connection, which: &str, value: &str) -> Result<Vec<LinkedRefund>, LedgerError> {
    let sql = format!("SELECT number, body, previous_code, code FROM refunds WHERE {which} ORDER BY rowid");
    let mut statement = connection.prepare_cached(&sql).doing(READING)?;
    let mut rows = statement.query([value]).doing(READING)?;
    let mut refunds = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        let number: String = row.get(0).doing(READING)?;
        let place = || format!("refunds {number}");
        let refund: Refund = from_json(&row.get::<_, String>(1).doing(READING)?, place)?;
        if refund.number != number {
            return Err(LedgerError::Damaged { place: place() });
        }
        let (previous_code, code) = (row.get(2).doing(READING)?, row.get(3).doing(READING)?);
        let logo = logos::of(connection, &refund.shop)?;
        refunds.push(LinkedRefund { refund, previous_code, code, logo });
    }
    Ok(refunds)
}

impl Ledger {
    /// Notes that money of a payment was given back, under the next number of its series.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the payment has no receipt, more would be given back than was paid, or the name is taken;
    /// otherwise whatever kept it from being written.
    pub fn refund(&mut self, id: PaymentId, given: GivenBack, due: &ReceiptDue) -> Result<LinkedRefund, LedgerError> {
        let by = self.by();
        self.write("noting a refund", |tx| {
            let receipt = "SELECT body FROM receipts WHERE payment_id = ?1";
            let receipt = first_row(tx, receipt, [id.to_string()], |row| row.get::<_, String>(0)).optional().doing(READING)?;
            let receipt = receipt.ok_or(LedgerError::Forbidden("only what has a receipt is given back"))?;
            let receipt: Receipt = from_json(&receipt, || format!("receipts of {id}"))?;
            let before = refunded_minor(tx, id)?;
            let (place, number) = next_number(tx, &due.series)?;
            let refund = Refund::noted(number, due.issued_at, &due.shop, &receipt, before, given)
                .ok_or(LedgerError::Forbidden("no more is refunded than was paid"))?;
            let refund = Refund { cashier: by.as_ref().map(|by| by.person.clone()), ..refund };
            let entry = Entry::RefundNoted { series: due.series.clone(), place, refund: refund.clone() };
            let link = append_by(tx, due.issued_at, &entry, by.as_ref())?;
            let logo = logos::of(tx, &refund.shop)?;
            Ok(LinkedRefund { refund, previous_code: link.previous.code(), code: link.own.code(), logo })
        })
    }
}

/// The next place of a series, and the refund number there.
fn next_number(tx: &Connection, series: &Series) -> Result<(i64, String), LedgerError> {
    let sql = "SELECT coalesce(max(place), 0) + 1 FROM refunds WHERE series = ?1";
    let place: i64 = first_row(tx, sql, [series.as_str()], |row| row.get(0)).doing("taking a refund number")?;
    let unsigned = u64::try_from(place).map_err(|_| LedgerError::damaged(format!("refunds {}", series.as_str())))?;
    Ok((place, series.refund_number(unsigned)))
}

#[cfg(test)]
mod tests;
