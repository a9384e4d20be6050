//! The engine with everything it is made of, on a data folder: the clock, the random numbers, the keychain, the network and, in
//! training, the practice gateway. Both programs are composed from here.

mod closings;
mod copies;
mod disk;
mod export;
mod folder;
mod log;
mod logo;
mod paper;
mod place;
mod ports;
mod printing;
mod sharing;
mod till;

pub use copies::{BackedUp, Copy};
pub use disk::FolderDisk;
pub use export::{Export, Exported, Halted, Progress, Total, free_file};
pub use folder::Folder;
pub use log::start as start_log;
pub use logo::{logo_in, read_logo};
pub use paper::{next_paper, write_whole};
pub use ports::{SystemClock, SystemRng};
pub use printing::{Printed, queues};
pub use sharing::{Document, Way};
pub use till::{HABITS, PracticeCustomer, Till, practice_accounts};
