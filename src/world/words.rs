//! Tests and states of facts in words, for reasons and questions.

use super::layout::{FactDims, World};
use crate::logic::{ClassSet, Partial};
use crate::model::{Fact, FactId, FactType, Leaf, Model, ValueId};

/// What is known of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactState {
    /// Nothing.
    Unknown,
    /// These values are present; whether others are is unknown unless `complete`.
    Tags {
        /// Present values.
        present: Vec<ValueId>,
        /// Whether every other value is known to be absent.
        complete: bool,
    },
    /// One of these values.
    Among(Vec<ValueId>),
    /// Yes or no.
    Bool(bool),
}

impl World {
    /// What is known of a fact (numbers aside: those are read from the situation).
    #[must_use]
    pub fn state(&self, fact: FactId, partial: &Partial) -> FactState {
        match self.dims(fact) {
            Some(FactDims::Bool(dim)) => match partial.domain(*dim).and_then(ClassSet::only) {
                Some(class) => FactState::Bool(class == 1),
                None => FactState::Unknown,
            },
            Some(FactDims::Tags(tags)) => {
                let class = |i: usize| tags.get(i).and_then(|d| partial.domain(*d)).and_then(ClassSet::only);
                let present: Vec<ValueId> = (0..tags.len())
                    .filter(|i| class(*i) == Some(1))
                    .map(ValueId::from_index)
                    .collect();
                let complete = (0..tags.len()).all(|i| class(i).is_some());
                if present.is_empty() && !complete {
                    FactState::Unknown
                } else {
                    FactState::Tags { present, complete }
                }
            }
            Some(FactDims::One(dim)) => match partial.domain(*dim) {
                Some(set) if !set.is_full() => FactState::Among(set.iter().map(ValueId).collect()),
                _ => FactState::Unknown,
            },
            _ => FactState::Unknown,
        }
    }
}

/// A test in the words of the language: `年龄 >= 16`.
#[must_use]
pub fn describe_leaf(model: &Model, leaf: &Leaf) -> String {
    let fact = model.fact(leaf.fact());
    match leaf {
        Leaf::Yes(_) => fact.name.clone(),
        Leaf::Has(_, value) => format!("{} 含 {}", fact.name, fact.value_name(*value)),
        Leaf::Among(_, values) => among(fact, values),
        Leaf::Within(_, from, to) => within(fact, *from, *to),
    }
}

fn among(fact: &Fact, values: &[ValueId]) -> String {
    let names = |list: &[ValueId]| list.iter().map(|v| fact.value_name(*v)).collect::<Vec<_>>().join("、");
    if fact.kind == FactType::Ordered && values.len() > 1 {
        let last = ValueId::from_index(fact.values.len().saturating_sub(1));
        if values.contains(&last) {
            return format!(
                "{} >= {}",
                fact.name,
                values.first().map_or("", |v| fact.value_name(*v))
            );
        }
    }
    // Values below one that is named need no mention.
    let broadest: Vec<ValueId> = values
        .iter()
        .copied()
        .filter(|v| !fact.ancestors(*v).iter().skip(1).any(|a| values.contains(a)))
        .collect();
    match broadest.as_slice() {
        [one] => format!("{} 为 {}", fact.name, fact.value_name(*one)),
        several => format!("{} 属于 ({})", fact.name, names(several)),
    }
}

fn within(fact: &Fact, from: Option<i64>, to: Option<i64>) -> String {
    let measure = fact.measure.as_deref().unwrap_or("");
    let name = &fact.name;
    match (from, to) {
        (Some(a), Some(b)) if a == b => format!("{name} = {a}{measure}"),
        (Some(a), Some(b)) => format!("{name} 属于 {a}..{b}{measure}"),
        (Some(a), None) => format!("{name} >= {a}{measure}"),
        (None, Some(b)) => format!("{name} <= {b}{measure}"),
        (None, None) => name.clone(),
    }
}
