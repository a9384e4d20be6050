//! A server on this machine that does to every connection what its script says, and counts them.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{interval, timeout};

use super::PATIENCE;

/// What is done to a connection.
#[derive(Clone)]
pub(super) struct Script {
    /// Whether the request is read before anything is said.
    pub(super) listens: bool,
    /// What is said.
    pub(super) says: Vec<u8>,
    /// What is done then.
    pub(super) then: Then,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// The connection is closed.
    Close,
    /// The connection is broken off, unread bytes and all.
    Reset,
    /// Nothing more comes.
    Silence,
    /// This byte comes now and then, for ever.
    Drip(u8),
    /// These bytes come without end.
    Flood(&'static [u8]),
}

impl Script {
    /// A whole answer.
    pub(super) fn replying(line: &str, headers: &str, body: &str) -> Self {
        let says = format!("HTTP/1.1 {line}\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len());
        Self::saying(&says, Then::Silence)
    }

    /// The request is read, `says` is said, and then.
    pub(super) fn saying(says: &str, then: Then) -> Self {
        Self { listens: true, says: says.as_bytes().to_vec(), then }
    }
}

pub(super) struct Server {
    pub(super) address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    peers: watch::Receiver<Vec<SocketAddr>>,
    /// How many connections have been served to their end.
    ended: watch::Receiver<usize>,
}

impl Server {
    pub(super) async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (came, peers) = watch::channel(Vec::new());
        let (ends, ended) = watch::channel(0);
        let heard = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                came.send_modify(|peers| peers.push(peer));
                let (script, heard, ends) = (script.clone(), Arc::clone(&heard), ends.clone());
                tokio::spawn(async move {
                    serve(stream, script, &heard).await;
                    ends.send_modify(|ended| *ended += 1);
                });
            }
        });
        Self { address, requests, peers, ended }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// How many connections came. They are taken in the order in which they came, so that none is left uncounted once one
    /// of our own has been taken.
    pub(super) async fn connections(&self) -> usize {
        let mark = TcpStream::connect(self.address).await.unwrap();
        let ours = mark.local_addr().unwrap();
        let mut peers = self.peers.clone();
        let seen = timeout(PATIENCE, peers.wait_for(|peers| peers.contains(&ours))).await.unwrap().unwrap();
        seen.iter().position(|peer| *peer == ours).unwrap()
    }

    /// The requests that were read whole.
    pub(super) async fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// Waits until a connection has come to its end.
    pub(super) async fn ended(&self) {
        timeout(PATIENCE, self.ended.clone().wait_for(|ended| *ended > 0)).await.unwrap().unwrap();
    }
}

async fn serve(mut stream: TcpStream, script: Script, heard: &Mutex<Vec<String>>) {
    if script.listens {
        let Some(request) = read(&mut stream).await else { return };
        heard.lock().unwrap().push(request);
    }
    if stream.write_all(&script.says).await.is_err() {
        return;
    }
    match script.then {
        Then::Close => {}
        Then::Reset => stream.set_zero_linger().unwrap(),
        Then::Silence => {
            // Until the other side has gone.
            let _ = stream.read_to_end(&mut Vec::new()).await;
        }
        Then::Drip(byte) => {
            let mut pace = interval(Duration::from_millis(20));
            while stream.write_all(&[byte]).await.is_ok() {
                pace.tick().await;
            }
        }
        Then::Flood(bytes) => while stream.write_all(bytes).await.is_ok() {},
    }
}

/// One request, or none if the other side goes first.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut request = String::new();
    loop {
        let mut bytes = [0; 4096];
        let count = stream.read(&mut bytes).await.ok().filter(|count| *count > 0)?;
        request.push_str(std::str::from_utf8(&bytes[..count]).ok()?);
        if let Some((head, body)) = request.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(request);
            }
        }
    }
}
