//! The shop's printers, and what is on disk of a paper before and after it is printed.

use comptoir_core::code::Code;
use comptoir_core::ids::{PaymentId, RefundId};
use comptoir_core::people::{By, Right};
use comptoir_core::printer::{Columns, PrintOutcome, Printer, Target};
use comptoir_core::text::cleaned;
use comptoir_ledger::{Print, Reader};

use crate::Engine;
use crate::refusal::Refusal;

const LONGEST_NAME: usize = 40;

/// A printer as a person describes it.
#[derive(Debug, Clone)]
pub struct AskedPrinter {
    /// What the shop calls it.
    pub name: String,
    /// `tcp:HOST[:PORT]`, `device:PATH`, `queue:NAME` or `office:PAGE:NAME`.
    pub target: String,
    /// The width of its paper: 32, 42 or 48 characters. A page has a width of its own.
    pub columns: u8,
    /// It cuts the paper.
    pub cuts: bool,
    /// A cash drawer hangs on it.
    pub drawer: bool,
    /// A receipt is printed on it as soon as it is issued.
    pub automatic: bool,
}

impl Engine {
    /// Sets up a printer, in place of one of the same name.
    ///
    /// # Errors
    /// `printer_invalid`, naming what it cannot have.
    pub fn set_printer(&self, asked: &AskedPrinter) -> Result<Printer, Refusal> {
        let invalid = |field, value: &str| Refusal::from(Code::PrinterInvalid).with("field", field).with("value", value);
        let name = cleaned(&asked.name, LONGEST_NAME).ok_or_else(|| invalid("NAME", ""))?;
        let target: Target = asked.target.parse().map_err(|_| invalid("--to", asked.target.trim()))?;
        let columns = Columns::try_from(asked.columns).map_err(|_| invalid("--columns", &asked.columns.to_string()))?;
        let AskedPrinter { cuts, drawer, automatic, .. } = *asked;
        let printer = match target.page() {
            Some(_) if drawer => return Err(invalid("--drawer", &target.to_string())),
            Some(page) => Printer { name, target, columns: page.columns(), cuts: false, drawer, automatic },
            None => Printer { name, target, columns, cuts, drawer, automatic },
        };
        let by = self.authorize(Right::Settings, None)?;
        self.ledger().signed(by).set_printer(self.clock.now(), &printer)?;
        Ok(printer)
    }

    /// Removes a printer.
    ///
    /// # Errors
    /// `printer_unknown`.
    pub fn remove_printer(&self, name: &str) -> Result<(), Refusal> {
        let by = self.authorize(Right::Settings, None)?;
        let mut ledger = self.ledger();
        let printer = printer(&ledger, Some(name))?;
        Ok(ledger.signed(by).remove_printer(self.clock.now(), &printer.name)?)
    }

    /// Lets somebody have the next paper of a payment's receipt, or of one of its refunds: the first one goes with the sale, and every
    /// later one needs a right of its own.
    ///
    /// # Errors
    /// `till_locked`, `right_needed`, or the ledger's.
    pub fn may_print(&self, id: PaymentId, refund: Option<RefundId>) -> Result<Option<By>, Refusal> {
        let papers = Print::papers(&self.ledger().prints(id, refund)?);
        self.authorize(if papers == 0 { Right::Sell } else { Right::Reprint }, None)
    }

    /// Puts the next paper of a payment's receipt, or of one of its refunds, on disk, before its first byte leaves; `by`, if anybody asked
    /// for it.
    ///
    /// # Errors
    /// `no_receipt`, or whatever kept it from being written.
    pub fn begin_print(
        &self,
        id: PaymentId,
        refund: Option<RefundId>,
        printer: &Printer,
        by: Option<By>,
    ) -> Result<Print, Refusal> {
        let mut ledger = self.ledger();
        let payment = ledger.payment(id)?.ok_or(Code::PaymentUnknown)?;
        if ledger.receipt_of(id)?.is_none() {
            return Err(Refusal::from(Code::NoReceipt).about(&payment));
        }
        Ok(ledger.signed(by).begin_print(self.clock.now(), id, refund, &printer.name)?)
    }

    /// Keeps what became of a paper.
    ///
    /// # Errors
    /// Whatever kept it from being written: it then counts as printed.
    pub fn end_print(&self, id: PaymentId, print: &Print, outcome: PrintOutcome) -> Result<(), Refusal> {
        Ok(self.ledger().end_print(self.clock.now(), id, print.place, outcome)?)
    }
}

/// The printer of this name; without a name, the only one there is.
///
/// # Errors
/// `printer_unknown`, `printer_needed` where there are several, `no_printer` where there is none.
pub fn printer(reader: &Reader, name: Option<&str>) -> Result<Printer, Refusal> {
    let mut printers = reader.printers()?;
    match name {
        Some(name) => {
            let name = name.trim();
            let found = printers.into_iter().find(|printer| printer.name == name);
            found.ok_or_else(|| Refusal::naming(Code::PrinterUnknown, "printer", name))
        }
        None if printers.len() > 1 => Err(Code::PrinterNeeded.into()),
        None => printers.pop().ok_or_else(|| Code::NoPrinter.into()),
    }
}
