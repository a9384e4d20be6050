//! The journal itself: no gap, every row bound to the one before it, and its end where it should be. On the way it is replayed.

use rusqlite::Connection;

use super::{Finding, FindingKind, VERIFYING};
use crate::entry::Entry;
use crate::error::{Doing, LedgerError};
use crate::hash::Hash;
use crate::journal::{Link, StoredRow, head, place};
use crate::project::project;
use crate::reader::Reader;

/// Checks the journal and replays it into `replay`. Whether all of it could be replayed.
pub(super) fn check(reader: &Reader, replay: &Connection, findings: &mut Vec<Finding>) -> Result<bool, LedgerError> {
    let sql = format!("SELECT {} FROM journal ORDER BY seq", StoredRow::COLUMNS);
    let mut statement = reader.connection().prepare(&sql).doing(VERIFYING)?;
    let mut rows = statement.query([]).doing(VERIFYING)?;
    let (mut last, mut previous, mut replayed) = (0, Hash::NONE, true);
    replay.execute_batch("BEGIN").doing(VERIFYING)?;
    while let Some(row) = rows.next().doing(VERIFYING)? {
        let row = StoredRow::read(row).doing(VERIFYING)?;
        findings.extend(missing(last, row.seq));
        if row.previous_hash != previous.hex() {
            findings.push(FindingKind::LinkBroken.at(place(row.seq)));
        }
        let stored = (Hash::from_hex(&row.previous_hash), Hash::from_hex(&row.hash));
        let (before, own) = (stored.0.unwrap_or(previous), stored.1.unwrap_or(Hash::NONE));
        if row.hash_after(before) != own {
            findings.push(FindingKind::EntryAltered.at(place(row.seq)));
        }
        if replayed {
            let link = Link { seq: row.seq, previous: before, own };
            replayed = replay_row(reader, replay, &row, &link, findings)?;
        }
        (last, previous) = (row.seq, own);
    }
    replay.execute_batch("COMMIT").doing(VERIFYING)?;
    if head(reader.connection())? != (last, previous) {
        findings.push(FindingKind::EndDiffers.at(place(last)));
    }
    Ok(replayed)
}

/// One finding for all entries that are missing between two rows: a damaged number can be as large as numbers get.
fn missing(last: i64, next: i64) -> Option<Finding> {
    let (first, end) = (last.saturating_add(1), next.saturating_sub(1));
    match end.saturating_sub(first) {
        ..0 => None,
        0 => Some(FindingKind::EntryMissing.at(place(first))),
        1.. => Some(FindingKind::EntryMissing.at(format!("{} to {end}", place(first)))),
    }
}

fn replay_row(
    reader: &Reader,
    replay: &Connection,
    row: &StoredRow,
    link: &Link,
    findings: &mut Vec<Finding>,
) -> Result<bool, LedgerError> {
    let Ok(entry) = row.entry() else {
        findings.push(FindingKind::EntryAltered.at(place(row.seq)));
        return Ok(false);
    };
    if let Entry::Born { folder_id, secret_digest } = &entry
        && (folder_id != reader.folder_id() || *secret_digest != Hash::of(reader.identifier_secret().bytes()).hex())
    {
        findings.push(FindingKind::IdentityDiffers.at("identity"));
    }
    match project(replay, &entry, link) {
        Ok(()) => Ok(true),
        Err(LedgerError::Forbidden(_)) => {
            findings.push(FindingKind::EntryRefused.at(place(row.seq)));
            Ok(false)
        }
        Err(error) => Err(error),
    }
}
