//! How a receipt is shared, as the screen asks for it.

use comptoir_till::{Document as OfTill, Way as ToCustomer};
use serde::Deserialize;

/// How a message goes.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Way {
    Whatsapp,
    Sms,
    Mail,
}

impl Way {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Sms => "sms",
            Self::Mail => "mail",
        }
    }
}

impl From<Way> for ToCustomer {
    fn from(way: Way) -> Self {
        match way {
            Way::Whatsapp => Self::Whatsapp,
            Way::Sms => Self::Sms,
            Way::Mail => Self::Mail,
        }
    }
}

/// What a receipt is kept as in a file.
#[derive(Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Document {
    Pdf,
    Png,
}

impl From<Document> for OfTill {
    fn from(document: Document) -> Self {
        match document {
            Document::Pdf => Self::Pdf,
            Document::Png => Self::Png,
        }
    }
}
