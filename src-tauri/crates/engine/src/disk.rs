//! Room on the disk, looked for while there still is some: a sale that the ledger could not follow to its end is not begun.

use comptoir_core::code::Code;
use comptoir_core::order::Environment;
use comptoir_gateway::Account;

use crate::Engine;
use crate::refusal::Refusal;

/// Below this much free room, no new sale is begun. A sale takes some kilobytes; the rest is for everything else that writes on
/// the same disk meanwhile.
const ROOM_FOR_A_SALE: u64 = 200 * MEBIBYTE;

const MEBIBYTE: u64 = 1 << 20;

impl Engine {
    /// Refuses a new sale that the disk has no room for. Where money is worth something, room is also kept aside for the reply.
    ///
    /// # Errors
    /// `disk_nearly_full` with the room that is left, or why the ledger cannot be written since its disk failed.
    pub(crate) fn demand_room(&self, account: &Account) -> Result<(), Refusal> {
        if self.ledger().disk_failed() {
            return Err(unsent(Code::DiskFailed.into()));
        }
        let Some(disk) = &self.disk else { return Ok(()) };
        if let Some(free) = disk.free_bytes()
            && free < ROOM_FOR_A_SALE
        {
            let (left, needed) = (free / MEBIBYTE, ROOM_FOR_A_SALE / MEBIBYTE);
            let refusal = Refusal::from(Code::DiskNearlyFull).with("left", left.to_string());
            return Err(refusal.with("needed", needed.to_string()));
        }
        if account.environment() == Environment::Live {
            disk.keep_reserve();
        }
        Ok(())
    }

    /// Gives the room free that was kept aside for a reply in hand; whether there was any.
    pub(crate) fn release_reserve(&self) -> bool {
        let released = self.disk.as_ref().is_some_and(|disk| disk.release_reserve());
        if released {
            tracing::warn!("the disk is full: the room kept aside for a reply is given free");
        }
        released
    }
}

/// The same before anything was sent.
pub(crate) fn unsent(refusal: Refusal) -> Refusal {
    Refusal { risk: Some(comptoir_core::state::MoneyAtRisk::No), ..refusal }
}

/// Whether it is the disk that did not take what was written.
pub(crate) const fn is_of_the_disk(code: Code) -> bool {
    matches!(code, Code::DiskFull | Code::DiskReadOnly | Code::DiskFailed | Code::LedgerFailed)
}
