//! The gateways on loopback, from their own documents, with customers who pay, refuse or never answer.
//!
//! Training mode and the tests talk to these gateways exactly as they would to the real ones: same paths, same
//! fields, same numbers. This crate therefore knows the wire and nothing of Comptoir. It is strict where a real
//! gateway may be lax, so that a careless request is found here and not at a counter. Nothing it makes has any value,
//! and it says so: `ENTRAÎNEMENT`.
//!
//! # Three ways in
//!
//! * **In memory.** [`PracticeGateway::respond`] is a pure answer to a [`Request`] at a given time, without socket or
//!   clock: simulations replay a day from a seed in milliseconds.
//! * **In a short process.** [`PracticeGateway::with_memory_file`] keeps the transactions in a file, so that a payment
//!   asked for by one run of a program can be paid while none runs and be found by the next.
//!   [`PracticeGateway::customer_scans`] is the customer's phone opening a payment page.
//! * **On loopback.** [`serve`] listens on 127.0.0.1 only. It is the one place that reads the wall clock.
//!
//! # The customer
//!
//! The last two digits of the amount decide what the customer does:
//!
//! | amount ends in | the customer | after |
//! |---|---|---|
//! | 05 | refuses | [`Habits::reaction_ms`] (3 s) |
//! | 10 | lets the request expire | [`Habits::expiry_ms`] (120 s) |
//! | 15 | never answers: in progress for ever | |
//! | anything else | pays | [`Habits::reaction_ms`] (3 s) |
//!
//! A person or a test can decide otherwise for one transaction, at once: [`PracticeGateway::customer`], or over HTTP
//! under [`Serving::control_url`]:
//!
//! ```text
//! POST {control_url}/customer      {"identifier": "…" | "tx_reference": n | "token": "…", "does": "pays", "amount": 400}
//! POST {control_url}/fault         {"call": "create" | "ask", "does": "dropped_after", "times": 1}
//! GET  {control_url}/transactions  what the customers really paid, and how many create requests each identifier got
//! ```
//!
//! `does` is `pays`, `refuses`, `expires` or `never_answers`; `amount` is what is really paid and goes with `pays` only.
//! After a refusal or an expiry only `pays` is possible: that is the late success every till must survive. A paid
//! transaction stays paid. An amount ending in 15 waits for such a call without any race.
//!
//! A fault is one of [`Fault`], in small letters; the next requests of that call meet with it.
//!
//! A page that a create call made is opened at `/checkout/` and its token; its customer decides from then on.
//!
//! # Layout
//!
//! `paygate_global`, `paydunya`, `cinetpay`, `payplus` and `paiement_pro` are each one gateway's wire, call by call; `kind` lists them. `transaction`, `memory`
//! and `customer` are what all of them share; `gateway` holds them together; `control` and `server` are the loopback.

mod cinetpay;
mod control;
mod customer;
mod faults;
mod gateway;
mod html;
mod http;
mod kind;
mod memory;
pub mod paiement_pro;
mod paydunya;
pub mod paygate_global;
mod payplus;
mod server;
mod transaction;

pub use customer::{CustomerError, Does, Habits};
pub use faults::{Call, Fault, SLOW_MS};
pub use gateway::PracticeGateway;
pub use http::{Fate, Request, Response};
pub use kind::Kind;
pub use memory::MemoryFile;
pub use server::{Serving, serve};
pub use transaction::{State, Transaction, Which};
