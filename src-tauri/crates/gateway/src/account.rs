//! The shop's account at a gateway: its fields, checked, and its keys, which never stand beside them.

use std::collections::BTreeMap;
use std::fmt;

use comptoir_core::order::{Environment, GatewayKind};
use comptoir_core::phone::Country;
use comptoir_core::shop::Shop;
use comptoir_core::text::cleaned;
use secrecy::{ExposeSecret, SecretString};
use url::{Host, Url};

use crate::{cinetpay, paiement_pro, paydunya, paygate_global, payplus};

#[cfg(test)]
mod tests;

/// An account whose fields have been checked. It holds no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The name the shop gave it.
    pub name: String,
    /// The gateway it is at.
    pub kind: GatewayKind,
    /// Fields of its own, such as `page`.
    pub fields: BTreeMap<String, String>,
    /// Scheme, host and port in place of the gateway's own, with a path before the documented one if there is one.
    pub base_url: Option<Url>,
    /// The built-in account of training mode.
    pub training: bool,
}

/// Why an account is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// The gateway has no field of this name.
    #[error("no field {0}")]
    FieldUnknown(String),
    /// The field cannot have this value.
    #[error("field {0} cannot have this value")]
    FieldInvalid(String),
    /// The gateway needs this field.
    #[error("field {0} is missing")]
    FieldMissing(String),
    /// The keys are of the other mode than the field `mode` says.
    #[error("the keys are not of this mode")]
    ModeMismatch,
    /// The field is a key, which belongs in the keychain.
    #[error("{0} is a key, not a field")]
    SecretInField(String),
    /// The gateway has no key of this name.
    #[error("no key {0}")]
    SecretUnknown(String),
    /// The gateway needs this key.
    #[error("key {0} is missing")]
    SecretMissing(String),
    /// The key is empty, or has blanks or characters inside it that no key has.
    #[error("key {0} cannot be one")]
    SecretInvalid(String),
    /// Neither https nor http on this machine, or with a query, a fragment, a user or a password.
    #[error("the base URL cannot be one")]
    BaseUrlInvalid,
}

/// The fixed facts of a gateway that an account is checked against.
#[derive(Debug)]
pub struct Facts {
    /// Where its documented paths are.
    pub base_url: &'static str,
    /// Where they are in its test mode, if that is another host.
    pub test_base_url: Option<&'static str>,
    /// Its own home page: where a customer is sent back to when the shop has no site.
    pub home: &'static str,
    /// The domains that its payment pages are on.
    pub domains: &'static [&'static str],
    /// Keys it needs.
    pub secrets: &'static [&'static str],
    /// Keys that are of use where the shop has them.
    pub optional_secrets: &'static [&'static str],
    /// Fields of its own; every gateway has those of [`COMMON`] besides.
    pub fields: &'static [Field],
}

/// A field of an account.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// The gateway does not work without it.
    pub required: bool,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One of these words, the first being the default.
    OneOf(&'static [&'static str]),
    /// One of these words, with no default of its own: what stands in for it is another matter.
    Perhaps(&'static [&'static str]),
    /// One line of text.
    Text,
    /// An http or https address.
    Address,
}

impl Field {
    pub(crate) const fn of(name: &'static str, takes: Takes) -> Self {
        Self { name, takes, required: false }
    }

    pub(crate) const fn required(name: &'static str, takes: Takes) -> Self {
        Self { name, takes, required: true }
    }

    /// The words it takes, if it takes words.
    #[must_use]
    pub const fn words(&self) -> &'static [&'static str] {
        match self.takes {
            Takes::OneOf(words) | Takes::Perhaps(words) => words,
            Takes::Text | Takes::Address => &[],
        }
    }

    fn takes(&self, value: &str) -> bool {
        /// Longest value, in characters.
        const LONGEST: usize = 200;
        match self.takes {
            Takes::OneOf(words) | Takes::Perhaps(words) => words.contains(&value),
            Takes::Text => cleaned(value, LONGEST).as_deref() == Some(value),
            Takes::Address => Url::parse(value)
                .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some() && value.len() <= LONGEST),
        }
    }
}

/// Country of the account's numbers.
pub const COUNTRY: &str = "country";
/// Whether the account is the gateway's own test one.
pub const MODE: &str = "mode";
/// The value of [`MODE`] of an account of tests.
pub const TEST: &str = "test";

