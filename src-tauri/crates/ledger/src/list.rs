//! The list of payments, newest first.

use comptoir_core::network::Network;
use comptoir_core::order::{Environment, GatewayKind};
use comptoir_core::payment::Payment;
use jiff::Timestamp;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::entry::json;
use crate::error::{Doing, LedgerError};
use crate::payments::StoredPayment;
use crate::reader::Reader;
use crate::search;

/// Which payments to list. A list that names nothing lets everything through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only those still to be settled.
    pub open: bool,
    /// Only those recorded at this time or later.
    pub from: Option<Timestamp>,
    /// Only those recorded before this time.
    pub to_before: Option<Timestamp>,
    /// Only those in one of these states, by their codes.
    pub states: Vec<&'static str>,
    /// Only those of one of these networks.
    pub networks: Vec<Network>,
    /// Only those through one of these gateways.
    pub gateways: Vec<GatewayKind>,
    /// Only those to one of these accounts, by name.
    pub accounts: Vec<String>,
    /// Only those in one of these environments.
    pub environments: Vec<Environment>,
    /// Only those that one of these took: `owner`, or a cashier's id.
    pub cashiers: Vec<String>,
    /// Only those with a paper that counts, or only those with a receipt and no such paper.
    pub printed: Option<bool>,
    /// Only those that everything typed here is known of.
    pub query: Option<String>,
    /// Only those recorded before this entry of the journal.
    pub before: Option<u64>,
    /// At most this many.
    pub limit: u32,
}

impl Filter {
    /// Whether it asks for days and nothing else: then sales that were settled without a gateway belong to what it lets through.
    #[must_use]
    pub fn is_of_days_only(&self) -> bool {
        let days = Self { from: self.from, to_before: self.to_before, before: self.before, limit: self.limit, ..Self::default() };
        *self == days
    }
}

/// A payment and its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The entry of the journal that recorded it.
    pub recorded_seq: u64,
    /// The payment.
    pub payment: Payment,
}

/// What a filter demands of the rows of `payments`, with what fills its blanks.
pub(crate) struct Demands {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Demands {
    fn of(filter: &Filter, reader: &Reader) -> Result<Self, LedgerError> {
        let mut demands = Self { conditions: Vec::new(), values: Vec::new() };
        if filter.open {
            demands.add("standing = 'open'", []);
        }
        demands.add_days(filter.from, filter.to_before);
        let lists = [
            ("state", filter.states.clone()),
            ("network", filter.networks.iter().map(|network| network.code()).collect()),
            ("gateway", filter.gateways.iter().map(|gateway| gateway.code()).collect()),
            ("account", filter.accounts.iter().map(String::as_str).collect()),
            ("cashier", filter.cashiers.iter().map(String::as_str).collect()),
            ("environment", filter.environments.iter().map(|environment| environment.code()).collect()),
        ];
        for (column, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
            demands.add(&format!("{column} IN (SELECT value FROM json_each(?))"), [Value::Text(json(list)?)]);
        }
        if let Some(printed) = filter.printed {
            // Of what has no receipt there is nothing to print.
            demands.add("state IN ('paid', 'resolved_paid')", []);
            let not = if printed { "" } else { "NOT " };
            demands.add(&format!("{not}EXISTS (SELECT 1 FROM prints WHERE {ITS_PAPERS})"), []);
        }
        for (condition, values) in search::sought(reader, filter.query.as_deref().unwrap_or_default())? {
            demands.add(&condition, values);
        }
        Ok(demands)
    }

