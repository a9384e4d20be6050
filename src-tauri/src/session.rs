//! The shop that is open in the window: one engine on one ledger, and who watches its payments.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use comptoir_core::code::Code;
use comptoir_core::ids::PaymentId;
use comptoir_core::shop::Shop as Particulars;
use comptoir_core::state::Standing;
use comptoir_engine::ports::Clock;
use comptoir_engine::{PaymentView, Refusal};
use comptoir_till::{Folder, SystemClock, Till};
use futures::FutureExt;
use futures::future::{BoxFuture, Shared};
use jiff::Timestamp;
use tauri::async_runtime::{self, JoinHandle};
use tauri::{AppHandle, Emitter};
use tokio::sync::mpsc::{self, UnboundedReceiver};

use crate::app::TILL;
use crate::dto;
use crate::preferences::Preferences;

/// A payment changed; what is sent is the whole of it.
const PAYMENT: &str = "payment";

/// How long a watch that met with a fault of the ledger rests before it is taken up again.
const AFTER_A_FAULT: Duration = Duration::from_secs(10);

/// What the commands are given: the shop's session, opened when the screen first asks for it.
pub(crate) struct Shop {
    app: AppHandle,
    named_folder: Option<PathBuf>,
    session: Mutex<Option<Arc<Session>>>,
    /// Held while one is opened or left.
    turn: tokio::sync::Mutex<()>,
    last_close: Mutex<Option<Instant>>,
}

impl Shop {
    pub(crate) fn new(app: AppHandle, named_folder: Option<PathBuf>) -> Self {
        Self { app, named_folder, session: Mutex::default(), turn: tokio::sync::Mutex::default(), last_close: Mutex::default() }
    }

    /// The session, opened if none is.
    ///
    /// # Errors
    /// [`Refusal`] when another program has the data folder, or the ledger cannot be opened.
    pub(crate) async fn session(&self) -> Result<Arc<Session>, Refusal> {
        let _turn = self.turn.lock().await;
        if let Some(open) = self.at_hand() {
            return Ok(open);
        }
        let training = self.preferences()?.training;
        let opened = Session::open(&self.app, self.named_folder.clone(), training).await?;
        *locked(&self.session) = Some(Arc::clone(&opened));
        Ok(opened)
    }

    /// Leaves the session that is open; the next one is of the folder that the preferences then name.
    pub(crate) async fn leave(&self) {
        let _turn = self.turn.lock().await;
        let left = locked(&self.session).take();
        if let Some(left) = left {
            left.end();
        }
    }

    fn at_hand(&self) -> Option<Arc<Session>> {
        locked(&self.session).clone()
    }

    pub(crate) fn preferences(&self) -> Result<Preferences, Refusal> {
        Ok(Preferences::of(self.folder()?.path()))
    }

    /// Changes what is kept of the window.
    ///
    /// # Errors
    /// `folder_unusable` when the data folder cannot be written.
    pub(crate) fn prefer(&self, change: impl FnOnce(&mut Preferences)) -> Result<Preferences, Refusal> {
        let folder = self.folder()?;
        let mut preferences = Preferences::of(folder.path());
        change(&mut preferences);
        preferences.keep(folder.path()).map_err(|_| Code::FolderUnusable)?;
        Ok(preferences)
    }

    fn folder(&self) -> Result<Folder, Refusal> {
        Folder::of(self.named_folder.clone(), false)
    }

    pub(crate) fn app(&self) -> &AppHandle {
        &self.app
    }

    /// How many payments are open in the shop's session, none if it has none.
    pub(crate) fn open_payments(&self) -> usize {
        self.at_hand().and_then(|session| session.open_payments().ok()).unwrap_or(0)
    }

    /// Closing the window is no longer on anybody's mind.
    pub(crate) fn stays_open(&self) {
        locked(&self.last_close).take();
    }

    /// Whether the window is being closed for the second time within `meant`.
    pub(crate) fn closes_again(&self, now: Instant, meant: Duration) -> bool {
        let last = locked(&self.last_close).replace(now);
        last.is_some_and(|last| now.duration_since(last) < meant)
    }
}

/// One engine, until training is entered or left.
pub(crate) struct Session {
    pub(crate) till: Till,
    clock: Arc<SystemClock>,
    watched: Mutex<BTreeSet<PaymentId>>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
    /// What was open at the start is asked about at once.
    first_questions: Mutex<BTreeMap<PaymentId, Shared<BoxFuture<'static, ()>>>>,
}

