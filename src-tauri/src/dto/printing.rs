//! Printers, and what became of papers, as the screen shows and asks for them.

use comptoir_core::printer::{PrintOutcome, PrintTrouble, Printer as OfCore, Queue as QueueOfCore};
use comptoir_engine::AskedPrinter;
use comptoir_ledger::Print;
use serde::{Deserialize, Serialize};

/// A printer of the shop, shown and asked for.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Printer {
    pub(crate) name: String,
    /// `tcp:HOST[:PORT]`, `device:PATH`, `queue:NAME` or `office:80mm|a5|a4:NAME`.
    pub(crate) target: String,
    /// 32, 42 or 48.
    pub(crate) columns: u8,
    pub(crate) cuts: bool,
    pub(crate) drawer: bool,
    pub(crate) automatic: bool,
}

impl From<OfCore> for Printer {
    fn from(printer: OfCore) -> Self {
        let OfCore { name, target, columns, cuts, drawer, automatic } = printer;
        Self { name, target: target.to_string(), columns: columns.into(), cuts, drawer, automatic }
    }
}

impl From<Printer> for AskedPrinter {
    fn from(printer: Printer) -> Self {
        let Printer { name, target, columns, cuts, drawer, automatic } = printer;
        Self { name, target, columns, cuts, drawer, automatic }
    }
}

/// A printer that the operating system has.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Queue {
    pub(crate) name: String,
    /// The system prints there when nobody says where.
    pub(crate) default: bool,
    /// It takes pages, and not only tickets.
    pub(crate) pages: bool,
    /// What keeps it from printing now.
    #[cfg_attr(test, ts(type = "PrintTrouble | null"))]
    pub(crate) trouble: Option<&'static str>,
}

impl From<QueueOfCore> for Queue {
    fn from(queue: QueueOfCore) -> Self {
        let QueueOfCore { name, default, pages, trouble } = queue;
        Self { name, default, pages, trouble: trouble.map(PrintTrouble::code) }
    }
}

/// What became of a paper.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// It is under way, or was when the program stopped.
    UnderWay,
    Printed,
    Unsure,
    Failed,
}

impl From<Option<PrintOutcome>> for Outcome {
    fn from(outcome: Option<PrintOutcome>) -> Self {
        match outcome {
            None => Self::UnderWay,
            Some(PrintOutcome::Printed) => Self::Printed,
            Some(PrintOutcome::Unsure(_)) => Self::Unsure,
            Some(PrintOutcome::Failed(_)) => Self::Failed,
        }
    }
}

/// One paper of a receipt.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PrintLine {
    pub(crate) printer: String,
    /// 0 is the original.
    pub(crate) copy: u32,
    pub(crate) begun_at: String,
    pub(crate) outcome: Outcome,
    /// Why it was not printed, or may not have been.
    #[cfg_attr(test, ts(type = "PrintTrouble | null"))]
    pub(crate) trouble: Option<&'static str>,
}

impl From<Print> for PrintLine {
    fn from(print: Print) -> Self {
        let Print { copy, printer, begun_at, outcome, .. } = print;
        let trouble = outcome.and_then(PrintOutcome::trouble).map(PrintTrouble::code);
        Self { printer, copy, begun_at: begun_at.to_string(), outcome: outcome.into(), trouble }
    }
}

/// What became of a test page.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PrinterTest {
    pub(crate) outcome: Outcome,
    #[cfg_attr(test, ts(type = "PrintTrouble | null"))]
    pub(crate) trouble: Option<&'static str>,
}

impl From<PrintOutcome> for PrinterTest {
    fn from(outcome: PrintOutcome) -> Self {
        Self { outcome: Some(outcome).into(), trouble: outcome.trouble().map(PrintTrouble::code) }
    }
}
