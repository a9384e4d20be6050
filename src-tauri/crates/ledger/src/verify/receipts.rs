//! Receipts against what they are for: numbers without a gap, one for each paid payment and none for another.

use rusqlite::Connection;

use super::{Finding, FindingKind, texts};
use crate::error::LedgerError;
use crate::reader::Reader;

pub(super) fn check(reader: &Reader, _: &Connection, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
    let gaps = "WITH ordered AS (
            SELECT series, place, row_number() OVER (PARTITION BY series ORDER BY place) AS due FROM receipts)
        SELECT series || ' ' || min(due) FROM ordered WHERE place <> due GROUP BY series
        UNION ALL
        SELECT series || ' end' FROM receipt_series
        WHERE last_place <> (SELECT count(*) FROM receipts WHERE receipts.series = receipt_series.series)";
    let tenders = "WITH ordered AS (
            SELECT series, how, place, row_number() OVER (PARTITION BY series, how ORDER BY place) AS due FROM tenders)
        SELECT series || ' ' || how || ' ' || min(due) FROM ordered WHERE place <> due GROUP BY series, how";
    let missing = "SELECT payment_id FROM payments
        WHERE state IN ('paid', 'resolved_paid') AND payment_id NOT IN (SELECT payment_id FROM receipts)";
    let unfounded = "SELECT number FROM receipts LEFT JOIN payments USING (payment_id)
        WHERE state IS NULL OR state NOT IN ('paid', 'resolved_paid')";
    let questions = [
        (gaps, FindingKind::ReceiptGap, "receipt_series"),
        (tenders, FindingKind::ReceiptGap, "tenders"),
        (missing, FindingKind::ReceiptMissing, "payments"),
        (unfounded, FindingKind::ReceiptUnfounded, "receipts"),
    ];
    for (sql, what, table) in questions {
        findings.extend(texts(reader.connection(), sql)?.into_iter().map(|row| what.at(format!("{table} {row}"))));
    }
    Ok(())
}
