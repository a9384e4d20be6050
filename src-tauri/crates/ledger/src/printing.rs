//! The shop's printers, and the papers that were printed of each receipt and of each refund.

use comptoir_core::ids::{PaymentId, RefundId};
use comptoir_core::people::Person;
use comptoir_core::printer::{PrintOutcome, Printer};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::connection::first_row;
use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::journal::{append, append_by};
use crate::ledger::Ledger;
use crate::reader::{Reader, moment};

const READING: &str = "reading what was printed";

/// One paper of a receipt or of a refund, from before its first byte left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Print {
    /// Its place among the payment's papers, those that failed included; the first is 1.
    pub place: u32,
    /// 0 is the original, and so on: the papers before it that count.
    pub copy: u32,
    /// The printer's name.
    pub printer: String,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// What became of it; none while it is under way, or when the program stopped then.
    pub outcome: Option<PrintOutcome>,
    /// The refund that it is of; none: the receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_id: Option<RefundId>,
    /// Who had it printed; none where nobody asked for it, or the shop has no cashiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashier: Option<Person>,
}

impl Print {
    /// Whether it may be in somebody's hands.
    #[must_use]
    pub const fn counts(&self) -> bool {
        !matches!(self.outcome, Some(PrintOutcome::Failed(_)))
    }

    /// How many of these count: which copy the next paper is.
    #[must_use]
    pub fn papers(prints: &[Self]) -> u32 {
        let papers = prints.iter().filter(|print| print.counts()).count();
        u32::try_from(papers).unwrap_or(u32::MAX)
    }
}

impl Reader {
    /// The printers, by name.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn printers(&self) -> Result<Vec<Printer>, LedgerError> {
        const READING: &str = "reading the printers";
        let mut statement = self.connection().prepare_cached("SELECT body FROM printers ORDER BY name").doing(READING)?;
        let bodies = statement.query_map([], |row| row.get::<_, String>(0)).doing(READING)?;
        bodies.map(|body| from_json(&body.doing(READING)?, || "printers".to_owned())).collect()
    }

    /// The papers of this payment's receipt, or of one of its refunds, first to last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn prints(&self, id: PaymentId, refund: Option<RefundId>) -> Result<Vec<Print>, LedgerError> {
        let all = prints(self.connection(), id)?;
        Ok(all.into_iter().filter(|print| print.refund_id == refund).collect())
    }
}

fn prints(connection: &Connection, id: PaymentId) -> Result<Vec<Print>, LedgerError> {
    let sql =
        "SELECT place, copy, printer, begun_at_ms, outcome, refund_id, cashier FROM prints WHERE payment_id = ?1 ORDER BY place";
    let mut statement = connection.prepare_cached(sql).doing(READING)?;
    let mut rows = statement.query([id.to_string()]).doing(READING)?;
    let mut prints = Vec::new();
    while let Some(row) = rows.next().doing(READING)? {
        let place: u32 = row.get(0).doing(READING)?;
        let at = || format!("prints {id} {place}");
        let outcome: Option<String> = row.get(4).doing(READING)?;
        let refund_id: Option<String> = row.get(5).doing(READING)?;
        let cashier: Option<String> = row.get(6).doing(READING)?;
        prints.push(Print {
            place,
            copy: row.get(1).doing(READING)?,
            printer: row.get(2).doing(READING)?,
            begun_at: moment(row.get(3).doing(READING)?, at)?,
            outcome: outcome.map(|outcome| from_json(&outcome, at)).transpose()?,
            refund_id: refund_id.map(|id| id.parse().map_err(|_| LedgerError::damaged(at()))).transpose()?,
            cashier: cashier.map(|person| from_json(&person, at)).transpose()?,
        });
    }
    Ok(prints)
}

