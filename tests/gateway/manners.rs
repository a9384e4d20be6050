//! How one gateway speaks.

use super::{Answer, Call, Request, Truth};

/// The words of one gateway in good order.
pub struct Manners {
    /// Its documented paths, each by a part that no other one has.
    pub calls: &'static [(&'static str, Call)],
    /// Which payment a create request asks for, and how much.
    pub asked: fn(&Request) -> Option<(String, u64)>,
    /// What it answers to a request, by what really happened.
    pub answer: fn(&mut Truth, &Request) -> Answer,
}

impl Manners {
    pub(super) fn call(&self, path: &str) -> Call {
        self.calls.iter().find(|(part, _)| path.contains(part)).map_or(Call::Other, |(_, call)| *call)
    }
}
