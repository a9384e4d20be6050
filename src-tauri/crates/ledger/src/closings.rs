//! Closings: numbered without a gap, each covering the journal from the one before to itself, each with all that was ever taken.

use std::collections::BTreeMap;

use comptoir_core::closing::{Closing, ClosingKind, Drawer, Figure, Left, LinkedClosing, Period, Perpetual};
use comptoir_core::ids::{ClosingId, PaymentId};
use comptoir_core::money::Currency;
use comptoir_core::order::Environment;
use comptoir_core::people::By;
use comptoir_core::printer::PrintOutcome;
use comptoir_core::receipt::Series;
use comptoir_core::shop::Shop;
use comptoir_core::takings::{Takings, joined};
use jiff::Timestamp;
use rusqlite::{Connection, ToSql};

use crate::connection::first_row;
use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::journal::{append, append_by, head};
use crate::ledger::Ledger;
use crate::printing::Print;
use crate::reader::{Reader, moment};
use crate::stretches::{Span, stretch};

const READING: &str = "reading a closing";

/// What a closing is made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingDue {
    /// Its name.
    pub closing_id: ClosingId,
    /// The row of numbers that it takes its number from.
    pub series: Series,
    /// The shop, as it is now.
    pub shop: Shop,
    /// What counts in it.
    pub environment: Environment,
    /// The wall clock.
    pub closed_at: Timestamp,
}

/// What a person says at a closing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AskedClosing {
    /// A word about each payment that has no end.
    pub explained: BTreeMap<PaymentId, String>,
    /// The drawer, if it was counted: its currency, the float and what was counted, in minor units.
    pub drawer: Option<(Currency, i64, i64)>,
    /// What the gateways' sites say was taken, by account.
    pub figures: Vec<(String, Currency, i64)>,
}

/// A month or a year to be closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rolled {
    /// Which.
    pub kind: ClosingKind,
    /// `2026-11` or `2026`.
    pub name: String,
    /// When it begins.
    pub from: Timestamp,
    /// When the one after it begins.
    pub before: Timestamp,
}

impl Reader {
    /// All closings, newest first.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn closings(&self) -> Result<Vec<LinkedClosing>, LedgerError> {
        select(self.connection(), "1 ORDER BY seq DESC", &[])
    }

    /// The closing of this name.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn closing_of(&self, id: ClosingId) -> Result<Option<LinkedClosing>, LedgerError> {
        Ok(select(self.connection(), "closing_id = ?1", &[&id.to_string()])?.pop())
    }

    /// The closing of this number, however its letters are written.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn closing_numbered(&self, number: &str) -> Result<Option<LinkedClosing>, LedgerError> {
        Ok(select(self.connection(), "number = ?1", &[&number])?.pop())
    }

    /// The closing of this month or this year.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn closing_of_period(&self, kind: ClosingKind, name: &str) -> Result<Option<LinkedClosing>, LedgerError> {
        Ok(select(self.connection(), "kind = ?1 AND period = ?2", &[&kind.code(), &name])?.pop())
    }

    /// The last closing of a day.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn last_closing(&self) -> Result<Option<LinkedClosing>, LedgerError> {
        last_day(self.connection())
    }

    /// What the next closing of a day would cover.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn span_to_close(&self) -> Result<Span, LedgerError> {
        let (last, _) = head(self.connection())?;
        Ok(Span::Entries { first: first_entry(self.connection())?, last })
    }

    /// The payments of this environment that have no end, oldest first, each without a word about it.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn without_end(&self, environment: Environment) -> Result<Vec<Left>, LedgerError> {
        without_end(self.connection(), environment)
    }

    /// All that was ever taken in this environment, less what was given back.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn perpetual(&self, environment: Environment) -> Result<Vec<Perpetual>, LedgerError> {
        perpetual(self.connection(), environment)
    }

    /// The papers of a closing, first to last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn closing_prints(&self, id: ClosingId) -> Result<Vec<Print>, LedgerError> {
        closing_prints(self.connection(), id)
    }
}

