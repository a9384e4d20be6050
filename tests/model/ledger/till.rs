//! A real ledger in a folder of its own, beside the maps that say what it should hold.

use std::path::Path;

use comptoir_core::order::Confidential;
use comptoir_core::payment::Payment;
use comptoir_core::phone::PayerNumber;
use comptoir_core::reference::{Epoch, IdentifierSecret, MerchantReference};
use comptoir_ledger::{Birth, Filter, FolderLock, Ledger};
use jiff::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use tempfile::TempDir;

use super::maps::Maps;
use comptoir_tests::samples::at;

/// Three phones that customers have.
pub(crate) const PHONES: [&str; 3] = ["90123456", "99887766", "70112233"];

const IDENTIFIER_SECRET: [u8; 32] = [7; 32];

/// Both.
pub(crate) struct Till {
    /// Taken out only while the ledger is opened again.
    ledger: Option<Ledger>,
    pub(crate) folder: TempDir,
    pub(crate) maps: Maps,
    /// Seconds since the beginning.
    pub(crate) now: i64,
}

impl Till {
    pub(crate) fn new() -> Self {
        // What a disk does is another suite's matter.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
        let ledger = Some(open(folder.path()));
        Self { ledger, folder, maps: Maps::default(), now: 0 }
    }

    pub(crate) fn ledger(&mut self) -> &mut Ledger {
        self.ledger.as_mut().expect("an open ledger")
    }

    /// The same after the program ended and began again.
    pub(crate) fn reopen(&mut self) {
        self.close();
        self.ledger = Some(open(self.folder.path()));
    }

    /// The program has ended.
    pub(crate) fn close(&mut self) {
        self.ledger = None;
    }

    pub(crate) fn moment(&self) -> Timestamp {
        at(self.now)
    }

    /// The reference that the next payment must have.
    pub(crate) fn next_reference(&self) -> MerchantReference {
        let counter = u64::try_from(self.maps.payments.len()).unwrap() + 1;
        MerchantReference::derived(&IdentifierSecret::new(IDENTIFIER_SECRET), Epoch::FIRST, counter)
    }

    /// Everything that can be read of one payment is what it should be.
    pub(crate) fn payment_is_equal(&self, place: usize) -> Result<(), TestCaseError> {
        let ledger = self.ledger.as_ref().expect("an open ledger");
        let kept = &self.maps.payments[place];
        let Payment { order, .. } = &kept.payment;
        let id = order.payment_id;
        prop_assert_eq!(ledger.payment(id).unwrap(), Some(kept.payment.clone()));
        prop_assert_eq!(ledger.fingerprint(id).unwrap(), Some(kept.fingerprint.clone()));
        prop_assert_eq!(ledger.confidential(id).unwrap(), kept.confidential.clone());
        prop_assert_eq!(ledger.settlement(id).unwrap(), kept.settlement.clone());
        let asked = ledger.asked(id).unwrap();
        prop_assert_eq!((asked.count, asked.last_at, asked.trouble), (kept.questions, kept.last_asked, kept.trouble));
        let receipt = ledger.receipt_of(id).unwrap().map(|linked| linked.receipt);
        prop_assert_eq!(receipt.as_ref().map(|receipt| receipt.number.as_str()), kept.receipt.as_deref());
        if let Some(receipt) = receipt {
            prop_assert_eq!((receipt.payment_id, receipt.sale_id, receipt.amount), (id, order.sale_id, order.amount));
            prop_assert_eq!(ledger.payment_by_receipt(&receipt.number.to_lowercase()).unwrap(), Some(kept.payment.clone()));
        }
        let refunds: Vec<_> = ledger.refunds(id).unwrap().into_iter().map(|linked| linked.refund).collect();
        let noted: Vec<_> = refunds.iter().map(|refund| (refund.number.clone(), refund.amount.minor())).collect();
        prop_assert_eq!(&noted, &kept.refunds);
        prop_assert_eq!(ledger.refunded_minor(id).unwrap(), kept.refunds.iter().map(|(_, minor)| minor).sum::<i64>());
        prop_assert_eq!(ledger.sale_settled_but_for(order.sale_id, id).unwrap(), self.maps.sale_settled(place));
        prop_assert_eq!(ledger.contested(order.sale_id, id).unwrap(), self.maps.contested(place));
        prop_assert_eq!(ledger.payment_by_reference(&order.reference).unwrap(), Some(kept.payment.clone()));
        Ok(())
    }

    /// Everything that is no payment is what it should be.
    pub(crate) fn shop_is_equal(&self) -> Result<(), TestCaseError> {
        let (ledger, maps) = (self.ledger.as_ref().expect("an open ledger"), &self.maps);
        prop_assert_eq!(ledger.next_reference().unwrap(), self.next_reference());
        prop_assert_eq!(ledger.accounts().unwrap(), maps.accounts.values().cloned().collect::<Vec<_>>());
        prop_assert_eq!(ledger.shop().unwrap(), maps.shop.clone());
        prop_assert_eq!(ledger.routes().unwrap(), maps.routes.clone());
        prop_assert_eq!(ledger.owner_pin_hash().unwrap(), maps.pin.clone());
        for phone in PHONES {
            let number = PayerNumber::as_typed(phone).unwrap();
            prop_assert_eq!(ledger.customer(&number).unwrap(), maps.customers.get(phone).cloned());
        }
        for payout in &maps.payouts {
            prop_assert_eq!(ledger.payout(payout.payout_id).unwrap(), Some(payout.clone()));
        }
        Ok(())
    }

    /// Everything is what it should be, and the ledger finds itself sound: its tables are the replay of its journal.
    pub(crate) fn all_is_equal(&self) -> Result<(), TestCaseError> {
        self.shop_is_equal()?;
        let ledger = self.ledger.as_ref().expect("an open ledger");
        for place in 0..self.maps.payments.len() {
            self.payment_is_equal(place)?;
        }
        let newest_first = ledger.list(&Filter { limit: u32::MAX, ..Filter::default() }).unwrap();
        let due: Vec<_> = self.maps.payments.iter().rev().map(|kept| kept.payment.clone()).collect();
        prop_assert_eq!(newest_first, due);
        for sale in &self.maps.sales {
            prop_assert_eq!(ledger.sale(sale.sale_id).unwrap(), Some(sale.clone()));
        }
        let mut numbers: Vec<_> = self.maps.payments.iter().filter_map(|kept| kept.receipt.clone()).collect();
        numbers.sort();
        let in_series =
            |(series, last): (&String, &u64)| (1..=*last).map(|place| format!("{series}-{place:06}")).collect::<Vec<_>>();
        let mut gapless: Vec<_> = self.maps.places.iter().flat_map(in_series).collect();
        gapless.sort();
        prop_assert_eq!(numbers, gapless, "receipt numbers have a gap");
        prop_assert_eq!(ledger.verify().unwrap(), []);
        Ok(())
    }
}

fn open(folder: &Path) -> Ledger {
    let lock = FolderLock::try_take(folder).unwrap().expect("nobody else has the folder");
    let birth = Birth { folder_id: "folder-1".to_owned(), identifier_secret: IDENTIFIER_SECRET, at: at(0) };
    Ledger::open(folder, lock, birth).unwrap()
}

/// What only the gateway is told.
pub(crate) fn confidential(phone: &str) -> Confidential {
    Confidential { payer: Some(PayerNumber::as_typed(phone).unwrap()), ..Confidential::default() }
}