    fn add(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    /// The entries between the first and the last of these days are looked through, and no others: a clock that was put back has
    /// days in another order than entries.
    fn add_days(&mut self, from: Option<Timestamp>, to_before: Option<Timestamp>) {
        if from.is_none() && to_before.is_none() {
            return;
        }
        let from = Value::Integer(from.map_or(i64::MIN, Timestamp::as_millisecond));
        let to_before = Value::Integer(to_before.map_or(i64::MAX, Timestamp::as_millisecond));
        let days = [from, to_before];
        self.add("created_at_ms >= ? AND created_at_ms < ?", days.clone());
        for (sign, end) in [(">=", "min"), ("<=", "max")] {
            let of_days = format!("SELECT {end}(recorded_seq) FROM payments WHERE created_at_ms >= ? AND created_at_ms < ?");
            self.add(&format!("recorded_seq {sign} ({of_days})"), days.clone());
        }
    }

    fn clause(&self) -> String {
        if self.conditions.is_empty() { "true".to_owned() } else { self.conditions.join(" AND ") }
    }
}

/// A paper of the payment's receipt that may be in somebody's hands: in the words of the index that serves it.
const ITS_PAPERS: &str = "prints.payment_id = payments.payment_id AND refund_id IS NULL
    AND coalesce(outcome, '') NOT GLOB '{\"failed\"*'";

/// A question to the ledger, with what fills its blanks.
pub(crate) struct Question {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Question {
    /// `columns` of the payments that `filter` lets through, wherever in the list, newest first.
    pub(crate) fn of_all(reader: &Reader, filter: &Filter, columns: &str) -> Result<Self, LedgerError> {
        let demands = Demands::of(filter, reader)?;
        let sql = format!("SELECT {columns} FROM payments WHERE {} ORDER BY recorded_seq DESC", demands.clause());
        Ok(Self { sql, values: demands.values })
    }

    /// The same, the first recorded first.
    pub(crate) fn from_the_first(reader: &Reader, filter: &Filter, columns: &str) -> Result<Self, LedgerError> {
        let demands = Demands::of(filter, reader)?;
        let sql = format!("SELECT {columns} FROM payments WHERE {} ORDER BY recorded_seq", demands.clause());
        Ok(Self { sql, values: demands.values })
    }

    /// The whole payments of one stretch of the list. Which they are is found in indexes, and only they are read.
    pub(crate) fn of_stretch(reader: &Reader, filter: &Filter) -> Result<Self, LedgerError> {
        let mut demands = Demands::of(filter, reader)?;
        if let Some(before) = filter.before {
            demands.add("recorded_seq < ?", [Value::Integer(i64::try_from(before).unwrap_or(i64::MAX))]);
        }
        let mut values = demands.values.clone();
        values.push(Value::Integer(i64::from(filter.limit)));
        let sql = format!(
            "SELECT {}, recorded_seq FROM payments WHERE recorded_seq IN (
                 SELECT recorded_seq FROM payments WHERE {} ORDER BY recorded_seq DESC LIMIT ?)
             ORDER BY recorded_seq DESC",
            StoredPayment::COLUMNS,
            demands.clause()
        );
        Ok(Self { sql, values })
    }
}

impl Reader {
    /// The payments that `filter` lets through, the last recorded first.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Payment>, LedgerError> {
        Ok(self.listed(filter)?.into_iter().map(|listed| listed.payment).collect())
    }

    /// The same with their places, by which the list goes on: `before` of the next stretch is the place of the last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn listed(&self, filter: &Filter) -> Result<Vec<Listed>, LedgerError> {
        const DOING: &str = "listing payments";
        const RECORDED_SEQ: usize = 3;
        let Question { sql, values } = Question::of_stretch(self, filter)?;
        let mut statement = self.connection().prepare_cached(&sql).doing(DOING)?;
        let mut rows = statement.query(params_from_iter(values)).doing(DOING)?;
        let mut listed = Vec::new();
        while let Some(row) = rows.next().doing(DOING)? {
            let payment = StoredPayment::read(row).doing(DOING)?.payment()?;
            let recorded_seq: i64 = row.get(RECORDED_SEQ).doing(DOING)?;
            let damaged = |_| LedgerError::damaged(format!("payments {}", payment.order.payment_id));
            listed.push(Listed { recorded_seq: u64::try_from(recorded_seq).map_err(damaged)?, payment });
        }
        Ok(listed)
    }
}

#[cfg(test)]
mod tests;
