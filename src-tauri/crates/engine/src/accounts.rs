//! The shop's accounts and their keys.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_core::order::GatewayKind;
use comptoir_core::people::Right;
use comptoir_core::phone::Country;
use comptoir_core::reference::base32;
use comptoir_gateway::account::facts;
use comptoir_gateway::{Account, Balance, Capabilities, Gateway, GatewayError, Keys};
use comptoir_ledger::StoredAccount;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use url::Url;

use crate::Engine;
use crate::pace::Pace;
use crate::ports::SecretSlot;
use crate::refusal::Refusal;

const LONGEST_NAME: usize = 40;

/// An account to be added.
#[derive(Debug)]
pub struct NewAccount {
    /// Its name.
    pub name: String,
    /// Its gateway.
    pub gateway: GatewayKind,
    /// Its fields.
    pub fields: BTreeMap<String, String>,
    /// Where its documented paths are, in place of the gateway's own host.
    pub base_url: Option<String>,
    /// Its keys, as they were pasted.
    pub secrets: BTreeMap<String, SecretString>,
    /// The owner's PIN, without which no page is turned on that shows the key.
    pub pin: Option<SecretString>,
}

/// What the one call that costs nothing proved about an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The gateway answered it: the key is good.
    Good(Vec<Balance>),
    /// It did not.
    NotProven(GatewayError),
}

impl Verdict {
    /// What it comes to, for other programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Good(_) => "good",
            Self::NotProven(GatewayError::KeyRefused) => "key_refused",
            Self::NotProven(GatewayError::Refused) => "refused",
            Self::NotProven(GatewayError::AccountRefused(reason)) => reason.code(),
            Self::NotProven(GatewayError::Silent(reason)) => reason.code(),
            Self::NotProven(GatewayError::NotOffered) => "not_offered",
        }
    }
}

/// Six characters that change with an account's keys and do not tell them.
pub(crate) fn fingerprint_of(keys: &Keys) -> String {
    let mut hash = Sha256::new();
    for (name, key) in keys.iter() {
        hash.update(format!("{name} {}\n", key.expose_secret()));
    }
    base32(&hash.finalize(), 6)
}

impl Engine {
    /// Adds an account: its keys go to the keychain, the rest to the ledger. No call is made.
    ///
    /// # Errors
    /// [`Refusal`] with nothing stored.
    pub async fn add_account(&self, new: NewAccount) -> Result<StoredAccount, Refusal> {
        if self.is_training() {
            return Err(Code::TrainingOnly.into());
        }
        let name = checked_name(&new.name)?;
        let account = Account::checked(name.clone(), new.gateway, new.fields, new.base_url.as_deref())?;
        let keys = Keys::checked(new.gateway, new.secrets)?;
        let account = account.of_mode(&keys)?;
        if !account.kind.creates_page() && self.capabilities(&account).page {
            self.demand_pin(new.pin.as_ref())?;
        }
        let by = self.authorize(Right::Settings, new.pin.as_ref())?;
        // Windows keeps its keys under names in which case does not count.
        let accounts = self.ledger().accounts()?;
        let present = accounts.into_iter().find(|present| present.name.to_lowercase() == name.to_lowercase());
        if let Some(present) = present {
            // An account whose key the keychain has lost takes it again, and nothing else.
            let same = present.name == name
                && present.gateway == account.kind
                && present.fields == account.fields
                && present.base_url == account.base_url.as_ref().map(Url::to_string);
            if !same || self.keys_if_there(&name).await?.is_some() {
                return Err(Refusal::naming(Code::AccountTaken, "account", name));
            }
        }
        self.secrets.probe().await?;
        for (field, key) in keys.iter() {
            self.secrets.store(&self.slot(&name, field), key.clone()).await?;
        }
        let stored = StoredAccount {
            name: name.clone(),
            gateway: account.kind,
            fields: account.fields,
            base_url: account.base_url.map(String::from),
            key_fingerprint: fingerprint_of(&keys),
        };
        let now = self.clock.now();
        let added = {
            let mut ledger = self.ledger();
            let mut ledger = ledger.signed(by);
            let present = ledger.account(&name)?.is_some();
            if present { ledger.remove_account(now, &name) } else { Ok(()) }.and_then(|()| ledger.add_account(now, &stored))
        };
        if let Err(error) = added {
            self.erase_keys(&name, stored.gateway).await?;
            return Err(error.into());
        }
        Ok(stored)
    }

    /// Forgets an account and its keys.
    ///
    /// # Errors
    /// [`Refusal`] when payments of it are still open or watched, since nobody could ask about them any more.
    pub async fn remove_account(&self, name: &str) -> Result<(), Refusal> {
        if self.is_training() {
            return Err(Code::TrainingOnly.into());
        }
        let account = self.account(name)?;
        let now = self.clock.now();
        if self.ledger().unsettled_of_account(name, now)? > 0 {
            return Err(Refusal::naming(Code::AccountInUse, "account", name));
        }
        let by = self.authorize(Right::Settings, None)?;
        self.secrets.probe().await?;
        self.erase_keys(name, account.kind).await?;
        self.ledger().signed(by).remove_account(now, name)?;
        Ok(())
    }

