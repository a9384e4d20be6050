//! Text with semicolons: a mark of UTF-8, CRLF, quotes doubled, as French Excel opens it.

use std::io::{BufWriter, Write};

use comptoir_core::tender::Tender;
use comptoir_words::Lang;

use crate::column::{COLUMNS, Cell, cells, decimal, tender_cells};
use crate::defuse::defused;
use crate::{ExportError, Row, Tongue};

const MARK: &[u8] = "\u{feff}".as_bytes();

pub(crate) struct Csv<W: Write> {
    to: BufWriter<W>,
    tongue: Tongue,
}

impl<W: Write> Csv<W> {
    pub(crate) fn begun(to: W, tongue: Tongue) -> Result<Self, ExportError> {
        let mut to = BufWriter::new(to);
        to.write_all(MARK)?;
        let headings = COLUMNS.iter().map(|column| quoted(&column.heading(&tongue)));
        write_line(&mut to, headings)?;
        Ok(Self { to, tongue })
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
        let point = match self.tongue.words.lang() {
            Lang::Fr => ",",
            Lang::En => ".",
        };
        let fields = cells.iter().map(|cell| match cell {
            Cell::Nothing => String::new(),
            Cell::Text(text) => quoted(&defused(text)),
            Cell::Day(day) => day.to_string(),
            Cell::Hour(hour) => hour.strftime("%H:%M:%S").to_string(),
            Cell::Amount(amount) => decimal(*amount, point),
            Cell::Count(count) => count.to_string(),
        });
        write_line(&mut self.to, fields)
    }

    pub(crate) fn finish(self) -> Result<W, ExportError> {
        self.to.into_inner().map_err(|failed| failed.into_error().into())
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn write_line(to: &mut impl Write, fields: impl Iterator<Item = String>) -> Result<(), ExportError> {
    for (place, field) in fields.enumerate() {
        if place > 0 {
            to.write_all(b";")?;
        }
        to.write_all(field.as_bytes())?;
    }
    Ok(to.write_all(b"\r\n")?)
}
