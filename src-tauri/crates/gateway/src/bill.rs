//! What a gateway is told when a payment is asked for.

use std::borrow::Cow;

use comptoir_core::order::{Confidential, CustomerField, Order, Sale};
use comptoir_core::shop::Shop;

/// An order with everything that stands beside it: what is sold, who sells, who pays.
pub struct Bill<'a> {
    /// The payment that is asked for.
    pub order: &'a Order,
    /// What is owed, with its lines and taxes.
    pub sale: &'a Sale,
    /// Who sells.
    pub shop: &'a Shop,
    /// What only the gateway is told of the customer.
    pub confidential: &'a Confidential,
    /// Our own secret for this payment, 64 hexadecimal digits: a notification with it can only come from somebody whom the
    /// gateway told its address.
    pub notification_secret: &'a str,
}

impl Bill<'_> {
    /// The cashier's line, or one that a customer can tell us.
    #[must_use]
    pub fn description(&self) -> Cow<'_, str> {
        match self.order.note.as_deref() {
            Some(note) if !note.is_empty() => Cow::Borrowed(note),
            Some(_) | None => Cow::Owned(format!("Paiement {}", self.order.reference)),
        }
    }

    /// A particular of the customer, where it was given.
    #[must_use]
    pub fn customer(&self, field: CustomerField) -> Option<&str> {
        self.confidential.customer.get(&field).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The digits of the payer's number, where it was given.
    #[must_use]
    pub fn payer(&self) -> Option<&str> {
        self.confidential.payer.as_ref().map(|payer| payer.digits())
    }
}
