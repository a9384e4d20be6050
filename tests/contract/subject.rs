//! A gateway as the suite needs to know it.

use comptoir_core::code::Reason;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_gateway::GatewayError;
use comptoir_tests::Call;
use comptoir_tests::gateway::Manners;
use serde_json::Value;

/// What is asked of every customer, in minor units.
pub(crate) const AMOUNT: u64 = 12_500;

/// One way in which one gateway asks a customer.
pub(crate) struct Subject {
    /// What its tables are called.
    pub(crate) name: &'static str,
    pub(crate) gateway: GatewayKind,
    pub(crate) manners: &'static Manners,
    pub(crate) method: Method,
    pub(crate) fields: &'static [(&'static str, &'static str)],
    pub(crate) secrets: &'static [(&'static str, &'static str)],
    /// As it is typed.
    pub(crate) phone: Option<&'static str>,
    pub(crate) note: &'static str,
    /// Particulars of the customer that the gateway demands.
    pub(crate) customer: &'static [(&'static str, &'static str)],
    /// The call that asks the customer; none where the page's address is all there is.
    pub(crate) create: Option<Call>,
    /// The calls that ask about a payment.
    pub(crate) asks: &'static [Call],
    /// The call that proves the account's keys; none where no call does.
    pub(crate) proof: Option<Call>,
    /// Answers to the call that asks the customer, the best one first.
    pub(crate) created: &'static [Said<Created>],
    /// Answers to the calls that ask about a payment.
    pub(crate) answered: &'static [Said<Means>],
    /// Answers to the call that proves the keys, the best one first.
    pub(crate) proofs: &'static [Said<Proves>],
    /// What these faults of [`FAULTS`](crate::faults::FAULTS) say of the keys; every other one says nothing of them.
    pub(crate) refusals: &'static [(&'static str, GatewayError)],
    /// What is asked when a payment is started, asked about, not known, asked about again, and its account tested, exactly as the
    /// document has it.
    pub(crate) requests: fn(Names<'_>) -> Vec<Told>,
    /// The address of the page, from the gateway's base URL on; none where there is no page.
    pub(crate) page: Option<fn(Names<'_>) -> String>,
}

/// A request as a gateway is told it.
#[derive(Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) method: &'static str,
    /// The path, with its query if it has one.
    pub(crate) path: String,
    /// Headers of the gateway's own, their names in small letters.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The message; null where there is none.
    pub(crate) json: Value,
}

impl Told {
    /// A message that is posted.
    pub(crate) fn post(path: &str, json: Value) -> Self {
        Self { method: "POST", path: path.to_owned(), headers: Vec::new(), json }
    }

    /// A question without a message.
    pub(crate) fn get(path: String) -> Self {
        Self { method: "GET", path, headers: Vec::new(), json: Value::Null }
    }

    /// The same with headers.
    pub(crate) fn with(mut self, headers: &[(&'static str, &str)]) -> Self {
        self.headers.extend(headers.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self
    }
}

/// The names of one payment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a> {
    /// Ours.
    pub(crate) reference: &'a str,
    /// The gateway's.
    pub(crate) number: u64,
    /// The payment's own id, which only we know.
    pub(crate) payment_id: &'a str,
    /// Where the gateway is.
    pub(crate) base_url: &'a str,
}

/// A body that is sent with an HTTP status, and what it means.
///
/// In the body, `$id` stands for our reference, `$tx` for the gateway's number, `$pid` for the payment's own id and `$base` for where
/// the gateway is.
pub(crate) struct Said<T> {
    pub(crate) what: &'static str,
    pub(crate) http: u16,
    body: &'static str,
    pub(crate) means: T,
    /// Whether the document, or a published production answer, has it so field by field: then it is cut at every byte.
    pub(crate) documented: bool,
}

impl<T> Said<T> {
    /// The body, without the end of the last line where it is a file.
    pub(crate) fn body(&self) -> &'static str {
        self.body.trim_end()
    }

    /// The same with the names of one payment.
    pub(crate) fn filled(&self, names: Names<'_>) -> String {
        let number = names.number.to_string();
        let blanks = [("$id", names.reference), ("$tx", &number), ("$pid", names.payment_id), ("$base", names.base_url)];
        blanks.iter().fold(self.body().to_owned(), |body, (blank, value)| body.replace(blank, value))
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
    /// The gateway's final refusal, and why.
    Declined(Reason),
    Expired,
    /// The gateway does not know the payment.
    NotKnown,
    /// It is about another payment, and not paid: nothing of this one.
    Nobody,
    /// Nothing, for this reason.
    Nothing(Reason),
}

/// What an answer to the call that proves the keys means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proves {
    /// The keys are good; minor units on each network, in the order of the gateway's own, where it tells them. None is not zero.
    Good(&'static [Option<i64>]),
    /// They are not proven.
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
