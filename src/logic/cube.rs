//! A plain description: some dimensions, each in some classes.

use super::class_set::ClassSet;
use super::formula::Formula;
use super::partial::Assignment;
use super::space::{DimId, Space};

/// A conjunction of literals, one a dimension, in the order of dimensions. Without literals it is every situation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cube {
    parts: Vec<(DimId, ClassSet)>,
}

impl Cube {
    /// The cube of these literals; there should be one a dimension.
    pub fn new(parts: impl IntoIterator<Item = (DimId, ClassSet)>) -> Self {
        let mut parts: Vec<_> = parts.into_iter().filter(|(_, set)| !set.is_full()).collect();
        parts.sort_by_key(|&(dim, _)| dim);
        Self { parts }
    }

    /// The literals.
    pub fn parts(&self) -> &[(DimId, ClassSet)] {
        &self.parts
    }

    /// Counts the dimensions that matter.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Tells whether no dimension matters.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The same as a formula.
    pub fn formula(&self) -> Formula {
        Formula::and(self.parts.iter().map(|(dim, set)| Formula::lit(*dim, set.clone())))
    }

    /// Tells whether a situation fits.
    pub fn contains(&self, situation: &Assignment) -> bool {
        self.parts.iter().all(|(dim, set)| set.contains(situation.class(*dim)))
    }

    /// How long the description reads: dimensions that matter, then those that must be off their default.
    pub(super) fn length(&self, space: &Space) -> (usize, usize) {
        let present =
            |(dim, set): &&(DimId, ClassSet)| space.default_class(*dim).is_some_and(|class| !set.contains(class));
        (self.parts.len(), self.parts.iter().filter(present).count())
    }
}
