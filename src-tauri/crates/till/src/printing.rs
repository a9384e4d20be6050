//! A receipt, or a refund, on paper: noted in the ledger, drawn, sent, and noted again.

use comptoir_core::code::Code;
use comptoir_core::ids::{PaymentId, RefundId};
use comptoir_core::printer::{PrintOutcome, Printer, Queue, Target};
use comptoir_engine::{Refusal, printer};
use comptoir_ledger::Print;
use comptoir_receipt::{Duplicate, escpos, test_page};
use comptoir_words::Words;

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
        self.print_on(printer, id, refund, words).await
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
                printed.push(self.print_on(printer, id, refund, words).await?);
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
        let outcome = sent(printer.target.clone(), test_page(&printer, words)).await?;
        Ok((printer, outcome))
    }

    async fn print_on(
        &self,
        printer: Printer,
        id: PaymentId,
        refund: Option<RefundId>,
        words: Words,
    ) -> Result<Printed, Refusal> {
        let print = self.engine.begin_print(id, refund, &printer)?;
        let duplicate = (print.copy > 0).then_some(Duplicate { number: print.copy, at: print.begun_at });
        // On a line of its own: it takes the ledger.
        let issued = self.engine.ledger().issued(id, refund)?.ok_or(Code::NoReceipt)?;
        let outcome = sent(printer.target.clone(), escpos(&issued, &printer, duplicate, words)).await?;
        self.engine.end_print(id, &print, outcome)?;
        tracing::info!(number = issued.number(), copy = print.copy, outcome = outcome.code(), "printed");
        Ok(Printed { printer, print, outcome })
    }
}

/// The printers that the operating system has, and what keeps each from printing now.
///
/// # Errors
/// `unexpected`, when the program itself is at an end.
pub async fn queues() -> Result<Vec<Queue>, Refusal> {
    let asking = tokio::task::spawn_blocking(comptoir_printing::queues);
    asking.await.map_err(|_| Code::Unexpected.into())
}

/// Sends `bytes` where nobody else waits for it.
async fn sent(target: Target, bytes: Vec<u8>) -> Result<PrintOutcome, Refusal> {
    let sending = tokio::task::spawn_blocking(move || comptoir_printing::send(&target, &bytes));
    sending.await.map_err(|_| Code::Unexpected.into())
}
