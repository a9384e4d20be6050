//! Which payments somebody asks for, in the words that were typed: for the list, what it comes to, and whatever is made of it.

use comptoir_core::code::Code;
use comptoir_core::network::Network;
use comptoir_core::order::{Environment, GatewayKind};
use comptoir_core::state::State;
use comptoir_ledger::Filter;
use jiff::tz::TimeZone;

use crate::refusal::Refusal;
use crate::view::day_start;

/// Which payments are asked for. Of a list that names nothing, all are.
#[derive(Debug, Clone, Default)]
pub struct AskedFilter {
    /// Only those still to be settled.
    pub open: bool,
    /// The first day, such as `2026-11-26`, in the shop's zone.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
    /// Codes of states.
    pub states: Vec<String>,
    /// Codes of networks.
    pub networks: Vec<String>,
    /// Codes of gateways.
    pub gateways: Vec<String>,
    /// Names of accounts, of those that are gone too.
    pub accounts: Vec<String>,
    /// Those who took it: `owner`, or ids of cashiers, of those who left too.
    pub cashiers: Vec<String>,
    /// Codes of environments.
    pub environments: Vec<String>,
    /// Of those with a receipt, the printed ones or the others.
    pub printed: Option<bool>,
    /// What is searched for.
    pub query: Option<String>,
}

impl AskedFilter {
    /// The ledger's filter, of at most `limit` payments.
    ///
    /// # Errors
    /// `date_invalid`, or `filter_unknown` for a code that is none.
    pub fn understood(self, zone: &TimeZone, limit: u32) -> Result<Filter, Refusal> {
        let day = |day: Option<String>, next| day.map(|day| day_start(&day, zone, next)).transpose();
        Ok(Filter {
            open: self.open,
            from: day(self.from, false)?,
            to_before: day(self.to, true)?,
            states: each(&self.states, |code| State::CODES.into_iter().find(|known| *known == code))?,
            networks: each(&self.networks, Network::from_code)?,
            gateways: each(&self.gateways, GatewayKind::from_code)?,
            accounts: self.accounts,
            cashiers: self.cashiers,
            environments: each(&self.environments, Environment::from_code)?,
            printed: self.printed,
            query: self.query.filter(|query| !query.trim().is_empty()),
            before: None,
            limit,
        })
    }
}

fn each<T>(codes: &[String], known: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Refusal> {
    codes.iter().map(|code| known(code).ok_or_else(|| Refusal::naming(Code::FilterUnknown, "name", code))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(asked: AskedFilter) -> Result<Filter, Refusal> {
        asked.understood(&TimeZone::UTC, 7)
    }

    fn texts(all: &[&str]) -> Vec<String> {
        all.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn what_is_asked_is_understood() {
        let asked = AskedFilter {
            from: Some("2026-11-26".to_owned()),
            to: Some("2026-11-26".to_owned()),
            states: texts(&["paid", "resolved_paid"]),
            networks: texts(&["tg-tmoney"]),
            gateways: texts(&["paydunya"]),
            accounts: texts(&["boutique"]),
            environments: texts(&["live"]),
            query: Some("  ".to_owned()),
            ..AskedFilter::default()
        };
        let filter = understood(asked).unwrap();
        assert_eq!(filter.to_before.unwrap().duration_since(filter.from.unwrap()).as_hours(), 24);
        assert_eq!((filter.states, filter.networks), (vec!["paid", "resolved_paid"], vec![Network::TgTmoney]));
        assert_eq!((filter.gateways, filter.environments), (vec![GatewayKind::Paydunya], vec![Environment::Live]));
        assert_eq!((filter.accounts, filter.query, filter.limit), (texts(&["boutique"]), None, 7));
    }

    #[test]
    fn a_code_that_is_none_is_refused_and_named() {
        let unknown = texts(&["perdu"]);
        let asked = [
            AskedFilter { states: unknown.clone(), ..AskedFilter::default() },
            AskedFilter { networks: unknown.clone(), ..AskedFilter::default() },
            AskedFilter { gateways: unknown.clone(), ..AskedFilter::default() },
            AskedFilter { environments: unknown, ..AskedFilter::default() },
        ];
        for asked in asked {
            let refusal = understood(asked).unwrap_err();
            assert_eq!((refusal.code, refusal.data), (Code::FilterUnknown, vec![("name", "perdu".to_owned())]));
        }
        let day = AskedFilter { from: Some("hier".to_owned()), ..AskedFilter::default() };
        assert_eq!(understood(day).unwrap_err().code, Code::DateInvalid);
    }
}
