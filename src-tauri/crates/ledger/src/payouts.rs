//! Money that the shop sent out.

use comptoir_core::ids::PayoutId;
use comptoir_core::payout::{Payout, PayoutState};
use rusqlite::{Connection, OptionalExtension, Params, params};

use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::journal::append_by;
use crate::ledger::Ledger;
use crate::reader::Reader;

const READING: &str = "reading the payouts";

impl Reader {
    /// The payout of this name.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn payout(&self, id: PayoutId) -> Result<Option<Payout>, LedgerError> {
        let sql = "SELECT body FROM payouts WHERE payout_id = ?1";
        let row = self.connection().query_row(sql, [id.to_string()], |row| row.get::<_, String>(0)).optional();
        row.doing(READING)?.map(|body| from_json(&body, || format!("payouts {id}"))).transpose()
    }

    /// The payouts to one payee whose outcome nobody knows, from whatever account, oldest first.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn unsettled_payouts(&self, payee_fingerprint: &str) -> Result<Vec<Payout>, LedgerError> {
        let (sending, unknown) = (PayoutState::Sending.code(), PayoutState::Unknown.code());
        let to_payee = "WHERE payee_fingerprint = ?1 AND state IN (?2, ?3) ORDER BY created_at_ms";
        select(self.connection(), to_payee, params![payee_fingerprint, sending, unknown])
    }

    /// All payouts, or those whose outcome nobody knows; newest first.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn payouts(&self, open: bool) -> Result<Vec<Payout>, LedgerError> {
        let (sending, unknown) = (PayoutState::Sending.code(), PayoutState::Unknown.code());
        let newest_first = "WHERE NOT ?1 OR state IN (?2, ?3) ORDER BY created_at_ms DESC, payout_id DESC";
        select(self.connection(), newest_first, params![open, sending, unknown])
    }

    /// The payouts whose request was on its way when the program stopped.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn payouts_under_way(&self) -> Result<Vec<Payout>, LedgerError> {
        select(self.connection(), "WHERE state = ?1 ORDER BY created_at_ms", [PayoutState::Sending.code()])
    }
}

fn select(connection: &Connection, rest: &str, params: impl Params) -> Result<Vec<Payout>, LedgerError> {
    let mut statement = connection.prepare_cached(&format!("SELECT body FROM payouts {rest}")).doing(READING)?;
    let bodies = statement.query_map(params, |row| row.get::<_, String>(0)).doing(READING)?;
    bodies.map(|body| from_json(&body.doing(READING)?, || "payouts".to_owned())).collect()
}

impl Ledger {
    /// Puts a payout on disk before its request leaves.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if it is there already; otherwise whatever kept it from being written.
    pub fn record_payout(&mut self, payout: &Payout) -> Result<(), LedgerError> {
        let entry = Entry::PayoutRecorded { payout: payout.clone() };
        let by = self.by();
        self.write("recording a payout", |tx| append_by(tx, payout.created_at, &entry, by.as_ref()).map(drop))
    }

    /// Keeps how a payout stands now.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if it is not stored, or has ended already; otherwise whatever kept it from being written.
    pub fn change_payout(&mut self, payout: &Payout) -> Result<(), LedgerError> {
        let entry = Entry::PayoutChanged { payout: payout.clone() };
        let by = self.by();
        self.write("changing a payout", |tx| append_by(tx, payout.updated_at, &entry, by.as_ref()).map(drop))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Till, at, payout};

    #[test]
    fn a_payout_is_on_disk_before_it_leaves_and_ends_once() {
        let mut till = Till::new();
        let sending = payout(1);
        till.ledger.record_payout(&sending).unwrap();
        assert_eq!(till.ledger.payouts_under_way().unwrap(), std::slice::from_ref(&sending));
        let done = Payout { state: PayoutState::Done, updated_at: at(2), ..sending.clone() };
        till.ledger.change_payout(&done).unwrap();
        assert_eq!(till.ledger.payout(sending.payout_id).unwrap(), Some(done.clone()));
        let again = Payout { state: PayoutState::Unknown, ..done };
        assert!(till.ledger.change_payout(&again).is_err(), "it has ended");
        assert!(till.ledger.record_payout(&sending).is_err(), "it is there");
        assert_eq!(till.ledger.verify().unwrap(), []);
    }

    #[test]
    fn one_without_a_known_outcome_stands_in_the_way_until_the_owner_settles_it() {
        let mut till = Till::new();
        let sending = payout(1);
        till.ledger.record_payout(&sending).unwrap();
        let unknown = Payout { state: PayoutState::Unknown, ..sending };
        till.ledger.change_payout(&unknown).unwrap();
        let unsettled = |till: &Till| till.ledger.unsettled_payouts(&"f".repeat(64)).unwrap().len();
        assert_eq!(unsettled(&till), 1);
        assert_eq!(till.ledger.unsettled_payouts("other").unwrap(), []);
        assert!(till.ledger.change_payout(&Payout { state: PayoutState::Done, ..unknown.clone() }).is_err());
        till.ledger.change_payout(&Payout { state: PayoutState::SettledUnpaid, ..unknown }).unwrap();
        assert_eq!(unsettled(&till), 0);
    }
}
