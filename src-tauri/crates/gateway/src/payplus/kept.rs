//! `custom_data`: what we had the gateway keep for us, and what it gives back.
//!
//! The document gives back « les custom_data envoyées »; production answers make a list of them, each with its name and its
//! value in fields of their own. A text may hold either.

use std::fmt;

use comptoir_core::code::Reason;
use comptoir_core::evidence::Told;
use comptoir_core::order::Order;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::json::{Field, told};
use crate::pairs::Pairs;

/// Our reference.
pub(super) const REFERENCE: &str = "reference";
const PAYMENT_ID: &str = "payment_id";
const AMOUNT: &str = "amount";

/// Undocumented, seen in production answers: the fields of a list's entry. `datecreation_customdata` is not read.
pub(super) const ENTRY_NAME: &str = "keyof_customdata";
pub(super) const ENTRY_VALUE: &str = "valueof_customdata";

/// What was given back.
pub(super) enum Kept {
    /// Names and values.
    Object(Pairs),
    /// A list; PHP writes what is empty so.
    List(Vec<Entry>),
    /// Anything else.
    Strange,
}

/// What stands in a list: names and values, or none of either. Nothing in it is looked into, so that lists in texts in lists, however
/// deep, need no more room than one.
pub(super) struct Entry(Option<Pairs>);

impl Kept {
    /// What a text holds.
    pub(super) fn of_text(text: &str) -> Self {
        if text.is_empty() { Self::List(Vec::new()) } else { serde_json::from_str(text).unwrap_or(Self::Strange) }
    }

    /// Its names and values, if it has that shape; no pair where it is empty.
    pub(super) fn pairs(self) -> Option<Pairs> {
        match self {
            Self::Object(pairs) => Some(pairs),
            Self::List(entries) => entries.into_iter().map(Entry::pair).collect::<Option<_>>().map(Pairs::of),
            Self::Strange => None,
        }
    }
}

impl Entry {
    fn pair(self) -> Option<(String, Field)> {
        let Self(pairs) = self;
        let pairs = pairs?;
        let Field::Text(name) = pairs.get(ENTRY_NAME)? else { return None };
        Some((name.clone(), pairs.get(ENTRY_VALUE)?.clone()))
    }
}

/// What the gateway says that it kept for us.
pub(super) struct Echo {
    /// Our reference, as it has it.
    pub(super) reference: Told<String>,
    /// What is otherwise than we gave it, the first thing found.
    pub(super) difference: Option<Reason>,
}

/// What `kept` comes to for `order`. Nothing given back is no difference; something else given back is one.
pub(super) fn echo(kept: [Option<Kept>; 2], order: &Order, hidden: &[&str]) -> Echo {
    let mut echo = Echo { reference: Told::Nothing, difference: None };
    for kept in kept.into_iter().flatten() {
        let Some(pairs) = kept.pairs() else {
            echo.difference = echo.difference.or(Some(Reason::ReferenceDiffers));
            continue;
        };
        if pairs.is_empty() {
            continue;
        }
        echo.difference = echo.difference.or_else(|| difference(&pairs, order));
        if echo.reference == Told::Nothing {
            echo.reference = told(pairs.get(REFERENCE), |field| field.name(hidden));
        }
    }
    echo
}

fn difference(pairs: &Pairs, order: &Order) -> Option<Reason> {
    let is_text = |field: &Field, ours: &str| matches!(field, Field::Text(text) if text == ours);
    let named = |name: &str, ours: &str| match pairs.get(name) {
        None => Some(Reason::ReferenceMissing),
        Some(field) => (!is_text(field, ours)).then_some(Reason::ReferenceDiffers),
    };
    let amount = || match pairs.get(AMOUNT) {
        None => Some(Reason::AmountMissing),
        Some(field) => (field.whole() != Some(order.amount.minor())).then_some(Reason::AmountDiffers),
    };
    named(REFERENCE, order.reference.as_str()).or_else(|| named(PAYMENT_ID, &order.payment_id.to_string())).or_else(amount)
}

impl<'de> Deserialize<'de> for Kept {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KeptVisitor)
    }
}

struct KeptVisitor;

impl<'de> Visitor<'de> for KeptVisitor {
    type Value = Kept;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Kept, A::Error> {
        Pairs::deserialize(MapAccessDeserializer::new(entries)).map(Kept::Object)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Kept, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = items.next_element::<Option<Entry>>()? {
            list.push(entry.unwrap_or(Entry(None)));
        }
        Ok(Kept::List(list))
    }

    fn visit_str<E>(self, text: &str) -> Result<Kept, E> {
        Ok(Kept::of_text(text))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Kept, E> {
        Ok(Kept::Strange)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Kept, E> {
        Ok(Kept::Strange)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Kept, E> {
        Ok(Kept::Strange)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Kept, E> {
        Ok(Kept::Strange)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EntryVisitor)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Entry, A::Error> {
        Pairs::deserialize(MapAccessDeserializer::new(entries)).map(|pairs| Entry(Some(pairs)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Entry, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Entry(None))
    }

    fn visit_str<E>(self, _: &str) -> Result<Entry, E> {
        Ok(Entry(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Entry, E> {
        Ok(Entry(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Entry, E> {
        Ok(Entry(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Entry, E> {
        Ok(Entry(None))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Entry, E> {
        Ok(Entry(None))
    }
}
