//! What the first screen needs.

use comptoir_core::order::Environment as OfOrder;
use comptoir_core::shop::Shop as Particulars;
use comptoir_words::Lang as OfWords;
use serde::{Deserialize, Serialize};

use super::{AccountView, CashierView, OnDuty, PaymentView};
use crate::error::CommandError;
use crate::preferences::Preferences;

/// Everything that the screen begins with; asked for again after a reload.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct StartUp {
    pub(crate) version: &'static str,
    pub(crate) training: bool,
    /// Nobody has chosen between training and an account yet.
    pub(crate) first_start: bool,
    pub(crate) preferences: PreferenceChange,
    pub(crate) shop: Shop,
    pub(crate) accounts: Vec<AccountView>,
    /// Amounts in minor units that are taken with one key, the smallest first.
    pub(crate) frequent_amounts: Vec<i64>,
    /// The cashiers, those who left included. Where none is active nobody takes the till.
    pub(crate) cashiers: Vec<CashierView>,
    /// Who has the till; nobody, in a shop with cashiers: it is locked.
    pub(crate) on_duty: Option<OnDuty>,
    /// The owner has set a PIN.
    pub(crate) owner_pin: bool,
    /// Everything open, and every recent end that is still watched.
    pub(crate) unsettled: Vec<PaymentView>,
    /// What is wrong with the computer's clock.
    pub(crate) clock: Option<CommandError>,
}

/// The language and theme of the screen, how long it waits, and how loud it is.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Preferences"))]
pub(crate) struct PreferenceChange {
    pub(crate) lang: Lang,
    pub(crate) theme: Theme,
    /// A till that nobody has touched for so many minutes is nobody's; 0: it stays whose it is.
    pub(crate) idle_minutes: u16,
    pub(crate) volume: Volume,
}

impl From<Preferences> for PreferenceChange {
    fn from(kept: Preferences) -> Self {
        Self { lang: kept.lang, theme: kept.theme, idle_minutes: kept.idle_minutes, volume: kept.volume }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Lang {
    Fr,
    En,
}

impl From<Lang> for OfWords {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Fr => Self::Fr,
            Lang::En => Self::En,
        }
    }
}

/// How loud an outcome is. A till beside another one is quiet, and one in a silent place says it in colours and words alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Volume {
    Full,
    Low,
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
}

/// Whether what is done is worth money.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Environment {
    Live,
    Test,
    Training,
}

impl From<OfOrder> for Environment {
    fn from(environment: OfOrder) -> Self {
        match environment {
            OfOrder::Live => Self::Live,
            OfOrder::Test => Self::Test,
            OfOrder::Training => Self::Training,
        }
    }
}

/// The shop's particulars.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Shop {
    pub(crate) name: String,
    pub(crate) town: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) tax_id: Option<String>,
    pub(crate) website: Option<String>,
    pub(crate) till: String,
    pub(crate) zone: String,
}

impl From<Particulars> for Shop {
    fn from(shop: Particulars) -> Self {
        let Particulars { name, town, address, phone, tax_id, website, till, zone, logo: _ } = shop;
        Self { name, town, address, phone, tax_id, website, till, zone }
    }
}

/// One particular, set; an empty value takes its default again.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ShopChange {
    #[cfg_attr(test, ts(type = "keyof Shop"))]
    pub(crate) field: String,
    pub(crate) value: String,
}
