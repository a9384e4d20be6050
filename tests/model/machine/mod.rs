//! The payment machine against the table of its design.

mod every_pair;
mod happens;
mod sequences;
mod table;

pub(crate) use happens::Happens;
