//! The shop that is open in the window: one engine on one ledger, and who watches its payments.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use comptoir_core::code::Code;
use comptoir_core::ids::{ClosingId, PaymentId, RefundId, TenderId};
use comptoir_core::logo::Logo;
use comptoir_core::shop::Shop as Particulars;
use comptoir_core::state::Standing;
use comptoir_engine::ports::Clock;
use comptoir_engine::{PaymentView, Refusal, zone_of};
use comptoir_ledger::{Print, Reader};
use comptoir_till::{Export, Exported, Folder, Halted, Printed, Progress, SystemClock, Till, start_log};
use comptoir_words::{Lang, Words};
use futures::FutureExt;
use futures::future::{BoxFuture, Shared};
use jiff::tz::TimeZone;
use tauri::async_runtime;
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::mpsc::{self, UnboundedReceiver};

use crate::app::TILL;
use crate::dto;
use crate::preferences::Preferences;

/// A payment changed; what is sent is the whole of it.
const PAYMENT: &str = "payment";

/// A window may stay open for weeks: every so often it is looked whether the day has its copy.
const BETWEEN_COPIES: Duration = Duration::from_hours(1);

/// How long a watch that met with a fault of the ledger rests before it is taken up again.
const AFTER_A_FAULT: Duration = Duration::from_secs(10);

/// What the commands are given: the shop's sessions, its own payments' and training's, each opened when it is first needed. One
/// that is left for the other stays open, so that nobody stops watching a customer who still may pay.
pub(crate) struct Shop {
    app: AppHandle,
    named_folder: Option<PathBuf>,
    sessions: Mutex<Vec<Arc<Session>>>,
    /// Whether the screen is in training, once it has begun.
    training: Mutex<Option<bool>>,
    /// Held while a session is opened.
    turn: tokio::sync::Mutex<()>,
    /// Held while the preferences are changed.
    preferring: Mutex<()>,
    last_close: Mutex<Option<Instant>>,
}

impl Shop {
    pub(crate) fn new(app: AppHandle, named_folder: Option<PathBuf>) -> Self {
        Self {
            app,
            named_folder,
            sessions: Mutex::default(),
            training: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
            preferring: Mutex::default(),
            last_close: Mutex::default(),
        }
    }

    /// The session that the screen is in.
    ///
    /// # Errors
    /// [`Refusal`] when another program has the data folder, or the ledger cannot be opened.
    pub(crate) async fn session(&self) -> Result<Arc<Session>, Refusal> {
        let begun = *locked(&self.training);
        let training = match begun {
            Some(training) => training,
            None => self.preferences()?.training,
        };
        let session = self.opened(training).await?;
        if self.begins_in(training) && training && self.folder()?.reader()?.is_some() {
            self.watch_beside_training();
        }
        Ok(session)
    }

    /// Where the screen begins, unless it has begun already; whether it had not.
    fn begins_in(&self, training: bool) -> bool {
        let mut begun = locked(&self.training);
        let first = begun.is_none();
        begun.get_or_insert(training);
        first
    }

    /// A customer of the shop's own may still pay while somebody trains.
    fn watch_beside_training(&self) {
        let app = self.app.clone();
        async_runtime::spawn(async move {
            if let Err(refusal) = app.state::<Self>().opened(false).await {
                tracing::warn!(code = refusal.code.code(), "the shop's own payments are not watched");
            }
        });
    }

    /// Turns the screen to training, or away from it. Where that session cannot be opened, nothing has changed.
    ///
    /// # Errors
    /// As [`Shop::session`], and `folder_unusable` when the choice cannot be kept.
    pub(crate) async fn turn_to(&self, training: bool) -> Result<(), Refusal> {
        self.opened(training).await?;
        self.prefer(|kept| {
            kept.training = training;
            kept.chosen = true;
        })?;
        *locked(&self.training) = Some(training);
        Ok(())
    }

    async fn opened(&self, training: bool) -> Result<Arc<Session>, Refusal> {
        let _turn = self.turn.lock().await;
        let open = locked(&self.sessions).iter().find(|session| session.training == training).cloned();
        if let Some(open) = open {
            return Ok(open);
        }
        let opened = Session::open(&self.app, self.named_folder.clone(), training).await?;
        locked(&self.sessions).push(Arc::clone(&opened));
        Ok(opened)
    }

