//! One entry of the keychain, asked about on a thread that may block.

use comptoir_engine::ports::SecretsError;
use keyring_core::{Entry, Error};
use secrecy::zeroize::{Zeroize, Zeroizing};
use secrecy::{ExposeSecret, SecretString};

use crate::system::{self, Open};

/// The service every entry of ours stands under.
const SERVICE: &str = "Comptoir";

/// The entry that [`prove`] reads. It has no slash, so it is never the entry of a key.
const PROBE: &str = "probe";

/// Proves that a key could be read and kept now.
///
/// A question about an entry that does not exist would prove too little: it is answered "not there" by a locked keychain, and by one that
/// has no place yet to keep anything. So the entry is made once, which opens the password window if there is one, and read from then on,
/// which opens the window as well. Either way it opens once: a refusal ends the question.
pub(crate) fn prove(open: Open) -> Result<(), SecretsError> {
    let entry = entry(open, PROBE)?;
    match entry.get_password() {
        Ok(_) => Ok(()),
        Err(Error::NoEntry) => entry.set_password(SERVICE).map_err(why),
        Err(error) => Err(why(error)),
    }
}

pub(crate) fn read(open: Open, user: &str) -> Result<Option<SecretString>, SecretsError> {
    match entry(open, user)?.get_password().map(Zeroizing::new) {
        // Copied rather than moved: making a box of a string may leave a copy behind that nobody wipes.
        Ok(value) => Ok(Some(SecretString::from(value.as_str()))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(why(error)),
    }
}

pub(crate) fn write(open: Open, user: &str, value: &SecretString) -> Result<(), SecretsError> {
    entry(open, user)?.set_password(value.expose_secret()).map_err(why)
}

pub(crate) fn erase(open: Open, user: &str) -> Result<(), SecretsError> {
    match entry(open, user)?.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(why(error)),
    }
}

fn entry(open: Open, user: &str) -> Result<Entry, SecretsError> {
    let store = open().map_err(|error| {
        tracing::warn!(%error, "no keychain could be opened");
        SecretsError::Absent
    })?;
    Entry::new_in_store(&store, SERVICE, user).map_err(why)
}

/// Why a call failed, in the engine's words. What the keychain holds may be in the error, so it is wiped and never printed.
fn why(error: Error) -> SecretsError {
    match error {
        Error::BadEncoding(mut held) | Error::BadDataFormat(mut held, _) => {
            held.zeroize();
            tracing::warn!("what the keychain holds is not a text");
            SecretsError::Failed
        }
        Error::NoStorageAccess(_) | Error::PlatformFailure(_) => {
            tracing::warn!(%error, "the keychain refused or failed");
            system::why(&error)
        }
        Error::NoDefaultStore => SecretsError::Absent,
        Error::NoEntry
        | Error::BadStoreFormat(_)
        | Error::TooLong(..)
        | Error::Invalid(..)
        | Error::Ambiguous(_)
        | Error::NotSupportedByStore(_)
        | _ => {
            tracing::warn!(%error, "the keychain failed");
            SecretsError::Failed
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use keyring_core::{CredentialStore, mock};

    use super::*;

    static STORE: LazyLock<Arc<CredentialStore>> = LazyLock::new(|| mock::Store::new().unwrap());

    fn open() -> keyring_core::Result<Arc<CredentialStore>> {
        Ok(STORE.clone())
    }

    /// The next call about `user` fails with `error`.
    fn refuse(user: &str, error: Error) {
        let entry = Entry::new_in_store(&STORE, SERVICE, user).unwrap();
        let cred: &mock::Cred = entry.as_any().downcast_ref().unwrap();
        cred.set_error(error);
    }

    #[test]
    fn a_keychain_that_cannot_be_opened_is_absent() {
        let nowhere: Open = || Err(Error::PlatformFailure("no bus".into()));
        assert_eq!(prove(nowhere), Err(SecretsError::Absent));
        assert_eq!(read(nowhere, "absent").err(), Some(SecretsError::Absent));
        assert_eq!(write(nowhere, "absent", &"practice-key".into()), Err(SecretsError::Absent));
        assert_eq!(erase(nowhere, "absent"), Err(SecretsError::Absent));
    }

    #[test]
    fn an_entry_that_is_not_there_is_no_error() {
        assert!(read(open, "not-there").unwrap().is_none());
        assert_eq!(erase(open, "not-there"), Ok(()));
    }

    #[test]
    fn a_probe_leaves_one_word_behind_and_reads_it_from_then_on() {
        assert_eq!(prove(open), Ok(()));
        assert_eq!(read(open, PROBE).unwrap().unwrap().expose_secret(), SERVICE);
        refuse(PROBE, Error::PlatformFailure("broken".into()));
        assert_eq!(prove(open), Err(SecretsError::Failed));
        assert_eq!(prove(open), Ok(()));
    }

    #[test]
    fn a_refusal_is_told_from_a_fault() {
        // Windows has no password window: what it refuses is a session without a keychain.
        let refused = Err(if cfg!(windows) { SecretsError::Absent } else { SecretsError::Locked });
        let failed = Err(SecretsError::Failed);
        write(open, "refused", &"practice-key".into()).unwrap();
        for (error, expected) in [
            (refusal(), refused),
            (Error::PlatformFailure("broken".into()), failed),
            (Error::BadStoreFormat("broken".into()), failed),
            (Error::Ambiguous(Vec::new()), failed),
            (Error::BadEncoding(b"practice-key".to_vec()), failed),
        ] {
            refuse("refused", error);
            assert_eq!(read(open, "refused").map(drop), expected);
        }
        refuse("refused", refusal());
        assert_eq!(write(open, "refused", &"newer-practice-key".into()), refused);
        refuse("refused", refusal());
        assert_eq!(erase(open, "refused"), refused);
        assert_eq!(read(open, "refused").unwrap().unwrap().expose_secret(), "practice-key");
    }

    #[cfg(not(target_os = "macos"))]
    fn refusal() -> Error {
        Error::NoStorageAccess("dismissed".into())
    }

    #[cfg(target_os = "macos")]
    fn refusal() -> Error {
        Error::PlatformFailure(Box::new(security_framework::base::Error::from_code(-128)))
    }
}
