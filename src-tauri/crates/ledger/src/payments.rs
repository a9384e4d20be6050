//! Payments and sales, read back as they were written.

use std::collections::BTreeSet;

use comptoir_core::code::Reason;
use comptoir_core::ids::{PaymentId, SaleId};
use comptoir_core::order::Sale;
use comptoir_core::payment::Payment;
use comptoir_core::reference::MerchantReference;
use comptoir_core::schedule;
use comptoir_core::state::{SaleLeft, Standing, State};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use crate::connection::first_row;
use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::journal::place;
use crate::list::Filter;
use crate::reader::Reader;
use crate::tenders;

const READING: &str = "reading a payment";

/// A payment's row, not yet understood.
pub(crate) struct StoredPayment {
    payment_id: String,
    state: String,
    snapshot: String,
}

impl StoredPayment {
    pub(crate) const COLUMNS: &str = "payments.payment_id, payments.state, payments.snapshot";

    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { payment_id: row.get(0)?, state: row.get(1)?, snapshot: row.get(2)? })
    }

    /// The payment; a row that contradicts itself is damage.
    pub(crate) fn payment(&self) -> Result<Payment, LedgerError> {
        let place = || format!("payments {}", self.payment_id);
        let payment: Payment = from_json(&self.snapshot, place)?;
        if payment.order.payment_id.to_string() == self.payment_id && payment.state.code() == self.state {
            Ok(payment)
        } else {
            Err(LedgerError::Damaged { place: place() })
        }
    }
}

/// The payments that `rest` selects.
fn select(connection: &Connection, rest: &str, params: impl Params) -> Result<Vec<Payment>, LedgerError> {
    let sql = format!("SELECT {} FROM payments {rest}", StoredPayment::COLUMNS);
    let mut statement = connection.prepare_cached(&sql).doing(READING)?;
    let rows = statement.query_map(params, StoredPayment::read).doing(READING)?;
    rows.map(|row| row.doing(READING)?.payment()).collect()
}

pub(crate) fn by_id(connection: &Connection, id: PaymentId) -> Result<Option<Payment>, LedgerError> {
    Ok(select(connection, "WHERE payment_id = ?1", [id.to_string()])?.pop())
}

pub(crate) fn sale(connection: &Connection, id: SaleId) -> Result<Option<Sale>, LedgerError> {
    let id = id.to_string();
    let row = first_row(connection, "SELECT body FROM sales WHERE sale_id = ?1", [&id], |row| row.get::<_, String>(0));
    let Some(body) = row.optional().doing("reading a sale")? else {
        return Ok(None);
    };
    let place = || format!("sales {id}");
    let sale: Sale = from_json(&body, place)?;
    if sale.sale_id.to_string() == id { Ok(Some(sale)) } else { Err(LedgerError::Damaged { place: place() }) }
}

