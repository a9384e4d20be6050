//! Whose act the ledger writes.

use std::ops::{Deref, DerefMut};

use comptoir_core::people::By;

use crate::ledger::Ledger;

/// The ledger while it writes what somebody does. Afterwards what is written is nobody's act again.
#[derive(Debug)]
pub struct Signed<'a>(&'a mut Ledger);

impl Ledger {
    /// The ledger, to write what `by` does; none where the shop has no cashiers.
    pub fn signed(&mut self, by: Option<By>) -> Signed<'_> {
        self.sign(by);
        Signed(self)
    }
}

impl Deref for Signed<'_> {
    type Target = Ledger;

    fn deref(&self) -> &Ledger {
        self.0
    }
}

impl DerefMut for Signed<'_> {
    fn deref_mut(&mut self) -> &mut Ledger {
        self.0
    }
}

impl Drop for Signed<'_> {
    fn drop(&mut self) {
        self.0.sign(None);
    }
}
