//! What happened between two moments, or between two entries of the journal: the rows that every total is added up from.

use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Environment, GatewayKind};
use comptoir_core::payment::Decision;
use comptoir_core::people::OWNER;
use comptoir_core::refund::How;
use comptoir_core::state::{Standing, State};
use comptoir_core::takings::{Asked, Decided, Returned, Stretch, Taken, Tendered};
use jiff::Timestamp;
use rusqlite::{Connection, Row};

use crate::connection::first_row;
use crate::error::{Doing, LedgerError};
use crate::reader::{Reader, moment};

const READING: &str = "reading what was taken";

/// From where to where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// From a moment until before another, by the clock that wrote the entries.
    Times {
        /// The first moment in it.
        from: Timestamp,
        /// The first moment after it.
        before: Timestamp,
    },
    /// Entries of the journal, both ends included.
    Entries {
        /// The first.
        first: i64,
        /// The last.
        last: i64,
    },
}

impl Span {
    /// The entries of one kind in it, as a condition on the journal `j`. The sign keeps SQLite from walking all entries of the kind.
    fn condition(self, kind: &str) -> String {
        match self {
            Self::Times { from, before } => {
                format!("j.kind = '{kind}' AND j.at_ms >= {} AND j.at_ms < {}", from.as_millisecond(), before.as_millisecond())
            }
            Self::Entries { first, last } => format!("+j.kind = '{kind}' AND j.seq BETWEEN {first} AND {last}"),
        }
    }
}

impl Reader {
    /// What happened in `span`, in the journal's order.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn stretch(&self, span: Span) -> Result<Stretch, LedgerError> {
        stretch(self.connection(), span)
    }
}

pub(crate) fn stretch(connection: &Connection, span: Span) -> Result<Stretch, LedgerError> {
    let of_payment = "JOIN payments p ON p.payment_id = j.payment_id";
    let rows = |kind: &str, columns: &str, join: &str| {
        format!(
            "SELECT j.seq, p.amount_minor, p.currency, p.environment, p.gateway, p.state, {columns} FROM journal j {join}
            WHERE {} ORDER BY j.seq",
            span.condition(kind)
        )
    };
    let receipts = rows(
        "receipt_issued",
        "j.at_ms, p.created_at_ms, r.number, p.account, p.network, json_extract(r.body, '$.cashier.who'), json_extract(r.body, '$.cashier.name')",
        &format!("{of_payment} JOIN receipts r ON r.payment_id = j.payment_id"),
    );
    let refunds = rows(
        "refund_noted",
        "f.amount_minor, json_extract(f.body, '$.how.by') = 'cash'",
        &format!("JOIN refunds f ON f.refund_id = json_extract(j.body, '$.refund.refund_id') {of_payment}"),
    );
    let tenders = format!(
        "SELECT j.seq, t.amount_minor, t.currency, t.environment, t.how
         FROM journal j JOIN tenders t ON t.tender_id = json_extract(j.body, '$.tender.tender_id')
         WHERE {} ORDER BY j.seq",
        span.condition("sale_tendered")
    );
    let settlements = rows("payment_settled", "json_extract(j.body, '$.settlement.decision')", of_payment);
    let mut asked = each(connection, &rows("payment_recorded", "p.standing", of_payment), asked)?;
    asked.extend(each(connection, &rows("payment_recovered", "p.standing", of_payment), self::asked)?);
    Ok(Stretch {
        taken: each(connection, &receipts, taken)?,
        returned: each(connection, &refunds, |row| {
            let amount = amount(row, row.get(6).doing(READING)?)?;
            Ok(Returned { amount, environment: environment(row)?, cash: row.get(7).doing(READING)? })
        })?,
        tendered: each(connection, &tenders, |row| {
            let how = word(row, 4, |how| How::CODES.into_iter().find(|code| *code == how))?;
            Ok(Tendered { amount: asked_amount(row)?, environment: environment(row)?, how })
        })?,
        asked,
        decided: each(connection, &settlements, |row| {
            let code: String = row.get(6).doing(READING)?;
            let decision = Decision::ALL.into_iter().find(|decision| decision.code() == code).ok_or_else(|| damaged(row))?;
            Ok(Decided { amount: asked_amount(row)?, environment: environment(row)?, decision })
        })?,
        duplicates: duplicates(connection, span)?,
    })
}

