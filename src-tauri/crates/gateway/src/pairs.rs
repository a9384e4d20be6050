//! Names, each with what stands beside it, whatever a message is written in. What is told twice must be told the same, and in one JSON
//! object a name stands once.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use url::form_urlencoded;

use crate::json::Field;

/// The names of a form, of an address's query, or of a JSON object without its nulls.
pub(crate) struct Pairs(Vec<(String, Field)>);

impl Pairs {
    /// Names and values as a form or a query has them. No blank is part of either: one at an end comes from who handed it on.
    pub(crate) fn of_form(text: &[u8]) -> Self {
        let pair = |(name, value): (String, String)| (name, Field::Text(value));
        Self(form_urlencoded::parse(text.trim_ascii()).into_owned().map(pair).collect())
    }

    /// These pairs.
    pub(crate) const fn of(pairs: Vec<(String, Field)>) -> Self {
        Self(pairs)
    }

    /// Those of both.
    pub(crate) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What stands beside `name`; strange where it stands there more than once and not the same.
    pub(crate) fn get(&self, name: &str) -> Option<&Field> {
        let mut told = self.0.iter().filter(|(known, _)| known == name).map(|(_, field)| field);
        let first = told.next()?;
        Some(if told.all(|other| are_equal(first, other)) { first } else { &Field::Strange })
    }
}

/// Whether both say the same; a number may also be written as its digits.
pub(crate) fn are_equal(one: &Field, other: &Field) -> bool {
    match (one, other) {
        (Field::Whole(one), Field::Whole(other)) => one == other,
        (Field::Text(one), Field::Text(other)) => one == other,
        (Field::Whole(number), Field::Text(text)) | (Field::Text(text), Field::Whole(number)) => *text == number.to_string(),
        (Field::Strange, _) | (_, Field::Strange) => false,
    }
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Pairs, A::Error> {
        let mut pairs = Vec::new();
        let mut names = BTreeSet::new();
        while let Some((name, field)) = entries.next_entry::<String, Option<Field>>()? {
            let field = if names.insert(name.clone()) { field } else { Some(Field::Strange) };
            pairs.extend(field.map(|field| (name, field)));
        }
        Ok(Pairs(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn told(pairs: &Pairs, name: &str) -> Option<String> {
        pairs.get(name).map(|field| field.shown(&[]).unwrap_or_else(|| "strange".to_owned()))
    }

    #[test]
    fn what_is_told_twice_is_told_the_same_or_is_strange() {
        let form = |text: &str| Pairs::of_form(text.as_bytes());
        let json = |text: &str| json::object::<Pairs>(text.as_bytes()).unwrap();
        for (pairs, expected) in [
            (form("a=1"), Some("1")),
            (form(" b=2&a=1\r\n"), Some("1")),
            (form("a=%C3%A9+x&b=2"), Some("é x")),
            (form("b=2&A=1"), None),
            (form("a=1&a=1"), Some("1")),
            (form("a=1&a=2"), Some("strange")),
            (json(r#"{"a":1}"#), Some("1")),
            (json(r#"{"a":null}"#), None),
            (json(r#"{"a":1,"a":1}"#), Some("strange")),
            (json(r#"{"a":null,"a":1}"#), Some("strange")),
            (json(r#"{"a":1,"a":2}"#), Some("strange")),
            (json(r#"{"a":{"b":1}}"#), Some("strange")),
            (form("a=1").and(json(r#"{"a":1}"#)), Some("1")),
            (form("a=01").and(json(r#"{"a":1}"#)), Some("strange")),
            (form("a=1").and(json(r#"{"a":[1]}"#)), Some("strange")),
            (form("b=1").and(json("{}")), None),
        ] {
            assert_eq!(told(&pairs, "a").as_deref(), expected);
        }
    }
}
