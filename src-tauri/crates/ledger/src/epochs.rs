//! Epochs: whose references follow each other. A letter is never given twice in a folder, though the ledger that had it is damaged.

use std::fs;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use comptoir_core::reference::Epoch;
use jiff::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::folder;
use crate::hash::Hash;
use crate::journal::{append, place};
use crate::ledger::Ledger;
use crate::recovery::EpochName;
use crate::references::{self, Used};

const BEGINNING: &str = "beginning an epoch";

/// The epochs that were begun in the folder, a line each.
const EPOCHS: &str = "epochs";

/// The last letter of an epoch that begins without a restoration: the others are left for those.
const LAST_RENEWED: char = 'M';

impl Ledger {
    /// Begins an epoch whose references are derived with `salt`, which was drawn for it, because a gateway knew a reference that was
    /// never sent from here: the data folder may have been copied to another till, which draws the same ones. None where the letters
    /// that are left are needed for restorations.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn renew_references(&mut self, at: Timestamp, salt: &str) -> Result<Option<Epoch>, LedgerError> {
        let secret = *self.identifier_secret().bytes();
        let folder = self.folder().to_owned();
        let Used { epoch, .. } = references::used(self.connection())?;
        let begun = begun(&folder, &secret)?;
        let highest = begun.iter().filter_map(|begun| references::epoch_of(&begun.letter)).fold(epoch, Epoch::max);
        let Some(next) = highest.next().filter(|next| next.letter() <= LAST_RENEWED) else { return Ok(None) };
        let epoch = EpochName { letter: next.letter().to_string(), salt: salt.to_owned() };
        note_begun(&folder, &secret, epoch.clone())?;
        self.write(BEGINNING, |tx| append(tx, at, &Entry::ReferencesRenewed { epoch }).map(drop))?;
        Ok(Some(next))
    }
}

/// An epoch that was begun in a folder, and the digest of the secret of the ledger that it was begun for.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Begun {
    secret_digest: String,
    epoch: EpochName,
}

/// Every epoch that was ever begun in `dir` for the ledger of this secret. A line that was cut off began nothing.
pub(crate) fn begun(dir: &Path, secret: &[u8; 32]) -> Result<Vec<EpochName>, LedgerError> {
    let text = match fs::read_to_string(dir.join(EPOCHS)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).doing(BEGINNING),
    };
    let secret_digest = Hash::of(secret).hex();
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Begun>(line).ok());
    Ok(lines.filter(|begun| begun.secret_digest == secret_digest).map(|begun| begun.epoch).collect())
}

/// Writes down that an epoch begins, before any ledger has it.
pub(crate) fn note_begun(dir: &Path, secret: &[u8; 32], epoch: EpochName) -> Result<(), LedgerError> {
    let begun = Begun { secret_digest: Hash::of(secret).hex(), epoch };
    let line =
        serde_json::to_string(&begun).map_err(|error| LedgerError::Sqlite { doing: BEGINNING, source: Box::new(error) })?;
    let mut file = folder::open_private_file(&dir.join(EPOCHS))?;
    file.seek(SeekFrom::End(0))
        .and_then(|_| file.write_all(format!("\n{line}\n").as_bytes()))
        .and_then(|()| file.sync_all())
        .doing(BEGINNING)?;
    folder::sync_names(dir)
}

/// Every epoch after the first that a ledger has had, in its order.
pub(crate) fn of_journal(connection: &Connection) -> Result<Vec<EpochName>, LedgerError> {
    let sql = "SELECT seq, body FROM journal WHERE kind IN ('restored', 'references_renewed') ORDER BY seq";
    let mut statement = connection.prepare(sql).doing(BEGINNING)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).doing(BEGINNING)?;
    let mut epochs = Vec::new();
    for row in rows {
        let (seq, body) = row.doing(BEGINNING)?;
        if let Entry::Restored { epoch, .. } | Entry::ReferencesRenewed { epoch } = from_json(&body, || place(seq))? {
            epochs.push(epoch);
        }
    }
    Ok(epochs)
}

#[cfg(test)]
mod tests;
