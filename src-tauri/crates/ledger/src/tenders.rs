//! Sales that were settled without a gateway: each with a number of a series without a gap, and its two places in the chain.

use comptoir_core::ids::{SaleId, TenderId};
use comptoir_core::money::Currency;
use comptoir_core::order::{Environment, Sale};
use comptoir_core::printer::PrintOutcome;
use comptoir_core::receipt::Series;
use comptoir_core::refund::How;
use comptoir_core::tender::{LinkedTender, Taken, Tender};
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use crate::connection::first_row;
use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::journal::{append, append_by};
use crate::ledger::{Ledger, ReceiptDue};
use crate::logos;
use crate::payments;
use crate::printing::Print;
use crate::reader::{Reader, moment};

const READING: &str = "reading how a sale was settled";

/// The tenders of one currency, one way and one worth, all in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TenderSum {
    /// The currency.
    pub currency: Currency,
    /// Whether it was cash.
    pub cash: bool,
    /// Whether they are worth anything.
    pub environment: Environment,
    /// How many they are.
    pub count: u64,
    /// Their amounts together, in minor units.
    pub minor: i64,
}

impl Reader {
    /// The tender of this name.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn tender_of(&self, id: TenderId) -> Result<Option<LinkedTender>, LedgerError> {
        Ok(select(self.connection(), "tender_id = ?1", &id.to_string())?.pop())
    }

    /// What settled this sale without a gateway.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn tender_of_sale(&self, id: SaleId) -> Result<Option<LinkedTender>, LedgerError> {
        Ok(select(self.connection(), "sale_id = ?1", &id.to_string())?.pop())
    }

    /// The tender whose receipt has this number, however its letters are written.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn tender_numbered(&self, number: &str) -> Result<Option<LinkedTender>, LedgerError> {
        Ok(select(self.connection(), "number = ?1", number)?.pop())
    }

    /// The tenders with this code. Two may have the same by chance.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn tenders_coded(&self, code: &str) -> Result<Vec<LinkedTender>, LedgerError> {
        select(self.connection(), "code = ?1", code)
    }

    /// The tenders since `from` and before `to_before`, the first noted first.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn tenders(&self, from: Option<Timestamp>, to_before: Option<Timestamp>) -> Result<Vec<LinkedTender>, LedgerError> {
        let which = "tendered_at_ms >= ?1 AND tendered_at_ms < ?2";
        select_by(self.connection(), which, days(from, to_before))
    }

    /// The same in sums: cash first, a sum a currency and a worth.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read, or a sum is beyond counting.
    pub fn tender_sums(&self, from: Option<Timestamp>, to_before: Option<Timestamp>) -> Result<Vec<TenderSum>, LedgerError> {
        let sql = "SELECT currency, how, environment, count(*), sum(amount_minor) FROM tenders
             WHERE tendered_at_ms >= ?1 AND tendered_at_ms < ?2
             GROUP BY currency, how, environment ORDER BY currency, how, environment";
        let damaged = || LedgerError::damaged("tenders");
        let mut statement = self.connection().prepare_cached(sql).doing(READING)?;
        let mut rows = statement.query(params_from_iter(days(from, to_before))).doing(READING)?;
        let mut sums = Vec::new();
        while let Some(row) = rows.next().doing(READING)? {
            let [currency, how, environment] = [0, 1, 2].map(|column| row.get::<_, String>(column));
            sums.push(TenderSum {
                currency: Currency::from_code(&currency.doing(READING)?).ok_or_else(damaged)?,
                cash: how.doing(READING)? == How::Cash.code(),
                environment: Environment::from_code(&environment.doing(READING)?).ok_or_else(damaged)?,
                count: row.get::<_, i64>(3).doing(READING)?.try_into().map_err(|_| damaged())?,
                minor: row.get(4).doing(READING)?,
            });
        }
        Ok(sums)
    }

    /// The papers of a tender's receipt, first to last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn tender_prints(&self, id: TenderId) -> Result<Vec<Print>, LedgerError> {
        prints(self.connection(), id)
    }
}

/// Whether the sale was settled without a gateway.
pub(crate) fn is_tendered(connection: &Connection, sale: SaleId) -> Result<bool, LedgerError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM tenders WHERE sale_id = ?1)";
    first_row(connection, sql, [sale.to_string()], |row| row.get(0)).doing(READING)
}

fn days(from: Option<Timestamp>, to_before: Option<Timestamp>) -> [Value; 2] {
    let from = Value::Integer(from.map_or(i64::MIN, Timestamp::as_millisecond));
    [from, Value::Integer(to_before.map_or(i64::MAX, Timestamp::as_millisecond))]
}

fn select(connection: &Connection, which: &str, value: &str) -> Result<Vec<LinkedTender>, LedgerError> {
    select_by(connection, which, [Value::Text(value.to_owned())])
}

