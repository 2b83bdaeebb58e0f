//! A case as JSON text straight into what it tells of the plan's facts, without a copy of its words: what most cases of a batch are read by.
//!
//! Only the plan's own words, each fact once and in its plainest form, are understood. Anything else is left to [`Facts`](super::Facts),
//! which also says what is wrong.

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::lexicon::{Lexicon, Values};
use crate::model::{FactId, FactType, Model, Situation, Told, ValueId};

/// More values of one set are left to the slower reading.
const MANY: usize = 64;

/// What a case tells, as it was read. May be filled again and again.
#[derive(Debug, Default)]
pub struct QuickReading {
    /// By fact.
    told: Vec<Option<Told<Range<usize>>>>,
    /// The values of all sets.
    values: Vec<ValueId>,
}

impl QuickReading {
    /// Reads the facts of a JSON object; `None` where they have to be read more slowly.
    pub fn read(&mut self, text: &str, model: &Model, lexicon: &Lexicon) -> Option<()> {
        self.told.clear();
        self.told.resize(model.facts.len(), None);
        self.values.clear();
        let mut json = serde_json::Deserializer::from_str(text);
        let reader = Reader {
            model,
            lexicon,
            out: self,
        };
        reader.deserialize(&mut json).ok()?;
        json.end().ok()
    }

    /// What is told of a fact.
    pub fn get(&self, fact: FactId) -> Option<Told<impl Iterator<Item = ValueId> + '_>> {
        self.told.get(fact.index())?.as_ref().map(|told| self.spread(told))
    }

    /// What is told, fact by fact.
    pub fn iter(&self) -> impl Iterator<Item = (FactId, Told<impl Iterator<Item = ValueId> + '_>)> {
        let facts = (0..).map(FactId).zip(&self.told);
        facts.filter_map(|(fact, told)| Some((fact, self.spread(told.as_ref()?))))
    }

    /// The same as a situation.
    pub fn situation(&self) -> Situation {
        Situation {
            facts: self.iter().map(|(fact, told)| (fact, told.into())).collect(),
        }
    }

    fn spread(&self, told: &Told<Range<usize>>) -> Told<impl Iterator<Item = ValueId> + '_> {
        match told {
            Told::Set(range) => Told::Set(self.values.get(range.clone()).unwrap_or(&[]).iter().copied()),
            Told::One(value) => Told::One(*value),
            Told::Int(n) => Told::Int(*n),
            Told::Bool(yes) => Told::Bool(*yes),
        }
    }
}

struct Reader<'a> {
    model: &'a Model,
    lexicon: &'a Lexicon,
    out: &'a mut QuickReading,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("facts in the plan's own words")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(fact) = map.next_key_seed(FactWord(self.lexicon))? {
            let reader = ValueReader {
                kind: &self.model.fact(fact).kind,
                words: self.lexicon.values(fact).ok_or_else(unread)?,
                values: &mut self.out.values,
            };
            let Some(told) = map.next_value_seed(reader)? else {
                continue;
            };
            match self.out.told.get_mut(fact.index()) {
                Some(slot @ None) => *slot = Some(told),
                _ => return Err(unread()),
            }
        }
        Ok(())
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

/// Reads what is told of one fact; nothing for `null`.
struct ValueReader<'a> {
    kind: &'a FactType,
    words: &'a Values,
    values: &'a mut Vec<ValueId>,
}

type Read = Option<Told<Range<usize>>>;

impl<'de> DeserializeSeed<'de> for ValueReader<'_> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueReader<'_> {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of the fact")
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<Read, E> {
        match self.kind {
            FactType::Bool => Ok(Some(Told::Bool(yes))),
            _ => Err(unread()),
        }
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Read, E> {
        match self.kind {
            FactType::Int { min, max, .. } if (*min..=*max).contains(&n) => Ok(Some(Told::Int(n))),
            _ => Err(unread()),
        }
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Read, E> {
        self.visit_i64(i64::try_from(n).map_err(|_| unread::<E>())?)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Read, E> {
        match (self.kind, self.words.get(word)) {
            (FactType::One | FactType::Ordered, Some(value)) => Ok(Some(Told::One(*value))),
            _ => Err(unread()),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Read, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Read, A::Error> {
        if *self.kind != FactType::Set {
            return Err(unread());
        }
        let first = self.values.len();
        while let Some(value) = list.next_element_seed(ValueWord(self.words))? {
            let so_far = self.values.get(first..).unwrap_or(&[]);
            if so_far.len() == MANY {
                return Err(unread());
            }
            if !so_far.contains(&value) {
                self.values.push(value);
            }
        }
        if let Some(set) = self.values.get_mut(first..) {
            set.sort_unstable();
        }
        Ok(Some(Told::Set(first..self.values.len())))
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
