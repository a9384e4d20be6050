//! Payments in a file for other programs: written whole or not at all, beside whatever program takes payments in the folder.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use comptoir_core::code::Code;
use comptoir_core::export::ExportFormat;
use comptoir_core::money::Currency;
use comptoir_core::payment::Payment;
use comptoir_core::shop::Shop;
use comptoir_core::state::State;
use comptoir_core::tender::LinkedTender;
use comptoir_engine::ports::{Clock, Rng};
use comptoir_engine::{Refusal, zone_of};
use comptoir_export::{ExportError, Row, Tongue};
use comptoir_ledger::{self as ledger, Filter, FolderLock, LedgerError, Print, Reader, TenderSum};
use comptoir_words::Words;
use jiff::tz::TimeZone;

use crate::folder::Folder;
use crate::paper::folder_for_files;
use crate::ports::SystemClock;
use crate::till::Till;

/// So many payments are looked at between two times that progress is told.
const BETWEEN_TIMES: u64 = 500;

/// What is exported, in which form, in whose words, and to where.
#[derive(Debug, Clone)]
pub struct Export {
    /// The form.
    pub format: ExportFormat,
    /// Which payments; the limit is not looked at.
    pub filter: Filter,
    /// The words of headings and states.
    pub words: Words,
    /// The file.
    pub to: PathBuf,
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The payments that were looked at.
    pub done: u64,
    /// All of the days that are exported.
    pub total: u64,
}

/// An export that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub path: PathBuf,
    /// How many payments it holds.
    pub count: u64,
    /// Their sums.
    pub totals: Vec<Total>,
    /// The sums of what was settled without a gateway on the same days, in the file after the payments; none where more than days was
    /// asked for.
    pub tendered: Vec<TenderSum>,
}

/// The payments of one currency in an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The currency.
    pub currency: Currency,
    /// How many.
    pub count: u64,
    /// What was asked for, in minor units.
    pub amount_minor: i64,
    /// What of it came in, by proof or by the owner's word.
    pub taken_minor: i64,
    /// What of that was given back.
    pub refunded_minor: i64,
}

/// Why there is no export.
#[derive(Debug)]
pub enum Halted {
    /// Somebody stopped it.
    Stopped,
    /// It was refused, or failed.
    Refused(Refusal),
}

impl From<Refusal> for Halted {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<LedgerError> for Halted {
    fn from(error: LedgerError) -> Self {
        Self::Refused(error.into())
    }
}

impl Export {
    fn naming(&self, code: Code) -> Refusal {
        Refusal::naming(code, "path", self.to.display().to_string())
    }

    /// The file until it is whole.
    fn unfinished(&self) -> Option<PathBuf> {
        let mut name = self.to.file_name()?.to_owned();
        name.push(".unfinished");
        Some(self.to.with_file_name(name))
    }

    fn halted(&self, error: ExportError, stop: &AtomicBool) -> Halted {
        if stop.load(Ordering::Relaxed) {
            return Halted::Stopped;
        }
        tracing::error!(%error, cause = error.source().map(ToString::to_string), "an export is not written");
        self.naming(Code::FileUnwritable).into()
    }
}

impl Folder {
    /// Writes an export until `stop` is set, and tells how far it is. The file has its name once it is whole and on the disk; an
    /// existing one is never replaced.
    ///
    /// # Errors
    /// [`Halted::Stopped`]; `export_exists`, `file_unwritable`, and what keeps the ledger from being read. Nothing is left of the file.
    pub fn export(&self, export: &Export, stop: &AtomicBool, told: impl FnMut(Progress)) -> Result<Exported, Halted> {
        if export.to.symlink_metadata().is_ok() {
            return Err(export.naming(Code::ExportExists).into());
        }
        let unwritable = || export.naming(Code::FileUnwritable);
        let unfinished = export.unfinished().ok_or_else(unwritable)?;
        let file = File::create(&unfinished).map_err(|_| unwritable())?;
        let written = self.write(export, file, stop, told).and_then(|exported| {
            fs::rename(&unfinished, &export.to).map_err(|_| unwritable())?;
            Ok(exported)
        });
        if written.is_err() {
            // The first failure is the one to tell.
            drop(fs::remove_file(&unfinished));
        }
        written
    }

    fn write(&self, export: &Export, file: File, stop: &AtomicBool, mut told: impl FnMut(Progress)) -> Result<Exported, Halted> {
        let reader = self.reader()?;
        let zone_name = reader.as_ref().map_or_else(|| Ok(Shop::default()), Reader::shop)?.zone;
        let zone = zone_of(&zone_name).unwrap_or(TimeZone::UTC);
        let tongue = Tongue { words: export.words, zone, zone_name };
        let scratch = export.to.parent().filter(|place| !place.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let halted = |error| export.halted(error, stop);
        let mut sheet =
            comptoir_export::Export::begun(export.format, Stoppable { file, stop }, scratch, tongue).map_err(halted)?;
        let mut exported = Exported { path: export.to.clone(), count: 0, totals: Vec::new(), tendered: Vec::new() };
        if let Some(reader) = &reader {
            let total = reader.count(&export.filter)?;
            let ended = reader.each(&export.filter, |done, found| {
                if done % BETWEEN_TIMES == 0 || done == total {
                    told(Progress { done, total });
                }
                if stop.load(Ordering::Relaxed) {
                    return ControlFlow::Break(Halted::Stopped);
                }
                let ledger::Exported { payment, receipt_number, papers, refunded_minor } = &found;
                exported.take(payment, *refunded_minor);
                let row =
                    Row { payment, receipt_number: receipt_number.as_deref(), papers: *papers, refunded_minor: *refunded_minor };
                match sheet.add(&row) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => ControlFlow::Break(halted(error)),
                }
            })?;
            if let ControlFlow::Break(reason) = ended {
                return Err(reason);
            }
            let Filter { from, to_before, .. } = export.filter;
            if export.filter.is_of_days_only() {
                for LinkedTender { tender, .. } in reader.tenders(from, to_before)? {
                    let papers = Print::papers(&reader.tender_prints(tender.tender_id)?);
                    sheet.add_tender(&tender, papers).map_err(halted)?;
                }
                exported.tendered = reader.tender_sums(from, to_before)?;
            }
        }
        let finished = sheet.finish().map_err(halted)?;
        finished.file.sync_all().map_err(|error| halted(error.into()))?;
        Ok(exported)
    }