/// Papers of receipts, of refunds, of tenders and of closings after their originals, those that failed excepted.
fn duplicates(connection: &Connection, span: Span) -> Result<u64, LedgerError> {
    let mut all = 0u64;
    let papers = [("print_begun", "prints"), ("closing_print_begun", "closing_prints"), ("tender_print_begun", "tender_prints")];
    for (kind, table) in papers {
        let sql = format!(
            "SELECT count(*) FROM journal j JOIN {table} p ON p.seq = j.seq
             WHERE {} AND p.copy > 0 AND coalesce(p.outcome, '') NOT GLOB '{{\"failed\"*'",
            span.condition(kind)
        );
        let count: i64 = first_row(connection, &sql, [], |row| row.get(0)).doing(READING)?;
        all += u64::try_from(count).unwrap_or_default();
    }
    Ok(all)
}

fn each<T>(connection: &Connection, sql: &str, read: impl Fn(&Row<'_>) -> Result<T, LedgerError>) -> Result<Vec<T>, LedgerError> {
    let mut statement = connection.prepare(sql).doing(READING)?;
    let mut rows = statement.query([]).doing(READING)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        all.push(read(row)?);
    }
    Ok(all)
}

fn damaged(row: &Row<'_>) -> LedgerError {
    let seq = row.get(0).map_or_else(|_| String::new(), |seq: i64| seq.to_string());
    LedgerError::damaged(format!("journal {seq}"))
}

fn word<T>(row: &Row<'_>, column: usize, known: impl Fn(&str) -> Option<T>) -> Result<T, LedgerError> {
    let text = row.get_ref(column).doing(READING)?.as_str().ok();
    text.and_then(known).ok_or_else(|| damaged(row))
}

fn amount(row: &Row<'_>, minor: i64) -> Result<Amount, LedgerError> {
    Amount::new(minor, word(row, 2, Currency::from_code)?).map_err(|_| damaged(row))
}

fn asked_amount(row: &Row<'_>) -> Result<Amount, LedgerError> {
    amount(row, row.get(1).doing(READING)?)
}

fn environment(row: &Row<'_>) -> Result<Environment, LedgerError> {
    word(row, 3, Environment::from_code)
}

fn taken(row: &Row<'_>) -> Result<Taken, LedgerError> {
    let state = word(row, 5, |state| Some(state.to_owned()))?;
    let network: Option<String> = row.get(10).doing(READING)?;
    let network = network.map(|code| Network::from_code(&code).ok_or_else(|| damaged(row))).transpose()?;
    let time = |column| moment(row.get(column).doing(READING)?, || "journal".to_owned());
    Ok(Taken {
        at: time(6)?,
        asked_at: time(7)?,
        number: row.get(8).doing(READING)?,
        amount: asked_amount(row)?,
        environment: environment(row)?,
        gateway: word(row, 4, GatewayKind::from_code)?,
        account: row.get(9).doing(READING)?,
        network,
        by_hand: state == "resolved_paid",
        cashier: match row.get::<_, Option<String>>(11).doing(READING)?.as_deref() {
            None => None,
            Some(OWNER) => Some(OWNER.to_owned()),
            Some(_) => row.get(12).doing(READING)?,
        },
    })
}

fn asked(row: &Row<'_>) -> Result<Asked, LedgerError> {
    Ok(Asked {
        amount: asked_amount(row)?,
        environment: environment(row)?,
        gateway: word(row, 4, GatewayKind::from_code)?,
        state: word(row, 5, |state| State::CODES.into_iter().find(|code| *code == state))?,
        standing: word(row, 6, |standing| match standing {
            "open" => Some(Standing::Open),
            "soft_end" => Some(Standing::SoftEnd),
            "final" => Some(Standing::Final),
            _ => None,
        })?,
    })
}
