//! What the ledger should hold, in maps and lists.

use std::collections::BTreeMap;

use comptoir_core::code::Reason;
use comptoir_core::network::Network;
use comptoir_core::order::{Confidential, CustomerField, Sale};
use comptoir_core::payment::{Payment, Settlement};
use comptoir_core::payout::Payout;
use comptoir_core::shop::Shop;
use comptoir_ledger::StoredAccount;
use jiff::Timestamp;

/// A payment, with everything that stands beside it.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) payment: Payment,
    pub(crate) fingerprint: String,
    pub(crate) confidential: Option<Confidential>,
    pub(crate) questions: u32,
    pub(crate) last_asked: Option<Timestamp>,
    pub(crate) trouble: Option<Reason>,
    pub(crate) settlement: Option<Settlement>,
    pub(crate) receipt: Option<String>,
    /// Numbers and minor units of what was given back, first to last.
    pub(crate) refunds: Vec<(String, i64)>,
}

/// Everything.
#[derive(Debug, Default)]
pub(crate) struct Maps {
    pub(crate) sales: Vec<Sale>,
    /// First to last.
    pub(crate) payments: Vec<Kept>,
    /// The last place of each series of receipts.
    pub(crate) places: BTreeMap<String, u64>,
    /// How many closings there are, and what they took together.
    pub(crate) closings: usize,
    pub(crate) closed_minor: i64,
    /// The last place of each series of refunds.
    pub(crate) refund_places: BTreeMap<String, u64>,
    pub(crate) accounts: BTreeMap<String, StoredAccount>,
    pub(crate) shop: Shop,
    pub(crate) customers: BTreeMap<String, BTreeMap<CustomerField, String>>,
    pub(crate) routes: BTreeMap<Network, String>,
    pub(crate) pin: Option<String>,
    pub(crate) payouts: Vec<Payout>,
}

impl Maps {
    /// The states of the other payments of the same sale.
    fn others(&self, place: usize) -> impl Iterator<Item = &'static str> {
        let order = &self.payments[place].payment.order;
        let others = self.payments.iter().map(|kept| &kept.payment);
        let others = others.filter(|other| other.order.sale_id == order.sale_id && other.order.payment_id != order.payment_id);
        others.map(|other| other.state.code())
    }

    /// Whether another payment of the sale has its money, or gave it back.
    pub(crate) fn sale_settled(&self, place: usize) -> bool {
        self.others(place).any(|state| ["paid", "resolved_paid", "resolved_refunded"].contains(&state))
    }

    /// Whether another payment of the sale may still be paid, or has money of its own.
    pub(crate) fn contested(&self, place: usize) -> bool {
        let free = ["abandoned_unsent", "abandoned_orphan", "declined", "expired", "resolved_unpaid"];
        self.others(place).any(|state| !free.contains(&state))
    }

    /// The number of the next receipt of a series, which is used up.
    pub(crate) fn next_number(&mut self, series: &str) -> String {
        let place = self.places.entry(series.to_owned()).or_default();
        *place += 1;
        format!("{series}-{place:06}")
    }

    /// Whether something that only the gateway is told is still of use: the payment is open, or ended less than three days ago.
    pub(crate) fn is_of_use(payment: &Payment, now: Timestamp) -> bool {
        match payment.state.code() {
            "abandoned_orphan" if !["paygate-global", "cinetpay"].contains(&payment.order.gateway.code()) => false,
            "declined" | "expired" | "abandoned_orphan" => {
                let ended = payment.ended_at.expect("an end has a time");
                now.as_second() - ended.as_second() < 72 * 3_600
            }
            "paid" | "abandoned_unsent" | "resolved_paid" | "resolved_unpaid" | "resolved_refunded" => false,
            _ => true,
        }
    }
}
