//! A till in front of one gateway: the engine with its real ledger and its real HTTP client, a fault proxy, and the practice gateway behind
//! TLS.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use comptoir_core::ids::PaymentId;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_engine::ports::{Clock, Rng};
use comptoir_engine::{AskedPayment, Engine, NewAccount, Parts, PaymentView};
use comptoir_gateway::http::{HttpTransport, Limits, Trust};
use comptoir_gateway::{Reply, Request, Transport, TransportError};
use comptoir_keychain::MemorySecrets;
use comptoir_ledger::{Birth, FolderLock, Ledger};
use comptoir_practice::{Kind, State};
use comptoir_tests::BOUND;
use jiff::{SignedDuration, Timestamp};
use rustls::ServerConfig;
use secrecy::SecretString;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::certificates::{Good, NAME, NOW, Version};
use crate::proxy::Proxy;
use crate::server::Server;

const ACCOUNT: &str = "boutique";

/// Limits that nothing here reaches.
pub(crate) const PATIENT: Limits = Limits { connect: BOUND, read: BOUND, total: BOUND };

/// Where a desk stands.
pub(crate) struct Place {
    pub(crate) kind: Kind,
    /// What the gateway's server shows.
    pub(crate) tls: Arc<ServerConfig>,
    pub(crate) version: Version,
    /// Whom the till believes; none is what the program itself believes.
    pub(crate) trust: Option<Trust>,
    /// Whether anybody takes connections.
    pub(crate) open: bool,
    /// Another address than the proxy's.
    pub(crate) base_url: Option<String>,
    /// A fault of the program's own.
    pub(crate) planted: Option<Planted>,
}

impl Place {
    /// One where nothing is wrong.
    pub(crate) fn good(kind: Kind, version: Version) -> Self {
        let good = Good::shared();
        let (tls, trust) = (good.server(version), Some(good.trust()));
        Self { kind, tls, version, trust, open: true, base_url: None, planted: None }
    }
}

/// A fault that a careless transport would have, planted to see that it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Planted {
    /// A request whose answer was lost is said not to have left.
    Forgets,
    /// A request whose answer was lost is sent again.
    Repeats,
}

/// A till and its gateway.
pub(crate) struct Desk {
    pub(crate) proxy: Proxy,
    pub(crate) server: Server,
    kind: Kind,
    clock: Arc<SetClock>,
    way: Arc<Way>,
    // Dropped in this order: the ledger is closed before its folder goes.
    engine: Engine,
    runtime: Runtime,
    _folder: TempDir,
}

impl Desk {
    pub(crate) fn at(place: Place) -> Self {
        let Place { kind, tls, version, trust, open, base_url, planted } = place;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let clock = Arc::new(SetClock::default());
        let entered = runtime.enter();
        let server = runtime.block_on(Server::start(kind, tls, Arc::clone(&clock) as Arc<dyn Clock>));
        let proxy = Proxy::before(server.address, version);
        if open {
            proxy.listen();
        }
        drop(entered);
        let base_url = base_url.unwrap_or_else(|| format!("https://{NAME}:{}/{}", proxy.port(), kind.name()));
        server.is_known_as(&base_url);
        let way = Arc::new(Way { planted, trust: Mutex::new(trust), limits: Mutex::new(PATIENT) });
        let folder = room();
        let lock = FolderLock::try_take(folder.path()).unwrap().expect("nobody else has the folder");
        let birth = Birth { folder_id: "folder-1".to_owned(), identifier_secret: [7; 32], at: clock.now() };
        let parts = Parts {
            ledger: Ledger::open(folder.path(), lock, birth).unwrap(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            rng: Arc::new(Counting::default()),
            transport: Arc::clone(&way) as Arc<dyn Transport>,
            secrets: Arc::new(MemorySecrets::new()),
            observer: Box::new(|_, _| {}),
            built_in: Vec::new(),
        };
        let engine = Engine::open(parts).unwrap();
        let desk = Self { proxy, server, kind, clock, way, engine, runtime, _folder: folder };
        desk.add_account(base_url);
        desk
    }

    fn add_account(&self, base_url: String) {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let secret = |(name, value): &(&str, &str)| ((*name).to_owned(), SecretString::from(*value));
        // The page of PayGateGlobal has no create call; its push has.
        let fields = self.kind.fields().iter().filter(|(name, _)| *name != "page");
        let new = NewAccount {
            name: ACCOUNT.to_owned(),
            gateway: self.gateway(),
            fields: fields.map(owned).collect(),
            base_url: Some(base_url),
            secrets: self.kind.secrets().iter().map(secret).collect(),
            pin: None,
        };
        self.within_bound(self.engine.add_account(new)).unwrap();
    }

    /// What comes of `work`, which is given up at twice the bound: every limit here ends sooner.
    pub(crate) fn within_bound<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(async { tokio::time::timeout(2 * BOUND, work).await.expect("an end within the bound") })
    }

    pub(crate) const fn gateway(&self) -> GatewayKind {
        match self.kind {
            Kind::PaygateGlobal => GatewayKind::PaygateGlobal,
            Kind::Paydunya => GatewayKind::Paydunya,
            Kind::Cinetpay => GatewayKind::Cinetpay,
            Kind::Payplus => GatewayKind::Payplus,
            Kind::PaiementPro => GatewayKind::PaiementPro,
        }
    }

