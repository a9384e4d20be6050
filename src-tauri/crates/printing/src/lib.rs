//! Sends a receipt's bytes to a printer, and tells what became of them.
//!
//! What counts is whether a byte of the receipt left: before the first one a paper has surely failed, and after it nobody can say
//! so. All of it blocks, with a bound.

mod device;
mod queue;
mod tcp;

pub use queue::queues;

use comptoir_core::printer::{PrintOutcome, PrintTrouble, Target};
use std::io::{ErrorKind, Write};

/// Sends `bytes` to `target`: a PDF where it has a page, the bytes of a receipt printer elsewhere.
#[must_use]
pub fn send(target: &Target, bytes: &[u8]) -> PrintOutcome {
    match target {
        Target::Tcp { host, port } => tcp::send(host, *port, bytes),
        Target::Device(path) => device::send(path, bytes),
        Target::Queue(name) | Target::Office { queue: name, .. } => queue::send(name, target.page(), bytes),
    }
}

/// Writes all of `bytes`, piece by piece, as long as `may_go_on`.
fn written(to: &mut impl Write, bytes: &[u8], may_go_on: impl Fn() -> bool) -> PrintOutcome {
    const PIECE: usize = 1_024;
    let mut left = bytes;
    while !left.is_empty() {
        let trouble = match to.write(left.get(..PIECE).unwrap_or(left)) {
            Ok(0) => PrintTrouble::Cut,
            Ok(taken) => {
                left = left.get(taken..).unwrap_or_default();
                if left.is_empty() || may_go_on() {
                    continue;
                }
                PrintTrouble::TimedOut
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => PrintTrouble::TimedOut,
            Err(_) => PrintTrouble::Cut,
        };
        let nothing_left = left.len() == bytes.len();
        return if nothing_left { PrintOutcome::Failed(trouble) } else { PrintOutcome::Unsure(trouble) };
    }
    match to.flush() {
        Ok(()) => PrintOutcome::Printed,
        Err(_) => PrintOutcome::Unsure(PrintTrouble::Cut),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    /// Takes so many bytes, and then answers so.
    struct Mouth(usize, Option<ErrorKind>);

    impl Write for Mouth {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            match self.1 {
                Some(kind) if taken == 0 => Err(kind.into()),
                _ => Ok(taken),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn it_failed_only_where_no_byte_left() {
        let bytes = [7; 5_000];
        let sent = |most, end| written(&mut Mouth(most, end), &bytes, || true);
        assert_eq!(sent(5_000, None), PrintOutcome::Printed);
        assert_eq!(sent(0, Some(ErrorKind::BrokenPipe)), PrintOutcome::Failed(PrintTrouble::Cut));
        assert_eq!(sent(0, Some(ErrorKind::WouldBlock)), PrintOutcome::Failed(PrintTrouble::TimedOut));
        assert_eq!(sent(1, Some(ErrorKind::BrokenPipe)), PrintOutcome::Unsure(PrintTrouble::Cut));
        assert_eq!(sent(4_999, Some(ErrorKind::TimedOut)), PrintOutcome::Unsure(PrintTrouble::TimedOut));
        assert_eq!(sent(1_024, None), PrintOutcome::Unsure(PrintTrouble::Cut));
        assert_eq!(written(&mut Mouth(5_000, None), &bytes, || false), PrintOutcome::Unsure(PrintTrouble::TimedOut));
    }
}
