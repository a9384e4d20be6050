//! Reading what a call was given: JSON for the services, a query string for the page. Strict in both.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use url::form_urlencoded;

use super::PRACTICE_KEY;
use crate::http::Request;

/// Why a call is refused before anything is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The key is well formed and is not ours.
    WrongKey,
    /// Something required is missing, or something given is of the wrong kind.
    Invalid,
}

/// The object of a JSON call whose key has been checked.
pub(super) struct Parameters(Map<String, Value>);

impl Parameters {
    /// « Format d'échange de données: JSON »; `auth_token` is required by every service.
    pub(super) fn read(request: &Request) -> Result<Self, Refused> {
        if !request.is_json() {
            return Err(Refused::Invalid);
        }
        let object = serde_json::from_slice(&request.body).map_err(|_| Refused::Invalid)?;
        let parameters = Self(object);
        check_key(parameters.text("auth_token")?)?;
        Ok(parameters)
    }

    /// A required text.
    pub(super) fn text(&self, name: &str) -> Result<&str, Refused> {
        self.optional_text(name)?.ok_or(Refused::Invalid)
    }

    /// A text that may be left out, but not empty or of another type.
    pub(super) fn optional_text(&self, name: &str) -> Result<Option<&str>, Refused> {
        match self.0.get(name).map(Value::as_str) {
            None => Ok(None),
            Some(Some(text)) if !text.is_empty() => Ok(Some(text)),
            Some(_) => Err(Refused::Invalid),
        }
    }

    /// A required whole number above zero; integrators send it as a number or as digits, and both are taken.
    pub(super) fn number(&self, name: &str) -> Result<u64, Refused> {
        let value = self.0.get(name).ok_or(Refused::Invalid)?;
        match value.as_str() {
            Some(text) => whole(text),
            None => value.as_u64().filter(|n| *n > 0).ok_or(Refused::Invalid),
        }
    }
}

/// The parameters of the page's link, each given once.
pub(super) struct Query(BTreeMap<String, String>);

impl Query {
    /// « Format d'échange de données: QUERY STRING »; `token` is required.
    pub(super) fn read(query: &str) -> Result<Self, Refused> {
        let mut parameters = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()).into_owned() {
            if value.is_empty() || parameters.insert(name, value).is_some() {
                return Err(Refused::Invalid);
            }
        }
        let query = Self(parameters);
        check_key(query.text("token")?)?;
        Ok(query)
    }

    pub(super) fn text(&self, name: &str) -> Result<&str, Refused> {
        self.optional_text(name).ok_or(Refused::Invalid)
    }

    pub(super) fn optional_text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub(super) fn number(&self, name: &str) -> Result<u64, Refused> {
        whole(self.text(name)?)
    }
}

fn check_key(key: &str) -> Result<(), Refused> {
    if key == PRACTICE_KEY { Ok(()) } else { Err(Refused::WrongKey) }
}

fn whole(text: &str) -> Result<u64, Refused> {
    // `parse` alone would take a plus sign.
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refused::Invalid);
    }
    match text.parse() {
        Ok(0) | Err(_) => Err(Refused::Invalid),
        Ok(number) => Ok(number),
    }
}

/// Eight local digits of Togo, as integrators send them: the country code is left out.
pub(super) fn is_local_phone(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) && text.starts_with(['7', '9'])
}
