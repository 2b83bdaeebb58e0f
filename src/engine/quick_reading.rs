//! A case as JSON text straight into a situation, without a copy of its words: what most cases of a batch are read by.
//!
//! Only the plan's own words, each fact once and in its plainest form, are understood. Anything else is left to [`Facts`](super::Facts),
//! which also says what is wrong.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::lexicon::{Lexicon, Values};
use crate::model::{FactId, FactType, Given, Model, Situation, ValueId};

/// Reads the facts of a JSON object; `None` where they have to be read more slowly.
pub fn situation(text: &str, model: &Model, lexicon: &Lexicon) -> Option<Situation> {
    let mut json = serde_json::Deserializer::from_str(text);
    let situation = Reader { model, lexicon }.deserialize(&mut json).ok()?;
    json.end().ok()?;
    Some(situation)
}

struct Reader<'a> {
    model: &'a Model,
    lexicon: &'a Lexicon,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Situation;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Situation, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Situation;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("facts in the plan's own words")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Situation, A::Error> {
        let mut out = Situation::default();
        while let Some(fact) = map.next_key_seed(FactWord(self.lexicon))? {
            let reader = ValueReader {
                kind: &self.model.fact(fact).kind,
                values: self.lexicon.values(fact).ok_or_else(unread)?,
            };
            let Some(given) = map.next_value_seed(reader)? else {
                continue;
            };
            if out.facts.insert(fact, given).is_some() {
                return Err(unread());
            }
        }
        Ok(out)
    }
}

/// The message is never shown.
fn unread<E: Error>() -> E {
    E::custom("")
}

struct FactWord<'a>(&'a Lexicon);

impl<'de> DeserializeSeed<'de> for FactWord<'_> {
    type Value = FactId;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<FactId, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for FactWord<'_> {
    type Value = FactId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fact")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<FactId, E> {
        self.0.fact(word).ok_or_else(unread)
    }
}

/// Reads what is given of one fact; nothing for `null`.
struct ValueReader<'a> {
    kind: &'a FactType,
    values: &'a Values,
}

impl<'de> DeserializeSeed<'de> for ValueReader<'_> {
    type Value = Option<Given>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Given>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueReader<'_> {
    type Value = Option<Given>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of the fact")
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Option<Given>, E> {
        match self.kind {
            FactType::Bool => Ok(Some(Given::Bool(yes))),
            _ => Err(unread()),
        }
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Option<Given>, E> {
        match self.kind {
            FactType::Int { min, max, .. } if (*min..=*max).contains(&n) => Ok(Some(Given::Int(n))),
            _ => Err(unread()),
        }
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Option<Given>, E> {
        self.visit_i64(i64::try_from(n).map_err(|_| unread::<E>())?)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Option<Given>, E> {
        match (self.kind, self.values.get(word)) {
            (FactType::One | FactType::Ordered, Some(value)) => Ok(Some(Given::One(*value))),
            _ => Err(unread()),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Option<Given>, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Given>, A::Error> {
        if *self.kind != FactType::Set {
            return Err(unread());
        }
        let mut out = BTreeSet::new();
        while let Some(value) = list.next_element_seed(ValueWord(self.values))? {
            out.insert(value);
        }
        Ok(Some(Given::Set(out)))
    }
}

struct ValueWord<'a>(&'a Values);

impl<'de> DeserializeSeed<'de> for ValueWord<'_> {
    type Value = ValueId;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<ValueId, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for ValueWord<'_> {
    type Value = ValueId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<ValueId, E> {
        self.0.get(word).copied().ok_or_else(unread)
    }
}
