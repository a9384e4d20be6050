//! What really happened at a scripted gateway, and what a gateway in good order says of it.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::answer::Answer;
use super::{Call, Request};

/// What a customer does with what they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Customer {
    /// Has not decided.
    Waits,
    /// Pays what is asked.
    Pays,
    /// Pays another amount.
    PaysAmount(u64),
    /// Refuses.
    Declines,
    /// Lets it expire.
    LetsExpire,
    /// Was never asked: the gateway does not know the transaction.
    IsUnknown,
}

/// One transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// The shop's name for it.
    pub identifier: String,
    /// The gateway's number for it.
    pub tx_reference: u64,
    /// What was asked.
    pub amount: u64,
    /// How many create requests came under its identifier.
    pub creates: usize,
    /// What its customer does.
    pub customer: Customer,
}

impl Transaction {
    /// What its customer was really charged.
    #[must_use]
    pub const fn charged(&self) -> Option<u64> {
        match self.customer {
            Customer::Pays => Some(self.amount),
            Customer::PaysAmount(amount) => Some(amount),
            Customer::Waits | Customer::Declines | Customer::LetsExpire | Customer::IsUnknown => None,
        }
    }
}

pub(super) struct Truth {
    pub(super) transactions: Vec<Transaction>,
    pub(super) everyone: Customer,
    pub(super) decided: HashMap<String, Customer>,
}

impl Truth {
    pub(super) fn new() -> Self {
        Self { transactions: Vec::new(), everyone: Customer::Waits, decided: HashMap::new() }
    }

    /// Takes a create request in: the customer is asked, once an identifier.
    pub(super) fn take(&mut self, request: &Request) -> Taken {
        let (Some(identifier), Some(amount)) = (request.text("identifier"), request.number("amount")) else {
            return Taken::Invalid;
        };
        if let Some(known) = self.find_mut(&identifier) {
            known.creates += 1;
            return Taken::Known;
        }
        Taken::New(self.ask_customer(identifier, amount, 1))
    }

    /// A transaction that no create request made: a page that a customer opened.
    pub(super) fn ask_customer(&mut self, identifier: String, amount: u64, creates: usize) -> u64 {
        let tx_reference = 7_000_001 + self.transactions.len() as u64;
        let customer = self.decided.get(&identifier).copied().unwrap_or(self.everyone);
        self.transactions.push(Transaction { identifier, tx_reference, amount, creates, customer });
        tx_reference
    }

    pub(super) fn find_mut(&mut self, identifier: &str) -> Option<&mut Transaction> {
        self.transactions.iter_mut().find(|transaction| transaction.identifier == identifier)
    }

    /// « 0 : enregistrée, 4 : paramètres invalides, 6 : doublons »; « 0 : réussi, 2 : en cours, 4 : expiré, 6 : annulé ».
    pub(super) fn usual(&mut self, request: &Request) -> Answer {
        match request.call {
            Call::Pay => Answer::json(match self.take(request) {
                Taken::New(tx_reference) => json!({ "tx_reference": tx_reference, "status": 0 }),
                Taken::Known => json!({ "status": 6 }),
                Taken::Invalid => json!({ "status": 4 }),
            }),
            Call::Status => {
                let wanted = request.text("identifier").unwrap_or_default();
                self.status(|transaction| transaction.identifier == wanted, true)
            }
            Call::StatusByNumber => {
                let wanted = request.number("tx_reference");
                self.status(|transaction| Some(transaction.tx_reference) == wanted, false)
            }
            Call::Balance => Answer::json(json!({ "flooz": 1_500, "tmoney": 250_000 })),
            Call::Page => Answer::web_page(200),
            Call::Other => Answer::bytes(404, r#"{"error_code":404,"error_message":"Service inconnu"}"#),
        }
    }

    fn status(&self, is_wanted: impl Fn(&Transaction) -> bool, with_amount: bool) -> Answer {
        let Some(transaction) = self.transactions.iter().find(|transaction| is_wanted(transaction)) else {
            return Answer::unknown_transaction();
        };
        let word = match transaction.customer {
            Customer::Pays | Customer::PaysAmount(_) => 0,
            Customer::Waits => 2,
            Customer::LetsExpire => 4,
            Customer::Declines => 6,
            Customer::IsUnknown => return Answer::unknown_transaction(),
        };
        let mut body = json!({
            "tx_reference": transaction.tx_reference,
            "identifier": transaction.identifier,
            "payment_method": "T-Money",
            "datetime": "2026-11-26T14:05:09.000Z",
            "status": word,
        });
        if word == 0 {
            body["payment_reference"] = Value::from(format!("OP{}", transaction.tx_reference));
        }
        if with_amount {
            body["amount"] = Value::from(transaction.charged().unwrap_or(transaction.amount));
        }
        Answer::json(body)
    }
}

pub(super) enum Taken {
    New(u64),
    Known,
    Invalid,
}
