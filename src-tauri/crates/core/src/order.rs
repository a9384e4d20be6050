//! What is asked for: an order that has passed every check, fixed for the life of its payment.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{PaymentId, SaleId};
use crate::money::Amount;
use crate::network::Network;
use crate::people::Person;
use crate::phone::{Country, PayerNumber};
use crate::reference::MerchantReference;
use crate::schedule;

/// A payment gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GatewayKind {
    /// PayGateGlobal, Togo: Mixx by Yas (T-Money) and Moov Money (Flooz).
    PaygateGlobal,
    /// PayDunya, Senegal and its neighbours: a payment page.
    Paydunya,
    /// CinetPay, the generation with a key and a site id: a payment page.
    Cinetpay,
    /// PayPlus Africa, Benin: a payment page.
    Payplus,
    /// PaiementPro (XPAYE), Côte d'Ivoire: a payment page.
    PaiementPro,
}

/// What a payment comes to when the answer to its create call is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostAnswer {
    /// The gateway is asked by our own reference: the customer may have been asked.
    IsAskedAbout,
    /// Its page is lost with the answer, before anybody saw it: nobody can pay it.
    LosesThePage,
    /// Nothing can be asked: a person must look.
    NeedsAPerson,
}

impl GatewayKind {
    /// Every gateway.
    pub const ALL: [Self; 5] = [Self::PaygateGlobal, Self::Paydunya, Self::Cinetpay, Self::Payplus, Self::PaiementPro];

    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PaygateGlobal => "paygate-global",
            Self::Paydunya => "paydunya",
            Self::Cinetpay => "cinetpay",
            Self::Payplus => "payplus",
            Self::PaiementPro => "paiement-pro",
        }
    }

    /// Its own name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PaygateGlobal => "PayGateGlobal",
            Self::Paydunya => "PayDunya",
            Self::Cinetpay => "CinetPay",
            Self::Payplus => "PayPlus Africa",
            Self::PaiementPro => "PaiementPro",
        }
    }

    /// The country of its accounts, unless an account says another one.
    #[must_use]
    pub const fn country(self) -> Country {
        match self {
            Self::PaygateGlobal => Country::Tg,
            Self::Paydunya => Country::Sn,
            Self::Cinetpay | Self::PaiementPro => Country::Ci,
            Self::Payplus => Country::Bj,
        }
    }

    /// Whether its page is made by a create call; otherwise the page's address is all there is.
    #[must_use]
    pub const fn creates_page(self) -> bool {
        match self {
            Self::PaygateGlobal => false,
            Self::Paydunya | Self::Cinetpay | Self::Payplus | Self::PaiementPro => true,
        }
    }

    /// Whether it can be asked how a payment stands.
    #[must_use]
    pub const fn can_be_asked(self) -> bool {
        match self {
            Self::PaygateGlobal | Self::Paydunya | Self::Cinetpay | Self::Payplus => true,
            Self::PaiementPro => false,
        }
    }

    /// Whether it can be asked by our own reference, which outlives every lost answer.
    #[must_use]
    pub const fn knows_our_reference(self) -> bool {
        match self {
            Self::PaygateGlobal | Self::Cinetpay => true,
            Self::Paydunya | Self::Payplus | Self::PaiementPro => false,
        }
    }

    /// No payment of it is asked about twice within this time, whoever asks: CinetPay takes more for suspicious use.
    #[must_use]
    pub const fn shortest_between_questions(self) -> Duration {
        match self {
            Self::PaygateGlobal | Self::Paydunya | Self::Payplus | Self::PaiementPro => schedule::SHORTEST,
            Self::Cinetpay => schedule::SHORTEST_BY_HAND,
        }
    }

    /// What becomes of a payment whose create call got no answer.
    #[must_use]
    pub const fn lost_answer(self) -> LostAnswer {
        match self {
            Self::PaygateGlobal => LostAnswer::IsAskedAbout,
            Self::Paydunya | Self::Cinetpay | Self::Payplus => LostAnswer::LosesThePage,
            Self::PaiementPro => LostAnswer::NeedsAPerson,
        }
    }

    /// The gateway with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gateway| gateway.code() == code)
    }
}

