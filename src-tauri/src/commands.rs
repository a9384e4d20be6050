//! What the window can call: parse, hand on, answer. Each command may be called again after a reload and says the same.

mod accounts;
mod day;
mod exports;
mod payment;
mod people;
mod printing;
mod receipts;
mod refunds;
mod settings;
mod sharing;
mod tenders;

pub(crate) use accounts::*;
pub(crate) use day::*;
pub(crate) use exports::*;
pub(crate) use payment::*;
pub(crate) use people::*;
pub(crate) use printing::*;
pub(crate) use receipts::*;
pub(crate) use refunds::*;
pub(crate) use settings::*;
pub(crate) use sharing::*;
pub(crate) use tenders::*;

use crate::error::CommandError;

/// What a command ends with.
type Told<T> = Result<T, CommandError>;
