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
