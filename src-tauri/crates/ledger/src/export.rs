//! Payments on their way out of the ledger, one after another in the order of their recording.

use std::ops::ControlFlow;

use comptoir_core::export::ExportFormat;
use comptoir_core::payment::Payment;
use jiff::Timestamp;
use rusqlite::params_from_iter;

use crate::entry::Entry;
use crate::error::{Doing, LedgerError};
use crate::journal::append_by;
use crate::ledger::Ledger;
use crate::list::{Filter, Question};
use crate::payments::StoredPayment;
use crate::printing::Print;
use crate::reader::Reader;

const READING: &str = "reading payments for an export";

/// A payment with what an export tells besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The payment.
    pub payment: Payment,
    /// The number of its receipt.
    pub receipt_number: Option<String>,
    /// The papers of its receipt that somebody may hold.
    pub papers: u32,
    /// How much of it was given back, in minor units.
    pub refunded_minor: i64,
}

impl Reader {
    /// How many payments `filter` lets through, whatever its limit.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn count(&self, filter: &Filter) -> Result<u64, LedgerError> {
        let Question { sql, values } = Question::from_the_first(self, filter, "count(*)")?;
        let count: i64 = self.connection().query_row(&sql, params_from_iter(values), |row| row.get(0)).doing(READING)?;
        u64::try_from(count).map_err(|_| LedgerError::damaged("payments"))
    }

    /// Hands every payment that `filter` lets through to `take`, the first recorded first and whatever its limit, until `take` breaks off.
    /// With it comes how many there were so far. All are of one moment, and only one is in memory.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn each<B>(
        &self,
        filter: &Filter,
        mut take: impl FnMut(u64, Exported) -> ControlFlow<B>,
    ) -> Result<ControlFlow<B>, LedgerError> {
        const RECEIPT_NUMBER: usize = 3;
        let its_receipt = "(SELECT number FROM receipts WHERE receipts.payment_id = payments.payment_id)";
        let columns = format!("{}, {its_receipt}", StoredPayment::COLUMNS);
        let Question { sql, values } = Question::from_the_first(self, filter, &columns)?;
        let mut statement = self.connection().prepare_cached(&sql).doing(READING)?;
        let mut rows = statement.query(params_from_iter(values)).doing(READING)?;
        let mut count = 0;
        while let Some(row) = rows.next().doing(READING)? {
            count += 1;
            let payment = StoredPayment::read(row).doing(READING)?.payment()?;
            let receipt_number: Option<String> = row.get(RECEIPT_NUMBER).doing(READING)?;
            let id = payment.order.payment_id;
            let (papers, refunded_minor) = match receipt_number {
                Some(_) => (Print::papers(&self.prints(id, None)?), self.refunded_minor(id)?),
                None => (0, 0),
            };
            if let ControlFlow::Break(broken) = take(count, Exported { payment, receipt_number, papers, refunded_minor }) {
                return Ok(ControlFlow::Break(broken));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

impl Ledger {
    /// Tells in the journal that payments left it: how many, in which form, and of which days.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn note_export(&mut self, at: Timestamp, format: ExportFormat, filter: &Filter, count: u64) -> Result<(), LedgerError> {
        let entry = Entry::Exported { format, from: filter.from, to_before: filter.to_before, count };
        let by = self.by();
        self.write("telling of an export", |tx| append_by(tx, at, &entry, by.as_ref()).map(drop))
    }
}

#[cfg(test)]
mod tests {
    use comptoir_core::printer::PrintOutcome;

    use super::*;
    use crate::samples::{Till, at, due, given_back};

    fn taken(till: &Till, filter: &Filter) -> Vec<Exported> {
        let mut taken = Vec::new();
        let ended = till.ledger.each(filter, |_, exported| {
            taken.push(exported);
            ControlFlow::<()>::Continue(())
        });
        assert_eq!(ended.unwrap(), ControlFlow::Continue(()));
        taken
    }

    #[test]
    fn payments_leave_first_to_last_with_their_receipt_their_papers_and_what_was_given_back() {
        let mut till = Till::new();
        let (first, paid) = (till.record(), till.paid());
        let id = paid.order.payment_id;
        let number = till.ledger.receipt_of(id).unwrap().unwrap().receipt.number;
        let print = till.ledger.begin_print(at(900), id, None, "Caisse").unwrap();
        till.ledger.end_print(at(901), id, print.place, PrintOutcome::Printed).unwrap();
        till.ledger.begin_print(at(902), id, None, "Caisse").unwrap();
        till.ledger.refund(id, given_back(1, 4_500), &due(at(903))).unwrap();
        let all = taken(&till, &Filter { limit: 1, ..Filter::default() });
        let told: Vec<_> =
            all.iter().map(|one| (&one.payment, one.receipt_number.as_deref(), one.papers, one.refunded_minor)).collect();
        assert_eq!(told, [(&first, None, 0, 0), (&paid, Some(number.as_str()), 2, 4_500)]);
        assert_eq!(till.ledger.count(&Filter::default()).unwrap(), 2);
    }

    #[test]
    fn a_filter_narrows_and_whoever_takes_can_break_off() {
        let mut till = Till::new();
        let payments: Vec<_> = (0..3).map(|_| till.record()).collect();
        till.note = Some("Pagne À FLEURS".to_owned());
        let noted = till.paid();
        let filter = Filter { query: Some("à fleurs".to_owned()), ..Filter::default() };
        assert_eq!(taken(&till, &filter).iter().map(|one| &one.payment).collect::<Vec<_>>(), [&noted]);
        assert_eq!(till.ledger.count(&filter).unwrap(), 1);
        let dated = Filter { to_before: Some(payments[1].order.created_at), ..Filter::default() };
        assert_eq!((taken(&till, &dated).len(), till.ledger.count(&dated).unwrap()), (1, 1));
        let stopped = till.ledger.each(&Filter::default(), |looked_at, _| {
            if looked_at == 2 { ControlFlow::Break("enough") } else { ControlFlow::Continue(()) }
        });
        assert_eq!(stopped.unwrap(), ControlFlow::Break("enough"));
    }

    #[test]
    fn the_journal_tells_of_an_export() {
        let mut till = Till::new();
        till.paid();
        let filter = Filter { from: Some(at(0)), query: Some("90123456".to_owned()), ..Filter::default() };
        till.ledger.note_export(at(500), ExportFormat::Xlsx, &filter, 1).unwrap();
        let sql = "SELECT kind || ' ' || body FROM journal ORDER BY seq DESC LIMIT 1";
        let told: String = till.ledger.connection().query_row(sql, [], |row| row.get(0)).unwrap();
        assert!(told.starts_with("exported ") && told.contains("\"xlsx\"") && told.contains("\"count\":1"), "{told}");
        // What was searched for can be a customer's number.
        assert!(!told.contains("90123456"), "{told}");
        assert_eq!(till.ledger.verify().unwrap(), []);
    }
}
