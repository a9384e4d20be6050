//! A paper that shows whether a printer is set up right: accents, width, QR code, and the knife and the drawer of a receipt printer.

use comptoir_core::printer::{Columns, PageSize, Printer};
use comptoir_words::{Label, Words, filled};
use jiff::Timestamp;

use crate::escpos::bytes;
use crate::paper::{Alphabet, Look, Paper, Piece};
use crate::pdf::{Front, of_sheets};
use crate::sheet::{NotDrawn, sheets};

/// The paper for a receipt printer. It opens the drawer where there is one.
#[must_use]
pub fn test_page(printer: &Printer, words: Words) -> Vec<u8> {
    bytes(&drawn(&printer.name, printer.columns, words, Alphabet::Page858), printer, printer.drawer)
}

/// The paper as a PDF, for what takes pages.
///
/// # Errors
/// [`NotDrawn::Pdf`] when it would be no PDF for the archive.
pub fn test_pdf(name: &str, page: PageSize, at: Timestamp, words: Words) -> Result<Vec<u8>, NotDrawn> {
    let sheets = sheets(page, name, |columns, alphabet| drawn(name, columns, words, alphabet));
    of_sheets(&Front { title: Label::PrinterTestTitle, number: name, at }, &sheets, words)
}

fn drawn(name: &str, columns: Columns, words: Words, alphabet: Alphabet) -> Vec<Piece> {
    let mut paper = Paper::new(columns.count(), alphabet);
    paper.looking(Look::Strong, |paper| paper.centred(&words.label(Label::PrinterTestTitle).to_uppercase()));
    paper.centred(name);
    paper.left(&filled(words.label(Label::PrinterTestWidth), &[("columns", &columns.count().to_string())]));
    paper.rule('=');
    paper.left(words.label(Label::PrinterTestLetters));
    paper.left("àâäçéèêëîïôöùûüÿ ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ");
    paper.left("œ Œ € £ « » ° ñ ã");
    paper.looking(Look::Tall, |paper| paper.pair(words.label(Label::Total), "12 500 F CFA"));
    paper.left(words.label(Label::PrinterTestCode));
    paper.code("COMPTOIR TEST".to_owned());
    paper.rule('=');
    paper.into_pieces()
}
