//! The real way out: HTTP/1.1 by reqwest, a new connection for each request.
//!
//! A reused connection would be re-sent on by itself when it turns out to be closed, so none is reused.

use std::error::Error;
use std::time::Duration;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, retry};
use secrecy::ExposeSecret;

use crate::account::is_loopback;
use crate::transport::{LARGEST_REPLY, Reply, Request, Transport, TransportError};

mod obstacle;
#[cfg(test)]
mod tests;
mod trust;

use obstacle::{loss, unanswered};
pub use trust::Trust;

const USER_AGENT: &str = concat!("Comptoir/", env!("CARGO_PKG_VERSION"));
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// No gateway silences a till for longer than this by a Retry-After, meant or not.
const LONGEST_RETRY_AFTER: Duration = Duration::from_hours(1);

/// How long a request may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until there is a connection, TLS included.
    pub connect: Duration,
    /// From the start to the head of the answer, and between any two pieces of its body.
    pub read: Duration,
    /// From the start to the last byte of the answer.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), read: Duration::from_secs(30), total: Duration::from_secs(45) }
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
        Self::trusting(limits, &Trust::of_the_system()?)
    }

    /// A way out that believes whom `trust` says.
    ///
    /// # Errors
    /// [`NoClient`].
    pub fn trusting(limits: Limits, trust: &Trust) -> Result<Self, NoClient> {
        let client = |proxied: bool| {
            let builder = Client::builder()
                .tls_backend_preconfigured(trust.config())
                .http1_only()
                .redirect(Policy::none())
                .retry(retry::never())
                .pool_max_idle_per_host(0)
                .connect_timeout(limits.connect)
                .read_timeout(limits.read)
                .timeout(limits.total)
                .referer(false)
                .user_agent(USER_AGENT)
                .default_headers(HeaderMap::from_iter([(ACCEPT, JSON)]));
            if proxied { builder.https_only(true) } else { builder.no_proxy() }.build().map_err(|error| NoClient(error.into()))
        };
        Ok(Self { near: client(false)?, far: client(true)? })
    }
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