    /// How long requests may take from now on.
    pub(crate) fn limit(&self, limits: Limits) {
        *self.way.limits.lock().unwrap_or_else(PoisonError::into_inner) = limits;
    }

    /// Whom the till believes from now on.
    pub(crate) fn believes(&self, trust: Trust) {
        *self.way.trust.lock().unwrap_or_else(PoisonError::into_inner) = Some(trust);
    }

    /// Connections are taken from now on.
    pub(crate) fn opens(&self) {
        let _entered = self.runtime.enter();
        self.proxy.listen();
    }

    /// Asks a customer, and returns at the gateway's first answer, or when none came.
    pub(crate) fn start(&self) -> PaymentId {
        let push = self.kind == Kind::PaygateGlobal;
        let phone = match self.kind {
            Kind::PaygateGlobal => Some("90 12 34 56"),
            Kind::PaiementPro => Some("01 02 03 04 05"),
            Kind::Paydunya | Kind::Cinetpay | Kind::Payplus => None,
        };
        let customer: &[(&str, &str)] = match self.kind {
            Kind::PaiementPro => &[("email", "client@example.com"), ("first_name", "Jean"), ("last_name", "Dupont")],
            Kind::PaygateGlobal | Kind::Paydunya | Kind::Cinetpay | Kind::Payplus => &[],
        };
        let asked = AskedPayment {
            account: Some(ACCOUNT.to_owned()),
            amount: "12500".to_owned(),
            method: Some(if push { Method::Push } else { Method::Page }),
            phone: phone.map(str::to_owned),
            customer: customer.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            ..AskedPayment::default()
        };
        self.within_bound(self.engine.start(&asked)).unwrap().payment_id
    }

    /// Asks the gateway about the payment, once, four seconds after whatever was before.
    pub(crate) fn ask(&self, id: PaymentId) {
        self.clock.pass(Duration::from_secs(4));
        self.within_bound(self.engine.ask_once(id)).unwrap();
    }

    /// A person has the unanswered request sent once more.
    pub(crate) fn resend(&self, id: PaymentId) {
        self.within_bound(self.engine.resend(id)).unwrap();
    }

    pub(crate) fn view(&self, id: PaymentId) -> PaymentView {
        self.engine.view(id).unwrap()
    }

    /// The customer opens the page, if one is shown, and pays if there is anything to pay.
    pub(crate) fn customer_pays(&self, id: PaymentId) {
        if let Some(page) = self.within_bound(self.engine.page(id)).unwrap() {
            let opened = self.server.gateway.customer_scans(page.with_key(), self.clock.now().as_millisecond());
            assert_eq!(opened.status, 200, "the page that is shown is the gateway's");
        }
        self.clock.pass(Duration::from_secs(10));
    }

    /// Whether the customer was really charged.
    pub(crate) fn is_charged(&self) -> bool {
        let now_ms = self.clock.now().as_millisecond();
        self.server.gateway.transactions().iter().any(|payment| matches!(payment.state(now_ms), State::Paid { .. }))
    }

    /// Waits until `is` so.
    pub(crate) fn until(&self, is: impl Fn() -> bool) {
        self.within_bound(async {
            while !is() {
                tokio::task::yield_now().await;
            }
        });
    }
}

/// A folder in memory where there is one: what a disk does is another suite's matter.
fn room() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// The real way out, with limits and a trust that a test may change.
struct Way {
    planted: Option<Planted>,
    trust: Mutex<Option<Trust>>,
    limits: Mutex<Limits>,
}

impl Way {
    fn http(&self) -> HttpTransport {
        let limits = *self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        let trust = self.trust.lock().unwrap_or_else(PoisonError::into_inner);
        match &*trust {
            Some(trust) => HttpTransport::trusting(limits, trust).unwrap(),
            None => HttpTransport::new(limits).unwrap(),
        }
    }
}

#[async_trait]
impl Transport for Way {
    async fn send(&self, request: Request) -> Result<Reply, TransportError> {
        let http = self.http();
        let Request { url, headers, json } = request;
        let again = Request { url: url.clone(), headers: headers.clone(), json: json.clone() };
        let outcome = http.send(Request { url, headers, json }).await;
        match (self.planted, outcome) {
            (Some(Planted::Forgets), Err(TransportError::Lost(reason))) => Err(TransportError::NotSent(reason)),
            (Some(Planted::Repeats), Err(TransportError::Lost(_))) => http.send(again).await,
            (_, outcome) => outcome,
        }
    }
}

/// A clock that stands where it was set. Nothing in this suite sleeps.
#[derive(Default)]
struct SetClock(Mutex<Duration>);

impl SetClock {
    fn pass(&self, time: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }
}

#[async_trait]
impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(NOW as i64).unwrap() + SignedDuration::try_from(self.elapsed()).unwrap()
    }

    fn elapsed(&self) -> Duration {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn sleep(&self, _: Duration) {
        std::future::pending().await
    }
}

/// Bytes that are never the same twice.
#[derive(Default)]
struct Counting(Mutex<u64>);

impl Rng for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let mut count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *count += 1;
        for (byte, counted) in bytes.iter_mut().zip(count.to_le_bytes().into_iter().cycle()) {
            *byte = counted;
        }
    }
}
