//! A receipt printer on this machine that keeps what it is sent, as a printer on port 9100 does.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

/// Nobody waits longer for a paper.
const BOUND: Duration = Duration::from_secs(20);

/// DLE EOT n: the till asks how the printer is.
const QUESTION: [u8; 2] = [0x10, 0x04];

/// The answer of a printer that is well.
const WELL: u8 = 0x12;

/// How a printer behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It says that it is well, takes everything and hangs up.
    Prints,
    /// It says that it has no paper.
    HasNoPaper,
    /// It takes everything, says nothing and never hangs up.
    KeepsTheLine,
}

/// GS V 66: the end of a paper that is cut.
const CUT: [u8; 4] = [0x1d, b'V', 66, 0];

/// The printer, and what came out of it.
pub struct PaperPrinter {
    target: String,
    papers: Receiver<Vec<u8>>,
    /// A line that nobody holds hangs up.
    _line: Option<File>,
}

impl PaperPrinter {
    /// A printer that is switched on.
    pub fn on(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (sender, papers) = channel();
        thread::spawn(move || {
            for till in listener.incoming().map_while(Result::ok) {
                let sender = sender.clone();
                thread::spawn(move || takes(till, manner, &sender));
            }
        });
        Self { target: format!("tcp:127.0.0.1:{port}"), papers, _line: None }
    }

    /// A printer that cuts, at the other end of a serial line that is set up as for a terminal.
    #[cfg(target_os = "linux")]
    pub fn on_a_line() -> Self {
        use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
        let printer = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&printer).and_then(|()| unlockpt(&printer)).unwrap();
        let path = ptsname(&printer, Vec::new()).unwrap().into_string().unwrap();
        let line = File::options().read(true).write(true).open(&path).unwrap();
        let (sender, papers) = channel();
        thread::spawn(move || {
            let (mut printer, mut paper, mut byte) = (File::from(printer), Vec::new(), [0]);
            while let Ok(1) = printer.read(&mut byte) {
                paper.push(byte[0]);
                if paper.ends_with(&CUT) && sender.send(std::mem::take(&mut paper)).is_err() {
                    return;
                }
            }
        });
        Self { target: format!("device:{path}"), papers, _line: Some(line) }
    }

    /// How the till names its place.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The next paper.
    #[track_caller]
    pub fn paper(&self) -> Vec<u8> {
        self.papers.recv_timeout(BOUND).expect("a paper")
    }

    /// Nothing has come out that nobody has taken.
    pub fn is_empty(&self) -> bool {
        self.papers.try_recv().is_err()
    }
}

fn takes(mut till: TcpStream, manner: Manner, papers: &Sender<Vec<u8>>) {
    let (mut paper, mut bytes) = (Vec::new(), [0; 4_096]);
    loop {
        let taken = till.read(&mut bytes).unwrap_or_default();
        if taken == 0 {
            break;
        }
        match bytes[..taken].strip_prefix(&QUESTION) {
            Some([about]) if paper.is_empty() => {
                let answer = match (manner, about) {
                    (Manner::KeepsTheLine, _) => continue,
                    (Manner::HasNoPaper, 4) => 0x72,
                    (Manner::HasNoPaper | Manner::Prints, _) => WELL,
                };
                till.write_all(&[answer]).unwrap();
            }
            Some([_, rest @ ..]) if paper.is_empty() => paper.extend(rest),
            _ => paper.extend(&bytes[..taken]),
        }
        if manner == Manner::KeepsTheLine && !paper.is_empty() {
            break;
        }
    }
    if !paper.is_empty() {
        papers.send(paper).unwrap_or_default();
    }
    if manner == Manner::KeepsTheLine {
        // Nobody reads on, and nobody hangs up.
        thread::park();
    }
    drop(till);
}
