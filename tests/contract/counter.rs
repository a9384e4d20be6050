//! A counter: the engine with its real ledger and its real HTTP client, in front of a gateway that is played.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::evidence::Evidence;
use comptoir_core::ids::PaymentId;
use comptoir_engine::ports::{Clock, Rng};
use comptoir_engine::{AskedPayment, Engine, NewAccount, Noticed, Parts, PaymentView, Refusal};
use comptoir_gateway::http::{HttpTransport, Limits};
use comptoir_gateway::{Notification, Reply, Request, Transport, TransportError};
use comptoir_keychain::MemorySecrets;
use comptoir_ledger::{Birth, FolderLock, Ledger};
use comptoir_tests::leak::files_under;
use comptoir_tests::{Answer, BOUND, Call, ScriptedGateway};
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use secrecy::SecretString;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use url::Url;

use crate::subject::{AMOUNT, Names, Subject};

const ACCOUNT: &str = "boutique";
pub(crate) const PIN: &str = "4826";

/// What the references, and the secrets of their notifications, are made with.
pub(crate) const IDENTIFIER_SECRET: [u8; 32] = [7; 32];

/// How long a hasty request waits for its answer.
const HASTE: Duration = Duration::from_millis(150);

/// A till in front of a gateway.
pub(crate) struct Counter {
    pub(crate) subject: &'static Subject,
    pub(crate) gateway: ScriptedGateway,
    pub(crate) way: Arc<Way>,
    clock: Arc<SetClock>,
    runtime: Runtime,
    engine: Engine,
    folder: TempDir,
}

impl Counter {
    /// A till with one account at this gateway, which is in good order.
    pub(crate) fn of(subject: &'static Subject) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let gateway = ScriptedGateway::with(subject.manners);
        let (clock, way) = (Arc::new(SetClock::default()), Arc::new(Way::new()));
        let folder = room();
        let lock = FolderLock::try_take(folder.path()).unwrap().expect("nobody else has the folder");
        let birth = Birth { folder_id: "folder-1".to_owned(), identifier_secret: IDENTIFIER_SECRET, at: clock.now() };
        let parts = Parts {
            ledger: Ledger::open(folder.path(), lock, birth).unwrap(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            rng: Arc::new(Counting::default()),
            transport: Arc::clone(&way) as Arc<dyn Transport>,
            secrets: Arc::new(MemorySecrets::new()),
            observer: Box::new(|_, _| {}),
            built_in: Vec::new(),
        };
        let counter = Self { subject, gateway, way, clock, runtime, engine: Engine::open(parts).unwrap(), folder };
        counter.engine.set_owner_pin(None, &SecretString::from(PIN)).unwrap();
        counter.add_account(ACCOUNT, subject.fields);
        counter
    }

    /// One more account at the gateway.
    pub(crate) fn add_account(&self, name: &str, fields: &[(&str, &str)]) {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let secret = |(name, value): &(&str, &str)| ((*name).to_owned(), SecretString::from(*value));
        let new = NewAccount {
            name: name.to_owned(),
            gateway: self.subject.gateway,
            fields: fields.iter().map(owned).collect(),
            base_url: Some(self.gateway.base_url()),
            secrets: self.subject.secrets.iter().map(secret).collect(),
            pin: Some(SecretString::from(PIN)),
        };
        self.within_bound(self.engine.add_account(new)).unwrap();
    }

    /// What comes of `work`, which is given up at the bound.
    pub(crate) fn within_bound<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(async { tokio::time::timeout(BOUND, work).await.expect("an end within the bound") })
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(crate) fn pass(&self, time: Duration) {
        self.clock.pass(time);
    }

    /// What is asked of every customer.
    pub(crate) fn asked(&self) -> AskedPayment {
        AskedPayment {
            account: Some(ACCOUNT.to_owned()),
            amount: AMOUNT.to_string(),
            method: Some(self.subject.method),
            phone: self.subject.phone.map(str::to_owned),
            note: Some(self.subject.note.to_owned()),
            customer: self.subject.customer.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            ..AskedPayment::default()
        }
    }

    /// Asks a customer, and returns at the gateway's first answer.
    pub(crate) fn start(&self) -> PaymentId {
        self.start_asked(&self.asked())
    }

    /// The same of a payment that is asked for otherwise.
    pub(crate) fn start_asked(&self, asked: &AskedPayment) -> PaymentId {
        self.within_bound(self.engine.start(asked)).unwrap().payment_id
    }

    /// Asks the gateway about the payment, once, four seconds after whatever was before.
    pub(crate) fn ask(&self, id: PaymentId) {
        self.pass(Duration::from_secs(4));
        self.within_bound(self.engine.ask_once(id)).unwrap();
    }

    /// Hands in what came to the shop's own address: what followed its question mark, and a body.
    pub(crate) fn notify(&self, query: &str, body: &str) -> Result<Noticed, Refusal> {
        self.notify_to(ACCOUNT, query, body)
    }

    /// The same for another account.
    pub(crate) fn notify_to(&self, account: &str, query: &str, body: &str) -> Result<Noticed, Refusal> {
        let notification = Notification { query: query.to_owned(), headers: Vec::new(), body: body.into() };
        self.within_bound(self.engine.notify(account, &notification))
    }

    /// What is kept as the proof of a payment, or of what is missing to it, each with whether it proves.
    pub(crate) fn evidence(&self, id: PaymentId) -> Vec<(bool, Evidence)> {
        let files = self.files();
        let (ledger, _) = files.iter().find(|(_, content)| content.starts_with(b"SQLite format 3\0")).expect("a ledger");
        let connection = Connection::open(ledger).unwrap();
        let mut statement = connection.prepare("SELECT proves, body FROM evidence WHERE payment_id = ?1 ORDER BY seq").unwrap();
        let rows = statement.query_map([id.to_string()], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
        rows.map(|row| row.map(|(proves, body)| (proves, serde_json::from_str(&body).unwrap())).unwrap()).collect()
    }

    /// Every file of the till, with what it holds.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files_under(self.folder.path())
    }

    pub(crate) fn view(&self, id: PaymentId) -> PaymentView {
        self.engine.view(id).unwrap()
    }

    /// How often the customer of this payment was asked: at most once, whatever happened.
    #[track_caller]
    pub(crate) fn creates(&self, id: PaymentId) -> usize {
        let reference = self.view(id).reference;
        let names_it = |request: &_| (self.subject.manners.asked)(request).is_some_and(|(named, _)| named == reference);
        let creates = self.subject.create.map_or(0, |call| self.gateway.requests_that(call, names_it).len());
        assert!(creates <= 1, "{reference} was sent {creates} times");
        creates
    }

    /// The number that the gateway gives to the next payment it takes.
    pub(crate) fn next_number(&self) -> u64 {
        self.gateway.transactions().last().map_or(7_000_001, |last| last.tx_reference + 1)
    }

    /// The names of a payment that the gateway took last.
    pub(crate) fn names<'a>(&'a self, view: &'a PaymentView, base_url: &'a str) -> Names<'a> {
        Names { reference: &view.reference, number: self.next_number() - 1, payment_id: &view.payment_id, base_url }
    }

    /// The next answers to these calls.
    pub(crate) fn answers(&self, calls: &[Call], answer: &Answer) {
        for call in calls {
            self.gateway.always(*call, answer.clone());
        }
    }

    /// Asks, with the gateway in good order again, until nothing more is to be learned or the gateway said for twenty minutes that it does
    /// not know the payment.
    pub(crate) fn settle(&self, id: PaymentId) -> &'static str {
        for _ in 0..5 {
            self.ask(id);
            let state = self.view(id).state;
            if !["create_unknown", "pending", "cancel_requested"].contains(&state) {
                return state;
            }
            self.pass(Duration::from_mins(5));
        }
        self.view(id).state
    }

    /// The gateway is in good order again.
    pub(crate) fn mend(&self) {
        for call in [Call::Pay, Call::Status, Call::StatusByNumber, Call::Balance] {
            self.gateway.mend(call);
        }
        self.gateway.close_unread(0);
        self.way.take(None);
    }
}

