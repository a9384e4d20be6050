//! A message that a gateway sends by itself. Anybody can write one, so that it says by itself no more than which payment to ask
//! about; only where a gateway cannot be asked is it judged as an answer.

use std::fmt;

use comptoir_core::evidence::Report;
use secrecy::SecretString;

/// A notification as it arrived at the shop's own address. Its address may hold our secret, so it does not print.
#[derive(Clone)]
pub struct Notification {
    /// What followed the question mark of the address, still encoded.
    pub query: String,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Notification {
    /// The header of this name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Notification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Notification of {} bytes", self.body.len())
    }
}

/// Whether the gateway's own mark on a notification is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// It is the one that our keys make.
    Equal,
    /// It is another one.
    Differs,
    /// There is none, or no key of ours makes it.
    Absent,
}

impl Seal {
    /// The name other programs know it by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Differs => "differs",
            Self::Absent => "absent",
        }
    }
}

/// What a notification says.
#[derive(Debug, Clone)]
pub struct Notified {
    /// Our reference, as it has it.
    pub reference: Option<String>,
    /// The gateway's own number of the payment, as it has it.
    pub gateway_reference: Option<String>,
    /// Whether the gateway's mark on it is right.
    pub seal: Seal,
    /// The secret that it brings back from the address we gave, where the gateway cannot be asked.
    pub secret: Option<SecretString>,
    /// What it says of the payment, where the gateway cannot be asked.
    pub report: Option<Box<Report>>,
}
