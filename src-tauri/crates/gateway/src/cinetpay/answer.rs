//! What both calls answer first of all: an HTTP status, then a JSON object, then a code that may be a complaint.

use comptoir_core::code::Reason;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::wire::{Data, Head};
use crate::call::http_fault;
use crate::json::{self, Field};
use crate::transport::Reply;

/// A JSON answer of the gateway's own, with its code.
pub(super) struct Answer<'a> {
    body: &'a [u8],
    head: Head,
    code: String,
    http: Result<(), Reason>,
}

impl<'a> Answer<'a> {
    /// The answer in `reply`. A complaint has its code in JSON whatever the HTTP status; without one, the status speaks.
    pub(super) fn of(reply: &'a Reply) -> Result<Self, Reason> {
        let http = http_fault(reply.status);
        let may_complain = http == Err(Reason::HttpRefused) && reply.status >= 400;
        if !may_complain {
            http?;
        }
        let read = json::object::<Head>(&reply.body).and_then(|head| {
            let code = head.code.as_ref().and_then(text).ok_or(Reason::Unreadable)?;
            Ok(Self { body: &reply.body, head, code, http })
        });
        read.map_err(|unreadable| if http.is_ok() { unreadable } else { bare(reply) })
    }

    /// Its code, where its HTTP status is one of success: only then does it say anything of a payment.
    pub(super) fn code(&self) -> Result<&str, Reason> {
        self.http?;
        Ok(&self.code)
    }

    /// What its code complains of, as the document's table of errors has it, whatever the HTTP status.
    pub(super) fn complaint(&self) -> Option<Complaint> {
        match self.code.as_str() {
            "608" if self.tells_of(&["different currency"]) => Some(Complaint::Refusal(Reason::CurrencyRefused)),
            "608" => Some(Complaint::Refusal(Reason::InputRefused)),
            "609" => Some(Complaint::Refusal(Reason::KeyRefused)),
            "613" => Some(Complaint::Refusal(Reason::SiteRefused)),
            "624" => Some(Complaint::Doubt(Reason::KeyOrPhoneRefused)),
            "403" => Some(Complaint::Doubt(Reason::HttpRefused)),
            "429" => Some(Complaint::Doubt(Reason::Limited)),
            "1010" => Some(Complaint::Doubt(Reason::ProgramRefused)),
            _ => None,
        }
    }

    /// Whether it says, in words that leave no doubt, that it knows no such payment. The document has no code for it.
    pub(super) fn knows_no_such_payment(&self, status: u16) -> bool {
        let silent_code = self.complaint().is_none() && self.code != "00";
        matches!(status, 200..=299 | 404) && silent_code && self.tells_of(&["transaction not found", "transaction_not_found"])
    }

    /// The object under `data`, if there is one. A list in its place would be taken for its fields in their order.
    pub(super) fn data<T: DeserializeOwned>(&self) -> Result<Option<T>, Reason> {
        match json::object::<Data<Value>>(self.body)?.data {
            None => Ok(None),
            Some(Value::Object(_)) => json::object::<Data<T>>(self.body).map(|whole| whole.data),
            Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Null) => Err(Reason::Unreadable),
        }
    }

    /// What may be shown of its code.
    pub(super) fn shown_code(&self, hidden: &[&str]) -> Option<String> {
        self.head.code.as_ref().and_then(|code| code.words(hidden))
    }

    fn tells_of(&self, words: &[&str]) -> bool {
        let told = [&self.head.message, &self.head.description];
        let told = told.into_iter().flatten().filter_map(text).map(|text| text.to_lowercase());
        told.into_iter().any(|text| words.iter().any(|word| text.contains(word)))
    }
}

/// What an error code means for a payment that is being asked for.
pub(super) enum Complaint {
    /// The gateway's own checks refused the call: nothing was begun.
    Refusal(Reason),
    /// Something on the way, or the gateway's own trouble: what became of the call is not known.
    Doubt(Reason),
}

impl Complaint {
    /// What is wrong.
    pub(super) const fn reason(&self) -> Reason {
        match self {
            Self::Refusal(reason) | Self::Doubt(reason) => *reason,
        }
    }
}

/// A word, which may be written as a number.
pub(super) fn text(field: &Field) -> Option<String> {
    match field {
        Field::Whole(number) => Some(number.to_string()),
        Field::Text(text) => Some(text.clone()),
        Field::Strange => None,
    }
}

/// What an HTTP error without any code of the gateway's means.
fn bare(reply: &Reply) -> Reason {
    let page = String::from_utf8_lossy(&reply.body);
    // « Erreur code :1010 »: the guard in front of the gateway answers with a page of its own.
    if page.split(|c: char| !c.is_alphanumeric()).any(|word| word == "1010") {
        Reason::ProgramRefused
    } else if reply.status == 400 {
        // « Page 400 accès interdit »
        Reason::ServiceRefused
    } else {
        Reason::HttpRefused
    }
}