fn select_by<const N: usize>(connection: &Connection, which: &str, values: [Value; N]) -> Result<Vec<LinkedTender>, LedgerError> {
    let sql = format!("SELECT number, body, previous_code, code FROM tenders WHERE {which} ORDER BY rowid");
    let mut statement = connection.prepare_cached(&sql).doing(READING)?;
    let mut rows = statement.query(params_from_iter(values)).doing(READING)?;
    let mut tenders = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        let number: String = row.get(0).doing(READING)?;
        let place = || format!("tenders {number}");
        let tender: Tender = from_json(&row.get::<_, String>(1).doing(READING)?, place)?;
        if tender.number != number {
            return Err(LedgerError::Damaged { place: place() });
        }
        let (previous_code, code) = (row.get(2).doing(READING)?, row.get(3).doing(READING)?);
        let logo = logos::of(connection, &tender.shop)?;
        tenders.push(LinkedTender { tender, previous_code, code, logo });
    }
    Ok(tenders)
}

fn prints(connection: &Connection, id: TenderId) -> Result<Vec<Print>, LedgerError> {
    let sql = "SELECT place, copy, printer, begun_at_ms, outcome, cashier FROM tender_prints WHERE tender_id = ?1 ORDER BY place";
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut rows = statement.query([id.to_string()]).doing(READING)?;
    let mut prints = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        let place: u32 = row.get(0).doing(READING)?;
        let at = || format!("tender_prints {id} {place}");
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
    /// Notes that a sale, a new one or one whose payments did not pay it, was settled without a gateway, under the next number of its
    /// series.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the sale is there and differs, is paid or settled already, or the name is taken; otherwise whatever
    /// kept it from being written.
    pub fn tender(
        &mut self,
        sale: &Sale,
        environment: Environment,
        taken: Taken,
        due: &ReceiptDue,
    ) -> Result<LinkedTender, LedgerError> {
        let by = self.by();
        self.write("noting how a sale was settled", |tx| {
            match payments::sale(tx, sale.sale_id)? {
                Some(stored) if stored != *sale => return Err(LedgerError::Forbidden("the sale differs from the stored one")),
                Some(_) => {}
                None => {
                    append_by(tx, sale.opened_at, &Entry::SaleOpened { sale: sale.clone() }, by.as_ref())?;
                }
            }
            let (place, number) = next_number(tx, &due.series, &taken.how)?;
            let tender = Tender::noted(number, due.issued_at, &due.shop, sale, environment, taken);
            let tender = Tender { cashier: by.as_ref().map(|by| by.person.clone()), ..tender };
            let entry = Entry::SaleTendered { series: due.series.clone(), place, tender: tender.clone() };
            let link = append_by(tx, due.issued_at, &entry, by.as_ref())?;
            let logo = logos::of(tx, &tender.shop)?;
            Ok(LinkedTender { tender, previous_code: link.previous.code(), code: link.own.code(), logo })
        })
    }

    /// Puts the next paper of a tender's receipt on disk before its first byte leaves. The paper is the original as long as every one
    /// before it has failed.
    ///
    /// # Errors
    /// [`LedgerError`] if there is no such tender, or whatever kept it from being written.
    pub fn begin_tender_print(&mut self, at: Timestamp, id: TenderId, printer: &str) -> Result<Print, LedgerError> {
        let by = self.by();
        self.write("beginning to print", |tx| {
            let before = prints(tx, id)?;
            let print = Print {
                place: before.last().map_or(1, |last| last.place + 1),
                copy: Print::papers(&before),
                printer: printer.to_owned(),
                begun_at: at,
                outcome: None,
                refund_id: None,
                cashier: by.as_ref().map(|by| by.person.clone()),
            };
            append_by(tx, at, &Entry::TenderPrintBegun { tender_id: id, print: print.clone() }, by.as_ref())?;
            Ok(print)
        })
    }

    /// Keeps what became of a tender's paper.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if it was not begun, or has ended already; otherwise whatever kept it from being written.
    pub fn end_tender_print(
        &mut self,
        at: Timestamp,
        id: TenderId,
        place: u32,
        outcome: PrintOutcome,
    ) -> Result<(), LedgerError> {
        let entry = Entry::TenderPrintEnded { tender_id: id, place, outcome };
        self.write("keeping what became of a paper", |tx| append(tx, at, &entry).map(drop))
    }
}

/// The next place of a series, and the tender's number there.
fn next_number(tx: &Connection, series: &Series, how: &How) -> Result<(i64, String), LedgerError> {
    let sql = "SELECT coalesce(max(place), 0) + 1 FROM tenders WHERE series = ?1 AND how = ?2";
    let place: i64 =
        first_row(tx, sql, params![series.as_str(), how.code()], |row| row.get(0)).doing("taking a receipt number")?;
    let unsigned = u64::try_from(place).map_err(|_| LedgerError::damaged(format!("tenders {}", series.as_str())))?;
    Ok((place, series.tender_number(how, unsigned)))
}

#[cfg(test)]
mod tests;
