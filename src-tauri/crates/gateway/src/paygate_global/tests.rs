//! PayGateGlobal's words, told through a transport in memory.

mod ask;
mod balance;
mod confirmation;
mod create;
mod page;
mod samples;
mod secrecy;
