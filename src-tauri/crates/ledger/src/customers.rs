//! The customers whom the shop wishes to remember. They stand apart from the journal, and leave the ledger without a trace.

use std::collections::BTreeMap;

use comptoir_core::order::CustomerField;
use comptoir_core::phone::PayerNumber;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::confidential::clear_log;
use crate::entry::{from_json, json};
use crate::error::{Doing, LedgerError};
use crate::ledger::Ledger;
use crate::reader::Reader;

impl Reader {
    /// What is remembered of the customer with this number.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn customer(&self, phone: &PayerNumber) -> Result<Option<BTreeMap<CustomerField, String>>, LedgerError> {
        let sql = "SELECT particulars FROM customers WHERE phone = ?1";
        let row = self.connection().query_row(sql, [phone.digits()], |row| row.get::<_, String>(0)).optional();
        let particulars = row.doing("reading a customer")?;
        particulars.map(|particulars| from_json(&particulars, || "customers".to_owned())).transpose()
    }
}

impl Ledger {
    /// Remembers a customer, in place of what was remembered before.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn remember_customer(
        &mut self,
        at: Timestamp,
        phone: &PayerNumber,
        particulars: &BTreeMap<CustomerField, String>,
    ) -> Result<(), LedgerError> {
        let body = json(particulars)?;
        self.write("remembering a customer", |tx| {
            let sql = "INSERT INTO customers (phone, particulars, remembered_at_ms) VALUES (?1, ?2, ?3)
                       ON CONFLICT (phone) DO UPDATE SET particulars = ?2, remembered_at_ms = ?3";
            tx.execute(sql, params![phone.digits(), body, at.as_millisecond()]).map(drop).doing("remembering a customer")
        })
    }

    /// Forgets a customer; whether there was anything to forget.
    ///
    /// # Errors
    /// Whatever kept it from being deleted.
    pub fn forget_customer(&mut self, phone: &PayerNumber) -> Result<bool, LedgerError> {
        const FORGETTING: &str = "forgetting a customer";
        let forgotten = self
            .write(FORGETTING, |tx| tx.execute("DELETE FROM customers WHERE phone = ?1", [phone.digits()]).doing(FORGETTING))?;
        clear_log(self.connection())?;
        Ok(forgotten > 0)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::samples::{Till, at};

    #[test]
    fn a_customer_is_remembered_and_forgotten_without_a_trace() {
        let mut till = Till::new();
        let phone = PayerNumber::as_typed("07 01 02 03 04").unwrap();
        assert_eq!(till.ledger.customer(&phone).unwrap(), None);
        let particulars = BTreeMap::from([(CustomerField::Email, "ama.mensah@example.com".to_owned())]);
        till.ledger.remember_customer(at(1), &phone, &particulars).unwrap();
        assert_eq!(till.ledger.customer(&phone).unwrap(), Some(particulars));
        assert!(till.ledger.forget_customer(&phone).unwrap());
        assert!(!till.ledger.forget_customer(&phone).unwrap());
        assert_eq!(till.ledger.verify().unwrap(), []);
        let left = fs::read_dir(till.dir.path()).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap());
        let trace = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
        for bytes in left {
            assert!(!trace(&bytes, "ama.mensah") && !trace(&bytes, "0701020304"));
        }
    }
}
