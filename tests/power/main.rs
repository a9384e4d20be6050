//! The power is cut at any instant: what the real ledger asked of the disk is written down, and the disk that a cut would leave of it is
//! built in another folder, opened and judged.
//!
//! [`disk`] writes down, [`image`] builds what a cut leaves, [`judge`] says what is found there, [`take`] ties each instant to what the
//! ledger had promised until then. Upon them stand the exhaustive runs ([`payment`], [`migration`], [`backup`]), the random one ([`chance`]), disks
//! that refuse ([`refusals`]), disks that lie or settings that promise less, which must be caught ([`canary`]), and flipped bytes
//! ([`flips`]).
//!
//! A kill of the process shows none of this: what a killed program wrote is safe in the system's hands. For Linux; elsewhere there is
//! nothing here.
#![cfg(target_os = "linux")]
#![cfg(test)]

mod backup;
mod book;
mod canary;
mod chance;
mod counter;
mod disk;
mod flips;
mod folder;
mod image;
mod judge;
mod killed;
mod migration;
mod older;
mod payment;
mod refusals;
mod take;
mod walk;
