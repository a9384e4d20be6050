//! The Secret Service of the desktop session: gnome-keyring, KWallet, KeePassXC.

use std::sync::Arc;

use comptoir_engine::ports::SecretsError;
use keyring_core::{CredentialStore, Error, Result};
use zbus_secret_service_keyring_store::Store;

/// Connects to the session's bus and opens a session with its provider. This is what fails where there is no bus or no provider.
pub(crate) fn open() -> Result<Arc<CredentialStore>> {
    Ok(Store::new()?)
}

/// A refusal is a password window that was dismissed or could not be shown, or a keychain in which no keyring was ever made.
pub(crate) fn why(error: &Error) -> SecretsError {
    if matches!(error, Error::NoStorageAccess(_)) { SecretsError::Locked } else { SecretsError::Failed }
}
