//! Windows Credential Manager.

use std::sync::Arc;

use comptoir_engine::ports::SecretsError;
use keyring_core::{CredentialStore, Error, Result};
use windows_native_keyring_store::Store;

/// Nothing is opened: each call stands alone.
pub(crate) fn open() -> Result<Arc<CredentialStore>> {
    Ok(Store::new()?)
}

/// Credentials are open as long as the person is logged in: the one refusal is `ERROR_NO_SUCH_LOGON_SESSION`, of a session that has none.
pub(crate) fn why(error: &Error) -> SecretsError {
    if matches!(error, Error::NoStorageAccess(_)) { SecretsError::Absent } else { SecretsError::Failed }
}
