//! Days at the counter, without a window: the real engine, ledger and wire code on virtual time, with the practice gateway at the other
//! end. Everything that happens is decided by a seed, so that a day is lived again exactly.
#![cfg(test)]

use comptoir_tests::world::{self, wire};

mod accounts;
mod clocks;
mod losses;
mod paying;
mod printers;
mod recovering;
mod refunds;
mod sales;
mod tenders;
mod watching;
