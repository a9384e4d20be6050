//! The logos that the shop has had, by their digests. They stay, since receipts name them.

use comptoir_core::logo::Logo;
use comptoir_core::shop::Shop;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::connection::first_row;
use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::journal::append_by;
use crate::ledger::Ledger;
use crate::reader::Reader;

const READING: &str = "reading a logo";

/// The logo that the shop had, as these particulars of it tell.
pub(crate) fn of(connection: &Connection, shop: &Shop) -> Result<Option<Logo>, LedgerError> {
    let Some(digest) = &shop.logo else { return Ok(None) };
    let place = || format!("logos {digest}");
    let logo: Logo = from_json(&body(connection, digest)?.ok_or_else(|| LedgerError::damaged(place()))?, place)?;
    if logo.digest() == *digest { Ok(Some(logo)) } else { Err(LedgerError::damaged(place())) }
}

/// Whether the logo that these particulars name is kept; they may name none.
pub(crate) fn is_kept(connection: &Connection, shop: &Shop) -> Result<bool, LedgerError> {
    Ok(match &shop.logo {
        Some(digest) => {
            let sql = "SELECT EXISTS (SELECT 1 FROM logos WHERE digest = ?1)";
            first_row(connection, sql, [digest], |row| row.get(0)).doing(READING)?
        }
        None => true,
    })
}

fn body(connection: &Connection, digest: &str) -> Result<Option<String>, LedgerError> {
    first_row(connection, "SELECT body FROM logos WHERE digest = ?1", [digest], |row| row.get(0)).optional().doing(READING)
}

impl Reader {
    /// The shop's logo, if it has one.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn logo(&self) -> Result<Option<Logo>, LedgerError> {
        of(self.connection(), &self.shop()?)
    }
}

impl Ledger {
    /// Gives the shop a logo, or none. Its dots are kept once, whenever it comes again.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn set_logo(&mut self, at: Timestamp, logo: Option<&Logo>) -> Result<Shop, LedgerError> {
        let shop = Shop { logo: logo.map(Logo::digest), ..self.shop()? };
        let by = self.by();
        self.write("setting the shop's logo", |tx| {
            if let Some(logo) = logo
                && !is_kept(tx, &shop)?
            {
                append_by(tx, at, &Entry::LogoKept { logo: logo.clone() }, by.as_ref())?;
            }
            append_by(tx, at, &Entry::ShopSet { shop: shop.clone() }, by.as_ref()).map(drop)
        })?;
        Ok(shop)
    }
}

#[cfg(test)]
mod tests {
    use comptoir_core::logo::Picture;

    use super::*;
    use crate::FindingKind;
    use crate::samples::{Till, at, due, given_back};

    fn logo(dots: u8) -> Logo {
        let picture = Picture::new(1, 2, vec![dots, 0xff]).unwrap();
        Logo { narrow: picture.clone(), wide: picture }
    }

    #[test]
    fn papers_keep_the_logo_that_the_shop_had_when_they_were_issued() {
        let mut till = Till::new();
        let plain = till.paid().order.payment_id;
        till.ledger.set_logo(at(600), Some(&logo(1))).unwrap();
        let first = till.paid().order.payment_id;
        let shop = till.ledger.shop().unwrap();
        let refund = till.ledger.refund(first, given_back(1, 500), &crate::ReceiptDue { shop, ..due(at(900)) }).unwrap();
        till.ledger.set_logo(at(901), Some(&logo(2))).unwrap();
        till.ledger.set_logo(at(902), Some(&logo(1))).unwrap();
        till.ledger.set_logo(at(903), None).unwrap();
        let last = till.paid().order.payment_id;
        till = till.reopened();
        let of = |id| till.ledger.receipt_of(id).unwrap().unwrap().logo;
        assert_eq!([of(plain), of(first), of(last)], [None, Some(logo(1)), None]);
        assert_eq!(refund.logo, Some(logo(1)));
        assert_eq!(till.ledger.refunds(first).unwrap(), [refund]);
        assert_eq!(till.ledger.logo().unwrap(), None);
        let kept: i64 = till.ledger.connection().query_row("SELECT count(*) FROM logos", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 2, "the first came back and was kept once");
        assert_eq!(till.ledger.verify().unwrap(), []);
    }

    #[test]
    fn no_logo_is_changed_and_one_that_was_is_found() {
        let mut till = Till::new();
        till.ledger.set_logo(at(1), Some(&logo(1))).unwrap();
        let connection = till.ledger.connection();
        for statement in
            ["UPDATE logos SET body = ''", "DELETE FROM logos", "INSERT OR REPLACE INTO logos SELECT digest, '' FROM logos"]
        {
            assert!(connection.execute(statement, []).is_err(), "{statement}");
        }
        connection.execute_batch("DROP TRIGGER logo_is_not_changed").unwrap();
        connection.execute("UPDATE logos SET body = replace(body, '01ff', '03ff')", []).unwrap();
        assert!(till.ledger.logo().is_err(), "its name is its dots' digest");
        let found = till.ledger.verify().unwrap();
        assert!(found.iter().any(|finding| finding.what == FindingKind::RowDiffers && finding.place.starts_with("logos")));
    }

    #[test]
    fn nobody_names_a_logo_that_is_not_kept() {
        let mut till = Till::new();
        let shop = Shop { logo: Some(logo(1).digest()), ..Shop::default() };
        assert!(matches!(till.ledger.set_shop(at(1), &shop), Err(LedgerError::Forbidden(_))));
        assert_eq!(till.ledger.shop().unwrap(), Shop::default());
    }
}
