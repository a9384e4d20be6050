//! Certificates made by the test that needs them, and the clock that they are looked at by. No system believes in them, and the
//! program's own trust does not either.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use comptoir_gateway::http::Trust;
use rcgen::{BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::time_provider::TimeProvider;
use rustls::version::{TLS12, TLS13};
use rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion};

/// The name that every server here has.
pub(crate) const NAME: &str = "localhost";

/// When everything here happens: 26 November 2026, in the middle of every certificate's time.
pub(crate) const NOW: u64 = 1_795_680_000;

/// Somebody who vouches for others.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub(crate) certificate: CertificateDer<'static>,
}

impl Authority {
    /// One that vouches for itself.
    pub(crate) fn root(name: &str) -> Self {
        let (params, key) = (of_an_authority(name), KeyPair::generate().unwrap());
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Self { issuer: Issuer::new(params, key), certificate }
    }

    /// One that this one vouches for, its certificate changed by the test.
    pub(crate) fn under(&self, name: &str, change: impl FnOnce(&mut CertificateParams)) -> Self {
        let (mut params, key) = (of_an_authority(name), KeyPair::generate().unwrap());
        change(&mut params);
        let certificate = params.signed_by(&key, &self.issuer).unwrap().der().clone();
        Self { issuer: Issuer::new(params, key), certificate }
    }

    /// A server's certificate, changed by the test, with its key.
    pub(crate) fn certify(&self, change: impl FnOnce(&mut CertificateParams)) -> (CertificateDer<'static>, KeyPair) {
        let (mut params, key) = (of_a_server(), KeyPair::generate().unwrap());
        change(&mut params);
        (params.signed_by(&key, &self.issuer).unwrap().der().clone(), key)
    }

    /// Whom somebody believes who believes this one and nobody else, by a clock that shows this.
    pub(crate) fn believed_at(&self, seconds: u64) -> Trust {
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.clone()).unwrap();
        Trust::in_authorities(roots, Arc::new(Stopped(seconds))).unwrap()
    }
}

/// A server's certificate that nothing is wrong with.
pub(crate) fn of_a_server() -> CertificateParams {
    let mut params = CertificateParams::new([NAME.to_owned()]).unwrap();
    params.distinguished_name.push(DnType::CommonName, NAME);
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    (params.not_before, params.not_after) = (rcgen::date_time_ymd(2026, 1, 1), rcgen::date_time_ymd(2027, 12, 31));
    params
}

fn of_an_authority(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    (params.not_before, params.not_after) = (rcgen::date_time_ymd(2025, 1, 1), rcgen::date_time_ymd(2030, 12, 31));
    params
}

/// A clock that stands still.
#[derive(Debug)]
struct Stopped(u64);

impl TimeProvider for Stopped {
    fn current_time(&self) -> Option<UnixTime> {
        Some(UnixTime::since_unix_epoch(Duration::from_secs(self.0)))
    }
}

/// The authorities behind every good server of these tests.
pub(crate) struct Good {
    pub(crate) root: Authority,
    pub(crate) between: Authority,
    chain: Vec<CertificateDer<'static>>,
    key: Vec<u8>,
}

impl Good {
    /// Made once a process: keys take time to make.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: OnceLock<Good> = OnceLock::new();
        SHARED.get_or_init(|| {
            let root = Authority::root("Racine");
            let between = root.under("Relais", |_| {});
            let (server, key) = between.certify(|_| {});
            let chain = vec![server, between.certificate.clone()];
            Self { root, between, chain, key: key.serialize_der() }
        })
    }

    /// What a good server shows, in this version of TLS.
    pub(crate) fn server(&self, version: Version) -> Arc<ServerConfig> {
        showing(self.chain.clone(), &self.key, version)
    }

    /// Whom a till believes that believes in it.
    pub(crate) fn trust(&self) -> Trust {
        self.root.believed_at(NOW)
    }
}

/// The versions of TLS that a till speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    Tls12,
    Tls13,
}

impl Version {
    const fn of_rustls(self) -> &'static SupportedProtocolVersion {
        match self {
            Self::Tls12 => &TLS12,
            Self::Tls13 => &TLS13,
        }
    }
}

/// A good server that wants to see a certificate of the till's first.
pub(crate) fn wanting_ours(good: &Good, version: Version) -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(good.root.certificate.clone()).unwrap();
    let wants = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build().unwrap();
    let config = ServerConfig::builder_with_provider(provider).with_protocol_versions(&[version.of_rustls()]).unwrap();
    let key = PrivateKeyDer::try_from(good.key.clone()).unwrap();
    Arc::new(config.with_client_cert_verifier(wants).with_single_cert(good.chain.clone(), key).unwrap())
}

/// A server that shows this chain, and never sends a byte that is neither handshake nor answer.
pub(crate) fn showing(chain: Vec<CertificateDer<'static>>, key: &[u8], version: Version) -> Arc<ServerConfig> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_protocol_versions(&[version.of_rustls()])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, PrivateKeyDer::try_from(key.to_vec()).unwrap())
        .unwrap();
    config.send_tls13_tickets = 0;
    Arc::new(config)
}
