//! A printer behind a device file: `/dev/usb/lp0`, a serial line, or a Windows port.

use std::io::{ErrorKind, Write};
use std::time::{Duration, Instant};

use comptoir_core::printer::{PrintOutcome, PrintTrouble};

use crate::written;

/// A receipt is a few thousand bytes; the slowest serial line takes them in this time. A printer without paper takes none.
const LONGEST: Duration = Duration::from_secs(30);

pub(crate) fn send(path: &str, bytes: &[u8]) -> PrintOutcome {
    send_within(path, bytes, LONGEST)
}

fn send_within(path: &str, bytes: &[u8], longest: Duration) -> PrintOutcome {
    let until = Instant::now() + longest;
    match opened(path, until) {
        Ok(mut device) => written(&mut device, bytes, || Instant::now() < until),
        Err(trouble) => PrintOutcome::Failed(trouble),
    }
}

/// The device, opened. A file is none: it would take every receipt, print none, and lose what stood in it.
fn opened(path: &str, until: Instant) -> Result<impl Write, PrintTrouble> {
    let trouble = |error: std::io::Error| {
        if error.kind() == ErrorKind::NotFound { PrintTrouble::DeviceAbsent } else { PrintTrouble::DeviceRefused }
    };
    if system::is_device(path).map_err(trouble)? {
        system::open(path, until).map_err(trouble)
    } else {
        Err(PrintTrouble::NotADevice)
    }
}

#[cfg(unix)]
mod system {
    use std::fs::{self, File, OpenOptions};
    use std::io::{self, ErrorKind, Write};
    use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::OFlags;
    use rustix::termios::{ControlModes, OptionalActions, isatty, tcgetattr, tcsetattr};

    /// A device that is written to until a moment. A printer that is off or has no paper takes nothing, and would be waited for for ever.
    pub(super) struct Device {
        file: File,
        until: Instant,
    }

    pub(super) fn is_device(path: &str) -> io::Result<bool> {
        Ok(fs::metadata(path)?.file_type().is_char_device())
    }

    /// Opens it without waiting for whoever is at the other end, and without becoming the line's own program. A line that was set up for a
    /// terminal writes two bytes for the end of a line, in the middle of a QR code too.
    pub(super) fn open(path: &str, until: Instant) -> io::Result<Device> {
        let flags = (OFlags::NOCTTY | OFlags::NONBLOCK).bits().cast_signed();
        let file = OpenOptions::new().write(true).custom_flags(flags).open(path)?;
        if isatty(&file) {
            let mut line = tcgetattr(&file)?;
            line.make_raw();
            line.control_modes |= ControlModes::CLOCAL;
            tcsetattr(&file, OptionalActions::Now, &line)?;
        }
        Ok(Device { file, until })
    }

    impl Write for Device {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            loop {
                let left = Timespec::try_from(self.until.saturating_duration_since(Instant::now()));
                let left = left.map_err(|_| ErrorKind::TimedOut)?;
                if poll(&mut [PollFd::new(&self.file, PollFlags::OUT)], Some(&left))? == 0 {
                    return Err(ErrorKind::TimedOut.into());
                }
                match self.file.write(bytes) {
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                    done => return done,
                }
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            self.file.flush()
        }
    }
}

#[cfg(windows)]
mod system {
    use std::fs::{File, OpenOptions};
    use std::io;
    use std::time::Instant;

    /// Ports have names of their own (`COM3`, `LPT1`); whatever else is a device is named `\\.\…`.
    #[expect(clippy::unnecessary_wraps, reason = "it is looked at here, and asked for elsewhere")]
    pub(super) fn is_device(path: &str) -> io::Result<bool> {
        let name = path.to_ascii_uppercase();
        let is_port = |kind: &str| {
            name.strip_prefix(kind).is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
        };
        Ok(name.starts_with(r"\\.\") || is_port("COM") || is_port("LPT"))
    }

    /// How fast a port is, what it changes and how long it waits is set by the system's `mode` command.
    pub(super) fn open(path: &str, _: Instant) -> io::Result<File> {
        OpenOptions::new().write(true).open(path)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    use super::*;

    #[test]
    fn a_printer_that_takes_nothing_more_is_waited_for_no_longer_than_it_should() {
        let printer = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&printer).and_then(|()| unlockpt(&printer)).unwrap();
        let path = ptsname(&printer, Vec::new()).unwrap().into_string().unwrap();
        // What the line itself holds is taken; then nobody reads.
        let sent = send_within(&path, &vec![b'x'; 1 << 20], Duration::from_millis(200));
        assert_eq!(sent, PrintOutcome::Unsure(PrintTrouble::TimedOut));
        drop(printer);
        assert_eq!(send_within(&path, b"papier", Duration::from_millis(200)), PrintOutcome::Failed(PrintTrouble::DeviceAbsent));
    }

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