impl Ledger {
    /// Keeps a printer, in place of one of the same name.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn set_printer(&mut self, at: Timestamp, printer: &Printer) -> Result<(), LedgerError> {
        let entry = Entry::PrinterSet { printer: printer.clone() };
        let by = self.by();
        self.write("keeping a printer", |tx| append_by(tx, at, &entry, by.as_ref()).map(drop))
    }

    /// Forgets a printer.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if there is none of this name; otherwise whatever kept it from being written.
    pub fn remove_printer(&mut self, at: Timestamp, name: &str) -> Result<(), LedgerError> {
        let entry = Entry::PrinterRemoved { name: name.to_owned() };
        let by = self.by();
        self.write("forgetting a printer", |tx| append_by(tx, at, &entry, by.as_ref()).map(drop))
    }

    /// Puts the next paper of a receipt, or of a refund, on disk before its first byte leaves. The paper is the original as long as
    /// every one before it has failed.
    ///
    /// # Errors
    /// [`LedgerError`] if the payment has no receipt or no such refund, or whatever kept it from being written.
    pub fn begin_print(
        &mut self,
        at: Timestamp,
        id: PaymentId,
        refund: Option<RefundId>,
        printer: &str,
    ) -> Result<Print, LedgerError> {
        let by = self.by();
        self.write("beginning to print", |tx| {
            let sql = "SELECT 1 FROM receipts WHERE payment_id = ?1";
            let receipt = first_row(tx, sql, [id.to_string()], |_| Ok(())).optional().doing(READING)?;
            receipt.ok_or(LedgerError::Forbidden("only a receipt is printed"))?;
            if let Some(refund) = refund {
                let sql = "SELECT 1 FROM refunds WHERE payment_id = ?1 AND refund_id = ?2";
                let refund = first_row(tx, sql, [id.to_string(), refund.to_string()], |_| Ok(())).optional().doing(READING)?;
                refund.ok_or(LedgerError::Forbidden("the refund is another payment's"))?;
            }
            let before = prints(tx, id)?;
            let of_the_same: Vec<Print> = before.iter().filter(|print| print.refund_id == refund).cloned().collect();
            let print = Print {
                place: before.last().map_or(1, |last| last.place + 1),
                copy: Print::papers(&of_the_same),
                printer: printer.to_owned(),
                begun_at: at,
                outcome: None,
                refund_id: refund,
                cashier: by.as_ref().map(|by| by.person.clone()),
            };
            append_by(tx, at, &Entry::PrintBegun { payment_id: id, print: print.clone() }, by.as_ref())?;
            Ok(print)
        })
    }

    /// Keeps what became of a paper.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if it was not begun, or has ended already; otherwise whatever kept it from being written.
    pub fn end_print(&mut self, at: Timestamp, id: PaymentId, place: u32, outcome: PrintOutcome) -> Result<(), LedgerError> {
        let entry = Entry::PrintEnded { payment_id: id, place, outcome };
        self.write("keeping what became of a paper", |tx| append(tx, at, &entry).map(drop))
    }
}

#[cfg(test)]
mod tests {
    use comptoir_core::printer::PrintTrouble;

    use super::*;
    use crate::samples::{Till, at};

    fn printer(name: &str) -> Printer {
        Printer {
            name: name.to_owned(),
            target: "tcp:192.168.1.50".parse().unwrap(),
            columns: comptoir_core::printer::Columns::Narrow,
            cuts: true,
            drawer: false,
            automatic: true,
        }
    }

    #[test]
    fn a_printer_is_kept_changed_and_forgotten() {
        let mut till = Till::new();
        till.ledger.set_printer(at(1), &printer("cuisine")).unwrap();
        till.ledger.set_printer(at(2), &printer("caisse")).unwrap();
        let changed = Printer { drawer: true, ..printer("caisse") };
        till.ledger.set_printer(at(3), &changed).unwrap();
        assert_eq!(till.ledger.printers().unwrap(), [changed, printer("cuisine")]);
        till.ledger.remove_printer(at(4), "cuisine").unwrap();
        assert!(matches!(till.ledger.remove_printer(at(5), "cuisine"), Err(LedgerError::Forbidden(_))));
        assert_eq!(till.ledger.printers().unwrap().len(), 1);
        assert_eq!(till.ledger.verify().unwrap(), []);
    }

    #[test]
    fn the_first_paper_that_may_be_in_somebodys_hands_is_the_only_original() {
        let mut till = Till::new();
        let id = till.paid().order.payment_id;
        let mut print = |outcome: Option<PrintOutcome>| {
            let print = till.ledger.begin_print(at(600), id, None, "caisse").unwrap();
            if let Some(outcome) = outcome {
                till.ledger.end_print(at(601), id, print.place, outcome).unwrap();
            }
            (print.place, print.copy)
        };
        assert_eq!(print(Some(PrintOutcome::Failed(PrintTrouble::Unreachable))), (1, 0));
        assert_eq!(print(Some(PrintOutcome::Failed(PrintTrouble::NameNotFound))), (2, 0));
        // The program stopped while this one was under way.
        assert_eq!(print(None), (3, 0));
        assert_eq!(print(Some(PrintOutcome::Unsure(PrintTrouble::Cut))), (4, 1));
        assert_eq!(print(Some(PrintOutcome::Failed(PrintTrouble::Unreachable))), (5, 2));
        assert_eq!(print(Some(PrintOutcome::Printed)), (6, 2));
        let prints = till.ledger.prints(id, None).unwrap();
        assert_eq!(
            prints.iter().map(|print| print.outcome.map(PrintOutcome::code)).collect::<Vec<_>>(),
            [Some("failed"), Some("failed"), None, Some("unsure"), Some("failed"), Some("printed")]
        );
        let again = till.ledger.end_print(at(602), id, 6, PrintOutcome::Failed(PrintTrouble::Cut)).unwrap_err();
        assert!(matches!(again, LedgerError::Forbidden(_)), "{again}");
        till.ledger.end_print(at(603), id, 3, PrintOutcome::Unsure(PrintTrouble::Cut)).unwrap();
        assert_eq!(till.ledger.verify().unwrap(), []);
    }

    #[test]
    fn what_has_no_receipt_is_not_printed() {
        let mut till = Till::new();
        let id = till.record().order.payment_id;
        let refused = till.ledger.begin_print(at(600), id, None, "caisse").unwrap_err();
        assert!(matches!(refused, LedgerError::Forbidden("only a receipt is printed")), "{refused}");
        assert_eq!(till.ledger.prints(id, None).unwrap(), []);
    }
}
