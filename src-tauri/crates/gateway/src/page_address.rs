//! The address of a payment page that holds the shop's key.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// A page's address, in memory only: it prints as a fixed word and is shown as a QR code, or told to a program that asks for
/// the key by name.
#[derive(Clone)]
pub struct PageAddress(SecretString);

impl PageAddress {
    /// The page at `address`.
    #[must_use]
    pub fn new(address: String) -> Self {
        Self(SecretString::from(address))
    }

    /// The address, key included.
    #[must_use]
    pub fn with_key(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for PageAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PageAddress(…)")
    }
}
