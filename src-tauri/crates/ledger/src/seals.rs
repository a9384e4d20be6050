//! What a tax authority says of a receipt, as whoever asked it has told.

use comptoir_core::ids::PaymentId;
use comptoir_core::seal::FiscalSeal;
use rusqlite::{Connection, OptionalExtension};

use crate::connection::first_row;
use crate::entry::{Entry, from_json};
use crate::error::{Doing, LedgerError};
use crate::journal::append_by;
use crate::ledger::Ledger;

/// What is told of the receipt of this payment.
pub(crate) fn of(connection: &Connection, id: &str) -> Result<Option<FiscalSeal>, LedgerError> {
    let sql = "SELECT body FROM seals WHERE payment_id = ?1";
    let body = first_row(connection, sql, [id], |row| row.get::<_, String>(0)).optional().doing("reading a seal")?;
    body.map(|body| from_json(&body, || format!("seals {id}"))).transpose()
}

impl Ledger {
    /// Notes what the authority says of a receipt, in place of what it said before.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if there is no receipt, or if it is sealed already; otherwise whatever kept it from being written.
    pub fn seal(&mut self, id: PaymentId, seal: &FiscalSeal) -> Result<(), LedgerError> {
        let by = self.by();
        self.write("noting a seal", |tx| {
            let receipt = first_row(tx, "SELECT 1 FROM receipts WHERE payment_id = ?1", [id.to_string()], |_| Ok(()));
            receipt.optional().doing("reading a receipt")?.ok_or(LedgerError::Forbidden("only a receipt is sealed"))?;
            if of(tx, &id.to_string())?.is_some_and(|before| before.is_sealed()) {
                return Err(LedgerError::Forbidden("a receipt is sealed once"));
            }
            append_by(tx, seal.recorded_at, &Entry::SealRecorded { payment_id: id, seal: seal.clone() }, by.as_ref()).map(drop)
        })
    }
}

#[cfg(test)]
mod tests {
    use comptoir_core::seal::SealStatus;

    use super::*;
    use crate::samples::{Till, at};

    fn seal(status: SealStatus) -> FiscalSeal {
        let sealed = status == SealStatus::Sealed;
        FiscalSeal {
            authority: "DGI".to_owned(),
            status,
            number: sealed.then(|| "RNE 0042".to_owned()),
            code: None,
            qr: None,
            counters: None,
            time: sealed.then(|| at(700)),
            recorded_at: at(701),
        }
    }

    #[test]
    fn an_authority_may_be_late_and_once_it_has_sealed_that_stays() {
        let mut till = Till::new();
        let id = till.paid().order.payment_id;
        let told = |till: &Till| till.ledger.receipt_of(id).unwrap().unwrap().seal;
        assert_eq!(told(&till), None);
        for status in [SealStatus::Pending, SealStatus::Failed, SealStatus::Sealed] {
            till.ledger.seal(id, &seal(status)).unwrap();
            assert_eq!(told(&till), Some(seal(status)));
        }
        for status in [SealStatus::Pending, SealStatus::Sealed] {
            assert!(matches!(till.ledger.seal(id, &seal(status)), Err(LedgerError::Forbidden(_))));
        }
        for statement in
            ["UPDATE seals SET status = 'failed'", "DELETE FROM seals", "INSERT OR REPLACE INTO seals SELECT * FROM seals"]
        {
            assert!(till.ledger.connection().execute(statement, []).is_err(), "{statement}");
        }
        till = till.reopened();
        assert_eq!(told(&till), Some(seal(SealStatus::Sealed)));
        assert_eq!(till.ledger.verify().unwrap(), []);
    }

    #[test]
    fn what_has_no_receipt_is_not_sealed() {
        let mut till = Till::new();
        let id = till.record().order.payment_id;
        assert!(matches!(till.ledger.seal(id, &seal(SealStatus::Sealed)), Err(LedgerError::Forbidden(_))));
    }

    #[test]
    fn half_a_seal_is_not_kept_whoever_writes_it() {
        let mut till = Till::new();
        let id = till.paid().order.payment_id;
        let bare = FiscalSeal { number: None, ..seal(SealStatus::Sealed) };
        let early = FiscalSeal { status: SealStatus::Pending, ..seal(SealStatus::Sealed) };
        for half in [bare, early] {
            assert!(matches!(till.ledger.seal(id, &half), Err(LedgerError::Forbidden(_))), "{half:?}");
        }
        assert_eq!(till.ledger.receipt_of(id).unwrap().unwrap().seal, None);
    }
}
