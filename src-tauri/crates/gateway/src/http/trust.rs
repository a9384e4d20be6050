//! Whom the till believes when a server says who it is.

use std::sync::Arc;

use rustls::time_provider::TimeProvider;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use super::NoClient;

/// Whom the till believes. There is none that believes everybody: whoever it is made of, a chain, a name and a time are checked.
#[derive(Debug, Clone)]
pub struct Trust(ClientConfig);

impl Trust {
    /// Whom the operating system believes, by its own clock: what a shop's till goes by.
    ///
    /// # Errors
    /// [`NoClient`].
    pub fn of_the_system() -> Result<Self, NoClient> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| NoClient(error.into()))?;
        let builder = match Verifier::new(provider) {
            Ok(verifier) => builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)),
            Err(error) => {
                // A machine without certificates trusts nobody, and can still read its ledger and train.
                tracing::warn!(%error, "no certificate of this machine could be read: every gateway will be refused");
                builder.with_root_certificates(RootCertStore::empty())
            }
        };
        Ok(Self(builder.with_no_client_auth()))
    }

    /// These authorities and nobody else, by this clock: for tests, whose servers no system believes.
    ///
    /// # Errors
    /// [`NoClient`].
    pub fn in_authorities(authorities: RootCertStore, clock: Arc<dyn TimeProvider>) -> Result<Self, NoClient> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_details(provider, clock)
            .with_safe_default_protocol_versions()
            .map_err(|error| NoClient(error.into()))?;
        Ok(Self(builder.with_root_certificates(authorities).with_no_client_auth()))
    }

    pub(super) fn config(&self) -> ClientConfig {
        self.0.clone()
    }
}
