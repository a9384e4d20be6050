//! What each payment gateway says and is told: one pair of files a gateway, its calls and its words.
//!
//! A gateway answers in [`Event`](comptoir_core::payment::Event)s of the payment machine and decides nothing itself.

pub mod account;
pub mod bill;
pub mod cinetpay;
pub mod gateway;
pub mod http;
pub mod memory;
pub mod notification;
pub mod page_address;
pub mod paiement_pro;
pub mod paydunya;
pub mod paygate_global;
pub mod payplus;
pub mod transport;

mod call;
mod hidden;
mod json;
mod pairs;
#[cfg(test)]
mod samples;

pub use account::{Account, AccountError, Keys};
pub use bill::Bill;
pub use gateway::{Answer, Balance, Capabilities, Gateway, GatewayError, PaidOut, open};
pub use notification::{Notification, Notified, Seal};
pub use page_address::PageAddress;
pub use transport::{Reply, Request, Transport, TransportError};
