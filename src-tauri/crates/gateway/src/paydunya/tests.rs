//! PayDunya's words, told through a transport in memory.

mod ask;
mod create;
mod credit;
mod documented;
mod echo;
mod ipn;
mod prove;
mod samples;
mod secrecy;
