//! Days at the counter, without a window: the real engine, ledger and wire code on virtual time, with the practice gateway at the other
//! end. Everything that happens is decided by a seed, so that a day is lived again exactly.
#![cfg(test)]

// The world.
mod clock;
mod dice;
mod log;
mod wire;
mod world;

// What happens in it.
mod accounts;
mod clocks;
mod days;
mod invariants;
mod losses;
mod paying;
mod recovering;
mod sales;
mod watching;
