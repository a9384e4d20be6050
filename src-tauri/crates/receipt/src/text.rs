//! What stands on a paper, and the paper as text.

use comptoir_core::printer::Columns;
use comptoir_core::receipt::Issued;
use comptoir_words::Words;

use crate::frame::Duplicate;
use crate::paper::{Alphabet, Piece, lines};
use crate::{receipt, refund};

/// The receipt, or the refund, in lines of at most `columns` characters. A line that nothing is known for is left out.
#[must_use]
pub fn text(issued: &Issued, columns: Columns, duplicate: Option<Duplicate>, words: Words) -> String {
    lines(&drawn(issued, columns, duplicate, words, Alphabet::Unicode))
}

/// The same, piece by piece.
pub(crate) fn drawn(
    issued: &Issued,
    columns: Columns,
    duplicate: Option<Duplicate>,
    words: Words,
    alphabet: Alphabet,
) -> Vec<Piece> {
    match issued {
        Issued::Receipt(linked) => receipt::drawn(linked, columns, duplicate, words, alphabet),
        Issued::Refund(linked) => refund::drawn(linked, columns, duplicate, words, alphabet),
    }
}
