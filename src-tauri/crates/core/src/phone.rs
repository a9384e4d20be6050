//! Phone numbers of the six countries, and the digits a payer is known by.
//!
//! Only the shape is checked (`facts` of each country's numbering plan, July 2026): a list of prefixes in use would refuse the
//! numbers that an operator opens next month.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A country whose numbers and networks Comptoir knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Country {
    /// Togo.
    Tg,
    /// Côte d'Ivoire.
    Ci,
    /// Bénin.
    Bj,
    /// Sénégal.
    Sn,
    /// Burkina Faso.
    Bf,
    /// Mali.
    Ml,
}

impl Country {
    /// Every country.
    pub const ALL: [Self; 6] = [Self::Tg, Self::Ci, Self::Bj, Self::Sn, Self::Bf, Self::Ml];

    /// ISO 3166 alpha-2 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tg => "TG",
            Self::Ci => "CI",
            Self::Bj => "BJ",
            Self::Sn => "SN",
            Self::Bf => "BF",
            Self::Ml => "ML",
        }
    }

    /// Country calling code, without `+`.
    #[must_use]
    pub const fn calling_code(self) -> &'static str {
        match self {
            Self::Tg => "228",
            Self::Ci => "225",
            Self::Bj => "229",
            Self::Sn => "221",
            Self::Bf => "226",
            Self::Ml => "223",
        }
    }

    /// Number of digits after the calling code.
    #[must_use]
    pub const fn national_length(self) -> usize {
        match self {
            Self::Tg | Self::Bf | Self::Ml => 8,
            Self::Ci | Self::Bj => 10,
            Self::Sn => 9,
        }
    }
}

/// A number in the shape of one country's plan.
#[derive(Clone, PartialEq, Eq)]
pub struct PhoneNumber {
    country: Country,
    national: String,
}

/// Why a text is no phone number of the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("the phone number is empty")]
    Empty,
    /// Something else than digits and what people put between them.
    #[error("the phone number is not a number")]
    Unreadable,
    /// Not the number of digits that the country has.
    #[error("the phone number has another length")]
    WrongLength,
    /// An eight-digit number of Côte d'Ivoire, out of use since 31 January 2021.
    #[error("the phone number is an old one of eight digits")]
    OldIvorian,
    /// It begins with another country's calling code.
    #[error("the phone number is of another country")]
    Foreign,
}

impl PhoneNumber {
    /// A number as a person types it: blanks, dots, dashes and brackets between digits, with or without `+` or `00` and the
    /// calling code. An eight-digit number of Bénin becomes `01` and those digits (30 November 2024).
    ///
    /// # Errors
    /// [`PhoneError`], which says why the text is none.
    pub fn typed(text: &str, country: Country) -> Result<Self, PhoneError> {
        let (digits, international) = digits_of(text)?;
        let length = country.national_length();
        let (national, with_code) = match digits.strip_prefix(country.calling_code()) {
            Some(rest) if international || rest.len() == length || old_beninese(country, rest) => (rest, true),
            Some(_) | None if international => return Err(PhoneError::Foreign),
            Some(_) | None => (digits.as_str(), false),
        };
        if national.len() == length {
            if country == Country::Bj && !national.starts_with("01") {
                return Err(PhoneError::WrongLength);
            }
            return Ok(Self { country, national: national.to_owned() });
        }
        if old_beninese(country, national) {
            return Ok(Self { country, national: format!("01{national}") });
        }
        if country == Country::Ci && national.len() == 8 {
            return Err(PhoneError::OldIvorian);
        }
        let of_another = |other: Country| {
            other != country
                && digits.strip_prefix(other.calling_code()).is_some_and(|rest| rest.len() == other.national_length())
        };
        if !with_code && Country::ALL.into_iter().any(of_another) {
            return Err(PhoneError::Foreign);
        }
        Err(PhoneError::WrongLength)
    }

    /// The country whose plan it follows.
    #[must_use]
    pub const fn country(&self) -> Country {
        self.country
    }

    /// The digits after the calling code.
    #[must_use]
    pub fn national(&self) -> &str {
        &self.national
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{} {}", self.country.calling_code(), masked(&self.national))
    }
}

fn old_beninese(country: Country, national: &str) -> bool {
    country == Country::Bj && national.len() == 8
}

/// The digits of a typed number, without `+` or `00`, and whether one of these stood before them.
fn digits_of(text: &str) -> Result<(String, bool), PhoneError> {
    let text = text.trim();
    let (text, plus) = text.strip_prefix('+').map_or((text, false), |rest| (rest, true));
    let mut digits = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '(' | ')' | '/' => {}
            _ => return Err(PhoneError::Unreadable),
        }
    }
    if digits.is_empty() {
        return Err(PhoneError::Empty);
    }
    match digits.strip_prefix("00") {
        Some(rest) if !plus => Ok((rest.to_owned(), true)),
        Some(_) | None => Ok((digits, plus)),
    }
}

/// The digits that a payer is asked for payment at: the national number for a push, whatever was typed for a page.
///
/// It prints masked; the digits themselves never stand in the journal.
#[derive(Clone, PartialEq, Eq)]
pub struct PayerNumber(String);

impl From<PhoneNumber> for PayerNumber {
    fn from(phone: PhoneNumber) -> Self {
        Self(phone.national)
    }
}

