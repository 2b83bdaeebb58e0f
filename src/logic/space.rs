//! The dimensions that situations vary in. What they stand for is known to the caller only.

use super::class_set::ClassSet;

/// Names a dimension of one space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DimId(pub u32);

impl DimId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// One dimension: its classes are numbered from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dim {
    /// How many classes there are; at least one.
    pub classes: u32,
    /// The class that needs no mention (a tag that is absent); none for facts that every situation has, like an age.
    pub default: Option<u32>,
}

impl Dim {
    /// A tag of a set fact: class 0 absent, class 1 present.
    pub const TAG: Self = Self {
        classes: 2,
        default: Some(0),
    };

    /// A fact that every situation has, with no class that goes without saying.
    pub const fn plain(classes: u32) -> Self {
        Self { classes, default: None }
    }
}

/// The list of dimensions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Space {
    dims: Vec<Dim>,
}

impl Space {
    /// A space without dimensions.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a dimension and names it.
    pub fn add(&mut self, dim: Dim) -> DimId {
        let id = DimId(u32::try_from(self.dims.len()).unwrap_or(u32::MAX));
        self.dims.push(dim);
        id
    }

    /// Counts the dimensions.
    pub fn len(&self) -> usize {
        self.dims.len()
    }

    /// Tells whether there is no dimension.
    pub fn is_empty(&self) -> bool {
        self.dims.is_empty()
    }

    /// The dimensions in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (DimId, Dim)> + '_ {
        (0u32..).map(DimId).zip(self.dims.iter().copied())
    }

    /// A dimension of this space.
    pub fn dim(&self, id: DimId) -> Option<Dim> {
        self.dims.get(id.index()).copied()
    }

    /// Counts the classes of a dimension; 0 if it is not of this space.
    pub fn classes(&self, id: DimId) -> u32 {
        self.dim(id).map_or(0, |dim| dim.classes)
    }

    /// The class of a dimension that needs no mention.
    pub fn default_class(&self, id: DimId) -> Option<u32> {
        self.dim(id).and_then(|dim| dim.default)
    }

    /// One class of a dimension.
    pub fn single(&self, id: DimId, class: u32) -> ClassSet {
        ClassSet::single(self.classes(id), class)
    }

    /// Every class of a dimension but the default; none if it has no default.
    pub fn present(&self, id: DimId) -> ClassSet {
        match self.default_class(id) {
            Some(class) => self.single(id, class).complement(),
            None => ClassSet::empty(self.classes(id)),
        }
    }
}
