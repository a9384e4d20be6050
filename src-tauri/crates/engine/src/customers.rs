//! Customers whose particulars the shop remembers, so that a gateway that demands them is told without asking again.

use std::collections::BTreeMap;

use comptoir_core::order::{Confidential, CustomerField};
use comptoir_core::phone::{Country, PayerNumber, PhoneNumber};
use comptoir_gateway::{Account, Capabilities};

use crate::Engine;
use crate::intake::AskedPayment;
use crate::refusal::Refusal;

impl Engine {
    /// What is remembered of the customer of this number, as one of the account's country.
    ///
    /// # Errors
    /// [`Refusal`] when the account is not there or the ledger cannot be read.
    pub fn customer(&self, account: &str, phone: &str) -> Result<BTreeMap<CustomerField, String>, Refusal> {
        let country = self.country_of(account)?;
        let Some(phone) = number(phone, country) else { return Ok(BTreeMap::new()) };
        Ok(self.ledger().customer(&phone)?.unwrap_or_default())
    }

    /// Forgets the customer of this number, of whatever country; whether anything was remembered.
    ///
    /// # Errors
    /// `phone_unreadable` and its like, or the ledger's.
    pub fn forget_customer(&self, phone: &str) -> Result<bool, Refusal> {
        let typed = PayerNumber::as_typed(phone)?;
        let national = Country::ALL.into_iter().filter_map(|country| PhoneNumber::typed(phone, country).ok());
        let mut forgotten = false;
        for number in national.map(PayerNumber::from).chain([typed]) {
            forgotten |= self.ledger().forget_customer(&number)?;
        }
        Ok(forgotten)
    }

    /// Adds what the gateway demands and the shop remembers.
    pub(crate) fn recall_customer(
        &self,
        asked: &mut AskedPayment,
        account: &Account,
        capabilities: &Capabilities,
    ) -> Result<(), Refusal> {
        let phone = asked.phone.as_deref().and_then(|phone| number(phone, account.country()));
        let Some(phone) = phone.filter(|_| !capabilities.demands.is_empty()) else { return Ok(()) };
        let Some(remembered) = self.ledger().customer(&phone)? else { return Ok(()) };
        for field in capabilities.demands {
            let given = asked.customer.iter().any(|(name, _)| name == field.code());
            if let Some(value) = remembered.get(field).filter(|_| !given) {
                asked.customer.push((field.code().to_owned(), value.clone()));
            }
        }
        Ok(())
    }

    /// Remembers the customer of a payment that is on disk, besides what is remembered already.
    pub(crate) fn remember_customer(&self, customer: Confidential, country: Country) -> Result<(), Refusal> {
        let phone = customer.payer.and_then(|payer| number(payer.digits(), country));
        let Some(phone) = phone.filter(|_| !customer.customer.is_empty()) else { return Ok(()) };
        let mut ledger = self.ledger();
        let mut particulars = ledger.customer(&phone)?.unwrap_or_default();
        particulars.extend(customer.customer);
        ledger.remember_customer(self.clock.now(), &phone, &particulars)?;
        Ok(())
    }
}

/// The number in the one form under which it is remembered.
fn number(text: &str, country: Country) -> Option<PayerNumber> {
    PhoneNumber::typed(text, country).map(PayerNumber::from).or_else(|_| PayerNumber::as_typed(text)).ok()
}
