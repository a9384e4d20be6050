//! CUPS, on Linux and macOS, asked in its own language.

use std::env;
use std::time::Instant;

use comptoir_core::printer::{PageSize, PrintOutcome, PrintTrouble, Queue};
use ipp::prelude::*;

use super::ipp::{Answer, Request, asked};
use super::{Paper, TITLE};

/// What goes to the printer as it is, whatever the queue's driver would make of it.
const RAW: &str = "application/vnd.cups-raw";

/// What the queue's driver makes a page of.
const PDF: &str = "application/pdf";

/// Whether the filter of CUPS turns what is wider than high.
const TURNS: &str = "pdfAutoRotate";

/// In CUPS's `printer-type`: the queue that is used when nobody names one.
const DEFAULT: i32 = 0x2_0000;

const STATE_REASONS: &str = IppAttribute::PRINTER_STATE_REASONS;

/// A paper that CUPS has taken, by its number.
pub(super) struct Submitted(i32);

pub(super) fn queues(until: Instant) -> Result<Vec<Queue>, PrintTrouble> {
    let told = [
        IppAttribute::PRINTER_NAME,
        IppAttribute::PRINTER_STATE,
        STATE_REASONS,
        IppAttribute::PRINTER_IS_ACCEPTING_JOBS,
        "printer-type",
    ];
    let request = Request::new(Operation::CupsGetPrinters).and_then(|request| request.asking_for(&told));
    let answer = ask(request, &[], until).map_err(|_| PrintTrouble::SystemSilent)?;
    let status = answer.status();
    // Where there is no queue, it says that nothing was found.
    if status.is_success() || status == StatusCode::ClientErrorNotFound {
        Ok(answer.groups(DelimiterTag::PrinterAttributes).filter_map(queue).collect())
    } else {
        Err(PrintTrouble::SystemSilent)
    }
}

fn queue(told: &IppAttributeGroup) -> Option<Queue> {
    let name = words(told, IppAttribute::PRINTER_NAME).into_iter().next()?.to_owned();
    let default = number(told, "printer-type").is_some_and(|kind| kind & DEFAULT != 0);
    Some(Queue { name, default, pages: true, trouble: trouble(told) })
}

/// What keeps the queue from printing. Reasons are kept from the last paper: those of an idle queue say nothing of the printer now.
fn trouble(told: &IppAttributeGroup) -> Option<PrintTrouble> {
    let state = number(told, IppAttribute::PRINTER_STATE).and_then(PrinterState::from_i32);
    if told.get(IppAttribute::PRINTER_IS_ACCEPTING_JOBS).map(IppAttribute::value) == Some(&IppValue::Boolean(false)) {
        return Some(PrintTrouble::QueueClosed);
    }
    if state == Some(PrinterState::Idle) {
        return None;
    }
    let reasons = words(told, STATE_REASONS);
    let says =
        |reason: &str| reasons.iter().any(|told| told.strip_prefix(reason).is_some_and(|rest| matches!(rest, "" | "-error")));
    if says("media-empty") || says("media-needed") {
        Some(PrintTrouble::PaperOut)
    } else if says("cover-open") || says("door-open") {
        Some(PrintTrouble::CoverOpen)
    } else if state == Some(PrinterState::Stopped) {
        Some(PrintTrouble::QueueStopped)
    } else if says("offline") || says("connecting-to-device") || reasons.contains(&"offline-report") {
        Some(PrintTrouble::QueueOffline)
    } else {
        None
    }
}