/// What [`MODE`] takes.
pub(crate) const MODES: &[&str] = &["live", TEST];

/// Fields that every gateway has.
pub const COMMON: [Field; 5] = [
    Field::of(COUNTRY, Takes::Perhaps(&["TG", "SN", "CI", "BJ", "BF", "ML"])),
    Field::of("store_name", Takes::Text),
    Field::of("return_url", Takes::Address),
    Field::of("cancel_url", Takes::Address),
    Field::of("notify_url", Takes::Address),
];

/// An address that a gateway is given with a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// Where the customer goes after paying.
    Return,
    /// Where the customer goes after cancelling.
    Cancel,
    /// Where the gateway sends its notification.
    Notify,
}

/// The facts of a gateway.
#[must_use]
pub const fn facts(kind: GatewayKind) -> &'static Facts {
    match kind {
        GatewayKind::PaygateGlobal => &paygate_global::FACTS,
        GatewayKind::Paydunya => &paydunya::FACTS,
        GatewayKind::Cinetpay => &cinetpay::FACTS,
        GatewayKind::Payplus => &payplus::FACTS,
        GatewayKind::PaiementPro => &paiement_pro::FACTS,
    }
}

impl Facts {
    /// Every field of an account at this gateway, its own first.
    pub fn all_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().chain(&COMMON)
    }

    /// Every key that an account may have.
    pub fn all_secrets(&self) -> impl Iterator<Item = &'static str> {
        self.secrets.iter().chain(self.optional_secrets).copied()
    }
}

impl Account {
    /// An account of this name, if its fields and base URL can be.
    ///
    /// # Errors
    /// [`AccountError`].
    pub fn checked(
        name: String,
        kind: GatewayKind,
        fields: BTreeMap<String, String>,
        base_url: Option<&str>,
    ) -> Result<Self, AccountError> {
        let facts = facts(kind);
        for (field, value) in &fields {
            if facts.all_secrets().any(|secret| secret == field) {
                return Err(AccountError::SecretInField(field.clone()));
            }
            let Some(known) = facts.all_fields().find(|known| known.name == field) else {
                return Err(AccountError::FieldUnknown(field.clone()));
            };
            if !known.takes(value) {
                return Err(AccountError::FieldInvalid(field.clone()));
            }
        }
        if let Some(missing) = facts.all_fields().find(|field| field.required && !fields.contains_key(field.name)) {
            return Err(AccountError::FieldMissing(missing.name.to_owned()));
        }
        let base_url = base_url.map(checked_base_url).transpose()?;
        Ok(Self { name, kind, fields, base_url, training: false })
    }

    /// The same with its mode set by its keys, where the field does not say it and the keys do.
    ///
    /// # Errors
    /// [`AccountError::ModeMismatch`] where the field says another mode than the keys.
    pub fn of_mode(mut self, keys: &Keys) -> Result<Self, AccountError> {
        let Some(mode) = mode_of(self.kind, keys) else { return Ok(self) };
        match self.fields.get(MODE) {
            Some(said) if said != mode => Err(AccountError::ModeMismatch),
            Some(_) => Ok(self),
            None => {
                self.fields.insert(MODE.to_owned(), mode.to_owned());
                Ok(self)
            }
        }
    }

