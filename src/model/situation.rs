//! A situation: what is known of one case.

use std::collections::{BTreeMap, BTreeSet};

use super::id::{FactId, ValueId};

/// What is known of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// The whole set; values not in it (nor implied by it) do not hold.
    Set(BTreeSet<ValueId>),
    /// The single value or grade.
    One(ValueId),
    /// The number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
}

/// The same, however the values of a set are kept.
#[derive(Debug, Clone)]
pub enum Told<V> {
    /// The whole set.
    Set(V),
    /// The single value or grade.
    One(ValueId),
    /// The number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
}

impl Given {
    /// The same with the values of a set one after another, in their order.
    pub fn told(&self) -> Told<impl Iterator<Item = ValueId> + '_> {
        match self {
            Given::Set(values) => Told::Set(values.iter().copied()),
            Given::One(value) => Told::One(*value),
            Given::Int(n) => Told::Int(*n),
            Given::Bool(yes) => Told::Bool(*yes),
        }
    }
}

impl<V: Iterator<Item = ValueId>> From<Told<V>> for Given {
    fn from(told: Told<V>) -> Given {
        match told {
            Told::Set(values) => Given::Set(values.collect()),
            Told::One(value) => Given::One(value),
            Told::Int(n) => Given::Int(n),
            Told::Bool(yes) => Given::Bool(yes),
        }
    }
}

/// The facts of one case. A fact that is not in it is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Situation {
    /// What is known.
    pub facts: BTreeMap<FactId, Given>,
}

impl Situation {
    /// What is known of a fact.
    #[must_use]
    pub fn get(&self, fact: FactId) -> Option<&Given> {
        self.facts.get(&fact)
    }
}
