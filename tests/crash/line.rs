//! The line between a till and its gateway, which can fall silent after any byte.

use std::io::{self, Read};
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
        self.0.recv_timeout(BOUND).expect("the line falls silent");
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
        self.shared.end().gateway = gateway.base_url().trim_start_matches("http://").parse().unwrap();
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
        Some(Limit { silence: Silence::InRequest(bytes), reached }) => (Some((bytes, reached)), None),
        Some(Limit { silence: Silence::InAnswer(bytes), reached }) => (None, Some((bytes, reached))),
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

/// Passes on what comes until its end, or as much as may pass.
fn pass(mut from: &TcpStream, mut to: &TcpStream, limit: Option<(usize, Sender<()>)>) -> Passed {
    let Some((bytes, silent)) = limit else {
        // Either side may hang up at any time.
        let _ = io::copy(&mut from, &mut to);
        return Passed::Whole;
    };
    let _ = io::copy(&mut from.take(bytes as u64), &mut to);
    // There is more, and it goes nowhere.
    if from.read(&mut [0]).is_ok_and(|read| read > 0) {
        let _ = silent.send(());
        return Passed::Part;
    }
    Passed::Whole
}