    /// The value of a field, its default where it was not given and has one.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let default = || {
            let field = facts(self.kind).all_fields().find(|field| field.name == name)?;
            match field.takes {
                Takes::OneOf(words) => words.first().copied(),
                Takes::Perhaps(_) | Takes::Text | Takes::Address => None,
            }
        };
        self.fields.get(name).map(String::as_str).or_else(default)
    }

    /// The country of its payers' numbers.
    #[must_use]
    pub fn country(&self) -> Country {
        let said = self.field(COUNTRY).and_then(|code| Country::ALL.into_iter().find(|country| country.code() == code));
        said.unwrap_or(self.kind.country())
    }

    /// The name that a payment page shows.
    #[must_use]
    pub fn store_name<'a>(&'a self, shop: &'a Shop) -> &'a str {
        self.field("store_name").unwrap_or(&shop.name)
    }

    /// An address to go back to: the account's own, else the shop's site, else the gateway's home page. What arrives there
    /// proves nothing.
    #[must_use]
    pub fn back<'a>(&'a self, back: Back, shop: &'a Shop) -> &'a str {
        let field = match back {
            Back::Return => "return_url",
            Back::Cancel => "cancel_url",
            Back::Notify => "notify_url",
        };
        self.field(field).or(shop.website.as_deref()).unwrap_or(facts(self.kind).home)
    }

    /// Whether it is the gateway's own test account.
    #[must_use]
    pub fn is_in_test_mode(&self) -> bool {
        self.fields.get(MODE).is_some_and(|mode| mode == TEST)
    }

    /// Whether money moves: an account in test mode, or whose base URL is on this machine or on the gateway's test host, is one
    /// of tests.
    #[must_use]
    pub fn environment(&self) -> Environment {
        if self.training {
            return Environment::Training;
        }
        let test_host = facts(self.kind).test_base_url.and_then(|url| Url::parse(url).ok());
        let is_of_tests =
            |url: &Url| is_loopback(url) || test_host.as_ref().is_some_and(|test| test.host_str() == url.host_str());
        if self.is_in_test_mode() || self.base_url.as_ref().is_some_and(is_of_tests) {
            Environment::Test
        } else {
            Environment::Live
        }
    }

    /// The documented `path` (beginning with `/`) at this account's base URL.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<Url> {
        let facts = facts(self.kind);
        let base = match (&self.base_url, facts.test_base_url) {
            (Some(url), _) => url.as_str(),
            (None, Some(test)) if self.is_in_test_mode() => test,
            (None, Some(_) | None) => facts.base_url,
        };
        Url::parse(&format!("{}{path}", base.trim_end_matches('/'))).ok()
    }
}

/// The mode that an account's keys are of, where they tell it.
fn mode_of(kind: GatewayKind, keys: &Keys) -> Option<&'static str> {
    match kind {
        GatewayKind::Paydunya => paydunya::mode_of(keys),
        GatewayKind::PaygateGlobal | GatewayKind::Cinetpay | GatewayKind::Payplus | GatewayKind::PaiementPro => None,
    }
}

fn checked_base_url(text: &str) -> Result<Url, AccountError> {
    let url = Url::parse(text.trim()).map_err(|_| AccountError::BaseUrlInvalid)?;
    let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
    let plain = url.host().is_some()
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if safe && plain { Ok(url) } else { Err(AccountError::BaseUrlInvalid) }
}

/// Whether the address is on this machine.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

/// An account's keys, read for one use. They print as a fixed word.
#[derive(Clone, Default)]
pub struct Keys(BTreeMap<String, SecretString>);

impl Keys {
    /// Keys as a person pastes them: blanks round a value are trimmed, inside it refused.
    ///
    /// # Errors
    /// [`AccountError`] when one is missing, unknown, or cannot be a key.
    pub fn checked(kind: GatewayKind, given: BTreeMap<String, SecretString>) -> Result<Self, AccountError> {
        let facts = facts(kind);
        let mut keys = BTreeMap::new();
        for (name, value) in given {
            if !facts.all_secrets().any(|known| known == name) {
                return Err(AccountError::SecretUnknown(name));
            }
            let trimmed = value.expose_secret().trim();
            if trimmed.is_empty() && facts.optional_secrets.contains(&name.as_str()) {
                continue;
            }
            if trimmed.is_empty() || !trimmed.chars().all(|c| c.is_ascii_graphic()) {
                return Err(AccountError::SecretInvalid(name));
            }
            keys.insert(name, SecretString::from(trimmed));
        }
        match facts.secrets.iter().find(|name| !keys.contains_key(**name)) {
            Some(missing) => Err(AccountError::SecretMissing((*missing).to_owned())),
            None => Ok(Self(keys)),
        }
    }

    /// The key of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&SecretString> {
        self.0.get(name)
    }

    /// The key of this name as it is sent.
    #[must_use]
    pub(crate) fn exposed(&self, name: &str) -> Option<&str> {
        self.get(name).map(ExposeSecret::expose_secret)
    }

    /// What must not be repeated of an answer.
    pub(crate) fn hidden(&self) -> Vec<&str> {
        self.0.values().map(ExposeSecret::expose_secret).collect()
    }

    /// Every key with its name, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SecretString)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}
