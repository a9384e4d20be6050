//! The line between a till and its gateway, which can fall silent after any byte.

use std::io::{self, Read};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
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
    end: Arc<Mutex<End>>,
}

struct End {
    gateway: SocketAddr,
    silence: Option<(Silence, Sender<()>)>,
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
        let end = Arc::new(Mutex::new(End { gateway: address, silence: None }));
        let shared = Arc::clone(&end);
        thread::spawn(move || {
            for till in listener.incoming().flatten() {
                let (gateway, silence) = {
                    let mut end = shared.lock().unwrap();
                    (end.gateway, end.silence.take())
                };
                if let Ok(gateway) = TcpStream::connect(gateway) {
                    connect(till, gateway, silence);
                }
            }
        });
        Self { address, end }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn lead_to(&self, gateway: &ScriptedGateway) {
        let address = gateway.base_url().trim_start_matches("http://").parse().unwrap();
        *self.end.lock().unwrap() = End { gateway: address, silence: None };
    }

    /// The next connection falls silent.
    pub(crate) fn fall_silent(&self, silence: Silence) -> Silent {
        let (tell, reached) = mpsc::channel();
        self.end.lock().unwrap().silence = Some((silence, tell));
        Silent(reached)
    }
}

fn connect(till: TcpStream, gateway: TcpStream, silence: Option<(Silence, Sender<()>)>) {
    let (from_till, to_gateway) = (till.try_clone().unwrap(), gateway.try_clone().unwrap());
    let (in_request, in_answer) = match silence {
        None => (None, None),
        Some((Silence::InRequest(bytes), silent)) => (Some((bytes, silent)), None),
        Some((Silence::InAnswer(bytes), silent)) => (None, Some((bytes, silent))),
    };
    thread::spawn(move || {
        // The till's end is the gateway's too, however much of its words came through.
        if pass(&from_till, &to_gateway, in_request) == Passed::Part {
            let _ = io::copy(&mut &from_till, &mut io::sink());
        }
        let _ = to_gateway.shutdown(Shutdown::Both);
    });
    thread::spawn(move || {
        // A till that was told a part is left waiting for the rest.
        if pass(&gateway, &till, in_answer) == Passed::Whole {
            let _ = till.shutdown(Shutdown::Both);
        }
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
