//! PayPlus Africa (Bénin): a payment page. Its own document is « Intégration avec redirection ».
//!
//! The document is of 2019. Where it leaves something open, what integrators have seen of its answers is read too: a status in
//! either of two fields, an amount, what we had it keep for us as an object or as a list.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use comptoir_core::code::Reason;
use comptoir_core::money::Currency;
use comptoir_core::network::Network;
use comptoir_core::payment::{Event, Payment};
use secrecy::SecretString;
use url::Url;

use crate::account::{Account, Facts, Field, Keys, MODE, MODES, Takes};
use crate::bill::Bill;
use crate::call;
use crate::gateway::{Answer, Balance, Capabilities, Gateway, GatewayError};
use crate::notification::{Notification, Notified};
use crate::transport::{Reply, Request, Transport, TransportError};

mod callback;
mod confirm;
mod create;
mod failure;
mod kept;
#[cfg(test)]
mod tests;
mod wire;

const APIKEY: &str = "apikey";
const TOKEN: &str = "token";

/// What an account is checked against.
pub const FACTS: Facts = Facts {
    base_url: "https://app.payplus.africa",
    test_base_url: Some("https://apptest.payplus.africa"),
    home: "https://payplus.africa",
    domains: &["payplus.africa"],
    secrets: &[APIKEY, TOKEN],
    optional_secrets: &[],
    fields: &[Field::of(MODE, Takes::OneOf(MODES))],
};

/// Where the confirm call was answered as a POST and not as a GET, by account and address.
///
/// It is here because a gateway is opened anew for each call, and it says nothing of any payment: forgotten or out of date, it
/// costs one more question.
static POSTED: Mutex<BTreeSet<(String, Url)>> = Mutex::new(BTreeSet::new());

/// An account at the gateway.
pub struct Payplus {
    account: Account,
    transport: Arc<dyn Transport>,
}

impl Payplus {
    /// Speaks for `account` through `transport`.
    #[must_use]
    pub fn new(account: Account, transport: Arc<dyn Transport>) -> Self {
        Self { account, transport }
    }

    /// Asks how the invoice of `token` stands, as a GET or as a POST: the document says POST, and what is in use answers GET.
    async fn confirm(&self, keys: &Keys, token: &str) -> Result<Reply, TransportError> {
        let (Some(address), Some(headers)) = (self.account.at(confirm::PATH), headers(keys)) else {
            return Err(TransportError::NotSent(Reason::NoKey));
        };
        let mut url = address.clone();
        url.query_pairs_mut().append_pair(confirm::INVOICE_TOKEN, token);
        let request = |posted: bool| {
            let request = if posted { Request::post(url.clone(), Vec::new()) } else { Request::get(url.clone()) };
            with_headers(request, headers.clone())
        };
        let remembered = (self.account.name.clone(), address);
        let posted = POSTED.lock().unwrap_or_else(PoisonError::into_inner).contains(&remembered);
        let reply = call::send(&*self.transport, confirm::PATH, request(posted)).await?;
        if !matches!(reply.status, 404 | 405) {
            return Ok(reply);
        }
        let reply = call::send(&*self.transport, confirm::PATH, request(!posted)).await?;
        if !matches!(reply.status, 404 | 405) {
            let mut memory = POSTED.lock().unwrap_or_else(PoisonError::into_inner);
            if posted {
                memory.remove(&remembered)
            } else {
                memory.insert(remembered)
            };
        }
        Ok(reply)
    }
}

/// « Headers »: both keys; none where the account has not both.
fn headers(keys: &Keys) -> Option<[(&'static str, SecretString); 2]> {
    // « Authorization: contient le mot Bearer suivi d'un espace puis du token »
    let bearer = SecretString::from(format!("Bearer {}", keys.exposed(TOKEN)?));
    Some([("Apikey", keys.get(APIKEY)?.clone()), ("Authorization", bearer)])
}

fn with_headers(request: Request, headers: [(&'static str, SecretString); 2]) -> Request {
    headers.into_iter().fold(request, |request, (name, value)| request.with_header(name, value))
}

#[async_trait]
impl Gateway for Payplus {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            push: false,
            page: true,
            ask_by_reference: false,
            ask_by_gateway_reference: true,
            balance: false,
            payout: false,
            lines: true,
            networks: &Network::ALL,
            currencies: &[Currency::Xof],
            demands: &[],
            demands_phone: false,
            multiple_of: 1,
        }
    }

    async fn create(&self, keys: &Keys, bill: &Bill<'_>) -> Event {
        let Some(headers) = headers(keys) else {
            return Event::NotSent(Reason::NoKey);
        };
        let Some((url, json)) = self.account.at(create::PATH).zip(create::message(&self.account, bill)) else {
            return Event::NotSent(Reason::NeverSent);
        };
        let request = with_headers(Request::post(url, json), headers);
        let outcome = call::send(&*self.transport, create::PATH, request).await;
        call::created(outcome, |reply| create::read(reply, &self.account, bill.order, &keys.hidden()))
    }

    async fn ask(&self, keys: &Keys, payment: &Payment) -> Answer {
        let Some(token) = payment.gateway_reference.as_deref() else {
            return Answer::none(Reason::NotAskable);
        };
        let outcome = self.confirm(keys, token).await;
        call::answered(outcome, |reply| confirm::read(reply, &self.account, &payment.order, &keys.hidden()))
    }

    async fn prove(&self, keys: &Keys) -> Result<Vec<Balance>, GatewayError> {
        match self.confirm(keys, confirm::NOBODYS_TOKEN).await {
            Ok(reply) => confirm::proves(&reply).map(|()| Vec::new()),
            Err(TransportError::NotSent(reason) | TransportError::Lost(reason)) => Err(GatewayError::Silent(reason)),
        }
    }

    fn notified(&self, keys: &Keys, notification: &Notification) -> Option<Notified> {
        callback::read(&notification.body, &keys.hidden())
    }
}
