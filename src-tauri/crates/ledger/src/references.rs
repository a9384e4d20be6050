//! Which merchant reference comes next.

use comptoir_core::reference::{Epoch, IdentifierSecret, MerchantReference};
use rusqlite::Connection;

use crate::error::{Doing, LedgerError};

/// The reference after those that were used.
pub(crate) fn next(connection: &Connection, secret: &IdentifierSecret) -> Result<MerchantReference, LedgerError> {
    let used = connection
        .query_row("SELECT epoch, counter FROM identifiers", [], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)));
    let (epoch, counter) = used.doing("looking for the next reference")?;
    let damaged = || LedgerError::damaged("identifiers");
    let mut letters = epoch.chars();
    let epoch = letters.next().filter(|_| letters.as_str().is_empty()).and_then(Epoch::from_letter).ok_or_else(damaged)?;
    let counter = u64::try_from(counter).map_err(|_| damaged())?;
    Ok(MerchantReference::derived(secret, epoch, counter + 1))
}
