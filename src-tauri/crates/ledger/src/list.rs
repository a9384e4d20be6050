//! The list of payments, newest first.

use comptoir_core::payment::Payment;
use jiff::Timestamp;
use rusqlite::{Row, params};

use crate::error::{Doing, LedgerError};
use crate::payments::StoredPayment;
use crate::reader::Reader;

/// Which payments to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only those still to be settled.
    pub open: bool,
    /// Only those recorded at this time or later.
    pub from: Option<Timestamp>,
    /// Only those recorded before this time.
    pub to_before: Option<Timestamp>,
    /// Only those in which this text stands, in any case of letters.
    pub query: Option<String>,
    /// At most this many.
    pub limit: u32,
}

impl Reader {
    /// The payments that `filter` lets through, the last recorded first.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn list(&self, filter: &Filter) -> Result<Vec<Payment>, LedgerError> {
        const DOING: &str = "listing payments";
        let sql = format!(
            "SELECT {}, payments.reference, receipts.number, payments.gateway_reference, payments.operator_reference,
                 payments.note, payments.payer, payments.account, CAST(payments.amount_minor AS TEXT)
             FROM payments LEFT JOIN receipts USING (payment_id)
             WHERE (NOT ?1 OR payments.standing = 'open')
                 AND (?2 IS NULL OR payments.created_at_ms >= ?2)
                 AND (?3 IS NULL OR payments.created_at_ms < ?3)
             ORDER BY payments.recorded_seq DESC",
            StoredPayment::COLUMNS
        );
        let needle = filter.query.as_ref().map(|query| query.to_lowercase());
        let limit = usize::try_from(filter.limit).unwrap_or(usize::MAX);
        let (from, to_before) = (filter.from.map(Timestamp::as_millisecond), filter.to_before.map(Timestamp::as_millisecond));
        let mut statement = self.connection().prepare_cached(&sql).doing(DOING)?;
        let mut rows = statement.query(params![filter.open, from, to_before]).doing(DOING)?;
        let mut payments = Vec::new();
        while payments.len() < limit {
            let Some(row) = rows.next().doing(DOING)? else { break };
            let found = match &needle {
                Some(needle) => stands_in(row, needle).doing(DOING)?,
                None => true,
            };
            if found {
                payments.push(StoredPayment::read(row).doing(DOING)?.payment()?);
            }
        }
        Ok(payments)
    }
}

/// Whether `needle`, in small letters, stands in one of the texts by which people know a payment. SQLite's own LIKE knows no
/// small É.
fn stands_in(row: &Row<'_>, needle: &str) -> rusqlite::Result<bool> {
    const PAYMENT_ID: usize = 0;
    const STATE: usize = 1;
    const OTHERS: std::ops::Range<usize> = 3..11;
    for column in [PAYMENT_ID, STATE].into_iter().chain(OTHERS) {
        let text = row.get_ref(column)?.as_str_or_null()?;
        if text.is_some_and(|text| text.to_lowercase().contains(needle)) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Till, at};
    use comptoir_core::ids::PaymentId;
    use comptoir_core::state::State;

    fn all() -> Filter {
        Filter { limit: 100, ..Filter::default() }
    }

    fn ids(till: &Till, filter: &Filter) -> Vec<PaymentId> {
        till.ledger.list(filter).unwrap().iter().map(|payment| payment.order.payment_id).collect()
    }

    #[test]
    fn the_list_is_newest_first_and_bounded() {
        let mut till = Till::new();
        let mut recorded: Vec<_> = (0..5).map(|_| till.record().order.payment_id).collect();
        recorded.reverse();
        assert_eq!(ids(&till, &all()), recorded);
        assert_eq!(ids(&till, &Filter { limit: 2, ..all() }), recorded[..2]);
        assert_eq!(ids(&till, &Filter { limit: 0, ..all() }), []);
    }

    #[test]
    fn the_order_of_recording_stands_when_the_clock_goes_back() {
        let mut till = Till::new();
        let first = till.record().order.payment_id;
        till.seconds -= 3_600;
        let second = till.record().order.payment_id;
        assert_eq!(ids(&till, &all()), [second, first]);
    }

    #[test]
    fn days_are_taken_from_their_first_to_before_their_last_moment() {
        let mut till = Till::new();
        let payments: Vec<_> = (0..3).map(|_| till.record()).collect();
        let [first, second, third] = &payments[..] else { unreachable!() };
        let between = |from: &Payment, to_before: &Payment| Filter {
            from: Some(from.order.created_at),
            to_before: Some(to_before.order.created_at),
            ..all()
        };
        assert_eq!(ids(&till, &between(first, third)), [second.order.payment_id, first.order.payment_id]);
        assert_eq!(ids(&till, &between(first, first)), []);
        assert_eq!(ids(&till, &Filter { from: Some(at(1_000_000)), ..all() }), []);
    }

    #[test]
    fn open_means_still_to_be_settled() {
        let mut till = Till::new();
        let (open, ended, done) = (till.record(), till.record(), till.paid());
        till.moved(&ended, State::Expired);
        assert_eq!(ids(&till, &Filter { open: true, ..all() }), [open.order.payment_id]);
        assert_eq!(ids(&till, &all()), [done.order.payment_id, ended.order.payment_id, open.order.payment_id]);
    }

    #[test]
    fn a_query_finds_every_text_a_payment_is_known_by() {
        let mut till = Till::new();
        till.record();
        till.note = Some("Deux pagnes À FLEURS".to_owned());
        let paid = till.paid();
        let number = till.ledger.receipt_of(paid.order.payment_id).unwrap().unwrap().receipt.number;
        let reference = paid.order.reference.to_string().to_lowercase();
        let id = paid.order.payment_id.to_string().to_uppercase();
        let gateway_reference = paid.gateway_reference.clone().unwrap();
        let own = [&number.to_lowercase()[8..], &reference[3..20], &id, "pagnes à fl", &gateway_reference, "OPER-", "paid"];
        for query in own {
            let found = ids(&till, &Filter { query: Some(query.to_owned()), ..all() });
            assert_eq!(found, [paid.order.payment_id], "{query}");
        }
        for query in ["12500", "****3456", "BOUTIQUE", ""] {
            assert_eq!(ids(&till, &Filter { query: Some(query.to_owned()), ..all() }).len(), 2, "{query}");
        }
    }

    #[test]
    fn no_character_of_a_query_is_a_wildcard() {
        let mut till = Till::new();
        till.record();
        for query in ["%", "_", "pa%d", "pag_es", "*pagnes*", "'", "\"", "\\", "' OR 1=1 --"] {
            assert_eq!(ids(&till, &Filter { query: Some(query.to_owned()), ..all() }), [], "{query}");
        }
        till.note = Some("remise 100% _ici_".to_owned());
        let noted = till.record().order.payment_id;
        for query in ["%", "0% _", "_ici"] {
            assert_eq!(ids(&till, &Filter { query: Some(query.to_owned()), ..all() }), [noted], "{query}");
        }
    }
}
