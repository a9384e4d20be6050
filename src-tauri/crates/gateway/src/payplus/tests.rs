//! PayPlus Africa's words, told through a transport in memory.

mod callback;
mod confirm;
mod create;
mod prove;
mod samples;
mod secrecy;
mod verbs;
