//! What only the gateway is told. It stands in one table, apart from the journal, and leaves the ledger without a trace.

use std::collections::BTreeMap;

use comptoir_core::ids::PaymentId;
use comptoir_core::order::{Confidential, CustomerField};
use comptoir_core::phone::PayerNumber;
use comptoir_core::state::Standing;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::connection::first_row;
use crate::entry::{from_json, json};
use crate::error::{Doing, LedgerError};
use crate::hash::Hash;
use crate::payments;
use crate::reader::Reader;

const FORGETTING: &str = "forgetting payers' numbers";

pub(crate) fn keep(tx: &Connection, id: PaymentId, confidential: &Confidential) -> Result<(), LedgerError> {
    let payer = confidential.payer.as_ref().map(PayerNumber::digits);
    let customer = json(&confidential.customer)?;
    let sql = "INSERT INTO confidential (payment_id, payer, customer, digest) VALUES (?1, ?2, ?3, ?4)";
    let digest = digest(id, payer, &customer);
    tx.execute(sql, params![id.to_string(), payer, customer, digest]).map(drop).doing("keeping the payer's number")
}

/// Deletes what is of no more use, and tells how many rows that were.
pub(crate) fn forget(tx: &Connection, now: Timestamp) -> Result<usize, LedgerError> {
    let mut forgotten = 0;
    for id in kept(tx)? {
        let place = || format!("confidential {id}");
        let parsed = id.parse().map_err(|_| LedgerError::Damaged { place: place() })?;
        let payment = payments::by_id(tx, parsed)?.ok_or_else(|| LedgerError::Damaged { place: place() })?;
        let of_use = match payment.state.standing() {
            Standing::Open => true,
            Standing::SoftEnd => payment.is_watched(now),
            Standing::Final => false,
        };
        if !of_use {
            forgotten += tx.execute("DELETE FROM confidential WHERE payment_id = ?1", [&id]).doing(FORGETTING)?;
        }
    }
    Ok(forgotten)
}

/// Empties the write-ahead log, which holds the pages as they were before. A reader in the middle of a question keeps its log;
/// then the next checkpoint does it.
pub(crate) fn clear_log(connection: &Connection) -> Result<(), LedgerError> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).doing(FORGETTING)
}

/// Ids of the payments of which something is kept.
fn kept(connection: &Connection) -> Result<Vec<String>, LedgerError> {
    let mut statement = connection.prepare_cached("SELECT payment_id FROM confidential").doing(FORGETTING)?;
    let rows = statement.query_map([], |row| row.get(0)).doing(FORGETTING)?;
    rows.collect::<Result<_, _>>().doing(FORGETTING)
}

impl Reader {
    /// What the gateway was to be told about a payment, as long as it is of use.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`] if it is not what was kept: a request must never go to another number. Otherwise whatever kept
    /// it from being read.
    pub fn confidential(&self, id: PaymentId) -> Result<Option<Confidential>, LedgerError> {
        let text_id = id.to_string();
        let sql = "SELECT payer, customer, digest FROM confidential WHERE payment_id = ?1";
        let read = |row: &Row<'_>| Ok((row.get::<_, Option<String>>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?));
        let row = first_row(self.connection(), sql, [&text_id], read).optional().doing("reading the payer's number")?;
        let Some((payer, customer, stored_digest)) = row else {
            return Ok(None);
        };
        let place = || format!("confidential {text_id}");
        if digest(id, payer.as_deref(), &customer) != stored_digest {
            return Err(LedgerError::Damaged { place: place() });
        }
        let payer = payer.map(|digits| PayerNumber::as_typed(&digits)).transpose();
        let payer = payer.map_err(|_| LedgerError::Damaged { place: place() })?;
        let customer: BTreeMap<CustomerField, String> = from_json(&customer, place)?;
        Ok(Some(Confidential { payer, customer }))
    }

    /// Ids of the payments of which something confidential is kept.
    pub(crate) fn confidential_ids(&self) -> Result<Vec<String>, LedgerError> {
        kept(self.connection())
    }
}

/// Tells a changed digit. It tells the number too, to whoever tries all of them, and is deleted with it.
fn digest(id: PaymentId, payer: Option<&str>, customer: &str) -> String {
    Hash::of_fields(&[Some(id.to_string().as_bytes()), payer.map(str::as_bytes), Some(customer.as_bytes())]).hex()
}

#[cfg(test)]
mod tests;
