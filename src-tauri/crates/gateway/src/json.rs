//! What stands in a JSON answer, before any of it is believed.

use std::fmt;

use comptoir_core::code::Reason;
use comptoir_core::evidence::{Told, Word};
use comptoir_core::text::cleaned;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::hidden::{SHORTEST_KEY, tells};

#[cfg(test)]
mod tests;

/// Longest text that is kept of an answer, in characters.
const LONGEST: usize = 64;

/// What some web pages begin with, and no JSON may.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The JSON object in `body`, its fields as `T` names them; a field that stands there twice makes it unreadable.
pub(crate) fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T, Reason> {
    let unmarked = body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body);
    if unmarked.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<') {
        return Err(Reason::WebPage);
    }
    // Read as a whole first: what `T` does not name must be sound JSON too, and a list is no object.
    match serde_json::from_slice(body) {
        Ok(Value::Object(_)) => serde_json::from_slice(body).map_err(|_| Reason::Unreadable),
        Ok(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) | Err(_) => {
            Err(Reason::Unreadable)
        }
    }
}

/// The value of a field that is there and is not null. No part of it is ever made up.
#[derive(Clone)]
pub(crate) enum Field {
    /// A number without fraction or exponent.
    Whole(i64),
    /// A text.
    Text(String),
    /// Anything else.
    Strange,
}

impl Field {
    /// Whether it is neither a whole number nor a text.
    pub(crate) const fn is_strange(&self) -> bool {
        matches!(self, Self::Strange)
    }

    /// The whole number, written as a number or as its digits and nothing else.
    pub(crate) fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(number) => Some(*number),
            Self::Text(digits) => {
                let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
                digits.parse().ok().filter(|_| plain)
            }
            Self::Strange => None,
        }
    }

    /// The name of a payment, exactly as it is written, unless it is no name.
    pub(crate) fn name(&self, hidden: &[&str]) -> Option<String> {
        match self {
            Self::Whole(number) => Some(number.to_string()),
            Self::Text(text) => visible(text, hidden).filter(|visible| visible == text),
            Self::Strange => None,
        }
    }

    /// What may be kept and shown of it.
    pub(crate) fn shown(&self, hidden: &[&str]) -> Option<String> {
        match self {
            Self::Whole(number) => Some(number.to_string()),
            Self::Text(text) => visible(text, hidden),
            Self::Strange => None,
        }
    }

    /// The same of a field that is a word or a few, and has no business with a phone number.
    pub(crate) fn words(&self, hidden: &[&str]) -> Option<String> {
        /// No phone number has fewer digits.
        const DIGITS_OF_A_PHONE: usize = 6;
        let shown = self.shown(hidden)?;
        if shown.chars().filter(|c| c.is_numeric()).count() < DIGITS_OF_A_PHONE {
            return Some(shown);
        }
        Some(shown.chars().map(|c| if c.is_numeric() { '*' } else { c }).collect())
    }

    /// A word that its document does not have; one without anything printable in it is shown to a person as an empty one.
    pub(crate) fn unknown(&self, hidden: &[&str]) -> Word {
        Word::Unknown(self.words(hidden).unwrap_or_default())
    }
}

/// What `read` makes of a field. One that is there and is not understood is strange, never absent.
pub(crate) fn told<T>(field: Option<&Field>, read: impl FnOnce(&Field) -> Option<T>) -> Told<T> {
    match field {
        None => Told::Nothing,
        Some(field) => read(field).map_or(Told::Strange, Told::That),
    }
}

/// One line of `text`, at most [`LONGEST`] characters, without the shop's keys, whoever put them there.
fn visible(text: &str, hidden: &[&str]) -> Option<String> {
    let mut line = cleaned(text, usize::MAX)?;
    for key in hidden.iter().filter(|key| key.len() >= SHORTEST_KEY) {
        line = line.replace(key, "…");
    }
    // Written otherwise, it stands nowhere that could be replaced.
    if tells(&line, hidden) { None } else { cleaned(&line, LONGEST) }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_i64<E>(self, number: i64) -> Result<Field, E> {
        Ok(Field::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Field, E> {
        Ok(i64::try_from(number).map_or(Field::Strange, Field::Whole))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Field, E> {
        Ok(Field::Strange)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Field, E> {
        Ok(Field::Strange)
    }

    fn visit_str<E>(self, text: &str) -> Result<Field, E> {
        Ok(Field::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Field, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Strange)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Field, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Strange)
    }
}
