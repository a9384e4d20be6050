//! The operating system's keychain as the engine sees it.

use std::time::Duration;

use async_trait::async_trait;
use comptoir_engine::ports::{SecretSlot, Secrets, SecretsError};
use secrecy::SecretString;

use crate::entry;
use crate::slot;
use crate::system::{self, Open};
use crate::turn::Turn;

/// How long one call may take, its wait for an earlier call included. A person needs longer to type a password, but by then the cashier
/// has been told why nothing happens, and the next call finds the keychain unlocked.
pub const DEADLINE: Duration = Duration::from_secs(10);

/// The keychain of the person who is logged in.
///
/// Nothing is remembered between two calls: each opens the keychain anew, which costs about a hundredth of a second. So one that was absent or locked
/// when the program started is used as soon as it is there, without a restart. Calls are made on threads of their own, one at a time
/// ([`Turn`] says why), and need a tokio runtime with its timer only to be awaited.
#[derive(Debug)]
pub struct Keychain {
    open: Open,
    turn: Turn,
}

impl Keychain {
    /// This system's keychain. Nothing is asked of it yet.
    #[must_use]
    pub fn new() -> Self {
        Self::opened_by(system::open, DEADLINE)
    }

    fn opened_by(open: Open, deadline: Duration) -> Self {
        Self { open, turn: Turn::new(deadline) }
    }
}

impl Default for Keychain {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Secrets for Keychain {
    /// Reads a word of ours that is no secret, and writes it if it was never there ([`entry::prove`] says why), which shows that keys can
    /// be read and kept. A locked keychain opens its password window for this, at most once.
    async fn probe(&self) -> Result<(), SecretsError> {
        let open = self.open;
        self.turn.ask(move || entry::prove(open)).await
    }

    async fn read(&self, slot: &SecretSlot) -> Result<Option<SecretString>, SecretsError> {
        let (open, user) = (self.open, slot::user(slot));
        self.turn.ask(move || entry::read(open, &user)).await
    }

    /// After [`SecretsError::NoAnswer`] the value may still be kept, when the person types the password late. Probe first: then no
    /// password window is in the way.
    async fn store(&self, slot: &SecretSlot, value: SecretString) -> Result<(), SecretsError> {
        slot::check_length(&value)?;
        let (open, user) = (self.open, slot::user(slot));
        self.turn.ask(move || entry::write(open, &user, &value)).await
    }

    async fn erase(&self, slot: &SecretSlot) -> Result<(), SecretsError> {
        let (open, user) = (self.open, slot::user(slot));
        self.turn.ask(move || entry::erase(open, &user)).await
    }
}

#[cfg(test)]
mod tests {
    use keyring_core::Error;

    use super::*;

    #[tokio::test]
    async fn a_key_too_long_is_refused_before_the_keychain_is_opened() {
        let slot = SecretSlot { folder_id: "folder".to_owned(), account: "boutique".to_owned(), field: "auth_token".to_owned() };
        let keychain = Keychain::opened_by(|| Err(Error::NoDefaultStore), DEADLINE);
        let refused = keychain.store(&slot, "k".repeat(1_281).into()).await;
        assert_eq!(refused, Err(SecretsError::TooLong { limit: 1_280 }));
        let opened = keychain.store(&slot, "k".repeat(1_280).into()).await;
        assert_eq!(opened, Err(SecretsError::Absent));
    }
}
