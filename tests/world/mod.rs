//! A shop with one till, its gateways and their customers, all decided by a seed: the real engine, ledger and wire code on virtual
//! time, with the practice gateways at the other end. Stories tell of it, and the simulation lets chance rule it.

pub mod clock;
pub mod faults;
pub mod fuse;
pub mod log;
mod unhurried;
pub mod wire;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_engine::ports::Clock;
use comptoir_engine::{AskedPayment, Engine, NewAccount, News, Parts, PaymentView, Refusal};
use comptoir_keychain::MemorySecrets;
use comptoir_ledger::{Birth, FolderLock, Ledger, Numbers, Restore};
use comptoir_practice::{Does, Kind, PracticeGateway, State as Truth, Which};
use secrecy::SecretString;
use tempfile::TempDir;

use crate::BOUND;
use crate::dice::{Dice, SeededRng};
use clock::VirtualClock;
use fuse::{Fuse, Point};
use log::Log;
use unhurried::Unhurried;
use wire::Wire;

/// The owner's.
pub const PIN: &str = "4826";

/// The same as a ledger keeps it, and as quick to check as can be: these owners type it for every account.
const PIN_HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$YSBzaW11bGF0ZWQgc2hvcA$QnBL0ro9n6WN49/tOCJIe7+ulT+sxPIFO7y2fee3h5A";

/// The shop's account.
pub const ACCOUNT: &str = "boutique";

/// A customer's number, of Mixx by Yas by its prefix.
pub const PHONE: &str = "90 12 34 56";

/// Told of every payment as the till tells it.
pub type Watcher = Arc<dyn Fn(News, &PaymentView) + Send + Sync>;

/// A shop, its gateways and their customers.
pub struct World {
    /// Time.
    pub clock: Arc<VirtualClock>,
    /// PayGateGlobal.
    pub gateway: Arc<PracticeGateway>,
    /// Every gateway at which the shop has an account.
    pub gateways: Vec<Arc<PracticeGateway>>,
    /// The way to them.
    pub wire: Arc<Wire>,
    /// The shop's keys.
    pub secrets: Arc<Unhurried>,
    /// Everything that happened.
    pub log: Log,
    /// Chance for whoever lives in it.
    pub dice: Dice,
    /// Where the program can be made to die.
    pub fuse: Arc<Fuse>,
    rng: Arc<SeededRng>,
    watcher: Watcher,
    // Dropped in this order: the ledger is closed before its folder goes.
    engine: Option<Engine>,
    folder: TempDir,
}

impl World {
    /// The world of this seed: a till that is open, with one account at PayGateGlobal whose page is on.
    pub fn of(seed: u64) -> Self {
        let world = Self::with(seed, &[Kind::PaygateGlobal], Arc::new(|_, _| {}));
        world.add_account();
        world
    }

    /// The world of this seed: a till that is open, with an account at every gateway, called by the gateway's name.
    pub fn of_all(seed: u64, watcher: Watcher) -> Self {
        let world = Self::with(seed, &Kind::ALL, watcher);
        for (kind, gateway) in Kind::ALL.into_iter().zip(GatewayKind::ALL) {
            world.add_account_at(gateway.code(), kind, gateway);
        }
        world
    }

    fn with(seed: u64, kinds: &[Kind], watcher: Watcher) -> Self {
        let mut dice = Dice::of(seed);
        let (clock, log, fuse) = (Arc::new(VirtualClock::default()), Log::default(), Arc::new(Fuse::default()));
        let gateways: Vec<_> = kinds.iter().map(|kind| Arc::new(PracticeGateway::in_memory(*kind))).collect();
        let folder = room();
        let (way, place) = (dice.another(), folder.path().to_owned());
        let wire = Wire::new(gateways.clone(), Arc::clone(&clock), way, log.clone(), place, Arc::clone(&fuse));
        let secrets = Unhurried { kept: MemorySecrets::new(), clock: Arc::clone(&clock) };
        let rng = SeededRng::of(dice.another());
        let (wire, secrets, rng) = (Arc::new(wire), Arc::new(secrets), Arc::new(rng));
        let gateway = Arc::clone(&gateways[0]);
        let mut world = Self { clock, gateway, gateways, wire, secrets, log, dice, fuse, rng, watcher, engine: None, folder };
        world.reopen();
        world
    }

