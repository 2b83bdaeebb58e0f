//! Conditions as formulas.

use super::layout::{FactDims, World};
use crate::logic::{ClassSet, Formula};
use crate::model::{Condition, Leaf};

impl World {
    /// A condition, with discretion granted.
    #[must_use]
    pub fn formula(&self, condition: &Condition) -> Formula {
        self.encode(condition, true)
    }

    /// A condition, with discretion denied: what holds without anybody's discretion.
    #[must_use]
    pub fn without_discretion(&self, condition: &Condition) -> Formula {
        self.encode(condition, false)
    }

    fn encode(&self, condition: &Condition, discretion: bool) -> Formula {
        match condition {
            Condition::Always => Formula::True,
            // A residual that could not be put in place was reported; it holds nowhere.
            Condition::Never | Condition::Nobody(..) => Formula::False,
            Condition::All(parts) => Formula::and(parts.iter().map(|p| self.encode(p, discretion))),
            Condition::Any(parts) => Formula::or(parts.iter().map(|p| self.encode(p, discretion))),
            Condition::Not(inner) => !self.encode(inner, discretion),
            Condition::Discretion(..) if discretion => Formula::True,
            Condition::Discretion(..) => Formula::False,
            Condition::Pending(_, number, _) => match self.pending.get(number) {
                Some(dim) => Formula::is(&self.space, *dim, 1),
                None => Formula::False,
            },
            Condition::Leaf(leaf, _) => self.leaf(leaf),
        }
    }

    /// A test of one fact.
    #[must_use]
    pub fn leaf(&self, leaf: &Leaf) -> Formula {
        match (leaf, self.dims(leaf.fact())) {
            (Leaf::Yes(_), Some(FactDims::Bool(dim))) => Formula::is(&self.space, *dim, 1),
            (Leaf::Has(_, value), Some(FactDims::Tags(tags))) => {
                tags.get(value.index()).map_or(Formula::False, |d| self.tag(*d))
            }
            (Leaf::Among(_, values), Some(FactDims::One(dim))) => {
                Formula::lit(*dim, ClassSet::of(self.space.classes(*dim), values.iter().map(|v| v.0)))
            }
            (Leaf::Within(_, from, to), Some(FactDims::Int { dim, starts, .. })) => {
                Formula::lit(*dim, World::intervals(starts, *from, *to))
            }
            _ => Formula::False,
        }
    }
}
