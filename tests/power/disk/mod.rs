//! What the ledger asks of the disk, seen from below: SQLite's files by a VFS between it and the system's own, and the few calls by which
//! a program names files, writes them and makes them durable, by standing before the system's library. Both forward everything; they only write
//! down, and refuse where a test asks for it. The ledger runs over them unchanged.
//!
//! [`vfs`] and [`system`] are all the unsafe code there is in the project.

mod log;
mod system;
mod vfs;
mod watch;

pub(crate) use log::{Act, FileNumber, Log, put};
pub(crate) use watch::{Fault, Place, Promise, Rules, Watch};
