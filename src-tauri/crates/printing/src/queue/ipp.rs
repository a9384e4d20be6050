//! One request to CUPS and its answer, with a moment after which it is not waited for.
//!
//! HTTP 1.0, so that the answer ends where the connection does.

use std::env;
use std::io::{self, Cursor, ErrorKind, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use comptoir_core::printer::{PrintOutcome, PrintTrouble};
use ipp::parser::IppParser;
use ipp::prelude::*;
use ipp::reader::IppReader;

use super::answered;
use crate::written;

/// Where CUPS listens: Debian, Fedora and Arch, then macOS.
const SOCKETS: [&str; 3] = ["/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd"];

/// Where it listens besides.
const PORT: u16 = 631;

/// All queues of a system are a few kilobytes.
const LONGEST_ANSWER: u64 = 4 << 20;

/// A request to CUPS.
pub(super) struct Request(IppRequestResponse);

impl Request {
    pub(super) fn new(operation: Operation) -> Option<Self> {
        IppRequestResponse::new(IppVersion::v2_0(), operation, None).ok().map(Self)
    }

    pub(super) fn with(self, name: &str, value: IppValue) -> Option<Self> {
        self.having(DelimiterTag::OperationAttributes, name, value)
    }

    /// How a document is to be printed.
    pub(super) fn of_job(self, name: &str, value: IppValue) -> Option<Self> {
        self.having(DelimiterTag::JobAttributes, name, value)
    }

    fn having(mut self, group: DelimiterTag, name: &str, value: IppValue) -> Option<Self> {
        self.0.attributes_mut().add(group, IppAttribute::with_name(name, value).ok()?);
        Some(self)
    }

    pub(super) fn asking_for(self, names: &[&str]) -> Option<Self> {
        let names: Option<Vec<IppValue>> = names.iter().map(|name| IppValue::new_keyword(*name).ok()).collect();
        self.with(IppAttribute::REQUESTED_ATTRIBUTES, IppValue::Array(names?))
    }
}

/// What CUPS answered.
pub(super) struct Answer(IppRequestResponse);

impl Answer {
    pub(super) fn status(&self) -> StatusCode {
        self.0.header().status_code()
    }

    pub(super) fn groups(&self, tag: DelimiterTag) -> impl Iterator<Item = &IppAttributeGroup> {
        self.0.attributes().groups_of(tag)
    }
}

/// Sends `request` with `document` after it. What is lost is told as what became of a paper: *failed* where nothing left.
pub(super) fn asked(request: &Request, document: &[u8], until: Instant) -> Result<Answer, PrintOutcome> {
    let to = answered(connected, until).flatten();
    let mut line = to.map(|to| Line { to, until }).ok_or(PrintOutcome::Failed(PrintTrouble::SystemSilent))?;
    let request = request.0.to_bytes();
    let length = request.len() + document.len();
    let head = format!(
        "POST / HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/ipp\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    let message = [head.as_bytes(), &request, document].concat();
    let sent = written(&mut line, &message, || Instant::now() < until);
    if sent != PrintOutcome::Printed {
        return Err(sent);
    }
    read(line).ok_or(PrintOutcome::Unsure(PrintTrouble::SystemSilent))
}

fn read(line: Line) -> Option<Answer> {
    let mut answer = Vec::new();
    line.take(LONGEST_ANSWER).read_to_end(&mut answer).ok()?;
    let end = answer.windows(4).position(|part| part == b"\r\n\r\n")?;
    let (head, body) = answer.split_at_checked(end + 4)?;
    let status = head.split(|byte| *byte == b' ').nth(1)?;
    if status != b"200" {
        return None;
    }
    let answer = IppParser::new(IppReader::new(Cursor::new(body.to_vec()))).parse().ok()?;
    Some(Answer(answer))
}

/// A connection to CUPS that is read and written until a moment.
struct Line {
    to: To,
    until: Instant,
}

enum To {
    Socket(UnixStream),
    Host(TcpStream),
}

impl Line {
    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(Some(left)) }
    }
}

impl Read for Line {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let left = self.left()?;
        match &mut self.to {
            To::Socket(to) => to.set_read_timeout(left).and_then(|()| to.read(bytes)),
            To::Host(to) => to.set_read_timeout(left).and_then(|()| to.read(bytes)),
        }
    }
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = self.left()?;
        match &mut self.to {
            To::Socket(to) => to.set_write_timeout(left).and_then(|()| to.write(bytes)),
            To::Host(to) => to.set_write_timeout(left).and_then(|()| to.write(bytes)),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// `CUPS_SERVER` names another place than the usual ones, as for CUPS's own programs: a host, a host and a port, or a socket's path.
/// Names and sockets are waited for by whoever calls this.
fn connected() -> Option<To> {
    let Some(server) = env::var("CUPS_SERVER").ok().filter(|server| !server.is_empty()) else {
        return SOCKETS.into_iter().find_map(socket).or_else(|| host(("localhost", PORT)));
    };
    let server = server.split_once("/version=").map_or(server.as_str(), |(server, _)| server);
    if server.starts_with('/') {
        socket(server)
    } else if server.contains(':') {
        host(server)
    } else {
        host((server, PORT))
    }
}

fn socket(path: &str) -> Option<To> {
    UnixStream::connect(path).ok().map(To::Socket)
}

fn host(server: impl ToSocketAddrs) -> Option<To> {
    TcpStream::connect(server).ok().map(To::Host)
}
