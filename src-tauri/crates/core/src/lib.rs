//! What Comptoir knows without asking anybody: money, phones and networks, identifiers, the payment machine, the asking
//! schedule, and the closed lists of all that a person can be told. No input or output, no clock, no async.

pub mod code;
pub mod evidence;
pub mod export;
pub mod ids;
pub mod money;
#[cfg(test)]
mod names;
pub mod network;
pub mod order;
pub mod payment;
pub mod payout;
pub mod phone;
pub mod printer;
pub mod receipt;
pub mod reference;
pub mod refund;
pub mod schedule;
pub mod shop;
pub mod state;
pub mod text;
