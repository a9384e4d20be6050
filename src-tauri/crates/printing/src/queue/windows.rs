//! The spooler of Windows, in its mode RAW.
//!
//! It makes no page of a PDF: most printers would print its bytes as signs, sheet after sheet. So a page is not sent.
//! It forgets a paper as soon as it is printed.

use std::time::Instant;

use comptoir_core::printer::{PageSize, PrintOutcome, PrintTrouble, Queue};
use printers::common::base::job::{PrinterJobOptions, PrinterJobState};
use printers::common::converters::Converter;
use printers::{get_printer_by_name, get_printers};

use super::{Paper, TITLE, answered};

/// A paper that the spooler has taken, by its queue and its number.
pub(super) struct Submitted(String, u64);

/// The first reason that is here says what keeps a queue from printing.
const TROUBLES: [(&str, PrintTrouble); 11] = [
    ("pending_deletion", PrintTrouble::QueueAbsent),
    ("paper_out", PrintTrouble::PaperOut),
    ("paper_problem", PrintTrouble::PaperOut),
    ("door_open", PrintTrouble::CoverOpen),
    ("paused", PrintTrouble::QueueStopped),
    ("user_intervention", PrintTrouble::QueueStopped),
    ("paper_jam", PrintTrouble::QueueStopped),
    ("offline", PrintTrouble::QueueOffline),
    ("not_available", PrintTrouble::QueueOffline),
    ("server_unknown", PrintTrouble::QueueOffline),
    ("error", PrintTrouble::QueueOffline),
];

pub(super) fn queues(until: Instant) -> Result<Vec<Queue>, PrintTrouble> {
    let printers = answered(get_printers, until).ok_or(PrintTrouble::SystemSilent)?;
    // The library compares the first letter of two names only: where it finds two, neither is marked.
    let one_default = printers.iter().filter(|printer| printer.is_default).count() == 1;
    let queue = |printer: printers::common::base::printer::Printer| Queue {
        trouble: TROUBLES
            .iter()
            .find(|(reason, _)| printer.state_reasons.iter().any(|told| told == reason))
            .map(|(_, trouble)| *trouble),
        default: printer.is_default && one_default,
        pages: false,
        name: printer.system_name,
    };
    Ok(printers.into_iter().map(queue).collect())
}

/// Hands `bytes` to the queue; what became of them otherwise.
pub(super) fn submit(name: &str, page: Option<PageSize>, bytes: &[u8], until: Instant) -> Result<Submitted, PrintOutcome> {
    if page.is_some() {
        return Err(PrintOutcome::Failed(PrintTrouble::PageUnprintable));
    }
    let (queue, bytes) = (name.to_owned(), bytes.to_vec());
    let handing = move || {
        let options =
            PrinterJobOptions { name: Some(TITLE), raw_properties: &[("document-format", "RAW")], converter: Converter::None };
        let printer = get_printer_by_name(&queue).ok_or(PrintTrouble::QueueAbsent)?;
        let number = printer.print(&bytes, options).map_err(|_| PrintTrouble::PaperDropped)?;
        Ok(Submitted(queue, number))
    };
    let handed = answered(handing, until).ok_or(PrintOutcome::Unsure(PrintTrouble::SystemSilent))?;
    handed.map_err(PrintOutcome::Failed)
}

/// How the paper is now. One that is gone was printed, if its queue is still there.
pub(super) fn paper(Submitted(queue, number): &Submitted, until: Instant) -> Paper {
    let (queue, number) = (queue.clone(), *number);
    let looking = move || {
        let papers = get_printer_by_name(&queue)?.get_job_history();
        let there = get_printer_by_name(&queue).is_some();
        let state = papers.into_iter().find(|paper| paper.id == number).map(|paper| paper.state);
        there.then_some(state)
    };
    match answered(looking, until).flatten() {
        None => Paper::Lost,
        Some(None | Some(PrinterJobState::COMPLETED)) => Paper::Done,
        Some(Some(PrinterJobState::CANCELLED)) => Paper::Dropped,
        Some(Some(_)) => Paper::Under,
    }
}
