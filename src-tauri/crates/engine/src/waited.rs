//! Waiting, measured on a clock that never goes back.

use std::time::Duration;

use comptoir_core::payment::Payment;
use comptoir_core::state::Standing;

/// For how long one payment has been waited for as it stands, on a clock that never goes back.
pub(crate) struct Waited {
    standing: Standing,
    since: Duration,
}

impl Waited {
    /// Nothing is known of it before this moment.
    pub(crate) const fn since(elapsed: Duration) -> Self {
        Self { standing: Standing::Open, since: elapsed }
    }

    /// How long that is. A payment that has come to its end meanwhile begins anew.
    pub(crate) fn for_it(&mut self, payment: &Payment, elapsed: Duration) -> Duration {
        let standing = payment.state.standing();
        if standing != self.standing {
            *self = Self { standing, since: elapsed };
        }
        elapsed.saturating_sub(self.since)
    }
}
