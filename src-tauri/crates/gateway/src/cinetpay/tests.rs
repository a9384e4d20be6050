//! CinetPay's words, told through a transport in memory.

mod ask;
mod create;
mod notification;
mod prove;
mod refusals;
mod samples;
mod secrecy;
mod words;
