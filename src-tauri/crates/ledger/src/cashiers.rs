//! The shop's cashiers, their PINs in the form in which they are checked, and how often a wrong one was typed.

use std::collections::BTreeSet;

use comptoir_core::ids::CashierId;
use comptoir_core::people::{Cashier, Right};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::connection::first_row;
use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::folded::folded;
use crate::journal::append_by;
use crate::ledger::Ledger;
use crate::reader::{Reader, moment};

const READING: &str = "reading the cashiers";

/// How often in a row a wrong PIN was typed for somebody, and when last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinMisses {
    /// How often.
    pub count: u32,
    /// When last.
    pub last_at: Timestamp,
}

impl Reader {
    /// Every cashier, by name, those who left included.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn cashiers(&self) -> Result<Vec<Cashier>, LedgerError> {
        let sql = "SELECT cashier_id, name, rights, active FROM cashiers ORDER BY folded";
        let mut statement = self.connection().prepare_cached(sql).doing(READING)?;
        let mut rows = statement.query([]).doing(READING)?;
        let mut cashiers = Vec::new();
        while let Some(row) = rows.next().doing(READING)? {
            let id: String = row.get(0).doing(READING)?;
            let place = || format!("cashiers {id}");
            cashiers.push(Cashier {
                cashier_id: id.parse().map_err(|_| LedgerError::damaged(place()))?,
                name: row.get(1).doing(READING)?,
                rights: from_json(&row.get::<_, String>(2).doing(READING)?, place)?,
                active: row.get(3).doing(READING)?,
            });
        }
        Ok(cashiers)
    }

    /// The cashier of this name, however its letters are written.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn cashier_named(&self, name: &str) -> Result<Option<Cashier>, LedgerError> {
        let name = folded(name);
        Ok(self.cashiers()?.into_iter().find(|cashier| folded(&cashier.name) == name))
    }

    /// The cashier of this id.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn cashier(&self, id: CashierId) -> Result<Option<Cashier>, LedgerError> {
        Ok(self.cashiers()?.into_iter().find(|cashier| cashier.cashier_id == id))
    }

    /// A cashier's PIN as it is kept.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn cashier_pin_hash(&self, id: CashierId) -> Result<Option<String>, LedgerError> {
        let sql = "SELECT pin_hash FROM cashiers WHERE cashier_id = ?1";
        first_row(self.connection(), sql, [id.to_string()], |row| row.get(0)).optional().doing(READING)
    }

    /// How often in a row a wrong PIN was typed for `person`, who is named by their key.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn pin_misses(&self, person: &str) -> Result<Option<PinMisses>, LedgerError> {
        let sql = "SELECT count, last_at_ms FROM pin_misses WHERE person = ?1";
        let row = first_row(self.connection(), sql, [person], |row| Ok((row.get(0)?, row.get(1)?))).optional();
        let Some((count, last_at_ms)) = row.doing("reading the wrong PINs")? else { return Ok(None) };
        Ok(Some(PinMisses { count, last_at: moment(last_at_ms, || format!("pin_misses {person}"))? }))
    }
}

impl Ledger {
    /// Adds a cashier, with the PIN in the form in which it is checked.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the name is taken; otherwise whatever kept it from being written.
    pub fn add_cashier(&mut self, at: Timestamp, cashier: &Cashier, pin_hash: &str) -> Result<(), LedgerError> {
        if self.cashier_named(&cashier.name)?.is_some() {
            return Err(LedgerError::Forbidden("a cashier's name is taken"));
        }
        let Cashier { cashier_id, name, rights, .. } = cashier.clone();
        self.change_cashiers(at, &Entry::CashierAdded { cashier_id, name, pin_hash: pin_hash.to_owned(), rights })
    }

    /// Calls a cashier otherwise. What they did before stays under the name that they had.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the name is taken or there is no such cashier; otherwise whatever kept it from being written.
    pub fn rename_cashier(&mut self, at: Timestamp, id: CashierId, name: &str) -> Result<(), LedgerError> {
        if self.cashier_named(name)?.is_some_and(|other| other.cashier_id != id) {
            return Err(LedgerError::Forbidden("a cashier's name is taken"));
        }
        self.change_cashiers(at, &Entry::CashierRenamed { cashier_id: id, name: name.to_owned() })
    }

    /// Gives a cashier another PIN, in the form in which it is checked.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if there is no such cashier; otherwise whatever kept it from being written.
    pub fn set_cashier_pin(&mut self, at: Timestamp, id: CashierId, pin_hash: &str) -> Result<(), LedgerError> {
        self.change_cashiers(at, &Entry::CashierPinSet { cashier_id: id, pin_hash: pin_hash.to_owned() })
    }

    /// Says what a cashier may do.
    ///
    /// # Errors
    /// As [`Ledger::set_cashier_pin`].
    pub fn set_cashier_rights(&mut self, at: Timestamp, id: CashierId, rights: &BTreeSet<Right>) -> Result<(), LedgerError> {
        self.change_cashiers(at, &Entry::CashierRightsSet { cashier_id: id, rights: rights.clone() })
    }

    /// Lets a cashier take the till, or no longer.
    ///
    /// # Errors
    /// As [`Ledger::set_cashier_pin`].
    pub fn turn_cashier(&mut self, at: Timestamp, id: CashierId, active: bool) -> Result<(), LedgerError> {
        self.change_cashiers(at, &Entry::CashierTurned { cashier_id: id, active })
    }

    fn change_cashiers(&mut self, at: Timestamp, entry: &Entry) -> Result<(), LedgerError> {
        let by = self.by();
        self.write("keeping a cashier", |tx| append_by(tx, at, entry, by.as_ref()).map(drop))
    }

