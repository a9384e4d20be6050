//! The shop's printers, and what became of what was sent to one.

mod target;

use serde::{Deserialize, Serialize};

pub use target::{NoTarget, RAW_PORT, Target};

/// Width of the paper, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Columns {
    /// 32 characters, 58 mm.
    Narrow,
    /// 42 characters, 80 mm.
    Middle,
    /// 48 characters, 80 mm in small type.
    Wide,
}

impl Columns {
    /// Number of characters on a line.
    #[must_use]
    pub const fn count(self) -> usize {
        match self {
            Self::Narrow => 32,
            Self::Middle => 42,
            Self::Wide => 48,
        }
    }
}

impl From<Columns> for u8 {
    fn from(columns: Columns) -> Self {
        Self::try_from(columns.count()).unwrap_or(Self::MAX)
    }
}

impl TryFrom<u8> for Columns {
    type Error = &'static str;

    fn try_from(count: u8) -> Result<Self, &'static str> {
        let known = [Self::Narrow, Self::Middle, Self::Wide].into_iter().find(|columns| columns.count() == usize::from(count));
        known.ok_or("32, 42 or 48 columns")
    }
}

/// The page that a printer of an office is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageSize {
    /// A strip of 80 mm, as long as it must be.
    Strip,
    /// A page of 148 mm by 210 mm.
    A5,
    /// A page of 210 mm by 297 mm.
    A4,
}

impl PageSize {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Strip, Self::A5, Self::A4];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Strip => "80mm",
            Self::A5 => "a5",
            Self::A4 => "a4",
        }
    }

    /// How wide its lines are.
    #[must_use]
    pub const fn columns(self) -> Columns {
        match self {
            Self::Strip => Columns::Middle,
            Self::A5 | Self::A4 => Columns::Wide,
        }
    }
}

/// A printer of the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printer {
    /// What the shop calls it.
    pub name: String,
    /// Where it takes its bytes.
    pub target: Target,
    /// The width of its paper.
    pub columns: Columns,
    /// It cuts the paper. What takes pages cuts nothing, and has no drawer.
    pub cuts: bool,
    /// A cash drawer hangs on it, and opens with each original.
    pub drawer: bool,
    /// A receipt is printed on it as soon as it is issued.
    pub automatic: bool,
}

/// Why a paper was not printed, or may not have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintTrouble {
    /// The printer's name on the network is not known.
    NameNotFound,
    /// Nobody answers at its address.
    Unreachable,
    /// It took its bytes too slowly.
    TimedOut,
    /// The connection was cut.
    Cut,
    /// There is no such device file.
    DeviceAbsent,
    /// What is there is a file and no device.
    NotADevice,
    /// The device file may not be written, or is in use.
    DeviceRefused,
    /// It says that it has no paper.
    PaperOut,
    /// It says that its cover is open.
    CoverOpen,
    /// The system has no queue of this name.
    QueueAbsent,
    /// The queue was stopped.
    QueueStopped,
    /// The queue takes no new papers.
    QueueClosed,
    /// The system does not reach the printer.
    QueueOffline,
    /// What prints for the system is not there, or does not answer.
    SystemSilent,
    /// The system keeps the paper, and may print it later.
    PaperWaiting,
    /// The system gave the paper up.
    PaperDropped,
    /// The page could not be made, or the system takes none for this printer.
    PageUnprintable,
}

/// A queue of the operating system's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// What the system calls it.
    pub name: String,
    /// It is the one where the system prints when nobody says where.
    pub default: bool,
    /// It takes pages, and not only bytes that go to the printer as they are.
    pub pages: bool,
    /// What keeps it from printing now.
    pub trouble: Option<PrintTrouble>,
}

impl PrintTrouble {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::NameNotFound,
        Self::Unreachable,
        Self::TimedOut,
        Self::Cut,
        Self::DeviceAbsent,
        Self::NotADevice,
        Self::DeviceRefused,
        Self::PaperOut,
        Self::CoverOpen,
        Self::QueueAbsent,
        Self::QueueStopped,
        Self::QueueClosed,
        Self::QueueOffline,
        Self::SystemSilent,
        Self::PaperWaiting,
        Self::PaperDropped,
        Self::PageUnprintable,
    ];

    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NameNotFound => "name_not_found",
            Self::Unreachable => "unreachable",
            Self::TimedOut => "timed_out",
            Self::Cut => "cut",
            Self::DeviceAbsent => "device_absent",
            Self::NotADevice => "not_a_device",
            Self::DeviceRefused => "device_refused",
            Self::PaperOut => "paper_out",
            Self::CoverOpen => "cover_open",
            Self::QueueAbsent => "queue_absent",
            Self::QueueStopped => "queue_stopped",
            Self::QueueClosed => "queue_closed",
            Self::QueueOffline => "queue_offline",
            Self::SystemSilent => "system_silent",
            Self::PaperWaiting => "paper_waiting",
            Self::PaperDropped => "paper_dropped",
            Self::PageUnprintable => "page_unprintable",
        }
    }
}

/// What became of what was sent to a printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintOutcome {
    /// The printer took all of it.
    Printed,
    /// Some of it may have been taken: it counts as printed.
    Unsure(PrintTrouble),
    /// None of it was taken.
    Failed(PrintTrouble),
}

impl PrintOutcome {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Printed => "printed",
            Self::Unsure(_) => "unsure",
            Self::Failed(_) => "failed",
        }
    }

    /// Why it was not printed, or why that is not sure.
    #[must_use]
    pub const fn trouble(self) -> Option<PrintTrouble> {
        match self {
            Self::Printed => None,
            Self::Unsure(trouble) | Self::Failed(trouble) => Some(trouble),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_has_one_of_three_widths() {
        for columns in [Columns::Narrow, Columns::Middle, Columns::Wide] {
            assert_eq!(Columns::try_from(u8::from(columns)), Ok(columns));
        }
        assert!(Columns::try_from(40).is_err());
    }
}