    /// What is kept of the window.
    ///
    /// # Errors
    /// [`Refusal`] when there is nothing kept and the ledger cannot be asked whether there should be.
    pub(crate) fn preferences(&self) -> Result<Preferences, Refusal> {
        let folder = self.folder()?;
        if let Some(kept) = Preferences::of(folder.path()) {
            return Ok(kept);
        }
        let accounts = match folder.reader()? {
            Some(reader) => reader.accounts()?,
            None => Vec::new(),
        };
        Ok(Preferences::unkept(!accounts.is_empty()))
    }

    /// Changes what is kept of the window.
    ///
    /// # Errors
    /// As [`Shop::preferences`], and `folder_unusable` when the data folder cannot be written.
    pub(crate) fn prefer(&self, change: impl FnOnce(&mut Preferences)) -> Result<Preferences, Refusal> {
        let _preferring = locked(&self.preferring);
        let mut preferences = self.preferences()?;
        change(&mut preferences);
        preferences.keep(self.folder()?.path()).map_err(|_| Code::FolderUnusable)?;
        Ok(preferences)
    }

    fn folder(&self) -> Result<Folder, Refusal> {
        Folder::of(self.named_folder.clone(), false)
    }

    /// The ledger of the screen's session, for reading beside its engine.
    ///
    /// # Errors
    /// As [`Shop::session`].
    pub(crate) async fn reader(&self) -> Result<Reader, Refusal> {
        let training = self.session().await?.training;
        let reader = Folder::of(self.named_folder.clone(), training)?.reader()?;
        Ok(reader.ok_or(Code::LedgerFailed)?)
    }

    pub(crate) fn app(&self) -> &AppHandle {
        &self.app
    }