    /// Adds the account, whose key the practice gateway knows.
    pub fn add_account(&self) {
        self.add_account_at(ACCOUNT, Kind::PaygateGlobal, GatewayKind::PaygateGlobal);
    }

    /// An account of this name, whose key its practice gateway knows.
    pub fn new_account(name: &str, kind: Kind, gateway: GatewayKind) -> NewAccount {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let secret = |(name, value): (&str, &str)| (name.to_owned(), SecretString::from(value));
        NewAccount {
            name: name.to_owned(),
            gateway,
            fields: kind.fields().iter().copied().map(owned).collect(),
            base_url: None,
            secrets: kind.secrets().iter().copied().map(secret).collect(),
            pin: Some(SecretString::from(PIN)),
        }
    }

    fn add_account_at(&self, name: &str, kind: Kind, gateway: GatewayKind) {
        self.run(self.engine().add_account(Self::new_account(name, kind, gateway))).unwrap();
    }

    /// Closes the program, in whatever it was doing, and starts it again on the same folder.
    pub fn reopen(&mut self) {
        drop(self.engine.take());
        self.log.write(self.clock.elapsed(), "the program starts");
        let lock = FolderLock::try_take(self.folder.path()).unwrap().expect("nobody else has the folder");
        let birth = Birth { folder_id: "folder-1".to_owned(), identifier_secret: [7; 32], at: self.clock.now() };
        let mut ledger = Ledger::open(self.folder.path(), lock, birth).unwrap();
        if ledger.owner_pin_hash().unwrap().is_none() {
            ledger.set_owner_pin(self.clock.now(), PIN_HASH).unwrap();
        }
        let (clock, log) = (Arc::clone(&self.clock), self.log.clone());
        let (watcher, fuse) = (Arc::clone(&self.watcher), Arc::clone(&self.fuse));
        let parts = Parts {
            ledger,
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            rng: Arc::clone(&self.rng) as _,
            transport: Arc::clone(&self.wire) as _,
            secrets: Arc::clone(&self.secrets) as _,
            observer: Box::new(move |news, view| {
                watcher(news, view);
                if news == News::Changed {
                    log.write(clock.elapsed(), serde_json::to_string(view).unwrap());
                    fuse.pass(Point::Told(view.state));
                } else {
                    let (reference, state, reason) = (&view.reference, view.state, view.reason);
                    log.write(clock.elapsed(), format_args!("asked about {reference}: {state} {reason:?}"));
                }
            }),
            built_in: Vec::new(),
        };
        self.engine = Some(Engine::open(parts).unwrap());
    }

    /// Where the ledger is.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// What comes of `work` in at most so many steps, or where the program died in it.
    ///
    /// # Errors
    /// The point at which the fuse had it die.
    pub fn lives<T>(&self, steps: usize, work: impl Future<Output = T>) -> Result<Option<T>, Point> {
        let lived = Fuse::guards(|| self.clock.run_for(steps, work));
        self.fuse.put_out();
        lived
    }

    /// Makes a copy of the ledger as it stands.
    pub fn copy(&self) -> PathBuf {
        let copy = self.folder.path().join("copy.sqlite");
        self.engine().ledger().back_up(self.folder.path(), &copy, Numbers::AsInTheLedger).unwrap();
        copy
    }

    /// Puts the copy in the ledger's place, and starts the program again.
    pub fn restore(&mut self, copy: &Path) {
        drop(self.engine.take());
        let lock = FolderLock::try_take(self.folder.path()).unwrap().expect("nobody else has the folder");
        drop(Restore::prepare(self.folder.path(), lock, copy).unwrap().commit(self.clock.now(), "salt").unwrap());
        self.reopen();
    }