/// Hands `bytes` to the queue, as a document where there is a page; what became of them otherwise.
pub(super) fn submit(name: &str, page: Option<PageSize>, bytes: &[u8], until: Instant) -> Result<Submitted, PrintOutcome> {
    let format = if page.is_some() { PDF } else { RAW };
    let request = Request::new(Operation::PrintJob)
        .and_then(|request| request.with(IppAttribute::PRINTER_URI, IppValue::new_uri(address(name)).ok()?))
        .and_then(|request| request.with(IppAttribute::REQUESTING_USER_NAME, IppValue::new_name_without_language(user()).ok()?))
        .and_then(|request| request.with(IppAttribute::JOB_NAME, IppValue::new_name_without_language(TITLE).ok()?))
        .and_then(|request| request.with(IppAttribute::DOCUMENT_FORMAT, IppValue::new_mime_media_type(format).ok()?))
        .and_then(|request| match page {
            Some(page) => laid_out(request, page),
            None => Some(request),
        });
    let answer = ask(request, bytes, until)?;
    let status = answer.status();
    if !status.is_success() {
        return Err(PrintOutcome::Failed(if status == StatusCode::ClientErrorNotFound {
            PrintTrouble::QueueAbsent
        } else if status == StatusCode::ServerErrorNotAcceptingJobs {
            PrintTrouble::QueueClosed
        } else if status == StatusCode::ClientErrorDocumentFormatNotSupported {
            PrintTrouble::PageUnprintable
        } else {
            PrintTrouble::PaperDropped
        }));
    }
    let number = answer.groups(DelimiterTag::JobAttributes).find_map(|told| number(told, IppAttribute::JOB_ID));
    number.map(Submitted).ok_or(PrintOutcome::Unsure(PrintTrouble::SystemSilent))
}

/// On paper of the page's size, by its name in PWG 5101.1. A strip goes on whatever the printer has, and is not turned where it is wider
/// than high.
fn laid_out(request: Request, page: PageSize) -> Option<Request> {
    let request = request.of_job(TURNS, IppValue::new_boolean(false))?;
    let paper = match page {
        PageSize::Strip => return Some(request),
        PageSize::A5 => "iso_a5_148x210mm",
        PageSize::A4 => "iso_a4_210x297mm",
    };
    request.of_job(IppAttribute::MEDIA, IppValue::new_keyword(paper).ok()?)
}

/// How the paper is now.
pub(super) fn paper(Submitted(number): &Submitted, until: Instant) -> Paper {
    let told = [IppAttribute::JOB_STATE, IppAttribute::TIME_AT_PROCESSING];
    let request = Request::new(Operation::GetJobAttributes)
        .and_then(|request| request.with("job-uri", IppValue::new_uri(format!("ipp://localhost/jobs/{number}")).ok()?))
        .and_then(|request| request.with(IppAttribute::REQUESTING_USER_NAME, IppValue::new_name_without_language(user()).ok()?))
        .and_then(|request| request.asking_for(&told));
    match ask(request, &[], until) {
        Ok(answer) => answer.groups(DelimiterTag::JobAttributes).next().map_or(Paper::Lost, state),
        Err(_) => Paper::Lost,
    }
}

fn state(told: &IppAttributeGroup) -> Paper {
    let begun = number(told, IppAttribute::TIME_AT_PROCESSING).is_some();
    match number(told, IppAttribute::JOB_STATE).and_then(JobState::from_i32) {
        Some(JobState::Completed) => Paper::Done,
        Some(JobState::Canceled | JobState::Aborted) if begun => Paper::Dropped,
        Some(JobState::Canceled | JobState::Aborted) => Paper::Unsent,
        Some(JobState::Pending | JobState::PendingHeld | JobState::Processing | JobState::ProcessingStopped) => Paper::Under,
        None => Paper::Lost,
    }
}

fn ask(request: Option<Request>, document: &[u8], until: Instant) -> Result<Answer, PrintOutcome> {
    // What CUPS cannot even be asked, it has no queue for.
    asked(&request.ok_or(PrintOutcome::Failed(PrintTrouble::QueueAbsent))?, document, until)
}

/// A queue's address. Every byte of the name that an address could read otherwise is written as a number.
fn address(name: &str) -> String {
    let mut address = "ipp://localhost/printers/".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

/// Whose paper it is: a queue may be kept to some.
fn user() -> String {
    env::var("USER").ok().filter(|user| !user.is_empty()).unwrap_or_else(|| TITLE.to_owned())
}

fn number(told: &IppAttributeGroup, name: &str) -> Option<i32> {
    let value = told.get(name)?.value();
    if let IppValue::Integer(number) | IppValue::Enum(number) = value { Some(*number) } else { None }
}

fn words<'a>(told: &'a IppAttributeGroup, name: &str) -> Vec<&'a str> {
    let values = told.get(name).map(IppAttribute::value);
    values.into_iter().flatten().filter_map(word).collect()
}

