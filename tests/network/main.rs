//! Bad networks: the real engine, ledger and HTTP client, over real sockets and real TLS, with everything that can happen to a
//! connection between the till and the practice gateways.
//!
//! A fault proxy stands before them (`proxy.rs`). It sees only what a network sees: bytes, and the frames that TLS puts them in, so that
//! it knows a handshake from a request without reading either. What is then known of each payment, and what a person is told in four
//! parts, is the same whatever the fault: either no byte of the request left, or it may have arrived.
#![cfg(test)]

// What the tests are made of.
mod certificates;
mod desk;
mod proxy;
mod record;
mod server;
mod told;
mod toxic;

// What is shown.
mod again;
mod chains;
mod endless;
mod matrix;
mod names;
mod portal;
