//! A sale that was settled without a gateway: cash, or money that came in outside this program. It is never counted as mobile money.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{SaleId, TenderId};
use crate::logo::Logo;
use crate::money::Amount;
use crate::order::{Environment, Line, Sale, Tax};
use crate::people::Person;
use crate::refund::How;
use crate::shop::Shop;

/// What the cashier says was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its name, repeated with each press of the same key.
    pub tender_id: TenderId,
    /// How.
    pub how: How,
    /// A line of the cashier's own.
    pub note: Option<String>,
}

/// A tender as it was noted. It stays so when the shop's particulars change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tender {
    /// Its name.
    pub tender_id: TenderId,
    /// The number of its receipt.
    pub number: String,
    /// When it was noted.
    pub tendered_at: Timestamp,
    /// The shop, as it was then.
    pub shop: Shop,
    /// The sale, the whole of which it settles.
    pub sale_id: SaleId,
    /// How much.
    pub amount: Amount,
    /// What was sold, if it was told.
    pub lines: Vec<Line>,
    /// The taxes on it.
    pub taxes: Vec<Tax>,
    /// A line of the cashier's own.
    pub note: Option<String>,
    /// How it was taken.
    pub how: How,
    /// Whether it is worth anything.
    pub environment: Environment,
    /// Who noted it; none where the shop has no cashiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashier: Option<Person>,
}

impl Tender {
    /// The tender with this number that settles `sale`.
    #[must_use]
    pub fn noted(
        number: String,
        tendered_at: Timestamp,
        shop: &Shop,
        sale: &Sale,
        environment: Environment,
        taken: Taken,
    ) -> Self {
        let Taken { tender_id, how, note } = taken;
        Self {
            tender_id,
            number,
            tendered_at,
            shop: shop.clone(),
            sale_id: sale.sale_id,
            amount: sale.amount,
            lines: sale.lines.clone(),
            taxes: sale.taxes.clone(),
            note,
            how,
            environment,
            cashier: None,
        }
    }
}

/// A tender with its two places in the journal's chain: eight characters of the link before it and of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedTender {
    /// What it says.
    pub tender: Tender,
    /// Code of the link before.
    pub previous_code: String,
    /// Code of its own link.
    pub code: String,
    /// The shop's logo then.
    pub logo: Option<Logo>,
}
