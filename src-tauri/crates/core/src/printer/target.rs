//! Where a printer takes its bytes, and how that is written.

use core::net::Ipv6Addr;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::PageSize;
use crate::text::cleaned;

/// The port on which printers take raw bytes (AppSocket, "JetDirect").
pub const RAW_PORT: u16 = 9100;

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
    /// A queue of the operating system's that hands the bytes to a receipt printer as they are.
    Queue(String),
    /// A queue of the operating system's that prints a document.
    Office {
        /// Its name.
        queue: String,
        /// The document's page.
        page: PageSize,
    },
}

impl Target {
    /// The page of what takes documents; none: it takes the bytes of a receipt printer.
    #[must_use]
    pub const fn page(&self) -> Option<PageSize> {
        match self {
            Self::Office { page, .. } => Some(*page),
            Self::Tcp { .. } | Self::Device(_) | Self::Queue(_) => None,
        }
    }
}

/// The text names no place where a printer takes bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoTarget;

impl fmt::Display for NoTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tcp:HOST[:PORT] | device:PATH | queue:NAME | office:80mm|a5|a4:NAME")
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp { host, port } if host.contains(':') => write!(f, "tcp:[{host}]:{port}"),
            Self::Tcp { host, port } => write!(f, "tcp:{host}:{port}"),
            Self::Device(path) => write!(f, "device:{path}"),
            Self::Queue(name) => write!(f, "queue:{name}"),
            Self::Office { queue, page } => write!(f, "office:{}:{queue}", page.code()),
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
            ("office", place) => office(place),
            _ => Err(NoTarget),
        }
    }
}

/// `PAGE:NAME`.
fn office(place: &str) -> Result<Target, NoTarget> {
    let (size, queue) = place.split_once(':').filter(|(_, queue)| !queue.is_empty()).ok_or(NoTarget)?;
    let page = PageSize::ALL.into_iter().find(|page| page.code() == size).ok_or(NoTarget)?;
    Ok(Target::Office { queue: queue.to_owned(), page })
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
            ("office:a4:HP LaserJet", "office:a4:HP LaserJet"),
            ("office:80mm:a5:bureau", "office:80mm:a5:bureau"),
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
            "office:",
            "office:a4:",
            "office:HP",
            "office:a3:HP",
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
    fn only_an_office_has_pages() {
        let page = |text: &str| text.parse::<Target>().unwrap().page();
        assert_eq!(page("office:a5:HP"), Some(PageSize::A5));
        for text in ["queue:HP", "tcp:imprimante", "device:/dev/usb/lp0"] {
            assert_eq!(page(text), None);
        }
    }
}
