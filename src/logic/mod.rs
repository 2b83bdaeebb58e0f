//! Conditions as formulas over finite dimensions: their truth under partial facts, and whether any situation is left.
//!
//! What a dimension stands for (a tag, an enumeration, the intervals of an age) is known to the caller only.
//! Every cost is bounded by a [`Budget`] of steps, never of time, so that results are reproducible.

mod agenda;
mod asker;
mod atoms;
mod budget;
mod class_set;
mod clause;
mod completion;
mod conflict;
mod cover;
mod cube;
mod decide;
mod diagram;
mod factor;
mod forget;
mod formula;
mod minimal_core;
mod node_store;
mod normal;
mod order;
mod partial;
mod pick;
mod quick;
mod quick_hash;
mod region;
mod simplest;
mod slice;
mod slice_diagram;
mod solve;
mod space;
mod trail;
mod walk;
mod witness_search;

pub use asker::{Asked, Asker};
pub use budget::{Budget, Spent};
pub use class_set::ClassSet;
pub use cover::{Cover, Extent};
pub use cube::Cube;
pub use decide::{Truth, decide};
pub use diagram::Diagram;
pub use factor::Covered;
pub use forget::forget;
pub use formula::Formula;
pub use minimal_core::{Core, core};
pub use node_store::NodeId;
pub use order::force_order;
pub use partial::{Assignment, Partial};
pub use quick_hash::QuickBuild;
pub use region::{Limits, StillTrue};
pub use simplest::SimpleCase;
pub use slice::{Slicer, connected};
pub use slice_diagram::{Factor, Most, Shape, Slice};
pub use solve::{Outcome, Solver};
pub use space::{Dim, DimId, Space};
