//! A closing of the till: numbered, never changed, and gap-free. It covers everything since the closing before it, whatever the date;
//! what comes later belongs to the next one. Months and years are the sum of the closings in them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{ClosingId, PaymentId};
use crate::money::Currency;
use crate::order::Environment;
use crate::reference::MerchantReference;
use crate::shop::Shop;
use crate::takings::Takings;

/// What is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosingKind {
    /// Everything since the closing before.
    Day,
    /// The days that were closed in a month.
    Month,
    /// The days that were closed in a year.
    Year,
}

impl ClosingKind {
    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// What stands before the place in its number.
    #[must_use]
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Day => "Z",
            Self::Month => "ZM",
            Self::Year => "ZA",
        }
    }
}

/// A payment that had no end when the till was closed, and the word that was given for it. It goes on in the next closing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    /// The payment.
    pub payment_id: PaymentId,
    /// Its name at the gateway.
    pub reference: MerchantReference,
    /// How it stands.
    pub state: String,
    /// What was asked, in minor units.
    pub amount_minor: i64,
    /// The currency.
    pub currency: Currency,
    /// Why it was left.
    pub why: String,
}

/// What was in the drawer. A difference is recorded and keeps nobody from closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawer {
    /// The currency.
    pub currency: Currency,
    /// What was in it at the beginning, in minor units.
    pub float_minor: i64,
    /// What came into it since, less what went out, as far as the ledger knows.
    pub moved_minor: i64,
    /// What was counted at the end.
    pub counted_minor: i64,
    /// What was counted beyond what should be there.
    pub difference_minor: i64,
}

/// What the gateway's own site says of an account, as the owner typed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The account.
    pub account: String,
    /// The currency.
    pub currency: Currency,
    /// What the site says was taken, in minor units.
    pub told_minor: i64,
    /// What the receipts say.
    pub taken_minor: i64,
    /// What the site says beyond the receipts.
    pub difference_minor: i64,
}

/// What was ever taken, less what was ever given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Perpetual {
    /// The currency.
    pub currency: Currency,
    /// How many receipts.
    pub count: u64,
    /// What is left of them, in minor units.
    pub amount_minor: i64,
}

/// The closings that a month or a year is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// `2026-11` or `2026`.
    pub name: String,
    /// How many closings.
    pub count: u64,
    /// The number of the first.
    pub first: String,
    /// The number of the last.
    pub last: String,
}

/// A closing as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// Its name.
    pub closing_id: ClosingId,
    /// Its number.
    pub number: String,
    /// What is closed.
    pub kind: ClosingKind,
    /// The closings in it, of a month or a year.
    pub period: Option<Period>,
    /// When it was made.
    pub closed_at: Timestamp,
    /// The shop, as it was then.
    pub shop: Shop,
    /// What counts in it.
    pub environment: Environment,
    /// The first entry of the journal that it covers.
    pub first_entry: i64,
    /// The last.
    pub last_entry: i64,
    /// When the closing before it was made.
    pub since: Option<Timestamp>,
    /// The number of its first receipt.
    pub first_receipt: Option<String>,
    /// The number of its last receipt.
    pub last_receipt: Option<String>,
    /// What counts, a currency each.
    pub takings: Vec<Takings>,
    /// Tests, which are in no total.
    pub apart: Vec<Takings>,
    /// How many papers were printed after their original.
    pub duplicates: u64,
    /// What had no end.
    pub left: Vec<Left>,
    /// The drawer, if it was counted.
    pub drawer: Option<Drawer>,
    /// What the gateways' own sites say, if somebody looked.
    pub figures: Vec<Figure>,
    /// All that was ever taken.
    pub perpetual: Vec<Perpetual>,
}

/// A closing with its two places in the journal's chain: eight characters of the link before it, where the journal ended then, and of its
/// own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedClosing {
    /// What it says.
    pub closing: Closing,
    /// Code of the link before.
    pub previous_code: String,
    /// Code of its own link.
    pub code: String,
}
