//! The tables that `build.rs` makes of `fr.json` and `en.json`.

#![expect(clippy::unneeded_struct_pattern, reason = "one pattern for states with data and without")]

use comptoir_core::code::{Code, Reason};
use comptoir_core::state::{MoneyAtRisk, State};

use crate::{Label, Lang};

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
