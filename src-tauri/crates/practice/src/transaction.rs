//! One transaction as a gateway remembers it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::customer::{CustomerError, Does, Habits, Plan};

/// The mobile-money network a customer pays with. Each gateway has its own words for it, sometimes several.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Network {
    Flooz,
    Tmoney,
}

/// How a transaction is found again.
#[derive(Debug, Clone, Copy)]
pub enum Which<'a> {
    /// By the shop's own name for it.
    Identifier(&'a str),
    /// By the gateway's number for it.
    TxReference(u64),
    /// By the token that the gateway's create call gave.
    Token(&'a str),
}

/// Where a transaction stands at a given moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The customer has not decided yet.
    InProgress,
    /// The customer was really charged.
    Paid {
        /// What was charged, whatever had been asked.
        amount: u64,
        /// When.
        at_ms: i64,
    },
    /// The request ran out.
    Expired {
        /// When.
        at_ms: i64,
    },
    /// The customer refused.
    Cancelled {
        /// When.
        at_ms: i64,
    },
}

/// The number the practice customer pays with when nobody names one that can pay in Togo.
pub(crate) const CUSTOMERS_OWN_PHONE: &str = "90000000";

/// What is asked of a customer, before the gateway numbers it.
pub(crate) struct Asked {
    pub(crate) identifier: String,
    pub(crate) amount: u64,
    pub(crate) description: Option<String>,
    /// The message that asked, where the gateway gives parts of it back.
    pub(crate) message: Value,
    /// What a token of this gateway begins with, where it hands tokens out.
    pub(crate) token: Option<&'static str>,
    pub(crate) network: Option<Network>,
    /// Digits, as they were given.
    pub(crate) phone: String,
}

/// One transaction. It has no `Debug`: it holds the payer's phone number.
#[derive(Clone, Serialize, Deserialize)]
pub struct Transaction {
    pub(crate) tx_reference: u64,
    pub(crate) identifier: String,
    pub(crate) amount: u64,
    pub(crate) description: Option<String>,
    /// The message that asked, without what is said of the customer.
    #[serde(default)]
    pub(crate) message: Value,
    /// The token that its page is opened by; empty where the gateway hands none out.
    #[serde(default)]
    pub(crate) token: String,
    pub(crate) network: Option<Network>,
    /// Kept in memory only: a memory file outlives the training session, and somebody may have typed a real number.
    #[serde(skip, default = "customers_own_phone")]
    pub(crate) phone: String,
    pub(crate) created_ms: i64,
    pub(crate) create_requests: u32,
    pub(crate) page_openings: u32,
    /// None until its customer has opened its page.
    plan: Option<Plan>,
    /// What it says of itself instead of the truth, for one answer.
    #[serde(skip)]
    pub(crate) lie: Option<Lie>,
}

/// What a transaction says of itself instead of the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    /// Another amount was paid.
    Amount,
    /// It is in progress.
    InProgress,
    /// It has expired.
    Expired,
}

fn customers_own_phone() -> String {
    CUSTOMERS_OWN_PHONE.to_owned()
}

impl Transaction {
    pub(crate) fn new(tx_reference: u64, asked: Asked, plan: Option<Plan>, now_ms: i64) -> Self {
        Self {
            tx_reference,
            identifier: asked.identifier,
            amount: asked.amount,
            description: asked.description,
            message: asked.message,
            token: asked.token.map(|prefix| format!("{prefix}{tx_reference}")).unwrap_or_default(),
            network: asked.network,
            phone: asked.phone,
            created_ms: now_ms,
            create_requests: 0,
            page_openings: 0,
            plan,
            lie: None,
        }
    }

    /// The gateway's number for it.
    #[must_use]
    pub fn tx_reference(&self) -> u64 {
        self.tx_reference
    }

    /// The shop's own name for it.
    #[must_use]
    pub fn identifier(&self) -> &str {
        &self.identifier
    }

    /// The amount asked by the request that registered it.
    #[must_use]
    pub fn amount_asked(&self) -> u64 {
        self.amount
    }

    /// How many valid create requests came under this identifier, the first one included. A careful till sends one.
    #[must_use]
    pub fn create_requests(&self) -> u32 {
        self.create_requests
    }

    /// How many times its payment page was opened.
    #[must_use]
    pub fn page_openings(&self) -> u32 {
        self.page_openings
    }

    /// What happened up to this moment, as it is told.
    #[must_use]
    pub fn state(&self, now_ms: i64) -> State {
        let truth = self.truth(now_ms);
        match (self.lie, truth) {
            (Some(Lie::Amount), State::Paid { amount, at_ms }) => State::Paid { amount: amount.saturating_add(5), at_ms },
            (Some(Lie::InProgress), _) => State::InProgress,
            (Some(Lie::Expired), _) => State::Expired { at_ms: now_ms },
            (Some(Lie::Amount) | None, truth) => truth,
        }
    }

    fn truth(&self, now_ms: i64) -> State {
        let Some(Plan { does, at_ms }) = self.plan.filter(|plan| now_ms >= plan.at_ms) else {
            return State::InProgress;
        };
        match does {
            Does::Pays { amount } => State::Paid { amount: amount.unwrap_or(self.amount), at_ms },
            Does::Refuses => State::Cancelled { at_ms },
            Does::Expires => State::Expired { at_ms },
            Does::NeverAnswers => State::InProgress,
        }
    }

    /// The customer opens its page, and begins to decide at the first time.
    pub(crate) fn opened(&mut self, habits: Habits, now_ms: i64) {
        self.page_openings = self.page_openings.saturating_add(1);
        let amount = self.amount;
        self.plan.get_or_insert_with(|| Plan::by_amount(amount, habits, now_ms));
    }

    /// Lets the customer decide now. What has really happened is not undone: money does not come back by itself.
    pub(crate) fn decide(&mut self, does: Does, now_ms: i64) -> Result<(), CustomerError> {
        match self.state(now_ms) {
            State::Paid { .. } => return Err(CustomerError::AlreadyPaid),
            State::Expired { .. } | State::Cancelled { .. } => match does {
                Does::Pays { .. } => {}
                Does::Refuses | Does::Expires | Does::NeverAnswers => {
                    return Err(CustomerError::AlreadyEnded);
                }
            },
            State::InProgress => {}
        }
        if does == (Does::Pays { amount: Some(0) }) {
            return Err(CustomerError::ZeroAmount);
        }
        self.plan = Some(Plan { does, at_ms: now_ms });
        Ok(())
    }
}
