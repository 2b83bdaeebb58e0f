//! One fact at a time: in which classes of it a region is covered, partly or not.

/// How much of a class is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Covered {
    /// Every situation of it.
    Fully,
    /// Some, not all.
    Partly,
    /// None.
    Not,
}
