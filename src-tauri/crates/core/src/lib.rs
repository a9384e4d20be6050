//! What Comptoir knows without asking anybody: money, phones and networks, identifiers, the payment machine, the asking
//! schedule, and the closed lists of all that a person can be told. No input or output, no clock, no async.

pub mod closing;
pub mod code;
pub mod evidence;
pub mod export;
pub mod ids;
pub mod logo;
pub mod money;
#[cfg(test)]
mod names;
pub mod network;
pub mod order;
pub mod payment;
pub mod payout;
pub mod people;
pub mod phone;
pub mod printer;
pub mod receipt;
pub mod reference;
pub mod refund;
pub mod schedule;
pub mod seal;
pub mod shop;
pub mod state;
pub mod takings;
pub mod tender;
pub mod text;
