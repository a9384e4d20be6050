//! What a gateway is told of an order: it is put together anew from the ledger each time.

use comptoir_core::code::Code;
use comptoir_core::order::{Confidential, Order, Sale};
use comptoir_core::shop::Shop;
use comptoir_gateway::Bill;

use crate::Engine;
use crate::refusal::Refusal;

/// Everything that a bill stands on.
pub(crate) struct Papers {
    sale: Sale,
    shop: Shop,
    confidential: Confidential,
    notification_secret: String,
}

impl Papers {
    /// The bill of the order that these papers belong to.
    pub(crate) fn bill<'a>(&'a self, order: &'a Order) -> Bill<'a> {
        let Self { sale, shop, confidential, notification_secret } = self;
        Bill { order, sale, shop, confidential, notification_secret }
    }
}

impl Engine {
    /// The papers of `order`.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger does not have them.
    pub(crate) fn papers(&self, order: &Order) -> Result<Papers, Refusal> {
        let ledger = self.ledger();
        Ok(Papers {
            sale: ledger.sale(order.sale_id)?.ok_or(Code::LedgerDamaged)?,
            shop: ledger.shop()?,
            confidential: ledger.confidential(order.payment_id)?.ok_or(Code::LedgerDamaged)?,
            notification_secret: ledger.identifier_secret().notification_secret(&order.reference),
        })
    }
}
