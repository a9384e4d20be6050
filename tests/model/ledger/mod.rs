//! The ledger against maps in memory.

mod acts;
mod closings;
mod forbidden;
mod maps;
mod payouts;
mod refunds;
mod sequences;
mod tampering;
mod till;
