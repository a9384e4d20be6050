//! The one error that the window sees.

use std::collections::BTreeMap;

use comptoir_core::code::Code;
use comptoir_engine::Refusal;
use comptoir_ledger::LedgerError;
use comptoir_words::money_at_risk;
use serde::Serialize;

use crate::dto::Risk;

/// Why a command was not carried out. The screen has two sentences for each code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct CommandError {
    /// A code of the catalogue.
    pub(crate) code: &'static str,
    /// What its sentences name.
    pub(crate) data: BTreeMap<&'static str, String>,
    /// Whether money is at risk.
    pub(crate) money_at_risk: Risk,
    /// The payment it is about.
    pub(crate) reference: Option<String>,
}

impl From<Refusal> for CommandError {
    fn from(refusal: Refusal) -> Self {
        let Refusal { code, data, reference, risk } = refusal;
        let money_at_risk = risk.unwrap_or_else(|| money_at_risk(code)).into();
        Self { code: code.code(), data: data.into_iter().collect(), money_at_risk, reference }
    }
}

impl From<Code> for CommandError {
    fn from(code: Code) -> Self {
        Refusal::from(code).into()
    }
}

impl From<LedgerError> for CommandError {
    fn from(error: LedgerError) -> Self {
        Refusal::from(error).into()
    }
}
