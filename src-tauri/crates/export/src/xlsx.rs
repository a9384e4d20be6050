//! A spreadsheet: each cell of its own type, so that nothing has to be guessed and no text can be a formula.

use std::io::{Seek, Write};
use std::path::Path;

use comptoir_core::tender::Tender;
use comptoir_words::{Label, Lang, filled};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::column::{COLUMNS, Cell, cells, decimal, tender_cells};
use crate::{ExportError, Row, Tongue};

/// As many rows as a sheet of Excel has. What comes after them goes on in another sheet.
const ROWS_OF_A_SHEET: u32 = 1_048_576;

pub(crate) struct Xlsx<W> {
    to: W,
    tongue: Tongue,
    workbook: Workbook,
    looks: Looks,
    sheet: usize,
    /// The next row of that sheet.
    next: u32,
}

/// How the typed cells look.
struct Looks {
    heading: Format,
    day: Format,
    hour: Format,
    whole: Format,
    cents: Format,
}

impl<W: Write + Seek + Send> Xlsx<W> {
    pub(crate) fn begun(to: W, scratch: &Path, tongue: Tongue) -> Result<Self, ExportError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(scratch)?;
        let day = match tongue.words.lang() {
            Lang::Fr => "dd/mm/yyyy",
            Lang::En => "d mmm yyyy",
        };
        let looks = Looks {
            heading: Format::new().set_bold(),
            day: Format::new().set_num_format(day),
            hour: Format::new().set_num_format("hh:mm:ss"),
            whole: Format::new().set_num_format("#,##0"),
            cents: Format::new().set_num_format("#,##0.00"),
        };
        let mut xlsx = Self { to, tongue, workbook, looks, sheet: 0, next: 0 };
        xlsx.begin_sheet()?;
        Ok(xlsx)
    }

    pub(crate) fn add(&mut self, row: &Row<'_>) -> Result<(), ExportError> {
        let cells = cells(row, &self.tongue);
        self.write(&cells)
    }

    pub(crate) fn add_tender(&mut self, tender: &Tender, papers: u32) -> Result<(), ExportError> {
        let cells = tender_cells(tender, papers, &self.tongue);
        self.write(&cells)
    }

    fn write(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        if self.next == ROWS_OF_A_SHEET {
            self.end_sheet()?;
            self.sheet += 1;
            self.begin_sheet()?;
        }
        let sheet = self.workbook.worksheet_from_index(self.sheet)?;
        for (column, cell) in (0..).zip(cells) {
            write(sheet, self.next, column, cell, &self.looks)?;
        }
        self.next += 1;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<W, ExportError> {
        self.end_sheet()?;
        self.workbook.save_to_writer(&mut self.to)?;
        Ok(self.to)
    }

    fn begin_sheet(&mut self) -> Result<(), ExportError> {
        let name = filled(self.tongue.words.label(Label::ExportSheet), &[("number", &(self.sheet + 1).to_string())]);
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (place, column) in (0..).zip(&COLUMNS) {
            sheet.set_column_width(place, column.width)?;
            sheet.write_string_with_format(0, place, column.heading(&self.tongue), &self.looks.heading)?;
        }
        self.next = 1;
        Ok(())
    }

    /// The headings filter what stands under them.
    fn end_sheet(&mut self) -> Result<(), ExportError> {
        let last = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
        self.workbook.worksheet_from_index(self.sheet)?.autofilter(0, 0, self.next - 1, last)?;
        Ok(())
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Nothing => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, text)?;
        }
        Cell::Day(day) => {
            let [month, day_of_month] = [day.month(), day.day()].map(|part| u8::try_from(part).unwrap_or(1));
            let day = ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), month, day_of_month)?;
            sheet.write_datetime_with_format(row, column, &day, &looks.day)?;
        }
        Cell::Hour(hour) => {
            let [whole, minute] = [hour.hour(), hour.minute()].map(|part| u8::try_from(part).unwrap_or(0));
            let hour = ExcelDateTime::from_hms(u16::from(whole), minute, hour.second())?;
            sheet.write_datetime_with_format(row, column, &hour, &looks.hour)?;
        }
        Cell::Amount(amount) => {
            let look = if amount.currency().exponent() == 0 { &looks.whole } else { &looks.cents };
            // The nearest number to the decimals that are meant, without reckoning.
            if let Ok(number) = decimal(*amount, ".").parse::<f64>() {
                sheet.write_number_with_format(row, column, number, look)?;
            }
        }
        Cell::Count(count) => {
            sheet.write_number(row, column, *count)?;
        }
    }
    Ok(())
}
