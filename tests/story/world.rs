//! A shop with one till, one gateway and its customers, all decided by a seed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use async_trait::async_trait;
use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_engine::ports::{Clock, SecretSlot, Secrets, SecretsError};
use comptoir_engine::{AskedPayment, Engine, NewAccount, Parts, PaymentView, Refusal};
use comptoir_keychain::MemorySecrets;
use comptoir_ledger::{Birth, FolderLock, Ledger, Numbers, Restore};
use comptoir_practice::{Does, Kind, PracticeGateway, State as Truth, Which, paygate_global};
use comptoir_tests::BOUND;
use secrecy::SecretString;
use tempfile::TempDir;

use crate::clock::VirtualClock;
use crate::dice::{Dice, SeededRng};
use crate::log::Log;
use crate::wire::Wire;

/// The owner's.
const PIN: &str = "4826";

/// The shop's account.
pub(crate) const ACCOUNT: &str = "boutique";

/// A customer's number, of Mixx by Yas by its prefix.
pub(crate) const PHONE: &str = "90 12 34 56";

/// A shop, its gateway and its customers.
pub(crate) struct World {
    pub(crate) clock: Arc<VirtualClock>,
    pub(crate) gateway: Arc<PracticeGateway>,
    pub(crate) wire: Arc<Wire>,
    pub(crate) secrets: Arc<Unhurried>,
    pub(crate) log: Log,
    pub(crate) dice: Dice,
    rng: Arc<SeededRng>,
    // Dropped in this order: the ledger is closed before its folder goes.
    engine: Option<Engine>,
    folder: TempDir,
}

impl World {
    /// The world of this seed: a till that is open, with one account whose page is on.
    pub(crate) fn of(seed: u64) -> Self {
        let mut dice = Dice::of(seed);
        let (clock, log) = (Arc::new(VirtualClock::default()), Log::default());
        let gateway = Arc::new(PracticeGateway::in_memory(Kind::PaygateGlobal));
        let folder = room();
        let wire = Wire::new(Arc::clone(&gateway), Arc::clone(&clock), dice.another(), log.clone(), folder.path().to_owned());
        let secrets = Unhurried { kept: MemorySecrets::new(), clock: Arc::clone(&clock) };
        let rng = SeededRng::of(dice.another());
        let (wire, secrets, rng) = (Arc::new(wire), Arc::new(secrets), Arc::new(rng));
        let mut world = Self { clock, gateway, wire, secrets, log, dice, rng, engine: None, folder };
        world.reopen();
        world.add_account();
        world
    }

    /// Adds the account, whose key the practice gateway knows.
    pub(crate) fn add_account(&self) {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let new = NewAccount {
            name: ACCOUNT.to_owned(),
            gateway: GatewayKind::PaygateGlobal,
            fields: Kind::PaygateGlobal.fields().iter().copied().map(owned).collect(),
            base_url: None,
            secrets: [("auth_token".to_owned(), SecretString::from(paygate_global::PRACTICE_KEY))].into(),
            pin: Some(SecretString::from(PIN)),
        };
        if !self.engine().owner_pin_is_set().unwrap() {
            self.engine().set_owner_pin(None, &SecretString::from(PIN)).unwrap();
        }
        self.run(self.engine().add_account(new)).unwrap();
    }

    /// Closes the program, in whatever it was doing, and starts it again on the same folder.
    pub(crate) fn reopen(&mut self) {
        drop(self.engine.take());
        self.log.write(self.clock.elapsed(), "the program starts");
        let lock = FolderLock::try_take(self.folder.path()).unwrap().expect("nobody else has the folder");
        let birth = Birth { folder_id: "folder-1".to_owned(), identifier_secret: [7; 32], at: self.clock.now() };
        let (clock, log) = (Arc::clone(&self.clock), self.log.clone());
        let parts = Parts {
            ledger: Ledger::open(self.folder.path(), lock, birth).unwrap(),
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            rng: Arc::clone(&self.rng) as _,
            transport: Arc::clone(&self.wire) as _,
            secrets: Arc::clone(&self.secrets) as _,
            observer: Box::new(move |news, view| {
                log.write(clock.elapsed(), format!("{news:?} {}", serde_json::to_string(view).unwrap()))
            }),
            built_in: Vec::new(),
        };
        self.engine = Some(Engine::open(parts).unwrap());
    }

    /// Makes a copy of the ledger as it stands.
    pub(crate) fn copy(&self) -> PathBuf {
        let copy = self.folder.path().join("copy.sqlite");
        self.engine().ledger().back_up(self.folder.path(), &copy, Numbers::AsInTheLedger).unwrap();
        copy
    }

    /// Puts the copy in the ledger's place, and starts the program again.
    pub(crate) fn restore(&mut self, copy: &Path) {
        drop(self.engine.take());
        let lock = FolderLock::try_take(self.folder.path()).unwrap().expect("nobody else has the folder");
        drop(Restore::prepare(self.folder.path(), lock, copy).unwrap().commit(self.clock.now(), "salt").unwrap());
        self.reopen();
    }

    /// The till.
    pub(crate) fn engine(&self) -> &Engine {
        self.engine.as_ref().expect("the program runs")
    }

