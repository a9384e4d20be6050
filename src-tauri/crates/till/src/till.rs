//! The engine with everything it is made of, for one command.

use std::sync::Arc;

use comptoir_core::code::Code;
use comptoir_core::order::GatewayKind;
use comptoir_core::payment::Payment;
use comptoir_engine::ports::{Clock, SecretSlot, Secrets};
use comptoir_engine::{Engine, Observer, Parts, Refusal};
use comptoir_gateway::Account;
use comptoir_gateway::http::{HttpTransport, Limits};
use comptoir_keychain::{Keychain, MemorySecrets};
use comptoir_practice::{Does, Habits, Kind, PracticeGateway, Serving, Which, serve};
use jiff::Timestamp;
use secrecy::SecretString;

use crate::disk::FolderDisk;
use crate::folder::Folder;
use crate::log;
use crate::ports::{OnlyThisMachine, SystemClock, SystemRng};

/// How fast the customer of the practice gateway is: quick enough to practise with.
pub const HABITS: Habits = Habits { reaction_ms: 2_000, expiry_ms: 5_000 };

/// An engine on the data folder, and in training the gateway that it talks to.
pub struct Till {
    /// It takes the payments.
    pub engine: Engine,
    pub(crate) folder: Folder,
    practice: Option<Practice>,
}

impl Till {
    /// Takes the folder for writing and opens an engine on it.
    ///
    /// # Errors
    /// [`Refusal`] when another program has the folder, or the ledger cannot be opened.
    pub async fn open(folder: &Folder, clock: Arc<SystemClock>, observer: Observer) -> Result<Self, Refusal> {
        let ledger = folder.ledger(&*clock, &SystemRng).await?;
        log::start(folder.path());
        let disk = Arc::new(FolderDisk::under(folder.path()));
        let http = Arc::new(HttpTransport::new(Limits::default()).map_err(|_| Code::Unexpected)?);
        if !folder.training() {
            let secrets = Arc::new(Keychain::new());
            let parts =
                Parts { ledger, clock, rng: Arc::new(SystemRng), transport: http, secrets, observer, built_in: Vec::new() };
            return Ok(Self { engine: Engine::open(parts)?.on_disk(disk), folder: folder.clone(), practice: None });
        }
        let practice = Practice::open(folder).await?;
        let parts = Parts {
            secrets: practice_secrets(ledger.folder_id().to_owned()).await?,
            ledger,
            clock,
            rng: Arc::new(SystemRng),
            transport: Arc::new(OnlyThisMachine(http)),
            observer,
            built_in: practice_accounts(Some(&practice.serving))?,
        };
        Ok(Self { engine: Engine::open(parts)?.on_disk(disk), folder: folder.clone(), practice: Some(practice) })
    }

    /// Makes the day's automatic copy of the ledger, unless it is there, and tells the journal of it. It reads beside the engine and
    /// takes the ledger for the one entry only, so that nobody at the counter waits for it.
    ///
    /// # Errors
    /// [`Refusal`] when it could not be made. It is logged too, and stops nothing.
    pub fn back_up_daily(&self, clock: &SystemClock) -> Result<(), Refusal> {
        let made = self.folder.back_up_daily(clock).and_then(|made| match made {
            Some(contents) => Ok(self.engine.ledger().note_backup(clock.now(), &contents, true)?),
            None => Ok(()),
        });
        if let Err(refusal) = &made {
            tracing::error!(code = refusal.code.code(), "the day's backup is not made");
        }
        made
    }

    /// In training, the customer of a payment opens the page that is shown to them. Nobody does so for a real one.
    pub fn practice_customer_scans(&self, payment: &Payment, page: &str) {
        if let Some(gateway) = self.practice_gateway(payment.order.gateway) {
            let opened = gateway.customer_scans(page, Timestamp::now().as_millisecond());
            tracing::info!(status = opened.status, "the practice customer opens the page");
        }
    }

