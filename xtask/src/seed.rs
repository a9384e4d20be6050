//! `cargo xtask seed`: the practice ledger, filled with payments of two years.

use std::path::PathBuf;
use std::process::Command;

use crate::sentences::Language;
use crate::system::{Need, prepare};
use crate::workspace::{build, exit_code};

/// How many payments, and in which data folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Wanted {
    pub(crate) payments: Option<u64>,
    pub(crate) data: Option<PathBuf>,
}

/// Fills the training folder; the shop's own ledger is never touched.
pub(crate) fn seed(language: Language, wanted: &Wanted) -> Result<(), String> {
    let payments = wanted.payments.ok_or_else(|| language.how_many_payments())?;
    let missing = prepare(language, &[Need::CCompiler]);
    if !missing.is_empty() {
        return Err(language.nothing_without(&missing));
    }
    let mut command = Command::new(build(language, "comptoir-seed")?);
    command.args(["--payments", &payments.to_string()]);
    if let Some(data) = &wanted.data {
        command.arg("--data").arg(data);
    }
    match exit_code(&mut command, language)? {
        Some(0) => Ok(()),
        code => Err(language.not_seeded(code)),
    }
}
