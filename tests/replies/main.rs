//! Every reply and notification that is kept, and what a seed makes of them, held against what must hold of any bytes.
//!
//! The fuzzer has the same targets (`tests/fuzz`); here they run on stable, over the files that it and the documents left.
#![cfg(test)]

mod corpus;
mod kept;
mod liars;
mod memory;
mod mutated;
mod mutator;
