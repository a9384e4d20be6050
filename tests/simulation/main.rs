//! Weeks at the counter ruled by chance: the real engine, ledger and wire code on virtual time, five practice gateways behind every
//! fault that a network has, customers and cashiers of every kind, a machine that stops anywhere. What the customers really paid, which
//! only the gateways know, is what the ledger is held against. A seed decides everything, so that what it finds is found again.
#![cfg(test)]

use comptoir_tests::world;

// What happens.
mod cashier;
mod counter;
mod customers;
mod life;
mod machine;
mod weather;

// What must be true.
mod books;
mod cover;
mod eyes;

// Doing it.
mod chance;
mod planted;