    /// The till.
    pub fn engine(&self) -> &Engine {
        self.engine.as_ref().expect("the program runs")
    }

    /// What comes of `work`, in virtual time.
    pub fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.clock.run(work)
    }

    /// So much from now.
    pub fn later(&self, time: Duration) -> Duration {
        self.clock.elapsed() + time
    }

    /// Asks a customer's phone, and returns at the gateway's first answer.
    pub fn push(&self, amount: &str) -> PaymentId {
        self.start(&push(amount)).unwrap()
    }

    /// Shows the page, which the customer does not open by itself.
    pub fn page(&self, amount: &str) -> PaymentId {
        let asked = AskedPayment { amount: amount.to_owned(), method: Some(Method::Page), ..AskedPayment::default() };
        self.start(&asked).unwrap()
    }

    /// Starts a payment, and returns at the gateway's first answer.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn start(&self, asked: &AskedPayment) -> Result<PaymentId, Refusal> {
        self.run(self.engine().start(asked)).map(|started| started.payment_id)
    }

    /// Waits until the payment has an end, at most so long.
    pub fn wait(&self, id: PaymentId, time: Duration) {
        self.run(self.engine().wait(id, self.later(time))).unwrap();
    }

    /// Asks about everything that is open, once.
    pub fn resume(&self) {
        self.run(self.engine().resume(self.clock.elapsed())).unwrap();
    }

    /// Asks once, by hand, so long after whatever was before.
    pub fn ask_after(&self, time: Duration, id: PaymentId) {
        self.clock.pass(time);
        self.run(self.engine().ask_once(id)).unwrap();
    }

    /// The payment as it stands on disk.
    pub fn view(&self, id: PaymentId) -> PaymentView {
        self.engine().view(id).unwrap()
    }

    /// The word of its state.
    pub fn state(&self, id: PaymentId) -> &'static str {
        self.view(id).state
    }

    /// Its state, why, and whether money is at risk.
    pub fn standing(&self, id: PaymentId) -> (&'static str, Option<&'static str>, &'static str) {
        let view = self.view(id);
        (view.state, view.reason, view.money_at_risk)
    }

    /// The customer opens the page of a payment, whose address they may have changed.
    pub fn scan(&self, id: PaymentId, changed: impl FnOnce(&str) -> String) {
        let page = self.run(self.engine().page(id)).unwrap().expect("a page to be shown");
        assert_eq!(self.gateway.customer_scans(&changed(page.with_key()), self.clock.truth_ms()).status, 200);
    }

    /// The customer of a payment decides now, whatever the amount would have decided.
    pub fn customer(&self, id: PaymentId, does: Does) {
        let reference = self.view(id).reference;
        self.gateway.customer(Which::Identifier(&reference), does, self.clock.truth_ms()).map(drop).unwrap();
    }

    /// What the customer of this reference really did, if the gateway knows it.
    pub fn truth(&self, reference: &str) -> Option<Truth> {
        self.wire.deliver();
        let known = self.gateway.transaction(Which::Identifier(reference))?;
        Some(known.state(self.clock.truth_ms()))
    }
}

/// A push of this amount.
pub fn push(amount: &str) -> AskedPayment {
    AskedPayment { amount: amount.to_owned(), phone: Some(PHONE.to_owned()), ..AskedPayment::default() }
}

/// The code of a refusal.
#[track_caller]
pub fn refused<T>(outcome: Result<T, Refusal>) -> Code {
    outcome.err().expect("a refusal").code
}

/// A folder in memory where there is one: what a disk does is another suite's matter, and hundreds of worlds are many commits.
fn room() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Runs a story that a fault could make stand still for ever, and gives it up at the bound.
pub fn bounded(story: impl FnOnce() + Send + 'static) {
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
