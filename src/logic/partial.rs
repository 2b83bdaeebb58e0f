//! What is known of a situation: for each dimension the classes still possible, or exactly one.

use super::class_set::ClassSet;
use super::space::{DimId, Space};

/// The classes still possible; a dimension that is not named is wholly unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partial {
    /// By dimension; the last is always known.
    domains: Vec<Option<ClassSet>>,
}

impl Partial {
    /// Nothing is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, with room for every dimension of a space.
    pub fn with_room(space: &Space) -> Self {
        Self {
            domains: Vec::with_capacity(space.len()),
        }
    }

    /// Leaves only the classes of `set`, out of those still possible.
    pub fn narrow(&mut self, dim: DimId, set: ClassSet) {
        let narrowed = match self.domain(dim) {
            Some(domain) => domain.and(&set),
            None => set,
        };
        self.replace(dim, narrowed);
    }

    /// The same, with `dim` narrowed to `set`.
    pub fn with(mut self, dim: DimId, set: ClassSet) -> Self {
        self.narrow(dim, set);
        self
    }

    /// Replaces what is known of `dim`.
    pub fn replace(&mut self, dim: DimId, set: ClassSet) {
        let at = dim.index();
        if self.domains.len() <= at {
            self.domains.resize(at + 1, None);
        }
        if let Some(slot) = self.domains.get_mut(at) {
            *slot = Some(set);
        }
    }

    /// Nothing is known of `dim` any more.
    pub fn forget(&mut self, dim: DimId) {
        if let Some(slot) = self.domains.get_mut(dim.index()) {
            *slot = None;
        }
        while let Some(None) = self.domains.last() {
            self.domains.pop();
        }
    }

    /// The classes still possible, if anything is known of `dim`.
    pub fn domain(&self, dim: DimId) -> Option<&ClassSet> {
        self.domains.get(dim.index())?.as_ref()
    }

    /// What is known, in the order of dimensions.
    pub fn iter(&self) -> impl Iterator<Item = (DimId, &ClassSet)> + '_ {
        let dims = (0u32..).map(DimId).zip(&self.domains);
        dims.filter_map(|(dim, set)| Some((dim, set.as_ref()?)))
    }

    /// Whether some dimension has no class left.
    pub fn is_contradictory(&self) -> bool {
        self.iter().any(|(_, set)| set.is_empty())
    }

    /// Whether `dim` is in `set` for certain.
    pub fn lies_in(&self, dim: DimId, set: &ClassSet) -> bool {
        self.domain(dim).is_some_and(|domain| domain.is_subset(set))
    }

    /// Tells whether `dim` is in `set`: certainly, certainly not, or unknown.
    pub(super) fn truth(&self, dim: DimId, set: &ClassSet) -> Option<bool> {
        match self.domain(dim) {
            Some(domain) if domain.is_subset(set) => Some(true),
            Some(domain) if !domain.meets(set) => Some(false),
            Some(_) => None,
            None if set.is_full() => Some(true),
            None if set.is_empty() => Some(false),
            None => None,
        }
    }
}

impl FromIterator<(DimId, ClassSet)> for Partial {
    fn from_iter<I: IntoIterator<Item = (DimId, ClassSet)>>(known: I) -> Self {
        known
            .into_iter()
            .fold(Self::new(), |partial, (dim, set)| partial.with(dim, set))
    }
}

/// One situation: a class for every dimension.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Assignment {
    classes: Vec<u32>,
}

impl Assignment {
    /// The situation with these classes, in the order of dimensions.
    pub fn new(classes: Vec<u32>) -> Self {
        Self { classes }
    }

    /// Puts so many dimensions into class 0.
    pub fn clear(&mut self, dims: usize) {
        self.classes.clear();
        self.classes.resize(dims, 0);
    }

    /// Every dimension at its default, or at class 0 without one.
    pub fn default_of(space: &Space) -> Self {
        Self::new(space.iter().map(|(_, dim)| dim.default.unwrap_or(0)).collect())
    }

    /// The situation that `known` leaves, every dimension at its default where that is possible, else in its lowest class; `None` where
    /// nothing is left.
    pub fn plainest(space: &Space, known: &Partial) -> Option<Self> {
        let mut plainest = Self::default_of(space);
        for (dim, set) in known.iter() {
            if !set.contains(plainest.class(dim)) {
                plainest.set(dim, set.first()?);
            }
        }
        Some(plainest)
    }

    /// The class of `dim`; 0 if the dimension is not of this space.
    pub fn class(&self, dim: DimId) -> u32 {
        self.classes.get(dim.index()).copied().unwrap_or(0)
    }

    /// Puts `dim` into `class`.
    pub fn set(&mut self, dim: DimId, class: u32) {
        if let Some(slot) = self.classes.get_mut(dim.index()) {
            *slot = class;
        }
    }

    /// The classes, in the order of dimensions.
    pub fn classes(&self) -> &[u32] {
        &self.classes
    }

    /// The dimensions that are not at their default.
    pub fn present<'a>(&'a self, space: &'a Space) -> impl Iterator<Item = DimId> + 'a {
        space
            .iter()
            .filter(|&(id, dim)| dim.default.is_some_and(|class| class != self.class(id)))
            .map(|(id, _)| id)
    }
}
