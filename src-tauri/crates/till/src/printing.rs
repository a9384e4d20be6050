//! A receipt, or a refund, on paper: noted in the ledger, drawn, sent, and noted again.

use comptoir_core::code::Code;
use comptoir_core::ids::{PaymentId, RefundId, TenderId};
use comptoir_core::people::By;
use comptoir_core::printer::{PageSize, PrintOutcome, PrintTrouble, Printer, Queue};
use comptoir_core::receipt::Issued;
use comptoir_engine::{Refusal, printer};
use comptoir_ledger::Print;
use comptoir_receipt::{Duplicate, NotDrawn, escpos, pdf, test_page, test_pdf};
use comptoir_words::Words;
use jiff::Timestamp;

use crate::till::Till;

/// A paper, and what became of it.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The printer.
    pub printer: Printer,
    /// The paper as it was noted before its first byte left.
    pub print: Print,
    /// What became of it.
    pub outcome: PrintOutcome,
}

impl Till {
    /// Prints a payment's receipt, or one of its refunds, on the printer of this name, or on the only one: the original, and after it
    /// duplicates.
    ///
    /// # Errors
    /// [`Refusal`] when there is nothing to print or nothing to print on. That the paper failed is no refusal.
    pub async fn print(
        &self,
        id: PaymentId,
        refund: Option<RefundId>,
        name: Option<&str>,
        words: Words,
    ) -> Result<Printed, Refusal> {
        let printer = printer(&self.engine.ledger(), name)?;
        let by = self.engine.may_print(id, refund)?;
        self.print_on(printer, id, refund, words, by).await
    }

    /// Prints the receipt of a payment, or one of its refunds, on each printer that prints by itself, unless a paper of it may be in
    /// somebody's hands.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read or written.
    pub async fn print_unasked(&self, id: PaymentId, refund: Option<RefundId>, words: Words) -> Result<Vec<Printed>, Refusal> {
        let (printers, prints) = {
            let ledger = self.engine.ledger();
            (ledger.printers()?, ledger.prints(id, refund)?)
        };
        let mut printed = Vec::new();
        if !prints.iter().any(Print::counts) {
            for printer in printers.into_iter().filter(|printer| printer.automatic) {
                printed.push(self.print_on(printer, id, refund, words, None).await?);
            }
        }
        Ok(printed)
    }

    /// Prints the receipt of a sale that was settled without a gateway on the printer of this name, or on the only one: the original, and
    /// after it duplicates.
    ///
    /// # Errors
    /// As [`Till::print`].
    pub async fn print_tender(&self, id: TenderId, name: Option<&str>, words: Words) -> Result<Printed, Refusal> {
        let printer = printer(&self.engine.ledger(), name)?;
        let by = self.engine.may_print_tender(id)?;
        self.print_tender_on(printer, id, words, by).await
    }

    /// Prints that receipt on each printer that prints by itself, unless a paper of it may be in somebody's hands.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read or written.
    pub async fn print_tender_unasked(&self, id: TenderId, words: Words) -> Result<Vec<Printed>, Refusal> {
        let (printers, prints) = {
            let ledger = self.engine.ledger();
            (ledger.printers()?, ledger.tender_prints(id)?)
        };
        let mut printed = Vec::new();
        if !prints.iter().any(Print::counts) {
            for printer in printers.into_iter().filter(|printer| printer.automatic) {
                printed.push(self.print_tender_on(printer, id, words, None).await?);
            }
        }
        Ok(printed)
    }

    /// Sends a test page to a printer. No receipt is on it, and nothing is noted.
    ///
    /// # Errors
    /// `printer_unknown`.
    pub async fn test_printer(&self, name: &str, words: Words) -> Result<(Printer, PrintOutcome), Refusal> {
        let printer = printer(&self.engine.ledger(), Some(name))?;
        let page = |page| test_pdf(&printer.name, page, Timestamp::now(), words);
        let outcome = sent(&printer, || test_page(&printer, words), page).await?;
        Ok((printer, outcome))
    }

    async fn print_on(
        &self,
        printer: Printer,
        id: PaymentId,
        refund: Option<RefundId>,
        words: Words,
        by: Option<By>,
    ) -> Result<Printed, Refusal> {
        let print = self.engine.begin_print(id, refund, &printer, by)?;
        // On a line of its own: it takes the ledger.
        let issued = self.engine.ledger().issued(id, refund)?.ok_or(Code::NoReceipt)?;
        let outcome = printed(&issued, &printer, duplicate_of(&print), words).await?;
        self.engine.end_print(id, &print, outcome)?;
        tracing::info!(number = issued.number(), copy = print.copy, outcome = outcome.code(), "printed");
        Ok(Printed { printer, print, outcome })
    }

    async fn print_tender_on(&self, printer: Printer, id: TenderId, words: Words, by: Option<By>) -> Result<Printed, Refusal> {
        // On lines of their own: each takes the ledger.
        let linked = self.engine.ledger().tender_of(id)?;
        let issued = Issued::from(linked.ok_or(Code::NoReceipt)?);
        let print = self.engine.begin_tender_print(id, &printer, by)?;
        let outcome = printed(&issued, &printer, duplicate_of(&print), words).await?;
        self.engine.end_tender_print(id, &print, outcome)?;
        tracing::info!(number = issued.number(), copy = print.copy, outcome = outcome.code(), "printed");
        Ok(Printed { printer, print, outcome })
    }
}

pub(crate) fn duplicate_of(print: &Print) -> Option<Duplicate> {
    (print.copy > 0).then_some(Duplicate { number: print.copy, at: print.begun_at, cashier: print.cashier.clone() })
}

/// The printers that the operating system has, and what keeps each from printing now.
///
/// # Errors
/// `unexpected`, when the program itself is at an end.
pub async fn queues() -> Result<Vec<Queue>, Refusal> {
    let asking = tokio::task::spawn_blocking(comptoir_printing::queues);
    asking.await.map_err(|_| Code::Unexpected.into())
}

/// Draws a receipt, a refund or a tender as this printer takes it, and sends it.
async fn printed(
    issued: &Issued,
    printer: &Printer,
    duplicate: Option<Duplicate>,
    words: Words,
) -> Result<PrintOutcome, Refusal> {
    let page = |page| pdf(issued, page, duplicate.clone(), words);
    sent(printer, || escpos(issued, printer, duplicate.clone(), words), page).await
}

/// Sends what `page` draws to a printer that takes pages, and what `roll` draws to any other, where nobody else waits for it.
pub(crate) async fn sent(
    printer: &Printer,
    roll: impl FnOnce() -> Vec<u8>,
    page: impl FnOnce(PageSize) -> Result<Vec<u8>, NotDrawn>,
) -> Result<PrintOutcome, Refusal> {
    let drawn = printer.target.page().map_or_else(|| Ok(roll()), page);
    let Ok(bytes) = drawn else { return Ok(PrintOutcome::Failed(PrintTrouble::PageUnprintable)) };
    let target = printer.target.clone();
    let sending = tokio::task::spawn_blocking(move || comptoir_printing::send(&target, &bytes));
    sending.await.map_err(|_| Code::Unexpected.into())
}
