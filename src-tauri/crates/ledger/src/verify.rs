//! Whether the ledger is what was written: the file, the chain, and every table against the replay of the journal.

use std::fmt;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::{Doing, LedgerError};
use crate::reader::Reader;
use crate::schema;

mod chain;
mod receipts;
mod tables;
#[cfg(test)]
mod tests;

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub what: FindingKind,
    /// Where: a table and the name of a row.
    pub place: String,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// The database file is damaged.
    DatabaseDamaged,
    /// A table or a rule of the database is missing, added or another one.
    RuleDiffers,
    /// The folder's id or the identifier secret is not the one that the ledger was born with.
    IdentityDiffers,
    /// An entry of the journal is missing.
    EntryMissing,
    /// An entry is not bound to the one before it.
    LinkBroken,
    /// An entry is not what was written.
    EntryAltered,
    /// An entry contradicts the entries before it.
    EntryRefused,
    /// The journal does not end where it should.
    EndDiffers,
    /// A row that the journal tells of is missing.
    RowMissing,
    /// A row that the journal does not tell of.
    RowAdded,
    /// A row is not what the journal tells.
    RowDiffers,
    /// A receipt number is missing, or its series does not end where it should.
    ReceiptGap,
    /// A paid payment has no receipt.
    ReceiptMissing,
    /// A receipt of a payment that is not paid.
    ReceiptUnfounded,
    /// What only the gateway is told is not what was kept.
    ConfidentialAltered,
}

impl FindingKind {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::DatabaseDamaged,
        Self::RuleDiffers,
        Self::IdentityDiffers,
        Self::EntryMissing,
        Self::LinkBroken,
        Self::EntryAltered,
        Self::EntryRefused,
        Self::EndDiffers,
        Self::RowMissing,
        Self::RowAdded,
        Self::RowDiffers,
        Self::ReceiptGap,
        Self::ReceiptMissing,
        Self::ReceiptUnfounded,
        Self::ConfidentialAltered,
    ];

    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DatabaseDamaged => "database_damaged",
            Self::RuleDiffers => "rule_differs",
            Self::IdentityDiffers => "identity_differs",
            Self::EntryMissing => "entry_missing",
            Self::LinkBroken => "link_broken",
            Self::EntryAltered => "entry_altered",
            Self::EntryRefused => "entry_refused",
            Self::EndDiffers => "end_differs",
            Self::RowMissing => "row_missing",
            Self::RowAdded => "row_added",
            Self::RowDiffers => "row_differs",
            Self::ReceiptGap => "receipt_gap",
            Self::ReceiptMissing => "receipt_missing",
            Self::ReceiptUnfounded => "receipt_unfounded",
            Self::ConfidentialAltered => "confidential_altered",
        }
    }

    fn at(self, place: impl Into<String>) -> Finding {
        Finding { what: self, place: place.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what.code(), self.place)
    }
}

pub(crate) const VERIFYING: &str = "verifying the ledger";

impl Reader {
    /// Everything that is wrong, and where; nothing if the ledger is sound. It sees one moment of a ledger in use.
    ///
    /// # Errors
    /// Whatever kept the ledger from being read, damage excepted: that is a finding.
    pub fn verify(&self) -> Result<Vec<Finding>, LedgerError> {
        let moment = Transaction::new_unchecked(self.connection(), TransactionBehavior::Deferred).doing(VERIFYING)?;
        let replay = schema::in_memory()?;
        let mut findings = Vec::new();
        let checks: [Check; 4] = [check_file, check_journal, receipts::check, check_confidential];
        for check in checks {
            match check(self, &replay, &mut findings) {
                Err(LedgerError::Damaged { place }) => findings.push(FindingKind::DatabaseDamaged.at(place)),
                Ok(()) => {}
                Err(error) => return Err(error),
            }
        }
        moment.finish().doing(VERIFYING)?;
        Ok(findings)
    }
}

/// Adds what is wrong with a ledger, given empty tables to replay its journal into.
type Check = fn(&Reader, &Connection, &mut Vec<Finding>) -> Result<(), LedgerError>;

/// SQLite's own checks, and the rules of the tables: a trigger that was dropped is noticed.
fn check_file(reader: &Reader, empty: &Connection, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
    let connection = reader.connection();
    for word in texts(connection, "SELECT integrity_check FROM pragma_integrity_check")? {
        if word != "ok" {
            findings.push(FindingKind::DatabaseDamaged.at(word));
        }
    }
    for row in texts(connection, "SELECT \"table\" || ' ' || coalesce(rowid, '') FROM pragma_foreign_key_check")? {
        findings.push(FindingKind::DatabaseDamaged.at(format!("reference of {row}")));
    }
    let rules = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
    let (stored, due) = (texts(connection, rules)?, texts(empty, rules)?);
    let differing = stored.iter().filter(|rule| !due.contains(rule)).chain(due.iter().filter(|rule| !stored.contains(rule)));
    let mut names: Vec<_> = differing.map(|rule| rule.split(':').next().unwrap_or(rule)).collect();
    names.dedup();
    findings.extend(names.into_iter().map(|name| FindingKind::RuleDiffers.at(name)));
    // SQLite's own checks do not look at the name of a table's only row.
    for table in ["head", "identity"] {
        if texts(connection, &format!("SELECT CAST(only_row AS TEXT) FROM {table}"))? != ["1"] {
            findings.push(FindingKind::RowDiffers.at(table));
        }
    }
    Ok(())
}

/// The chain, and if it can be replayed, every table against the replay.
fn check_journal(reader: &Reader, replay: &Connection, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
    if chain::check(reader, replay, findings)? {
        tables::compare(reader.connection(), replay, findings)?;
    }
    Ok(())
}

fn check_confidential(reader: &Reader, _: &Connection, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
    for id in reader.confidential_ids()? {
        let readable = match id.parse() {
            Ok(parsed) => match reader.confidential(parsed) {
                Ok(kept) => kept.is_some(),
                Err(LedgerError::Damaged { .. }) => false,
                Err(error) => return Err(error),
            },
            Err(_) => false,
        };
        if !readable {
            findings.push(FindingKind::ConfidentialAltered.at(format!("confidential {id}")));
        }
    }
    Ok(())
}

fn texts(connection: &Connection, sql: &str) -> Result<Vec<String>, LedgerError> {
    let mut statement = connection.prepare(sql).doing(VERIFYING)?;
    let rows = statement.query_map([], |row| row.get(0)).doing(VERIFYING)?;
    rows.collect::<Result<_, _>>().doing(VERIFYING)
}
