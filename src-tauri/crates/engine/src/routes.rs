//! Which account a payment goes to when nobody names one: the ones that can take it, the shop's own choice first among those
//! that answer.

use comptoir_core::code::{Code, Reason};
use comptoir_core::money::Currency;
use comptoir_core::network::Network;
use comptoir_core::order::Method;
use comptoir_core::phone::PhoneNumber;
use comptoir_gateway::Account;

use crate::Engine;
use crate::intake::AskedPayment;
use crate::refusal::Refusal;

/// So many questions in a row without an answer make an account one that does not answer.
const SILENCES: u32 = 3;

/// An account that can take a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routed {
    /// Its name.
    pub account: String,
    /// It answered at least one of the last questions, or was not asked enough.
    pub answers: bool,
    /// The shop sends payments of the network there.
    pub preferred: bool,
}

impl Engine {
    /// The accounts that can take a payment of `network`, the best first.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub fn routes(&self, network: Option<Network>) -> Result<Vec<Routed>, Refusal> {
        let accounts = self.accounts()?.into_iter().map(|(account, _)| account);
        self.ranked(accounts.filter(|account| self.reaches(account, network)), network)
    }

    /// Whether an account answered at least one of its last questions.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub fn answers(&self, account: &str) -> Result<bool, Refusal> {
        let troubles = self.ledger().last_troubles(account, SILENCES)?;
        let silent = |trouble: &Option<String>| trouble.as_deref().is_some_and(|trouble| trouble != Reason::NotKnown.code());
        Ok(troubles.len() < SILENCES as usize || !troubles.iter().all(silent))
    }

    /// Sends payments of `network` to `account` first; none: to any again.
    ///
    /// # Errors
    /// `account_unknown`, `network_unavailable` where the account does not reach the network.
    pub fn prefer_account(&self, network: Network, account: Option<&str>) -> Result<(), Refusal> {
        if let Some(name) = account {
            let account = self.account(name)?;
            if !self.reaches(&account, Some(network)) {
                return Err(Refusal::naming(Code::NetworkUnavailable, "network", network.code()));
            }
        }
        self.ledger().set_route(self.clock.now(), network, account)?;
        Ok(())
    }

    /// The account that is named, or the one that the payment goes to.
    pub(crate) fn account_for(&self, asked: &AskedPayment) -> Result<Account, Refusal> {
        if let Some(name) = &asked.account {
            return self.account(name.trim());
        }
        let accounts: Vec<_> = self.accounts()?.into_iter().map(|(account, _)| account).collect();
        match accounts.as_slice() {
            [] => return Err(Code::AccountMissing.into()),
            [only] => return Ok(only.clone()),
            [usual, ..] if self.is_training() => return Ok(usual.clone()),
            [_, _, ..] => {}
        }
        let network = asked.network.as_deref().and_then(|code| Network::from_code(code.trim()));
        let fitting: Vec<_> = accounts.iter().filter(|account| self.fits(account, asked, network)).cloned().collect();
        let guess = network.or_else(|| fitting.iter().find_map(|account| guessed(asked, account)));
        let ranked = self.ranked(fitting.into_iter(), guess)?;
        match ranked.as_slice() {
            [only] => self.account(&only.account),
            // Between two that are as good, a person chooses.
            [best, next, ..] if (best.answers, best.preferred) != (next.answers, next.preferred) => self.account(&best.account),
            [] | [_, _, ..] => Err(Code::AccountNeeded.into()),
        }
    }

    fn ranked(&self, accounts: impl Iterator<Item = Account>, network: Option<Network>) -> Result<Vec<Routed>, Refusal> {
        let routes = self.ledger().routes()?;
        let preferred = network.and_then(|network| routes.get(&network));
        let mut ranked = Vec::new();
        for account in accounts {
            let answers = self.answers(&account.name)?;
            ranked.push(Routed { answers, preferred: preferred == Some(&account.name), account: account.name });
        }
        ranked.sort_by_key(|routed| (!routed.answers, !routed.preferred));
        Ok(ranked)
    }

    fn reaches(&self, account: &Account, network: Option<Network>) -> bool {
        let capabilities = self.capabilities(account);
        network.is_none_or(|network| capabilities.networks.contains(&network) && network.country() == account.country())
    }

    fn fits(&self, account: &Account, asked: &AskedPayment, network: Option<Network>) -> bool {
        let capabilities = self.capabilities(account);
        let has = |method: Method| match method {
            Method::Push => capabilities.push,
            Method::Page => capabilities.page,
        };
        let currency = asked.currency.as_deref().and_then(|code| Currency::from_code(code.trim())).unwrap_or(Currency::Xof);
        let network = network.or_else(|| guessed(asked, account));
        self.reaches(account, network) && asked.method.is_none_or(has) && capabilities.currencies.contains(&currency)
    }
}

/// The network that the payer's number points to, as a number of the account's country.
fn guessed(asked: &AskedPayment, account: &Account) -> Option<Network> {
    let phone = PhoneNumber::typed(asked.phone.as_deref()?, account.country()).ok()?;
    Network::guess(&phone)
}
