//! A printer on the network that takes raw bytes.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use comptoir_core::printer::{PrintOutcome, PrintTrouble};

use crate::written;

const CONNECTING: Duration = Duration::from_secs(5);
const WRITING: Duration = Duration::from_secs(10);

/// A printer that tells how it is does so at once; one that never does is not waited for long.
const ANSWERING: Duration = Duration::from_millis(400);

/// How long a printer may take to hang up once it has everything.
const HANGING_UP: Duration = Duration::from_secs(2);

/// DLE EOT n: how the printer is, at once. 2: why it is off line; 4: its paper.
const WHY_OFF_LINE: [u8; 3] = [0x10, 0x04, 2];
const PAPER: [u8; 3] = [0x10, 0x04, 4];

pub(crate) fn send(host: &str, port: u16, bytes: &[u8]) -> PrintOutcome {
    let mut printer = match connected(host, port) {
        Ok(printer) => printer,
        Err(trouble) => return PrintOutcome::Failed(trouble),
    };
    if let Some(trouble) = trouble_told(&mut printer) {
        return PrintOutcome::Failed(trouble);
    }
    let begun = Instant::now();
    let outcome = written(&mut printer, bytes, || begun.elapsed() < WRITING);
    if outcome != PrintOutcome::Printed {
        return outcome;
    }
    // What the printer refused at the very end comes back as a reset. One that keeps the line open has everything all the same.
    let heard = printer.shutdown(Shutdown::Write).and_then(|()| printer.set_read_timeout(Some(HANGING_UP)));
    if heard.is_err() {
        return PrintOutcome::Unsure(PrintTrouble::Cut);
    }
    let begun = Instant::now();
    let mut rest = [0; 64];
    loop {
        match printer.read(&mut rest) {
            Ok(0) => return PrintOutcome::Printed,
            Ok(_) if begun.elapsed() < HANGING_UP => {}
            Ok(_) => return PrintOutcome::Printed,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => return PrintOutcome::Printed,
            Err(_) => return PrintOutcome::Unsure(PrintTrouble::Cut),
        }
    }
}

fn connected(host: &str, port: u16) -> Result<TcpStream, PrintTrouble> {
    let begun = Instant::now();
    let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs().map_err(|_| PrintTrouble::NameNotFound)?.collect();
    let mut trouble = PrintTrouble::NameNotFound;
    for address in addresses {
        let Some(left) = CONNECTING.checked_sub(begun.elapsed()).filter(|left| !left.is_zero()) else { break };
        match TcpStream::connect_timeout(&address, left) {
            Ok(printer) => {
                let set = printer.set_write_timeout(Some(WRITING)).and_then(|()| printer.set_read_timeout(Some(ANSWERING)));
                return set.map(|()| printer).map_err(|_| PrintTrouble::Unreachable);
            }
            Err(_) => trouble = PrintTrouble::Unreachable,
        }
    }
    Err(trouble)
}

/// What the printer says keeps it from printing. Most say nothing, and are believed to be well.
fn trouble_told(printer: &mut TcpStream) -> Option<PrintTrouble> {
    if told(printer, WHY_OFF_LINE)? & 0b0000_0100 != 0 {
        return Some(PrintTrouble::CoverOpen);
    }
    let paper = told(printer, PAPER)?;
    (paper & 0b0110_0000 != 0).then_some(PrintTrouble::PaperOut)
}

/// The printer's answer, if it is one: bits 1 and 4 are always set in it, bits 0 and 7 never.
fn told(printer: &mut TcpStream, question: [u8; 3]) -> Option<u8> {
    printer.write_all(&question).ok()?;
    let mut answer = [0; 1];
    printer.read_exact(&mut answer).ok()?;
    (answer[0] & 0b1001_0011 == 0b0001_0010).then_some(answer[0])
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// A printer that answers questions about itself with these bytes, or not at all, and what it was sent besides.
    fn printer(answers: Option<[u8; 2]>) -> (u16, thread::JoinHandle<Vec<u8>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let taking = thread::spawn(move || {
            let (mut till, _) = listener.accept().unwrap();
            let mut taken = Vec::new();
            let mut byte = [0];
            while let Ok(1) = till.read(&mut byte) {
                taken.push(byte[0]);
                if let Some([off_line, paper]) = answers {
                    for (question, answer) in [(WHY_OFF_LINE, off_line), (PAPER, paper)] {
                        if taken.ends_with(&question) {
                            till.write_all(&[answer]).unwrap();
                        }
                    }
                }
            }
            taken
        });
        (port, taking)
    }

    #[test]
    fn everything_arrives_whether_the_printer_answers_or_not() {
        for answers in [None, Some([0x12, 0x12])] {
            let (port, taking) = printer(answers);
            assert_eq!(send("127.0.0.1", port, b"papier"), PrintOutcome::Printed);
            assert!(taking.join().unwrap().ends_with(b"papier"));
        }
    }

    #[test]
    fn a_printer_that_says_why_it_cannot_is_sent_nothing() {
        for (answers, trouble) in [([0x16, 0x12], PrintTrouble::CoverOpen), ([0x12, 0x72], PrintTrouble::PaperOut)] {
            let (port, taking) = printer(Some(answers));
            assert_eq!(send("127.0.0.1", port, b"papier"), PrintOutcome::Failed(trouble));
            assert!(!taking.join().unwrap().ends_with(b"papier"));
        }
    }

    #[test]
    fn what_is_no_answer_of_a_printer_stops_nothing() {
        let (port, taking) = printer(Some([0xff, 0xff]));
        assert_eq!(send("127.0.0.1", port, b"papier"), PrintOutcome::Printed);
        assert!(taking.join().unwrap().ends_with(b"papier"));
    }

    #[test]
    fn nobody_there_is_a_failure_and_so_is_no_name() {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        assert_eq!(send("127.0.0.1", port, b"papier"), PrintOutcome::Failed(PrintTrouble::Unreachable));
        assert_eq!(send("no such name", 9100, b"papier"), PrintOutcome::Failed(PrintTrouble::NameNotFound));
    }
}
