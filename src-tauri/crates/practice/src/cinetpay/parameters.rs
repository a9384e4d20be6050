//! Reading what a call was given, strictly.

use serde_json::{Map, Value};

use super::{APIKEY, Refused, SITE_ID};
use crate::http::Request;

/// What both calls require.
const OF_BOTH: [&str; 3] = ["apikey", "site_id", "transaction_id"];

/// The object of a call whose key and site id have been checked.
pub(super) struct Parameters(Map<String, Value>);

impl Parameters {
    /// « au format JSON »; besides what both calls require none but those of `known` is taken.
    pub(super) fn read(request: &Request, known: &[&str]) -> Result<Self, Refused> {
        // Over HTTP there is always a host. What is asked within the process goes past no guard.
        if request.header("host").is_some() && request.header("user-agent").is_none_or(str::is_empty) {
            return Err(Refused::Page(403, "error code: 1010"));
        }
        if !request.is_json() {
            return Err(Refused::Page(403, "Accès interdit"));
        }
        let object = serde_json::from_slice(&request.body).map_err(|_| Refused::Parameter("JSON".to_owned()))?;
        let parameters = Self(object);
        let is_known = |name: &str| OF_BOTH.contains(&name) || known.contains(&name);
        if let Some(name) = parameters.0.keys().find(|name| !is_known(name)) {
            return Err(refused(name));
        }
        if parameters.text("apikey")? != APIKEY {
            return Err(Refused::Key);
        }
        if parameters.text("site_id")? != SITE_ID {
            return Err(Refused::Site);
        }
        Ok(parameters)
    }

    /// The parameter as it came.
    pub(super) fn value(&self, name: &str) -> &Value {
        self.0.get(name).unwrap_or(&Value::Null)
    }

    /// A required text.
    pub(super) fn text(&self, name: &str) -> Result<&str, Refused> {
        self.optional_text(name)?.ok_or_else(|| refused(name))
    }

    /// A text that may be left out, but not empty or of another type.
    pub(super) fn optional_text(&self, name: &str) -> Result<Option<&str>, Refused> {
        match self.0.get(name).map(Value::as_str) {
            None => Ok(None),
            Some(Some(text)) if !text.is_empty() => Ok(Some(text)),
            Some(_) => Err(refused(name)),
        }
    }

    /// A required text without the signs that the document warns of.
    pub(super) fn plain_text(&self, name: &str) -> Result<&str, Refused> {
        let text = self.text(name)?;
        if text.contains(['#', '/', '$', '_', '&']) { Err(refused(name)) } else { Ok(text) }
    }

    /// A text of a closed list.
    pub(super) fn word(&self, name: &str, words: &[&str]) -> Result<Option<&str>, Refused> {
        match self.optional_text(name)? {
            Some(text) if !words.contains(&text) => Err(refused(name)),
            text => Ok(text),
        }
    }
}

/// A parameter that is missing or wrong.
pub(super) fn refused(name: &str) -> Refused {
    Refused::Parameter(name.to_owned())
}
