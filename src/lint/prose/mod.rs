//! Lints of documents: faults that stand in the prose itself, before anything of it is a plan. One fault, one file under `rules`.

mod declare;
mod registry;
mod rules;

pub use declare::{Prose, ProseLint};
pub use registry::PROSE;
