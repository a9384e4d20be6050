//! The journal: rows without a gap, each bound to the one before it.

use comptoir_core::code::Reason;
use comptoir_core::ids::PaymentId;
use comptoir_core::people::By;
use comptoir_core::state::State;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

use crate::connection::first_row;
use crate::entry::{Entry, Told, from_json, json};
use crate::error::{Doing, LedgerError};
use crate::hash::Hash;
use crate::project::project;
use crate::reader::{Reader, moment};

/// A row's place in the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) seq: i64,
    pub(crate) previous: Hash,
    pub(crate) own: Hash,
}

/// A row as it is stored.
pub(crate) struct StoredRow {
    pub(crate) seq: i64,
    pub(crate) at_ms: i64,
    pub(crate) kind: String,
    pub(crate) payment_id: Option<String>,
    pub(crate) sale_id: Option<String>,
    pub(crate) body: String,
    pub(crate) previous_hash: String,
    pub(crate) hash: String,
}

impl StoredRow {
    pub(crate) const COLUMNS: &str = "seq, at_ms, kind, payment_id, sale_id, body, previous_hash, hash";

    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            at_ms: row.get(1)?,
            kind: row.get(2)?,
            payment_id: row.get(3)?,
            sale_id: row.get(4)?,
            body: row.get(5)?,
            previous_hash: row.get(6)?,
            hash: row.get(7)?,
        })
    }

    /// The hash that the row should have after `previous`.
    pub(crate) fn hash_after(&self, previous: Hash) -> Hash {
        Hash::of_fields(&[
            Some(previous.bytes()),
            Some(&self.seq.to_be_bytes()),
            Some(&self.at_ms.to_be_bytes()),
            Some(self.kind.as_bytes()),
            self.payment_id.as_deref().map(str::as_bytes),
            self.sale_id.as_deref().map(str::as_bytes),
            Some(self.body.as_bytes()),
        ])
    }

    pub(crate) fn entry(&self) -> Result<Entry, LedgerError> {
        told(&self.body, self.seq).map(|told| told.entry)
    }
}

/// What the row `seq` says, and whose act it tells of.
fn told(body: &str, seq: i64) -> Result<Told, LedgerError> {
    from_json(body, || place(seq))
}

/// How a row of the journal is named in a finding or an error.
pub(crate) fn place(seq: i64) -> String {
    format!("journal {seq}")
}

/// Writes `entry`, which is nobody's act, at the journal's end, and what it says into the projections.
pub(crate) fn append(tx: &Connection, at: Timestamp, entry: &Entry) -> Result<Link, LedgerError> {
    append_by(tx, at, entry, None)
}

/// The same of somebody's act.
pub(crate) fn append_by(tx: &Connection, at: Timestamp, entry: &Entry, by: Option<&By>) -> Result<Link, LedgerError> {
    const DOING: &str = "writing in the journal";
    let (last, previous) = head(tx)?;
    let mut row = StoredRow {
        seq: last + 1,
        at_ms: at.as_millisecond(),
        kind: entry.kind().to_owned(),
        payment_id: entry.payment_id().map(|id| id.to_string()),
        sale_id: entry.sale_id().map(|id| id.to_string()),
        body: json(&Signed { entry, by })?,
        previous_hash: previous.hex(),
        hash: String::new(),
    };
    let link = Link { seq: row.seq, previous, own: row.hash_after(previous) };
    row.hash = link.own.hex();
    tx.prepare_cached(
        "INSERT INTO journal (seq, at_ms, kind, payment_id, sale_id, body, previous_hash, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )
    .and_then(|mut insert| {
        let StoredRow { seq, at_ms, kind, payment_id, sale_id, body, previous_hash, hash } = &row;
        insert.execute(params![seq, at_ms, kind, payment_id, sale_id, body, previous_hash, hash])
    })
    .doing(DOING)?;
    tx.prepare_cached("UPDATE head SET seq = ?1, hash = ?2")
        .and_then(|mut update| update.execute(params![row.seq, row.hash]))
        .doing(DOING)?;
    project(tx, entry, &link)?;
    Ok(link)
}

/// [`Told`], as it is written.
#[derive(Serialize)]
struct Signed<'a> {
    #[serde(flatten)]
    entry: &'a Entry,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a By>,
}

