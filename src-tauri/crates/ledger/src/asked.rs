//! How often the gateway was asked about a payment. Counters, not facts: they are not journalled.

use comptoir_core::code::Reason;
use comptoir_core::ids::PaymentId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::connection::first_row;
use crate::error::{Doing, LedgerError};
use crate::reader::{Reader, moment};

/// How often the gateway was asked about a payment, and how that went last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// How often.
    pub count: u32,
    /// When last, to the millisecond.
    pub last_at: Option<Timestamp>,
    /// What kept the last question from being answered; none if it was answered.
    pub trouble: Option<Reason>,
}

pub(crate) fn count(tx: &Connection, id: PaymentId, at: Timestamp) -> Result<(), LedgerError> {
    tx.prepare_cached(
        "INSERT INTO asked (payment_id, count, last_at_ms) VALUES (?1, 1, ?2)
         ON CONFLICT (payment_id) DO UPDATE SET count = count + 1, last_at_ms = excluded.last_at_ms",
    )
    .and_then(|mut count| count.execute(params![id.to_string(), at.as_millisecond()]))
    .map(drop)
    .doing("counting a question")
}

pub(crate) fn keep_trouble(tx: &Connection, id: PaymentId, trouble: Option<Reason>) -> Result<(), LedgerError> {
    // A page whose create call was lost may never have come to be: that it is not known is an answer.
    let sql = "UPDATE asked SET trouble = ?2, answered_at_ms = CASE
            WHEN ?2 IS NULL OR (?2 = 'not_known' AND 'abandoned_orphan' = (SELECT state FROM payments WHERE payment_id = ?1))
            THEN last_at_ms ELSE answered_at_ms END
         WHERE payment_id = ?1";
    tx.prepare_cached(sql)
        .and_then(|mut keep| keep.execute(params![id.to_string(), trouble.map(Reason::code)]))
        .map(drop)
        .doing("keeping what became of a question")
}

impl Reader {
    /// How often the gateway was asked about a payment.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn asked(&self, id: PaymentId) -> Result<Asked, LedgerError> {
        let sql = "SELECT count, last_at_ms, trouble FROM asked WHERE payment_id = ?1";
        let row = first_row(self.connection(), sql, [id.to_string()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?))
        })
        .optional()
        .doing("reading how often a payment was asked about")?;
        let Some((count, last_at_ms, trouble)) = row else {
            return Ok(Asked::default());
        };
        let place = || format!("asked {id}");
        let trouble = match trouble {
            Some(word) => Some(reason(&word).ok_or_else(|| LedgerError::Damaged { place: place() })?),
            None => None,
        };
        Ok(Asked { count, last_at: Some(moment(last_at_ms, place)?), trouble })
    }
}

fn reason(word: &str) -> Option<Reason> {
    Reason::ALL.iter().copied().find(|reason| reason.code() == word)
}
