//! Lints: faults of a resolved plan that can be shown from its text alone, without asking about situations.
//!
//! One fault, one file under `rules`; its doc comment is the page that `explain` shows. A lint yields neutral findings; levels and
//! suppressions are applied here, for all alike. What needs situations (gaps, overlaps, contradictions, with witnesses) belongs to
//! the analysis; what needs the document is in `prose`: lints of the text itself, before anything of it is a plan.

mod catalogue;
mod context;
mod declare;
mod level;
mod likeness;
mod one_fault;
mod page;
mod prose;
mod receiving;
mod registry;
mod rules;
mod run;
mod suppress;

pub use catalogue::catalogue;
pub use context::Context;
pub use declare::Lint;
pub use level::{Level, Levels};
pub use one_fault::{known, may_be_one};
pub use page::{explain, explain_prose, find, find_prose};
pub use prose::{PROSE, Prose, ProseLint};
pub use registry::{LINTS, rank};
pub use run::{Run, Settings, lint};
