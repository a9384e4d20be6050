//! The payment machine and the ledger, held against small models of them that share none of their code: what a model says must be what the
//! real one does, step by step.
#![cfg(test)]

mod ledger;
mod machine;
mod portions;
