//! Receipts: numbered without a gap, each with its two places in the chain; and what a paper of them, of a refund or of a tender is worth.

use comptoir_core::ids::{PaymentId, RefundId};
use comptoir_core::receipt::{Authenticity, Issued, LinkedReceipt, Receipt, Series, Stamp};
use rusqlite::{Connection, OptionalExtension};

use crate::connection::first_row;
use crate::entry::from_json;
use crate::error::{Doing, LedgerError};
use crate::printing::Print;
use crate::reader::Reader;
use crate::{logos, seals};

/// Characters of a link's code.
const CODE_LENGTH: usize = 8;

/// What a paper is worth, and what the ledger has in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What it is worth. Of a code alone nothing but its existence is compared: the rest is for a person to compare.
    pub authenticity: Authenticity,
    /// What the ledger has under its number or its code.
    pub found: Option<Issued>,
    /// What the paper says; a code alone says nothing more.
    pub stamp: Option<Stamp>,
    /// What was printed of what was found.
    pub prints: Vec<Print>,
    /// How much of its payment was given back, in minor units.
    pub refunded_minor: i64,
}

/// The next place of a series, and the receipt number there.
pub(crate) fn next_number(tx: &Connection, series: &Series) -> Result<(i64, String), LedgerError> {
    let sql = "SELECT last_place FROM receipt_series WHERE series = ?1";
    let last = first_row(tx, sql, [series.as_str()], |row| row.get::<_, i64>(0)).optional().doing("taking a receipt number")?;
    let place = last.unwrap_or(0) + 1;
    let unsigned = u64::try_from(place).map_err(|_| LedgerError::damaged(format!("receipt_series {}", series.as_str())))?;
    Ok((place, series.number(unsigned)))
}

impl Reader {
    /// The receipt of a payment, if one was issued.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn receipt_of(&self, id: PaymentId) -> Result<Option<LinkedReceipt>, LedgerError> {
        Ok(self.receipts("payment_id = ?1", &id.to_string())?.pop())
    }

    /// The receipt of this number, however its letters are written.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn receipt_numbered(&self, number: &str) -> Result<Option<LinkedReceipt>, LedgerError> {
        Ok(self.receipts("number = ?1", number)?.pop())
    }

    /// What a paper of a payment is of: its receipt, or one of its refunds.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn issued(&self, id: PaymentId, refund: Option<RefundId>) -> Result<Option<Issued>, LedgerError> {
        Ok(match refund {
            Some(refund) => self.refund_of(refund)?.filter(|linked| linked.refund.payment_id == id).map(Issued::Refund),
            None => self.receipt_of(id)?.map(Issued::Receipt),
        })
    }

    /// The receipts with this code. Two may have the same by chance, once in four thousand million.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn receipts_coded(&self, code: &str) -> Result<Vec<LinkedReceipt>, LedgerError> {
        self.receipts("code = ?1", code)
    }

    /// What a paper is worth on which `text` stands: the text of its QR code, or the code that is printed on it. None where it is
    /// neither.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn checked(&self, text: &str) -> Result<Option<Checked>, LedgerError> {
        if let Ok(stamp) = text.parse::<Stamp>() {
            let found = match self.issued_numbered(&stamp.number)? {
                Some(found) => Some(found),
                None => self.issued_coded(&stamp.code)?,
            };
            return self.held_against(Some(stamp), found).map(Some);
        }
        let typed = text.chars().filter(|c| !matches!(c, '-' | ' '));
        // A code has no 0, 1 and 8: whoever types one has read a letter.
        let code: String = typed
            .map(|c| match c.to_ascii_uppercase() {
                '0' => 'O',
                '1' => 'I',
                '8' => 'B',
                c => c,
            })
            .collect();
        if code.len() != CODE_LENGTH || !code.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Ok(None);
        }
        let found = self.issued_coded(&code)?;
        self.held_against(None, found).map(Some)
    }

    /// What was printed of it, first to last.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn papers(&self, issued: &Issued) -> Result<Vec<Print>, LedgerError> {
        match issued {
            Issued::Receipt(linked) => self.prints(linked.receipt.payment_id, None),
            Issued::Refund(linked) => self.prints(linked.refund.payment_id, Some(linked.refund.refund_id)),
            Issued::Tender(linked) => self.tender_prints(linked.tender.tender_id),
        }
    }

    fn held_against(&self, stamp: Option<Stamp>, found: Option<Issued>) -> Result<Checked, LedgerError> {
        let prints = found.as_ref().map_or(Ok(Vec::new()), |found| self.papers(found))?;
        let of_payment = found.as_ref().and_then(Issued::payment_id);
        let refunded_minor = of_payment.map_or(Ok(0), |id| self.refunded_minor(id))?;
        let authenticity = match (&stamp, &found) {
            (Some(stamp), found) => stamp.judged(found.as_ref().map(Issued::stamp), Print::papers(&prints)),
            (None, Some(_)) => Authenticity::Genuine,
            (None, None) => Authenticity::Unknown,
        };
        Ok(Checked { authenticity, found, stamp, prints, refunded_minor })
    }

    fn issued_numbered(&self, number: &str) -> Result<Option<Issued>, LedgerError> {
        if let Some(receipt) = self.receipt_numbered(number)? {
            return Ok(Some(Issued::Receipt(receipt)));
        }
        Ok(match self.refund_numbered(number)? {
            Some(refund) => Some(Issued::Refund(refund)),
            None => self.tender_numbered(number)?.map(Issued::Tender),
        })
    }

    fn issued_coded(&self, code: &str) -> Result<Option<Issued>, LedgerError> {
        if let Some(receipt) = self.receipts_coded(code)?.pop() {
            return Ok(Some(Issued::Receipt(receipt)));
        }
        Ok(match self.refunds_coded(code)?.pop() {
            Some(refund) => Some(Issued::Refund(refund)),
            None => self.tenders_coded(code)?.pop().map(Issued::Tender),
        })
    }

    fn receipts(&self, which: &str, value: &str) -> Result<Vec<LinkedReceipt>, LedgerError> {
        const READING: &str = "reading a receipt";
        let sql = format!("SELECT number, payment_id, body, previous_code, code FROM receipts WHERE {which} ORDER BY rowid");
        let mut statement = self.connection().prepare_cached(&sql).doing(READING)?;
        let mut rows = statement.query([value]).doing(READING)?;
        let mut receipts = Vec::new();
        while let Some(row) = rows.next().doing(READING)? {
            let [number, payment_id, body] = [row.get::<_, String>(0), row.get(1), row.get(2)];
            let (number, payment_id) = (number.doing(READING)?, payment_id.doing(READING)?);
            let place = || format!("receipts {number}");
            let receipt: Receipt = from_json(&body.doing(READING)?, place)?;
            if receipt.number != number || receipt.payment_id.to_string() != payment_id {
                return Err(LedgerError::Damaged { place: place() });
            }
            let (previous_code, code) = (row.get(3).doing(READING)?, row.get(4).doing(READING)?);
            let logo = logos::of(self.connection(), &receipt.shop)?;
            let seal = seals::of(self.connection(), &payment_id)?;
            receipts.push(LinkedReceipt { receipt, previous_code, code, logo, seal });
        }
        Ok(receipts)
    }
}

#[cfg(test)]
mod tests;
