//! The login keychain of macOS.

use std::sync::Arc;

use apple_native_keyring_store::keychain::Store;
use comptoir_engine::ports::SecretsError;
use keyring_core::{CredentialStore, Error, Result};

/// Nothing is opened: each call finds the login keychain by itself.
pub(crate) fn open() -> Result<Arc<CredentialStore>> {
    Ok(Store::new()?)
}

/// The store crate counts a dismissed window among the faults, so the code is read here. The names are those of `SecBase.h`.
pub(crate) fn why(error: &Error) -> SecretsError {
    let (Error::NoStorageAccess(cause) | Error::PlatformFailure(cause)) = error else {
        return SecretsError::Failed;
    };
    let code = cause.downcast_ref::<security_framework::base::Error>().map(|refusal| refusal.code());
    match code {
        // errSecUserCanceled, errSecAuthFailed, errSecInteractionNotAllowed: the window was dismissed, or could not be shown.
        Some(-128 | -25_293 | -25_308) => SecretsError::Locked,
        // errSecNotAvailable, errSecNoSuchKeychain, errSecNoDefaultKeychain.
        Some(-25_291 | -25_294 | -25_307) => SecretsError::Absent,
        _ => SecretsError::Failed,
    }
}
