//! The writing side: one transaction a call, durable when the call returns.

use std::ops::Deref;
use std::path::Path;

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Evidence, Verdict, judge};
use comptoir_core::ids::PaymentId;
use comptoir_core::order::{Confidential, Order, Sale};
use comptoir_core::payment::{Payment, Settlement};
use comptoir_core::people::By;
use comptoir_core::receipt::{LinkedReceipt, Receipt, Series};
use comptoir_core::reference::MerchantReference;
use comptoir_core::shop::Shop;
use comptoir_core::state::State;
use comptoir_core::text::cleaned;
use jiff::Timestamp;
use rusqlite::Connection;

use crate::accounts::StoredAccount;
use crate::entry::Entry;
use crate::error::{Doing, LedgerError};
use crate::journal::{append, append_by};
use crate::lock::FolderLock;
use crate::open;
use crate::reader::Reader;
use crate::{asked, confidential, logos, payments, receipts, references};

/// A gateway's strange word is kept as far as this.
const LONGEST_WORD: usize = 64;

/// The one writer of a ledger. It reads like a [`Reader`].
#[derive(Debug)]
pub struct Ledger {
    // Dropped in this order: the database is closed before the folder is free.
    reader: Reader,
    lock: FolderLock,
    disk_failed: bool,
    /// Whose act is being written.
    by: Option<By>,
}

/// A receipt to be numbered in the transaction that says paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptDue {
    /// The row of numbers that it takes its number from.
    pub series: Series,
    /// The shop, as it is now.
    pub shop: Shop,
    /// The wall clock.
    pub issued_at: Timestamp,
}

impl Deref for Ledger {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl Ledger {
    pub(crate) const fn over(reader: Reader, lock: FolderLock) -> Self {
        Self { reader, lock, disk_failed: false, by: None }
    }

    pub(crate) fn sign(&mut self, by: Option<By>) {
        self.by = by;
    }

    pub(crate) fn by(&self) -> Option<By> {
        self.by.clone()
    }

    /// The folder it is in.
    pub(crate) fn folder(&self) -> &Path {
        self.lock.folder()
    }

    /// Whether the disk failed under a write. Nothing more is written until [`Ledger::mend`] has found out what is on it.
    #[must_use]
    pub const fn disk_failed(&self) -> bool {
        self.disk_failed
    }

    /// After a failure of the disk: opens the file anew and has all that was committed written once more, into the database. A commit
    /// that failed may be on the disk or not; from here on the ledger says which. Without a failure nothing is done. Where it does
    /// not succeed, reading goes on and writing stays refused.
    ///
    /// # Errors
    /// Whatever keeps the file from being opened, read or written.
    pub fn mend(&mut self) -> Result<(), LedgerError> {
        if !self.disk_failed {
            return Ok(());
        }
        open::again(self.lock.folder(), self.reader.connection_mut())?;
        self.disk_failed = false;
        Ok(())
    }

    /// The merchant reference of the payment that will be recorded next. Only [`Ledger::record`] uses it up.
    ///
    /// # Errors
    /// [`LedgerError`] when the ledger cannot be read.
    pub fn next_reference(&self) -> Result<MerchantReference, LedgerError> {
        references::next(self.reader.connection(), self.reader.identifier_secret())
    }

    /// Records the payment that `order` opens, and its sale if that is new. `fingerprint` is kept beside it, to recognise the
    /// same request when it comes again.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the payment is there already, the sale is there and differs, or the order is not of this
    /// sale or not under the next reference; otherwise whatever kept it from being written.
    pub fn record(
        &mut self,
        sale: &Sale,
        order: &Order,
        confidential: &Confidential,
        fingerprint: &str,
    ) -> Result<Payment, LedgerError> {
        let reference = self.next_reference()?;
        let payment = Payment::recorded(order.clone());
        let by = self.by();
        self.write("recording a payment", |tx| {
            if order.sale_id != sale.sale_id || order.amount != sale.amount {
                return Err(LedgerError::Forbidden("the order is not of this sale"));
            }
            if order.reference != reference {
                return Err(LedgerError::Forbidden("the order is not under the next reference"));
            }
            if confidential.payer.as_ref().is_some_and(|payer| order.payer.as_deref() == Some(payer.digits())) {
                return Err(LedgerError::Forbidden("the order shows the payer's whole number"));
            }
            if payments::by_id(tx, order.payment_id)?.is_some() {
                return Err(LedgerError::Forbidden("the payment is recorded already"));
            }
            match payments::sale(tx, sale.sale_id)? {
                Some(stored) if stored != *sale => return Err(LedgerError::Forbidden("the sale differs from the stored one")),
                Some(_) => {}
                None => {
                    append(tx, sale.opened_at, &Entry::SaleOpened { sale: sale.clone() })?;
                }
            }
            let entry = Entry::PaymentRecorded { payment: payment.clone(), fingerprint: fingerprint.to_owned() };
            append_by(tx, order.created_at, &entry, by.as_ref())?;
            confidential::keep(tx, order.payment_id, confidential)
        })?;
        Ok(payment)
    }

