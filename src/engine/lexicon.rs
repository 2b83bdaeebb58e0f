//! The words of a plan's facts and values, found at once: facts of a case become its situation without searching lists.
//!
//! Words that are not there as they stand (another width, a list in one word, a mistake) are left to the slower reading, which also says
//! what is wrong.

use std::collections::HashMap;

use super::facts::RawValue;
use crate::logic::QuickBuild;
use crate::model::{FactId, FactType, Given, Model, ValueId};

/// Names and aliases, each with what it stands for.
#[derive(Debug, Default)]
pub struct Lexicon {
    facts: HashMap<String, FactId, QuickBuild>,
    /// For each fact, its values.
    values: Vec<Values>,
}

/// The words of one fact's values.
pub type Values = HashMap<String, ValueId, QuickBuild>;

impl Lexicon {
    /// The words of a model.
    pub fn new(model: &Model) -> Lexicon {
        let mut out = Lexicon::default();
        // Names come first: an alias that is also a name stands for what is named so.
        for (id, fact) in model.facts() {
            out.facts.entry(fact.name.clone()).or_insert(id);
        }
        for (id, fact) in model.facts() {
            for alias in &fact.aliases {
                out.facts.entry(alias.clone()).or_insert(id);
            }
            let mut values = Values::with_capacity_and_hasher(fact.values.len(), QuickBuild::default());
            let numbered = || {
                fact.values
                    .iter()
                    .enumerate()
                    .map(|(at, v)| (ValueId::from_index(at), v))
            };
            for (value, known) in numbered() {
                values.entry(known.name.clone()).or_insert(value);
            }
            for (value, known) in numbered() {
                for alias in &known.aliases {
                    values.entry(alias.clone()).or_insert(value);
                }
            }
            out.values.push(values);
        }
        out
    }

    /// The fact of this name or alias, as it stands.
    pub fn fact(&self, word: &str) -> Option<FactId> {
        self.facts.get(word).copied()
    }

    /// The words of a fact's values.
    pub fn values(&self, id: FactId) -> Option<&Values> {
        self.values.get(id.index())
    }

    /// What a value says of a fact, where it says it in the plan's own words.
    pub fn given(&self, model: &Model, id: FactId, value: &RawValue) -> Option<Given> {
        let values = self.values(id)?;
        match (model.fact(id).kind, value) {
            (FactType::Bool, RawValue::Bool(yes)) => Some(Given::Bool(*yes)),
            (FactType::One | FactType::Ordered, RawValue::Word(word)) => values.get(word).copied().map(Given::One),
            (FactType::Int { min, max, .. }, RawValue::Int(n)) if (min..=max).contains(n) => Some(Given::Int(*n)),
            (FactType::Set, RawValue::List(words)) => {
                let value = |word: &RawValue| match word {
                    RawValue::Word(word) => values.get(word).copied(),
                    _ => None,
                };
                words.iter().map(value).collect::<Option<_>>().map(Given::Set)
            }
            _ => None,
        }
    }
}