fn word(value: &IppValue) -> Option<&str> {
    if let IppValue::Keyword(word) = value {
        Some(word.as_str())
    } else if let IppValue::NameWithoutLanguage(name) | IppValue::NameWithLanguage { name, .. } = value {
        Some(name.as_str())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tag: DelimiterTag, attributes: Vec<(&str, IppValue)>) -> IppAttributeGroup {
        let mut group = IppAttributeGroup::new(tag);
        for (name, value) in attributes {
            group.attributes_mut().push(IppAttribute::with_name(name, value).unwrap());
        }
        group
    }

    fn of_queue(state: PrinterState, accepting: bool, reasons: &[&str]) -> Option<PrintTrouble> {
        let reasons = reasons.iter().map(|reason| IppValue::new_keyword(*reason).unwrap()).collect();
        trouble(&told(
            DelimiterTag::PrinterAttributes,
            vec![
                (IppAttribute::PRINTER_STATE, IppValue::new_enum(state as i32).unwrap()),
                (IppAttribute::PRINTER_IS_ACCEPTING_JOBS, IppValue::new_boolean(accepting)),
                (STATE_REASONS, IppValue::Array(reasons)),
            ],
        ))
    }

    #[test]
    fn a_queue_says_what_keeps_it_from_printing() {
        use PrinterState::{Idle, Processing, Stopped};
        for (state, accepting, reasons, trouble) in [
            (Idle, true, &["none"][..], None),
            (Idle, false, &["none"], Some(PrintTrouble::QueueClosed)),
            (Stopped, true, &["paused"], Some(PrintTrouble::QueueStopped)),
            (Stopped, true, &["paused", "media-empty-error"], Some(PrintTrouble::PaperOut)),
            (Processing, true, &["media-needed"], Some(PrintTrouble::PaperOut)),
            (Processing, true, &["cover-open-error"], Some(PrintTrouble::CoverOpen)),
            (Processing, true, &["door-open"], Some(PrintTrouble::CoverOpen)),
            (Processing, true, &["connecting-to-device"], Some(PrintTrouble::QueueOffline)),
            (Processing, true, &["offline-report"], Some(PrintTrouble::QueueOffline)),
            (Processing, true, &["media-low", "media-empty-warning"], None),
            (Processing, true, &["none"], None),
        ] {
            assert_eq!(of_queue(state, accepting, reasons), trouble, "{state:?} {accepting} {reasons:?}");
        }
    }

    #[test]
    fn what_the_last_paper_left_behind_does_not_keep_an_idle_queue_from_the_next() {
        assert_eq!(of_queue(PrinterState::Idle, true, &["offline-report", "media-empty-error"]), None);
    }

    #[test]
    fn a_paper_that_was_given_up_failed_only_where_it_was_never_begun() {
        let of_paper = |state: JobState, begun: IppValue| {
            super::state(&told(
                DelimiterTag::JobAttributes,
                vec![
                    (IppAttribute::JOB_STATE, IppValue::new_enum(state as i32).unwrap()),
                    (IppAttribute::TIME_AT_PROCESSING, begun),
                ],
            ))
        };
        for given_up in [JobState::Canceled, JobState::Aborted] {
            assert_eq!(of_paper(given_up, IppValue::NoValue), Paper::Unsent);
            assert_eq!(of_paper(given_up, IppValue::Integer(1_764_000_000)), Paper::Dropped);
        }
        assert_eq!(of_paper(JobState::Completed, IppValue::Integer(1_764_000_000)), Paper::Done);
        for under in [JobState::Pending, JobState::PendingHeld, JobState::Processing, JobState::ProcessingStopped] {
            assert_eq!(of_paper(under, IppValue::NoValue), Paper::Under);
        }
        assert_eq!(super::state(&told(DelimiterTag::JobAttributes, Vec::new())), Paper::Lost);
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        assert_eq!(address("EPSON_TM-T20"), "ipp://localhost/printers/EPSON_TM-T20");
        assert_eq!(address("../admin?é"), "ipp://localhost/printers/..%2Fadmin%3F%C3%A9");
    }
}
