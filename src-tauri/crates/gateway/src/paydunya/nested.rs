//! An object inside an answer, before any of it is believed. The gateway's PHP writes an empty one as an empty list.

use std::fmt;
use std::marker::PhantomData;

use comptoir_core::evidence::Told;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What stands where an object should. A field that stands twice in the object makes the whole answer unreadable.
pub(super) enum Nested<T> {
    /// The object, its fields as `T` names them.
    Of(T),
    /// An empty list.
    Empty,
    /// A text.
    Text(String),
    /// Anything else.
    Strange,
}

impl<T> Nested<T> {
    /// The object in `field`; what is there and is none is strange, never absent.
    pub(super) const fn told(field: Option<&Self>) -> Told<&T> {
        match field {
            Some(Self::Of(object)) => Told::That(object),
            None | Some(Self::Empty) => Told::Nothing,
            Some(Self::Text(_) | Self::Strange) => Told::Strange,
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nested<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NestedVisitor(PhantomData))
    }
}

struct NestedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for NestedVisitor<T> {
    type Value = Nested<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Nested<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(entries)).map(Nested::Of)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Nested<T>, A::Error> {
        let mut nested = Nested::Empty;
        while items.next_element::<IgnoredAny>()?.is_some() {
            nested = Nested::Strange;
        }
        Ok(nested)
    }

    fn visit_str<E>(self, text: &str) -> Result<Nested<T>, E> {
        Ok(Nested::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Nested<T>, E> {
        Ok(Nested::Strange)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Nested<T>, E> {
        Ok(Nested::Strange)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Nested<T>, E> {
        Ok(Nested::Strange)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Nested<T>, E> {
        Ok(Nested::Strange)
    }
}