fn select(connection: &Connection, which: &str, values: &[&dyn ToSql]) -> Result<Vec<LinkedClosing>, LedgerError> {
    let sql = format!("SELECT number, body, previous_code, code FROM closings WHERE {which}");
    let mut statement = connection.prepare_cached(&sql).doing(READING)?;
    let mut rows = statement.query(values).doing(READING)?;
    let mut closings = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        let number: String = row.get(0).doing(READING)?;
        let place = || format!("closings {number}");
        let closing: Closing = from_json(&row.get::<_, String>(1).doing(READING)?, place)?;
        if closing.number != number {
            return Err(LedgerError::Damaged { place: place() });
        }
        closings.push(LinkedClosing { closing, previous_code: row.get(2).doing(READING)?, code: row.get(3).doing(READING)? });
    }
    Ok(closings)
}

fn last_day(connection: &Connection) -> Result<Option<LinkedClosing>, LedgerError> {
    Ok(select(connection, "kind = 'day' ORDER BY seq DESC LIMIT 1", &[])?.pop())
}

/// The first entry that no closing of a day covers.
fn first_entry(connection: &Connection) -> Result<i64, LedgerError> {
    let sql = "SELECT coalesce(max(last_entry), 0) + 1 FROM closings WHERE kind = 'day'";
    first_row(connection, sql, [], |row| row.get(0)).doing(READING)
}

fn without_end(connection: &Connection, environment: Environment) -> Result<Vec<Left>, LedgerError> {
    let sql = "SELECT payment_id, reference, state, amount_minor, currency FROM payments
        WHERE standing = 'open' AND environment = ?1 ORDER BY recorded_seq";
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut rows = statement.query([environment.code()]).doing(READING)?;
    let mut left = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        let id: String = row.get(0).doing(READING)?;
        let damaged = || LedgerError::damaged(format!("payments {id}"));
        let reference: String = row.get(1).doing(READING)?;
        let currency: String = row.get(4).doing(READING)?;
        left.push(Left {
            payment_id: id.parse().map_err(|_| damaged())?,
            reference: reference.parse().map_err(|_| damaged())?,
            state: row.get(2).doing(READING)?,
            amount_minor: row.get(3).doing(READING)?,
            currency: Currency::from_code(&currency).ok_or_else(damaged)?,
            why: String::new(),
        });
    }
    Ok(left)
}

fn perpetual(connection: &Connection, environment: Environment) -> Result<Vec<Perpetual>, LedgerError> {
    let sql = "SELECT currency, count(*), sum(amount_minor) - coalesce((
            SELECT sum(f.amount_minor) FROM refunds f JOIN payments g USING (payment_id)
            WHERE g.environment = ?1 AND g.currency = p.currency), 0)
        FROM receipts r JOIN payments p USING (payment_id) WHERE environment = ?1 GROUP BY currency ORDER BY currency";
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut rows = statement.query([environment.code()]).doing(READING)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        let code: String = row.get(0).doing(READING)?;
        let currency = Currency::from_code(&code).ok_or_else(|| LedgerError::damaged("payments"))?;
        let count = u64::try_from(row.get::<_, i64>(1).doing(READING)?).map_err(|_| LedgerError::damaged("receipts"))?;
        all.push(Perpetual { currency, count, amount_minor: row.get(2).doing(READING)? });
    }
    Ok(all)
}

fn closing_prints(connection: &Connection, id: ClosingId) -> Result<Vec<Print>, LedgerError> {
    let sql =
        "SELECT place, copy, printer, begun_at_ms, outcome, cashier FROM closing_prints WHERE closing_id = ?1 ORDER BY place";
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut rows = statement.query([id.to_string()]).doing(READING)?;
    let mut prints = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        let place: u32 = row.get(0).doing(READING)?;
        let at = || format!("closing_prints {id} {place}");
        let outcome: Option<String> = row.get(4).doing(READING)?;
        let cashier: Option<String> = row.get(5).doing(READING)?;
        prints.push(Print {
            place,
            copy: row.get(1).doing(READING)?,
            printer: row.get(2).doing(READING)?,
            begun_at: moment(row.get(3).doing(READING)?, at)?,
            outcome: outcome.map(|outcome| from_json(&outcome, at)).transpose()?,
            refund_id: None,
            cashier: cashier.map(|person| from_json(&person, at)).transpose()?,
        });
    }
    Ok(prints)
}