/// A folder in memory where there is one: what a disk does is another suite's matter.
fn room() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// A way out that can be led astray, one request at a time.
pub(crate) struct Way {
    patient: HttpTransport,
    hasty: HttpTransport,
    astray: Mutex<Option<Astray>>,
}

/// Where the next requests go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Astray {
    /// To a name that nobody has.
    ToNobody,
    /// To somebody who cannot prove who they are.
    ToAStranger,
    /// With TLS, to a port that hangs up on it.
    WithTls,
    /// To where they should, and they do not wait for long.
    Hasty,
}

impl Way {
    fn new() -> Self {
        let within = |total| HttpTransport::new(Limits { connect: BOUND, read: BOUND, total }).unwrap();
        Self { patient: within(BOUND), hasty: within(HASTE), astray: Mutex::new(None) }
    }

    pub(crate) fn take(&self, astray: Option<Astray>) {
        *self.astray.lock().unwrap_or_else(PoisonError::into_inner) = astray;
    }
}

#[async_trait]
impl Transport for Way {
    async fn send(&self, request: Request) -> Result<Reply, TransportError> {
        let astray = *self.astray.lock().unwrap_or_else(PoisonError::into_inner);
        let Request { mut url, headers, json } = request;
        match astray {
            // What the client makes of such a name is its own test: a resolver, or a proxy of this machine, would be asked here. So is
            // what it makes of a certificate.
            Some(Astray::ToNobody) => return Err(TransportError::NotSent(Reason::NameNotFound)),
            Some(Astray::ToAStranger) => return Err(TransportError::NotSent(Reason::TlsRefused)),
            Some(Astray::WithTls) => url = Url::parse(&url.as_str().replacen("http:", "https:", 1)).unwrap(),
            Some(Astray::Hasty) => return self.hasty.send(Request { url, headers, json }).await,
            None => {}
        }
        self.patient.send(Request { url, headers, json }).await
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
        Timestamp::from_second(1_795_680_000).unwrap() + SignedDuration::try_from(self.elapsed()).unwrap()
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
