//! Text as it is compared with what somebody types: without accents, in small letters, however they are written.

use deunicode::deunicode;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use crate::error::{Doing, LedgerError};

/// `text` without accents and in small letters; only blanks and printable signs are left.
pub(crate) fn folded(text: &str) -> String {
    let mut plain = deunicode(text);
    plain.make_ascii_lowercase();
    plain
}

/// Gives a connection `folded(text)`. It stands in no rule of the tables, which any SQLite must be able to read.
pub(crate) fn give(connection: &Connection) -> Result<(), LedgerError> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection
        .create_scalar_function("folded", 1, flags, |call| Ok(call.get_raw(0).as_str_or_null()?.map(folded)))
        .doing("opening the ledger")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_capitals_are_folded_however_they_are_written() {
        for text in ["Élève NÉ à Lomé", "e\u{301}le\u{300}ve ne\u{301} a\u{300} lome\u{301}", "ELEVE NE A LOME"] {
            assert_eq!(folded(text), "eleve ne a lome", "{text}");
        }
        assert_eq!(folded("Cœur Straße"), "coeur strasse");
    }
}
