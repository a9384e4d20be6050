//! The operating system's keychain, and nothing else, holds the shop's keys.
//!
//! [`Keychain`] is Windows Credential Manager, the macOS Keychain or, elsewhere, the Secret Service of the desktop. [`MemorySecrets`]
//! stands in its place in training and in tests. There is no third: a key is never kept in a file of ours.

mod entry;
mod keychain;
mod memory;
mod slot;
mod system;
mod turn;

pub use keychain::{DEADLINE, Keychain};
pub use memory::MemorySecrets;
pub use slot::LIMIT;
