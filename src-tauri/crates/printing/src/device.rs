//! A printer behind a device file: `/dev/usb/lp0`, a serial line, or a Windows port.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::time::{Duration, Instant};

use comptoir_core::printer::{PrintOutcome, PrintTrouble};

use crate::written;

/// A receipt is a few thousand bytes; the slowest serial line takes them in this time.
const LONGEST: Duration = Duration::from_secs(30);

pub(crate) fn send(path: &str, bytes: &[u8]) -> PrintOutcome {
    // A path that names nothing is not made: a file would take every receipt and print none.
    let mut device = match OpenOptions::new().write(true).open(path) {
        Ok(device) => device,
        Err(error) if error.kind() == ErrorKind::NotFound => return PrintOutcome::Failed(PrintTrouble::DeviceAbsent),
        Err(_) => return PrintOutcome::Failed(PrintTrouble::DeviceRefused),
    };
    let begun = Instant::now();
    written(&mut device, bytes, || begun.elapsed() < LONGEST)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn bytes_go_into_the_device_and_none_is_made() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lp0");
        let name = path.to_str().unwrap();
        assert_eq!(send(name, b"papier"), PrintOutcome::Failed(PrintTrouble::DeviceAbsent));
        assert!(!path.exists());
        fs::write(&path, b"").unwrap();
        assert_eq!(send(name, b"papier"), PrintOutcome::Printed);
        assert_eq!(fs::read(&path).unwrap(), b"papier");
        assert_eq!(send(dir.path().to_str().unwrap(), b"papier"), PrintOutcome::Failed(PrintTrouble::DeviceRefused));
    }
}
