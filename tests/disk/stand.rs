//! A shop with one till on a disk to which something happens, in virtual time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use comptoir_core::ids::PaymentId;
use comptoir_core::order::GatewayKind;
use comptoir_engine::ports::{Clock, Disk, Rng};
use comptoir_engine::{AskedPayment, Engine, NewAccount, News, Parts, PaymentView, Refusal};
use comptoir_gateway::memory::MemoryTransport;
use comptoir_gateway::{Reply, Request};
use comptoir_keychain::MemorySecrets;
use comptoir_ledger::{Birth, FolderLock, Ledger, Reader};
use comptoir_practice::{Kind, PracticeGateway, Request as Practised, paygate_global};
use comptoir_till::FolderDisk;
use futures::future::join;
use secrecy::SecretString;

use comptoir_tests::Fault;
use comptoir_tests::world::clock::VirtualClock;

/// When something happens to the disk, counted from none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// Right behind a telling, and so behind a write.
    Telling(usize),
    /// While the gateway answers.
    Reply(usize),
}

/// How long a disk stays as it is.
const WHILE: Duration = Duration::from_secs(60);

/// What was told, in its order, and what the gateway had said that was not written.
pub(crate) type Told = Vec<(News, &'static str, Option<&'static str>)>;

pub(crate) struct Stand {
    pub(crate) clock: Arc<VirtualClock>,
    pub(crate) gateway: Arc<PracticeGateway>,
    pub(crate) told: Arc<Mutex<Told>>,
    pub(crate) disk: Arc<Volume>,
    /// Create calls that reached the gateway.
    pub(crate) creates: Arc<Mutex<usize>>,
    secrets: Arc<MemorySecrets>,
    strikes: Arc<Mutex<Option<(At, Fault)>>>,
    replies: Arc<Mutex<usize>>,
    folder: PathBuf,
    engine: Option<Engine>,
}

/// The real disk under the folder, which says that it has room until the fault says otherwise.
pub(crate) struct Volume {
    real: FolderDisk,
    /// Whether the room kept aside is there when it is needed: somebody else may take it first.
    generous: bool,
    pub(crate) released: Mutex<u32>,
}

impl Disk for Volume {
    fn free_bytes(&self) -> Option<u64> {
        Some(u64::MAX)
    }

    fn keep_reserve(&self) {
        if self.generous {
            self.real.keep_reserve();
        }
    }

    fn release_reserve(&self) -> bool {
        let released = self.real.release_reserve();
        *self.released.lock().unwrap() += u32::from(released);
        released
    }
}

impl Stand {
    /// A till with one live account. With `reserve`, room is kept aside.
    pub(crate) fn on(folder: &Path, reserve: bool) -> Self {
        let disk = Volume { real: FolderDisk::under(folder), generous: reserve, released: Mutex::default() };
        let mut stand = Self {
            clock: Arc::default(),
            gateway: Arc::new(PracticeGateway::in_memory(Kind::PaygateGlobal)),
            told: Arc::default(),
            disk: Arc::new(disk),
            creates: Arc::default(),
            secrets: Arc::new(MemorySecrets::new()),
            strikes: Arc::default(),
            replies: Arc::default(),
            folder: folder.to_owned(),
            engine: None,
        };
        stand.reopen();
        let new = NewAccount {
            name: "boutique".to_owned(),
            gateway: GatewayKind::PaygateGlobal,
            fields: BTreeMap::new(),
            base_url: None,
            secrets: [("auth_token".to_owned(), SecretString::from(paygate_global::PRACTICE_KEY))].into(),
            pin: None,
        };
        stand.clock.run(stand.engine().add_account(new)).unwrap();
        stand
    }

    /// The fault strikes then.
    pub(crate) fn strikes_at(&self, at: At, fault: &Fault) {
        *self.strikes.lock().unwrap() = Some((at, fault.clone()));
    }

    /// Whether so much was told and answered that the fault has struck.
    pub(crate) fn came_to(&self, at: At) -> bool {
        match at {
            At::Telling(number) => self.told.lock().unwrap().len() > number,
            At::Reply(number) => *self.replies.lock().unwrap() > number,
        }
    }

