//! Disks that are full, fail or may not be written, a folder that two programs want, and clocks that are wrong.
//!
//! Nothing is simulated below the program: a full disk is a small one of the test's own, in a namespace of mounts where nobody needs
//! to be root; a failing one is the system's own limit on what a process may write. Both are Linux, and so is all of this.
#![cfg(target_os = "linux")]
#![cfg(test)]

mod clocks;
mod failing;
mod folders;
mod full;
mod stand;
mod starts;
