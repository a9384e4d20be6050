//! What a restored copy does not know: whose references the gateways are asked about, how far, and what they told.

use comptoir_core::evidence::Word;
use comptoir_core::ids::PaymentId;
use comptoir_core::money::Currency;
use comptoir_core::order::{Environment, GatewayKind, Sale};
use comptoir_core::payment::Payment;
use comptoir_core::reference::MerchantReference;
use comptoir_core::schedule;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::journal::append;
use crate::ledger::Ledger;
use crate::reader::Reader;
use crate::references;

const READING: &str = "reading how far the recovery scan is";
const NOTING: &str = "keeping how far the recovery scan is";

/// An epoch by its letter and its salt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EpochName {
    pub(crate) letter: String,
    pub(crate) salt: String,
}

/// References of one epoch, after a counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Range {
    pub(crate) epoch: EpochName,
    pub(crate) after: i64,
}

/// A reference of ours that a gateway knows and a restored copy does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The reference.
    pub reference: MerchantReference,
    /// The account whose gateway knows it.
    pub account: String,
    /// The gateway.
    pub gateway: GatewayKind,
    /// Whether money moved.
    pub environment: Environment,
    /// What the gateway says of it.
    pub word: Word,
    /// The amount that the gateway tells, in minor units. Absent is not zero: without one there is no payment, only this.
    pub amount_minor: Option<i64>,
    /// In which currency.
    pub currency: Option<Currency>,
    /// The gateway's own number of it.
    pub gateway_reference: Option<String>,
    /// The network operator's own number of it.
    pub operator_reference: Option<String>,
    /// When it was paid, as the gateway writes it.
    pub paid_at: Option<String>,
    /// The payment that stands for it here, where the gateway told an amount.
    pub payment_id: Option<PaymentId>,
    /// When the gateway told it.
    pub found_at: Timestamp,
}

/// A stretch of references that an account's gateway is to be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scan {
    place: i64,
}

/// The next reference to ask about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The reference.
    pub reference: MerchantReference,
    counter: i64,
}

impl Reader {
    /// Every stretch of references that is to be asked about since a copy was restored, first to last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn scans(&self) -> Result<Vec<Scan>, LedgerError> {
        let mut statement = self.connection().prepare_cached("SELECT place FROM scan_ranges ORDER BY place").doing(READING)?;
        let rows = statement.query_map([], |row| Ok(Scan { place: row.get(0)? })).doing(READING)?;
        rows.collect::<Result<_, _>>().doing(READING)
    }

    /// The next reference of `scan` to ask the gateway of `account` about; none once it has not known any of the fifty after the
    /// last one that any gateway knows.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn next_to_scan(&self, scan: Scan, account: &str) -> Result<Option<Next>, LedgerError> {
        let sql = "SELECT epoch, salt, last_found, coalesce(asked, after)
            FROM scan_ranges LEFT JOIN scan_progress ON scan_progress.place = scan_ranges.place AND account = ?2
            WHERE scan_ranges.place = ?1";
        let read = |row: &Row<'_>| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?))
        };
        let row = self.connection().query_row(sql, params![scan.place, account], read).optional().doing(READING)?;
        let damaged = || LedgerError::Damaged { place: format!("scan_ranges {}", scan.place) };
        let (letter, salt, last_found, asked) = row.ok_or_else(damaged)?;
        let epoch = references::epoch_of(&letter).ok_or_else(damaged)?;
        let end = last_found.saturating_add(schedule::SCAN_BEYOND.cast_signed());
        let counter = asked.saturating_add(1);
        let unsigned = u64::try_from(counter).map_err(|_| damaged())?;
        let secret = self.identifier_secret().of_epoch(&salt);
        let reference = MerchantReference::derived(&secret, epoch, unsigned);
        Ok((counter <= end).then_some(Next { reference, counter }))
    }

    /// A reference that no payment ever has: a gateway that says it knows it knows nothing.
    #[must_use]
    pub fn nobodys_reference(&self) -> MerchantReference {
        MerchantReference::derived(&self.identifier_secret().of_epoch("nobody"), comptoir_core::reference::Epoch::FIRST, 0)
    }

    /// Everything that the gateways told of references that a restored copy does not know, first to last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn recovered(&self) -> Result<Vec<Found>, LedgerError> {
        let mut statement =
            self.connection().prepare_cached("SELECT reference, body FROM recovered ORDER BY rowid").doing(READING)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).doing(READING)?;
        let found = |row: rusqlite::Result<(String, String)>| {
            let (reference, body) = row.doing(READING)?;
            let found: Found = from_json(&body, || format!("recovered {reference}"))?;
            let same = found.reference.as_str() == reference;
            if same { Ok(found) } else { Err(LedgerError::Damaged { place: format!("recovered {reference}") }) }
        };
        rows.map(found).collect()
    }
}

