//! The seal of a tax authority on a receipt. It is never made here: whoever received it says so, as it was received.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::cleaned;

const LONGEST_AUTHORITY: usize = 40;
const LONGEST_PARTICULAR: usize = 64;
/// Bytes of what its QR code says: more would be no code that a phone reads from paper of 58 mm.
const LONGEST_QR: usize = 320;

/// How far the authority is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealStatus {
    /// It was asked, and has not answered.
    Pending,
    /// It has sealed the receipt.
    Sealed,
    /// It has refused, or could not be asked.
    Failed,
}

impl SealStatus {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Sealed => "sealed",
            Self::Failed => "failed",
        }
    }
}

/// What an authority says of a receipt. A receipt that no authority was asked about has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FiscalSeal {
    /// Which authority, as receipts name it: `DGI`.
    pub authority: String,
    /// How far it is. Only what is sealed has anything of what follows.
    pub status: SealStatus,
    /// Its number of the receipt.
    pub number: Option<String>,
    /// Its code.
    pub code: Option<String>,
    /// What its QR code says, sign by sign.
    pub qr: Option<String>,
    /// Its counters, as they are printed.
    pub counters: Option<String>,
    /// When it sealed.
    pub time: Option<Timestamp>,
    /// When it was noted here.
    pub recorded_at: Timestamp,
}

impl FiscalSeal {
    /// The same with its texts tidied, as it may be kept.
    ///
    /// # Errors
    /// The name of what is missing of it or cannot be.
    pub fn checked(self) -> Result<Self, &'static str> {
        let Self { authority, status, number, code, qr, counters, time, recorded_at } = self;
        let authority = cleaned(&authority, LONGEST_AUTHORITY).ok_or("authority")?;
        let [number, code, counters] = [("number", number), ("code", code), ("counters", counters)].map(particular);
        let (number, code, counters) = (number?, code?, counters?);
        // What a scanner reads must be what the authority wrote: nothing of it is tidied.
        if qr.as_ref().is_some_and(|qr| qr.is_empty() || qr.len() > LONGEST_QR || qr.chars().any(char::is_control)) {
            return Err("qr");
        }
        let told = [
            ("number", number.is_some(), true),
            ("code", code.is_some(), false),
            ("qr", qr.is_some(), false),
            ("counters", counters.is_some(), false),
            ("time", time.is_some(), true),
        ];
        let sealed = status == SealStatus::Sealed;
        let wrong = told.into_iter().find(|(_, given, needed)| if sealed { *needed && !given } else { *given });
        match wrong {
            Some((name, ..)) => Err(name),
            None => Ok(Self { authority, status, number, code, qr, counters, time, recorded_at }),
        }
    }

    /// Whether it may be kept as it is.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.clone().checked().as_ref() == Ok(self)
    }

    /// Whether `other` says the same, whenever it was noted.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        *self == Self { recorded_at: self.recorded_at, ..other.clone() }
    }

    /// Whether the receipt stands in for an invoice of the authority's.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.status == SealStatus::Sealed
    }
}

/// A text that is whole after it was tidied; an empty one is none.
fn particular((name, text): (&'static str, Option<String>)) -> Result<Option<String>, &'static str> {
    let Some(text) = text else { return Ok(None) };
    if text.chars().count() > LONGEST_PARTICULAR {
        return Err(name);
    }
    Ok(cleaned(&text, LONGEST_PARTICULAR))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> FiscalSeal {
        FiscalSeal {
            authority: " DGI ".to_owned(),
            status: SealStatus::Sealed,
            number: Some("RNE 0042".to_owned()),
            code: Some(String::new()),
            qr: Some("https://exemple.ci/v?n=42 ".to_owned()),
            counters: None,
            time: Some(Timestamp::UNIX_EPOCH),
            recorded_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_seal_is_whole_and_its_code_is_left_sign_by_sign() {
        let kept = sealed().checked().unwrap();
        assert_eq!((kept.authority.as_str(), kept.code.as_deref()), ("DGI", None));
        assert_eq!(kept.qr.as_deref(), Some("https://exemple.ci/v?n=42 "));
        for (missing, seal) in [
            ("authority", FiscalSeal { authority: " ".to_owned(), ..sealed() }),
            ("number", FiscalSeal { number: None, ..sealed() }),
            ("number", FiscalSeal { number: Some("1".repeat(65)), ..sealed() }),
            ("time", FiscalSeal { time: None, ..sealed() }),
            ("qr", FiscalSeal { qr: Some("a\u{1b}".to_owned()), ..sealed() }),
            ("qr", FiscalSeal { qr: Some("a".repeat(321)), ..sealed() }),
        ] {
            assert_eq!(seal.checked(), Err(missing));
        }
    }

    #[test]
    fn what_is_not_sealed_has_nothing_of_a_seal() {
        for status in [SealStatus::Pending, SealStatus::Failed] {
            assert_eq!(FiscalSeal { status, ..sealed() }.checked(), Err("number"));
            let bare = FiscalSeal { status, number: None, code: None, qr: None, time: None, ..sealed() };
            assert!(bare.clone().checked().is_ok());
            assert_eq!(FiscalSeal { time: Some(Timestamp::UNIX_EPOCH), ..bare }.checked(), Err("time"));
        }
    }

    #[test]
    fn the_same_seal_is_the_same_whenever_it_is_noted() {
        let later = FiscalSeal { recorded_at: Timestamp::MAX, ..sealed() };
        assert!(sealed().is(&later));
        assert!(!sealed().is(&FiscalSeal { number: Some("43".to_owned()), ..later }));
    }
}
