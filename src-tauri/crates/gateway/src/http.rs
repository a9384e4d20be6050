//! The real way out: HTTP/1.1 by reqwest, a new connection for each request.
//!
//! A reused connection would be re-sent on by itself when it turns out to be closed, so none is reused.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, retry};
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;
use secrecy::ExposeSecret;

use crate::account::is_loopback;
use crate::transport::{LARGEST_REPLY, Reply, Request, Transport, TransportError};

#[cfg(test)]
mod tests;

const USER_AGENT: &str = concat!("Comptoir/", env!("CARGO_PKG_VERSION"));
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// No gateway silences a till for longer than this by a Retry-After, meant or not.
const LONGEST_RETRY_AFTER: Duration = Duration::from_hours(1);

/// How long a request may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until there is a connection, TLS included.
    pub connect: Duration,
    /// From the start to the last byte of the answer.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), total: Duration::from_secs(45) }
    }
}

/// The HTTP client could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client could not be set up")]
pub struct NoClient(#[source] Box<dyn Error + Send + Sync>);

/// Sends requests over the network.
pub struct HttpTransport {
    /// For this machine itself: never through a proxy.
    near: Client,
    /// For everywhere else: https only, through the system's proxy where there is one.
    far: Client,
}

impl HttpTransport {
    /// A way out that trusts the certificates that the operating system trusts.
    ///
    /// # Errors
    /// [`NoClient`].
    pub fn new(limits: Limits) -> Result<Self, NoClient> {
        Self::trusting(limits, system_trust()?)
    }

    fn trusting(limits: Limits, tls: ClientConfig) -> Result<Self, NoClient> {
        let client = |proxied: bool| {
            let builder = Client::builder()
                .tls_backend_preconfigured(tls.clone())
                .http1_only()
                .redirect(Policy::none())
                .retry(retry::never())
                .pool_max_idle_per_host(0)
                .connect_timeout(limits.connect)
                .timeout(limits.total)
                .referer(false)
                .user_agent(USER_AGENT)
                .default_headers(HeaderMap::from_iter([(ACCEPT, JSON)]));
            if proxied { builder.https_only(true) } else { builder.no_proxy() }.build().map_err(|error| NoClient(error.into()))
        };
        Ok(Self { near: client(false)?, far: client(true)? })
    }
}

fn system_trust() -> Result<ClientConfig, NoClient> {
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
    Ok(builder.with_no_client_auth())
}

#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: Request) -> Result<Reply, TransportError> {
        let client = if is_loopback(&request.url) { &self.near } else { &self.far };
        send_by(client, request).await
    }
}

async fn send_by(client: &Client, request: Request) -> Result<Reply, TransportError> {
    let mut builder = match request.json {
        Some(body) => client.post(request.url).header(CONTENT_TYPE, JSON).body(body),
        None => client.get(request.url),
    };
    for (name, value) in &request.headers {
        let mut value = HeaderValue::from_str(value.expose_secret()).map_err(|_| TransportError::NotSent(Reason::NeverSent))?;
        value.set_sensitive(true);
        builder = builder.header(*name, value);
    }
    let mut response = builder.send().await.map_err(|error| unanswered(&error))?;
    let retry_after = retry_after(&response);
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| TransportError::Lost(loss(&error)))? {
        if body.len() + chunk.len() > LARGEST_REPLY {
            return Err(TransportError::Lost(Reason::TooLarge));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Reply { status: response.status().as_u16(), retry_after, body })
}

fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_RETRY_AFTER))
}

/// Why no head of an answer came.
///
/// Reqwest calls an error one of connecting only while the connector (name, proxy, TCP, TLS) is at work, its own time-out
/// included; the request is handed to the connection afterwards. Its total time-out is no such error, whenever it strikes.
fn unanswered(error: &reqwest::Error) -> TransportError {
    if error.is_connect() {
        TransportError::NotSent(obstacle(error))
    } else if error.is_builder() {
        // The address or the request was none, which is found before the connector is called.
        TransportError::NotSent(Reason::NoConnection)
    } else {
        TransportError::Lost(loss(error))
    }
}

fn obstacle(error: &reqwest::Error) -> Reason {
    if error.is_dns() {
        Reason::NameNotFound
    } else if is_of_tls(error) {
        Reason::TlsRefused
    } else {
        Reason::NoConnection
    }
}

fn loss(error: &reqwest::Error) -> Reason {
    if error.is_timeout() { Reason::TimedOut } else { Reason::Cut }
}

fn is_of_tls(error: &(dyn Error + 'static)) -> bool {
    if error.is::<rustls::Error>() {
        return true;
    }
    // The source of an `io::Error` is the source of what it wraps, which would itself be passed over.
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref).map(|inner| inner as &(dyn Error + 'static));
    wrapped.or_else(|| error.source()).is_some_and(is_of_tls)
}
