//! Why no answer came, and whether a byte of the request may have left.

use std::error::Error;
use std::{io, iter};

use comptoir_core::code::Reason;
use rustls::CertificateError;
use rustls::pki_types::InvalidDnsNameError;

use crate::transport::TransportError;

/// What the client says of a proxy that wants a name and a password (407). The type that says so has no name outside its crate.
const PROXY_WANTS_A_NAME: &str = "tunnel error: proxy authorization required";

/// Why no head of an answer came.
///
/// Reqwest calls an error one of connecting only while the connector (name, proxy, TCP, TLS) is at work, its own time-out
/// included; the request is handed to the connection afterwards. Its total time-out is no such error, whenever it strikes.
pub(super) fn unanswered(error: &reqwest::Error) -> TransportError {
    if error.is_connect() {
        TransportError::NotSent(obstacle(error))
    } else if error.is_builder() {
        // The address or the request was none, which is found before the connector is called.
        TransportError::NotSent(Reason::NoConnection)
    } else {
        TransportError::Lost(loss(error))
    }
}

/// Why an answer is not whole.
pub(super) fn loss(error: &reqwest::Error) -> Reason {
    if error.is_timeout() { Reason::TimedOut } else { Reason::Cut }
}

fn obstacle(error: &reqwest::Error) -> Reason {
    if error.is_dns() || causes(error).any(|cause| cause.is::<InvalidDnsNameError>()) {
        Reason::NameNotFound
    } else if let Some(tls) = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>()) {
        refused(tls)
    } else if causes(error).any(|cause| cause.to_string() == PROXY_WANTS_A_NAME) {
        Reason::WebPage
    } else {
        Reason::NoConnection
    }
}

/// What was wrong with the server's proof of who it is. Rustls tells each fault with and without particulars; the system's own
/// verifiers tell some of them in words only, which are then one refusal among others.
fn refused(error: &rustls::Error) -> Reason {
    use CertificateError as Fault;
    let rustls::Error::InvalidCertificate(fault) = error else { return Reason::TlsRefused };
    if matches!(fault, Fault::Expired | Fault::ExpiredContext { .. }) {
        Reason::CertificateExpired
    } else if matches!(fault, Fault::NotValidYet | Fault::NotValidYetContext { .. }) {
        Reason::CertificateNotYetValid
    } else if matches!(fault, Fault::NotValidForName | Fault::NotValidForNameContext { .. }) {
        Reason::CertificateOtherName
    } else if matches!(fault, Fault::UnknownIssuer) {
        Reason::CertificateUnknownIssuer
    } else {
        Reason::TlsRefused
    }
}

/// `error`, and what it came of.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    iter::successors(Some(error), |error| {
        let error: &'a (dyn Error + 'static) = *error;
        // The source of an `io::Error` is the source of what it wraps, which would itself be passed over.
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref).map(|inner| inner as &(dyn Error + 'static));
        wrapped.or_else(|| error.source())
    })
}
