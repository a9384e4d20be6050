//! What the composition root hands in: time, chance and the shop's keys.
//!
//! Nothing else in the engine may look at a clock, draw a number or read a key, so that a run is replayed from its seed.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use secrecy::SecretString;

/// The time of day, which is printed, and the time that passes, which deadlines go by.
#[async_trait]
pub trait Clock: Send + Sync {
    /// The wall clock. It may jump in both directions.
    fn now(&self) -> Timestamp;

    /// Time since this clock was made. It never goes back.
    fn elapsed(&self) -> Duration;

    /// Returns once `delay` has passed on [`Clock::elapsed`].
    async fn sleep(&self, delay: Duration);
}

/// A source of random bytes.
pub trait Rng: Send + Sync {
    /// Fills `bytes` with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The disk that the data folder is on, and the room that is kept on it for a gateway's reply.
pub trait Disk: Send + Sync {
    /// How many bytes more this user may write there, if the system says.
    fn free_bytes(&self) -> Option<u64>;

    /// Keeps room aside, if it is not kept already. A disk that has none keeps none.
    fn keep_reserve(&self);

    /// Gives the room free that was kept aside; whether there was any.
    fn release_reserve(&self) -> bool;
}

/// Where one secret of one account is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretSlot {
    /// The data folder's own random id, so that accounts of the same name in two folders never meet.
    pub folder_id: String,
    /// The account's name.
    pub account: String,
    /// The secret's name, such as `auth_token`.
    pub field: String,
}

/// Where the shop's keys are: the operating system's keychain, or memory in training and in tests.
#[async_trait]
pub trait Secrets: Send + Sync {
    /// Whether the keychain answers at all, without reading a key.
    ///
    /// # Errors
    /// [`SecretsError`] when it does not.
    async fn probe(&self) -> Result<(), SecretsError>;

    /// The secret in `slot`, or none if nothing is kept there.
    ///
    /// # Errors
    /// [`SecretsError`] when the keychain does not answer.
    async fn read(&self, slot: &SecretSlot) -> Result<Option<SecretString>, SecretsError>;

    /// Keeps `value` in `slot`, in place of what was there.
    ///
    /// # Errors
    /// [`SecretsError`] when it could not be kept; what was there before may be gone.
    async fn store(&self, slot: &SecretSlot, value: SecretString) -> Result<(), SecretsError>;

    /// Forgets what is in `slot`; nothing there is no error.
    ///
    /// # Errors
    /// [`SecretsError`] when the keychain does not answer.
    async fn erase(&self, slot: &SecretSlot) -> Result<(), SecretsError>;
}

/// Why the keychain did not do what it was asked. None of these holds a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretsError {
    /// This system has no keychain, or none is running.
    #[error("no keychain is running")]
    Absent,
    /// It is locked and was not unlocked.
    #[error("the keychain is locked")]
    Locked,
    /// It did not answer within its deadline; it may be waiting behind a password window.
    #[error("the keychain did not answer in time")]
    NoAnswer,
    /// It answered with a failure of its own.
    #[error("the keychain failed")]
    Failed,
    /// The key is longer than this system's keychain takes.
    #[error("the key is longer than the {limit} characters that the keychain takes")]
    TooLong {
        /// Longest key it takes, in characters.
        limit: usize,
    },
}
