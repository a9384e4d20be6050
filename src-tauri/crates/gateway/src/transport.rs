//! The one way out of the machine.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use secrecy::SecretString;
use url::Url;

/// Largest answer that is read, in bytes; no documented answer comes near it.
pub const LARGEST_REPLY: usize = 256 * 1024;

/// One HTTP request. Its body, query and headers may hold the shop's keys, so it prints only where it goes.
pub struct Request {
    /// Where to.
    pub url: Url,
    /// Headers of the gateway's own.
    pub headers: Vec<(&'static str, SecretString)>,
    /// A JSON body, which may be empty, makes it a POST, none a GET.
    pub json: Option<Vec<u8>>,
}

impl Request {
    /// A GET.
    #[must_use]
    pub const fn get(url: Url) -> Self {
        Self { url, headers: Vec::new(), json: None }
    }

    /// A POST of a JSON body.
    #[must_use]
    pub const fn post(url: Url, json: Vec<u8>) -> Self {
        Self { url, headers: Vec::new(), json: Some(json) }
    }

    /// The same with one more header.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: SecretString) -> Self {
        self.headers.push((name, value));
        self
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.json.is_some() { "POST" } else { "GET" };
        write!(f, "{verb} {}{}", self.url.origin().ascii_serialization(), self.url.path())
    }
}

/// A whole answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The Retry-After header, where it is a number of seconds.
    pub retry_after: Option<Duration>,
    /// The body, at most [`LARGEST_REPLY`] bytes.
    pub body: Vec<u8>,
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {} with {} bytes", self.status, self.body.len())
    }
}

/// Why there is no answer. The difference between the two decides whether a payment may have begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No connection was made: not one byte of the request left.
    #[error("nothing was sent")]
    NotSent(Reason),
    /// A connection was made, and the request may have arrived.
    #[error("no whole answer came")]
    Lost(Reason),
}

/// Sends a request once. It never repeats one, follows no redirect, and ends within its deadline.
#[async_trait]
pub trait Transport: Send + Sync {
    /// The answer to `request`.
    ///
    /// # Errors
    /// [`TransportError`].
    async fn send(&self, request: Request) -> Result<Reply, TransportError>;
}
