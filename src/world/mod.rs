//! Conditions as formulas: the facts of a model laid out as dimensions, its conditions and constraints as formulas over them,
//! and what a situation makes known.
//!
//! Exact: numbers are cut at every limit that some condition mentions, so that no condition can tell two numbers of one interval apart.

mod condition_words;
mod encode;
mod hitting_set;
mod known;
mod layout;
mod nearest_change;
mod situation;
mod truth;
mod whole;
mod words;

pub use condition_words::describe_condition;
pub use layout::{FactDims, World};
pub use nearest_change::{Change, Distance, Nearby};
pub use truth::Known;
pub use whole::Whole;
pub use words::{FactState, describe_leaf};

/// Steps that one question may cost; a plan's question costs a few hundred.
pub const STEPS: u64 = 200_000;
