//! The line between a till and its gateway, which can fall silent after any byte.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

use comptoir_tests::{BOUND, ScriptedGateway};

/// How much passes on the next connection before nothing does any more. The connection stays open.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Silence {
    /// So many bytes of the request, and no answer.
    InRequest(usize),
    /// The whole request, and so many bytes of the answer.
    InAnswer(usize),
    /// This part of the request, and no answer.
    RequestAt(Part),
    /// The whole request, and this part of the answer.
    AnswerAt(Part),
}

impl Silence {
    pub(crate) const fn lets_the_request_pass(self) -> bool {
        matches!(self, Self::InAnswer(_) | Self::AnswerAt(_))
    }
}

/// How much of a message passes, whatever its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Nothing,
    HalfTheHead,
    Head,
    HalfTheBody,
    AllButOneByte,
}

/// A line that keeps its address, whichever gateway it leads to.
pub(crate) struct Line {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    end: Mutex<End>,
    changed: Condvar,
}

struct End {
    gateway: SocketAddr,
    silence: Option<Limit>,
    /// So many directions of connections have not come to their end.
    open: usize,
}

/// So many bytes pass, and then somebody is told.
struct Limit {
    silence: Silence,
    reached: Sender<()>,
}

/// A line that is going to fall silent.
pub(crate) struct Silent(Receiver<()>);

impl Silent {
    /// Returns once it has.
    #[track_caller]
    pub(crate) fn reached(&self) {
        assert!(self.is_reached(), "the line does not fall silent");
    }

    /// Whether it has, in any time that a run may take.
    pub(crate) fn is_reached(&self) -> bool {
        self.0.recv_timeout(BOUND).is_ok()
    }
}

impl Line {
    /// A line that leads nowhere yet. It lasts as long as the process.
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let end = End { gateway: address, silence: None, open: 0 };
        let line = Self { address, shared: Arc::new(Shared { end: Mutex::new(end), changed: Condvar::new() }) };
        let shared = Arc::clone(&line.shared);
        thread::spawn(move || listener.incoming().flatten().for_each(|till| connect(till, &shared)));
        line
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn lead_to(&self, gateway: &ScriptedGateway) {
        let mut end = self.shared.end();
        end.gateway = gateway.base_url().trim_start_matches("http://").parse().unwrap();
        // What was planned for the gateway before does not meet this one.
        end.silence = None;
    }

    /// The next connection falls silent.
    pub(crate) fn fall_silent(&self, silence: Silence) -> Silent {
        let (reached, told) = mpsc::channel();
        self.shared.end().silence = Some(Limit { silence, reached });
        Silent(told)
    }

    /// Returns once the gateway has dealt with all that was sent to it, by a till that was killed too.
    #[track_caller]
    pub(crate) fn until_quiet(&self) {
        // Connections are taken in turn: when this one has been, all that were made before it have.
        let mut last = TcpStream::connect(self.address).unwrap();
        last.shutdown(Shutdown::Write).unwrap();
        let _ = last.read_to_end(&mut Vec::new());
        let end = self.shared.end();
        let (end, _) = self.shared.changed.wait_timeout_while(end, BOUND, |end| end.open > 0).unwrap();
        assert_eq!(end.open, 0, "the line does not fall quiet");
    }
}

impl Shared {
    fn end(&self) -> MutexGuard<'_, End> {
        self.end.lock().unwrap()
    }

    fn closed(&self) {
        self.end().open -= 1;
        self.changed.notify_all();
    }
}

