//! Amounts: integer minor units and a currency. No floating point anywhere.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Largest amount one payment may have, in minor units.
pub const LARGEST_MINOR: i64 = 999_999_999;

/// A currency that some gateway takes, with its ISO 4217 facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// West African CFA franc.
    Xof,
    /// Central African CFA franc.
    Xaf,
    /// Guinean franc.
    Gnf,
    /// Congolese franc.
    Cdf,
    /// United States dollar.
    Usd,
}

impl Currency {
    /// Every currency.
    pub const ALL: [Self; 5] = [Self::Xof, Self::Xaf, Self::Gnf, Self::Cdf, Self::Usd];

    /// ISO 4217 alphabetic code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Xof => "XOF",
            Self::Xaf => "XAF",
            Self::Gnf => "GNF",
            Self::Cdf => "CDF",
            Self::Usd => "USD",
        }
    }

    /// Number of decimals, that is of digits of the minor unit.
    #[must_use]
    pub const fn exponent(self) -> u32 {
        match self {
            Self::Xof | Self::Xaf | Self::Gnf => 0,
            Self::Cdf | Self::Usd => 2,
        }
    }

    /// The currency with exactly this ISO 4217 code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|currency| currency.code() == code)
    }

    /// The currency that a person means by `text`, in any case of letters.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        Self::from_code(&text.trim().to_ascii_uppercase())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What is asked of a customer: 1 to [`LARGEST_MINOR`] minor units of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Amount {
    minor: i64,
    currency: Currency,
}

#[derive(Serialize, Deserialize)]
struct Parts {
    minor: i64,
    currency: Currency,
}

impl TryFrom<Parts> for Amount {
    type Error = AmountError;

    fn try_from(parts: Parts) -> Result<Self, AmountError> {
        Self::new(parts.minor, parts.currency)
    }
}

impl From<Amount> for Parts {
    fn from(amount: Amount) -> Self {
        Self { minor: amount.minor, currency: amount.currency }
    }
}

/// Why a text or a number is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing was typed.
    #[error("the amount is empty")]
    Empty,
    /// Something else than ASCII digits in groups.
    #[error("the amount is not a number")]
    Unreadable,
    /// Zero or less.
    #[error("the amount is not above zero")]
    NotPositive,
    /// Above [`LARGEST_MINOR`].
    #[error("the amount is too large")]
    TooLarge,
    /// More decimals than the currency has.
    #[error("the currency has fewer decimals")]
    Decimals,
}

impl Amount {
    /// An amount of `minor` units.
    ///
    /// # Errors
    /// [`AmountError::NotPositive`] or [`AmountError::TooLarge`].
    pub const fn new(minor: i64, currency: Currency) -> Result<Self, AmountError> {
        if minor < 1 {
            return Err(AmountError::NotPositive);
        }
        if minor > LARGEST_MINOR {
            return Err(AmountError::TooLarge);
        }
        Ok(Self { minor, currency })
    }

    /// An amount as a person types or pastes it: ASCII digits, in groups of three parted by a space, U+00A0 or U+202F if they
    /// like, and a decimal point only where the currency has decimals.
    ///
    /// # Errors
    /// [`AmountError`], which says why the text is none.
    pub fn typed(text: &str, currency: Currency) -> Result<Self, AmountError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        if let Some(rest) = text.strip_prefix('-') {
            // A minus sign before a readable amount is a number below zero, not a typing error.
            return match Self::typed(rest, currency) {
                Err(AmountError::Empty | AmountError::Unreadable) => Err(AmountError::Unreadable),
                Ok(_) | Err(AmountError::NotPositive | AmountError::TooLarge | AmountError::Decimals) => {
                    Err(AmountError::NotPositive)
                }
            };
        }
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (text, None),
        };
        let mut digits = ungrouped(whole)?;
        let exponent = currency.exponent() as usize;
        if let Some(decimals) = decimals {
            if decimals.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(AmountError::Unreadable);
            }
            if decimals.len() > exponent {
                return Err(AmountError::Decimals);
            }
            digits.push_str(decimals);
        }
        let missing = exponent - decimals.map_or(0, str::len);
        digits.extend(std::iter::repeat_n('0', missing));
        let significant = digits.trim_start_matches('0');
        if significant.is_empty() {
            return Err(AmountError::NotPositive);
        }
        // All digits: the only way not to fit is to be too large.
        let minor = significant.parse().map_err(|_| AmountError::TooLarge)?;
        Self::new(minor, currency)
    }

    /// What is counted, typed in the same way, in minor units: it may be nothing.
    ///
    /// # Errors
    /// [`AmountError`], which says why the text is none.
    pub fn counted(text: &str, currency: Currency) -> Result<i64, AmountError> {
        match Self::typed(text, currency) {
            Ok(amount) => Ok(amount.minor()),
            Err(AmountError::NotPositive) if !text.trim().starts_with('-') => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Number of minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }
}

