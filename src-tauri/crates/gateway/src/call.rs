//! What every call has in common: it is sent once, its log tells that it was made, and its HTTP status speaks first.

use comptoir_core::code::Reason;
use comptoir_core::evidence::Report;
use comptoir_core::payment::Event;
use sha2::{Digest, Sha256};

use crate::gateway::Answer;
use crate::transport::{Reply, Request, Transport, TransportError};

/// Sends `request` as the documented call `name`. The log learns that it was made, and nothing that it says.
pub(crate) async fn send(transport: &dyn Transport, name: &'static str, request: Request) -> Result<Reply, TransportError> {
    let outcome = transport.send(request).await;
    match &outcome {
        Ok(reply) => tracing::debug!(call = name, status = reply.status, bytes = reply.body.len(), "answered"),
        Err(TransportError::NotSent(reason)) => tracing::debug!(call = name, reason = reason.code(), "not sent"),
        Err(TransportError::Lost(reason)) => tracing::debug!(call = name, reason = reason.code(), "no whole answer"),
    }
    outcome
}

/// What an HTTP status says by itself; success says nothing yet.
pub(crate) const fn http_fault(status: u16) -> Result<(), Reason> {
    match status {
        200..=299 => Ok(()),
        // A sign-in is wanted: the way to a network's login page, a proxy that wants a name, a network that does (RFC 6585).
        302 | 303 | 307 | 407 | 511 => Err(Reason::WebPage),
        429 => Err(Reason::Limited),
        500.. => Err(Reason::ServerFailed),
        _ => Err(Reason::HttpRefused),
    }
}

/// What came of a create call, once its answer is read by `read`.
pub(crate) fn created(outcome: Result<Reply, TransportError>, read: impl FnOnce(&Reply) -> Result<Event, Reason>) -> Event {
    match outcome {
        Ok(reply) => read(&reply).unwrap_or_else(Event::CreateUnanswered),
        Err(TransportError::NotSent(reason)) => Event::NotSent(reason),
        Err(TransportError::Lost(reason)) => Event::CreateUnanswered(reason),
    }
}

/// What came of a question, once its answer is read by `read`.
pub(crate) fn answered(outcome: Result<Reply, TransportError>, read: impl FnOnce(&Reply) -> Result<Event, Reason>) -> Answer {
    match outcome {
        Ok(reply) => {
            let event = read(&reply).unwrap_or_else(Event::Unanswered);
            let leave_alone = reply.retry_after.filter(|_| matches!(reply.status, 429 | 503));
            Answer { event, leave_alone }
        }
        Err(TransportError::NotSent(reason) | TransportError::Lost(reason)) => Answer::none(reason),
    }
}

/// The report of an answer, boxed for the machine.
pub(crate) fn reported(report: Report) -> Event {
    Event::Answered(Box::new(report))
}

/// SHA-256 of an answer's bytes, in hexadecimal.
pub(crate) fn digest(body: &[u8]) -> String {
    Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect()
}
