//! The engine with everything it is made of, for one command.

use std::sync::Arc;

use comptoir_core::code::Code;
use comptoir_core::order::GatewayKind;
use comptoir_engine::ports::{SecretSlot, Secrets};
use comptoir_engine::{Engine, Observer, Parts, Refusal};
use comptoir_gateway::Account;
use comptoir_gateway::http::{HttpTransport, Limits};
use comptoir_keychain::{Keychain, MemorySecrets};
use comptoir_ledger::Ledger;
use comptoir_practice::{Habits, PracticeGateway, Serving, paygate_global, serve};
use jiff::Timestamp;
use secrecy::SecretString;

use crate::args::Options;
use crate::folder::Folder;
use crate::log;
use crate::ports::{OnlyThisMachine, SystemClock, SystemRng};

/// How fast the customer of the practice gateway is: quick enough to practise with.
pub(crate) const HABITS: Habits = Habits { reaction_ms: 2_000, expiry_ms: 5_000 };

const PRACTICE_ACCOUNT: &str = "practice";
const PRACTICE_MEMORY: &str = "practice.json";

/// An engine on the data folder, and in training the gateway that it talks to.
pub(crate) struct Till {
    pub(crate) engine: Engine,
    practice: Option<(Arc<PracticeGateway>, Serving)>,
}

impl Till {
    /// Takes the folder for writing and opens an engine on it.
    pub(crate) async fn open(options: &Options, clock: Arc<SystemClock>, observer: Observer) -> Result<Self, Refusal> {
        let folder = Folder::of(options)?;
        let ledger = folder.ledger(&*clock, &SystemRng).await?;
        log::start(&folder.path);
        let http = Arc::new(HttpTransport::new(Limits::default()).map_err(|_| Code::Unexpected)?);
        if !options.training {
            let secrets = Arc::new(Keychain::new());
            let parts = Parts { ledger, clock, rng: Arc::new(SystemRng), transport: http, secrets, observer, built_in: None };
            return Ok(Self { engine: Engine::open(parts)?, practice: None });
        }
        let (gateway, _) = PracticeGateway::with_memory_file(&folder.path.join(PRACTICE_MEMORY));
        let gateway = Arc::new(gateway.with_habits(HABITS));
        let serving = serve(Arc::clone(&gateway), 0).await.map_err(|_| Refusal::naming(Code::PortTaken, "port", "0"))?;
        let parts = Parts {
            secrets: practice_secrets(&ledger).await?,
            ledger,
            clock,
            rng: Arc::new(SystemRng),
            transport: Arc::new(OnlyThisMachine(http)),
            observer,
            built_in: Some(practice_account(&serving.base_url())?),
        };
        Ok(Self { engine: Engine::open(parts)?, practice: Some((gateway, serving)) })
    }

    /// In training, the customer opens the page that is shown to them. Nobody does so for a real one.
    pub(crate) fn practice_customer_scans(&self, page: &str) {
        if let Some((gateway, _)) = &self.practice {
            let opened = gateway.customer_scans(page, Timestamp::now().as_millisecond());
            tracing::info!(status = opened.status, "the practice customer opens the page");
        }
    }
}

fn practice_account(base_url: &str) -> Result<Account, Refusal> {
    let fields = paygate_global::FIELDS.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut account = Account::checked(PRACTICE_ACCOUNT.to_owned(), GatewayKind::PaygateGlobal, fields, Some(base_url))?;
    account.training = true;
    Ok(account)
}

async fn practice_secrets(ledger: &Ledger) -> Result<Arc<dyn Secrets>, Refusal> {
    let secrets = MemorySecrets::new();
    for field in comptoir_gateway::account::facts(GatewayKind::PaygateGlobal).secrets {
        let slot = SecretSlot {
            folder_id: ledger.folder_id().to_owned(),
            account: PRACTICE_ACCOUNT.to_owned(),
            field: (*field).to_owned(),
        };
        secrets.store(&slot, SecretString::from(paygate_global::PRACTICE_KEY)).await?;
    }
    Ok(Arc::new(secrets))
}

/// The account of training, as it is listed.
pub(crate) fn practice_account_listed() -> Result<Account, Refusal> {
    let mut account = practice_account("http://127.0.0.1")?;
    account.base_url = None;
    Ok(account)
}
