//! The people of a shop: its owner, its cashiers, and what each cashier may do.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ids::CashierId;

/// What a cashier may do without the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Take payments, stop waiting for one, and print its first paper.
    Sell,
    /// Print a paper again.
    Reprint,
    /// Note money that was given back.
    Refund,
    /// Settle a payment by hand.
    Settle,
    /// Have payments written into a file.
    Export,
    /// Change the shop, its accounts and its printers.
    Settings,
    /// Send money out.
    Payout,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 7] =
        [Self::Sell, Self::Reprint, Self::Refund, Self::Settle, Self::Export, Self::Settings, Self::Payout];

    /// What a cashier has unless somebody says otherwise.
    pub const USUAL: [Self; 2] = [Self::Sell, Self::Reprint];

    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sell => "sell",
            Self::Reprint => "reprint",
            Self::Refund => "refund",
            Self::Settle => "settle",
            Self::Export => "export",
            Self::Settings => "settings",
            Self::Payout => "payout",
        }
    }

    /// The right with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.code() == code)
    }
}

/// A cashier. One who has left stays, inactive: the journal names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cashier {
    /// Their own for ever, whatever they are called.
    pub cashier_id: CashierId,
    /// What they are called. No two are called the same, however the letters are written.
    pub name: String,
    /// What they may do.
    pub rights: BTreeSet<Right>,
    /// They may take the till.
    pub active: bool,
}

/// The owner in a list of names; no cashier is called so.
pub const OWNER: &str = "owner";

/// Somebody of the shop, called as they were called then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum Person {
    /// The owner.
    Owner,
    /// A cashier.
    Cashier {
        /// Which one.
        cashier_id: CashierId,
        /// What they were called.
        name: String,
    },
}

impl Person {
    /// The name other programs know them by: `owner`, or what a cashier was called.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Owner => OWNER,
            Self::Cashier { name, .. } => name,
        }
    }

    /// What they are filtered and counted by: `owner`, or a cashier's id.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Owner => OWNER.to_owned(),
            Self::Cashier { cashier_id, .. } => cashier_id.to_string(),
        }
    }
}

impl From<&Cashier> for Person {
    fn from(cashier: &Cashier) -> Self {
        Self::Cashier { cashier_id: cashier.cashier_id, name: cashier.name.clone() }
    }
}

/// Who did something, as the journal tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// They had no right to it, and the owner let it through with the PIN.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub owner_allowed: bool,
}

impl From<Person> for By {
    fn from(person: Person) -> Self {
        Self { person, owner_allowed: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_is_found_by_its_code() {
        for right in Right::ALL {
            assert_eq!(Right::from_code(right.code()), Some(right));
            assert_eq!(serde_json::to_value(right).unwrap(), right.code());
        }
        assert_eq!(Right::from_code("everything"), None);
    }

    #[test]
    fn who_did_something_is_read_as_it_is_written() {
        let cashier_id = "01938f2e-0000-7000-8000-000000000001".parse().unwrap();
        let awa = Person::Cashier { cashier_id, name: "Awa".to_owned() };
        for (by, written) in [
            (By::from(Person::Owner), r#"{"who":"owner"}"#.to_owned()),
            (
                By { person: awa.clone(), owner_allowed: true },
                format!(r#"{{"who":"cashier","cashier_id":"{cashier_id}","name":"Awa","owner_allowed":true}}"#),
            ),
        ] {
            assert_eq!(serde_json::to_string(&by).unwrap(), written);
            assert_eq!(serde_json::from_str::<By>(&written).unwrap(), by);
        }
        assert_eq!((awa.name(), awa.key()), ("Awa", cashier_id.to_string()));
    }
}
