//! The real program killed (SIGKILL) at named points of a payment's path at each gateway, at each of its writes and at random instants,
//! then started again, and what it says next to what really happened: whom the scripted gateways asked, and who paid. `kills` gives
//! the account of it.
//!
//! `strace` does the killing at a write, so all of this is for Linux; elsewhere there is nothing here. A kill leaves what was written
//! before it in the system's hands: it shows that the writes come in the right order, not what a power cut leaves of them.
#![cfg(target_os = "linux")]
#![cfg(test)]

mod account;
mod acts;
mod books;
mod closings;
mod evidence;
mod hall;
mod instants;
mod kills;
mod kinds;
mod line;
mod named;
mod places;
mod prints;
mod replies;
mod run;
mod side_by_side;
mod stand;
mod steps;
mod strace;
mod tally;
mod writes;
