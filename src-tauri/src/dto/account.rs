//! Accounts, as the screen shows and asks for them.

use std::collections::BTreeMap;

use comptoir_core::code::Code;
use comptoir_core::network::Network;
use comptoir_core::order::GatewayKind;
use comptoir_core::phone::Country;
use comptoir_engine::{Refusal, Routed, Verdict as OfEngine};
use comptoir_gateway::account::{Field, Takes, facts};
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
    /// Its page is made by a create call: its address holds no key and may be opened here.
    pub(crate) creates_page: bool,
    /// It can be asked how a payment stands.
    pub(crate) can_be_asked: bool,
    /// It tells its balances.
    pub(crate) balance: bool,
    /// It pays out.
    pub(crate) payout: bool,
    /// It shows the lines and taxes of a sale to the customer.
    pub(crate) lines: bool,
    pub(crate) currencies: Vec<&'static str>,
    /// Particulars of the customer without which it refuses, such as `email`.
    pub(crate) demands: Vec<&'static str>,
    /// It demands the customer's number for its page too.
    pub(crate) demands_phone: bool,
    /// It takes multiples of this many units only.
    pub(crate) multiple_of: i64,
    pub(crate) networks: Vec<NetworkView>,
    pub(crate) country: &'static str,
    pub(crate) calling_code: &'static str,
    /// Digits of a number after the calling code.
    pub(crate) national_length: usize,
}

impl AccountView {
    pub(crate) fn of(account: Account, key_fingerprint: Option<String>, capabilities: &Capabilities) -> Self {
        let country = account.country();
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
            creates_page: account.kind.creates_page(),
            can_be_asked: account.kind.can_be_asked(),
            balance: capabilities.balance,
            payout: capabilities.payout,
            lines: capabilities.lines,
            currencies: capabilities.currencies.iter().map(|currency| currency.code()).collect(),
            demands: capabilities.demands.iter().map(|field| field.code()).collect(),
            demands_phone: capabilities.demands_phone,
            multiple_of: capabilities.multiple_of,
            country: country.code(),
            networks: networks_in(country, capabilities),
            calling_code: country.calling_code(),
            national_length: country.national_length(),
        }
    }
}

/// The networks that the account reaches in its country, which are those that a cashier meets.
fn networks_in(country: Country, capabilities: &Capabilities) -> Vec<NetworkView> {
    let is_here = |network: &&Network| network.country() == country;
    capabilities.networks.iter().filter(is_here).copied().map(NetworkView::from).collect()
}

/// A gateway that an account can be at.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct GatewayFacts {
    pub(crate) gateway: &'static str,
    pub(crate) name: &'static str,
    /// The country of its accounts, unless the field `country` says another one.
    pub(crate) country: &'static str,
    /// Names of the keys it needs.
    pub(crate) secrets: &'static [&'static str],
    /// Names of the keys that are of use where the shop has them.
    pub(crate) optional_secrets: &'static [&'static str],
    pub(crate) fields: Vec<GatewayField>,
}

/// A field of an account.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct GatewayField {
    pub(crate) name: &'static str,
    /// The gateway does not work without it.
    pub(crate) required: bool,
    /// The values it takes, where it takes no others.
    pub(crate) values: &'static [&'static str],
    /// What it is where it is not given, if that is one of its values.
    pub(crate) default: Option<&'static str>,
    /// It takes an http or https address.
    pub(crate) address: bool,
}

impl From<&'static Field> for GatewayField {
    fn from(field: &'static Field) -> Self {
        let (default, address) = match field.takes {
            Takes::OneOf(values) => (values.first().copied(), false),
            Takes::Perhaps(_) | Takes::Text => (None, false),
            Takes::Address => (None, true),
        };
        Self { name: field.name, required: field.required, values: field.words(), default, address }
    }
}

impl From<GatewayKind> for GatewayFacts {
    fn from(kind: GatewayKind) -> Self {
        let facts = facts(kind);
        Self {
            gateway: kind.code(),
            name: kind.name(),
            country: kind.country().code(),
            secrets: facts.secrets,
            optional_secrets: facts.optional_secrets,
            fields: facts.all_fields().map(GatewayField::from).collect(),
        }
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
    /// The owner's PIN, where the account's page shows the key.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub(crate) pin: Option<SecretString>,
}

impl NewAccount {
    /// # Errors
    /// `gateway_unknown`.
    pub(crate) fn named(self) -> Result<comptoir_engine::NewAccount, Refusal> {
        let Self { name, gateway, fields, base_url, secrets, pin } = self;
        let kind = GatewayKind::from_code(&gateway);
        let gateway = kind.ok_or_else(|| Refusal::naming(Code::GatewayUnknown, "gateway", &gateway))?;
        let base_url = base_url.filter(|url| !url.trim().is_empty());
        Ok(comptoir_engine::NewAccount { name, gateway, fields, base_url, secrets, pin })
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

/// An account that can take a payment.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Route {
    pub(crate) account: String,
    /// It answered at least one of the last questions, or was not asked enough.
    pub(crate) answers: bool,
    /// The shop sends payments of the network there.
    pub(crate) preferred: bool,
}

impl From<Routed> for Route {
    fn from(Routed { account, answers, preferred }: Routed) -> Self {
        Self { account, answers, preferred }
    }
}