    async fn erase_keys(&self, name: &str, gateway: GatewayKind) -> Result<(), Refusal> {
        for field in facts(gateway).all_secrets() {
            self.secrets.erase(&self.slot(name, field)).await?;
        }
        Ok(())
    }

    /// Makes the one call that proves an account's key without moving money.
    ///
    /// # Errors
    /// [`Refusal`] when the account or its key is not there.
    pub async fn test_account(&self, name: &str) -> Result<Verdict, Refusal> {
        let account = self.account(name)?;
        let keys = self.keys(&account).await?;
        Ok(match self.gateway(&account).prove(&keys).await {
            Ok(balances) => Verdict::Good(balances),
            Err(error) => Verdict::NotProven(error),
        })
    }

    /// What an account holds at its gateway.
    ///
    /// # Errors
    /// [`Refusal`] when the account or its key is not there, or the gateway does not say.
    pub async fn balances(&self, name: &str) -> Result<Vec<Balance>, Refusal> {
        let account = self.account(name)?;
        let keys = self.keys(&account).await?;
        Ok(self.gateway(&account).balances(&keys).await?)
    }

    /// Every account with the fingerprint of its keys; in training the built-in ones, which have none.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub fn accounts(&self) -> Result<Vec<(Account, Option<String>)>, Refusal> {
        if self.is_training() {
            return Ok(self.built_in.iter().map(|account| (account.clone(), None)).collect());
        }
        let stored = self.ledger().accounts()?;
        stored.into_iter().map(|stored| Ok((self.account(&stored.name)?, Some(stored.key_fingerprint)))).collect()
    }

    /// What an account can do.
    #[must_use]
    pub fn capabilities(&self, account: &Account) -> Capabilities {
        self.gateway(account).capabilities()
    }

    /// What the account of this name can do.
    ///
    /// # Errors
    /// [`Refusal`] when the account is not there.
    pub fn capabilities_of(&self, name: &str) -> Result<Capabilities, Refusal> {
        Ok(self.capabilities(&self.account(name)?))
    }

    /// The gateway that an account is at.
    ///
    /// # Errors
    /// [`Refusal`] when the account is not there.
    pub fn gateway_of(&self, name: &str) -> Result<GatewayKind, Refusal> {
        Ok(self.account(name)?.kind)
    }

    /// The country of an account's numbers.
    ///
    /// # Errors
    /// [`Refusal`] when the account is not there.
    pub fn country_of(&self, name: &str) -> Result<Country, Refusal> {
        Ok(self.account(name)?.country())
    }

    /// The account of this name.
    pub(crate) fn account(&self, name: &str) -> Result<Account, Refusal> {
        let unknown = || Refusal::naming(Code::AccountUnknown, "account", name);
        if self.is_training() {
            return self.built_in.iter().find(|account| account.name == name).cloned().ok_or_else(unknown);
        }
        let stored = self.ledger().account(name)?.ok_or_else(unknown)?;
        Ok(Account::checked(stored.name, stored.gateway, stored.fields, stored.base_url.as_deref())?)
    }

    pub(crate) fn gateway(&self, account: &Account) -> Arc<dyn Gateway> {
        comptoir_gateway::open(account.clone(), Arc::clone(&self.transport))
    }

    /// The account's keys, read for this use.
    pub(crate) async fn keys(&self, account: &Account) -> Result<Keys, Refusal> {
        let mut found = BTreeMap::new();
        for field in facts(account.kind).all_secrets() {
            if let Some(key) = self.secrets.read(&self.slot(&account.name, field)).await? {
                found.insert(field.to_owned(), key);
            } else if facts(account.kind).secrets.contains(&field) {
                return Err(Refusal::naming(Code::KeyMissing, "account", &account.name));
            }
        }
        Ok(Keys::checked(account.kind, found)?)
    }

    pub(crate) async fn keys_by_name(&self, account: &str) -> Result<Keys, Refusal> {
        let account = self.account(account)?;
        self.keys(&account).await
    }

    /// The keys of an account that may have been removed, or have lost its key; a keychain that does not answer is an error.
    pub(crate) async fn keys_if_there(&self, account: &str) -> Result<Option<Keys>, Refusal> {
        match self.keys_by_name(account).await {
            Ok(keys) => Ok(Some(keys)),
            Err(Refusal { code: Code::AccountUnknown | Code::KeyMissing, .. }) => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }

    fn slot(&self, account: &str, field: &str) -> SecretSlot {
        let folder_id = self.ledger().folder_id().to_owned();
        SecretSlot { folder_id, account: account.to_owned(), field: field.to_owned() }
    }

    pub(crate) fn pace<T>(&self, account: &str, use_it: impl FnOnce(&mut Pace, Duration) -> T) -> T {
        let now = self.clock.elapsed();
        let mut paces = self.paces.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        use_it(paces.entry(account.to_owned()).or_default(), now)
    }
}

/// A name that can be typed on a command line and read in a list.
fn checked_name(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.starts_with('-');
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '\'' | '’'));
    if fits && plain { Ok(name.to_owned()) } else { Err(Refusal::naming(Code::AccountNameInvalid, "account", name)) }
}
