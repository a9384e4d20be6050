//! The engine with everything it is made of, for one command.

use std::sync::Arc;

use comptoir_core::code::Code;
use comptoir_core::order::GatewayKind;
use comptoir_core::reference::MerchantReference;
use comptoir_engine::ports::{SecretSlot, Secrets};
use comptoir_engine::{Engine, Observer, Parts, Refusal};
use comptoir_gateway::Account;
use comptoir_gateway::http::{HttpTransport, Limits};
use comptoir_keychain::{Keychain, MemorySecrets};
use comptoir_practice::{Does, Habits, PracticeGateway, Serving, Which, paygate_global, serve};
use jiff::Timestamp;
use secrecy::SecretString;

use crate::folder::Folder;
use crate::log;
use crate::ports::{OnlyThisMachine, SystemClock, SystemRng};

/// How fast the customer of the practice gateway is: quick enough to practise with.
pub const HABITS: Habits = Habits { reaction_ms: 2_000, expiry_ms: 5_000 };

const PRACTICE_ACCOUNT: &str = "practice";
const PRACTICE_MEMORY: &str = "practice.json";

/// An engine on the data folder, and in training the gateway that it talks to.
pub struct Till {
    /// It takes the payments.
    pub engine: Engine,
    practice: Option<(Arc<PracticeGateway>, Serving)>,
}

impl Till {
    /// Takes the folder for writing and opens an engine on it.
    ///
    /// # Errors
    /// [`Refusal`] when another program has the folder, or the ledger cannot be opened.
    pub async fn open(folder: &Folder, clock: Arc<SystemClock>, observer: Observer) -> Result<Self, Refusal> {
        let ledger = folder.ledger(&*clock, &SystemRng).await?;
        log::start(folder.path());
        let http = Arc::new(HttpTransport::new(Limits::default()).map_err(|_| Code::Unexpected)?);
        if !folder.training() {
            let secrets = Arc::new(Keychain::new());
            let parts = Parts { ledger, clock, rng: Arc::new(SystemRng), transport: http, secrets, observer, built_in: None };
            return Ok(Self { engine: Engine::open(parts)?, practice: None });
        }
        let (gateway, _) = PracticeGateway::with_memory_file(&folder.path().join(PRACTICE_MEMORY));
        let gateway = Arc::new(gateway.with_habits(HABITS));
        let serving = serve(Arc::clone(&gateway), 0).await.map_err(|_| Refusal::naming(Code::PortTaken, "port", "0"))?;
        let parts = Parts {
            secrets: practice_secrets(ledger.folder_id().to_owned()).await?,
            ledger,
            clock,
            rng: Arc::new(SystemRng),
            transport: Arc::new(OnlyThisMachine(http)),
            observer,
            built_in: Some(practice_account(Some(&serving.base_url()))?),
        };
        Ok(Self { engine: Engine::open(parts)?, practice: Some((gateway, serving)) })
    }

    /// In training, the customer opens the page that is shown to them. Nobody does so for a real one.
    pub fn practice_customer_scans(&self, page: &str) {
        if let Some((gateway, _)) = &self.practice {
            let opened = gateway.customer_scans(page, Timestamp::now().as_millisecond());
            tracing::info!(status = opened.status, "the practice customer opens the page");
        }
    }

    /// In training, the customer of this payment decides now. A customer who has decided already is not asked again, and
    /// nobody tells a real one.
    pub fn practice_customer(&self, reference: &MerchantReference, does: PracticeCustomer) {
        let Some((gateway, _)) = &self.practice else { return };
        let does = match does {
            PracticeCustomer::Pays => Does::Pays { amount: None },
            PracticeCustomer::Refuses => Does::Refuses,
            PracticeCustomer::Expires => Does::Expires,
        };
        let now_ms = Timestamp::now().as_millisecond();
        if let Err(error) = gateway.customer(Which::Identifier(reference.as_str()), does, now_ms) {
            tracing::info!(%error, "the practice customer does nothing more");
        }
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

/// The account of training; without a base URL, as it is listed.
///
/// # Errors
/// [`Refusal`] when its own fields are refused, which is a fault of this program.
pub fn practice_account(base_url: Option<&str>) -> Result<Account, Refusal> {
    let fields = paygate_global::FIELDS.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut account = Account::checked(PRACTICE_ACCOUNT.to_owned(), GatewayKind::PaygateGlobal, fields, base_url)?;
    account.training = true;
    Ok(account)
}

async fn practice_secrets(folder_id: String) -> Result<Arc<dyn Secrets>, Refusal> {
    let secrets = MemorySecrets::new();
    for field in comptoir_gateway::account::facts(GatewayKind::PaygateGlobal).secrets {
        let slot = SecretSlot { folder_id: folder_id.clone(), account: PRACTICE_ACCOUNT.to_owned(), field: (*field).to_owned() };
        secrets.store(&slot, SecretString::from(paygate_global::PRACTICE_KEY)).await?;
    }
    Ok(Arc::new(secrets))
}
