//! A proxy on loopback that does to the next connection what it was told to, and passes every other one on unchanged.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::yield_now;
use tokio::time::sleep;

use crate::certificates::Version;
use crate::record::Records;
use crate::toxic::{Direction, Plan, Stage, Toxic};

/// How much later a piece comes. Far below every deadline.
const LATER: Duration = Duration::from_millis(15);

/// Between two bytes of a drip: a handshake, a request or an answer would take longer than any deadline here.
const DRIP: Duration = Duration::from_millis(250);

/// No piece of a sliced stream is longer.
const SLICE: usize = 7;

/// A proxy, and what went by.
pub(crate) struct Proxy {
    address: SocketAddr,
    /// The port is taken, and nobody listens at it yet.
    refusing: Mutex<Option<TcpSocket>>,
    seen: Arc<Seen>,
}

/// What the tasks of a proxy share.
struct Seen {
    gateway: SocketAddr,
    version: Version,
    what: Mutex<What>,
}

#[derive(Default)]
struct What {
    /// What becomes of the next connection.
    plan: Option<Plan>,
    struck: bool,
    /// How much of a request the till sent on each connection.
    of_requests: Vec<usize>,
}

impl Seen {
    fn what(&self) -> MutexGuard<'_, What> {
        self.what.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Proxy {
    /// A proxy before `gateway`, at whose port nobody listens yet: every connection is refused.
    pub(crate) fn before(gateway: SocketAddr, version: Version) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).unwrap();
        let address = socket.local_addr().unwrap();
        let seen = Arc::new(Seen { gateway, version, what: Mutex::default() });
        Self { address, refusing: Mutex::new(Some(socket)), seen }
    }

    /// Connections are taken from now on.
    pub(crate) fn listen(&self) {
        let socket = self.refusing.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(socket) = socket else { return };
        let listener = socket.listen(16).unwrap();
        tokio::spawn(accept(listener, Arc::clone(&self.seen)));
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// The next connection meets with this; nothing has struck yet.
    pub(crate) fn plan(&self, plan: Option<Plan>) {
        let mut what = self.seen.what();
        (what.plan, what.struck) = (plan, false);
    }

    /// Whether what was planned was done to at least a byte.
    pub(crate) fn struck(&self) -> bool {
        self.seen.what().struck
    }

    pub(crate) fn connections(&self) -> usize {
        self.seen.what().of_requests.len()
    }

    /// How many bytes of a request the till sent on its last connection.
    pub(crate) fn of_a_request(&self) -> usize {
        self.seen.what().of_requests.last().copied().unwrap_or(0)
    }
}

async fn accept(listener: TcpListener, seen: Arc<Seen>) {
    while let Ok((till, _)) = listener.accept().await {
        let (plan, place) = {
            let mut what = seen.what();
            what.of_requests.push(0);
            (what.plan.take(), what.of_requests.len() - 1)
        };
        let seen = Arc::clone(&seen);
        tokio::spawn(async move {
            if let Ok(gateway) = TcpStream::connect(seen.gateway).await {
                // Whichever side went away: the connection has come to its end.
                Passage::of(till, gateway, plan, place, seen).run().await.unwrap_or_default();
            }
        });
    }
}

/// What becomes of a connection after a piece of it.
#[derive(PartialEq, Eq)]
enum Then {
    GoesOn,
    Ends,
}

/// One connection on its way.
struct Passage {
    till: TcpStream,
    gateway: TcpStream,
    plan: Option<Plan>,
    /// Which connection it is.
    place: usize,
    seen: Arc<Seen>,
    records: Records,
    /// What the plan has let by.
    passed: usize,
    /// The direction that has ended.
    ended: Option<Direction>,
}

impl Passage {
    fn of(till: TcpStream, gateway: TcpStream, plan: Option<Plan>, place: usize, seen: Arc<Seen>) -> Self {
        for stream in [&till, &gateway] {
            stream.set_nodelay(true).unwrap();
        }
        let records = Records::of(seen.version);
        Self { till, gateway, plan, place, seen, records, passed: 0, ended: None }
    }