impl PayerNumber {
    /// Six to fifteen digits as they were typed, for a page that asks the customer itself.
    ///
    /// # Errors
    /// [`PhoneError`], which says why the text is none.
    pub fn as_typed(text: &str) -> Result<Self, PhoneError> {
        let typed = text.trim();
        let typed = typed.strip_prefix('+').unwrap_or(typed);
        let mut digits = String::new();
        for c in typed.chars() {
            match c {
                '0'..='9' => digits.push(c),
                ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '(' | ')' | '/' => {}
                _ => return Err(PhoneError::Unreadable),
            }
        }
        match digits.len() {
            0 => Err(PhoneError::Empty),
            6..=15 => Ok(Self(digits)),
            _ => Err(PhoneError::WrongLength),
        }
    }

    /// The digits, for the gateway only.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// What may be shown of them.
    #[must_use]
    pub fn masked(&self) -> String {
        masked(&self.0)
    }
}

impl fmt::Debug for PayerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// The last four digits, or the last two of a number that four would all but tell.
fn masked(digits: &str) -> String {
    let shown = if digits.len() < 8 { 2 } else { 4 };
    let tail = digits.len().checked_sub(shown).and_then(|from| digits.get(from..)).unwrap_or_default();
    format!("****{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn national(text: &str, country: Country) -> Result<String, PhoneError> {
        PhoneNumber::typed(text, country).map(|phone| phone.national().to_owned())
    }

    #[test]
    fn a_number_is_read_in_every_way_people_write_it() {
        for text in
            ["90123456", "90 12 34 56", "90.12.34.56", "+228 90 12 34 56", "0022890123456", "22890123456", " (90)12-34-56 "]
        {
            assert_eq!(national(text, Country::Tg).as_deref(), Ok("90123456"), "{text}");
        }
        assert_eq!(national("07 07 12 34 56", Country::Ci).as_deref(), Ok("0707123456"));
        assert_eq!(national("+225 0707123456", Country::Ci).as_deref(), Ok("0707123456"));
        assert_eq!(national("22 81 23 45", Country::Tg).as_deref(), Ok("22812345"), "it only begins like the calling code");
        assert_eq!(national("77 123 45 67", Country::Sn).as_deref(), Ok("771234567"));
        assert_eq!(national("70123456", Country::Bf).as_deref(), Ok("70123456"));
        assert_eq!(national("+22366123456", Country::Ml).as_deref(), Ok("66123456"));
    }

    #[test]
    fn an_old_number_of_benin_is_made_a_new_one_and_one_of_cote_d_ivoire_is_refused() {
        for text in ["97123456", "+229 97123456", "22997123456", "0197123456", "+229 01 97 12 34 56"] {
            assert_eq!(national(text, Country::Bj).as_deref(), Ok("0197123456"), "{text}");
        }
        assert_eq!(national("9712345678", Country::Bj), Err(PhoneError::WrongLength));
        assert_eq!(national("07123456", Country::Ci), Err(PhoneError::OldIvorian));
        assert_eq!(national("+225 07123456", Country::Ci), Err(PhoneError::OldIvorian));
    }

    #[test]
    fn what_is_no_number_of_the_country_is_refused_with_its_reason() {
        let cases = [
            ("", PhoneError::Empty),
            ("+", PhoneError::Empty),
            ("9012345", PhoneError::WrongLength),
            ("901234567", PhoneError::WrongLength),
            ("+229 0197123456", PhoneError::Foreign),
            ("2290197123456", PhoneError::Foreign),
            ("+33612345678", PhoneError::Foreign),
            ("+228 9012345", PhoneError::WrongLength),
            ("90 12 34 5x", PhoneError::Unreadable),
            ("٩٠١٢٣٤٥٦", PhoneError::Unreadable),
        ];
        for (text, reason) in cases {
            assert_eq!(national(text, Country::Tg), Err(reason), "{text}");
        }
        assert_eq!(national("+0022890123456", Country::Tg), Err(PhoneError::Foreign), "only one of + and 00");
        assert_eq!(national("77 12 34 56", Country::Sn), Err(PhoneError::WrongLength), "only Côte d'Ivoire had eight digits");
        assert_eq!(national("07 07 12 34 5", Country::Ci), Err(PhoneError::WrongLength));
    }

    #[test]
    fn a_page_takes_six_to_fifteen_digits_as_typed() {
        assert_eq!(PayerNumber::as_typed("12 34 56").map(|payer| payer.digits().to_owned()).as_deref(), Ok("123456"));
        assert_eq!(
            PayerNumber::as_typed("00228 90123456").map(|payer| payer.digits().to_owned()).as_deref(),
            Ok("0022890123456")
        );
        assert_eq!(PayerNumber::as_typed("+"), Err(PhoneError::Empty));
        assert_eq!(PayerNumber::as_typed("12345"), Err(PhoneError::WrongLength));
        assert_eq!(PayerNumber::as_typed("1234567890123456"), Err(PhoneError::WrongLength));
        assert_eq!(PayerNumber::as_typed("12345a"), Err(PhoneError::Unreadable));
    }

    #[test]
    fn a_number_prints_masked() {
        let phone = PhoneNumber::typed("90123456", Country::Tg).unwrap();
        assert_eq!(format!("{phone:?}"), "+228 ****3456");
        assert_eq!(format!("{:?}", PayerNumber::from(phone)), "****3456");
        assert_eq!(PayerNumber::as_typed("123456").unwrap().masked(), "****56");
    }
}
