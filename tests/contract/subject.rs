//! A gateway as the suite needs to know it.

use comptoir_core::code::Reason;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_gateway::GatewayError;
use comptoir_tests::Call;
use comptoir_tests::gateway::Request;
use serde_json::Value;

/// What is asked of every customer, in minor units.
pub(crate) const AMOUNT: u64 = 12_500;

/// One way in which one gateway asks a customer.
pub(crate) struct Subject {
    /// What its tables are called.
    pub(crate) name: &'static str,
    pub(crate) gateway: GatewayKind,
    pub(crate) method: Method,
    pub(crate) fields: &'static [(&'static str, &'static str)],
    pub(crate) secrets: &'static [(&'static str, &'static str)],
    /// As it is typed.
    pub(crate) phone: &'static str,
    pub(crate) note: &'static str,
    /// The call that asks the customer; none where the page's address is all there is.
    pub(crate) create: Option<Call>,
    /// Which payment such a call is about.
    pub(crate) named: fn(&Request) -> Option<String>,
    /// The calls that ask about a payment.
    pub(crate) asks: &'static [Call],
    /// The call that asks for the balance.
    pub(crate) balance: Call,
    /// Answers to the call that asks the customer.
    pub(crate) created: &'static [Said<Created>],
    /// Answers to the calls that ask about a payment.
    pub(crate) answered: &'static [Said<Means>],
    /// Answers to the call that asks for the balance.
    pub(crate) balances: &'static [Said<Holds>],
    /// What is asked when a payment is started, asked about, not known, asked about again, and its account tested: a path and a message,
    /// exactly as the document has them.
    pub(crate) requests: fn(Names<'_>) -> Vec<(&'static str, Value)>,
    /// The address of the page that no call makes, from its path on.
    pub(crate) page: Option<fn(Names<'_>) -> String>,
}

/// The names of one payment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a> {
    /// Ours.
    pub(crate) reference: &'a str,
    /// The gateway's.
    pub(crate) number: u64,
}

/// A body that is sent with an HTTP status, and what it means.
///
/// In the body, `$id` stands for our reference, `$tx` for the gateway's number.
pub(crate) struct Said<T> {
    pub(crate) what: &'static str,
    pub(crate) http: u16,
    pub(crate) body: &'static str,
    pub(crate) means: T,
    /// Whether the document, or a published production answer, has it so field by field: then it is cut at every byte.
    pub(crate) documented: bool,
}

impl<T> Said<T> {
    /// The body with the names of one payment.
    pub(crate) fn filled(&self, names: Names<'_>) -> String {
        self.body.replace("$id", names.reference).replace("$tx", &names.number.to_string())
    }
}

/// What an answer to the call that asks the customer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Created {
    /// The customer is being asked.
    Registered,
    /// The gateway refused, for good.
    Refused(Reason),
    /// The gateway knew the reference already.
    Known,
    /// Nothing: it may have been taken or not.
    Nothing(Reason),
    /// No byte of the request left.
    NotSent(Reason),
}

/// What an answer to a question means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    /// Paid, with all the proof that is demanded.
    Paid,
    /// Paid, and this is missing or wrong.
    Unproven(Reason),
    /// Paid, and the gateway's number is another one: that differs where we hold a number.
    AnotherNumber,
    Pending,
    Declined,
    Expired,
    /// The gateway does not know the payment.
    NotKnown,
    /// It is about another payment, and not paid: nothing, and no trouble either.
    Nobody,
    /// Nothing, for this reason.
    Nothing(Reason),
}

/// What an answer about the balance means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Minor units on each network, in the order of the gateway's own; none is not zero.
    Balances(&'static [Option<i64>]),
    /// It is refused.
    Not(GatewayError),
}

/// An answer of HTTP 200 that the document has in other words, or not at all.
pub(crate) const fn said<T>(what: &'static str, body: &'static str, means: T) -> Said<T> {
    Said { what, http: 200, body, means, documented: false }
}

/// The same with another HTTP status.
pub(crate) const fn said_with<T>(http: u16, what: &'static str, body: &'static str, means: T) -> Said<T> {
    Said { what, http, body, means, documented: false }
}

/// An answer as the document, or a published production answer, has it field by field.
pub(crate) const fn documented<T>(what: &'static str, body: &'static str, means: T) -> Said<T> {
    Said { what, http: 200, body, means, documented: true }
}
