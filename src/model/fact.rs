//! Facts of situations, their values, and the constraints that every situation satisfies.

use super::clause::Clause;
use super::condition::Condition;
use super::deadline::TimeUnit;
use super::id::ValueId;
use crate::text::Span;

/// What a fact can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactType {
    /// Yes or no.
    Bool,
    /// One value.
    One,
    /// One value of a rising scale.
    Ordered,
    /// Any number of values.
    Set,
    /// A whole number between two bounds, perhaps of a unit of time.
    Int {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
        /// The unit of time that it counts, if it is a duration.
        unit: Option<TimeUnit>,
    },
}

/// A fact.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What it can hold.
    pub kind: FactType,
    /// Its values, in the order of the text (rising for a scale).
    pub values: Vec<FactValue>,
    /// The unit of a number, as written.
    pub measure: Option<String>,
    /// What it means.
    pub note: Option<String>,
    /// The question that a form puts.
    pub question: Option<String>,
    /// Whether logs must mask it.
    pub sensitive: bool,
    /// Whether it can change while a case runs.
    pub evolves: bool,
    /// Whether the text uses it without saying how it is told.
    pub undefined: bool,
    /// Where it is declared.
    pub span: Span,
}

/// A value of a fact.
#[derive(Debug, Clone)]
pub struct FactValue {
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Broader values that it implies.
    pub parents: Vec<ValueId>,
    /// What it means.
    pub note: Option<String>,
    /// Whether the text uses the word without saying what it means.
    pub undefined: bool,
    /// Where it is declared.
    pub span: Span,
}

impl Fact {
    /// The value with this id.
    #[must_use]
    pub fn value(&self, id: ValueId) -> Option<&FactValue> {
        self.values.get(id.index())
    }

    /// The value's name, or nothing for an id of another fact.
    #[must_use]
    pub fn value_name(&self, id: ValueId) -> &str {
        self.value(id).map_or("", |v| &v.name)
    }

    /// Finds a value by name or alias.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<ValueId> {
        let by_name = self.values.iter().position(|v| v.name == word);
        by_name
            .or_else(|| self.values.iter().position(|v| v.aliases.iter().any(|a| a == word)))
            .map(ValueId::from_index)
    }

    /// A value with everything that it implies, itself first.
    #[must_use]
    pub fn ancestors(&self, id: ValueId) -> Vec<ValueId> {
        let mut seen = vec![false; self.values.len()];
        let mut out = vec![id];
        let mut next = 0;
        while let Some(value) = out.get(next).and_then(|v| self.value(*v)) {
            for parent in &value.parents {
                if *parent != id
                    && seen
                        .get_mut(parent.index())
                        .is_some_and(|s| !std::mem::replace(s, true))
                {
                    out.push(*parent);
                }
            }
            next += 1;
        }
        out
    }

    /// A value with everything that implies it, itself first.
    #[must_use]
    pub fn descendants(&self, id: ValueId) -> Vec<ValueId> {
        self.children().descendants(id)
    }

    /// Which values each value is a parent of: for many questions about descendants.
    #[must_use]
    pub fn children(&self) -> Children {
        let mut below: Vec<Vec<ValueId>> = vec![Vec::new(); self.values.len()];
        for (index, value) in self.values.iter().enumerate() {
            for parent in &value.parents {
                if let Some(children) = below.get_mut(parent.index()) {
                    children.push(ValueId::from_index(index));
                }
            }
        }
        Children(below)
    }
}

/// The values below each value of a fact.
#[derive(Debug, Clone)]
pub struct Children(Vec<Vec<ValueId>>);

impl Children {
    /// A value with everything that implies it, itself first.
    #[must_use]
    pub fn descendants(&self, id: ValueId) -> Vec<ValueId> {
        let mut seen = std::collections::BTreeSet::from([id]);
        let mut waiting = vec![id];
        while let Some(value) = waiting.pop() {
            for child in self.0.get(value.index()).into_iter().flatten() {
                if seen.insert(*child) {
                    waiting.push(*child);
                }
            }
        }
        seen.remove(&id);
        std::iter::once(id).chain(seen).collect()
    }
}

/// Where the premise holds, the conclusion holds.
#[derive(Debug, Clone)]
pub struct Constraint {
    /// Its name.
    pub name: String,
    /// The premise; [`Condition::Always`] where it has none.
    pub premise: Condition,
    /// The conclusion.
    pub conclusion: Condition,
    /// Why it holds.
    pub because: Option<String>,
    /// The clauses that say so, for a plan's own.
    pub clauses: Vec<Clause>,
    /// Where it is declared.
    pub span: Span,
}