impl Session {
    async fn open(app: &AppHandle, named: Option<PathBuf>, training: bool) -> Result<Arc<Self>, Refusal> {
        let folder = Folder::of(named.clone(), training)?;
        let particulars = particulars_for_a_new_ledger(named, &folder)?;
        let clock = Arc::new(SystemClock::started());
        let (tell, told) = mpsc::unbounded_channel();
        // Whoever hears it is gone once the session is left.
        let observer = Box::new(move |_, view: &PaymentView| drop(tell.send(view.payment_id.clone())));
        let till = Till::open(&folder, Arc::clone(&clock), observer).await?;
        if let Some(particulars) = particulars {
            till.engine.set_shop(&particulars)?;
        }
        let session =
            Arc::new(Self { till, clock, watched: Mutex::default(), tasks: Mutex::default(), first_questions: Mutex::default() });
        session.spawn(tell_the_screen(Arc::downgrade(&session), app.clone(), told));
        for id in session.till.engine.unsettled()? {
            session.ask_first(id);
            session.watch(id);
        }
        Ok(session)
    }

    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = locked(&self.tasks);
        tasks.retain(|task| !task.inner().is_finished());
        tasks.push(async_runtime::spawn(task));
    }

    /// Nobody watches for this session any more. Requests that are on their way end with the command that sent them.
    fn end(&self) {
        for task in locked(&self.tasks).drain(..) {
            task.abort();
        }
        locked(&self.first_questions).clear();
    }

    fn ask_first(self: &Arc<Self>, id: PaymentId) {
        let session = Arc::clone(self);
        let question = async move {
            if let Err(refusal) = session.till.engine.ask_once(id).await {
                tracing::warn!(code = refusal.code.code(), "a payment left open could not be asked about");
            }
            locked(&session.first_questions).remove(&id);
        };
        let question = question.boxed().shared();
        locked(&self.first_questions).insert(id, question.clone());
        self.spawn(question);
    }

    /// Returns once the question that the start sent about the payment has its answer.
    pub(crate) async fn first_question(&self, id: PaymentId) {
        let question = locked(&self.first_questions).get(&id).cloned();
        if let Some(question) = question {
            question.await;
        }
    }

    /// Watches the payment until nothing can change it by itself. Watched twice is watched once.
    pub(crate) fn watch(self: &Arc<Self>, id: PaymentId) {
        if !locked(&self.watched).insert(id) {
            return;
        }
        let session = Arc::clone(self);
        self.spawn(async move {
            while let Err(refusal) = session.till.engine.keep_watch(id).await {
                tracing::error!(code = refusal.code.code(), "a watch rests");
                session.clock.sleep(AFTER_A_FAULT).await;
            }
            locked(&session.watched).remove(&id);
        });
    }

    /// The payment as the screen is told it.
    pub(crate) fn view(&self, id: PaymentId) -> Result<dto::PaymentView, Refusal> {
        let now = self.now();
        let ledger = self.till.engine.ledger();
        let payment = ledger.payment(id)?.ok_or(Code::PaymentUnknown)?;
        dto::PaymentView::of(&ledger, &payment, now)
    }

    /// Every payment that is open, and every soft end that is still watched.
    pub(crate) fn unsettled(&self) -> Result<Vec<dto::PaymentView>, Refusal> {
        self.till.engine.unsettled()?.into_iter().map(|id| self.view(id)).collect()
    }

    fn open_payments(&self) -> Result<usize, Refusal> {
        let engine = &self.till.engine;
        let standing = |id| Ok(engine.view(id)?.standing.standing());
        let all = engine.unsettled()?.into_iter().map(standing).collect::<Result<Vec<_>, Refusal>>()?;
        Ok(all.into_iter().filter(|standing| *standing == Standing::Open).count())
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// Each change, in the order of its writing, as the payment stands when it is told: a view that comes late tells what is known by
/// then.
async fn tell_the_screen(session: Weak<Session>, app: AppHandle, mut told: UnboundedReceiver<String>) {
    while let Some(id) = told.recv().await {
        let Some(session) = session.upgrade() else { return };
        let view = id.parse().ok().and_then(|id| session.view(id).ok());
        if let Some(view) = view
            && let Err(error) = app.emit_to(TILL, PAYMENT, view)
        {
            tracing::warn!(%error, "the screen was not told, and will ask");
        }
    }
}

/// A ledger that is about to be born takes the shop's particulars from the other one: nobody types them twice.
fn particulars_for_a_new_ledger(named: Option<PathBuf>, folder: &Folder) -> Result<Option<Vec<(String, String)>>, Refusal> {
    if folder.reader()?.is_some() {
        return Ok(None);
    }
    let other = Folder::of(named, !folder.training())?;
    let Some(reader) = other.reader()? else { return Ok(None) };
    let Particulars { name, town, address, phone, tax_id, website, till, zone } = reader.shop()?;
    let particulars = [
        ("name", Some(name)),
        ("town", town),
        ("address", address),
        ("phone", phone),
        ("tax_id", tax_id),
        ("website", website),
        ("till", Some(till)),
        ("zone", Some(zone)),
    ];
    Ok(Some(particulars.into_iter().map(|(name, value)| (name.to_owned(), value.unwrap_or_default())).collect()))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Each change under it is one assignment: a panic leaves it whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
