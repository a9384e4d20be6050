//! A closing on paper: noted in the ledger, drawn, sent, and noted again.

use std::path::PathBuf;

use comptoir_core::code::Code;
use comptoir_core::ids::ClosingId;
use comptoir_core::printer::PageSize;
use comptoir_engine::{Refusal, printer};
use comptoir_receipt::{closing_escpos, closing_message, closing_pdf};
use comptoir_words::Words;
use jiff::Timestamp;

use crate::paper::{folder_for_files, next_paper, write_whole};
use crate::printing::{Printed, duplicate_of, sent};
use crate::sharing::{encoded, file_name};
use crate::till::Till;

impl Till {
    /// Prints a closing on the printer of this name, or on the only one: the original, and after it duplicates.
    ///
    /// # Errors
    /// `closing_unknown`, or [`Refusal`] when there is nothing to print on. That the paper failed is no refusal.
    pub async fn print_closing(&self, id: ClosingId, name: Option<&str>, words: Words) -> Result<Printed, Refusal> {
        let printer = printer(&self.engine.ledger(), name)?;
        let by = self.engine.may_print_closing(id)?;
        let print = self.engine.begin_closing_print(id, &printer, by)?;
        let duplicate = duplicate_of(&print);
        // On a line of its own: noting the outcome takes the ledger again.
        let linked = self.engine.ledger().closing_of(id)?.ok_or(Code::ClosingUnknown)?;
        let page = |page| closing_pdf(&linked, page, duplicate.clone(), words);
        let outcome = sent(&printer, || closing_escpos(&linked, &printer, duplicate.clone(), words), page).await?;
        self.engine.end_closing_print(id, &print, outcome)?;
        tracing::info!(number = linked.closing.number, copy = print.copy, outcome = outcome.code(), "printed");
        Ok(Printed { printer, print, outcome })
    }

    /// Writes the closing as a PDF, as the next paper would be, into the folder `Comptoir` among the user's documents, and tells where.
    ///
    /// # Errors
    /// `closing_unknown`, `file_unwritable`, and what keeps the ledger from being read.
    pub fn save_closing(&self, id: ClosingId, words: Words) -> Result<PathBuf, Refusal> {
        let (linked, prints) = {
            let ledger = self.engine.ledger();
            (ledger.closing_of(id)?.ok_or(Code::ClosingUnknown)?, ledger.closing_prints(id)?)
        };
        let duplicate = next_paper(&prints, Timestamp::now());
        let drawn = closing_pdf(&linked, PageSize::A4, duplicate, words).map_err(|_| Code::Unexpected)?;
        let path = folder_for_files()?.join(format!("{}.pdf", file_name(&linked.closing.number)));
        write_whole(&path, &drawn)?;
        tracing::info!(number = linked.closing.number, "a closing was saved");
        Ok(path)
    }

    /// The address at which a program of this computer, or a phone, has the closing as a message for `WhatsApp`; whoever sends it
    /// chooses to whom.
    ///
    /// # Errors
    /// `closing_unknown`, and what keeps the ledger from being read.
    pub fn closing_address(&self, id: ClosingId, words: Words) -> Result<String, Refusal> {
        let linked = self.engine.ledger().closing_of(id)?.ok_or(Code::ClosingUnknown)?;
        Ok(format!("https://wa.me/?text={}", encoded(&closing_message(&linked, words))))
    }
}
