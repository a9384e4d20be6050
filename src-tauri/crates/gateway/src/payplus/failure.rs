//! « si different de 00 alors echec »: what a refused call says of itself.
//!
//! The document has no list of codes. Production answers hold « Echec (CodeNN) » in `response_text`; what a number means is
//! known from the gateway's sister brand, whose program is the same, and is another thing on each call.

use comptoir_core::code::Reason;

use crate::json::Field;

/// Whether the call succeeded.
pub(super) enum Outcome {
    /// `response_code` is « 00 », and nothing contradicts it.
    Success,
    /// « Echec », with the number of its cause where one is told.
    Failure(Option<u16>),
    /// `response_code` is « 00 », and `response_text` an « Echec » of this number all the same.
    Contradiction(u16),
}

/// What `response_code` and `response_text` say together.
pub(super) fn outcome(code: Option<&Field>, text: Option<&Field>) -> Result<Outcome, Reason> {
    let code = code.filter(|code| !code.is_strange()).ok_or(Reason::Unreadable)?;
    let number = match text {
        Some(Field::Text(text)) => number(text),
        Some(Field::Whole(_) | Field::Strange) | None => None,
    };
    let is_success = matches!(code, Field::Text(code) if code == "00");
    Ok(match (is_success, number) {
        (true, None) => Outcome::Success,
        (true, Some(number)) => Outcome::Contradiction(number),
        (false, number) => Outcome::Failure(number),
    })
}

/// NN of « Echec (CodeNN) »: two or three digits and perhaps a letter, which says nothing more.
fn number(text: &str) -> Option<u16> {
    let (_, rest) = text.split_once("(Code")?;
    let (inside, _) = rest.split_once(')')?;
    let digits = inside.strip_suffix(|last: char| last.is_ascii_alphabetic()).unwrap_or(inside);
    let is_number = matches!(digits.len(), 2 | 3) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

/// Why a create call was refused.
pub(super) const fn of_create(number: Option<u16>) -> Reason {
    match number {
        // Either key.
        Some(0) => Reason::KeyRefused,
        Some(1) => Reason::NotActivated,
        Some(2) => Reason::AmountRefused,
        Some(3 | 14) => Reason::AddressRefused,
        Some(_) | None => Reason::InputRefused,
    }
}

/// Why a confirm call was refused. Code03, which of the create call refuses an internet address, is of this one a fault at the
/// gateway.
pub(super) const fn of_confirm(number: Option<u16>) -> Reason {
    match number {
        Some(0) => Reason::KeyRefused,
        Some(1) => Reason::NotActivated,
        // « Facture introuvable »
        Some(2) => Reason::NotKnown,
        Some(14) => Reason::AddressRefused,
        Some(_) | None => Reason::UnknownWord,
    }
}
