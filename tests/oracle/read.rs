//! Bytes read once more, by other code than the program's: nothing that stands twice is lost, and nothing is made up.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Why bytes are no documented success.
pub(super) type Lack = String;

/// What stands in JSON, duplicates included.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    Null,
    Bool(bool),
    Whole(i64),
    /// A number with a fraction or an exponent, or too large.
    OtherNumber,
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Tree {
    /// The JSON object in `bytes`.
    pub(super) fn object(bytes: &[u8]) -> Result<Self, Lack> {
        match serde_json::from_slice(bytes) {
            Ok(object @ Self::Object(_)) => Ok(object),
            Ok(_) => Err("no object".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Object(entries) => entries,
            Self::Null | Self::Bool(_) | Self::Whole(_) | Self::OtherNumber | Self::Text(_) | Self::List(_) => &[],
        }
    }

    /// The field, which must not stand there twice; none where it is absent or null.
    pub(super) fn one(&self, name: &str) -> Result<Option<&Self>, Lack> {
        let mut found = self.entries().iter().filter(|(known, _)| known == name).map(|(_, value)| value);
        let first = found.next();
        if found.next().is_some() { Err(format!("{name} twice")) } else { Ok(first.filter(|value| **value != Self::Null)) }
    }

    /// The text of a field that must be one.
    pub(super) fn text(&self, name: &str) -> Result<&str, Lack> {
        match self.one(name)? {
            Some(Self::Text(text)) => Ok(text),
            other => Err(format!("{name} is {other:?}")),
        }
    }

    /// The field must have this text.
    pub(super) fn must_be(&self, name: &str, text: &str) -> Result<(), Lack> {
        let found = self.text(name)?;
        if found == text { Ok(()) } else { Err(format!("{name} is {found}")) }
    }

    /// The field must be absent, or be `name`d so: as text or, where its digits are a number, as that.
    pub(super) fn may_be(&self, name: &str, expected: &str) -> Result<(), Lack> {
        match self.one(name)? {
            None => Ok(()),
            Some(value) if value.is_written(expected) => Ok(()),
            Some(value) => Err(format!("{name} is {value:?}")),
        }
    }

    /// The field must be there and be named so.
    pub(super) fn must_be_named(&self, name: &str, expected: &str) -> Result<(), Lack> {
        if self.one(name)?.is_none() { Err(format!("no {name}")) } else { self.may_be(name, expected) }
    }

    /// Whether it is this text, or the number that the text writes.
    pub(super) fn is_written(&self, expected: &str) -> bool {
        match self {
            Self::Text(text) => text == expected,
            Self::Whole(number) => number.to_string() == expected,
            Self::Null | Self::Bool(_) | Self::OtherNumber | Self::List(_) | Self::Object(_) => false,
        }
    }

    /// Every text and number in it, and so often in the JSON that a text holds.
    pub(super) fn words(&self, inside: u8, found: &mut Vec<String>) {
        match self {
            Self::Null | Self::Bool(_) | Self::OtherNumber => {}
            Self::Whole(number) => found.push(number.to_string()),
            Self::Text(text) => {
                if let (Some(deeper), Ok(tree)) = (inside.checked_sub(1), serde_json::from_str::<Self>(text)) {
                    tree.words(deeper, found);
                }
                found.push(text.clone());
            }
            Self::List(items) => items.iter().for_each(|item| item.words(inside, found)),
            Self::Object(entries) => entries.iter().for_each(|(_, value)| value.words(inside, found)),
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(i64::try_from(number).map_or(Tree::OtherNumber, Tree::Whole))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::OtherNumber)
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Tree::Object(object))
    }
}

/// The names and values of a form or a query.
pub(super) fn form(text: &[u8]) -> Vec<(String, Tree)> {
    let parts = text.trim_ascii().split(|byte| *byte == b'&').filter(|part| !part.is_empty());
    let decoded = |part: &[u8]| unescaped(&part.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect::<Vec<_>>());
    let pairs = parts.map(|part| {
        let end = part.iter().position(|byte| *byte == b'=').unwrap_or(part.len());
        (&part[..end], part.get(end + 1..).unwrap_or_default())
    });
    pairs.map(|(name, value)| (decoded(name), Tree::Text(decoded(value)))).collect()
}

/// `bytes` with its `%XX` replaced by what they write.
pub(super) fn unescaped(bytes: &[u8]) -> String {
    let (mut decoded, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        let written = pair.filter(|pair| byte == b'%' && pair.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let written = written.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        decoded.push(written.unwrap_or(byte));
        at += if written.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
