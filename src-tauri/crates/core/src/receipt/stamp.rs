//! What the QR code of a receipt says, and what a paper that is shown at the counter is worth.

use std::fmt;
use std::str::FromStr;

use super::LinkedReceipt;
use crate::money::{Amount, Currency};
use crate::refund::LinkedRefund;
use crate::tender::LinkedTender;

/// How the text of a stamp begins, with the version of its form.
const BEGINNING: &str = "CPTR1";

/// What the QR code of a receipt or of a refund says: its number, its total and its own code in the journal's chain, and which paper of it this is. In capital
/// letters, digits, blanks and hyphens only, which a QR code holds in little room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Its number.
    pub number: String,
    /// What was paid, or given back.
    pub amount: Amount,
    /// The code of its own link.
    pub code: String,
    /// 0 is the original, and so on.
    pub copy: u32,
}

/// What a paper is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authenticity {
    /// The ledger has this receipt, with this total and this code.
    Genuine,
    /// So it does, and the paper is a copy of it, as was printed.
    Duplicate,
    /// The ledger has a receipt of this number or this code, and says otherwise.
    Altered,
    /// The ledger has none.
    Unknown,
}

impl Authenticity {
    /// Its stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Duplicate => "duplicate",
            Self::Altered => "altered",
            Self::Unknown => "unknown",
        }
    }
}

impl Stamp {
    /// The stamp of this paper of a receipt.
    #[must_use]
    pub fn of(linked: &LinkedReceipt, copy: u32) -> Self {
        let receipt = &linked.receipt;
        Self { number: receipt.number.clone(), amount: receipt.amount, code: linked.code.clone(), copy }
    }

    /// The stamp of this paper of a refund.
    #[must_use]
    pub fn of_refund(linked: &LinkedRefund, copy: u32) -> Self {
        let refund = &linked.refund;
        Self { number: refund.number.clone(), amount: refund.amount, code: linked.code.clone(), copy }
    }

    /// The stamp of this paper of a tender.
    #[must_use]
    pub fn of_tender(linked: &LinkedTender, copy: u32) -> Self {
        let tender = &linked.tender;
        Self { number: tender.number.clone(), amount: tender.amount, code: linked.code.clone(), copy }
    }

    /// What a paper with this stamp is worth, where the ledger has one with the stamp `found` under its number or its code, of which
    /// `papers` were printed. The next paper may be in the world too: a program can draw it without printing it.
    #[must_use]
    pub fn judged(&self, found: Option<Self>, papers: u32) -> Authenticity {
        let Some(found) = found else { return Authenticity::Unknown };
        let expected = Self { copy: self.copy, ..found };
        if *self != expected || self.copy > papers {
            Authenticity::Altered
        } else if self.copy > 0 {
            Authenticity::Duplicate
        } else {
            Authenticity::Genuine
        }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, amount, code, copy } = self;
        write!(f, "{BEGINNING} {number} {} {} {code} {copy}", amount.minor(), amount.currency().code())
    }
}

/// The text is no stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoStamp;

impl FromStr for Stamp {
    type Err = NoStamp;

    fn from_str(text: &str) -> Result<Self, NoStamp> {
        let text = as_printed(text);
        let parts: Vec<&str> = text.split_ascii_whitespace().collect();
        let [BEGINNING, number, minor, currency, code, copy] = parts[..] else { return Err(NoStamp) };
        let currency = Currency::from_code(currency).ok_or(NoStamp)?;
        let amount = minor.parse().ok().and_then(|minor| Amount::new(minor, currency).ok()).ok_or(NoStamp)?;
        let copy = copy.parse().map_err(|_| NoStamp)?;
        Ok(Self { number: number.to_owned(), amount, code: code.replace('-', ""), copy })
    }
}

/// The keys of an American keyboard and what a French one has in their places: a scanner presses keys, and most are set up as American.
const AMERICAN: &str = "1234567890-AQZWM";
const FRENCH: &str = "&É\"'(-È_ÇÀ)QAWZ?";

/// `text` in capital letters, as it was before a scanner pressed it on the keys of a French keyboard, where it did.
fn as_printed(text: &str) -> String {
    let text = text.trim().to_uppercase();
    if !text.starts_with("CPTR&") {
        return text;
    }
    let american = |c: char| FRENCH.chars().position(|french| french == c).and_then(|place| AMERICAN.chars().nth(place));
    text.chars().map(|c| american(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp() -> Stamp {
        let amount = Amount::new(12_500, Currency::Xof).unwrap();
        Stamp { number: "ADJOVI-1-2026-000482".to_owned(), amount, code: "7F3A91C2".to_owned(), copy: 0 }
    }

    #[test]
    fn a_stamp_is_read_as_it_is_written() {
        let text = stamp().to_string();
        assert_eq!(text, "CPTR1 ADJOVI-1-2026-000482 12500 XOF 7F3A91C2 0");
        assert_eq!(text.parse(), Ok(stamp()));
        assert!(text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || " -".contains(c)));
        for text in ["", "7F3A91C2", "CPTR1 A 0 XOF B 0", "CPTR1 A 1 FCFA B 0", "CPTR1 A 1 XOF B -1", "CPTR2 A 1 XOF B 0"] {
            assert_eq!(text.parse::<Stamp>(), Err(NoStamp), "{text}");
        }
    }

    #[test]
    fn small_letters_and_a_scanner_on_a_french_keyboard_are_read() {
        let typed = [
            "cptr1 adjovi-1-2026-000482 12500 xof 7f3a-91c2 0",
            "  CPTR1  ADJOVI-1-2026-000482 12500 XOF 7F3A91C2 0\n",
            // The same keys, with letters and digits where a French keyboard has them.
            "CPTR& QDJOVI)&)éàé-)ààà'_é &é(àà XOF èF\"Qç&Cé à",
        ];
        for text in typed {
            assert_eq!(text.parse(), Ok(stamp()), "{text}");
        }
    }
}