/// The digits of a whole number whose thousands may be set apart.
fn ungrouped(text: &str) -> Result<String, AmountError> {
    let groups: Vec<&str> = text.split([' ', '\u{a0}', '\u{202f}']).collect();
    let all_digits = |group: &&str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let well_grouped = match groups.as_slice() {
        [] => false,
        [_] => true,
        [first, rest @ ..] => first.len() <= 3 && rest.iter().all(|group| group.len() == 3),
    };
    if !well_grouped || !groups.iter().all(all_digits) {
        return Err(AmountError::Unreadable);
    }
    Ok(groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_amount_is_read_as_it_is_typed_or_pasted() {
        for text in ["12500", "12 500", "12\u{a0}500", "12\u{202f}500", "  12500\n", "0012500"] {
            assert_eq!(Amount::typed(text, Currency::Xof), Amount::new(12_500, Currency::Xof), "{text:?}");
        }
        assert_eq!(Amount::typed("12.5", Currency::Usd), Amount::new(1_250, Currency::Usd));
        assert_eq!(Amount::typed("1 000.05", Currency::Usd), Amount::new(100_005, Currency::Usd));
        assert_eq!(Amount::typed("12", Currency::Usd), Amount::new(1_200, Currency::Usd));
    }

    #[test]
    fn what_is_no_amount_is_refused_with_its_reason() {
        let cases = [
            ("", AmountError::Empty),
            (" \u{a0} ", AmountError::Empty),
            ("0", AmountError::NotPositive),
            ("000", AmountError::NotPositive),
            ("-1", AmountError::NotPositive),
            ("-0", AmountError::NotPositive),
            ("--1", AmountError::NotPositive),
            ("-", AmountError::Unreadable),
            ("12.5", AmountError::Decimals),
            ("12.0", AmountError::Decimals),
            ("12.", AmountError::Unreadable),
            (".5", AmountError::Unreadable),
            ("12,5", AmountError::Unreadable),
            ("1e3", AmountError::Unreadable),
            ("+5", AmountError::Unreadable),
            ("12 50", AmountError::Unreadable),
            ("12  500", AmountError::Unreadable),
            ("١٢٥", AmountError::Unreadable),
            ("１２", AmountError::Unreadable),
            ("12F", AmountError::Unreadable),
            ("1000000000", AmountError::TooLarge),
            ("1000000000000", AmountError::TooLarge),
            ("99999999999999999999999999", AmountError::TooLarge),
        ];
        for (text, reason) in cases {
            assert_eq!(Amount::typed(text, Currency::Xof), Err(reason), "{text:?}");
        }
        assert_eq!(Amount::typed("1.005", Currency::Usd), Err(AmountError::Decimals));
    }

    #[test]
    fn an_empty_drawer_is_counted_too() {
        assert_eq!(Amount::counted("12 500", Currency::Xof), Ok(12_500));
        assert_eq!(Amount::counted("0", Currency::Xof), Ok(0));
        assert_eq!(Amount::counted("-5", Currency::Xof), Err(AmountError::NotPositive));
        assert_eq!(Amount::counted("", Currency::Xof), Err(AmountError::Empty));
    }

    #[test]
    fn what_is_stored_is_checked_when_it_is_read_back() {
        assert!(serde_json::from_str::<Amount>(r#"{"minor":0,"currency":"XOF"}"#).is_err());
        assert!(serde_json::from_str::<Amount>(r#"{"minor":1,"currency":"ABC"}"#).is_err());
    }

    proptest! {
        #[test]
        fn every_amount_is_read_back_from_its_digits(minor in 1..=LARGEST_MINOR) {
            prop_assert_eq!(Amount::typed(&minor.to_string(), Currency::Xof).map(Amount::minor), Ok(minor));
        }

        #[test]
        fn no_text_makes_it_panic_or_pass_the_bounds(text in "\\PC*") {
            if let Ok(amount) = Amount::typed(&text, Currency::Usd) {
                prop_assert!((1..=LARGEST_MINOR).contains(&amount.minor()));
            }
        }
    }
}