    /// How many payments are open: the shop's own at any time, those of training while somebody trains.
    pub(crate) fn open_payments(&self) -> usize {
        let in_training = *locked(&self.training) == Some(true);
        let sessions = locked(&self.sessions).clone();
        let counted = sessions.into_iter().filter(|session| in_training || !session.training);
        counted.filter_map(|session| session.open_payments().ok()).sum()
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

/// One engine on one ledger, as long as the program runs.
pub(crate) struct Session {
    pub(crate) till: Till,
    pub(crate) training: bool,
    clock: Arc<SystemClock>,
    /// What is watched, and whether that was asked for again meanwhile.
    watched: Mutex<BTreeMap<PaymentId, bool>>,
    /// Held while a paper is printed: what was printed is read before the next one is begun.
    printing: tokio::sync::Mutex<()>,
    /// What was open at the start is asked about at once.
    first_questions: Mutex<BTreeMap<PaymentId, Shared<BoxFuture<'static, ()>>>>,
}

impl Session {
    async fn open(app: &AppHandle, named: Option<PathBuf>, training: bool) -> Result<Arc<Self>, Refusal> {
        // One log for both sessions, since the program is one.
        start_log(Folder::of(named.clone(), false)?.path());
        let folder = Folder::of(named.clone(), training)?;
        let inherited = inherited_by_a_new_ledger(named, &folder)?;
        let clock = Arc::new(SystemClock::started());
        let (tell, told) = mpsc::unbounded_channel();
        // Nobody hears it once the program ends.
        let observer = Box::new(move |_, view: &PaymentView| drop(tell.send(view.payment_id.clone())));
        let till = Till::open(&folder, Arc::clone(&clock), observer).await?;
        if let Some(Inherited { particulars, logo }) = inherited {
            till.engine.set_shop(&particulars)?;
            if logo.is_some() {
                till.engine.set_logo(logo.as_ref())?;
            }
        }
        let session = Arc::new(Self {
            till,
            training,
            clock,
            watched: Mutex::default(),
            printing: tokio::sync::Mutex::default(),
            first_questions: Mutex::default(),
        });
        async_runtime::spawn(tell_the_screen(Arc::downgrade(&session), app.clone(), told));
        for id in session.till.engine.unsettled()? {
            session.ask_first(id);
            session.watch(id);
        }
        session.look_after_the_ledger();
        Ok(session)
    }

    /// What nobody at the counter waits for: the day's copy, and what a restored copy does not know.
    fn look_after_the_ledger(self: &Arc<Self>) {
        let session = Arc::clone(self);
        async_runtime::spawn(async move {
            loop {
                let copying = Arc::clone(&session);
                // It is logged where it fails, and stops nothing.
                let copied = async_runtime::spawn_blocking(move || drop(copying.till.back_up_daily(&copying.clock)));
                copied.await.unwrap_or_else(|error| tracing::error!(%error, "the day's copy"));
                session.clock.sleep(BETWEEN_COPIES).await;
            }
        });
        let session = Arc::clone(self);
        async_runtime::spawn(async move {
            while let Err(refusal) = session.till.engine.keep_recovering().await {
                tracing::error!(code = refusal.code.code(), "the recovery scan rests");
                session.clock.sleep(AFTER_A_FAULT).await;
            }
            // What was found is watched like everything else that is open.
            for id in session.till.engine.unsettled().unwrap_or_default() {
                session.watch(id);
            }
        });
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
        async_runtime::spawn(question);
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
        if !self.begins_watch(id) {
            return;
        }
        let session = Arc::clone(self);
        async_runtime::spawn(async move {
            loop {
                if let Err(refusal) = session.till.engine.keep_watch(id).await {
                    tracing::error!(code = refusal.code.code(), "a watch rests");
                    session.clock.sleep(AFTER_A_FAULT).await;
                } else if session.ends_watch(id) {
                    return;
                }
            }
        });
    }

    fn begins_watch(&self, id: PaymentId) -> bool {
        let mut watched = locked(&self.watched);
        let known = watched.contains_key(&id);
        watched.insert(id, known);
        !known
    }

    /// Ends a watch that has nothing left to do, unless it was asked for again: the payment may have been sent once more since.
    fn ends_watch(&self, id: PaymentId) -> bool {
        let mut watched = locked(&self.watched);
        let again = watched.get_mut(&id).is_some_and(std::mem::take);
        if !again {
            watched.remove(&id);
        }
        !again
    }

    /// Every account and what it can do.
    pub(crate) fn accounts(&self) -> Result<Vec<dto::AccountView>, Refusal> {
        let engine = &self.till.engine;
        let view = |(account, fingerprint)| {
            let capabilities = engine.capabilities(&account);
            dto::AccountView::of(account, fingerprint, &capabilities)
        };
        Ok(engine.accounts()?.into_iter().map(view).collect())
    }

    /// The payment as the screen is told it.
    pub(crate) fn view(&self, id: PaymentId) -> Result<dto::PaymentView, Refusal> {
        let engine = &self.till.engine;
        let ledger = engine.ledger();
        let payment = ledger.payment(id)?.ok_or(Code::PaymentUnknown)?;
        dto::PaymentView::of(engine, &ledger, &payment)
    }

    /// Every payment that is open, and every soft end that is still watched.
    pub(crate) fn unsettled(&self) -> Result<Vec<dto::PaymentView>, Refusal> {
        self.till.engine.unsettled()?.into_iter().map(|id| self.view(id)).collect()
    }

    /// Writes an export beside what is going on at the counter.
    pub(crate) fn export(&self, export: &Export, stop: &AtomicBool, told: impl FnMut(Progress)) -> Result<Exported, Halted> {
        self.till.export(&self.clock, export, stop, told)
    }

    /// Days as they stand in a file's name: `2026-11-01_2026-11-27`, up to today where no last day is named.
    pub(crate) fn days_of(&self, from: Option<&str>, to: Option<&str>) -> Result<String, Refusal> {
        let zone = zone_of(&self.till.engine.ledger().shop()?.zone).unwrap_or(TimeZone::UTC);
        let today = self.clock.now().to_zoned_datetime(zone).date().to_string();
        let to = to.unwrap_or(&today);
        Ok(match from {
            Some(from) if from != to => format!("{from}_{to}"),
            Some(_) | None => to.to_owned(),
        })
    }

    /// Prints a receipt because somebody asked for it.
    pub(crate) async fn print(
        &self,
        id: PaymentId,
        refund: Option<RefundId>,
        printer: &str,
        words: Words,
    ) -> Result<Print, Refusal> {
        let _printing = self.printing.lock().await;
        let Printed { mut print, outcome, .. } = self.till.print(id, refund, Some(printer), words).await?;
        print.outcome = Some(outcome);
        Ok(print)
    }

    /// Prints a closing because somebody asked for it.
    pub(crate) async fn print_closing(&self, id: ClosingId, printer: &str, words: Words) -> Result<Print, Refusal> {
        let _printing = self.printing.lock().await;
        let Printed { mut print, outcome, .. } = self.till.print_closing(id, Some(printer), words).await?;
        print.outcome = Some(outcome);
        Ok(print)
    }

    /// Prints a receipt that was just issued where a printer prints by itself; whether it did.
    pub(crate) async fn print_unasked(&self, id: PaymentId, refund: Option<RefundId>, words: Words) -> bool {
        let _printing = self.printing.lock().await;
        match self.till.print_unasked(id, refund, words).await {
            Ok(printed) => !printed.is_empty(),
            Err(refusal) => {
                tracing::error!(code = refusal.code.code(), "a receipt is not printed by itself");
                false
            }
        }
    }

    /// Prints the receipt of a sale that was settled without a gateway because somebody asked for it.
    pub(crate) async fn print_tender(&self, id: TenderId, printer: &str, words: Words) -> Result<Print, Refusal> {
        let _printing = self.printing.lock().await;
        let Printed { mut print, outcome, .. } = self.till.print_tender(id, Some(printer), words).await?;
        print.outcome = Some(outcome);
        Ok(print)
    }

    /// Prints that receipt where a printer prints by itself.
    pub(crate) async fn print_tender_unasked(&self, id: TenderId, words: Words) {
        let _printing = self.printing.lock().await;
        if let Err(refusal) = self.till.print_tender_unasked(id, words).await {
            tracing::error!(code = refusal.code.code(), "a receipt is not printed by itself");
        }
    }

    fn open_payments(&self) -> Result<usize, Refusal> {
        let engine = &self.till.engine;
        let standing = |id| Ok(engine.view(id)?.standing.standing());
        let all = engine.unsettled()?.into_iter().map(standing).collect::<Result<Vec<_>, Refusal>>()?;
        Ok(all.into_iter().filter(|standing| *standing == Standing::Open).count())
    }
}

/// Each change, in the order of its writing, as the payment stands when it is told: a view that comes late tells what is known by
/// then.
async fn tell_the_screen(session: Weak<Session>, app: AppHandle, mut told: UnboundedReceiver<String>) {
    while let Some(id) = told.recv().await {
        let Some(session) = session.upgrade() else { return };
        let Ok(id) = dto::payment_id(&id) else { continue };
        if tell(&session, &app, id) {
            print_then_tell(session, app.clone(), id);
        }
    }
}

/// Tells the screen how the payment stands now; whether it has a receipt.
fn tell(session: &Session, app: &AppHandle, id: PaymentId) -> bool {
    let view = session.view(id);
    let has_receipt = view.as_ref().is_ok_and(|view| view.receipt_number.is_some());
    if !view.is_ok_and(|view| app.emit_to(TILL, PAYMENT, view).is_ok()) {
        tracing::warn!("the screen was not told, and will ask");
    }
    has_receipt
}

/// The screen is green before the printer is heard of, and hears of the paper afterwards.
fn print_then_tell(session: Arc<Session>, app: AppHandle, id: PaymentId) {
    async_runtime::spawn(async move {
        let words = app.state::<Shop>().preferences().map(|kept| Words::of(kept.lang.into()));
        if session.print_unasked(id, None, words.unwrap_or(Words::of(Lang::Fr))).await {
            tell(&session, &app, id);
        }
    });
}

/// What a shop is in one ledger, for the other.
struct Inherited {
    particulars: Vec<(String, String)>,
    logo: Option<Logo>,
}

/// A ledger that is about to be born takes the shop's particulars from the other one: nobody types them twice.
fn inherited_by_a_new_ledger(named: Option<PathBuf>, folder: &Folder) -> Result<Option<Inherited>, Refusal> {
    if folder.reader()?.is_some() {
        return Ok(None);
    }
    let other = Folder::of(named, !folder.training())?;
    let Some(reader) = other.reader()? else { return Ok(None) };
    let Particulars { name, town, address, phone, tax_id, website, till, zone, logo: _ } = reader.shop()?;
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
    let particulars = particulars.into_iter().map(|(name, value)| (name.to_owned(), value.unwrap_or_default())).collect();
    Ok(Some(Inherited { particulars, logo: reader.logo()? }))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Each change under it is one assignment: a panic leaves it whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
