//! The system's time and chance, and the way out of training mode.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_engine::ports::{Clock, Rng};
use comptoir_gateway::account::is_loopback;
use comptoir_gateway::{Reply, Request, Transport, TransportError};
use jiff::Timestamp;

/// The system's clocks.
pub struct SystemClock(Instant);

impl SystemClock {
    /// A clock that starts now.
    #[must_use]
    pub fn started() -> Self {
        Self(Instant::now())
    }
}

#[async_trait]
impl Clock for SystemClock {
    /// To the millisecond, which is what the ledger keeps.
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    async fn sleep(&self, delay: Duration) {
        tokio::time::sleep(delay).await;
    }
}

/// The operating system's random numbers.
pub struct SystemRng;

impl Rng for SystemRng {
    /// Ends the program when the system has none to give: a guessable identifier would be worse than no sale.
    fn fill(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}

/// The way out of training mode: to this machine and nowhere else.
pub(crate) struct OnlyThisMachine(pub(crate) Arc<dyn Transport>);

#[async_trait]
impl Transport for OnlyThisMachine {
    async fn send(&self, request: Request) -> Result<Reply, TransportError> {
        if is_loopback(&request.url) { self.0.send(request).await } else { Err(TransportError::NotSent(Reason::NoConnection)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use comptoir_gateway::memory::MemoryTransport;

    #[test]
    fn training_reaches_no_other_machine() {
        let everywhere = MemoryTransport::new(|_: &Request| Ok(Reply { status: 200, retry_after: None, body: Vec::new() }));
        let training = OnlyThisMachine(Arc::new(everywhere));
        let send = |url: &str| {
            let request = Request::get(url.parse().unwrap());
            futures::executor::block_on(training.send(request))
        };
        assert!(send("http://127.0.0.1:1/api/v1/pay").is_ok());
        assert_eq!(send("https://paygateglobal.com/api/v1/pay"), Err(TransportError::NotSent(Reason::NoConnection)));
        assert_eq!(send("http://127.0.0.1.example.com/"), Err(TransportError::NotSent(Reason::NoConnection)));
    }
}
