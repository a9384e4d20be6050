//! The people of the shop, as the screen shows them.

use std::collections::BTreeSet;

use comptoir_core::code::Code;
use comptoir_core::ids::CashierId;
use comptoir_core::people::{By, Cashier, Person, Right as OfCore};
use comptoir_engine::{CashierChange as OfEngine, Engine, Refusal};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// What a cashier may do without the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Right {
    Sell,
    Reprint,
    Refund,
    Settle,
    Export,
    Settings,
    Payout,
}

impl From<OfCore> for Right {
    fn from(right: OfCore) -> Self {
        match right {
            OfCore::Sell => Self::Sell,
            OfCore::Reprint => Self::Reprint,
            OfCore::Refund => Self::Refund,
            OfCore::Settle => Self::Settle,
            OfCore::Export => Self::Export,
            OfCore::Settings => Self::Settings,
            OfCore::Payout => Self::Payout,
        }
    }
}

impl From<Right> for OfCore {
    fn from(right: Right) -> Self {
        match right {
            Right::Sell => Self::Sell,
            Right::Reprint => Self::Reprint,
            Right::Refund => Self::Refund,
            Right::Settle => Self::Settle,
            Right::Export => Self::Export,
            Right::Settings => Self::Settings,
            Right::Payout => Self::Payout,
        }
    }
}

/// A cashier.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct CashierView {
    pub(crate) cashier_id: String,
    pub(crate) name: String,
    pub(crate) rights: Vec<Right>,
    /// They may take the till.
    pub(crate) active: bool,
}

impl From<Cashier> for CashierView {
    fn from(cashier: Cashier) -> Self {
        let Cashier { cashier_id, name, rights, active } = cashier;
        Self { cashier_id: cashier_id.to_string(), name, rights: rights.into_iter().map(Right::from).collect(), active }
    }
}

/// Who has the till.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct OnDuty {
    /// None: the owner.
    pub(crate) cashier_id: Option<String>,
    /// A cashier's name, or `owner`.
    pub(crate) name: String,
}

impl OnDuty {
    /// Whoever has the till of a shop that has cashiers.
    pub(crate) fn at(engine: &Engine) -> Result<Option<Self>, Refusal> {
        if engine.active_cashiers()?.is_empty() {
            return Ok(None);
        }
        Ok(engine.on_duty().map(|person| {
            let name = person.name().to_owned();
            match person {
                Person::Owner => Self { cashier_id: None, name },
                Person::Cashier { cashier_id, .. } => Self { cashier_id: Some(cashier_id.to_string()), name },
            }
        }))
    }
}

/// Who did something.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Doer {
    /// A cashier's name, or `owner`.
    pub(crate) name: String,
    /// The owner let it through.
    pub(crate) owner_allowed: bool,
}

impl From<&By> for Doer {
    fn from(by: &By) -> Self {
        Self { name: by.person.name().to_owned(), owner_allowed: by.owner_allowed }
    }
}

/// One thing that the owner changes of a cashier.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum CashierChange {
    Name(String),
    Pin(#[cfg_attr(test, ts(type = "string"))] SecretString),
    Rights(BTreeSet<Right>),
    Active(bool),
}

impl From<CashierChange> for OfEngine {
    fn from(change: CashierChange) -> Self {
        match change {
            CashierChange::Name(name) => Self::Name(name),
            CashierChange::Pin(pin) => Self::Pin(pin),
            CashierChange::Rights(rights) => Self::Rights(rights.into_iter().map(OfCore::from).collect()),
            CashierChange::Active(active) => Self::Active(active),
        }
    }
}

/// The cashier that the screen means.
pub(crate) fn cashier_id(text: &str) -> Result<CashierId, Refusal> {
    text.parse().map_err(|_| Refusal::naming(Code::CashierUnknown, "cashier", ""))
}