impl Ledger {
    /// Notes that the gateway of `account` does not know the reference `next`, or that this ledger knows it already.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn note_scanned(&mut self, scan: Scan, account: &str, next: &Next) -> Result<(), LedgerError> {
        self.write(NOTING, |tx| advance(tx, scan, account, next))
    }

    /// Keeps what the gateway of an account told of the reference `next`, with the payment that stands for it, if it told an
    /// amount: its sale, the payment as it begins, and as it stands. All or nothing. Whether it was new: the reference may be
    /// known here already, or be known to the gateway of another account too.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the payment is not of this reference; otherwise whatever kept it from being written.
    pub fn note_found(
        &mut self,
        scan: Scan,
        next: &Next,
        found: &Found,
        payment: Option<(&Sale, &Payment)>,
    ) -> Result<bool, LedgerError> {
        if found.reference != next.reference || payment.is_some_and(|(_, payment)| payment.order.reference != next.reference) {
            return Err(LedgerError::Forbidden("what was found is of another reference"));
        }
        self.write("keeping what was recovered", |tx| {
            advance(tx, scan, &found.account, next)?;
            tx.execute("UPDATE scan_ranges SET last_found = max(last_found, ?2) WHERE place = ?1", [scan.place, next.counter])
                .doing(NOTING)?;
            let known = "SELECT 1 FROM payments WHERE reference = ?1 UNION ALL SELECT 1 FROM recovered WHERE reference = ?1";
            if tx.prepare_cached(known).and_then(|mut known| known.exists([next.reference.as_str()])).doing(READING)? {
                return Ok(false);
            }
            if let Some((sale, payment)) = payment {
                append(tx, found.found_at, &Entry::SaleOpened { sale: sale.clone() })?;
                let fingerprint = format!("recovered {}", next.reference);
                let begun = Payment::recovered(payment.order.clone());
                append(tx, found.found_at, &Entry::PaymentRecovered { payment: begun, fingerprint })?;
                append(tx, found.found_at, &Entry::PaymentChanged { payment: payment.clone() })?;
            }
            append(tx, found.found_at, &Entry::ReferenceRecovered { found: found.clone() })?;
            Ok(true)
        })
    }
}

/// Begins a scan of these references.
pub(crate) fn begin(tx: &Connection, ranges: &[Range]) -> Result<(), LedgerError> {
    for Range { epoch, after } in ranges {
        let sql = "INSERT INTO scan_ranges (epoch, salt, after, last_found) VALUES (?1, ?2, ?3, ?3)";
        tx.execute(sql, params![epoch.letter, epoch.salt, after]).doing(NOTING)?;
    }
    Ok(())
}

fn advance(tx: &Connection, scan: Scan, account: &str, next: &Next) -> Result<(), LedgerError> {
    tx.prepare_cached(
        "INSERT INTO scan_progress (place, account, asked) VALUES (?1, ?2, ?3)
         ON CONFLICT (place, account) DO UPDATE SET asked = max(asked, excluded.asked)",
    )
    .and_then(|mut advance| advance.execute(params![scan.place, account, next.counter]))
    .map(drop)
    .doing(NOTING)
}

#[cfg(test)]
mod tests;
