//! The list of payments, as the screen asks for it and shows it.

use comptoir_engine::AskedFilter;
use comptoir_ledger::{Outline, Sum};
use serde::{Deserialize, Serialize};

use super::PaymentView;

/// Which payments are listed. Of a list that names nothing, all are.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PaymentFilter {
    pub(crate) open: bool,
    /// The first day, such as `2026-11-26`, in the shop's zone.
    pub(crate) from: Option<String>,
    /// The last day.
    pub(crate) to: Option<String>,
    #[cfg_attr(test, ts(type = "PaymentState[]"))]
    pub(crate) states: Vec<String>,
    /// By their codes.
    pub(crate) networks: Vec<String>,
    /// By their codes.
    pub(crate) gateways: Vec<String>,
    /// By their names.
    pub(crate) accounts: Vec<String>,
    /// Who took it: `owner`, or the id of a cashier.
    pub(crate) cashiers: Vec<String>,
    #[cfg_attr(test, ts(type = "Environment[]"))]
    pub(crate) environments: Vec<String>,
    /// Of those with a receipt, the printed ones or the others.
    pub(crate) printed: Option<bool>,
    pub(crate) query: Option<String>,
}

impl From<PaymentFilter> for AskedFilter {
    fn from(filter: PaymentFilter) -> Self {
        let PaymentFilter { open, from, to, states, networks, gateways, accounts, cashiers, environments, printed, query } =
            filter;
        Self { open, from, to, states, networks, gateways, accounts, cashiers, environments, printed, query }
    }
}

/// A payment and its place in the list: the next stretch begins before the place of the last one.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ListedPayment {
    pub(crate) recorded_seq: u64,
    pub(crate) payment: PaymentView,
}

/// What a filter lets through, all in all.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PaymentOutline {
    pub(crate) count: u64,
    pub(crate) paid: Vec<PaidSum>,
    /// The place of the first payment of each stretch, the newest first.
    pub(crate) starts: Vec<u64>,
}

impl From<Outline> for PaymentOutline {
    fn from(outline: Outline) -> Self {
        let Outline { count, paid, starts } = outline;
        Self { count, paid: paid.into_iter().map(PaidSum::from).collect(), starts }
    }
}

/// What was paid in one currency.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PaidSum {
    pub(crate) currency: &'static str,
    pub(crate) count: u64,
    pub(crate) amount_minor: i64,
}

impl From<Sum> for PaidSum {
    fn from(sum: Sum) -> Self {
        Self { currency: sum.currency.code(), count: sum.count, amount_minor: sum.minor }
    }
}
