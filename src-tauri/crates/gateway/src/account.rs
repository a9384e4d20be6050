//! The shop's account at a gateway: its fields, checked, and its keys, which never stand beside them.

use std::collections::BTreeMap;
use std::fmt;

use comptoir_core::order::{Environment, GatewayKind};
use secrecy::{ExposeSecret, SecretString};
use url::{Host, Url};

use crate::paygate_global;

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
    /// The shop's site, to which a page may send the customer back.
    pub website: Option<Url>,
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
    /// Keys it needs.
    pub secrets: &'static [&'static str],
    /// Fields it has, each with the values it takes, the first being the default.
    pub fields: &'static [(&'static str, &'static [&'static str])],
}

/// The facts of a gateway.
#[must_use]
pub const fn facts(kind: GatewayKind) -> &'static Facts {
    match kind {
        GatewayKind::PaygateGlobal => &paygate_global::FACTS,
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
            if facts.secrets.contains(&field.as_str()) {
                return Err(AccountError::SecretInField(field.clone()));
            }
            let Some((_, values)) = facts.fields.iter().find(|(known, _)| known == field) else {
                return Err(AccountError::FieldUnknown(field.clone()));
            };
            if !values.contains(&value.as_str()) {
                return Err(AccountError::FieldInvalid(field.clone()));
            }
        }
        let base_url = base_url.map(checked_base_url).transpose()?;
        Ok(Self { name, kind, fields, base_url, website: None, training: false })
    }

    /// The value of a field, its default where it was not given.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        let default =
            || facts(self.kind).fields.iter().find(|(known, _)| *known == name).and_then(|(_, values)| values.first().copied());
        self.fields.get(name).map(String::as_str).or_else(default)
    }

    /// Whether money moves: an account whose base URL is on this machine is one of tests.
    #[must_use]
    pub fn environment(&self) -> Environment {
        if self.training {
            return Environment::Training;
        }
        match &self.base_url {
            Some(url) if is_loopback(url) => Environment::Test,
            Some(_) | None => Environment::Live,
        }
    }

    /// The documented `path` (beginning with `/`) at this account's base URL.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<Url> {
        let base = match &self.base_url {
            Some(url) => url.as_str(),
            None => facts(self.kind).base_url,
        };
        Url::parse(&format!("{}{path}", base.trim_end_matches('/'))).ok()
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
            if !facts.secrets.contains(&name.as_str()) {
                return Err(AccountError::SecretUnknown(name));
            }
            let trimmed = value.expose_secret().trim();
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
