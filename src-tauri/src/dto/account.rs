//! Accounts, as the screen shows and asks for them.

use std::collections::BTreeMap;

use comptoir_core::code::Code;
use comptoir_core::network::Network;
use comptoir_core::order::GatewayKind;
use comptoir_engine::{Refusal, Verdict as OfEngine};
use comptoir_gateway::account::facts;
use comptoir_gateway::{Account, Capabilities};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::Environment;

/// A network that a payment can be asked from.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct NetworkView {
    pub(crate) code: &'static str,
    pub(crate) brand: &'static str,
    /// Two letters for where the brand has no room.
    pub(crate) tag: &'static str,
}

impl From<Network> for NetworkView {
    fn from(network: Network) -> Self {
        Self { code: network.code(), brand: network.brand(), tag: network.tag() }
    }
}

/// An account and what it can do.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct AccountView {
    pub(crate) name: String,
    pub(crate) gateway: &'static str,
    pub(crate) gateway_name: &'static str,
    pub(crate) environment: Environment,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) base_url: Option<String>,
    /// Six characters that change with its keys and do not tell them.
    pub(crate) key_fingerprint: Option<String>,
    pub(crate) push: bool,
    pub(crate) page: bool,
    pub(crate) networks: Vec<NetworkView>,
    pub(crate) calling_code: &'static str,
    /// Digits of a number after the calling code.
    pub(crate) national_length: usize,
}

impl AccountView {
    pub(crate) fn of(account: Account, key_fingerprint: Option<String>, capabilities: &Capabilities) -> Self {
        let country = account.kind.country();
        Self {
            gateway: account.kind.code(),
            gateway_name: account.kind.name(),
            environment: account.environment().into(),
            // Where training's own gateway listens says nothing to anybody.
            base_url: account.base_url.filter(|_| !account.training).map(String::from),
            name: account.name,
            fields: account.fields,
            key_fingerprint,
            push: capabilities.push,
            page: capabilities.page,
            networks: capabilities.networks.iter().copied().map(NetworkView::from).collect(),
            calling_code: country.calling_code(),
            national_length: country.national_length(),
        }
    }
}

/// A gateway that an account can be at.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct GatewayFacts {
    pub(crate) gateway: &'static str,
    pub(crate) name: &'static str,
    /// Names of the keys it needs.
    pub(crate) secrets: &'static [&'static str],
    pub(crate) fields: Vec<GatewayField>,
}

/// A field of an account, and the values it takes, the first being the default.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct GatewayField {
    pub(crate) name: &'static str,
    pub(crate) values: &'static [&'static str],
}

impl From<GatewayKind> for GatewayFacts {
    fn from(kind: GatewayKind) -> Self {
        let facts = facts(kind);
        let fields = facts.fields.iter().map(|(name, values)| GatewayField { name, values }).collect();
        Self { gateway: kind.code(), name: kind.name(), secrets: facts.secrets, fields }
    }
}

/// An account to be added, with its keys as they were pasted. It comes from the window and never goes back.
#[derive(Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct NewAccount {
    pub(crate) name: String,
    pub(crate) gateway: String,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) base_url: Option<String>,
    #[cfg_attr(test, ts(type = "Record<string, string>"))]
    pub(crate) secrets: BTreeMap<String, SecretString>,
}

impl NewAccount {
    /// # Errors
    /// `gateway_unknown`.
    pub(crate) fn named(self) -> Result<comptoir_engine::NewAccount, Refusal> {
        let Self { name, gateway, fields, base_url, secrets } = self;
        let kind = GatewayKind::from_code(&gateway);
        let gateway = kind.ok_or_else(|| Refusal::naming(Code::GatewayUnknown, "gateway", &gateway))?;
        let base_url = base_url.filter(|url| !url.trim().is_empty());
        Ok(comptoir_engine::NewAccount { name, gateway, fields, base_url, secrets })
    }
}

/// What the test of an account proved.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Verdict {
    pub(crate) good: bool,
    /// `good`, `key_refused`, `refused`, `not_offered`, or the reason why there is no answer.
    pub(crate) verdict: &'static str,
}

impl From<OfEngine> for Verdict {
    fn from(verdict: OfEngine) -> Self {
        Self { good: matches!(verdict, OfEngine::Good(_)), verdict: verdict.code() }
    }
}