    /// What comes of `work`, in virtual time.
    pub(crate) fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.clock.run(work)
    }

    /// So much from now.
    pub(crate) fn later(&self, time: Duration) -> Duration {
        self.clock.elapsed() + time
    }

    /// Asks a customer's phone, and returns at the gateway's first answer.
    pub(crate) fn push(&self, amount: &str) -> PaymentId {
        self.start(&push(amount)).unwrap()
    }

    /// Shows the page, which the customer does not open by itself.
    pub(crate) fn page(&self, amount: &str) -> PaymentId {
        let asked = AskedPayment { amount: amount.to_owned(), method: Some(Method::Page), ..AskedPayment::default() };
        self.start(&asked).unwrap()
    }

    /// Starts a payment, and returns at the gateway's first answer.
    pub(crate) fn start(&self, asked: &AskedPayment) -> Result<PaymentId, Refusal> {
        self.run(self.engine().start(asked)).map(|started| started.payment_id)
    }

    /// Waits until the payment has an end, at most so long.
    pub(crate) fn wait(&self, id: PaymentId, time: Duration) {
        self.run(self.engine().wait(id, self.later(time))).unwrap();
    }

    /// Asks about everything that is open, once.
    pub(crate) fn resume(&self) {
        self.run(self.engine().resume(self.clock.elapsed())).unwrap();
    }

    /// Asks once, by hand, so long after whatever was before.
    pub(crate) fn ask_after(&self, time: Duration, id: PaymentId) {
        self.clock.pass(time);
        self.run(self.engine().ask_once(id)).unwrap();
    }

    /// The payment as it stands on disk.
    pub(crate) fn view(&self, id: PaymentId) -> PaymentView {
        self.engine().view(id).unwrap()
    }

    /// The word of its state.
    pub(crate) fn state(&self, id: PaymentId) -> &'static str {
        self.view(id).state
    }

    /// Its state, why, and whether money is at risk.
    pub(crate) fn standing(&self, id: PaymentId) -> (&'static str, Option<&'static str>, &'static str) {
        let view = self.view(id);
        (view.state, view.reason, view.money_at_risk)
    }

    /// The customer opens the page of a payment, whose address they may have changed.
    pub(crate) fn scan(&self, id: PaymentId, changed: impl FnOnce(&str) -> String) {
        let page = self.run(self.engine().page(id)).unwrap().expect("a page to be shown");
        assert_eq!(self.gateway.customer_scans(&changed(page.with_key()), self.clock.truth_ms()).status, 200);
    }

    /// The customer of a payment decides now, whatever the amount would have decided.
    pub(crate) fn customer(&self, id: PaymentId, does: Does) {
        let reference = self.view(id).reference;
        self.gateway.customer(Which::Identifier(&reference), does, self.clock.truth_ms()).map(drop).unwrap();
    }

    /// What the customer of this reference really did, if the gateway knows it.
    pub(crate) fn truth(&self, reference: &str) -> Option<Truth> {
        self.wire.deliver();
        let known = self.gateway.transactions();
        known.iter().find(|transaction| transaction.identifier() == reference).map(|found| found.state(self.clock.truth_ms()))
    }
}

/// A push of this amount.
pub(crate) fn push(amount: &str) -> AskedPayment {
    AskedPayment { amount: amount.to_owned(), phone: Some(PHONE.to_owned()), ..AskedPayment::default() }
}

/// The code of a refusal.
#[track_caller]
pub(crate) fn refused<T>(outcome: Result<T, Refusal>) -> Code {
    outcome.err().expect("a refusal").code
}

/// A folder in memory where there is one: what a disk does is another suite's matter, and hundreds of worlds are many commits.
fn room() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// A keychain that takes a moment, so that a program can be stopped while it waits for it.
pub(crate) struct Unhurried {
    pub(crate) kept: MemorySecrets,
    clock: Arc<VirtualClock>,
}

impl Unhurried {
    async fn moment(&self) {
        self.clock.sleep(Duration::from_millis(10)).await;
    }
}

#[async_trait]
impl Secrets for Unhurried {
    async fn probe(&self) -> Result<(), SecretsError> {
        self.moment().await;
        self.kept.probe().await
    }

    async fn read(&self, slot: &SecretSlot) -> Result<Option<SecretString>, SecretsError> {
        self.moment().await;
        self.kept.read(slot).await
    }

    async fn store(&self, slot: &SecretSlot, value: SecretString) -> Result<(), SecretsError> {
        self.moment().await;
        self.kept.store(slot, value).await
    }

    async fn erase(&self, slot: &SecretSlot) -> Result<(), SecretsError> {
        self.moment().await;
        self.kept.erase(slot).await
    }
}

/// Runs a story that a fault could make stand still for ever, and gives it up at the bound.
pub(crate) fn bounded(story: impl FnOnce() + Send + 'static) {
    let (done, outcome) = mpsc::channel();
    let living = thread::spawn(move || {
        story();
        done.send(()).ok();
    });
    match outcome.recv_timeout(BOUND) {
        Err(RecvTimeoutError::Timeout) => panic!("the story stands still"),
        Ok(()) | Err(RecvTimeoutError::Disconnected) => living.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
    }
}