    /// The program starts again.
    pub(crate) fn reopen(&mut self) {
        drop(self.engine.take());
        let lock = FolderLock::try_take(&self.folder).unwrap().expect("nobody else has the folder");
        let birth = Birth { folder_id: "folder-1".to_owned(), identifier_secret: [7; 32], at: self.clock.now() };
        let (gateway, clock) = (Arc::clone(&self.gateway), Arc::clone(&self.clock));
        let (creates, replies, strikes) = (Arc::clone(&self.creates), Arc::clone(&self.replies), Arc::clone(&self.strikes));
        let transport = MemoryTransport::new(move |request| {
            *creates.lock().unwrap() += usize::from(request.url.path().ends_with("/pay"));
            let mut replies = replies.lock().unwrap();
            strike(&strikes, At::Reply(*replies));
            *replies += 1;
            Ok(answer(&gateway, request, clock.truth_ms()))
        });
        let (told, strikes, folder) = (Arc::clone(&self.told), Arc::clone(&self.strikes), self.folder.clone());
        let parts = Parts {
            ledger: Ledger::open(&self.folder, lock, birth).unwrap(),
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            rng: Arc::new(Counted::default()),
            transport: Arc::new(transport),
            secrets: Arc::clone(&self.secrets) as _,
            observer: Box::new(move |news, view| {
                is_on_disk(&folder, view);
                let mut told = told.lock().unwrap();
                strike(&strikes, At::Telling(told.len()));
                told.push((news, view.state, view.unwritten.as_ref().map(|unwritten| unwritten.said.code())));
            }),
            built_in: Vec::new(),
        };
        self.engine = Some(Engine::open(parts).unwrap().on_disk(Arc::clone(&self.disk) as _));
    }

    pub(crate) fn engine(&self) -> &Engine {
        self.engine.as_ref().expect("the program runs")
    }

    /// Takes a payment as the window does, and watches it until it has an end; the disk is as it was after a while.
    pub(crate) fn pays(&self, fault: &Fault) -> Result<PaymentView, Refusal> {
        let paying = async {
            let started = self.engine().start(&push("12500")).await?.payment_id;
            self.watched(started).await
        };
        let relenting = async {
            self.clock.sleep(WHILE).await;
            fault.relent();
        };
        let outcome = self.clock.run(join(paying, relenting)).0;
        // It strikes one payment, not the next.
        *self.strikes.lock().unwrap() = None;
        outcome
    }

    async fn watched(&self, id: PaymentId) -> Result<PaymentView, Refusal> {
        loop {
            let stands = self.engine().view(id).map(|view| view.state);
            if stands == Ok("paid") {
                return self.engine().view(id);
            }
            if self.engine().keep_watch(id).await.is_err() {
                self.clock.sleep(Duration::from_secs(10)).await;
            }
        }
    }

    /// What was told of this kind.
    pub(crate) fn told(&self, kind: News) -> usize {
        self.told.lock().unwrap().iter().filter(|(news, ..)| *news == kind).count()
    }
}

fn strike(strikes: &Mutex<Option<(At, Fault)>>, now: At) {
    if let Some((_, fault)) = strikes.lock().unwrap().as_ref().filter(|(at, _)| *at == now) {
        fault.strike();
    }
}

pub(crate) fn push(amount: &str) -> AskedPayment {
    AskedPayment { amount: amount.to_owned(), phone: Some("90 12 34 56".to_owned()), ..AskedPayment::default() }
}

/// What is told stands on the disk, for everybody who reads it from outside.
fn is_on_disk(folder: &Path, view: &PaymentView) {
    let reader = Reader::open(folder).unwrap().unwrap();
    let payment = reader.payment(view.payment_id.parse().unwrap()).unwrap().expect("what is told is on the disk");
    assert_eq!(payment.state.code(), view.state, "told before it is on the disk");
}

fn answer(gateway: &PracticeGateway, request: &Request, now_ms: i64) -> Reply {
    let response = gateway.respond(
        &Practised {
            method: "POST".to_owned(),
            path: request.url.path().to_owned(),
            query: String::new(),
            base_url: String::new(),
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: request.json.clone().unwrap_or_default(),
        },
        now_ms,
    );
    Reply { status: response.status, retry_after: None, body: response.body }
}

/// Bytes that never come twice, and are the same in each run.
#[derive(Default)]
struct Counted(Mutex<u64>);

impl Rng for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let mut next = self.0.lock().unwrap();
            *next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (*next >> 33) as u8;
        }
    }
}
