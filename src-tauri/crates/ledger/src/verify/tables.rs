//! Every projection against the replay of the journal, row by row and column by column.

use std::cmp::Ordering;
use std::fmt;

use rusqlite::types::Value;
use rusqlite::{Connection, Rows};

use super::{Finding, FindingKind, VERIFYING};
use crate::error::{Doing, LedgerError};
use crate::project::PROJECTIONS;

/// Compares the tables of `stored` with those of `replay`.
pub(super) fn compare(stored: &Connection, replay: &Connection, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
    for table in PROJECTIONS {
        compare_table(stored, replay, table, findings)?;
    }
    Ok(())
}

fn compare_table(stored: &Connection, replay: &Connection, table: &str, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
    // The first column of every table names its rows.
    let sql = format!("SELECT * FROM {table} ORDER BY 1 COLLATE BINARY");
    let (mut stored, mut replay) = (stored.prepare(&sql).doing(VERIFYING)?, replay.prepare(&sql).doing(VERIFYING)?);
    let columns: Vec<String> = replay.column_names().into_iter().map(str::to_owned).collect();
    let (mut found, mut due) = (stored.query([]).doing(VERIFYING)?, replay.query([]).doing(VERIFYING)?);
    let (mut here, mut there) = (next(&mut found, &columns)?, next(&mut due, &columns)?);
    loop {
        let order = match (&here, &there) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(here), Some(there)) => here.name.cmp(&there.name),
        };
        // Two rows of one name are compared; a name that only one side has is taken alone.
        let row = if order == Ordering::Greater { None } else { std::mem::replace(&mut here, next(&mut found, &columns)?) };
        let told = if order == Ordering::Less { None } else { std::mem::replace(&mut there, next(&mut due, &columns)?) };
        findings.extend(finding(table, &columns, row, told));
    }
}

/// What is wrong with `row`, if the journal tells `told`.
fn finding(table: &str, columns: &[String], row: Option<TableRow>, told: Option<TableRow>) -> Option<Finding> {
    match (row, told) {
        (None, None) => None,
        (Some(row), None) => Some(FindingKind::RowAdded.at(format!("{table} {}", row.name))),
        (None, Some(told)) => Some(FindingKind::RowMissing.at(format!("{table} {}", told.name))),
        (Some(row), Some(told)) => {
            let differ = columns.iter().zip(row.values.iter().zip(&told.values)).filter(|(_, (row, told))| row != told);
            let differ: Vec<_> = differ.map(|(column, _)| column.as_str()).collect();
            (!differ.is_empty()).then(|| FindingKind::RowDiffers.at(format!("{table} {}: {}", row.name, differ.join(", "))))
        }
    }
}

struct TableRow {
    name: Name,
    values: Vec<Value>,
}

/// A row's name, in the order in which SQLite gives the rows: numbers, then texts by their bytes.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Number(i64),
    Text(String),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

fn next(rows: &mut Rows<'_>, columns: &[String]) -> Result<Option<TableRow>, LedgerError> {
    let Some(row) = rows.next().doing(VERIFYING)? else {
        return Ok(None);
    };
    let values: Vec<Value> = (0..columns.len()).map(|column| row.get(column)).collect::<Result<_, _>>().doing(VERIFYING)?;
    let name = match values.first() {
        Some(Value::Integer(number)) => Name::Number(*number),
        Some(Value::Text(text)) => Name::Text(text.clone()),
        Some(Value::Null | Value::Real(_) | Value::Blob(_)) | None => return Err(LedgerError::damaged("a row without a name")),
    };
    Ok(Some(TableRow { name, values }))
}
