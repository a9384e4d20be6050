//! Drives payments: writes first, then asks, then shows.
//!
//! [`Engine::start`] takes an order in, `drive.rs` carries out what the payment machine demands, `watch.rs` asks until the
//! outcome is known. Time, chance, keys and the network are handed in through [`ports`].

mod accounts;
mod billing;
mod cashiers;
mod clock;
mod closings;
mod customers;
mod day;
mod disk;
mod drive;
mod duty;
mod filter;
mod frequent;
mod hands;
mod in_hand;
mod intake;
mod notices;
mod owner;
mod pace;
mod payouts;
mod pins;
pub mod ports;
mod printing;
mod recovery;
mod refunds;
mod refusal;
mod routes;
mod seals;
mod shop;
mod start;
mod tenders;
mod view;
mod waited;
mod watch;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use comptoir_core::ids::PaymentId;
use comptoir_gateway::{Account, Transport};
use comptoir_ledger::Ledger;
use jiff::Timestamp;

pub use accounts::{NewAccount, Verdict};
pub use cashiers::CashierChange;
pub use closings::ClosingForm;
pub use day::{Day, Part, day, last_days};
pub use filter::AskedFilter;
pub use hands::AskedSettlement;
pub use in_hand::Unwritten;
pub use intake::{AskedLine, AskedPayment, AskedTax};
pub use notices::Noticed;
pub use payouts::AskedPayout;
pub use pins::pin_opens;
pub use printing::{AskedPrinter, printer};
pub use recovery::Recovery;
pub use refunds::AskedRefund;
pub use refusal::Refusal;
pub use routes::Routed;
pub use start::Started;
pub use tenders::{AskedTender, TenderedSale};
pub use view::{PaymentView, day_start, zone_of};

use duty::Duty;
use pace::Pace;
use pins::PinTurns;
use ports::{Clock, Disk, Rng, Secrets};

/// Told of every payment as soon as its standing is on disk, and of everything that comes to be known of it.
pub type Observer = Box<dyn Fn(News, &PaymentView) + Send + Sync>;

/// What is new of a payment that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// It stands otherwise than before.
    Changed,
    /// The gateway was asked about it; the answer changed nothing, or was told before this.
    Asked,
    /// The gateway's reply is in hand, and the disk does not take it: [`PaymentView::unwritten`] says what it is.
    Unwritten,
}

/// What an engine is made of. The composition root builds these and hands them down.
pub struct Parts {
    /// The one writer of the ledger.
    pub ledger: Ledger,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub rng: Arc<dyn Rng>,
    /// The way to the gateways.
    pub transport: Arc<dyn Transport>,
    /// The shop's keys.
    pub secrets: Arc<dyn Secrets>,
    /// Whoever draws or prints payments.
    pub observer: Observer,
    /// In training: the accounts there are, the usual one first.
    pub built_in: Vec<Account>,
}

/// Takes payments.
pub struct Engine {
    ledger: Mutex<Ledger>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    transport: Arc<dyn Transport>,
    secrets: Arc<dyn Secrets>,
    observer: Observer,
    built_in: Vec<Account>,
    paces: Mutex<BTreeMap<String, Pace>>,
    pin_turns: Mutex<PinTurns>,
    duty: Mutex<Duty>,
    disk: Option<Arc<dyn Disk>>,
    in_hand: Mutex<BTreeMap<PaymentId, Unwritten>>,
    latest: Mutex<Option<Timestamp>>,
}

impl Engine {
    /// An engine of these parts. What an earlier run left half done is brought to a standing that can be asked about, without
    /// a word to any gateway.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read or written.
    pub fn open(parts: Parts) -> Result<Self, Refusal> {
        let Parts { ledger, clock, rng, transport, secrets, observer, built_in } = parts;
        let ledger = Mutex::new(ledger);
        let paces = Mutex::new(BTreeMap::new());
        let engine = Self {
            ledger,
            clock,
            rng,
            transport,
            secrets,
            observer,
            built_in,
            paces,
            pin_turns: Mutex::default(),
            duty: Mutex::default(),
            disk: None,
            in_hand: Mutex::default(),
            latest: Mutex::default(),
        };
        engine.take_up_the_unfinished()?;
        Ok(engine)
    }

    /// The same, which looks for room on `disk` before a sale, and keeps some there for a reply in hand.
    #[must_use]
    pub fn on_disk(self, disk: Arc<dyn Disk>) -> Self {
        Self { disk: Some(disk), ..self }
    }

    /// The ledger, for reading and for what is no payment. Never held across an `await`. Where its disk failed before, it is opened
    /// anew first, so that whoever goes on goes on from what is on the disk.
    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        // A panic while it was held rolled its transaction back: the ledger itself is whole.
        let mut ledger = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = ledger.mend() {
            tracing::error!(%error, "the ledger is not mended");
        }
        ledger
    }

    /// Whether this is training, where nothing is worth anything.
    pub(crate) const fn is_training(&self) -> bool {
        !self.built_in.is_empty()
    }

    fn dice(&self) -> u32 {
        let mut bytes = [0; 4];
        self.rng.fill(&mut bytes);
        u32::from_le_bytes(bytes)
    }
}