impl Ledger {
    /// Closes everything since the closing before.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if a payment that has no end is not explained, or the name is taken; otherwise whatever kept it from
    /// being written. Nothing was written then.
    pub fn close(&mut self, due: &ClosingDue, asked: &AskedClosing) -> Result<LinkedClosing, LedgerError> {
        let by = self.by();
        self.write("closing the till", |tx| {
            let before = last_day(tx)?;
            let (first, last) = (first_entry(tx)?, head(tx)?.0);
            let stretch = stretch(tx, Span::Entries { first, last })?;
            let (takings, apart): (Vec<_>, Vec<_>) =
                stretch.takings().into_iter().partition(|takings| takings.environment == due.environment);
            let mut left = without_end(tx, due.environment)?;
            for payment in &mut left {
                let why = asked.explained.get(&payment.payment_id);
                payment.why.clone_from(why.ok_or(LedgerError::Forbidden("each payment without an end is explained"))?);
            }
            let receipts = || stretch.taken.iter().filter(|taken| taken.environment == due.environment);
            let closing = Closing {
                closing_id: due.closing_id,
                number: String::new(),
                kind: ClosingKind::Day,
                period: None,
                closed_at: due.closed_at,
                shop: due.shop.clone(),
                environment: due.environment,
                first_entry: first,
                last_entry: last,
                since: before.as_ref().map(|before| before.closing.closed_at),
                first_receipt: receipts().next().map(|taken| taken.number.clone()),
                last_receipt: receipts().next_back().map(|taken| taken.number.clone()),
                duplicates: stretch.duplicates,
                left,
                drawer: asked.drawer.map(|(currency, float, counted)| drawer(&takings, currency, float, counted)),
                figures: asked
                    .figures
                    .iter()
                    .map(|(account, currency, told)| figure(&takings, account, *currency, *told))
                    .collect(),
                perpetual: perpetual(tx, due.environment)?,
                takings,
                apart,
            };
            let carried = before.map(|before| before.closing.perpetual).unwrap_or_default();
            if !follows(&carried, &closing) {
                return Err(LedgerError::damaged("closings: all that was ever taken"));
            }
            number_and_append(tx, due, closing, by.as_ref())
        })
    }

    /// Closes a month or a year: the sum of the closings that were made in it.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if it is not over, nothing was closed in it, or it was closed already; otherwise whatever kept it
    /// from being written.
    pub fn close_period(&mut self, due: &ClosingDue, rolled: &Rolled) -> Result<LinkedClosing, LedgerError> {
        let by = self.by();
        self.write("closing a month or a year", |tx| {
            if due.closed_at < rolled.before {
                return Err(LedgerError::Forbidden("a month or a year is closed when it is over"));
            }
            let days = select(tx, "kind = 'day' ORDER BY seq", &[])?;
            let within = |day: &&Closing| rolled.from <= day.closed_at && day.closed_at < rolled.before;
            let days: Vec<&Closing> = days.iter().map(|linked| &linked.closing).filter(within).collect();
            let (Some(first), Some(last)) = (days.first(), days.last()) else {
                return Err(LedgerError::Forbidden("no day was closed in it"));
            };
            let closing = Closing {
                closing_id: due.closing_id,
                number: String::new(),
                kind: rolled.kind,
                period: Some(Period {
                    name: rolled.name.clone(),
                    count: u64::try_from(days.len()).unwrap_or_default(),
                    first: first.number.clone(),
                    last: last.number.clone(),
                }),
                closed_at: due.closed_at,
                shop: due.shop.clone(),
                environment: due.environment,
                first_entry: first.first_entry,
                last_entry: head(tx)?.0,
                since: first.since,
                first_receipt: days.iter().find_map(|day| day.first_receipt.clone()),
                last_receipt: days.iter().rev().find_map(|day| day.last_receipt.clone()),
                takings: joined(days.iter().flat_map(|day| &day.takings)),
                apart: joined(days.iter().flat_map(|day| &day.apart)),
                duplicates: days.iter().map(|day| day.duplicates).sum(),
                left: last.left.clone(),
                drawer: None,
                figures: Vec::new(),
                perpetual: last.perpetual.clone(),
            };
            number_and_append(tx, due, closing, by.as_ref())
        })
    }

