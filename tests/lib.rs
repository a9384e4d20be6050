//! What the tests share: the real program, a real keyring of the tests' own, and a gateway on loopback that says what it is told to.
//!
//! ```text
//! let gateway = ScriptedGateway::start();
//! let till = Till::new();
//! till.add_account("boutique", &gateway);
//! gateway.everyone(Customer::Pays);
//! let paid = till.run(["pay", "12500", "--phone", PHONE, "--wait", "30"]).exits(0);
//! assert_eq!(paid.states(), ["recorded", "sending", "pending", "paid"]);
//! assert_eq!(gateway.taken(), 12_500);
//! ```
//!
//! Everything waits for a state, never for a time, and gives up at [`BOUND`] with all that was said until then.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on ends where it is; the lints know tests by their attribute and this is a library of them"
)]

mod binary;
#[cfg(target_os = "linux")]
pub mod child;
pub mod dice;
#[cfg(target_os = "linux")]
mod fault;
pub mod gateway;
#[cfg(target_os = "linux")]
mod keyring;
pub mod leak;
pub mod oracle;
mod outcome;
mod paper_printer;
#[cfg(target_os = "linux")]
mod practice;
#[cfg(target_os = "linux")]
mod print_server;
pub mod proof;
#[cfg(target_os = "linux")]
mod running;
pub mod samples;
#[cfg(target_os = "linux")]
mod till;
pub mod world;

use std::time::Duration;

pub use binary::binary;
#[cfg(target_os = "linux")]
pub use fault::Fault;
pub use gateway::{Answer, Call, Customer, ScriptedGateway};
#[cfg(target_os = "linux")]
pub use keyring::Keyring;
pub use outcome::{Outcome, fields_in_order};
pub use paper_printer::{Manner, PaperPrinter};
#[cfg(target_os = "linux")]
pub use practice::Practice;
#[cfg(target_os = "linux")]
pub use print_server::PrintServer;
#[cfg(target_os = "linux")]
pub use running::{Running, Signal};
#[cfg(target_os = "linux")]
pub use till::{KEY, PHONE, PIN, Till};

/// Longer than anything here takes on a busy machine; what takes longer has failed. The keychain's own deadline (10 s) fits in.
pub const BOUND: Duration = Duration::from_secs(40);
