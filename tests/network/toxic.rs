//! What a network does to a connection, in which direction, and from when on.

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Toxic {
    /// Everything comes a little later.
    Latency,
    /// Nobody is there: refused, or taken and hung up on at once.
    Down,
    /// Nothing comes, and nobody hangs up.
    Timeout,
    /// One byte now and then.
    Slow,
    /// A few bytes at a time.
    Slicing,
    /// One direction ends after some bytes, the other goes on.
    HalfClose,
    /// Broken off after some bytes.
    Reset,
    /// Closed in good order after some bytes.
    Limit,
}

impl Toxic {
    pub(crate) const ALL: [Self; 8] =
        [Self::Latency, Self::Down, Self::Timeout, Self::Slow, Self::Slicing, Self::HalfClose, Self::Reset, Self::Limit];

    /// Whether only a deadline ends it.
    pub(crate) const fn lasts(self) -> bool {
        matches!(self, Self::Timeout | Self::Slow)
    }

    /// Whether a request that meets with it has its answer all the same.
    pub(crate) const fn is_harmless(self) -> bool {
        matches!(self, Self::Latency | Self::Slicing)
    }
}

/// Which way the bytes go that it is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    /// From the till.
    Up,
    /// To the till.
    Down,
}

impl Direction {
    pub(crate) const ALL: [Self; 2] = [Self::Up, Self::Down];
}

/// Which bytes of a connection it is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Those before the request: the TLS handshake.
    Handshake,
    /// The request and its answer.
    Exchange,
}

/// What becomes of one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) toxic: Toxic,
    pub(crate) direction: Direction,
    pub(crate) stage: Stage,
    /// How many bytes go by first, where some do.
    pub(crate) after: usize,
}
