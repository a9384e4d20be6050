//! What really happened at a scripted gateway, and what a gateway in good order says of it.

use std::collections::HashMap;

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

/// What really happened.
pub struct Truth {
    pub(super) transactions: Vec<Transaction>,
    pub(super) everyone: Customer,
    pub(super) decided: HashMap<String, Customer>,
}

impl Truth {
    pub(super) fn new() -> Self {
        Self { transactions: Vec::new(), everyone: Customer::Waits, decided: HashMap::new() }
    }

    /// Takes a create request in: the customer is asked, once an identifier.
    pub fn take(&mut self, asked: Option<(String, u64)>) -> Taken {
        let Some((identifier, amount)) = asked else { return Taken::Invalid };
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

    /// The transaction that the shop calls so.
    #[must_use]
    pub fn find(&self, identifier: &str) -> Option<&Transaction> {
        self.transactions.iter().find(|transaction| transaction.identifier == identifier)
    }

    /// The transaction that the gateway gave this number.
    #[must_use]
    pub fn numbered(&self, number: u64) -> Option<&Transaction> {
        self.transactions.iter().find(|transaction| transaction.tx_reference == number)
    }
}

/// What came of a create request.
pub enum Taken {
    /// A new transaction, with its number.
    New(u64),
    /// Its identifier was known already.
    Known,
    /// It names no payment or no amount.
    Invalid,
}