    /// Puts the next paper of a closing on disk before its first byte leaves.
    ///
    /// # Errors
    /// [`LedgerError`] if there is no such closing, or whatever kept it from being written.
    pub fn begin_closing_print(&mut self, at: Timestamp, id: ClosingId, printer: &str) -> Result<Print, LedgerError> {
        let by = self.by();
        self.write("beginning to print", |tx| {
            let before = closing_prints(tx, id)?;
            let print = Print {
                place: before.last().map_or(1, |last| last.place + 1),
                copy: Print::papers(&before),
                printer: printer.to_owned(),
                begun_at: at,
                outcome: None,
                refund_id: None,
                cashier: by.as_ref().map(|by| by.person.clone()),
            };
            append_by(tx, at, &Entry::ClosingPrintBegun { closing_id: id, print: print.clone() }, by.as_ref())?;
            Ok(print)
        })
    }

    /// Keeps what became of it.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if it was not begun, or has ended already; otherwise whatever kept it from being written.
    pub fn end_closing_print(
        &mut self,
        at: Timestamp,
        id: ClosingId,
        place: u32,
        outcome: PrintOutcome,
    ) -> Result<(), LedgerError> {
        let entry = Entry::ClosingPrintEnded { closing_id: id, place, outcome };
        self.write("keeping what became of a paper", |tx| append(tx, at, &entry).map(drop))
    }
}

fn number_and_append(tx: &Connection, due: &ClosingDue, closing: Closing, by: Option<&By>) -> Result<LinkedClosing, LedgerError> {
    let sql = "SELECT coalesce(max(place), 0) + 1 FROM closings WHERE kind = ?1 AND series = ?2";
    let place: i64 =
        first_row(tx, sql, [closing.kind.code(), due.series.as_str()], |row| row.get(0)).doing("taking a closing number")?;
    let unsigned = u64::try_from(place).map_err(|_| LedgerError::damaged(format!("closings {}", due.series.as_str())))?;
    let closing = Closing { number: due.series.closing_number(closing.kind, unsigned), ..closing };
    let entry = Entry::Closed { series: due.series.clone(), place, closing: closing.clone() };
    let link = append_by(tx, due.closed_at, &entry, by)?;
    Ok(LinkedClosing { closing, previous_code: link.previous.code(), code: link.own.code() })
}

/// Whether all that was ever taken is what it was before, and what this closing took.
fn follows(before: &[Perpetual], closing: &Closing) -> bool {
    closing.perpetual.iter().all(|after| {
        let carried = before.iter().find(|before| before.currency == after.currency);
        let (count, minor) = carried.map_or((0, 0), |before| (before.count, before.amount_minor));
        let taken = closing.takings.iter().find(|takings| takings.currency == after.currency);
        let (more, net) = taken.map_or((0, 0), |takings| (takings.taken.count, takings.net_minor()));
        (after.count, after.amount_minor) == (count + more, minor + net)
    })
}

fn drawer(takings: &[Takings], currency: Currency, float_minor: i64, counted_minor: i64) -> Drawer {
    let moved_minor: i64 = takings.iter().filter(|takings| takings.currency == currency).map(Takings::drawer_minor).sum();
    let difference_minor = counted_minor - (float_minor + moved_minor);
    Drawer { currency, float_minor, moved_minor, counted_minor, difference_minor }
}

fn figure(takings: &[Takings], account: &str, currency: Currency, told_minor: i64) -> Figure {
    let shares = takings.iter().filter(|takings| takings.currency == currency).flat_map(|takings| &takings.by_account);
    let taken_minor = shares.filter(|share| share.name.as_deref() == Some(account)).map(|share| share.amount_minor).sum();
    let account = account.to_owned();
    Figure { account, currency, told_minor, taken_minor, difference_minor: told_minor - taken_minor }
}

#[cfg(test)]
mod tests;