fn connect(till: TcpStream, shared: &Arc<Shared>) {
    let (gateway, limit) = {
        let mut end = shared.end();
        (end.gateway, end.silence.take())
    };
    let Ok(gateway) = TcpStream::connect(gateway) else { return };
    shared.end().open += 2;
    let (from_till, to_gateway) = (till.try_clone().unwrap(), gateway.try_clone().unwrap());
    let (in_request, in_answer) = match limit {
        None => (None, None),
        Some(Limit { silence: Silence::InRequest(bytes), reached }) => (Some((Length::Bytes(bytes), reached)), None),
        Some(Limit { silence: Silence::InAnswer(bytes), reached }) => (None, Some((Length::Bytes(bytes), reached))),
        Some(Limit { silence: Silence::RequestAt(part), reached }) => (Some((Length::Of(part), reached)), None),
        Some(Limit { silence: Silence::AnswerAt(part), reached }) => (None, Some((Length::Of(part), reached))),
    };
    let requests = Arc::clone(shared);
    thread::spawn(move || {
        // The till's end is the gateway's too, however much of its words came through.
        if pass(&from_till, &to_gateway, in_request) == Passed::Part {
            let _ = io::copy(&mut &from_till, &mut io::sink());
        }
        let _ = to_gateway.shutdown(Shutdown::Write);
        requests.closed();
    });
    let answers = Arc::clone(shared);
    thread::spawn(move || {
        // A till that was told a part is left waiting for the rest.
        if pass(&gateway, &till, in_answer) == Passed::Whole {
            let _ = till.shutdown(Shutdown::Both);
        }
        answers.closed();
    });
}

#[derive(PartialEq, Eq)]
enum Passed {
    Whole,
    Part,
}

/// How much may pass.
enum Length {
    Bytes(usize),
    Of(Part),
}

/// Passes on what comes until its end, or as much as may pass.
fn pass(mut from: &TcpStream, mut to: &TcpStream, limit: Option<(Length, Sender<()>)>) -> Passed {
    let (bytes, silent) = match limit {
        None => {
            // Either side may hang up at any time.
            let _ = io::copy(&mut from, &mut to);
            return Passed::Whole;
        }
        Some((Length::Bytes(bytes), silent)) => (bytes, silent),
        Some((Length::Of(part), silent)) => {
            let message = whole_message(from);
            let passed = to.write_all(&message[..part.of(&message)]);
            let _ = passed.map(|()| silent.send(()));
            return Passed::Part;
        }
    };
    let _ = io::copy(&mut from.take(bytes as u64), &mut to);
    // There is more, and it goes nowhere.
    if from.read(&mut [0]).is_ok_and(|read| read > 0) {
        let _ = silent.send(());
        return Passed::Part;
    }
    Passed::Whole
}

/// A request or an answer, to the last byte of the length that its head tells.
fn whole_message(mut from: &TcpStream) -> Vec<u8> {
    let mut message = Vec::new();
    let mut piece = [0; 4096];
    while length_of(&message).is_none_or(|length| message.len() < length) {
        match from.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(read) => message.extend_from_slice(&piece[..read]),
        }
    }
    message
}

/// The length of a message, once its whole head is there.
fn length_of(message: &[u8]) -> Option<usize> {
    let head = head_of(message)?;
    let words = String::from_utf8_lossy(&message[..head]).to_ascii_lowercase();
    let body = words.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    Some(head + body.unwrap_or(0))
}

fn head_of(message: &[u8]) -> Option<usize> {
    message.windows(4).position(|end| end == b"\r\n\r\n").map(|place| place + 4)
}

impl Part {
    /// So many bytes of this message.
    fn of(self, message: &[u8]) -> usize {
        let head = head_of(message).unwrap_or(message.len());
        match self {
            Self::Nothing => 0,
            Self::HalfTheHead => head / 2,
            Self::Head => head,
            Self::HalfTheBody => head + (message.len() - head) / 2,
            Self::AllButOneByte => message.len().saturating_sub(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_cut_where_its_parts_are() {
        let message = b"POST / HTTP/1.1\r\nContent-Length: 6\r\n\r\n{1234}";
        assert_eq!(length_of(message), Some(message.len()));
        assert_eq!(length_of(&message[..30]), None);
        let at = |part: Part| part.of(message);
        assert_eq!([at(Part::Nothing), at(Part::HalfTheHead), at(Part::Head)], [0, 19, 38]);
        assert_eq!((at(Part::HalfTheBody), at(Part::AllButOneByte)), (41, 43));
    }
}
