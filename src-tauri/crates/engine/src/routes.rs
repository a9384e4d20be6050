//! Which account a payment goes to when nobody names one: the ones that can take it, the shop's own choice first among those
//! that answer.

use std::time::Duration;

use comptoir_core::code::{Code, Reason};
use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::Method;
use comptoir_core::payment::Payment;
use comptoir_core::people::Right;
use comptoir_core::phone::PhoneNumber;
use comptoir_core::state::State;
use comptoir_gateway::Account;

use crate::Engine;
use crate::intake::{AskedPayment, check_multiple};
use crate::refusal::Refusal;

/// So many payments in a row that met with silence make an account one that does not answer.
const SILENCES: u32 = 3;

/// Older payments say nothing of an account any more.
const OF_LATE: Duration = Duration::from_mins(30);

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

    /// Whether an account's gateway answered about at least one of its last payments, or has not been tried enough of late.
    ///
    /// # Errors
    /// [`Refusal`] when the ledger cannot be read.
    pub fn answers(&self, account: &str) -> Result<bool, Refusal> {
        let now = self.clock.now();
        let since = now.checked_sub(OF_LATE).unwrap_or(now);
        let last = self.ledger().last_of_account(account, since, SILENCES)?;
        Ok(last.len() < SILENCES as usize || !last.iter().all(|(payment, trouble)| met_with_silence(payment, *trouble)))
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
        let by = self.authorize(Right::Settings, None)?;
        self.ledger().signed(by).set_route(self.clock.now(), network, account)?;
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
        let currency = asked.currency.as_deref().and_then(Currency::typed).unwrap_or(Currency::Xof);
        let network = network.or_else(|| guessed(asked, account));
        let takes = |amount: Amount| check_multiple(amount, &capabilities).is_ok();
        self.reaches(account, network)
            && asked.method.is_none_or(has)
            && capabilities.currencies.contains(&currency)
            && Amount::typed(&asked.amount, currency).map_or(true, takes)
    }
}

/// Whether nothing trustworthy came back: to the create call, or to the last question.
fn met_with_silence(payment: &Payment, trouble: Option<Reason>) -> bool {
    let reason = match payment.state {
        State::AbandonedUnsent | State::AbandonedOrphan => payment.reason,
        State::Recorded
        | State::Sending { .. }
        | State::CreateUnknown(_)
        | State::Pending
        | State::CancelRequested
        | State::Held { .. }
        | State::Declined
        | State::Expired
        | State::Unresolved
        | State::LatePaid
        | State::Paid
        | State::ResolvedPaid
        | State::ResolvedUnpaid
        | State::ResolvedRefunded => trouble,
    };
    reason.is_some_and(|reason| {
        matches!(
            reason,
            Reason::NameNotFound
                | Reason::NoConnection
                | Reason::TlsRefused
                | Reason::CertificateExpired
                | Reason::CertificateNotYetValid
                | Reason::CertificateOtherName
                | Reason::CertificateUnknownIssuer
                | Reason::TimedOut
                | Reason::Cut
                | Reason::ServerFailed
                | Reason::HttpRefused
                | Reason::Limited
                | Reason::Unreadable
                | Reason::WebPage
                | Reason::TooLarge
        )
    })
}

/// The network that the payer's number points to, as a number of the account's country.
fn guessed(asked: &AskedPayment, account: &Account) -> Option<Network> {
    let phone = PhoneNumber::typed(asked.phone.as_deref()?, account.country()).ok()?;
    Network::guess(&phone)
}