    /// Makes a payment's new standing durable, with the report it rests on and with its receipt, if one is due: all or nothing.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the payment is not stored, is final, has another order, is paid without proof or without a
    /// receipt or gets one without being paid, or if its sale is paid already; otherwise whatever kept it from being written.
    pub fn change(
        &mut self,
        payment: &Payment,
        evidence: Option<&Evidence>,
        receipt: Option<&ReceiptDue>,
    ) -> Result<Option<LinkedReceipt>, LedgerError> {
        let by = self.by();
        self.write("changing a payment", |tx| change(tx, payment, evidence, receipt, by.as_ref()))
    }

    /// Makes the owner's decision on a payment durable, with its receipt, if one is due: all or nothing.
    ///
    /// # Errors
    /// As [`Ledger::change`].
    pub fn settle(
        &mut self,
        payment: &Payment,
        settlement: &Settlement,
        receipt: Option<&ReceiptDue>,
    ) -> Result<Option<LinkedReceipt>, LedgerError> {
        let entry = Entry::PaymentSettled { payment_id: payment.order.payment_id, settlement: settlement.clone() };
        let by = self.by();
        self.write("settling a payment", |tx| {
            append_by(tx, payment.updated_at, &entry, by.as_ref())?;
            change(tx, payment, None, receipt, by.as_ref())
        })
    }

    /// Counts a question to the gateway that is about to be sent.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the payment is not stored; otherwise whatever kept it from being written.
    pub fn note_question(&mut self, id: PaymentId, at: Timestamp) -> Result<(), LedgerError> {
        self.write("counting a question", |tx| asked::count(tx, id, at))
    }

    /// Keeps what kept the last question from being answered, or that it was answered.
    ///
    /// # Errors
    /// Whatever kept it from being written.
    pub fn note_answer(&mut self, id: PaymentId, trouble: Option<Reason>) -> Result<(), LedgerError> {
        self.write("keeping what became of a question", |tx| asked::keep_trouble(tx, id, trouble))
    }

    /// Keeps a word that the gateway's document does not have, unless it is the one that was kept last for this payment.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if the payment is not stored; otherwise whatever kept it from being written.
    pub fn note_strange_word(&mut self, id: PaymentId, at: Timestamp, word: &str) -> Result<(), LedgerError> {
        let word = cleaned(word, LONGEST_WORD).unwrap_or_default();
        self.write("keeping a strange word", |tx| {
            if payments::by_id(tx, id)?.is_none() {
                return Err(LedgerError::Forbidden("the payment is not recorded"));
            }
            if payments::last_strange_word(tx, id)?.as_ref() != Some(&word) {
                append(tx, at, &Entry::StrangeWord { payment_id: id, word })?;
            }
            Ok(())
        })
    }

    /// Adds an account.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if its name is taken; otherwise whatever kept it from being written.
    pub fn add_account(&mut self, at: Timestamp, account: &StoredAccount) -> Result<(), LedgerError> {
        let entry = Entry::AccountAdded { account: account.clone() };
        let by = self.by();
        self.write("adding an account", |tx| append_by(tx, at, &entry, by.as_ref()).map(drop))
    }

    /// Removes an account. Its payments stay.
    ///
    /// # Errors
    /// [`LedgerError::Forbidden`] if there is no such account; otherwise whatever kept it from being written.
    pub fn remove_account(&mut self, at: Timestamp, name: &str) -> Result<(), LedgerError> {
        let entry = Entry::AccountRemoved { name: name.to_owned() };
        let by = self.by();
        self.write("removing an account", |tx| append_by(tx, at, &entry, by.as_ref()).map(drop))
    }