    /// Counts a wrong PIN that was typed for `person`.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn count_pin_miss(&mut self, person: &str, at: Timestamp) -> Result<(), LedgerError> {
        const DOING: &str = "counting a wrong PIN";
        self.write(DOING, |tx| {
            let sql = "INSERT INTO pin_misses (person, count, last_at_ms) VALUES (?1, 1, ?2)
                 ON CONFLICT (person) DO UPDATE SET count = min(count + 1, 1000), last_at_ms = excluded.last_at_ms";
            tx.execute(sql, params![person, at.as_millisecond()]).map(drop).doing(DOING)
        })
    }

    /// Forgets the wrong PINs of `person`, who has typed the right one.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn forget_pin_misses(&mut self, person: &str) -> Result<(), LedgerError> {
        const DOING: &str = "forgetting wrong PINs";
        self.write(DOING, |tx| tx.execute("DELETE FROM pin_misses WHERE person = ?1", [person]).map(drop).doing(DOING))
    }
}

#[cfg(test)]
mod tests {
    use comptoir_core::people::{By, Person};

    use super::*;
    use crate::samples::{Till, at};

    fn cashier(seed: u8, name: &str) -> Cashier {
        let cashier_id = CashierId::minted(at(1), &[seed; 10]);
        Cashier { cashier_id, name: name.to_owned(), rights: BTreeSet::from(Right::USUAL), active: true }
    }

    #[test]
    fn a_cashier_is_added_changed_and_turned_off_and_never_deleted() {
        let mut till = Till::new();
        let (awa, kofi) = (cashier(1, "Awa"), cashier(2, "Kofi"));
        till.ledger.add_cashier(at(1), &kofi, "$one").unwrap();
        till.ledger.add_cashier(at(2), &awa, "$two").unwrap();
        let rights = BTreeSet::from([Right::Sell, Right::Refund]);
        till.ledger.set_cashier_rights(at(3), awa.cashier_id, &rights).unwrap();
        till.ledger.set_cashier_pin(at(4), awa.cashier_id, "$three").unwrap();
        till.ledger.rename_cashier(at(5), awa.cashier_id, "Awa K.").unwrap();
        till.ledger.turn_cashier(at(6), kofi.cashier_id, false).unwrap();
        let awa = Cashier { name: "Awa K.".to_owned(), rights, ..awa };
        assert_eq!(till.ledger.cashiers().unwrap(), [awa.clone(), Cashier { active: false, ..kofi }]);
        assert_eq!(till.ledger.cashier_pin_hash(awa.cashier_id).unwrap().as_deref(), Some("$three"));
        assert!(till.ledger.connection().execute("DELETE FROM cashiers", []).is_err());
        let nobody = cashier(3, "Nobody").cashier_id;
        assert!(matches!(till.ledger.turn_cashier(at(7), nobody, true), Err(LedgerError::Forbidden(_))));
        assert_eq!(till.ledger.verify().unwrap(), []);
    }

    #[test]
    fn two_cashiers_are_never_called_the_same_however_it_is_written() {
        let mut till = Till::new();
        till.ledger.add_cashier(at(1), &cashier(1, "Élodie"), "$one").unwrap();
        till.ledger.add_cashier(at(2), &cashier(2, "Kofi"), "$two").unwrap();
        let taken = till.ledger.add_cashier(at(3), &cashier(3, "ELODIE"), "$three");
        assert!(matches!(taken, Err(LedgerError::Forbidden(_))));
        let kofi = cashier(2, "").cashier_id;
        assert!(matches!(till.ledger.rename_cashier(at(4), kofi, "élodie"), Err(LedgerError::Forbidden(_))));
        till.ledger.rename_cashier(at(5), kofi, "KOFI").unwrap();
        assert_eq!(till.ledger.cashier_named("kofi").unwrap().map(|cashier| cashier.name), Some("KOFI".to_owned()));
    }

    #[test]
    fn wrong_pins_are_counted_until_the_right_one_is_typed() {
        let mut till = Till::new();
        assert_eq!(till.ledger.pin_misses("owner").unwrap(), None);
        till.ledger.count_pin_miss("owner", at(1)).unwrap();
        till.ledger.count_pin_miss("owner", at(2)).unwrap();
        assert_eq!(till.ledger.pin_misses("owner").unwrap(), Some(PinMisses { count: 2, last_at: at(2) }));
        till.ledger.forget_pin_misses("owner").unwrap();
        assert_eq!(till.ledger.pin_misses("owner").unwrap(), None);
        assert_eq!(till.ledger.verify().unwrap(), []);
    }

    #[test]
    fn the_journal_tells_whose_act_it_was_and_of_what_nobody_did_nothing() {
        let mut till = Till::new();
        let awa = By { person: Person::from(&cashier(1, "Awa")), owner_allowed: true };
        let id = till.paid().order.payment_id;
        till.ledger.signed(Some(awa.clone())).begin_print(at(600), id, None, "Caisse").unwrap();
        till.ledger.begin_print(at(601), id, None, "Caisse").unwrap();
        let told: Vec<_> =
            till.ledger.story(id).unwrap().into_iter().filter(|line| line.kind == "print_begun").map(|line| line.by).collect();
        assert_eq!(told, [Some(awa.clone()), None]);
        let printed: Vec<_> = till.ledger.prints(id, None).unwrap().into_iter().map(|print| print.cashier).collect();
        assert_eq!(printed, [Some(awa.person), None]);
        assert_eq!(till.ledger.verify().unwrap(), []);
    }
}