    async fn run(mut self) -> std::io::Result<()> {
        let (mut from_till, mut from_gateway) = (vec![0; 16 * 1024], vec![0; 16 * 1024]);
        let (mut up, mut down) = (true, true);
        while up || down {
            let then = tokio::select! {
                read = self.till.read(&mut from_till), if up => match read? {
                    0 => {
                        up = false;
                        self.end(Direction::Up).await
                    }
                    count => self.up(&from_till[..count]).await?,
                },
                read = self.gateway.read(&mut from_gateway), if down => match read? {
                    0 => {
                        down = false;
                        self.end(Direction::Down).await
                    }
                    count => {
                        let stage = if self.records.request_began() { Stage::Exchange } else { Stage::Handshake };
                        self.piece(Direction::Down, stage, &from_gateway[..count]).await?
                    }
                },
            };
            if then == Then::Ends {
                break;
            }
        }
        Ok(())
    }

    async fn up(&mut self, bytes: &[u8]) -> std::io::Result<Then> {
        let (handshake, request) = bytes.split_at(self.records.handshake_in(bytes));
        self.seen.what().of_requests[self.place] += request.len();
        for (stage, piece) in [(Stage::Handshake, handshake), (Stage::Exchange, request)] {
            if !piece.is_empty() && self.piece(Direction::Up, stage, piece).await? == Then::Ends {
                return Ok(Then::Ends);
            }
        }
        Ok(Then::GoesOn)
    }

    /// Passes a piece on, or does to it what is planned.
    async fn piece(&mut self, direction: Direction, stage: Stage, bytes: &[u8]) -> std::io::Result<Then> {
        let Some(plan) = self.plan.filter(|plan| (plan.direction, plan.stage) == (direction, stage)) else {
            if self.ended != Some(direction) {
                self.to(direction).write_all(bytes).await?;
            }
            return Ok(Then::GoesOn);
        };
        self.seen.what().struck = true;
        match plan.toxic {
            Toxic::Latency => {
                sleep(LATER).await;
                self.to(direction).write_all(bytes).await?;
            }
            Toxic::Timeout => {}
            Toxic::Slow => {
                for byte in bytes {
                    self.to(direction).write_all(&[*byte]).await?;
                    sleep(DRIP).await;
                }
            }
            Toxic::Slicing => {
                for slice in bytes.chunks(1 + plan.after % SLICE) {
                    self.to(direction).write_all(slice).await?;
                    yield_now().await;
                }
            }
            Toxic::Down => return Ok(Then::Ends),
            Toxic::HalfClose | Toxic::Reset | Toxic::Limit => return self.cut(plan, bytes).await,
        }
        Ok(Then::GoesOn)
    }

    /// Lets some bytes by, and then cuts.
    async fn cut(&mut self, plan: Plan, bytes: &[u8]) -> std::io::Result<Then> {
        if self.ended == Some(plan.direction) {
            return Ok(Then::GoesOn);
        }
        let passing = bytes.len().min(plan.after - self.passed);
        self.to(plan.direction).write_all(&bytes[..passing]).await?;
        self.passed += passing;
        if passing == bytes.len() {
            return Ok(Then::GoesOn);
        }
        match plan.toxic {
            Toxic::HalfClose => {
                self.ended = Some(plan.direction);
                self.to(plan.direction).shutdown().await?;
                Ok(Then::GoesOn)
            }
            Toxic::Reset => {
                self.till.set_zero_linger()?;
                self.gateway.set_zero_linger()?;
                Ok(Then::Ends)
            }
            Toxic::Latency | Toxic::Down | Toxic::Timeout | Toxic::Slow | Toxic::Slicing | Toxic::Limit => {
                self.till.shutdown().await?;
                self.gateway.shutdown().await?;
                Ok(Then::Ends)
            }
        }
    }

    async fn end(&mut self, direction: Direction) -> Then {
        // The other side may be gone already.
        self.to(direction).shutdown().await.unwrap_or_default();
        Then::GoesOn
    }

    const fn to(&mut self, direction: Direction) -> &mut TcpStream {
        match direction {
            Direction::Up => &mut self.gateway,
            Direction::Down => &mut self.till,
        }
    }
}
