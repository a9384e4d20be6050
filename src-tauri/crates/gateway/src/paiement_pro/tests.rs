//! PaiementPro's words, told through a transport in memory.

mod init;
mod notice;
mod samples;
mod secrecy;