    /// Writes in the journal that payments were exported, if no other program has the folder; whether it did.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be opened or written.
    pub fn tell_of_export(&self, export: &Export, count: u64, clock: &dyn Clock, rng: &dyn Rng) -> Result<bool, Refusal> {
        if self.reader()?.is_none() {
            return Ok(false);
        }
        let Some(lock) = FolderLock::try_take(self.path())? else { return Ok(false) };
        self.open_ledger(lock, clock, rng)?.note_export(clock.now(), export.format, &export.filter, count)?;
        Ok(true)
    }
}

impl Till {
    /// Writes an export, as [`Folder::export`] does, and tells the journal of it.
    ///
    /// # Errors
    /// As [`Folder::export`].
    pub fn export(
        &self,
        clock: &SystemClock,
        export: &Export,
        stop: &AtomicBool,
        told: impl FnMut(Progress),
    ) -> Result<Exported, Halted> {
        let by = self.engine.may_export()?;
        let exported = self.folder.export(export, stop, told)?;
        // The file stands, whatever becomes of the journal's entry.
        let noted = self.engine.ledger().signed(by).note_export(clock.now(), export.format, &export.filter, exported.count);
        if let Err(error) = noted {
            tracing::error!(%error, "the journal does not tell of an export");
        }
        Ok(exported)
    }
}

/// A name in the folder for files that none has: the second of a name is numbered, so that none is ever replaced.
///
/// # Errors
/// `file_unwritable`, `folder_unusable`: there is no such folder.
pub fn free_file(name: &str, format: ExportFormat) -> Result<PathBuf, Refusal> {
    Ok(free_name(&folder_for_files()?, name, format))
}

fn free_name(folder: &Path, name: &str, format: ExportFormat) -> PathBuf {
    let numbered = |number: u32| {
        let number = if number == 1 { String::new() } else { format!(" ({number})") };
        folder.join(format!("{name}{number}.{}", format.code()))
    };
    let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
    (1..u32::MAX).map(numbered).find(is_free).unwrap_or_else(|| numbered(u32::MAX))
}

impl Exported {
    fn take(&mut self, payment: &Payment, refunded_minor: i64) {
        let amount = payment.order.amount;
        let taken = matches!(payment.state, State::Paid | State::ResolvedPaid);
        self.count += 1;
        let of = |total: &Total| total.currency == amount.currency();
        if !self.totals.iter().any(of) {
            self.totals.push(Total { currency: amount.currency(), count: 0, amount_minor: 0, taken_minor: 0, refunded_minor: 0 });
        }
        if let Some(total) = self.totals.iter_mut().find(|total| of(total)) {
            total.count += 1;
            total.amount_minor = total.amount_minor.saturating_add(amount.minor());
            total.taken_minor = total.taken_minor.saturating_add(if taken { amount.minor() } else { 0 });
            total.refunded_minor = total.refunded_minor.saturating_add(refunded_minor);
        }
    }
}

/// The file, which takes nothing more once somebody stops: a large spreadsheet is packed for a while after its last row.
struct Stoppable<'a> {
    file: File,
    stop: &'a AtomicBool,
}

impl Stoppable<'_> {
    fn going_on(&mut self) -> io::Result<&mut File> {
        if self.stop.load(Ordering::Relaxed) { Err(io::ErrorKind::ConnectionAborted.into()) } else { Ok(&mut self.file) }
    }
}

impl Write for Stoppable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.going_on()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.going_on()?.flush()
    }
}

impl Seek for Stoppable<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.going_on()?.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_file_of_a_name_is_numbered() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["paiements.csv", "paiements (2).csv", "paiements (3).csv"] {
            let path = free_name(folder.path(), "paiements", ExportFormat::Csv);
            assert_eq!(path, folder.path().join(name));
            fs::write(path, "").unwrap();
        }
        assert_eq!(free_name(folder.path(), "paiements", ExportFormat::Xlsx), folder.path().join("paiements.xlsx"));
    }

    #[test]
    fn an_export_that_is_stopped_or_cannot_be_written_leaves_no_file() {
        let (data, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folder = Folder::of(Some(data.path().to_owned()), false).unwrap();
        let export = |name: &str, format| Export {
            format,
            filter: Filter::default(),
            words: Words::of(comptoir_words::Lang::Fr),
            to: elsewhere.path().join(name),
        };
        for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
            let stopped = folder.export(&export("a", format), &AtomicBool::new(true), |_| {});
            assert!(matches!(stopped, Err(Halted::Stopped)), "{stopped:?}");
        }
        let lost = folder.export(&export("gone/a", ExportFormat::Csv), &AtomicBool::new(false), |_| {});
        assert!(matches!(lost, Err(Halted::Refused(refusal)) if refusal.code == Code::FileUnwritable));
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        let made = folder.export(&export("a", ExportFormat::Csv), &AtomicBool::new(false), |_| {}).unwrap();
        assert_eq!((made.count, made.totals), (0, Vec::new()));
    }
}
