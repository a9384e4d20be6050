//! Keys kept in memory, for training and for tests.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use comptoir_engine::ports::{SecretSlot, Secrets, SecretsError};
use secrecy::SecretString;

use crate::slot;

/// Keys that live as long as this value and are never written anywhere. It takes what [`crate::Keychain`] takes.
#[derive(Debug, Default)]
pub struct MemorySecrets {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    values: BTreeMap<String, SecretString>,
    failure: Option<SecretsError>,
}

impl MemorySecrets {
    /// Nothing is kept yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on every call fails with `failure`, as with a keychain that is absent or locked; with none they work again. What is kept
    /// stays kept.
    pub fn fail_with(&self, failure: Option<SecretsError>) {
        self.lock().failure = failure;
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // No call can leave the map half changed, so a panic elsewhere while it was locked does no harm.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answering(&self) -> Result<MutexGuard<'_, Kept>, SecretsError> {
        let kept = self.lock();
        kept.failure.map_or(Ok(kept), Err)
    }
}

#[async_trait]
impl Secrets for MemorySecrets {
    async fn probe(&self) -> Result<(), SecretsError> {
        self.answering().map(drop)
    }

    async fn read(&self, slot: &SecretSlot) -> Result<Option<SecretString>, SecretsError> {
        Ok(self.answering()?.values.get(&slot::user(slot)).cloned())
    }

    async fn store(&self, slot: &SecretSlot, value: SecretString) -> Result<(), SecretsError> {
        slot::check_length(&value)?;
        self.answering()?.values.insert(slot::user(slot), value);
        Ok(())
    }

    async fn erase(&self, slot: &SecretSlot) -> Result<(), SecretsError> {
        self.answering()?.values.remove(&slot::user(slot));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn slot(folder_id: &str) -> SecretSlot {
        SecretSlot { folder_id: folder_id.to_owned(), account: "boutique".to_owned(), field: "auth_token".to_owned() }
    }

    async fn value(secrets: &MemorySecrets, folder_id: &str) -> Option<String> {
        let value = secrets.read(&slot(folder_id)).await.unwrap();
        value.map(|value| value.expose_secret().to_owned())
    }

    #[tokio::test]
    async fn a_key_is_kept_replaced_and_forgotten_in_its_own_slot_only() {
        let secrets = MemorySecrets::new();
        for key in ["practice-key", "newer-practice-key"] {
            secrets.store(&slot("one"), key.into()).await.unwrap();
        }
        secrets.store(&slot("two"), "other-practice-key".into()).await.unwrap();
        assert_eq!(value(&secrets, "one").await.as_deref(), Some("newer-practice-key"));

        secrets.erase(&slot("one")).await.unwrap();
        secrets.erase(&slot("one")).await.unwrap();
        assert_eq!(value(&secrets, "one").await, None);
        assert_eq!(value(&secrets, "two").await.as_deref(), Some("other-practice-key"));
    }

    #[tokio::test]
    async fn a_failure_stops_every_call_until_it_is_lifted_and_loses_nothing() {
        let secrets = MemorySecrets::new();
        secrets.store(&slot("one"), "practice-key".into()).await.unwrap();

        secrets.fail_with(Some(SecretsError::Locked));
        assert_eq!(secrets.probe().await, Err(SecretsError::Locked));
        assert_eq!(secrets.read(&slot("one")).await.err(), Some(SecretsError::Locked));
        assert_eq!(secrets.store(&slot("one"), "lost".into()).await, Err(SecretsError::Locked));
        assert_eq!(secrets.erase(&slot("one")).await, Err(SecretsError::Locked));

        secrets.fail_with(None);
        assert_eq!(secrets.probe().await, Ok(()));
        assert_eq!(value(&secrets, "one").await.as_deref(), Some("practice-key"));
    }

    #[tokio::test]
    async fn a_key_too_long_leaves_the_old_one_in_place() {
        let secrets = MemorySecrets::new();
        secrets.store(&slot("one"), "practice-key".into()).await.unwrap();
        let refused = secrets.store(&slot("one"), "k".repeat(1_281).into()).await;
        assert_eq!(refused, Err(SecretsError::TooLong { limit: 1_280 }));
        assert_eq!(value(&secrets, "one").await.as_deref(), Some("practice-key"));
    }

    #[tokio::test]
    async fn no_key_is_in_what_debug_prints() {
        let secrets = MemorySecrets::new();
        secrets.store(&slot("one"), "practice-key".into()).await.unwrap();
        assert!(!format!("{secrets:?}").contains("practice-key"));
    }
}
