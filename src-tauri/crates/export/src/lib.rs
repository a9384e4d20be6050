//! Payments for accountants and their programs: a spreadsheet with typed cells, or text with semicolons that French Excel opens.
//!
//! Both are made of one [`Row`], one row at a time, so that a million payments need no more room than one. What is written is
//! what may be shown: no key and no full number is in a row.

mod column;
mod csv;
mod defuse;
mod xlsx;

use std::io::{self, Seek, Write};
use std::path::Path;

use comptoir_core::export::ExportFormat;
use comptoir_core::payment::Payment;
use comptoir_core::tender::Tender;
use comptoir_words::Words;
use jiff::tz::TimeZone;
use rust_xlsxwriter::XlsxError;

use csv::Csv;
use xlsx::Xlsx;

/// A payment, with what stands of it elsewhere in the ledger.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The payment.
    pub payment: &'a Payment,
    /// The number of its receipt, if it has one.
    pub receipt_number: Option<&'a str>,
    /// The papers of its receipt that somebody may hold.
    pub papers: u32,
    /// How much of it was given back, in minor units.
    pub refunded_minor: i64,
}

/// In whose words and hours it is written.
#[derive(Debug, Clone)]
pub struct Tongue {
    /// The words.
    pub words: Words,
    /// The shop's zone.
    pub zone: TimeZone,
    /// Its name.
    pub zone_name: String,
}

/// Why an export was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file does not take it.
    #[error("writing the export")]
    Io(#[from] io::Error),
    /// The spreadsheet cannot be made.
    #[error("making the spreadsheet")]
    Sheet(#[from] XlsxError),
}

/// An export that is being written.
pub struct Export<W: Write>(Form<W>);

enum Form<W: Write> {
    Csv(Csv<W>),
    Xlsx(Box<Xlsx<W>>),
}

impl<W: Write + Seek + Send> Export<W> {
    /// Begins an export into `to`. What a spreadsheet needs of room until it is finished is taken in the folder `scratch`.
    ///
    /// # Errors
    /// [`ExportError`] when its first row cannot be written.
    pub fn begun(format: ExportFormat, to: W, scratch: &Path, tongue: Tongue) -> Result<Self, ExportError> {
        Ok(Self(match format {
            ExportFormat::Csv => Form::Csv(Csv::begun(to, tongue)?),
            ExportFormat::Xlsx => Form::Xlsx(Box::new(Xlsx::begun(to, scratch, tongue)?)),
        }))
    }

    /// Adds a payment.
    ///
    /// # Errors
    /// [`ExportError`] when it cannot be written.
    pub fn add(&mut self, row: &Row<'_>) -> Result<(), ExportError> {
        match &mut self.0 {
            Form::Csv(csv) => csv.add(row),
            Form::Xlsx(xlsx) => xlsx.add(row),
        }
    }

    /// Adds a sale that was settled without a gateway, of whose receipt somebody may hold so many papers. It is no payment: it is in none
    /// of their sums.
    ///
    /// # Errors
    /// [`ExportError`] when it cannot be written.
    pub fn add_tender(&mut self, tender: &Tender, papers: u32) -> Result<(), ExportError> {
        match &mut self.0 {
            Form::Csv(csv) => csv.add_tender(tender, papers),
            Form::Xlsx(xlsx) => xlsx.add_tender(tender, papers),
        }
    }

    /// Writes what is left to be written, and gives back what it was written into.
    ///
    /// # Errors
    /// [`ExportError`] when it cannot be written.
    pub fn finish(self) -> Result<W, ExportError> {
        match self.0 {
            Form::Csv(csv) => csv.finish(),
            Form::Xlsx(xlsx) => xlsx.finish(),
        }
    }
}