pub(crate) fn last_strange_word(connection: &Connection, id: PaymentId) -> Result<Option<String>, LedgerError> {
    let sql = "SELECT seq, body FROM journal WHERE payment_id = ?1 AND kind = 'strange_word' ORDER BY seq DESC LIMIT 1";
    let row = connection.query_row(sql, [id.to_string()], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
    let Some((seq, body)) = row.optional().doing(READING)? else {
        return Ok(None);
    };
    let Entry::StrangeWord { word, .. } = from_json(&body, || place(seq))? else {
        return Err(LedgerError::Damaged { place: place(seq) });
    };
    Ok(Some(word))
}

/// The payments whose sending was not begun or not ended, first to last.
pub(crate) fn unfinished_sending(connection: &Connection) -> Result<Vec<Payment>, LedgerError> {
    select(connection, "WHERE standing = 'open' AND state IN ('recorded', 'sending') ORDER BY recorded_seq", [])
}

impl Reader {
    /// The payment with this id.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn payment(&self, id: PaymentId) -> Result<Option<Payment>, LedgerError> {
        by_id(self.connection(), id)
    }

    /// The payments that a gateway has under this number, whichever gateway it is.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn payments_by_gateway_reference(&self, number: &str) -> Result<Vec<Payment>, LedgerError> {
        select(self.connection(), "WHERE gateway_reference = ?1 ORDER BY recorded_seq", [number])
    }

    /// The payment of an account that its gateway has under this number.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn payment_by_gateway_reference(&self, account: &str, number: &str) -> Result<Option<Payment>, LedgerError> {
        let sql =
            "SELECT payment_id FROM payments WHERE account = ?1 AND gateway_reference = ?2 ORDER BY recorded_seq DESC LIMIT 1";
        let row = self.connection().query_row(sql, [account, number], |row| row.get::<_, String>(0)).optional();
        let Some(id) = row.doing(READING)? else { return Ok(None) };
        let id = id.parse().map_err(|_| LedgerError::damaged("payments"))?;
        by_id(self.connection(), id)
    }

    /// The account's last payments that were recorded since a moment, the newest first, each with what its last question met with.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn last_of_account(
        &self,
        account: &str,
        since: Timestamp,
        count: u32,
    ) -> Result<Vec<(Payment, Option<Reason>)>, LedgerError> {
        let sql =
            "SELECT payment_id FROM payments WHERE account = ?1 AND created_at_ms >= ?2 ORDER BY recorded_seq DESC LIMIT ?3";
        let mut statement = self.connection().prepare_cached(sql).doing(READING)?;
        let rows = statement.query_map(params![account, since.as_millisecond(), count], |row| row.get::<_, String>(0));
        let ids = rows.doing(READING)?.collect::<Result<Vec<_>, _>>().doing(READING)?;
        let damaged = || LedgerError::damaged("payments");
        let of = |id: String| {
            let id = id.parse().map_err(|_| damaged())?;
            Ok((by_id(self.connection(), id)?.ok_or_else(damaged)?, self.asked(id)?.trouble))
        };
        ids.into_iter().map(of).collect()
    }

    /// The payment with this merchant reference.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn payment_by_reference(&self, reference: &MerchantReference) -> Result<Option<Payment>, LedgerError> {
        Ok(select(self.connection(), "WHERE reference = ?1", [reference.as_str()])?.pop())
    }

    /// The payment whose receipt has this number, in any case of letters.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn payment_by_receipt(&self, number: &str) -> Result<Option<Payment>, LedgerError> {
        Ok(select(self.connection(), "JOIN receipts USING (payment_id) WHERE number = ?1", [number])?.pop())
    }

    /// The payments of a sale, first to last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn payments_of_sale(&self, id: SaleId) -> Result<Vec<Payment>, LedgerError> {
        select(self.connection(), "WHERE sale_id = ?1 ORDER BY recorded_seq", [id.to_string()])
    }

    /// The sale with this id.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn sale(&self, id: SaleId) -> Result<Option<Sale>, LedgerError> {
        sale(self.connection(), id)
    }

    /// Whether another payment of the sale than this one is paid, or the sale was settled otherwise.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn sale_settled_but_for(&self, sale: SaleId, payment: PaymentId) -> Result<bool, LedgerError> {
        let settles = |state| matches!(state, State::Paid | State::ResolvedPaid | State::ResolvedRefunded);
        Ok(tenders::is_tendered(self.connection(), sale)? || self.any_other(sale, payment, settles)?)
    }

    /// Whether the sale was settled without a gateway, or another payment of it than this one may still be paid, or has its money: a
    /// late payment counts, which settles nothing before a person accepts it.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn contested(&self, sale: SaleId, payment: PaymentId) -> Result<bool, LedgerError> {
        let holds = |state: State| state.leaves_sale() != SaleLeft::Free;
        Ok(tenders::is_tendered(self.connection(), sale)? || self.any_other(sale, payment, holds)?)
    }

    fn any_other(&self, sale: SaleId, payment: PaymentId, holds: impl Fn(State) -> bool) -> Result<bool, LedgerError> {
        let payments = self.payments_of_sale(sale)?;
        Ok(payments.iter().any(|other| other.order.payment_id != payment && holds(other.state)))
    }

    /// The payments that start-up and `resume` ask about, first to last: those that are watched, and every soft end whose gateway
    /// has not answered a question that was sent once its watch was over. A till that was off for days, or whose clock was wrong,
    /// would otherwise never ask about a success that came meanwhile.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn watched(&self, now: Timestamp) -> Result<Vec<Payment>, LedgerError> {
        let last_word_due = "SELECT payment_id FROM payments LEFT JOIN asked USING (payment_id)
             WHERE standing = 'soft_end' AND (answered_at_ms IS NULL OR answered_at_ms < updated_at_ms + ?1)
               AND account IN (SELECT name FROM accounts)";
        let watch_ms = i64::try_from(schedule::WATCH.as_millis()).unwrap_or(i64::MAX);
        let mut statement = self.connection().prepare_cached(last_word_due).doing(READING)?;
        let rows = statement.query_map([watch_ms], |row| row.get::<_, String>(0)).doing(READING)?;
        let due = rows.collect::<Result<BTreeSet<_>, _>>().doing(READING)?;
        let mut payments = self.open_and_soft_ends()?;
        let is_due = |payment: &Payment| payment.can_be_asked() && due.contains(&payment.order.payment_id.to_string());
        payments.retain(|payment| payment.is_watched(now) || is_due(payment));
        Ok(payments)
    }

    fn open_and_soft_ends(&self) -> Result<Vec<Payment>, LedgerError> {
        select(self.connection(), "WHERE standing IN ('open', 'soft_end') ORDER BY recorded_seq", [])
    }

    /// The payments whose sending was not begun or not ended when the program stopped, first to last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn unfinished_sending(&self) -> Result<Vec<Payment>, LedgerError> {
        unfinished_sending(self.connection())
    }

    /// How many payments of the account are open, or had an end so lately that a success may still come.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn unsettled_of_account(&self, name: &str, now: Timestamp) -> Result<usize, LedgerError> {
        let open = self.list(&Filter { open: true, limit: u32::MAX, ..Filter::default() })?;
        let is_watched_end = |payment: &Payment| payment.state.standing() == Standing::SoftEnd && payment.is_watched(now);
        let ended = self.open_and_soft_ends()?.into_iter().filter(is_watched_end);
        Ok(open.into_iter().chain(ended).filter(|payment| payment.order.account == name).count())
    }

    /// The fingerprint that was kept with a payment's order.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn fingerprint(&self, id: PaymentId) -> Result<Option<String>, LedgerError> {
        let sql = "SELECT fingerprint FROM payments WHERE payment_id = ?1";
        self.connection().query_row(sql, [id.to_string()], |row| row.get(0)).optional().doing(READING)
    }
}

#[cfg(test)]
mod tests;
