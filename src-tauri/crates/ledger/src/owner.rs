//! What the owner alone decides: the PIN, payments settled by hand, and which account a network goes to.

use std::collections::BTreeMap;

use comptoir_core::ids::PaymentId;
use comptoir_core::network::Network;
use comptoir_core::payment::Settlement;
use jiff::Timestamp;
use rusqlite::OptionalExtension;

use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::journal::append_by;
use crate::ledger::Ledger;
use crate::reader::Reader;

impl Reader {
    /// The owner's PIN as it is kept, if one was set.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn owner_pin_hash(&self) -> Result<Option<String>, LedgerError> {
        let row = self.connection().query_row("SELECT pin_hash FROM owner", [], |row| row.get(0)).optional();
        row.doing("reading the owner's PIN")
    }

    /// The owner's decision on a payment, if there is one.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn settlement(&self, id: PaymentId) -> Result<Option<Settlement>, LedgerError> {
        let id = id.to_string();
        let sql = "SELECT body FROM settlements WHERE payment_id = ?1";
        let row = self.connection().query_row(sql, [&id], |row| row.get::<_, String>(0)).optional();
        let body = row.doing("reading a settlement")?;
        body.map(|body| from_json(&body, || format!("settlements {id}"))).transpose()
    }

    /// The account that payments from each network go to first.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn routes(&self) -> Result<BTreeMap<Network, String>, LedgerError> {
        const READING: &str = "reading which account a network goes to";
        let mut statement = self.connection().prepare_cached("SELECT network, account FROM routes").doing(READING)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).doing(READING)?;
        let mut routes = BTreeMap::new();
        for row in rows {
            let (network, account) = row.doing(READING)?;
            let place = || LedgerError::Damaged { place: format!("routes {network}") };
            routes.insert(Network::from_code(&network).ok_or_else(place)?, account);
        }
        Ok(routes)
    }
}

impl Ledger {
    /// Keeps the owner's PIN in the form in which it is checked.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn set_owner_pin(&mut self, at: Timestamp, pin_hash: &str) -> Result<(), LedgerError> {
        let entry = Entry::OwnerPinSet { pin_hash: pin_hash.to_owned() };
        let by = self.by();
        self.write("keeping the owner's PIN", |tx| append_by(tx, at, &entry, by.as_ref()).map(drop))
    }

    /// Sends payments from `network` to `account` first, or to any again.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn set_route(&mut self, at: Timestamp, network: Network, account: Option<&str>) -> Result<(), LedgerError> {
        let entry = Entry::RouteSet { network, account: account.map(str::to_owned) };
        let by = self.by();
        self.write("keeping which account a network goes to", |tx| append_by(tx, at, &entry, by.as_ref()).map(drop))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Till, at};

    #[test]
    fn the_pin_is_kept_in_the_form_it_is_checked_in_and_the_last_one_counts() {
        let mut till = Till::new();
        assert_eq!(till.ledger.owner_pin_hash().unwrap(), None);
        till.ledger.set_owner_pin(at(1), "$argon2id$one").unwrap();
        till.ledger.set_owner_pin(at(2), "$argon2id$two").unwrap();
        assert_eq!(till.ledger.owner_pin_hash().unwrap().as_deref(), Some("$argon2id$two"));
        assert_eq!(till.ledger.verify().unwrap(), []);
    }

    #[test]
    fn a_network_goes_to_one_account_until_it_goes_to_any() {
        let mut till = Till::new();
        till.ledger.set_route(at(1), Network::TgFlooz, Some("boutique")).unwrap();
        till.ledger.set_route(at(2), Network::TgFlooz, Some("annexe")).unwrap();
        till.ledger.set_route(at(3), Network::CiWave, Some("abidjan")).unwrap();
        till.ledger.set_route(at(4), Network::CiWave, None).unwrap();
        assert_eq!(till.ledger.routes().unwrap(), BTreeMap::from([(Network::TgFlooz, "annexe".to_owned())]));
        assert_eq!(till.ledger.verify().unwrap(), []);
    }
}
