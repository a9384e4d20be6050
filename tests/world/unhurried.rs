//! A keychain that takes a moment.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use comptoir_engine::ports::{Clock, SecretSlot, Secrets, SecretsError};
use comptoir_keychain::MemorySecrets;
use secrecy::SecretString;

use super::clock::VirtualClock;

/// A keychain that takes a moment, so that a program can be stopped while it waits for it.
pub struct Unhurried {
    /// The keys.
    pub kept: MemorySecrets,
    pub(super) clock: Arc<VirtualClock>,
}

impl Unhurried {
    async fn moment(&self) {
        self.clock.sleep(Duration::from_millis(10)).await;
    }
}

#[async_trait]
impl Secrets for Unhurried {
    async fn probe(&self) -> Result<(), SecretsError> {
        self.moment().await;
        self.kept.probe().await
    }

    async fn read(&self, slot: &SecretSlot) -> Result<Option<SecretString>, SecretsError> {
        self.moment().await;
        self.kept.read(slot).await
    }

    async fn store(&self, slot: &SecretSlot, value: SecretString) -> Result<(), SecretsError> {
        self.moment().await;
        self.kept.store(slot, value).await
    }

    async fn erase(&self, slot: &SecretSlot) -> Result<(), SecretsError> {
        self.moment().await;
        self.kept.erase(slot).await
    }
}