/// Where the journal should end.
pub(crate) fn head(connection: &Connection) -> Result<(i64, Hash), LedgerError> {
    let head = first_row(connection, "SELECT seq, hash FROM head", [], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
    let (seq, hash) = head.doing("looking for the journal's end")?;
    let hash = Hash::from_hex(&hash).ok_or_else(|| LedgerError::damaged("head"))?;
    Ok((seq, hash))
}

/// Refuses to write after an end that is not where it should be.
pub(crate) fn check_end(connection: &Connection) -> Result<(), LedgerError> {
    let (seq, hash) = head(connection)?;
    let sql = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1";
    let last =
        first_row(connection, sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional().doing("looking for the journal's end")?;
    if last == Some((seq, hash.hex())) { Ok(()) } else { Err(LedgerError::Damaged { place: place(seq) }) }
}

/// One entry of a payment's story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryLine {
    /// The entry's place in the journal.
    pub seq: u64,
    /// When it was written.
    pub at: Timestamp,
    /// What it tells: `payment_recorded`, `payment_changed`, `evidence_kept`, `receipt_issued`,
    /// `strange_word`, `payment_recovered`, `reference_recovered`, `refund_noted` or `seal_recorded`.
    pub kind: &'static str,
    /// The state of the payment from then on and why, where the entry tells one.
    pub standing: Option<(State, Option<Reason>)>,
    /// Whose act it was, if it was anybody's.
    pub by: Option<By>,
}

impl Reader {
    /// The wall clock when the journal's last entry was written.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn last_entry_at(&self) -> Result<Timestamp, LedgerError> {
        let sql = "SELECT seq, at_ms FROM journal ORDER BY seq DESC LIMIT 1";
        let last = self.connection().query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
        let (seq, at_ms) = last.doing("looking for the journal's end")?;
        moment(at_ms, || place(seq))
    }

    /// What the journal tells of a payment, from its first entry to its last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn story(&self, id: PaymentId) -> Result<Vec<StoryLine>, LedgerError> {
        const DOING: &str = "reading a payment's story";
        let sql = "SELECT seq, at_ms, body FROM journal WHERE payment_id = ?1 ORDER BY seq";
        let mut statement = self.connection().prepare_cached(sql).doing(DOING)?;
        let mut rows = statement.query([id.to_string()]).doing(DOING)?;
        let mut story = Vec::new();
        while let Some(row) = rows.next().doing(DOING)? {
            let seq: i64 = row.get(0).doing(DOING)?;
            let Told { entry, by } = told(&row.get::<_, String>(2).doing(DOING)?, seq)?;
            story.push(StoryLine {
                seq: u64::try_from(seq).map_err(|_| LedgerError::Damaged { place: place(seq) })?,
                at: moment(row.get(1).doing(DOING)?, || place(seq))?,
                kind: entry.kind(),
                standing: entry.standing(),
                by,
            });
        }
        Ok(story)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> StoredRow {
        StoredRow {
            seq: 7,
            at_ms: 8,
            kind: "born".to_owned(),
            payment_id: None,
            sale_id: Some("sale".to_owned()),
            body: "{}".to_owned(),
            previous_hash: String::new(),
            hash: String::new(),
        }
    }

    #[test]
    fn every_field_and_its_place_change_the_hash() {
        type Change = fn(&mut StoredRow);
        let changes: [Change; 8] = [
            |row| row.seq = 8,
            |row| row.at_ms = 7,
            |row| row.kind = "bor".to_owned(),
            |row| row.payment_id = Some(String::new()),
            |row| (row.payment_id, row.sale_id) = (Some("sale".to_owned()), None),
            |row| row.sale_id = None,
            |row| row.body = "{} ".to_owned(),
            |row| (row.kind, row.body) = ("born{".to_owned(), "}".to_owned()),
        ];
        let mut hashes = vec![row().hash_after(Hash::NONE), row().hash_after(Hash::of(b"another"))];
        for change in changes {
            let mut row = row();
            change(&mut row);
            hashes.push(row.hash_after(Hash::NONE));
        }
        for (place, hash) in hashes.iter().enumerate() {
            assert!(!hashes[..place].contains(hash), "{place}");
        }
    }
}
