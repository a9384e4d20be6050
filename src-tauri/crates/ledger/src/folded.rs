//! Text as it is compared with what somebody types: without accents, in small letters, however they are written.

use deunicode::deunicode;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use strsim::osa_distance;

use crate::error::{Doing, LedgerError};

/// `text` without accents and in small letters; only blanks and printable signs are left.
pub(crate) fn folded(text: &str) -> String {
    let mut plain = deunicode(text);
    plain.make_ascii_lowercase();
    plain
}

/// In a shorter word one letter makes another word.
pub(crate) const SHORTEST_FORGIVEN: usize = 4;
/// In a word of so many letters two slips are forgiven, in a shorter one one.
const LONG: usize = 8;

/// Whether a word of `text` is `word`, which is folded, or begins with it, but for a slip or two: a letter too many, too few, another one,
/// two that changed places.
pub(crate) fn resembles(text: &str, word: &str) -> bool {
    let slips = if word.len() < LONG { 1 } else { 2 };
    let plain = folded(text);
    let mut known = plain.split(|c: char| !c.is_ascii_alphanumeric());
    known.any(|known| {
        let begun = known.get(..word.len()).unwrap_or(known);
        known.len() >= SHORTEST_FORGIVEN
            && [known, begun].iter().any(|known| known.len().abs_diff(word.len()) <= slips && osa_distance(known, word) <= slips)
    })
}

/// Gives a connection `folded(text)` and `resembles(text, word)`. They stand in no rule of the tables, which any SQLite must be able to read.
pub(crate) fn give(connection: &Connection) -> Result<(), LedgerError> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection
        .create_scalar_function("folded", 1, flags, |call| Ok(call.get_raw(0).as_str_or_null()?.map(folded)))
        .doing("opening the ledger")?;
    connection
        .create_scalar_function("resembles", 2, flags, |call| Ok(resembles(call.get_raw(0).as_str()?, call.get_raw(1).as_str()?)))
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

    #[test]
    fn a_slip_is_forgiven_and_two_in_a_long_word() {
        let text = "Deux pagnes à fleurs, Boutique Agbéko";
        for word in
            ["pahnes", "pahne", "pagnse", "pagne", "fluer", "paagnes", "agbek", "abgeko", "butique", "boutiuqe", "buotiuqe"]
        {
            assert!(resembles(text, word), "{word}");
        }
        for word in ["bagnas", "fleuve", "butiqe", "consommation"] {
            assert!(!resembles(text, word), "{word}");
        }
    }
}
