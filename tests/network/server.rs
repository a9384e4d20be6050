//! The practice gateways behind TLS, and whatever else can answer in their place.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use comptoir_engine::ports::Clock;
use comptoir_practice::{Kind, PracticeGateway, Request, Response};
use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// What a server does with a request that it has read whole.
#[derive(Clone)]
pub(crate) enum Says {
    /// What the practice gateway answers.
    TheGateway,
    /// These bytes.
    This(Vec<u8>),
    /// These bytes, and then the others without end.
    ThisAndThen(Vec<u8>, &'static [u8]),
}

/// A server.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) gateway: Arc<PracticeGateway>,
    heard: Arc<Heard>,
}

struct Heard {
    what: Mutex<What>,
    clock: Arc<dyn Clock>,
}

struct What {
    says: Says,
    base_url: String,
    /// Method and path of each request that was read whole.
    requests: Vec<String>,
    /// Bytes of requests that came, whole or not.
    bytes: usize,
    /// Bytes of answers that were sent.
    said: usize,
    /// Connections that have come to their end.
    ended: usize,
}

impl Heard {
    fn what(&self) -> MutexGuard<'_, What> {
        self.what.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Server {
    /// The practice gateway of this kind, behind TLS as `tls` has it, at the time of `clock`.
    pub(crate) async fn start(kind: Kind, tls: Arc<ServerConfig>, clock: Arc<dyn Clock>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let gateway = Arc::new(PracticeGateway::in_memory(kind));
        let what = What { says: Says::TheGateway, base_url: String::new(), requests: Vec::new(), bytes: 0, said: 0, ended: 0 };
        let heard = Arc::new(Heard { what: Mutex::new(what), clock });
        let acceptor = TlsAcceptor::from(tls);
        let (hears, played) = (Arc::clone(&heard), Arc::clone(&gateway));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, heard, gateway) = (acceptor.clone(), Arc::clone(&hears), Arc::clone(&played));
                tokio::spawn(async move {
                    serve(stream, acceptor, &heard, &gateway).await.unwrap_or_default();
                    heard.what().ended += 1;
                });
            }
        });
        Self { address, gateway, heard }
    }

    /// Its pages stand under this address, as its account has it.
    pub(crate) fn is_known_as(&self, base_url: &str) {
        base_url.clone_into(&mut self.heard.what().base_url);
    }

    pub(crate) fn says(&self, says: Says) {
        self.heard.what().says = says;
    }

    /// Method and path of each request that was read whole.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.heard.what().requests.clone()
    }

    /// Bytes of requests that came, whole or not.
    pub(crate) fn bytes(&self) -> usize {
        self.heard.what().bytes
    }

    /// Bytes of answers that were sent.
    pub(crate) fn said(&self) -> usize {
        self.heard.what().said
    }

    /// Connections that have come to their end.
    pub(crate) fn ended(&self) -> usize {
        self.heard.what().ended
    }
}

async fn serve(stream: TcpStream, acceptor: TlsAcceptor, heard: &Heard, gateway: &PracticeGateway) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = acceptor.accept(stream).await?;
    while let Some(request) = read(&mut stream, heard, gateway.kind()).await? {
        let says = {
            let mut what = heard.what();
            what.requests.push(format!("{} {}", request.method, request.path));
            what.says.clone()
        };
        match says {
            Says::TheGateway => {
                let answer = gateway.respond(&request, heard.clock.now().as_millisecond());
                say(&mut stream, heard, &whole(&answer)).await?;
            }
            Says::This(bytes) => say(&mut stream, heard, &bytes).await?,
            Says::ThisAndThen(first, others) => {
                say(&mut stream, heard, &first).await?;
                loop {
                    say(&mut stream, heard, others).await?;
                }
            }
        }
    }
    Ok(())
}

async fn say(stream: &mut (impl AsyncWrite + Unpin), heard: &Heard, bytes: &[u8]) -> std::io::Result<()> {
    stream.write_all(bytes).await?;
    stream.flush().await?;
    heard.what().said += bytes.len();
    Ok(())
}

fn whole(answer: &Response) -> Vec<u8> {
    let Response { status, content_type, body, .. } = answer;
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Practice\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// One request, or none where the till goes first.
async fn read(stream: &mut (impl AsyncRead + Unpin), heard: &Heard, kind: Kind) -> std::io::Result<Option<Request>> {
    let mut message = Vec::new();
    loop {
        let mut bytes = [0; 4096];
        let count = stream.read(&mut bytes).await?;
        if count == 0 {
            return Ok(None);
        }
        heard.what().bytes += count;
        message.extend_from_slice(&bytes[..count]);
        let text = String::from_utf8_lossy(&message);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let mut lines = head.lines();
        let mut first = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
        let (method, target) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
        let headers: Vec<_> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
        if body.len() < length.unwrap_or(0) {
            continue;
        }
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let path = path.strip_prefix(&format!("/{}", kind.name())).unwrap_or(path);
        let base_url = heard.what().base_url.clone();
        let (path, query, body) = (path.to_owned(), query.to_owned(), body.as_bytes().to_vec());
        return Ok(Some(Request { method, path, query, base_url, headers, body }));
    }
}
