//! The shop's printers, and what became of what was sent to one.

use core::net::Ipv6Addr;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text::cleaned;

/// The port on which printers take raw bytes (AppSocket, "JetDirect").
pub const RAW_PORT: u16 = 9100;

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

/// Where a printer takes its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// A host on the network that takes raw bytes.
    Tcp {
        /// Its name or address.
        host: String,
        /// Its port.
        port: u16,
    },
    /// A device file of a USB or serial printer.
    Device(String),
    /// A queue of the operating system's.
    Queue(String),
}

/// The text names no place where a printer takes bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoTarget;

impl fmt::Display for NoTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tcp:HOST[:PORT] | device:PATH | queue:NAME")
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp { host, port } if host.contains(':') => write!(f, "tcp:[{host}]:{port}"),
            Self::Tcp { host, port } => write!(f, "tcp:{host}:{port}"),
            Self::Device(path) => write!(f, "device:{path}"),
            Self::Queue(name) => write!(f, "queue:{name}"),
        }
    }
}

impl FromStr for Target {
    type Err = NoTarget;

    fn from_str(text: &str) -> Result<Self, NoTarget> {
        let text = text.trim();
        if cleaned(text, usize::MAX).as_deref() != Some(text) {
            return Err(NoTarget);
        }
        let (way, place) = text.split_once(':').ok_or(NoTarget)?;
        match (way, place) {
            (_, "") => Err(NoTarget),
            ("tcp", place) => tcp(place),
            ("device", path) => Ok(Self::Device(path.to_owned())),
            ("queue", name) => Ok(Self::Queue(name.to_owned())),
            _ => Err(NoTarget),
        }
    }
}

/// `HOST`, `HOST:PORT`, or an address of IPv6 in brackets with a port or without.
fn tcp(place: &str) -> Result<Target, NoTarget> {
    let (host, port) = match place.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
        Some((host, "")) => (host, None),
        Some((host, rest)) => (host, Some(rest.strip_prefix(':').ok_or(NoTarget)?)),
        None => match place.rsplit_once(':') {
            Some((host, port)) if !host.contains(':') => (host, Some(port)),
            Some(_) | None => (place, None),
        },
    };
    let port = port.map_or(Ok(RAW_PORT), str::parse).map_err(|_| NoTarget)?;
    let is_name = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
    let is_address = host.split('%').next().is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    if port == 0 || !(is_name || is_address) {
        return Err(NoTarget);
    }
    Ok(Target::Tcp { host: host.to_owned(), port })
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}

impl TryFrom<String> for Target {
    type Error = NoTarget;

    fn try_from(text: String) -> Result<Self, NoTarget> {
        text.parse()
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
    /// It cuts the paper.
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
}

/// A queue of the operating system's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// What the system calls it.
    pub name: String,
    /// It is the one where the system prints when nobody says where.
    pub default: bool,
    /// What keeps it from printing now.
    pub trouble: Option<PrintTrouble>,
}

impl PrintTrouble {
    /// All of them.
    pub const ALL: [Self; 16] = [
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
    fn a_target_is_read_as_it_is_written() {
        for (typed, written) in [
            ("tcp:192.168.1.50", "tcp:192.168.1.50:9100"),
            (" tcp:imprimante.local:9101 ", "tcp:imprimante.local:9101"),
            ("tcp:[fe80::1%eth0]:9100", "tcp:[fe80::1%eth0]:9100"),
            ("tcp:fe80::1", "tcp:[fe80::1]:9100"),
            ("device:/dev/usb/lp0", "device:/dev/usb/lp0"),
            (r"device:\\.\COM3", r"device:\\.\COM3"),
            ("queue:EPSON TM-T20 (copie 1)", "queue:EPSON TM-T20 (copie 1)"),
        ] {
            let target: Target = typed.parse().unwrap();
            assert_eq!(target.to_string(), written);
            assert_eq!(written.parse(), Ok(target));
        }
    }

    #[test]
    fn what_names_no_place_is_no_target() {
        let none = [
            "",
            "tcp:",
            "device:",
            "queue:",
            "lp0",
            "usb:1",
            "tcp:a:0",
            "tcp:a:99999",
            "tcp:a b",
            "tcp:a/b",
            "tcp:[::1]x",
            "tcp::9100",
            "device:/dev/\u{7}lp0",
            "tcp:x:y:z:9100g",
        ];
        for text in none {
            assert_eq!(text.parse::<Target>(), Err(NoTarget), "{text}");
        }
    }

    #[test]
    fn paper_has_one_of_three_widths() {
        for columns in [Columns::Narrow, Columns::Middle, Columns::Wide] {
            assert_eq!(Columns::try_from(u8::from(columns)), Ok(columns));
        }
        assert!(Columns::try_from(40).is_err());
    }
}
