//! The keychain of the system this was built for: how it is opened, and what its refusals mean.

use std::sync::Arc;

use keyring_core::{CredentialStore, Result};

#[cfg(target_os = "macos")]
mod macos;
#[cfg(all(unix, not(target_os = "macos")))]
mod secret_service;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "macos")]
pub(crate) use macos::{open, why};
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use secret_service::{open, why};
#[cfg(windows)]
pub(crate) use windows::{open, why};

/// Opens the keychain. It is called for every question and nothing of it is kept, so nothing that failed is remembered.
pub(crate) type Open = fn() -> Result<Arc<CredentialStore>>;