/// How the customer is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// A prompt on the customer's phone.
    Push,
    /// The gateway's payment page, shown as a QR code.
    Page,
}

impl Method {
    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::Page => "page",
        }
    }
}

/// Whether money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Real money.
    Live,
    /// An account of tests: its base URL is on this machine, or the gateway's own test mode.
    Test,
    /// The built-in practice gateway.
    Training,
}

impl Environment {
    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Test => "test",
            Self::Training => "training",
        }
    }

    /// The environment with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Live, Self::Test, Self::Training].into_iter().find(|environment| environment.code() == code)
    }
}

/// One line of a sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What was sold.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// Price of one, in minor units of the sale's currency.
    pub unit_price_minor: i64,
}

impl Line {
    /// Quantity times unit price in minor units, or none beyond what an integer holds.
    #[must_use]
    pub fn total_minor(&self) -> Option<i64> {
        self.unit_price_minor.checked_mul(i64::from(self.quantity))
    }
}

/// A tax, or another charge that is no article: part of what is owed, besides the lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tax {
    /// What it is called on the invoice.
    pub name: String,
    /// How much, in minor units of the sale's currency.
    pub amount_minor: i64,
}

/// What is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale {
    /// Its name.
    pub sale_id: SaleId,
    /// The whole of it.
    pub amount: Amount,
    /// What was sold, if it was told; with the taxes the totals add up to `amount`.
    pub lines: Vec<Line>,
    /// The taxes on it. A sale without lines has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxes: Vec<Tax>,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// One request for payment of a sale. It holds no key and no full phone number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The payment's name.
    pub payment_id: PaymentId,
    /// The sale it pays.
    pub sale_id: SaleId,
    /// Its name at the gateway.
    pub reference: MerchantReference,
    /// The gateway.
    pub gateway: GatewayKind,
    /// The shop's account at it, by name.
    pub account: String,
    /// Six characters that change when the account's key changes, and do not tell it.
    pub key_fingerprint: String,
    /// How the customer is asked.
    pub method: Method,
    /// The customer's network, if known.
    pub network: Option<Network>,
    /// The payer's number as it may be shown.
    pub payer: Option<String>,
    /// What is asked.
    pub amount: Amount,
    /// Whether money moves.
    pub environment: Environment,
    /// A line of the cashier's own.
    pub note: Option<String>,
    /// An earlier payment of the same sale that this one stands in for.
    pub retry_of: Option<PaymentId>,
    /// The customer may pay both, and the cashier said so.
    pub double_accepted: bool,
    /// Who took it; none where the shop has no cashiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cashier: Option<Person>,
    /// When it was recorded.
    pub created_at: Timestamp,
}

impl Order {
    /// Whether a create call makes it: a page that no call makes is only shown.
    #[must_use]
    pub const fn is_sent(&self) -> bool {
        match self.method {
            Method::Push => true,
            Method::Page => self.gateway.creates_page(),
        }
    }
}

/// What only the gateway is told: it never stands in the journal, and leaves the ledger once it can be of no more use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Confidential {
    /// The payer's number.
    pub payer: Option<PayerNumber>,
    /// Particulars of the customer that some gateways demand.
    pub customer: BTreeMap<CustomerField, String>,
}

/// A particular of the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each says what it is")]
pub enum CustomerField {
    Email,
    FirstName,
    LastName,
    Address,
    City,
    Country,
    State,
    Zip,
}

impl CustomerField {
    /// Every particular.
    pub const ALL: [Self; 8] =
        [Self::Email, Self::FirstName, Self::LastName, Self::Address, Self::City, Self::Country, Self::State, Self::Zip];

    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Address => "address",
            Self::City => "city",
            Self::Country => "country",
            Self::State => "state",
            Self::Zip => "zip",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_worth_its_count_times_its_price_and_never_more_than_an_integer_holds() {
        let line = |quantity, unit_price_minor| Line { name: "Savon".to_owned(), quantity, unit_price_minor }.total_minor();
        assert_eq!((line(3, 750), line(0, 750)), (Some(2_250), Some(0)));
        assert_eq!(line(2, i64::MAX), None);
    }
}