    /// In training, the customer of a payment decides now. A customer who has decided already is not asked again, and nobody
    /// tells a real one.
    pub fn practice_customer(&self, payment: &Payment, does: PracticeCustomer) {
        let Some(gateway) = self.practice_gateway(payment.order.gateway) else { return };
        let does = match does {
            PracticeCustomer::Pays => Does::Pays { amount: None },
            PracticeCustomer::Refuses => Does::Refuses,
            PracticeCustomer::Expires => Does::Expires,
        };
        let now_ms = Timestamp::now().as_millisecond();
        if let Err(error) = gateway.customer(Which::Identifier(payment.order.reference.as_str()), does, now_ms) {
            tracing::info!(%error, "the practice customer does nothing more");
        }
    }

    fn practice_gateway(&self, gateway: GatewayKind) -> Option<&PracticeGateway> {
        let practice = self.practice.as_ref()?;
        practice.gateways.iter().find(|played| played.kind() == practice_kind(gateway)).map(Arc::as_ref)
    }
}

/// The gateways of training, each with a memory of its own in the folder.
struct Practice {
    gateways: Vec<Arc<PracticeGateway>>,
    serving: Serving,
}

impl Practice {
    async fn open(folder: &Folder) -> Result<Self, Refusal> {
        let open = |kind: Kind| {
            let memory = folder.path().join(format!("{}.json", practice_name(kind)));
            let (gateway, _) = PracticeGateway::with_memory_file(kind, &memory);
            Arc::new(gateway.with_habits(HABITS))
        };
        let gateways: Vec<_> = Kind::ALL.into_iter().map(open).collect();
        let serving = serve(gateways.clone(), 0).await.map_err(|_| Refusal::naming(Code::PortTaken, "port", "0"))?;
        Ok(Self { gateways, serving })
    }
}

/// The gateway of training that plays `gateway`.
const fn practice_kind(gateway: GatewayKind) -> Kind {
    match gateway {
        GatewayKind::PaygateGlobal => Kind::PaygateGlobal,
        GatewayKind::Paydunya => Kind::Paydunya,
        GatewayKind::Cinetpay => Kind::Cinetpay,
        GatewayKind::Payplus => Kind::Payplus,
        GatewayKind::PaiementPro => Kind::PaiementPro,
    }
}

/// The account of training at this gateway, and its memory file without its ending. The usual one has no gateway in its name.
fn practice_name(kind: Kind) -> String {
    match kind {
        Kind::PaygateGlobal => "practice".to_owned(),
        Kind::Paydunya | Kind::Cinetpay | Kind::Payplus | Kind::PaiementPro => format!("practice-{}", kind.name()),
    }
}

/// What the customer of training may be told to do, by a cashier who learns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PracticeCustomer {
    /// Agrees on the phone.
    Pays,
    /// Refuses on the phone.
    Refuses,
    /// Lets the prompt run out.
    Expires,
}

/// The accounts of training, the usual one first; without base URLs, as they are listed.
///
/// # Errors
/// [`Refusal`] when their own fields are refused, which is a fault of this program.
pub fn practice_accounts(serving: Option<&Serving>) -> Result<Vec<Account>, Refusal> {
    let account = |gateway: GatewayKind| {
        let kind = practice_kind(gateway);
        let fields = kind.fields().iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let base_url = serving.map(|serving| serving.base_url(kind));
        let account = Account::checked(practice_name(kind), gateway, fields, base_url.as_deref())?;
        Ok(Account { training: true, ..account })
    };
    GatewayKind::ALL.into_iter().map(account).collect()
}

async fn practice_secrets(folder_id: String) -> Result<Arc<dyn Secrets>, Refusal> {
    let secrets = MemorySecrets::new();
    for kind in Kind::ALL {
        for (field, key) in kind.secrets() {
            let (folder_id, account) = (folder_id.clone(), practice_name(kind));
            let slot = SecretSlot { folder_id, account, field: (*field).to_owned() };
            secrets.store(&slot, SecretString::from(*key)).await?;
        }
    }
    Ok(Arc::new(secrets))
}
