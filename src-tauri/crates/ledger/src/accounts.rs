//! The shop's accounts and particulars. Keys are in the system's keychain, not here.

use std::collections::BTreeMap;

use comptoir_core::order::GatewayKind;
use comptoir_core::shop::Shop;
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use crate::connection::first_row;
use crate::entry::from_json;
use crate::error::{Doing, LedgerError};
use crate::reader::Reader;

/// An account of the shop at a gateway, without its keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredAccount {
    /// Its name in this shop.
    pub name: String,
    /// The gateway.
    pub gateway: GatewayKind,
    /// Its settings, none of them secret.
    pub fields: BTreeMap<String, String>,
    /// Another place than the gateway's own that its calls go to.
    pub base_url: Option<String>,
    /// Six characters that change when its key changes, and do not tell it.
    pub key_fingerprint: String,
}

struct StoredRow {
    name: String,
    gateway: String,
    fields: String,
    base_url: Option<String>,
    key_fingerprint: String,
}

const COLUMNS: &str = "name, gateway, fields, base_url, key_fingerprint";
const READING: &str = "reading the accounts";

impl StoredRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            name: row.get(0)?,
            gateway: row.get(1)?,
            fields: row.get(2)?,
            base_url: row.get(3)?,
            key_fingerprint: row.get(4)?,
        })
    }

    fn account(self) -> Result<StoredAccount, LedgerError> {
        let Self { name, gateway, fields, base_url, key_fingerprint } = self;
        let place = || format!("accounts {name}");
        let gateway = GatewayKind::from_code(&gateway).ok_or_else(|| LedgerError::Damaged { place: place() })?;
        let fields = from_json(&fields, place)?;
        Ok(StoredAccount { name, gateway, fields, base_url, key_fingerprint })
    }
}

impl Reader {
    /// The accounts, by name.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn accounts(&self) -> Result<Vec<StoredAccount>, LedgerError> {
        let mut statement =
            self.connection().prepare_cached(&format!("SELECT {COLUMNS} FROM accounts ORDER BY name")).doing(READING)?;
        let rows = statement.query_map([], StoredRow::read).doing(READING)?;
        rows.map(|row| row.doing(READING)?.account()).collect()
    }

    /// The account with this name.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn account(&self, name: &str) -> Result<Option<StoredAccount>, LedgerError> {
        let sql = format!("SELECT {COLUMNS} FROM accounts WHERE name = ?1");
        let row = first_row(self.connection(), &sql, [name], StoredRow::read).optional().doing(READING)?;
        row.map(StoredRow::account).transpose()
    }

    /// The shop's particulars; nobody set them yet: the default ones.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn shop(&self) -> Result<Shop, LedgerError> {
        let row = first_row(self.connection(), "SELECT body FROM shop", [], |row| row.get::<_, String>(0)).optional();
        match row.doing("reading the shop's particulars")? {
            Some(body) => from_json(&body, || "shop".to_owned()),
            None => Ok(Shop::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{Till, account, at};

    #[test]
    fn an_account_is_added_found_and_removed() {
        let mut till = Till::new();
        till.ledger.add_account(at(1), &account("boutique")).unwrap();
        till.ledger.add_account(at(2), &account("annexe")).unwrap();
        let taken = till.ledger.add_account(at(3), &account("annexe")).unwrap_err();
        assert!(matches!(taken, LedgerError::Forbidden(_)), "{taken}");
        assert_eq!(till.ledger.accounts().unwrap(), [account("annexe"), account("boutique")]);
        assert_eq!(till.ledger.account("boutique").unwrap(), Some(account("boutique")));
        till.ledger.remove_account(at(4), "boutique").unwrap();
        assert!(matches!(till.ledger.remove_account(at(5), "boutique"), Err(LedgerError::Forbidden(_))));
        assert_eq!(till.ledger.account("boutique").unwrap(), None);
        till.ledger.add_account(at(6), &account("boutique")).unwrap();
        assert_eq!(till.ledger.verify().unwrap(), []);
    }

    #[test]
    fn a_gateway_that_cannot_be_read_back_is_damage() {
        let mut till = Till::new();
        till.ledger.add_account(at(1), &account("boutique")).unwrap();
        till.ledger.connection().execute("UPDATE accounts SET gateway = 'x'", []).unwrap();
        assert!(matches!(till.ledger.accounts(), Err(LedgerError::Damaged { place }) if place == "accounts boutique"));
    }

    #[test]
    fn the_shop_has_defaults_until_it_is_set() {
        let mut till = Till::new();
        assert_eq!(till.ledger.shop().unwrap(), Shop::default());
        let shop = Shop { name: "Chez Élodie".to_owned(), ..Shop::default() };
        till.ledger.set_shop(at(1), &Shop::default()).unwrap();
        till.ledger.set_shop(at(2), &shop).unwrap();
        assert_eq!(till.ledger.shop().unwrap(), shop);
        assert_eq!(till.ledger.verify().unwrap(), []);
    }
}