    /// Sets the shop's particulars. Receipts issued before stay as they are.
    ///
    /// # Errors
    /// Whatever kept them from being written.
    pub fn set_shop(&mut self, at: Timestamp, shop: &Shop) -> Result<(), LedgerError> {
        let entry = Entry::ShopSet { shop: shop.clone() };
        let by = self.by();
        self.write("setting the shop's particulars", |tx| append_by(tx, at, &entry, by.as_ref()).map(drop))
    }

    /// Deletes what only the gateway is told about payments that are final, or ended too long ago to be watched, so that
    /// nothing of it is left in the folder.
    ///
    /// # Errors
    /// Whatever kept it from being deleted.
    pub fn forget_confidential(&mut self, now: Timestamp) -> Result<(), LedgerError> {
        let forgotten = self.write("forgetting payers' numbers", |tx| confidential::forget(tx, now))?;
        if forgotten > 0 {
            confidential::clear_log(self.reader.connection())?;
        }
        Ok(())
    }

    pub(crate) fn write<T>(
        &mut self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        if self.disk_failed {
            return Err(LedgerError::Io { doing, source: "the disk failed before: the ledger must be opened again".into() });
        }
        let done = self.transact(doing, work);
        // What the system still holds of a file after a failed write is not what is on the disk, and a system that was told once
        // that the disk failed may say nothing the next time.
        self.disk_failed = matches!(done, Err(LedgerError::Io { .. } | LedgerError::Sqlite { .. }));
        done
    }

    fn transact<T>(
        &mut self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Result<T, LedgerError>,
    ) -> Result<T, LedgerError> {
        let connection = self.reader.connection_mut();
        #[cfg(feature = "bulk")]
        if !connection.is_autocommit() {
            return bulk::one_of_many(connection, doing, work);
        }
        let tx = connection.transaction().doing(doing)?;
        let done = work(&tx)?;
        tx.commit().doing(doing)?;
        Ok(done)
    }
}

fn change(
    tx: &Connection,
    payment: &Payment,
    evidence: Option<&Evidence>,
    receipt: Option<&ReceiptDue>,
    by: Option<&By>,
) -> Result<Option<LinkedReceipt>, LedgerError> {
    let id = payment.order.payment_id;
    let stored = payments::by_id(tx, id)?.ok_or(LedgerError::Forbidden("the payment is not recorded"))?;
    if stored.state.is_final() {
        return Err(LedgerError::Forbidden("the payment is final"));
    }
    if stored.order != payment.order {
        return Err(LedgerError::Forbidden("the order differs from the stored one"));
    }
    if matches!(payment.state, State::Paid | State::ResolvedPaid) != receipt.is_some() {
        return Err(LedgerError::Forbidden("a receipt is issued exactly when a payment becomes paid"));
    }
    if let Some(evidence) = evidence {
        // Judged once more, so that no caller can have a payment paid on a report that does not prove it.
        let verdict = judge(&evidence.report, &stored.order, stored.gateway_reference.as_deref(), stored.amount_bound);
        let proves = verdict == Verdict::Proven && !stored.recovered;
        append(tx, payment.updated_at, &Entry::EvidenceKept { payment_id: id, proves, evidence: evidence.clone() })?;
    }
    append_by(tx, payment.updated_at, &Entry::PaymentChanged { payment: payment.clone() }, by)?;
    receipt.map(|due| issue(tx, payment, due)).transpose()
}

/// Gives the payment's sale its receipt, under the next number of the series.
fn issue(tx: &Connection, payment: &Payment, due: &ReceiptDue) -> Result<LinkedReceipt, LedgerError> {
    let order = &payment.order;
    let sale = payments::sale(tx, order.sale_id)?.ok_or_else(|| LedgerError::damaged(format!("sales {}", order.sale_id)))?;
    let (place, number) = receipts::next_number(tx, &due.series)?;
    let receipt = Receipt::issued(number, due.issued_at, &due.shop, &sale, payment);
    let entry = Entry::ReceiptIssued { series: due.series.clone(), place, receipt: receipt.clone() };
    let link = append(tx, due.issued_at, &entry)?;
    let logo = logos::of(tx, &receipt.shop)?;
    Ok(LinkedReceipt { receipt, previous_code: link.previous.code(), code: link.own.code(), logo, seal: None })
}

#[cfg(feature = "bulk")]
mod bulk;
#[cfg(test)]
mod tests;
