//! Which merchant reference comes next.

use comptoir_core::reference::{Epoch, IdentifierSecret, MerchantReference};
use rusqlite::Connection;

use crate::connection::first_row;
use crate::error::{Doing, LedgerError};
use crate::reader::Reader;

/// The epoch of a ledger, and how many references of it were used.
pub(crate) struct Used {
    pub(crate) epoch: Epoch,
    pub(crate) salt: String,
    pub(crate) counter: i64,
}

/// The references that were used.
pub(crate) fn used(connection: &Connection) -> Result<Used, LedgerError> {
    let row = first_row(connection, "SELECT epoch, salt, counter FROM identifiers", [], |row| {
        Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
    });
    let (epoch, salt, counter) = row.doing("looking for the next reference")?;
    let epoch = epoch_of(&epoch).ok_or_else(|| LedgerError::damaged("identifiers"))?;
    Ok(Used { epoch, salt, counter })
}

/// The reference after those that were used.
pub(crate) fn next(connection: &Connection, secret: &IdentifierSecret) -> Result<MerchantReference, LedgerError> {
    let Used { epoch, salt, counter } = used(connection)?;
    let counter = u64::try_from(counter).map_err(|_| LedgerError::damaged("identifiers"))?;
    Ok(MerchantReference::derived(&secret.of_epoch(&salt), epoch, counter + 1))
}

/// The epoch whose letter is the whole of `text`.
pub(crate) fn epoch_of(text: &str) -> Option<Epoch> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.as_str().is_empty()).and_then(Epoch::from_letter)
}

impl Reader {
    /// The epoch of the ledger: it rises whenever an old copy is restored, or a gateway knew a reference before it was sent.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn epoch(&self) -> Result<Epoch, LedgerError> {
        Ok(used(self.connection())?.epoch)
    }
}
