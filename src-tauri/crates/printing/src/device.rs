//! A printer behind a device file: `/dev/usb/lp0`, a serial line, or a Windows port.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::time::{Duration, Instant};

use comptoir_core::printer::{PrintOutcome, PrintTrouble};

use crate::written;

/// A receipt is a few thousand bytes; the slowest serial line takes them in this time.
const LONGEST: Duration = Duration::from_secs(30);

pub(crate) fn send(path: &str, bytes: &[u8]) -> PrintOutcome {
    let mut device = match opened(path) {
        Ok(device) => device,
        Err(trouble) => return PrintOutcome::Failed(trouble),
    };
    let begun = Instant::now();
    written(&mut device, bytes, || begun.elapsed() < LONGEST)
}

/// The device, opened. A file is none: it would take every receipt, print none, and lose what stood in it.
fn opened(path: &str) -> Result<File, PrintTrouble> {
    let trouble = |error: std::io::Error| {
        if error.kind() == ErrorKind::NotFound { PrintTrouble::DeviceAbsent } else { PrintTrouble::DeviceRefused }
    };
    system::check(path).map_err(trouble)?.then_some(()).ok_or(PrintTrouble::NotADevice)?;
    let device = OpenOptions::new().write(true).open(path).map_err(trouble)?;
    system::prepare(&device).map_err(trouble)?;
    Ok(device)
}

#[cfg(unix)]
mod system {
    use std::io;
    use std::os::unix::fs::FileTypeExt;

    use rustix::termios::{OptionalActions, isatty, tcgetattr, tcsetattr};

    use super::{File, fs};

    pub(super) fn check(path: &str) -> io::Result<bool> {
        Ok(fs::metadata(path)?.file_type().is_char_device())
    }

    /// A line that was set up for a terminal writes two bytes for the end of a line, in the middle of a QR code too.
    pub(super) fn prepare(device: &File) -> io::Result<()> {
        if isatty(device) {
            let mut line = tcgetattr(device)?;
            line.make_raw();
            tcsetattr(device, OptionalActions::Now, &line)?;
        }
        Ok(())
    }
}

#[cfg(windows)]
mod system {
    use std::io;

    use super::File;

    /// Ports have names of their own (`COM3`, `LPT1`); whatever else is a device is named `\\.\…`.
    pub(super) fn check(path: &str) -> io::Result<bool> {
        let name = path.to_ascii_uppercase();
        let is_port = |kind: &str| {
            name.strip_prefix(kind).is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
        };
        Ok(name.starts_with(r"\\.\") || is_port("COM") || is_port("LPT"))
    }

    /// How fast a serial port is and what it changes is set by the system's `mode` command.
    #[expect(clippy::unnecessary_wraps, reason = "there is nothing to prepare here, and there is elsewhere")]
    pub(super) fn prepare(_: &File) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_no_printer_and_none_is_made() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lp0");
        let name = path.to_str().unwrap();
        assert_eq!(send(name, b"papier"), PrintOutcome::Failed(PrintTrouble::DeviceAbsent));
        assert!(!path.exists());
        fs::write(&path, b"un grand livre").unwrap();
        assert_eq!(send(name, b"papier"), PrintOutcome::Failed(PrintTrouble::NotADevice));
        assert_eq!(fs::read(&path).unwrap(), b"un grand livre");
        assert_eq!(send(dir.path().to_str().unwrap(), b"papier"), PrintOutcome::Failed(PrintTrouble::NotADevice));
        assert_eq!(send("/dev/null", b"papier"), PrintOutcome::Printed);
    }
}
