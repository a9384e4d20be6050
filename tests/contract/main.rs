//! What every gateway is run through: the real engine, ledger and HTTP client against a server on loopback that answers in every way in
//! which a gateway, or whatever stands in its place, can answer.
//!
//! A gateway is described once, as [`subject::Subject`]s: one for each way in which it asks a customer. What it is asked and what follows
//! is the same for all of them, and the tables of what follows are the snapshots beside this file.
#![cfg(test)]

// The suite.
mod counter;
mod cuts;
mod faults;
mod questions;
mod requests;
mod subject;
mod table;

// The gateways.
mod paygate_global;
