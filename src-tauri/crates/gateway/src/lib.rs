//! What each payment gateway says and is told: one pair of files a gateway, its calls and its words.
//!
//! A gateway answers in [`Event`](comptoir_core::payment::Event)s of the payment machine and decides nothing itself.

pub mod account;
pub mod gateway;
pub mod http;
pub mod memory;
pub mod page_address;
pub mod paygate_global;
pub mod transport;

mod json;

pub use account::{Account, AccountError, Keys};
pub use gateway::{Answer, Balance, Capabilities, Gateway, GatewayError, open};
pub use page_address::PageAddress;
pub use transport::{Reply, Request, Transport, TransportError};
