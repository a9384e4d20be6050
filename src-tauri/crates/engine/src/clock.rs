//! The computer's clock, as far as the ledger can tell that it is wrong. It decides nothing: a person is told, and selling goes on,
//! because a customer who can pay should not be sent away for a date on paper.

use std::sync::PoisonError;
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::schedule::may_be_right;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::Engine;
use crate::refusal::Refusal;
use crate::view::zone_of;

/// So far behind the ledger a clock may be: it was put right, by a person or from the network.
const PUT_RIGHT: SignedDuration = SignedDuration::from_mins(5);

/// Further behind than this, receipts have the date of another day.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Clocks that are kept right by the network go back by less than this.
const A_SECOND: Duration = Duration::from_secs(1);

impl Engine {
    /// What is wrong with the computer's clock, beside the ledger's last entry.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub fn clock_trouble(&self) -> Result<Option<Refusal>, Refusal> {
        let (last, zone) = {
            let ledger = self.ledger();
            (ledger.last_entry_at()?, zone_of(&ledger.shop()?.zone).unwrap_or(TimeZone::UTC))
        };
        let now = self.clock.now();
        let behind = last.duration_since(now);
        let code = if !may_be_right(now) || behind > A_DAY {
            Code::ClockWrong
        } else if behind > PUT_RIGHT {
            Code::ClockBehind
        } else {
            return Ok(None);
        };
        let shown = |at: Timestamp| at.to_zoned_datetime(zone.clone()).strftime("%d/%m/%Y\u{a0}%H:%M").to_string();
        Ok(Some(Refusal::from(code).with("now", shown(now)).with("last", shown(last))))
    }

    /// The wall clock; a jump back is written into the log.
    pub(crate) fn watched_now(&self) -> Timestamp {
        let now = self.clock.now();
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let back = latest.map(|latest| latest.duration_since(now)).and_then(|back| Duration::try_from(back).ok());
        if let Some(back) = back.filter(|back| *back > A_SECOND) {
            tracing::warn!(seconds = back.as_secs(), "the clock went back");
        }
        *latest = Some(now);
        now
    }
}
